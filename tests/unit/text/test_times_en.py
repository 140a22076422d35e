"""Dates and periods as the English-language press writes them, in an article of Thursday, 13 November 2025."""

from __future__ import annotations

import pytest

from tests.unit.text.notation import times_of

DAY = "2025-11-13"

POINTS = [
    ("the last quarter of 2022", "2022-Q4"),
    ("the 2025-26 fiscal year", "=FY2026"),
    ("Nov. '25", "2025-11"),
    ("06.17.25", "2025-06-17"),
    ("11/12/25", "2025-11-12"),
    ("Nov. 12, 2025", "2025-11-12"),
    ("November 12, 2025", "2025-11-12"),
    ("Nov 12 2025", "2025-11-12"),
    ("12 November 2025", "2025-11-12"),
    ("12 Nov. 2025", "2025-11-12"),
    ("November 12th, 2025", "2025-11-12"),
    ("the 12th of November 2025", "2025-11-12"),
    ("12-Nov-2025", "2025-11-12"),
    ("2025-11-12", "2025-11-12"),
    ("11/12/2025", "2025-11-12"),
    ("11/25/2025", "2025-11-25"),
    ("25/11/2025", "2025-11-25"),
    ("Thursday, Nov. 13", "2025-11-13"),
    ("Thursday, 13 November 2025", "2025-11-13"),
    ("November 2025", "2025-11"),
    ("November of 2025", "2025-11"),
    ("Nov 2025", "2025-11"),
    ("2025", "2025"),
    ("in 2025's rally", "2025"),
    ("Nov. 3-7, 2025", "2025-11-03..2025-11-07"),
    ("November 3 to 7", "2025-11-03..2025-11-07"),
    ("third quarter of 2025", "2025-Q3"),
    ("third-quarter 2025", "2025-Q3"),
    ("the third quarter in 2025", "2025-Q3"),
    ("Q3 2025", "2025-Q3"),
    ("Q3'25", "2025-Q3"),
    ("Q3-2025", "2025-Q3"),
    ("3Q25", "2025-Q3"),
    ("3Q 2025", "2025-Q3"),
    ("2025 Q3", "2025-Q3"),
    ("2025's third quarter", "2025-Q3"),
    ("the September quarter", "2025-Q3"),
    ("the June 2026 quarter", "2026-06"),
    ("the first half of 2026", "2026-H1"),
    ("H1 2026", "2026-H1"),
    ("1H26", "2026-H1"),
    ("second half of next year", "2026-H2"),
    ("summer 2025", "2025"),
    ("the spring of 2026", "2026"),
    ("fiscal 2026", "=FY2026"),
    ("fiscal year 2026", "=FY2026"),
    ("FY2026", "=FY2026"),
    ("FY26", "=FY2026"),
    ("the first quarter of fiscal 2026", "=FY2026-Q1"),
    ("fiscal first quarter of 2026", "=FY2026-Q1"),
    ("first fiscal quarter of 2026", "=FY2026-Q1"),
    ("Q1 FY26", "=FY2026-Q1"),
    ("fiscal Q1 2026", "=FY2026-Q1"),
    ("full-year 2025", "2025"),
    ("early 2026", "2026"),
    ("late 2026", "2026"),
    ("mid-2026", "2026-06"),
    ("the end of September", "2025-09"),
    ("at the end of 2026", "2026"),
    ("year-end 2026", "2026"),
    ("the week of 17 November", "2025-11-17..2025-11-23"),
]

PAST = [
    ("in October", "2025-10"),
    ("in November", "2025-11"),
    ("in December", "2024-12"),
    ("last November", "2024-11"),
    ("last August", "2025-08"),
    ("on Oct. 31", "2025-10-31"),
    ("on January 5", "2025-01-05"),
    ("on Thursday", "2025-11-13"),
    ("on Wednesday", "2025-11-12"),
    ("Monday evening", "2025-11-10"),
    ("last Thursday", "2025-11-06"),
    ("in the third quarter", "2025-Q3"),
    ("in the fourth quarter", "2024-Q4"),
    ("in Q2", "2025-Q2"),
    ("the first half", "2025-H1"),
    ("last summer", "2025"),
    ("in last year's third quarter", "2024-Q3"),
    ("last spring", "2025"),
    ("today", "2025-11-13"),
    ("this morning", "2025-11-13"),
    ("yesterday", "2025-11-12"),
    ("last night", "2025-11-12"),
    ("this week", "2025-11-10..2025-11-16"),
    ("last week", "2025-11-03..2025-11-09"),
    ("last month", "2025-10"),
    ("earlier this month", "2025-11"),
    ("last quarter", "2025-Q3"),
    ("this quarter", "2025-Q4"),
    ("last year", "2024"),
    ("this year", "2025"),
    ("earlier this year", "2025"),
    ("so far this year", "2025"),
    ("year-to-date", "2025"),
    ("two years ago", "2023"),
    ("three months ago", "2025-08"),
    ("three days ago", "2025-11-10"),
    ("two weeks ago", "2025-10-27..2025-11-02"),
    ("March last year", "2024-03"),
    ("on 11/12", "2025-11-12"),
]

