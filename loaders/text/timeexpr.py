"""What a time in a text means before the article's date is known, and how it is resolved against it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Protocol

from graph.dates import PartialDate, Period
from loaders.text.calendar import MONTHS, Resolved, add_months, fiscal, move, name, pair, single, unit_at

_EARLY = 3  # until March "at year-end" looks back, unless the future is spoken of
_SOON = {"day": 90, "month": 60}  # days within which one without year is to come, where nothing tells past from future


@dataclass(frozen=True, slots=True)
class Context:
    """What a time is resolved against: the article's date, whether past or future is spoken of (None: not known),
    and the times said before, the latest first."""

    published: date | None = None
    future: bool | None = None
    anchors: Sequence[Resolved] = field(default_factory=tuple)


class Expression(Protocol):
    """A time as written."""

    def resolve(self, context: Context) -> Resolved | None:
        """The time in the calendar; None when the context does not tell it."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date that the text gives in full."""

    first: str
    last: str = ""

    def resolve(self, context: Context) -> Resolved | None:
        """The date itself."""
        return pair(PartialDate(self.first), PartialDate(self.last)) if self.last else single(self.first)


@dataclass(frozen=True, slots=True)
class Cyclic:
    """A month, day, quarter or half without its year. ``turn``: last or next of its name; ``year_turn``: of last, this, next year."""

    unit: Literal["month", "day", "quarter", "half", "season"]
    number: int
    day: int = 0
    last_day: int = 0
    turn: int | None = None
    year_turn: int | None = None

    def resolve(self, context: Context) -> Resolved | None:
        """The occurrence meant."""
        today = context.published
        if today is None:
            return None
        if self.year_turn is not None:
            return self.of_year(today.year + self.year_turn)
        found = [r for year in range(today.year - 2, today.year + 3) if (r := self.of_year(year))]
        past = [r for r in found if self._is_past(r, today)]
        open_end = self.turn is None and self.unit != "season"
        coming = [r for r in found if not self._is_past(r, today) or (open_end and r.last and r.last.last >= today)]
        if (
            self.turn == 1
            or (self.turn is None and context.future)
            or (self.turn is None and context.future is None and self._soon(coming, today))
        ):
            return coming[0] if coming else None
        if self.turn == 0:
            return self.of_year(today.year)
        return past[-1] if past else None

    def of_year(self, year: int) -> Resolved | None:
        """This time in a year; None for 29 February of a common year."""
        if self.unit == "season":
            return single(f"{year:04}")
        if self.unit in ("quarter", "half"):
            return single(f"{year:04}-{self.unit[0].upper()}{self.number}")
        if self.unit == "month":
            return single(f"{year:04}-{self.number:02}")
        length = monthrange(year, self.number)[1]
        if self.day > length or self.last_day > length:
            return None
        first = PartialDate(f"{year:04}-{self.number:02}-{self.day:02}")
        return pair(first, PartialDate(f"{year:04}-{self.number:02}-{self.last_day:02}")) if self.last_day else single(first.text)

    def _is_past(self, time: Resolved, today: date) -> bool:
        """Whether it has begun (months, days) or is over (quarters, halves: one reports what is over); "last May" is before this month."""
        if time.first is None or time.last is None:
            return False
        if self.unit == "season":
            return date(time.first.first.year, self.number, 1) <= today
        if self.unit in ("quarter", "half") and self.turn is None:
            return time.last.last < today
        if self.turn == -1:
            return time.last.last < today.replace(day=1) if self.unit == "month" else time.last.last < today
        return time.first.first <= today

    def _soon(self, coming: list[Resolved], today: date) -> bool:
        """Whether, with nothing said of past or future, the next occurrence is so near that it is meant."""
        if self.unit not in _SOON or not coming or coming[0].first is None:
            return False
        return coming[0].first.first <= today + timedelta(days=_SOON[self.unit])


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """A day of the week: the latest, counting the article's own day, or the next."""

    number: int
    turn: int | None = None

    def resolve(self, context: Context) -> Resolved | None:
        """The day meant."""
        today = context.published
        if today is None:
            return None
        back = (today.weekday() - self.number) % 7
        if self.turn == -1 and back == 0:
            back = 7
        if self.turn == 1 or (self.turn is None and context.future):
            back = back - 7 if back or self.turn == 1 else 0
        if self.turn == 0 and context.future:
            back = today.weekday() - self.number
        return single((today - timedelta(days=back)).isoformat())


