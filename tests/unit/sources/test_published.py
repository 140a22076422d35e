"""Dates of publication in the forms of pages, feeds and people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidValue
from loaders.sources.published import published_text

READ = {
    "2025-11-13": "2025-11-13",
    "2025/11/13": "2025-11-13",
    "20251113": "2025-11-13",
    "2025-11-13T08:15:00+01:00": "2025-11-13T08:15:00+01:00",
    "2025-11-13T08:15:00.123456Z": "2025-11-13T08:15:00+00:00",
    "2025-11-13 08:15": "2025-11-13T08:15:00",
    "2025-11-13T08:15-0500": "2025-11-13T08:15:00-05:00",
    "2025-11-13 08:15:30 UTC": "2025-11-13T08:15:30+00:00",
    "20251113T081500Z": "2025-11-13T08:15:00+00:00",
    "Thu, 13 Nov 2025 08:15:00 +0100": "2025-11-13T08:15:00+01:00",
    "Thu, 13 Nov 2025 08:15:00 GMT": "2025-11-13T08:15:00+00:00",
    "Thu, 13 Nov 2025 08:15:00 EST": "2025-11-13T08:15:00-05:00",
    "13 Nov 2025 08:15 CET": "2025-11-13T08:15:00+01:00",
    "November 13, 2025": "2025-11-13",
    "Nov. 13th, 2025": "2025-11-13",
    "Thursday, November 13, 2025": "2025-11-13",
    "November 13, 2025 at 5:05 pm": "2025-11-13T17:05:00",
    "November 13, 2025 12:05 a.m. EST": "2025-11-13T00:05:00-05:00",
    "13 November 2025": "2025-11-13",
    "13 novembre 2025": "2025-11-13",
    "jeudi 13 novembre 2025 à 7h05": "2025-11-13T07:05:00",
    "1er décembre 2025": "2025-12-01",
    "13 août 2025": "2025-08-13",
    "31/10/2025": "2025-10-31",
    "10/31/2025": "2025-10-31",
    "11/11/2025": "2025-11-11",
    "31.10.2025 14:30": "2025-10-31T14:30:00",
    "1763017200": "2025-11-13T07:00:00+00:00",
    "1763017200000": "2025-11-13T07:00:00+00:00",
    "  2025-11-13\n": "2025-11-13",
}  # fmt: skip
UNREAD = ("", "soon", "2025", "2025-11", "03/04/2025", "2025-02-30", "1970-01-01T00:00:00Z", "0001-01-01", "31 Nov 2025",
          "13 Brumaire 2025",
          "Thu, 32 Nov 2025 08:15:00 +0100", "2025-11-13T25:00:00Z", "2025-11-13T08:15:00+99:00", "99999999999999")  # fmt: skip


@pytest.mark.parametrize(("given_text", "wanted"), READ.items())
def test_forms_that_are_read(given_text: str, wanted: str) -> None:
    assert published_text(given_text) == wanted


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_date_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(InvalidValue, match=r"write|may be two days|calendar|placeholder"):
        published_text(text)


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)).map(lambda t: t.replace(microsecond=0, fold=0)),
    st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters))),
)
def test_every_moment_keeps_its_offset(moment: datetime, zone: timezone) -> None:
    text = moment.replace(tzinfo=zone).isoformat()
    assert published_text(text) == text
    assert published_text(moment.replace(tzinfo=zone).strftime("%d %b %Y %H:%M:%S %z")) == text
    assert datetime.fromisoformat(published_text(str(int(moment.replace(tzinfo=UTC).timestamp())).zfill(10))) == moment.replace(tzinfo=UTC)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        datetime.fromisoformat(published_text(text))
    except InvalidValue as error:
        assert str(error)
