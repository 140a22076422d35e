"""One amount at a time: the number with the sign, currency, scale and unit around it, or the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.languages import Pack
from loaders.languages.amounts import BARE_DOLLAR, AmountLexicon, Unit, UnitLexicon
from loaders.languages.patterns import fold, tidy
from loaders.text.numerals import Numeral, english_style, scan

_GAPS = " \t\u00a0\u2009\u202f"
_MINUS = "-−–"
_NEXT = 4  # characters between the ends of a range
_TIME_KINDS = frozenset({"term", "duration"})
_RATIOS = frozenset({"percent", "points", "power", "hashrate", "efficiency", "power_price"})
_LONG = re.compile(r"\+?\(?\d{1,4}\)?(?:[-./]\d{1,4}){2,}(?!\d)|\d{3}-\d{4}(?!\d)|0\d(?:[ \u00a0.]\d\d){4}(?!\d)")
_AREA_CODE = re.compile(r"\d{3}\)[ -]?\d{3}-\d{4}")
_ABROAD = re.compile(r"\d{1,3}(?:[-. ]?\(?\d{1,4}\)?){2,6}")
_CLOCK = re.compile(r"(?::| ?[hH] ?)[0-5]\d(?!\d)|[ \u00a0\u202f]?h(?!\w)")
_FORM = re.compile(r"-(?:[A-Z]\d?(?![a-z])|for-|in-\d)|/\d")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|è|ème|eme|nde?|s)(?!\w)")
_LIST_ITEM = re.compile(r"[.)][ \t\u00a0]")



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
        if not code and self._glued(numeral):
            return None
        scale, end = self._scale(numeral.end, bool(code) or self._ends_price(start))
        unit, end = self._unit(numeral, scale, end, code)
        reading = Reading(start, end, numeral.value, unit, scale, bool(code))
        if unit is None and (numeral.weak or not self._counts(numeral, reading)):
            return None
        self._value(numeral, reading)
        self._sign(numeral, reading)
        if code:
            self.price = reading.end
        return self._per(reading)

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
        if not match or (match.group(1).isalpha() and text[match.end(1) : match.end(1) + 1] == "("):
            return "", start
        return self.units.prefixes[tidy(match.group(1))], match.start()

    def _glued(self, numeral: Numeral) -> bool:
        """Whether the number is part of a name, a code or an address: S21, #12, @123, 10:30."""
        before = self.text[numeral.start - 1 : numeral.start]
        if numeral.words:
            return before == "-"
        return bool(before) and (before.isalnum() or before in "_#@№°'’:")

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
        match = self.units.unit.match(self.text, end)
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
        if match.group("of") and not (large and unit.kind in ("money", "coin")):
            return False
        word = match.group("word")
        if word and fold(word) in self.units.weak and not large and numeral.value < 1000:
            return False
        if unit.kind == "money" and match.group("mark") and self.text[match.end() : match.end() + 1].isdigit():
            return False  # the sign belongs to the next number: "$1.5-$2 billion"
        if unit.kind == "coin" and self.units.coin_stop.match(self.text, match.end()):
            return False
        return not (unit.kind == "multiple" and match.group("mark") and match.start("mark") != match.start())

    def _counts(self, numeral: Numeral, reading: Reading) -> bool:
        """Whether a number without unit is a plain count; marks it as suspect where it may be a year or a label."""
        if reading.scale is not None:
            return True
        text, start, end = self.text, numeral.start, numeral.end
        following = text[end : end + 1]
        if numeral.words:
            reading.suspect = bool(self.context.month_after.match(text, end)) and following != "-"
            return True
        if (following.isalnum() and not following.isspace()) or following == "_":
            return False
        if self._dated(numeral) or self._numbering(numeral):
            return False
        before = text[start - 1 : start]
        year = numeral.plain and end - start == 4 and 1900 <= numeral.value <= 2100
        reading.suspect = (
            (year and not self.context.count_noun.match(text, end))
            or (before == "-" and text[start - 2 : start - 1].isalpha())
            or before == "/"
            or bool(self.context.label.search(text, max(0, start - 16), start))
        )
        return True

    def _dated(self, numeral: Numeral) -> bool:
        """Whether the number is part of a date, a time of day, a telephone number or a form's name."""
        text, start, end = self.text, numeral.start, numeral.end
        match = _LONG.match(text, start) if text[end : end + 1] in ("-", ".", "/", " ", "\u00a0") else None
        if text[start - 1 : start] == "+":
            match = _ABROAD.match(text, start) or match
        elif text[start - 1 : start] == "(":
            match = _AREA_CODE.match(text, start) or match
        if match:
            self.skip = match.end()
            return True
        if _CLOCK.match(text, end) or _FORM.match(text, end) or self.context.clock.match(text, end):
            return True
        day = numeral.plain and end - start <= 2 and numeral.value <= 31
        return day and bool(self.context.month_after.match(text, end) or self.context.month_before.search(text, max(0, start - 14), start))

    def _numbering(self, numeral: Numeral) -> bool:
        """Whether the number counts the items of a list: "1. First"."""
        text, start = self.text, numeral.start
        return (start == 0 or text[start - 1] == "\n") and numeral.plain and bool(_LIST_ITEM.match(text, numeral.end))

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
            value *= reading.unit.factor
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
        if sign and sign in _MINUS + "+" and not before.isalnum() and before not in (")", "%", "$", "€") and (before != "\n" or sign != "–"):
            reading.start = start - 1
            if sign != "+":
                reading.value = -reading.value

    def _per(self, reading: Reading) -> Reading:
        """What the amount is counted by; money per kWh or MWh is a price of power. Times that count from now are durations."""
        unit = reading.unit
        if unit is None:
            return reading
        if unit.kind in _TIME_KINDS:
            if unit.kind == "term" and self._from_now(reading):
                reading.unit = replace(unit, kind="duration")
            return reading
        match = self.units.per.match(self.text, reading.end)
        if match:
            reading.per = self.units.per_names[fold(match.group(1) or match.group(2))]
        if match and unit.kind == "money" and reading.per in ("kWh", "MWh"):
            if reading.per == "MWh":
                reading.value /= 1000
            reading.unit, reading.end, reading.per = Unit("power_price", f"{unit.measure}/kWh"), match.end(), ""
        return reading

    def _from_now(self, reading: Reading) -> bool:
        return bool(
            self.context.ago.match(self.text, reading.end) or self.context.recent.search(self.text, max(0, reading.start - 24), reading.start)
        )
