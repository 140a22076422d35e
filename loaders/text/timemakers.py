"""From a match of a pack's rule to the time that it means: one small function for each name under ``make`` in times.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from loaders.languages.patterns import fold
from loaders.languages.times import Rule, TimeLexicon
from loaders.text.timeexpr import (
    Ago,
    Ahead,
    Anchored,
    Cyclic,
    Ended,
    EndOfYear,
    Expression,
    FirstMonths,
    Fiscal,
    Fixed,
    UnitAt,
    WeekdayOf,
    Window,
)

_LOOK_BACK = 28
_SHORT = frozenset({"hour", "day", "week"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match in a text, with easy access to its named parts."""

    text: str
    match: re.Match[str]
    rule: Rule
    lexicon: TimeLexicon
    read_at: Callable[[int, int], Expression | None]

    def get(self, name: str) -> str:
        """The folded words of a part; empty when the rule has none or it is absent."""
        return fold(self.match.groupdict().get(name) or "")

    def number(self, name: str) -> int:
        """A part in digits; 0 when absent."""
        digits = self.get(name)
        return int(digits) if digits.isdigit() else 0

    @property
    def year(self) -> int:
        """The year, in four or two digits; 0 when absent."""
        short = self.get("yy")
        return self.number("year") or (2000 + int(short) if short else 0)

    @property
    def month(self) -> int:
        """The number of the month named."""
        return self.lexicon.months[self.get("month").rstrip(".")]

    @property
    def n(self) -> int:
        """How many units: in digits, words, or by the rule."""
        said = self.get("n")
        return int(said) if said.isdigit() else self.lexicon.numbers.get(said, self.rule.n if self.rule.n is not None else 1)

    @property
    def unit(self) -> str:
        """The unit of time."""
        said = self.get("unit")
        return self.lexicon.units.get(said, self.rule.unit or said)

    @property
    def turn(self) -> int | None:
        """Last (-1), this (0), next (1)."""
        return self.lexicon.turns.get(self.get("turn"), self.rule.turn)

    @property
    def year_turn(self) -> int | None:
        """Of last, this, next year."""
        return self.rule.year_turn

    def after(self, pattern: re.Pattern[str]) -> bool:
        """Whether the words before the match fit a ``before`` pattern."""
        start = self.match.start()
        return bool(pattern.search(self.text, max(0, start - _LOOK_BACK), start))


def make(hit: Hit) -> tuple[Expression, str] | None:
    """The time that a match means and the role that it has by itself (window, deadline or none); None where it is no time."""
    if hit.rule.opener and hit.rule.make != "hours" and not hit.after(hit.lexicon.opener):
        return None
    made = _MAKERS[hit.rule.make](hit)
    if made is None:
        return None
    return made if isinstance(made, tuple) else (made, "")


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _iso(hit: Hit) -> Expression | None:
    text = _valid(hit.year, hit.number("m2"), hit.number("d2"))
    return Fixed(text) if text else None


def _numeric(hit: Hit) -> Expression | None:
    a, b = hit.number("a"), hit.number("b")
    day, month = (a, b) if hit.lexicon.day_first or "." in hit.match.group() else (b, a)
    text = _valid(hit.year, month, day) or _valid(hit.year, day, month)
    return Fixed(text) if text else None


def _date(hit: Hit) -> Expression | None:
    month, day = hit.month, hit.number("day")
    if hit.year:
        text = _valid(hit.year, month, day)
        return Fixed(text) if text else None
    if not _valid(2024, month, day) or _lower(hit):
        return None
    return Cyclic("day", month, day, year_turn=hit.year_turn)


def _days(hit: Hit) -> Expression | None:
    month, first, last = hit.month, hit.number("day"), hit.number("day2")
    if first >= last or not _valid(2024, month, last):
        return None
    if hit.year:
        start, end = _valid(hit.year, month, first), _valid(hit.year, month, last)
        return Fixed(start, end) if start and end else None
    return None if _lower(hit) else Cyclic("day", month, first, last)


def _lower(hit: Hit) -> bool:
    """Whether a doubtful month is written small: "may 5" is no date."""
    word = hit.match.group("month").rstrip(".")
    return not hit.lexicon.day_first and fold(word) in hit.lexicon.doubtful and word[0].islower()


def _month(hit: Hit) -> Expression | None:
    number = hit.month if hit.get("month") else hit.n
    if hit.year:
        return Fixed(f"{hit.year:04}-{number:02}")
    turn, year_turn = hit.turn, hit.year_turn
    if (
        turn is not None
        and hit.get("turn")
        and hit.match.start("turn") > hit.match.start("month")
        and hit.match.end() > hit.match.end("turn")
    ):
        return Cyclic("month", number, year_turn=turn)
    if not hit.get("month"):
        return Cyclic("month", number)
    if (
        hit.rule.doubtful
        and hit.get("month").rstrip(".") in hit.lexicon.doubtful
        and (_lower(hit) or not hit.after(hit.lexicon.month_opener))
    ):
        return None
    return Cyclic("month", number, turn=turn, year_turn=year_turn)


def _part(hit: Hit, unit: str, group: str) -> Expression | None:
    number = hit.number(group) or hit.lexicon.ordinals.get(hit.get("ordinal"), hit.rule.n or 0)
    if not 1 <= number <= (4 if unit == "quarter" else 2):
        return None
    if hit.year:
        return Fixed(f"{hit.year:04}-{unit[0].upper()}{number}")
    year_turn = hit.turn if hit.turn is not None else hit.year_turn
    return Cyclic("quarter" if unit == "quarter" else "half", number, year_turn=year_turn)


