"""Dates and periods in a text, resolved against the article's date: points, deadlines, ranges, windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, cast

from graph.dates import Interval, Period, Precision
from loaders.languages import Pack
from loaders.languages.patterns import fold
from loaders.languages.times import TimeLexicon, found
from loaders.text.calendar import Resolved
from loaders.text.timeexpr import Ago, Anchored, Context, Cyclic, EndOfYear, Expression, Fixed, Span, UnitAt, WeekOf
from loaders.text.timemakers import Hit, make

Role: TypeAlias = Literal["point", "deadline", "until", "since", "after", "range", "window", "maturity", "asof"]

_WINDOW = 40
_LINK = 12  # characters between the ends of a range
_PROBE = Context(date(2025, 6, 30))  # any day: whether two times make a range does not depend on it
_LATELY = 31  # days
_ANCHORS = 12  # so many times back "the period", "a year earlier" may refer


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time as the text says it.

    ``start`` and ``end`` hold the words of the time ("the end of 2026"), ``outer_start`` also those that say its role ("by the end
    of 2026"). ``resolved`` is its meaning where the text does not tell past from future; ``when`` gives the meaning under a hint.
    """

    start: int
    end: int
    outer_start: int
    role: Role
    expression: Expression
    resolved: Resolved
    published: date | None
    anchors: tuple[Resolved, ...] = ()
    part: str = ""  # early, mid, late, end

    def when(self, future: bool | None = None) -> Resolved:
        """The time in the calendar, told whether the sentence speaks of the past (False) or the future (True); empty if not known."""
        return self.resolved if future is None else resolve(self, self.published, future)

    def interval_when(self, future: bool | None = None) -> Interval:
        """Start and end of what happens at this time, by its role. A deadline is an end, "since" a start; a window gives nothing."""
        time = self.when(future)
        if self.role in ("deadline", "until", "maturity"):
            return Interval(None, time.last)
        if self.role in ("since", "after") or time.first == time.last:
            return Interval(time.first, None)
        return Interval(time.first, time.last)

    @property
    def interval(self) -> Interval:
        """``interval_when`` without a hint."""
        return self.interval_when()

    @property
    def period(self) -> Period | None:
        """The period of a figure that is reported for this time; None when it is not known."""
        return self.resolved.period

    @property
    def precision(self) -> Precision | None:
        """Of the first date; None for windows and what is not known."""
        return self.resolved.first.precision if self.resolved.first else None


def resolve(span: TimeSpan, published: date | None, future: bool | None = None) -> Resolved:
    """The meaning of a time under another date of the article; ``future`` says whether the sentence speaks of the future."""
    context = Context(published, True if future is None and span.role == "deadline" else future, span.anchors)
    return span.expression.resolve(context) or Resolved()


@dataclass(slots=True)
class _Raw:
    start: int  # with its part: "the end of 2026"
    end: int
    outer: int
    role: Role
    expression: Expression
    part: str = ""


def find(text: str, pack: Pack, published: date | None) -> list[TimeSpan]:
    """All times of a text, in order, not overlapping. Linear in the length of the text.

    ``published`` is the article's local date; without it relative times have no interval.
    """
    lexicon = pack.times
    raws = _join(text, list(_Reader(text, lexicon).read()), lexicon)
    anchors: list[Resolved] = []
    out = []
    for raw in raws:
        context = Context(published, True if raw.role == "deadline" else None, tuple(reversed(anchors[-_ANCHORS:])))
        resolved = raw.expression.resolve(_lately(raw, context)) or Resolved()
        out.append(TimeSpan(raw.start, raw.end, raw.outer, raw.role, raw.expression, resolved, published, tuple(context.anchors), raw.part))
        if _anchors(raw, resolved, published):
            anchors.append(resolved)
    return out


def _lately(raw: _Raw, context: Context) -> Context:
    """A deadline lies ahead, but one that has passed some weeks ago was of the past: "reached 7 EH/s by November 1", "by the end of June"."""
    lapsed = isinstance(raw.expression, Cyclic) and (raw.expression.unit == "day" or raw.part == "end")
    if context.future and context.published and lapsed:
        past = raw.expression.resolve(Context(context.published, False))
        if past and past.first and 0 <= (context.published - past.first.last).days <= _LATELY:
            return Context(context.published, False, context.anchors)
    return context


def _anchors(raw: _Raw, resolved: Resolved, published: date | None) -> bool:
    """Whether later words ("a year earlier") may count from this time: one that is named, and not to come."""
    if resolved.first is None or isinstance(raw.expression, Anchored | Ago) or raw.role not in ("point", "asof", "range"):
        return False
    return published is None or resolved.first.first <= published


