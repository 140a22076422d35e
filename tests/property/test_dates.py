"""Dates: what is written in a form is read back, incomplete ones lie on the right side, and any text is read in linear time."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import Interval, PartialDate
from loaders.languages import load_pack
from loaders.text import times
from loaders.text.calendar import add_months, name, pair, single, unit_at
from loaders.text.sentences import split
from loaders.text.times import TimeSpan, resolve

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
CALM = settings(deadline=None)  # the packs are compiled by whichever test comes first
LANGUAGES = st.sampled_from(["en", "fr"])
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
ORDINALS = {"en": "first second third fourth".split(), "fr": "premier deuxième troisième quatrième".split()}


def only(text: str, lang: str, published: date | None = None) -> TimeSpan:
    """The single time of a text."""
    found = times.find(text, load_pack(lang), published)
    assert len(found) == 1, (text, found)
    return found[0]


@CALM
@given(DAYS, LANGUAGES)
def test_days(day: date, lang: str) -> None:
    """A day in each form."""
    month = MONTHS[lang][day.month - 1]
    forms = {
        "en": [f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{month[:3]}. {day.day}, {day.year}", f"{day:%m/%d/%Y}"],
        "fr": [f"{day.day} {month} {day.year}", f"le {day.day} {month} {day.year}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}"],
    }[lang]
    for text in [*forms, day.isoformat()]:
        assert only(f"x {text}.", lang).interval == Interval.of(day.isoformat(), None), text


@CALM
@given(DAYS, LANGUAGES)
def test_coarser(day: date, lang: str) -> None:
    """Months, quarters, halves and years."""
    quarter, half = (day.month - 1) // 3, (day.month - 1) // 6
    month = f"{MONTHS[lang][day.month - 1]} {day.year}"
    words = {"en": ("{} quarter of {}", "{} half of {}"), "fr": ("{} trimestre {}", "{} semestre {}")}[lang]
    for text, expected in (
        (month, name("month", day)),
        (words[0].format(ORDINALS[lang][quarter], day.year), name("quarter", day)),
        (f"Q{quarter + 1} {day.year}", name("quarter", day)),
        (words[1].format(ORDINALS[lang][half], day.year), name("half", day)),
        (f"H{half + 1} {day.year}", name("half", day)),
        (str(day.year), name("year", day)),
    ):
        span = only(f"({text})", lang)
        assert (span.interval, str(span.period)) == (Interval.of(expected, None), expected), text


@CALM
@given(DAYS, LANGUAGES, st.integers(0, 11))
def test_month_without_year(published: date, lang: str, month: int) -> None:
    """The past one began by the article's date within a year, the coming one ends on or after it within a year."""
    text = f"{'in' if lang == 'en' else 'en'} {MONTHS[lang][month]}"
    span = only(text, lang, published)
    past, coming = span.when(False).first, span.when(True).last
    assert past is not None
    assert coming is not None
    assert past.first <= published < add_months(past.first, 12)
    assert coming.last >= published > add_months(coming.first, -12)


@CALM
@given(DAYS, st.integers(0, 6), LANGUAGES)
def test_weekday(published: date, weekday: int, lang: str) -> None:
    """The day named is the last one, or the next one, with the article's own day counted in both."""
    names = {"en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche"}
    span = only(names[lang].split()[weekday], lang, published)
    past, coming = span.when(False).first, span.when(True).first
    assert past is not None
    assert coming is not None
    assert past.first.weekday() == coming.first.weekday() == weekday
    assert 0 <= (published - past.first).days < 7
    assert 0 <= (coming.first - published).days < 7


