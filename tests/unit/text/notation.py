"""A short notation for what is found in a text, so that many forms fit in a table."""

from __future__ import annotations

from datetime import date

from loaders.languages import load_pack
from loaders.text import amounts, times
from loaders.text.amounts import AmountSpan
from loaders.text.times import TimeSpan

_PLAIN = {"money", "coin", "power", "hashrate", "efficiency", "power_price", "percent", "term", "count"}


def amount(span: AmountSpan) -> str:
    """``300000000 $``, ``..341 MW``, ``15 years``, ``50 % points``: value, measure, and the kind where it is not the usual one."""
    measure = span.amount.measure
    if span.dollar:
        measure = f"${measure}"
    parts = [span.amount.text(), measure, "" if span.kind in _PLAIN else span.kind, f"per {span.per}" if span.per else ""]
    return " ".join(part for part in parts if part)


def amounts_of(text: str, lang: str) -> str:
    """All amounts of a text, separated by semicolons. Their spans must re-slice to words that hold them."""
    found = amounts.find(text, load_pack(lang))
    for span in found:
        assert span.outer_start <= span.start < span.end <= span.outer_end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
    return "; ".join(amount(span) for span in found)


def time(span: TimeSpan, future: bool | None) -> str:
    """``2025-11-12``, ``<2026`` an end, ``>2021`` a start that lasts, ``!2030`` a maturity, ``2021..2024``, ``P1M``, ``=FY2026``, ``?``."""
    when = span.when(future)
    if span.role == "window":
        return str(when.period)
    if when.period and when.period.fiscal:
        return f"={when.period}"
    interval = span.interval_when(future)
    if not interval:
        return "?"
    if span.role in ("deadline", "until"):
        return f"<{interval.end}"
    if span.role == "maturity":
        return f"!{interval.end}"
    if span.role in ("since", "after"):
        return f">{interval.start}"
    return f"{interval.start}..{interval.end}" if interval.end else str(interval.start)


def times_of(text: str, lang: str, published: str, future: bool | None = None) -> str:
    """All times of a text, separated by semicolons, for an article of a day."""
    found = times.find(text, load_pack(lang), date.fromisoformat(published) if published else None)
    last = 0
    for span in found:
        assert last <= span.start < span.end <= len(text)
        assert span.outer_start <= span.start
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        last = span.end
    return "; ".join(time(span, future) for span in found)
