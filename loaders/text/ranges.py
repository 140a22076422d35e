"""From single readings to amounts: ranges, shared units, and the words that bound a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from loaders.languages.amounts import BARE_DOLLAR, AmountLexicon, ContextLexicon, Unit
from loaders.languages.patterns import fold
from loaders.text.measures import Reading, count_by

_WINDOW = 48
_LINK = 24  # characters between two numbers that share a unit
_LAST_WORD = re.compile(r"([^\W\d_]+)['’\s]*$")
_NEAR = 250  # characters within which a number borrows the unit of the one before
_MILLION = 1_000_000
_LENDERS = frozenset({"money", "coin", "power", "hashrate", "efficiency", "power_price"})
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_DASHED = re.compile(r"[-–]\d")
_FAR = 5  # "fell $2,000 to $95,000" is no range


@dataclass(frozen=True, slots=True)
class Bound:
    """On which side a number bounds, and where the words that say so begin and end."""

    side: Literal["", "low", "high"]
    start: int
    end: int


def join(text: str, readings: list[Reading], lexicon: AmountLexicon) -> list[Reading]:
    """Join the ends of ranges, lend units within lists, and drop what is no amount."""
    context = lexicon.context
    _lend(text, readings, context)
    out: list[Reading] = []
    for reading in readings:
        if not (out and out[-1].high is None and _joined(text, out[-1], reading, lexicon)):
            out.append(reading)
    out = [r for r in out if r.unit is not None or not (r.suspect or _alone(text, r))]
    _borrow(text, out, context)
    return out


def _alone(text: str, reading: Reading) -> bool:
    """Whether a number without unit is the half of a score or code ("4-0", "2025-118"), or an age: ", 47, of Quincy"."""
    start, end = reading.start, reading.end
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if reading.high is None and (_DASHED.fullmatch(before[::-1]) or _DASHED.fullmatch(after)):
        return True
    return before == ", " and after[:1] in (",", ")") and 18 <= reading.value <= 99


def _borrow(text: str, readings: list[Reading], context: ContextLexicon) -> None:
    """Give a number without noun the unit of the one before: "against 24 million a year earlier", "down from 40"."""
    before: Reading | None = None
    for reading in readings:
        unit = reading.unit
        if unit is not None:
            before = reading if unit.kind in _LENDERS else before
        elif before and before.unit and reading.start - before.end < _NEAR and context.no_noun.match(text, reading.end):
            large = reading.scale is not None and reading.scale >= _MILLION
            if large and before.unit.kind == "money":
                reading.unit, reading.elliptic = before.unit, True
            elif not large and _compared(text, before, reading, context):
                reading.unit, reading.elliptic = before.unit, True
                if before.scale is not None and reading.scale is None and reading.value < 1000:
                    reading.value *= before.scale
            before = reading if reading.elliptic else before


def _compared(text: str, before: Reading, reading: Reading, context: ContextLexicon) -> bool:
    """Whether a small bare number stands after "from", "contre" in the sentence of the number before."""
    gap = text[before.end : reading.start]
    return not _SENTENCE_END.search(gap) and bool(context.compare.search(text, max(0, reading.start - _WINDOW), reading.start))


def _lend(text: str, readings: list[Reading], context: ContextLexicon) -> None:
    """Give "18, 25 and 40 MW" their unit, from the last to the first."""
    for i in range(len(readings) - 2, -1, -1):
        this, following = readings[i], readings[i + 1]
        unit = following.unit
        if this.unit or this.suspect or unit is None or following.prefixed or following.start - this.end > _LINK:
            continue
        match = context.link.fullmatch(text, this.end, following.start)
        part = context.part_of.fullmatch(text, this.end, following.start)
        if not part and (not match or not (match.group("and") or match.group("list")) or ("," in match.group() and not following.listed)):
            continue
        if part and (unit.kind in ("term", "duration", "multiple", "change", "other") or this.value > following.value):
            continue
        this.unit, this.listed, this.value, this.factor = unit, not part, this.value * following.factor, following.factor
        if this.scale is None and following.scale is not None:
            this.scale, this.value = following.scale, this.value * following.scale


def _joined(text: str, first: Reading, second: Reading, lexicon: AmountLexicon) -> bool:
    """Make ``first`` a range that ends with ``second``, or lend it the unit where the two are start and goal of a change."""
    if second.start - first.end > 8 or second.start < first.end:
        return False
    context = lexicon.context
    link = context.link.fullmatch(text, first.end, second.start)
    if not link or not (first.unit is None or second.unit is None or _same(first.unit, second.unit)):
        return False
    if second.unit is None and first.unit is not None and not first.prefixed:
        return False
    lead, kind = _lead(text, first, link, context)
    if kind == "none" or (first.unit is None and second.unit is None and (first.suspect or second.suspect)):
        return False
    if first.suspect and kind == "plain" and not link.group("dash") and lead == first.start:
        return False  # "in 2023 to $22,954"
    unit, value = _shared(first, second)
    apart = link.group("to") is not None and first.unit is not None and second.unit is not None and second.value > value * _FAR
    if kind == "change" or (apart and kind != "open"):
        if not apart:
            first.unit, first.value = unit, value
            second.unit = second.unit or unit
        return False
    if value >= second.value or (unit is None and link.group("dash") and link.group().strip() != link.group()):
        return False
    first.unit, first.value, first.high = unit, value, second.value
    first.end, first.per, first.lead, first.suspect = second.end, second.per, lead, False
    if first.unit and first.unit.kind == "money" and not first.per:
        count_by(text, first, lexicon)
    return True


def _same(one: Unit, other: Unit) -> bool:
    return one.kind == other.kind and (
        one.measure == other.measure or (one.kind == "money" and BARE_DOLLAR in (one.measure, other.measure))
    )


def _shared(first: Reading, second: Reading) -> tuple[Unit | None, Decimal]:
    """The unit that both have, and the first value in the scale of the second."""
    unit = first.unit if first.unit and first.unit.measure != BARE_DOLLAR else second.unit or first.unit
    value = first.value
    if first.scale is None and second.scale is not None and (first.unit is None or first.prefixed) and value < 1000:
        value *= second.scale
    if first.unit is None:
        value *= second.factor
    return unit, value


def _lead(
    text: str, first: Reading, link: re.Match[str], context: ContextLexicon
) -> tuple[int, Literal["plain", "open", "change", "none"]]:
    """Where the range begins with its words, and what the words before it make of the two numbers."""
    start, low = first.start, max(0, first.start - _WINDOW)
    if match := context.open_range.search(text, low, start):
        return match.start(), "open"
    if link.group("and") or link.group("list"):
        return start, "none"
    if match := context.from_range.search(text, low, start):
        return match.start(), "open"
    if link.group("to") and first.unit is not None and context.moved.search(text, low, start):
        return start, "change"
    if link.group("to") and (match := context.from_word.search(text, low, start)):
        moved = not context.change.pattern or context.change.search(text, low, match.start())
        return match.start(), "change" if moved else "plain"
    return start, "plain"


def bound(text: str, reading: Reading, lexicon: AmountLexicon) -> Bound:
    """The words before or after a number that make it a bound."""
    context = lexicon.context
    if reading.high is not None:
        return Bound("", reading.lead, reading.end)
    start, end = reading.start, reading.end
    if reading.plus:
        return Bound("low", start, end)
    low = max(0, start - _WINDOW)
    last = _LAST_WORD.search(text, max(low, start - 20), start)
    if last and fold(last.group(1)) in context.last_words:
        found = [(m, side) for side in _SIDES for m in [_pattern(context, side).search(text, low, start)] if m]
        if found:
            match, side = min(found, key=lambda f: f[0].start())
            timed = reading.unit is not None and reading.unit.kind in ("term", "duration")
            if not (timed and fold(match.group(1) or match.group(2)) in context.not_before_time):
                return Bound(side, match.start(), end)
    for side, pattern in (("low", context.low_after), ("high", context.high_after)):
        if after := pattern.match(text, end):
            return Bound("low" if side == "low" else "high", start, after.end())
    return Bound("", start, end)


_SIDES: tuple[Literal["low", "high"], ...] = ("low", "high")


def _pattern(context: ContextLexicon, side: Literal["low", "high"]) -> re.Pattern[str]:
    return context.low if side == "low" else context.high