class _Reader:
    """Finds the times of one text, one after the other."""

    def __init__(self, text: str, lexicon: TimeLexicon) -> None:
        self.text, self.lexicon = text, lexicon

    def read(self) -> Iterator[_Raw]:
        """The times in order, with the words before them that belong to them."""
        last = 0
        for trigger in self.lexicon.trigger.finditer(self.text):
            if trigger.start() < last:
                continue
            hit = self._best(trigger.start(), len(self.text), trigger.group())
            if hit is None:
                continue
            expression, role, end = hit
            raw = self._dress(trigger.start(), end, expression, role, last)
            last = end
            yield raw

    def _best(self, start: int, stop: int, word: str) -> tuple[Expression, str, int] | None:
        """The longest rule that holds at a trigger."""
        best: tuple[Expression, str, int] | None = None
        rules = self.lexicon.rules.get(_class(word))
        if rules is None or not rules.gate.match(self.text, start, stop):
            return None
        for rule in rules.rules:
            match = rule.pattern.match(self.text, start, stop)
            if match and (best is None or match.end() > best[2]):
                made = make(Hit(self.text, match, rule, self.lexicon, self._at))
                if made:
                    best = (*made, match.end())
        return best

    def _at(self, start: int, stop: int) -> Expression | None:
        """The time that stands at an offset: the end of "nine months ended ..."."""
        trigger = self.lexicon.trigger.match(self.text, start)
        found_here = self._best(start, stop, trigger.group()) if trigger else None
        return found_here[0] if found_here else None

    def _dress(self, core: int, end: int, expression: Expression, role: str, floor: int) -> _Raw:
        """Take in the words before a time: its part ("the end of") and its role ("by")."""
        start, part = core, ""
        while match := self.lexicon.part.search(self.text, max(floor, start - _WINDOW), start):
            kind = self.lexicon.parts[found(match)]
            start, part = match.start(), part or ("" if kind == "whole" else kind)
        raw = _Raw(start, end, start, cast(Role, role) if role else "point", expression, part)
        before = self.lexicon.role.search(self.text, max(floor, start - _WINDOW), start)
        if before:
            raw.outer = before.start()
            said = self.lexicon.roles[found(before)]
            if not role and said != "point" and not _only_point(said, expression):
                raw.role = cast(Role, said)
        raw.expression = self._refine(raw)
        return raw

    @staticmethod
    def _refine(raw: _Raw) -> Expression:
        """What a time becomes with the words before it: "at the end of the year" its last day, "mid-2026" its sixth month."""
        expression = raw.expression
        if raw.part == "end" and raw.role in ("point", "asof") and isinstance(expression, UnitAt) and expression.unit == "year":
            return EndOfYear(expression.n)
        if raw.part == "mid" and isinstance(expression, Fixed) and expression.first.isdigit() and not expression.last:
            return Fixed(f"{expression.first}-06")
        return WeekOf(expression) if raw.part == "week" else expression


def _only_point(said: str, expression: Expression) -> bool:
    """Whether words such as "au" and "from" say no role of their own: "up from the previous quarter", "au troisième trimestre"."""
    if said not in ("asof", "since"):
        return False
    quarter = (isinstance(expression, Cyclic) and expression.unit in ("quarter", "half")) or (
        isinstance(expression, Fixed) and expression.first[-2:-1] in ("Q", "H")
    )
    return quarter if said == "asof" else isinstance(expression, Anchored | Ago)


def _class(word: str) -> str:
    if word[0].isdigit():
        return "number" if word.isdigit() else fold(word)
    if len(word) == 2 and word[1].isdigit():
        return "quarter_mark"
    return "fy" if word[:2].upper() == "FY" else word.lower() if word.isalpha() else fold(word)


def _join(text: str, raws: list[_Raw], lexicon: TimeLexicon) -> list[_Raw]:
    """Make ranges of neighbours: "from 2021 to 2024", "2026 and 2027"."""
    out: list[_Raw] = []
    for raw in raws:
        span = _range(text, out[-1], raw, lexicon) if out else None
        if span is None:
            out.append(raw)
        else:
            out[-1] = span
    return out


def _range(text: str, first: _Raw, second: _Raw, lexicon: TimeLexicon) -> _Raw | None:
    if second.start - first.end > _LINK or "window" in (first.role, second.role):
        return None
    link = lexicon.link.fullmatch(text, first.end, second.start)
    joined = _joined(first.expression, second.expression, chained=bool(link and link.group("and"))) if link else None
    probe = joined.resolve(_PROBE) if joined else None
    if link is None or joined is None or probe is None or probe.grain == "day":
        return None
    opened = lexicon.range_open.search(text, max(0, first.start - _WINDOW), first.start)
    between = opened is not None and found(opened) in lexicon.between
    if link.group("and") and not between and not isinstance(first.expression, Span) and not _consecutive(joined):
        return None
    full = isinstance(first.expression, Fixed) and isinstance(second.expression, Fixed)
    if link.group("to") and not opened and not full and link.group().strip().isalpha():
        return None
    outer = min(first.outer, opened.start()) if opened else first.outer
    return _Raw(first.start, second.end, outer, "range", joined, first.part)


def _joined(first: Expression, second: Expression, chained: bool) -> Span | None:
    """From the first time to the second; a list ("April, May and June") goes on as long as each is the neighbour of the one before."""
    if not isinstance(first, Span):
        return Span(first, second)
    return Span(first.first, second) if chained and _consecutive(Span(first.last, second)) else None


def _consecutive(span: Span) -> bool:
    """Whether the two are neighbours of one kind: 2026 and 2027, October and November."""
    whole = span.resolve(_PROBE)
    if whole is None or whole.first is None or whole.last is None:
        return False
    if whole.grain in ("quarter", "half", "year"):
        return True
    if whole.first.precision != whole.last.precision:
        return False
    return whole.first.precision != Precision.DAY and 0 <= (whole.last.first - whole.first.last).days <= 1
