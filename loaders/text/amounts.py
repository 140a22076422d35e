"""Amounts in a text: money, coins, power, hashrate, percentages, terms, counts, with bounds and ranges, at exact decimals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast, get_args

from graph.values import Amount
from loaders.languages import Pack
from loaders.languages.amounts import BARE_DOLLAR, AmountLexicon
from loaders.text import ranges
from loaders.text.measures import Reading, read_all

Kind: TypeAlias = Literal[
    "money",  # with a currency; a bare dollar has none yet, see ``dollar``
    "coin",  # in BTC, ETH ...
    "power",  # in MW
    "energy",  # in MWh
    "hashrate",  # in EH/s
    "efficiency",  # in J/TH
    "power_price",  # in USD/kWh; of a bare dollar in /kWh, see ``dollar``
    "percent",  # in %
    "points",  # percentage and basis points, in %
    "multiple",  # 1.5x, three times
    "change",  # a verb that says a change: tripled is +200 %
    "term",  # in years or months, as of a contract
    "duration",  # hours, days, weeks, and years or months that count back or forth from now
    "count",  # a plain number
    "other",  # in a unit that the ontology does not know: acres, GB, degrees
]

KINDS = frozenset(get_args(Kind))
_CUES = 2  # different words that must point to one country
_POWER_PRICE = "/kWh"


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """An amount as the text says it.

    ``start`` and ``end`` hold the number with sign, currency, scale and unit ("300 millions de dollars"); ``outer_start`` and
    ``outer_end`` also the words that bound it ("up to", "or more", "between"). ``dollar`` says that the currency is a dollar of
    which the text does not say which (``resolved`` sets it). ``per`` says what the amount is counted by: share, coin, year, month,
    MW, TH ... ``elliptic``: the unit is that of the amount before ("against 24 million a year earlier", "down from 40").
    """

    start: int
    end: int
    amount: Amount
    kind: Kind
    dollar: bool = False
    per: str = ""
    elliptic: bool = False
    outer_start: int = -1
    outer_end: int = -1

    def resolved(self, dollar: str = "USD") -> Amount:
        """The amount, a bare dollar read as the currency ``dollar``."""
        if not self.dollar:
            return self.amount
        if self.kind == "power_price":
            return replace(self.amount, unit=f"{dollar}{_POWER_PRICE}")
        return replace(self.amount, currency=dollar)


def negate(amount: Amount) -> Amount:
    """The amount with its sign turned, bounds changing sides: a fall of "more than 51 %" is at most -51 %."""
    value, low, high = (None if n is None else -n for n in (amount.value, amount.high, amount.low))
    return replace(amount, value=value, low=low, high=high)


def currency_of(text: str, pack: Pack, default: str = "USD") -> str:
    """Which dollar a bare ``$`` means in an article: what the text states ("all amounts in Canadian dollars"), else that of the
    country of which it speaks throughout, else ``default``."""
    context = pack.amounts.context
    found = {c: m.start() for c, p in context.dollar_hints.items() if (m := p.search(text))}
    if found:
        return min(found, key=lambda c: found[c])
    if not context.dollar_against.search(text):
        for code, pattern in context.dollar_cues.items():
            if len(set(pattern.findall(text))) >= _CUES:
                return code
    return default


def find(text: str, pack: Pack) -> list[AmountSpan]:
    """All amounts of a text, in order, not overlapping. Linear in the length of the text."""
    lexicon = pack.amounts
    return [_span(text, reading, lexicon) for reading in ranges.join(text, read_all(text, pack), lexicon)]


def _span(text: str, reading: Reading, lexicon: AmountLexicon) -> AmountSpan:
    kind: Kind = "count" if reading.unit is None else _kind(reading.unit.kind)
    measure = "" if reading.unit is None else reading.unit.measure
    dollar = measure.startswith(BARE_DOLLAR)
    bound = ranges.bound(text, reading, lexicon)
    low, high = (reading.value, reading.high) if reading.high is not None else (None, None)
    if high is None and bound.side:
        low, high = (reading.value, None) if bound.side == "low" else (None, reading.value)
    amount = Amount(
        value=reading.value if low is None and high is None else None,
        low=low,
        high=high,
        unit="" if kind == "money" else measure.removeprefix(BARE_DOLLAR),
        currency=measure.removeprefix(BARE_DOLLAR) if kind == "money" else "",
    )
    return AmountSpan(reading.start, reading.end, amount, kind, dollar, reading.per, reading.elliptic, bound.start, bound.end)


def _kind(name: str) -> Kind:
    return cast(Kind, name) if name in KINDS else "other"
