"""Calendar arithmetic with partial dates: units of time around a day, intervals, fiscal periods."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from graph.dates import PartialDate, Period, Precision

#: How many months a unit has.
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_GRAIN = {Precision.DAY: "day", Precision.MONTH: "month", Precision.QUARTER: "quarter", Precision.HALF: "half", Precision.YEAR: "year"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A time in the calendar: its first and last partial date (one and the same unless it is an interval), and the period it makes.

    A window (P1M) has only a period, a fiscal year the year it is named after as its date.
    """

    first: PartialDate | None = None
    last: PartialDate | None = None
    period: Period | None = None

    @property
    def grain(self) -> str:
        """day, month, quarter, half, year, or interval; empty when nothing is known."""
        if self.first is None or self.last is None:
            return ""
        return _GRAIN[self.first.precision] if self.first == self.last else "interval"


@lru_cache(maxsize=8192)
def single(text: str) -> Resolved:
    """A partial date as a time."""
    moment = PartialDate(text)
    return Resolved(moment, moment, Period(text))


def pair(first: PartialDate, last: PartialDate) -> Resolved:
    """From one partial date to another; months that make a quarter, a half or a year become that. Raises InvalidValue."""
    if first == last:
        return single(first.text)
    for unit in ("quarter", "half", "year"):
        whole = PartialDate(name(unit, first.first))
        if first.precision >= Precision.MONTH and (whole.first, whole.last) == (first.first, last.last):
            return single(whole.text)
    return Resolved(first, last, Period(f"{first}/{last}"))


def name(unit: str, day: date) -> str:
    """The partial date of the month, quarter, half or year that a day lies in; the day itself for other units."""
    if unit == "year":
        return f"{day.year:04}"
    if unit == "half":
        return f"{day.year:04}-H{(day.month + 5) // 6}"
    if unit == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: 7 if unit == "month" else 10]


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last of a shorter month; years beyond the calendar stop at its ends."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unit_at(unit: str, n: int, day: date) -> Resolved:
    """The calendar unit that lies ``n`` units from the one that ``day`` is in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=n)
        return pair(PartialDate(monday.isoformat()), PartialDate((monday + timedelta(days=6)).isoformat()))
    if unit in MONTHS:
        return single(name(unit, add_months(day.replace(day=1), n * MONTHS[unit])))
    return single((day + timedelta(days=n)).isoformat())


def fiscal(year: int, quarter: int) -> Resolved:
    """A fiscal period; its date is the year that it is named after."""
    text = f"FY{year:04}" + (f"-Q{quarter}" if quarter else "")
    return Resolved(PartialDate(f"{year:04}"), PartialDate(f"{year:04}"), Period(text))


def move(moment: PartialDate, months: int) -> PartialDate:
    """The date so many months on, at its own precision."""
    return PartialDate(name(_GRAIN[moment.precision], add_months(moment.first, months)))