FUTURE = [
    ("in October", "2026-10"),
    ("in November", "2025-11"),
    ("in December", "2025-12"),
    ("next March", "2026-03"),
    ("January 5", "2026-01-05"),
    ("on Friday", "2025-11-14"),
    ("next Thursday", "2025-11-20"),
    ("tomorrow", "2025-11-14"),
    ("in the first quarter", "2026-Q1"),
    ("in the fourth quarter", "2025-Q4"),
    ("the second half", "2025-H2"),
    ("next week", "2025-11-17..2025-11-23"),
    ("next month", "2025-12"),
    ("next quarter", "2026-Q1"),
    ("next year", "2026"),
    ("later this year", "2025"),
    ("at the end of the year", "2025-12-31"),
    ("by spring", "<2026"),
    ("by June", "<2026-06"),
    ("by December", "<2025-12"),
    ("before Christmas", "<2025-12-25"),
]

ROLES = [
    ("in 2025, 2026 and 2027", "2025..2027"),
    ("reached 7 EH/s by November 1", "<2025-11-01"),
    ("by the end of the quarter", "<2025-Q4"),
    ("between now and the end of 2026", "2026"),
    ("by the end of 2026", "<2026"),
    ("by end-2026", "<2026"),
    ("by year-end", "<2025"),
    ("by the end of the year", "<2025"),
    ("by the end of September 2026", "<2026-09"),
    ("by mid-2026", "<2026-06"),
    ("no later than March 31, 2026", "<2026-03-31"),
    ("before 2027", "<2027"),
    ("ahead of the third quarter of 2026", "<2026-Q3"),
    ("by the second quarter of 2026", "<2026-Q2"),
    ("within 18 months", "<2027-05"),
    ("within 30 days", "<2025-12-13"),
    ("over the next two years", "<2027"),
    ("in the next 12 months", "<2026-11"),
    ("through 2027", "<2027"),
    ("until the end of 2028", "<2028"),
    ("since 2021", ">2021"),
    ("since last year", ">2024"),
    ("since April", ">2025-04"),
    ("due 2030", "!2030"),
    ("notes maturing in 2028", "!2028"),
    ("matures on November 10, 2028", "!2028-11-10"),
    ("as of September 30, 2025", "2025-09-30"),
    ("effective July 31, 2025", "2025-07-31"),
    ("as early as 2026", "2026"),
    ("from 2021 to 2024", "2021..2024"),
    ("between 2021 and 2024", "2021..2024"),
    ("2021-2024", "2021..2024"),
    ("in 2026 and 2027", "2026..2027"),
    ("late 2026 or early 2027", "2026..2027"),
    ("between July and September", "2025-Q3"),
    ("from January through June 2025", "2025-H1"),
    ("November 2025 to March 2026", "2025-11..2026-03"),
    ("from October to March 2026", "2025-10..2026-03"),
    ("in Q1 and Q2 2026", "2026-H1"),
    ("between Nov. 3 and Nov. 7", "2025-11-03..2025-11-07"),
    ("over the past 24 hours", "PT24H"),
    ("in 24 hours", "PT24H"),
    ("over 24 hours", "PT24H"),
    ("24-hour trading volume", "PT24H"),
    ("over the past day", "PT24H"),
    ("in the past week", "P7D"),
    ("in the last seven days", "P7D"),
    ("over the last month", "P1M"),
    ("over the past 30 days", "P30D"),
    ("over the past three months", "P3M"),
    ("in the past year", "P1Y"),
    ("trailing 12 months", "P12M"),
    ("three months ended September 30, 2025", "2025-Q3"),
    ("the quarter ended Sept. 30, 2025", "2025-Q3"),
    ("quarter ended September 30", "2025-Q3"),
    ("three-month period ended October 31, 2025", "2025-08..2025-10"),
    ("six months ended June 30, 2025", "2025-H1"),
    ("six months to 30 September 2025", "2025-04..2025-09"),
    ("nine months ended September 30, 2025", "2025-01..2025-09"),
    ("twelve months ended December 31, 2024", "2024"),
    ("the year ended December 31, 2024", "2024"),
    ("the year ended June 30, 2025", "=FY2025"),
    ("the first nine months of 2025", "2025-01..2025-09"),
    ("the first six months of the year", "2025-H1"),
    ("the first three quarters of 2025", "2025-01..2025-09"),
]