@dataclass(frozen=True, slots=True)
class UnitAt:
    """Today, last month, next year: a calendar unit counted from the article's date."""

    unit: str
    n: int

    def resolve(self, context: Context) -> Resolved | None:
        """The unit meant."""
        return unit_at(self.unit, self.n, context.published) if context.published else None


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that a day lies in."""

    day: Expression

    def resolve(self, context: Context) -> Resolved | None:
        """Monday to Sunday; what is no day stays as it is."""
        day = self.day.resolve(context)
        return unit_at("week", 0, day.first.first) if day and day.first and day.grain == "day" else day


@dataclass(frozen=True, slots=True)
class EndOfYear:
    """Without its number, "the end of the year" is its last day; "year-end" only the year. Early in a year the past end is meant."""

    turn: int = 0
    day: bool = True

    def resolve(self, context: Context) -> Resolved | None:
        """The year of the article, or the last or next."""
        today = context.published
        if today is None:
            return None
        year = today.year + self.turn - (1 if not self.turn and not context.future and today.month <= _EARLY else 0)
        return single(f"{year:04}-12-31" if self.day else f"{year:04}")


@dataclass(frozen=True, slots=True)
class Ago:
    """So far back ("a year ago", "il y a trois mois"): in results, of the period just named; else from the article's date."""

    n: int
    unit: str

    def resolve(self, context: Context) -> Resolved | None:
        """The unit so far back."""
        reported = next((a for a in context.anchors[:1] if a.grain in ("quarter", "half", "interval")), None)
        if self.unit == "year" and self.n == 1 and reported:
            return Anchored("year", -1).resolve(context)
        if context.published is None:
            return None
        return unit_at(self.unit, -self.n, context.published)


