"""Partial dates and periods: what an article says of a time, at the precision at which it says it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache

from graph.errors import InvalidValue


class Precision(IntEnum):
    """How fine a partial date is; a greater number is coarser."""

    DAY = 0
    MONTH = 1
    QUARTER = 2
    HALF = 3
    YEAR = 4


_DATE = re.compile(r"^(\d{4})(?:-(?:Q([1-4])|H([12])|(\d\d)(?:-(\d\d))?))?$")
_FISCAL = re.compile(r"^FY(\d{4})(?:-Q([1-4]))?$")
_WINDOW = re.compile(r"^P(?:T(\d+)H|(\d+)([DWMY]))$")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, half, quarter, month or day, as text: ``2025``, ``2025-H1``, ``2025-Q3``, ``2025-10``, ``2025-11-13``."""

    text: str

    def __post_init__(self) -> None:
        _bounds(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def first(self) -> date:
        """The first day that the date can mean."""
        return _bounds(self.text)[0]

    @property
    def last(self) -> date:
        """The last day that the date can mean."""
        return _bounds(self.text)[1]

    @property
    def precision(self) -> Precision:
        """Day, month, quarter, half or year."""
        return _bounds(self.text)[2]

    def covers(self, other: PartialDate) -> bool:
        """Whether every day of ``other`` lies in this date."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: PartialDate, days: int = 0) -> bool:
        """Whether the two can lie within ``days`` days of each other."""
        slack = timedelta(days=days)
        return self.first <= other.last + slack and other.first <= self.last + slack


@lru_cache(maxsize=65536)
def _bounds(text: str) -> tuple[date, date, Precision]:
    match = _DATE.match(text)
    if not match:
        raise InvalidValue(f"{text!r} is no partial date; write 2025, 2025-H1, 2025-Q3, 2025-10 or 2025-11-13")
    year, quarter, half, month, day = (int(g) if g else 0 for g in match.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day), Precision.DAY
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH
        if quarter or half:
            width, last = (3, quarter * 3) if quarter else (6, half * 6)
            return (
                date(year, last - width + 1, 1),
                date(year, last, monthrange(year, last)[1]),
                Precision.QUARTER if quarter else Precision.HALF,
            )
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    except ValueError as error:
        raise InvalidValue(f"{text!r} is no date of the calendar: {error}") from error


@dataclass(frozen=True, slots=True)
class Period:
    """The period of a reported figure, as text.

    A partial date, a fiscal year or quarter (``FY2026``, ``FY2026-Q1``: kept as written), an interval (``2025-01/2025-11``)
    or a window that ends at the article's date (``PT24H``, ``P7D``, ``P1M``, ``P1Y``).
    """

    text: str

    def __post_init__(self) -> None:
        if not (_FISCAL.match(self.text) or _WINDOW.match(self.text)):
            for part in self.text.split("/", 1):
                PartialDate(part)

    def __str__(self) -> str:
        return self.text

    @property
    def fiscal(self) -> bool:
        """Whether it counts by the firm's own year, whose days are not known."""
        return self.text.startswith("FY")

    @property
    def window(self) -> bool:
        """Whether it is a length of time that ends at the article's date."""
        return self.text.startswith("P")

    def bounds(self) -> tuple[date, date] | None:
        """First and last day; None for windows and fiscal periods."""
        if self.fiscal or self.window:
            return None
        parts = [PartialDate(p) for p in self.text.split("/", 1)]
        return parts[0].first, parts[-1].last


@dataclass(frozen=True, slots=True)
class Interval:
    """When something happens or holds: a start and an end, each a partial date or absent."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __bool__(self) -> bool:
        return self.start is not None or self.end is not None

    @staticmethod
    def of(start: str | None, end: str | None) -> Interval:
        """The interval of two texts. Raises InvalidValue."""
        return Interval(PartialDate(start) if start else None, PartialDate(end) if end else None)
