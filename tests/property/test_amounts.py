"""Amounts: what is written in a form is read back exactly, and any text is read without a crash, in order, in linear time."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.values import Amount, plain
from loaders.languages import load_pack
from loaders.text import amounts
from loaders.text.amounts import AmountSpan, currency_of, negate

NUMBERS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999"), places=2, allow_nan=False, allow_infinity=False)
CALM = settings(deadline=None)  # the packs are compiled by whichever test comes first
LANGUAGES = st.sampled_from(["en", "fr"])
GAP = st.sampled_from([" ", "\u00a0", "\u202f"])


def english(value: Decimal) -> str:
    """1,234.5"""
    return f"{value.normalize():,f}"


def french(value: Decimal, gap: str = "\u202f") -> str:
    """1 234,5"""
    return english(value).replace(",", gap).replace(".", ",")


def written(value: Decimal, lang: str, gap: str) -> str:
    """The number in the typography of a language."""
    return english(value) if lang == "en" else french(value, gap)


def only(text: str, lang: str) -> AmountSpan:
    """The single amount of a text."""
    found = amounts.find(text, load_pack(lang))
    assert len(found) == 1, (text, found)
    return found[0]


@CALM
@given(NUMBERS, LANGUAGES, GAP, st.sampled_from([("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("CHF", "CHF"), ("US$", "USD"), ("C$", "CAD")]))
def test_money_before_and_after(value: Decimal, lang: str, gap: str, currency: tuple[str, str]) -> None:
    """A currency before the number or after it."""
    mark, code = currency
    number = written(value, lang, gap)
    for text in (f"{mark}{number}", f"{mark}{gap}{number}", f"{number}{gap}{mark}"):
        span = only(f"x {text} y", lang)
        assert span.resolved() == Amount(value=value, currency=code)
        assert f"x {text} y"[span.start : span.end] == text


@CALM
@given(NUMBERS, LANGUAGES, GAP, st.sampled_from([3, 6, 9]))
def test_scales(value: Decimal, lang: str, gap: str, power: int) -> None:
    """Thousands, millions and billions, in words and letters."""
    words = {"en": {3: "thousand dollars", 6: "million dollars", 9: "billion dollars"}}
    words["fr"] = {3: "milliers de dollars", 6: "millions de dollars", 9: "milliards de dollars"}
    marks = {"en": {3: "$#K", 6: "$#M", 9: "$#bn"}, "fr": {3: "#k$", 6: "#{}M$", 9: "#{}Md$"}}
    number = written(value, lang, gap)
    for text in (f"{number}{gap}{words[lang][power]}", marks[lang][power].replace("#", number).replace("{}", gap)):
        assert only(text, lang).resolved("USD") == Amount(value=value * 10**power, currency="USD")


@CALM
@given(
    NUMBERS, LANGUAGES, GAP,
    st.sampled_from([("MW", "MW", "1"), ("GW", "MW", "1000"), ("kW", "MW", "0.001"), ("EH/s", "EH/s", "1"), ("PH/s", "EH/s", "0.001"),
                     ("J/TH", "J/TH", "1"), ("BTC", "BTC", "1"), ("ETH", "ETH", "1"), ("%", "%", "1")]),
)  # fmt: skip
def test_units(value: Decimal, lang: str, gap: str, unit: tuple[str, str, str]) -> None:
    """Power, hashrate, efficiency, coins and percentages, converted exactly."""
    mark, measure, factor = unit
    span = only(f"{written(value, lang, gap)}{gap}{mark}", lang)
    assert span.amount == Amount(value=value * Decimal(factor), unit=measure)


@CALM
@given(NUMBERS, NUMBERS, LANGUAGES, GAP)
def test_ranges(one: Decimal, other: Decimal, lang: str, gap: str) -> None:
    """A range of two different numbers keeps both, in order."""
    low, high = sorted((one, other))
    if low == high:
        return
    text = {"en": "between {} and {} MW", "fr": "entre {} et {} MW"}[lang].format(written(low, lang, gap), written(high, lang, gap))
    assert only(text, lang).amount == Amount(low=low, high=high, unit="MW")


TERMS = [("en", "{} years", "years"), ("fr", "{} ans", "years"), ("fr", "{} mois", "months")]


@CALM
@given(st.integers(min_value=2, max_value=99), st.sampled_from(TERMS))
def test_terms(count: int, form: tuple[str, str, str]) -> None:
    """The term of a contract."""
    lang, words, unit = form
    assert only("a lease " + words.format(count), lang).amount == Amount(value=Decimal(count), unit=unit)


@CALM
@given(NUMBERS, st.sampled_from(["value", "low", "high"]))
def test_negate(value: Decimal, side: str) -> None:
    """Turning the sign twice changes nothing; once, bounds change sides."""
    amount = {"value": Amount(value=value), "low": Amount(low=value), "high": Amount(high=value)}[side]
    turned = negate(amount)
    assert negate(turned) == amount
    assert {"value": turned.value, "low": turned.high, "high": turned.low}[side] == -value


@CALM
@given(st.text(max_size=300) | st.text(alphabet="0123456789 .,-–$€%MWBTC/()milliondeàto'’\n\u00a0", max_size=300), LANGUAGES)
def test_any_text(text: str, lang: str) -> None:
    """Spans lie in the text, in order, without overlap; amounts are finite and print."""
    last = 0
    for span in amounts.find(text, load_pack(lang)):
        assert last <= span.start < span.end <= len(text)
        assert span.outer_start <= span.start
        assert span.end <= span.outer_end <= len(text)
        last = span.end
        numbers = [n for n in (span.amount.value, span.amount.low, span.amount.high) if n is not None]
        assert all(n.is_finite() and plain(n) for n in numbers)
        assert span.resolved("CAD").measure or span.kind == "count"


@pytest.mark.parametrize(
    "unit",
    ["1", " ", "1.", "1,", "1 ", "$", "-1", "a", "one ", "cent ", "1 to ", "1,1 million et ", "10%", "(1)", "$1-", "of ", "trois cents "],
)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_linear(unit: str, lang: str) -> None:
    """A hundred kilobytes of one thing take a second or so of processor time; a quadratic reader would take many minutes."""
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    amounts.find(text, load_pack(lang))
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("text", "lang", "code"),
    [
        ("It raised $5 million.", "en", "USD"),
        ("All amounts are in Canadian dollars. It raised $5 million.", "en", "CAD"),
        ("All figures in US dollars unless stated. Toronto, Ontario. It raised $5 million.", "en", "USD"),
        ("Sauf indication contraire, les montants sont en dollars canadiens.", "fr", "CAD"),
        ("Hydro-Québec et la Ville de Saguenay (Québec) : 5 millions de dollars.", "fr", "CAD"),
        ("Le mineur de Toronto (Québec), coté au Nasdaq : 5 millions de dollars.", "fr", "USD"),
        ("The ASX-listed firm of Sydney raised $5 million.", "en", "AUD"),
    ],
)
def test_bare_dollar(text: str, lang: str, code: str) -> None:
    """Which dollar a bare sign means in an article."""
    assert currency_of(text, load_pack(lang)) == code