@CALM
@given(DAYS, st.integers(1, 24), st.sampled_from([1, 3, 6, 9, 12]), LANGUAGES)
def test_months_ended(published: date, back: int, months: int, lang: str) -> None:
    """So many months that end with a month end there and begin so many months before."""
    if months == 1:
        return
    end = add_months(published.replace(day=1), -back)
    last = PartialDate(name("month", end))
    text = {"en": "{} months ended {} {}, {}", "fr": "{} mois clos le {} {} {}"}[lang]
    parts = (MONTHS["en"][end.month - 1], last.last.day) if lang == "en" else (last.last.day, MONTHS["fr"][end.month - 1])
    when = only(text.format(months, *parts, end.year), lang, published).resolved
    assert when.first is not None
    assert when.last is not None
    assert (when.first.first, when.last.last) == (add_months(end, 1 - months), last.last)


@CALM
@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "half", "year"]), st.integers(-50, 50))
def test_units_of_the_calendar(day: date, unit: str, n: int) -> None:
    """Neighbouring units touch, and the unit at 0 holds the day."""
    here, there = unit_at(unit, n, day), unit_at(unit, n + 1, day)
    assert here.last is not None
    assert there.first is not None
    assert (there.first.first - here.last.last).days == 1
    own = unit_at(unit, 0, day)
    assert own.first is not None
    assert own.last is not None
    assert own.first.first <= day <= own.last.last


@CALM
@given(DAYS, st.integers(0, 30))
def test_pair_covers_its_ends(day: date, months: int) -> None:
    """An interval of months keeps its first and last day, whatever it is called."""
    first, last = PartialDate(name("month", day)), PartialDate(name("month", add_months(day.replace(day=1), months)))
    whole = pair(first, last)
    assert whole.first is not None
    assert whole.last is not None
    assert (whole.first.first, whole.last.last) == (first.first, last.last)
    assert whole.period is not None
    assert whole.period.bounds() == (first.first, last.last)


@CALM
@given(st.text(max_size=300) | st.text(alphabet="0123456789 .,-/QTHnovembre1JanuaryMay'’ofFY\n", max_size=300), LANGUAGES, st.none() | DAYS)
def test_any_text(text: str, lang: str, published: date | None) -> None:
    """Spans lie in the text, in order, and mean something or nothing, never a crash; sentences cover all letters."""
    last = 0
    for span in times.find(text, load_pack(lang), published):
        assert last <= span.start < span.end <= len(text)
        assert span.outer_start <= span.start
        last = span.end
        for future in (None, True, False):
            span.interval_when(future)
            resolve(span, published, future)
    covered = "".join(text[s.start : s.end] for s in split(text, lang))
    assert sum(map(str.isalnum, covered)) <= sum(map(str.isalnum, text))


@CALM
@given(st.lists(st.text(alphabet="abcdeA. !?\n•-«»\"'", max_size=60), max_size=6), LANGUAGES)
def test_sentences_keep_order(lines: list[str], lang: str) -> None:
    """Sentences do not overlap, have no space around them, and no letter is lost."""
    text = "\n".join(lines)
    found = split(text, lang)
    for one, two in pairwise(found):
        assert one.end <= two.start
        assert one.block <= two.block
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() and s.start < s.end for s in found)
    letters = sum(map(str.isalpha, text))
    assert sum(sum(map(str.isalpha, text[s.start : s.end])) for s in found) == letters


REPEATED = [
    "1",
    " ",
    "1.",
    "2025 ",
    "2025-",
    "in ",
    "the ",
    "Nov. 1, ",
    "Q1 ",
    "last ",
    "d'ici ",
    "a year earlier ",
    "et 2025 ",
    "\n",
    "A. ",
]


@pytest.mark.parametrize("unit", REPEATED)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_linear(unit: str, lang: str) -> None:
    """A hundred kilobytes of one thing take a second or so of processor time; a quadratic reader would take many minutes."""
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    times.find(text, load_pack(lang), date(2025, 11, 13))
    split(text, lang)
    assert time.process_time() - begun < 20


def test_single_refuses_nonsense() -> None:
    """A time is a real date."""
    assert single("2024-02-29").grain == "day"
