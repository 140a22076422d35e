"""Who says it, and when it happens."""

from __future__ import annotations

import pytest

from graph.model import Article, Claim
from loaders.extract.rules import RulesExtractor

_SAID = [
    ("en", "Bitfarms said it has acquired Bakkt.", "acquires", "Bitfarms"),
    ("en", "Galaxy Digital has acquired Bakkt, Bitfarms said on Monday.", "acquires", "Bitfarms"),
    ("en", "Bitfarms has acquired Bakkt, according to Bloomberg.", "acquires", "Bloomberg"),
    ("en", '"Bitfarms has acquired Bakkt and will keep all of it," said Ben Gagnon, its chief executive.', "acquires", "Ben Gagnon"),
    ("en", "Bitfarms has acquired Bakkt.", "acquires", None),
    ("fr", "Bitfarms a acquis Bakkt, a annoncé lundi Coinbase.", "acquires", "Coinbase"),
    ("fr", "Selon Bloomberg, Bitfarms a acquis Bakkt.", "acquires", "Bloomberg"),
    ("fr", "Bitfarms a annoncé avoir acquis Bakkt.", "acquires", "Bitfarms"),
    ("fr", "Bitfarms a acquis Bakkt.", "acquires", None),
    ("en", "Bitfarms could buy Bakkt for cash, its chief strategy officer, Mina Castel, said on Friday.", "acquires", "Mina Castel"),
    ("en", "Bitfarms and Bakkt will merge, the two companies said on Tuesday.", "merges_with", "Bitfarms"),
    ("en", "Bitfarms bought another 220 BTC in October, according to a company press release.", "trades_asset", "Bitfarms"),
    ("en", "As Bloomberg reports, Bitfarms has acquired Bakkt.", "acquires", "Bloomberg"),
    ("en", "Patrick Fleury, the CFO of TeraWulf, put liquidity at $219.6 million.", "reports", "Patrick Fleury"),
    ("en", "TeraWulf, which operates the Lake Mariner site, said that it has acquired Bakkt.", "operates", None),
    ("en", "Ledger unveiled the Nano Gen6.", "launches", None),
    ("en", '"Bitfarms has acquired Bakkt and will keep all of it," Ben Gagnon wrote on Twitter.', "acquires", "Ben Gagnon"),
    ("fr", "Bitfarms et Bakkt vont fusionner, ont indiqué mardi les deux sociétés.", "merges_with", "Bitfarms"),
    ("fr", "Ben Gagnon a par ailleurs nié que Bitfarms songe à quitter la Pennsylvanie.", "exits", "Ben Gagnon"),
    ("fr", "Bitfarms a acquis Bakkt, comme l'a rapporté Bloomberg.", "acquires", "Bloomberg"),
    ("fr", "« Nous avons racheté Bakkt pour de bon », plaisante Ben Gagnon, le patron de Bitfarms.", "acquires", "Ben Gagnon"),
    ("fr", "Bitfarms a rapporté mercredi une perte nette de 58 millions de dollars pour le troisième trimestre.", "reports", "Bitfarms"),
]


def test_the_answers_of_an_interview_are_the_guests(extractor: RulesExtractor) -> None:
    text = (
        "Ben Gagnon runs Bitfarms.\nAnd what comes next?\nWe shall acquire Bakkt in the spring. It suits our plans.\n"
        "Why there?\nBecause we like the place, and we pay less for our power."
    )
    claim = _claim(extractor, "en", text, "acquires")
    assert claim.speaker is not None and claim.speaker.name == "Ben Gagnon"


def _claim(extractor: RulesExtractor, lang: str, text: str, type_: str) -> Claim:
    article = Article(id="a", source_key="a", version="1", text=text, lang=lang, published="2025-11-20")
    return next(c for c in extractor.extract(article).claims if c.type == type_)


@pytest.mark.parametrize(("lang", "text", "type_", "expected"), _SAID)
def test_speaker(extractor: RulesExtractor, lang: str, text: str, type_: str, expected: str | None) -> None:
    claim = _claim(extractor, lang, text, type_)
    assert (claim.speaker.name if claim.speaker else None) == expected


_WHEN = [
    ("en", "Galaxy Digital acquired Bakkt in October.", "acquires", "2025-10", None),
    ("en", "Galaxy Digital will acquire Bakkt by the end of 2026.", "acquires", None, "2026"),
    ("en", "On Tuesday Strategy announced that it bought 500 BTC.", "trades_asset", "2025-11-18", None),
    ("en", "Riot Platforms operates the Rockdale site.", "operates", None, None),
    ("fr", "Galaxy Digital a acquis Bakkt en octobre.", "acquires", "2025-10", None),
    (
        "en",
        "Strategy, which bought 3,015 BTC between March 30 and April 5, is a treasury firm.",
        "trades_asset",
        "2025-03-30",
        "2025-04-05",
    ),
    ("en", "CleanSpark produced 622 bitcoin in October and sold 577 of them.", "trades_asset", "2025-10", None),
    ("en", "Riot Platforms will open a 65 MW site at Corsicana in March 2026.", "develops", None, "2026-03"),
    (
        "en",
        "Bitfarms plans to buy Bakkt. The definitive agreement, announced late Thursday, should close in this year's fourth quarter.",
        "acquires",
        None,
        "2025-Q4",
    ),
    ("en", "Galaxy Digital raised $40 million this week.", "finances", "2025-11-17", None),
    ("fr", "CoreWeave avait conclu un accord pour racheter Core Scientific en juillet.", "acquires", "2025-07", None),
    ("fr", "Bitfarms prévoit d'ouvrir en 2027 son campus de Sharon, de 120 MW.", "develops", None, "2027"),
    ("fr", "Marc Delorme, qui a cofondé Ledger en 2014, rejoint Coinbase.", "holds_role", "2014", None),
    ("fr", "Pierre-Yves Cottier, directeur général de Bitfarms depuis 2019, reste.", "holds_role", "2019", None),
]


@pytest.mark.parametrize(("lang", "text", "type_", "start", "end"), _WHEN)
def test_time(extractor: RulesExtractor, lang: str, text: str, type_: str, start: str | None, end: str | None) -> None:
    time = _claim(extractor, lang, text, type_).time
    assert (str(time.start) if time.start else None, str(time.end) if time.end else None) == (start, end)
