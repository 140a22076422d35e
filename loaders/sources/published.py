"""Dates of publication: every form that pages, feeds and people write, turned into ISO 8601 with the offset that was given."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import TypeVar

from graph.errors import InvalidValue

_Moment = TypeVar("_Moment", bound=date)
# Before the web there was no article to load: such years are the placeholders of content systems (1970-01-01, 0001-01-01).
_FIRST, _LAST = 1990, 2099
_MONTHS = (
    ("january", "janvier", "jan", "janv"), ("february", "février", "fevrier", "feb", "févr", "fevr", "fév"), ("march", "mars", "mar"),
    ("april", "avril", "apr", "avr"), ("may", "mai"), ("june", "juin", "jun"), ("july", "juillet", "jul", "juil"),
    ("august", "août", "aout", "aug"), ("september", "septembre", "sep", "sept"), ("october", "octobre", "oct"),
    ("november", "novembre", "nov"), ("december", "décembre", "decembre", "dec", "déc"),
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ZONES = {"utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "est": -300,
          "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "jst": 540, "sgt": 480,
          "hkt": 480}  # fmt: skip
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(z|[a-z]{2,4}|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.I,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(z|[+-]\d\d:?\d\d)?)?", re.I)
_CLOCK = (
    r"(?:,?\s+(?:at\s+|à\s+|-\s+)?(\d{1,2})\s?[:h]\s?(\d\d)(?::(\d\d))?\s?(am|pm|a\.m\.|p\.m\.)?"
    r"\s*\(?([a-z]{1,4}|[+-]\d\d:?\d\d)?\)?)?"
)
_DAY_FIRST = re.compile(r"(?:[^\W\d_]+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?\s+([^\W\d_]+)\.?,?\s+(\d{4})" + _CLOCK, re.I)
_MONTH_FIRST = re.compile(r"(?:[^\W\d_]+\.?,\s+)?([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK, re.I)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})" + _CLOCK, re.I)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


def published_text(text: str) -> str:
    """``2025-11-13``, ``2025-11-13T08:15:00`` or ``2025-11-13T08:15:00+01:00``: no more than the text says, its UTC offset kept.

    Reads ISO 8601, RFC 822, Unix time (seconds or milliseconds) and dates in words, English and French. Raises InvalidValue for anything
    else, for days that do not exist, and for 03/04/2025, which may be either.
    """
    text = " ".join(text.split())
    for read in (_iso, _words, _slashed, _rfc822, _epoch):
        if found := read(text):
            return found
    raise InvalidValue(f"{text[:60]!r} is no date of publication; write 2025-11-13 or 2025-11-13T08:15:00+01:00")


def _iso(text: str) -> str:
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if not match:
        return ""
    year, month, day, hour, minute, second, zone = match.groups()
    return _checked(text, (int(year), int(month), int(day)), (hour, minute, second), zone)


def _words(text: str) -> str:
    for pattern, order in ((_DAY_FIRST, (2, 1, 0)), (_MONTH_FIRST, (2, 0, 1))):
        match = pattern.fullmatch(text)
        parts = [match.group(i + 1) for i in order] if match else []
        if match and parts[1].lower() in _MONTH:
            return _checked(text, (int(parts[0]), _MONTH[parts[1].lower()], int(parts[2])), _clock(match), match.group(8))
    return ""


def _slashed(text: str) -> str:
    match = _SLASHED.fullmatch(text)
    if not match:
        return ""
    first, second, year = (int(g) for g in match.group(1, 2, 3))
    if first == second or first > 12:
        return _checked(text, (year, second, first), _clock(match), match.group(8))
    if second > 12:
        return _checked(text, (year, first, second), _clock(match), match.group(8))
    raise InvalidValue(f"{text!r} may be two days; write it as {year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d}")


def _clock(match: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    hour, minute, second, half = match.group(4, 5, 6, 7)
    if hour and half:
        hour = str(int(hour) % 12 + (12 if half.lower().startswith("p") else 0))
    return hour, minute, second


def _rfc822(text: str) -> str:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return ""
    return _in_range(text, moment).isoformat(timespec="seconds")


def _epoch(text: str) -> str:
    if not _EPOCH.fullmatch(text):
        return ""
    return _in_range(text, datetime.fromtimestamp(int(text[:10]), UTC)).isoformat(timespec="seconds")


def _checked(text: str, day: tuple[int, int, int], clock: tuple[str | None, str | None, str | None], zone: str | None) -> str:
    try:
        if clock[0] is None:
            return _in_range(text, date(*day)).isoformat()
        hour, minute, second = (int(part or 0) for part in clock)
        return _in_range(text, datetime(*day, hour, minute, second, tzinfo=_zone(zone))).isoformat(timespec="seconds")
    except ValueError as error:
        raise InvalidValue(f"{text!r} is no day or time of the calendar: {error}") from error


def _zone(text: str | None) -> timezone | None:
    """The offset that a text names; None for a name that we do not know, for a guess would move the day."""
    if not text:
        return None
    if text[0] in "+-":
        digits = text[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
    known = _ZONES.get(text.lower())
    return None if known is None else timezone(timedelta(minutes=known))


def _in_range(text: str, moment: _Moment) -> _Moment:
    if not _FIRST <= moment.year <= _LAST:
        raise InvalidValue(f"{text!r} is no date of publication: the year {moment.year} is a placeholder")
    return moment
