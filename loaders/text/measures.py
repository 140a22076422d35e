"""One amount at a time: the number with the sign, currency, scale and unit around it, or the reason why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.languages import Pack
from loaders.languages.amounts import BARE_DOLLAR, AmountLexicon, Unit, UnitLexicon
from loaders.languages.patterns import fold, tidy
from loaders.text import guards
from loaders.text.numerals import Numeral, english_style, scan

_GAPS = " \t\u00a0\u2009\u202f"
_MINUS = "-−–"
_NEXT = 4  # characters between the ends of a range
_TIME_KINDS = frozenset({"term", "duration"})
_RATIOS = frozenset({"percent", "points", "power", "hashrate", "efficiency", "power_price"})


@dataclass(slots=True)
class Reading:
    """A number as read: what it counts, and whether it is only an amount when joined with one (``suspect``: a year, a label)."""

    start: int
    end: int
    value: Decimal
    unit: Unit | None = None
    scale: Decimal | None = None
    prefixed: bool = False
    suspect: bool = False
    per: str = ""
    high: Decimal | None = None
    lead: int = -1  # where the words "between" or "from" of a range begin
    factor: Decimal = Decimal(1)  # by which its unit has been converted: GW to MW
    plus: bool = False  # "25+ MW"
    elliptic: bool = False  # its unit is that of a number before
    listed: bool = False  # its unit is that of the next number


def read_all(text: str, pack: Pack) -> list[Reading]:
    """All readings of a text in order, suspects included. Linear in the length of the text."""
    reader = _Reader(text, pack.amounts)
    return [reading for numeral in scan(text, pack) if (reading := reader.read(numeral))]


class _Reader:
    """Reads the numerals of one text."""

    def __init__(self, text: str, lexicon: AmountLexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.units: UnitLexicon = lexicon.units
        self.context = lexicon.context
        self.point = lexicon.numbers.decimal == "."
        self.skip = 0  # numerals before this offset belong to a date, a telephone number ...
        self.price = -_NEXT  # where the last number with a currency before it ends
        self.english: bool | None = None  # known once an ambiguous number is met

    def read(self, numeral: Numeral) -> Reading | None:
        """The reading of a numeral; None when it is no amount at all."""
        if numeral.start < self.skip:
            return None
        if numeral.fixed:
            return Reading(numeral.start, numeral.end, numeral.value, Unit(numeral.fixed, "%"))
        code, start = ("", numeral.start) if numeral.words else self._prefix(numeral.start)
        if not code and guards.glued(self.text, numeral):
            return None
        scale, end = self._scale(numeral.end, bool(code) or self._ends_price(start))
        unit, end = self._unit(numeral, scale, end, code)
        reading = Reading(start, end, numeral.value, unit, scale, bool(code), plus="+" in self.text[numeral.end : end])
        if unit is None and (numeral.weak or not self._counts(numeral, reading)):
            return None
        self._value(numeral, reading)
        self._sign(numeral, reading)
        self._half(reading)
        count_by(self.text, reading, self.lexicon)
        if code:
            self.price = reading.end
        self.skip = max(self.skip, reading.end)
        return reading

    def _ends_price(self, start: int) -> bool:
        """Whether a number may be the end of a range of money: "$31-33mm"."""
        return 0 < start - self.price <= _NEXT

    def _prefix(self, start: int) -> tuple[str, int]:
        """The currency that stands before ``start`` and where it begins."""
        text = self.text
        at = start - 1
        if at >= 0 and text[at] == "(":
            at -= 1
        if at >= 0 and text[at] in _GAPS:
            at -= 1
        if at < 0 or text[at] not in self.units.prefix_ends:
            return "", start
        match = self.units.prefix.search(text, max(0, at - 8), at + 1)
        if not match or match.start() < self.skip or (match.group(1).isalpha() and text[match.end(1) : match.end(1) + 1] == "("):
            return "", start
        return self.units.prefixes[tidy(match.group(1))], match.start()

    def _scale(self, end: int, money: bool) -> tuple[Decimal | None, int]:
        match = self.units.scale.match(self.text, end)
        if not match:
            return None, end
        word, mark = match.group("word"), match.group("mark")
        if mark and not money and mark in self.units.money_scales and not self._money_follows(match.end(), mark):
            return None, end
        return self.units.scales[fold(word) if word else tidy(mark)], match.end()

    def _money_follows(self, end: int, mark: str) -> bool:
        """Whether a mark such as "m" can be a scale here: before a currency, or as in "1.3m users"."""
        match = self.units.unit.match(self.text, end)
        if match and self._named(match).kind == "money":
            return True
        following = self.text[end : end + 2]
        return mark in ("m", "b") and following[:1] == " " and following[1:].islower() and self.text[end - 2].isdigit()

    def _named(self, match: re.Match[str]) -> Unit:
        mark = match.group("mark")
        return self.units.marks[tidy(mark)] if mark else self.units.words[fold(match.group("word"))]

    def _unit(self, numeral: Numeral, scale: Decimal | None, end: int, code: str) -> tuple[Unit | None, int]:
        """The unit after the number (and scale), and where it ends; the currency before it counts too."""
        match = self.units.unit.match(self.text, end + (self.text[end : end + 1] == "+"))
        unit = self._named(match) if match else None
        if match and unit and not self._unit_holds(numeral, scale, match, unit):
            unit = None
        if code:
            if unit and match and unit.kind == "money" and code == BARE_DOLLAR and unit.factor == 1:
                return unit, match.end()
            return Unit("money", code), end
        return (unit, match.end()) if unit and match else (None, end)

    def _unit_holds(self, numeral: Numeral, scale: Decimal | None, match: re.Match[str], unit: Unit) -> bool:
        large = scale is not None or numeral.scaled
        if match.group("of") and not (numeral.collective or (large and unit.kind in ("money", "coin"))):
            return False
        word = match.group("word")
        if word and fold(word) in self.units.weak and not large and numeral.value < 1000:
            return False
        if unit.kind == "money" and match.group("mark") and self.text[match.end() : match.end() + 1].isdigit():
            return False  # the sign belongs to the next number: "$1.5-$2 billion"
        if unit.kind == "coin" and self.units.coin_stop.match(self.text, match.end()):
            return False
        touching = unit.kind == "multiple" or match.group("mark") == "p"  # "3x", "311p", but "4 p.m."
        return not (touching and match.group("mark") and match.start("mark") != match.start())

    def _counts(self, numeral: Numeral, reading: Reading) -> bool:
        """Whether a number without unit is a plain count; marks it as suspect where it may be a year or a label."""
        if reading.scale is not None:
            return True
        if numeral.words:
            reading.suspect = guards.no_count(self.text, numeral.end, self.context)
            return True
        self.skip = max(self.skip, guards.date_end(self.text, numeral, self.context))
        if numeral.start < self.skip or guards.numbering(self.text, numeral):
            return False
        reading.suspect = guards.suspect(self.text, numeral, self.context)
        return True

    def _value(self, numeral: Numeral, reading: Reading) -> None:
        """Settle an ambiguous separator and multiply by scale and unit."""
        value = numeral.value
        if numeral.other is not None:
            value = self._settle(numeral, reading)
        if reading.scale is not None:
            value *= reading.scale
        elif numeral.scale is not None:
            reading.scale = numeral.scale
        if reading.unit and reading.unit.factor != 1:
            reading.factor = reading.unit.factor
            value *= reading.factor
            reading.unit = replace(reading.unit, factor=Decimal(1))
        reading.value = value

    def _settle(self, numeral: Numeral, reading: Reading) -> Decimal:
        first, other = numeral.value, numeral.other or numeral.value
        fraction, thousands = min(first, other), max(first, other)
        if reading.scale is not None:
            return fraction
        if self.point:
            return fraction if reading.unit else thousands
        if self.english is None:
            self.english = english_style(self.text)
        comma = "," in self.text[numeral.start : numeral.end]
        if self.english:
            return thousands if comma else fraction
        if reading.unit and reading.unit.kind in _RATIOS:
            return fraction
        return fraction if comma and not reading.prefixed else thousands

    def _sign(self, numeral: Numeral, reading: Reading) -> None:
        """Take in a sign, or the brackets of a loss in a table, before an amount with a unit."""
        text, start = self.text, reading.start
        if reading.unit is None:
            return
        inner = text[numeral.start - 1 : numeral.start] == "("
        if inner and reading.prefixed and text[numeral.end : numeral.end + 1] == ")":
            scale, end = self._scale(numeral.end + 1, True)
            reading.value, reading.end = -reading.value * (scale or 1), end
            return
        sign, before = text[start - 1 : start], text[start - 2 : start - 1]
        if (
            sign
            and start > self.skip
            and sign in _MINUS + "+"
            and not before.isalnum()
            and before not in (")", "%", "$", "€")
            and (before != "\n" or sign != "–")
        ):
            reading.start = start - 1
            if sign != "+":
                reading.value = -reading.value

    def _half(self, reading: Reading) -> None:
        """Add the half of "deux ans et demi"."""
        if reading.unit and reading.unit.kind == "term" and (half := self.lexicon.numbers.half.match(self.text, reading.end)):
            reading.value, reading.end = reading.value + Decimal("0.5"), half.end()


def count_by(text: str, reading: Reading, lexicon: AmountLexicon) -> None:
    """Note what an amount is counted by; money per kWh or MWh becomes a price of power, years that count from now a duration."""
    unit = reading.unit
    if unit is None:
        return
    if unit.kind in _TIME_KINDS:
        context = lexicon.context
        from_now = context.ago.match(text, reading.end) or context.recent.search(text, max(0, reading.start - 24), reading.start)
        aged = text[max(reading.start - 2, 0) : reading.start] == ", " and text[reading.end : reading.end + 1] in (",", ")", ".")
        if unit.kind == "term" and (from_now or (aged and unit.measure == "years" and reading.value >= 18)):
            reading.unit = replace(unit, kind="duration")
        return
    match = lexicon.units.per.match(text, reading.end)
    if match is None or lexicon.context.ago.match(text, match.end()):  # "a year" of "a year earlier"
        return
    name = lexicon.units.per_names[fold(match.group(1) or match.group(2))]
    if unit.kind != "money" or name not in ("kWh", "MWh"):
        reading.per = name
        return
    if name == "MWh":
        reading.value /= 1000
        reading.high = reading.high / 1000 if reading.high is not None else None
    reading.unit, reading.end = Unit("power_price", f"{unit.measure}/kWh"), match.end()
