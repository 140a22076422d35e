"""The date that a page shows beside its headline and says nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import InvalidValue
from loaders.sources.published import published_text

_BEFORE, _AFTER = 4, 8  # lines around the headline where pages put their date
_PLACES = 3  # where the headline stands again further down, it is in a list of stories
_LONGEST = 120  # characters: longer lines are sentences, whose dates are those of events
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|f[ée]v|avr|mai|juin|juil|ao[uû]|d[ée]c)[^\W\d_]*\.?"
_CLOCK = r"(?:,?\s+(?:at\s+|à\s+|-\s+)?\d{1,2}\s?[:h]\s?\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s(?:[ECMP][SD]T|UTC|GMT|CES?T))?)?"
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?|\b\d{{1,2}}(?:er|st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}{_CLOCK}|"
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}{_CLOCK}|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b",
    re.I,
)
_IN_URL = re.compile(r"/(\d{4})[/-](\d\d)[/-](\d\d)(?:[/-]|$)")
_LATER = re.compile(r"updated|modified|mis[e]? à jour|modifié|màj|copyright|©|all rights", re.I)


def dateline(lines: list[str], title: str) -> str:
    """The first date that stands in a short line about the headline, in ISO 8601; that of an update only where there is no other.

    Empty when there is none, when it can be read in two ways, or when the headline is not found among the lines.
    """
    flat = " ".join(title.split()).casefold()
    places = [number for number, line in enumerate(lines) if flat and line.casefold() == flat]
    for place in places[:_PLACES]:
        near = [line for line in lines[place + 1 : place + _AFTER] + lines[max(0, place - _BEFORE) : place] if len(line) <= _LONGEST]
        for chosen in ([line for line in near if not _LATER.search(line)], near):
            if found := next(_dates(chosen), ""):
                return found
    return ""


def marked_date(texts: list[str]) -> str:
    """The first date in texts that the page's markup calls dates of publication; empty when there is none."""
    return next(_dates([text for text in texts if not _LATER.search(text)]), "")


def url_date(url: str) -> str:
    """The day that an address holds, ``/2025/11/13/`` or ``/2025-11-13``; empty when it holds none."""
    found = _IN_URL.search(url)
    return next(_dates(["-".join(found.groups())]), "") if found else ""


def _dates(lines: list[str]) -> Iterator[str]:
    for line in lines:
        for match in _DATE.finditer(line):
            try:
                yield published_text(match.group())
            except InvalidValue:
                continue  # 03/04/2025 may be two days, 31 November none: the next one may be plain