REFERENCES = [
    ("founded in 2018. The following year it moved", "2018; 2019"),
    ("six months to 30 September 2025: £18.7m (H1 2024: £22.9m), 140 at period end", "2025-04..2025-09; 2024-H1; 2025-04..2025-09"),
    ("$12.69M in Q3, against Q3 of last year", "2025-Q3; 2024-Q3"),
    ("in the third quarter of 2025, against $4.1 million a year earlier", "2025-Q3; 2024-Q3"),
    ("in the third quarter, up from $39,000 in the previous quarter", "2025-Q3; 2025-Q2"),
    ("in the third quarter of 2025 and the same period last year", "2025-Q3; 2024-Q3"),
    ("in Q3 2025, up from the year-ago quarter", "2025-Q3; 2024-Q3"),
    ("revenue in Q3 rose 20% year-over-year and 5% quarter-over-quarter", "2025-Q3; 2024-Q3; 2025-Q2"),
    ("in October, +3% MoM", "2025-10; 2025-09"),
    ("Q3 2025: 1,827 BTC at the end of the period", "2025-Q3; 2025-Q3"),
    ("Q3 2025: 1,827 BTC during the quarter", "2025-Q3; 2025-Q3"),
    ("fell on Wednesday. A day earlier it rose", "2025-11-12; 2025-11-11"),
    ("the third quarter of 2025; the same period in 2023", "2025-Q3; 2023-Q3"),
    ("up from a year ago", "2024"),
    ("at the end of June, up from $34 million twelve months earlier", "2025-06; 2024-06"),
    ("in Q3 2025, against 3% three months earlier", "2025-Q3; 2025-Q2"),
]

NONE = [
    "in the coming weeks and over the past months",
    "in recent months",
    "in the meantime",
    "it may buy and will march on",
    "the second site",
    "2000 machines and 2025 MW",
    "an RTX 2080",
    "a first half of the campus",
    "$2025",
    "block 840000 and 1999.5",
    "for 15 years",
    "a 15-year lease",
    "the year of the halving that changed all",
    "shares fall and spring back",
    "a quarter of the staff",
]


@pytest.mark.parametrize(("text", "expected"), POINTS + REFERENCES)
def test_point(text: str, expected: str) -> None:
    """Each way to write a date or period."""
    assert times_of(text, "en", DAY) == expected


@pytest.mark.parametrize(("text", "expected"), PAST)
def test_past(text: str, expected: str) -> None:
    """Times that are incomplete, in a sentence about the past."""
    assert times_of(text, "en", DAY, future=False) == expected


@pytest.mark.parametrize(("text", "expected"), FUTURE)
def test_future(text: str, expected: str) -> None:
    """Times that are incomplete, in a sentence about the future."""
    assert times_of(text, "en", DAY, future=True) == expected


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_role(text: str, expected: str) -> None:
    """Deadlines, starts, ranges, windows, reporting periods."""
    assert times_of(text, "en", DAY) == expected


@pytest.mark.parametrize("text", NONE)
def test_no_time(text: str) -> None:
    """Words and numbers that only look like a time."""
    assert times_of(text, "en", DAY) == ""


def test_without_date() -> None:
    """Relative times mean nothing where the article has no date; full ones and windows do."""
    assert times_of("on Thursday, in October, last month; in 2024; over the past week", "en", "") == "?; ?; ?; 2024; P7D"


def test_year_end_looks_back_early_in_the_year() -> None:
    """In January "at year-end" is that of the past year, unless the future is spoken of."""
    assert times_of("held 13,099 BTC at year-end", "en", "2026-01-06", future=False) == "2025"
    assert times_of("will hold 13,099 BTC at year-end", "en", "2026-01-06", future=True) == "2026"


def test_near_day_without_hint() -> None:
    """A day without year that is some weeks ahead is meant to come, one months ahead is past."""
    assert times_of("with effect from January 5", "en", "2025-12-09") == ">2026-01-05"
    assert times_of("on May 5", "en", "2025-12-09") == "2025-05-05"
