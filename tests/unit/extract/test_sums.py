"""Which amounts of a sentence are a deal's own, and what a later sentence leaves open."""

from __future__ import annotations

import pytest

from loaders.extract.raw import Raw
from loaders.extract.rules import RulesExtractor
from tests.unit.extract.test_frames import article


def _raws(extractor: RulesExtractor, lang: str, text: str, claim: str) -> list[Raw]:
    return [r for r in extractor.raws(extractor.analyse(article(lang, text))) if r.type == claim]


def _numbers(rows: list[Raw], value: str) -> list[str]:
    return [str(getattr(r.values[value], "value", None)) for r in rows if value in r.values]


@pytest.mark.parametrize(
    ("lang", "text", "own"),
    [
        ("en", "Strategy bought 400 BTC for $30 million, bringing its holdings to 9,000 BTC.", ["400"]),
        ("en", "MARA Holdings mined 520 BTC and sold 185 of them.", ["185"]),
        ("fr", "MARA Holdings a produit 520 BTC et en a vendu 185 autres.", ["185"]),
        ("fr", "Metaplanet a acquis 400 BTC, portant ses réserves à 9 000 BTC.", ["400"]),
    ],
)
def test_a_hoard_is_no_trade(extractor: RulesExtractor, lang: str, text: str, own: list[str]) -> None:
    assert _numbers(_raws(extractor, lang, text, "trades_asset"), "quantity") == own


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Bitdeer raised fresh capital to repay $500 million."),
        ("fr", "Bitdeer veut lever des capitaux pour rembourser 500 millions de dollars."),
        ("en", "Bitdeer sold shares at $31."),
    ],
)
def test_what_is_repaid_or_paid_apiece_is_not_raised(extractor: RulesExtractor, lang: str, text: str) -> None:
    assert not _numbers(_raws(extractor, lang, text, "finances"), "amount")


def test_bare_notes_are_of_the_kind_told_before(extractor: RulesExtractor) -> None:
    text = "MARA Holdings priced $850 million of convertible senior notes. MARA Holdings sold a further $75 million of notes."
    assert {r.values["instrument"] for r in _raws(extractor, "en", text, "finances")} == {"convertible_notes"}


def test_a_round_has_the_backers_of_both_prepositions(extractor: RulesExtractor) -> None:
    text = "Kraken raised $20 million in a Series A led by Citadel Securities with participation from Paradigm and Ripple."
    funders = {f.name for r in _raws(extractor, "en", text, "finances") for f in r.roles.get("funder", ())}
    assert funders == {"Citadel Securities", "Paradigm", "Ripple"}


def test_what_hackers_do_is_not_done_by_who_tells_it(extractor: RulesExtractor) -> None:
    rows = _raws(extractor, "fr", "Elliptic a déclaré que des pirates ont dérobé 10 millions de dollars à Bybit.", "incident")
    assert [[f.name for f in r.roles.get("perpetrator", ())] for r in rows] == [[]]
