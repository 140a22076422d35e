"""Plans told as facts, plans called off, when plans are to be done, and who says what, each by a sentence."""

from __future__ import annotations

import pytest

from graph.model import Article, Claim
from loaders.extract.rules import RulesExtractor

_PLANNED, _NEGATED, _ACTUAL, _POSSIBLE = "planned", "negated", "actual", "possible"
_TOLD = (
    ("en", "reports", "For fiscal 2026, Bitfarms forecast revenue of $150 million.", _PLANNED),
    ("en", "reports", "Bitfarms is on course for 12 EH/s by the end of the year.", _PLANNED),
    ("en", "reports", "Bitfarms' bitcoin holdings went up to 1,800 BTC from 1,200 BTC.", _ACTUAL),
    ("fr", "reports", "Bitfarms prévoit également d'atteindre 25 EH/s avant décembre.", _PLANNED),
    ("fr", "reports", "Cette acquisition devrait porter la capacité de Bitfarms à 950 MW.", _PLANNED),
    ("en", "acquires", "Bitfarms has walked away from its planned takeover of Stronghold Digital Mining.", _NEGATED),
    ("fr", "acquires", "Le rachat de Stronghold Digital Mining par Bitfarms n'est pas bouclé.", _PLANNED),
    ("fr", "orders", "Bitfarms dément avoir commandé des Antminer S21 Pro.", _NEGATED),
    ("fr", "finances", "Cipher Mining a annoncé son intention d'offrir 800 millions de dollars de billets convertibles.", _PLANNED),
    ("fr", "converts_to", "Le site de Rockdale va être converti au calcul IA par Riot Platforms.", _PLANNED),
)
_CLOSING = (
    ("en", "Bitfarms agreed to buy Stronghold Digital Mining. The deal is expected to close in the first quarter of 2026.", "2026-Q1"),
    ("fr", "Bitfarms va racheter Stronghold Digital Mining. L'opération devrait être bouclée au premier trimestre 2026.", "2026-Q1"),
)
_STARTS = (
    ("en", "acquires", "Last week Riot Platforms sold coins and bought the Rockdale site for $96 million.", "2025-11-10"),
    ("fr", "incident", "Le tribunal de commerce a prononcé lundi la liquidation judiciaire de Bitfarms.", "2025-11-17"),
    ("en", "finances", "Bitfarms raised $40 million in March from Macquarie.", "2025-03"),
)
_SPEAKERS = (
    ("en", "supplies_power", "CleanSpark announced power contracts over 75 MW for its Cheyenne site.", "CleanSpark"),
    ("en", "acquires", "Riot Platforms bought Bitfarms, its lender Macquarie said.", "Macquarie"),
    ("fr", "acquires", "Bitfarms a conclu mardi le rachat de Stronghold Digital Mining.", None),
)


def _claims(extractor: RulesExtractor, lang: str, text: str, claim: str) -> list[Claim]:
    article = Article(id="t", source_key="t", version="1", text=text, lang=lang, published="2025-11-18")
    return [c for c in extractor.extract(article).claims if c.type == claim]


@pytest.mark.parametrize(("lang", "claim", "text", "told"), _TOLD)
def test_plans_denials_and_facts(extractor: RulesExtractor, lang: str, claim: str, text: str, told: str) -> None:
    assert told in {c.factuality.value for c in _claims(extractor, lang, text, claim)}


@pytest.mark.parametrize(("lang", "text", "end"), _CLOSING)
def test_next_sentence_tells_when_a_plan_is_done(extractor: RulesExtractor, lang: str, text: str, end: str) -> None:
    assert [str(c.time.end) for c in _claims(extractor, lang, text, "acquires")] == [end]


@pytest.mark.parametrize(("lang", "claim", "text", "start"), _STARTS)
def test_times_before_and_beside_the_trigger(extractor: RulesExtractor, lang: str, claim: str, text: str, start: str) -> None:
    assert start in {str(c.time.start) for c in _claims(extractor, lang, text, claim)}


@pytest.mark.parametrize(("lang", "claim", "text", "speaker"), _SPEAKERS)
def test_who_says_it(extractor: RulesExtractor, lang: str, claim: str, text: str, speaker: str | None) -> None:
    found = _claims(extractor, lang, text, claim)
    assert found and {c.speaker.name if c.speaker else None for c in found} == {speaker}
