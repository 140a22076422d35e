"""Frames: every way of saying yields its claim from its own example, and names stand where their place says."""

from __future__ import annotations

import pytest

from graph.model import Article, Claim
from graph.ontology import EntityType
from loaders.extract.events.frames import Frame, load_frames
from loaders.extract.rules import RulesExtractor
from tests.unit.extract.naming import NamedExtractor


def _ways() -> list[tuple[str, Frame]]:
    return [(lang, frame) for lang in ("en", "fr") for frame in load_frames(lang)]


def article(lang: str, text: str, published: str = "2025-11-20") -> Article:
    """An article of a few sentences."""
    return Article(id="a", source_key="a", version="1", text=text, lang=lang, published=published)


def told(extractor: RulesExtractor, lang: str, text: str, type_: str) -> list[Claim]:
    """The claims of a type that an article tells."""
    return [c for c in extractor.extract(article(lang, text)).claims if c.type == type_]


def names(claim: Claim, role: str) -> list[str]:
    """The names in a role."""
    return [m.name for m in claim.roles.get(role, ())]


def test_every_way_has_an_example() -> None:
    without = [f"{lang}: {frame.id}" for lang, frame in _ways() if not frame.examples]
    assert not without


@pytest.mark.parametrize(("lang", "frame"), _ways(), ids=lambda x: x.id if isinstance(x, Frame) else "")
def test_example_yields_its_claim(extractor: RulesExtractor, lang: str, frame: Frame) -> None:
    for example in frame.examples:
        analysis = extractor.analyse(article(lang, example))
        assert any(raw.rule == frame.id for raw in extractor.raws(analysis)), example
        assert told(extractor, lang, example, frame.claim), example


def test_bare_trade_needs_a_coin(extractor: RulesExtractor) -> None:
    assert not told(extractor, "en", "Strategy sold its office in May.", "trades_asset")
    claim = told(extractor, "en", "MARA Holdings sold 1,200 BTC for $110 million.", "trades_asset")[0]
    assert names(claim, "asset") == ["Bitcoin"] and str(claim.values["quantity"].value) == "1200"  # type: ignore[union-attr]


def test_passive_turns_buyer_and_target(extractor: RulesExtractor) -> None:
    claim = told(extractor, "en", "Bakkt was acquired by Galaxy Digital for $40 million.", "acquires")[0]
    assert names(claim, "buyer") == ["Galaxy Digital"] and names(claim, "target") == ["Bakkt"]


def test_brackets_do_not_break_a_list(extractor: RulesExtractor) -> None:
    text = "Hut 8 (NASDAQ: HUT) and Bitfarms (NASDAQ: BITF) announced a partnership on Monday."
    claim = told(extractor, "en", text, "partners_with")[0]
    assert sorted(names(claim, "party")) == ["Bitfarms", "Hut 8"]


def test_respectively_pairs_in_order(extractor: RulesExtractor) -> None:
    text = "TeraWulf and Cipher Mining signed hosting leases with Google and Microsoft, respectively."
    pairs = {(names(c, "provider")[0], names(c, "customer")[0]) for c in told(extractor, "en", text, "hosts")}
    assert pairs == {("TeraWulf", "Google"), ("Cipher Mining", "Microsoft")}


def test_each_of_several_sites_makes_a_claim() -> None:
    extractor = NamedExtractor({"Bitfarms": EntityType.COMPANY, "Sharon": EntityType.SITE, "Garlock": EntityType.SITE})
    assert len(told(extractor, "en", "Bitfarms owns Sharon and Garlock.", "owns")) == 2


def test_next_sentence_adds_rate_and_maturity(extractor: RulesExtractor) -> None:
    text = "TeraWulf secured a $300 million credit facility from Macquarie. The facility bears interest at 8% and matures in 2028."
    claim = told(extractor, "en", text, "finances")[0]
    assert str(claim.values["rate"].value) == "8" and str(claim.values["maturity"]) == "2028"  # type: ignore[union-attr]


def test_subject_of_a_list_line_is_the_articles_firm(extractor: RulesExtractor) -> None:
    text = "Bitfarms reports its second quarter\n\n• Purchase of 3,000 Antminer S21 from Bitmain in May\n• Bitfarms ended the quarter well."
    claim = told(extractor, "en", text, "orders")[0]
    assert names(claim, "buyer") == ["Bitfarms"]


def test_a_majority_held_is_a_parents(extractor: RulesExtractor) -> None:
    assert told(extractor, "fr", "MARA détient une participation de 64 % dans Exaion.", "subsidiary_of")
    assert told(extractor, "fr", "MARA détient une participation de 10 % dans Exaion.", "invests_in")


def test_maker_of_a_machine_is_not_its_modifier(extractor: RulesExtractor) -> None:
    text = "IREN will provide Microsoft with access to Nvidia GPU capacity."
    assert names(told(extractor, "en", text, "hosts")[0], "customer") == ["Microsoft"]


def test_bare_mining_is_the_business_left(extractor: RulesExtractor) -> None:
    claim = told(extractor, "en", "Bitfarms, which mines bitcoin, will exit mining by 2027.", "exits")[0]
    assert names(claim, "activity") == ["bitcoin-mining"]