def _years(hit: Hit) -> Expression | None:
    first = hit.number("year")
    last = hit.number("year2") or first // 100 * 100 + hit.number("yy2")
    return Fixed(str(first), str(last)) if first < last <= first + 40 and not _uncalendar(hit) else None


def _year(hit: Hit) -> Expression | None:
    if not hit.number("year"):
        return UnitAt("year", hit.rule.turn or 0)
    return None if _uncalendar(hit) else Fixed(f"{hit.number('year'):04}")


def _uncalendar(hit: Hit) -> bool:
    """Whether the four digits count something or name something: 2025 MW, RTX 2080."""
    start, end = hit.match.span()
    before = hit.text[start - 1 : start]
    lexicon = hit.lexicon
    return bool(
        (before in ".," and before and hit.text[start - 2 : start - 1].isdigit())
        or lexicon.not_year_after.match(hit.text, end)
        or lexicon.not_year_before.search(hit.text, max(0, start - 14), start)
    )


def _quarter_to(hit: Hit) -> Expression | None:
    """The quarter that ends with a month: "the June quarter"."""
    quarter, rest = divmod(hit.month, 3)
    if rest:
        return None
    return Fixed(f"{hit.year:04}-Q{quarter}") if hit.year else Cyclic("quarter", quarter)


def _day_month(hit: Hit) -> Expression | None:
    """A day without year in digits: "30/09" in French, "9/30" in English."""
    a, b = hit.number("a"), hit.number("b")
    day, month = (a, b) if hit.lexicon.day_first else (b, a)
    return Cyclic("day", month, day) if 1 <= month <= 12 and _valid(2024, month, day) else None


def _season(hit: Hit) -> Expression | None:
    if hit.year:
        return Fixed(f"{hit.year:04}")
    turn = hit.turn
    if (
        hit.get("turn")
        and turn is not None
        and hit.match.start("turn") > hit.match.start("season")
        and hit.match.end() > hit.match.end("turn")
    ):
        return UnitAt("year", turn)
    return Cyclic("season", hit.lexicon.seasons[hit.get("season")], turn=turn)


def _weekday(hit: Hit) -> Expression | None:
    if not hit.lexicon.day_first and hit.match.group("weekday")[0].islower():
        return None
    return WeekdayOf(hit.lexicon.weekdays[hit.get("weekday")], hit.turn)


def _unit(hit: Hit) -> Expression | None:
    n = hit.turn if hit.turn is not None else hit.rule.n
    return UnitAt(hit.unit, n) if n is not None and hit.unit != "hour" else None


def _window(hit: Hit) -> tuple[Expression, str] | None:
    return (Window(hit.n, hit.unit), "window") if hit.n else None


def _hours(hit: Hit) -> tuple[Expression, str] | None:
    """A bare length of time: a window after "in", "sur"; a deadline after "within", "d'ici"; else none (the term of a contract)."""
    unit, n = hit.unit, hit.n
    if hit.after(hit.lexicon.length_opener) and not (unit in _SHORT and hit.after(hit.lexicon.window_opener)):
        return Ahead(n, unit), "deadline"
    if (unit in _SHORT or (n == 1 and unit in ("month", "year"))) and hit.after(hit.lexicon.window_opener):
        return Window(n, unit), "window"
    return None


def _fiscal(hit: Hit) -> Expression | None:
    last = hit.number("year2") or (hit.number("year") // 100 * 100 + hit.number("yy2") if hit.get("yy2") else 0)
    quarter = hit.number("q") or hit.lexicon.ordinals.get(hit.get("ordinal"), 0)
    return Fiscal(last or hit.year, quarter if quarter <= 4 else 0)


def _same(hit: Hit) -> Expression | None:
    return Anchored("year", -1, hit.number("year"))


def _ended(hit: Hit) -> Expression | None:
    end = hit.read_at(hit.match.start("enddate"), hit.match.end("enddate"))
    unit = hit.lexicon.units.get(hit.get("span"), "")
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(unit, hit.n)
    return Ended(months, end, fiscal=unit == "year") if end and 1 <= months <= 24 else None


_MAKERS: Mapping[str, Callable[[Hit], Expression | tuple[Expression, str] | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "date": _date,
    "days": _days,
    "month": lambda hit: _month(hit) if hit.rule.n or "month" in hit.match.groupdict() else UnitAt("month", hit.rule.turn or 0),
    "quarter": lambda hit: _part(hit, "quarter", "q"),
    "half": lambda hit: _part(hit, "half", "h"),
    "years": _years,
    "year": _year,
    "year_end": lambda hit: EndOfYear(day=False),
    "season": _season,
    "weekday": _weekday,
    "unit": _unit,
    "window": _window,
    "hours": _hours,
    "ago": lambda hit: Ago(hit.n, hit.unit),
    "shift": lambda hit: Anchored(hit.unit, (hit.rule.n or 0) * (hit.n if hit.get("n") else 1)),
    "same": _same,
    "ahead": lambda hit: (Ahead(hit.n, hit.unit), "deadline"),
    "ahead_point": lambda hit: (Ahead(hit.n, hit.unit), "point"),
    "ended": _ended,
    "first_months": lambda hit: FirstMonths(hit.n * (3 if hit.rule.quarters else 1), hit.year),
    "fiscal": _fiscal,
    "named_day": lambda hit: (
        Fixed(f"{hit.year:04}-{hit.n // 100:02}-{hit.n % 100:02}") if hit.year else Cyclic("day", hit.n // 100, hit.n % 100)
    ),
    "quarter_to": _quarter_to,
    "day_month": _day_month,
}