@dataclass(frozen=True, slots=True)
class Anchored:
    """Counted from a time named before: "a year earlier", "the previous quarter", "the period". With ``year`` the same in that year."""

    unit: str
    n: int
    year: int = 0

    def resolve(self, context: Context) -> Resolved | None:
        """The time meant: from the nearest fitting anchor, else from the article's date."""
        if self.unit == "month" and self.n and self.n % 12 == 0:
            return Anchored("year", self.n // 12, self.year).resolve(context)
        anchor = self._anchor(context)
        if anchor is None or anchor.first is None or anchor.last is None:
            if self.unit == "period" or context.published is None or self.year:
                return None
            return unit_at(self.unit, self.n, context.published) if self.n or context.future else None
        if self.unit == "period":
            return anchor
        if self.unit == "year":
            years = self.year - anchor.last.first.year if self.year else self.n
            return pair(move(anchor.first, years * 12), move(anchor.last, years * 12))
        if anchor.grain == "quarter" and self.unit == "month":
            return pair(move(anchor.first, self.n), move(anchor.last, self.n))
        return unit_at(self.unit, self.n, anchor.last.last if self.n > 0 or anchor.grain != self.unit else anchor.last.first)

    def _anchor(self, context: Context) -> Resolved | None:
        """The period spoken of: the latest of those like the nearest (which may be what is compared with), a bare year only at need."""
        fitting = [a for a in context.anchors if self._fits(a, context)]
        named = [a for a in fitting if a.grain != "year"] or fitting
        if self.unit not in ("period", "quarter", "half", "year") or not named:
            return named[0] if named else None
        like = [a for a in named if (a.grain == "month") == (named[0].grain == "month")]
        return max(like, key=lambda a: a.last.last if a.last else date.min)

    def _fits(self, anchor: Resolved, context: Context) -> bool:
        if self.unit == "period":
            return anchor.grain in ("quarter", "half", "interval", "month", "year")
        if self.unit == "year":
            old = anchor.first is not None and context.published is not None and anchor.first.first.year < context.published.year - 2
            return anchor.grain in ("quarter", "half", "interval", "month") or (anchor.grain == "year" and (self.n > 0 or not old))
        if self.unit == "month" and self.n % 3 == 0 and anchor.grain == "quarter":
            return True
        return anchor.grain == self.unit or (self.unit == "month" and anchor.grain == "day")


@dataclass(frozen=True, slots=True)
class Window:
    """A length of time that ends at the article's date: PT24H, P7D, P1M, P1Y."""

    n: int
    unit: str

    def resolve(self, context: Context) -> Resolved | None:
        """The window; it needs no date."""
        n = self.n
        if self.unit == "hour" or (self.unit == "day" and n == 1):
            return Resolved(period=Period(f"PT{n if self.unit == 'hour' else 24}H"))
        if self.unit in ("day", "week"):
            return Resolved(period=Period(f"P{n * (7 if self.unit == 'week' else 1)}D"))
        if self.unit == "year":
            return Resolved(period=Period(f"P{n}Y"))
        return Resolved(period=Period(f"P{n * MONTHS.get(self.unit, 1)}M"))


@dataclass(frozen=True, slots=True)
class Ahead:
    """So far ahead ("over the next two years", "within 18 months"): the unit at which so long a time has passed."""

    n: int
    unit: str

    def resolve(self, context: Context) -> Resolved | None:
        """The day, month, quarter or year so far ahead."""
        if context.published is None:
            return None
        if self.unit in ("hour", "day", "week"):
            days = self.n * 7 if self.unit == "week" else self.n if self.unit == "day" else (self.n + 23) // 24
            return unit_at("day", days, context.published)
        return unit_at(self.unit, self.n, context.published)


@dataclass(frozen=True, slots=True)
class Ended:
    """So many months that end with a date: "three months ended September 30, 2025"."""

    months: int
    end: Expression
    fiscal: bool = False  # "year ended June 30": the firm's own year

    def resolve(self, context: Context) -> Resolved | None:
        """The quarter, half, year or interval of months."""
        end = self.end.resolve(Context(context.published, False, context.anchors))
        if end is None or end.last is None:
            return None
        last = end.last.last
        if self.fiscal and last.month != 12:
            return fiscal(last.year, 0)
        return pair(PartialDate(name("month", add_months(last.replace(day=1), 1 - self.months))), PartialDate(name("month", last)))


@dataclass(frozen=True, slots=True)
class FirstMonths:
    """The first months of a year ("the first nine months of 2025"): January to the month of that number."""

    months: int
    year: int = 0

    def resolve(self, context: Context) -> Resolved | None:
        """The interval of months, in the article's year when none is given."""
        year = self.year or (context.published.year if context.published else 0)
        return pair(PartialDate(f"{year:04}-01"), PartialDate(f"{year:04}-{self.months:02}")) if year and 1 <= self.months <= 12 else None


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal year or one of its quarters; without a year it is that of the fiscal year named before."""

    year: int = 0
    quarter: int = 0

    def resolve(self, context: Context) -> Resolved | None:
        """The period FY2026 or FY2026-Q1."""
        year = self.year
        if not year:
            before = next((a.period for a in context.anchors if a.period and a.period.fiscal), None)
            year = int(before.text[2:6]) if before else 0
        return fiscal(year, self.quarter) if year else None


@dataclass(frozen=True, slots=True)
class Span:
    """From one time to another; an end without year takes that of the other."""

    first: Expression
    last: Expression

    def resolve(self, context: Context) -> Resolved | None:
        """The interval; None when its end lies before its start."""
        first, last = self.first.resolve(context), self.last.resolve(context)
        if isinstance(self.last, Cyclic) and not isinstance(self.first, Cyclic) and first and first.first:
            last = self.last.resolve(Context(first.first.first, True))
        elif isinstance(self.first, Cyclic) and last and last.last:
            first = self.first.resolve(Context(last.last.last, False, ())) if self.first.year_turn is None else first
            first = self._within(self.first, last) or first
        if not first or not last or first.first is None or last.last is None or first.first.first > last.last.last:
            return None
        return pair(first.first, last.last)

    @staticmethod
    def _within(start: Cyclic, last: Resolved) -> Resolved | None:
        """The start in the year of the end, if it lies before it."""
        assert last.last is not None
        same = start.of_year(last.last.first.year)
        return same if same and same.first and same.first.first <= last.last.first else start.of_year(last.last.first.year - 1)
