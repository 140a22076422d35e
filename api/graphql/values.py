"""Object types of values: amounts, partial dates, periods, intervals, comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import strawberry

from api.graphql.captions import amount_text, value_text
from graph import dates
from graph import values as graph_values
from graph.ontology import ValueKind


@strawberry.type
class Amount:
    """An exact number or a bound on it, with its unit or currency."""

    text: str = strawberry.field(description="The exact number as the article gives it: `300000000`; bounds as `150..170`.")
    value: float | None = strawberry.field(description="The number as a float; null where only bounds are told.")
    min: float | None = strawberry.field(description="At least.")
    max: float | None = strawberry.field(description="At most.")
    unit: str | None = strawberry.field(description="MW, EH/s, J/TH, %, years, BTC ...; null for money and plain counts.")
    currency: str | None = strawberry.field(description="ISO 4217 code.")
    caption: str = strawberry.field(description="In words: `up to 300,000,000 USD`.")


@strawberry.type
class PartialDate:
    """A year, half, quarter, month or day, as far as it is known."""

    text: str = strawberry.field(description="`2025`, `2025-H1`, `2025-Q3`, `2025-10` or `2025-11-13`.")
    first: date = strawberry.field(description="The first day that it can mean.")
    last: date = strawberry.field(description="The last day that it can mean.")


@strawberry.type
class Interval:
    """When something happens or holds; an end that is not told is null."""

    start: PartialDate | None
    end: PartialDate | None


@strawberry.type
class Period:
    """The period of a figure."""

    text: str = strawberry.field(description="A partial date, `FY2026-Q1`, `2025-01/2025-11`, or `P7D`: up to the article's date.")
    first: date | None = strawberry.field(description="First day; null for fiscal periods and windows.")
    last: date | None = strawberry.field(description="Last day; null for fiscal periods and windows.")


@strawberry.type
class Comparison:
    """By how much a figure differs from that of another period."""

    amount: Amount
    period: Period | None


@strawberry.type
class NamedValue:
    """A value of any kind, by name; the typed fields of facts give the same."""

    name: str
    text: str = strawberry.field(description="In words.")
    amount: Amount | None
    start: int | None = strawberry.field(description="Where the article says it: offset of the first character.")
    end: int | None = strawberry.field(description="Offset after the last character.")


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def amount_of(value: graph_values.Amount) -> Amount:
    """The object of an amount."""
    return Amount(
        text=value.text(),
        value=_float(value.value),
        min=_float(value.low),
        max=_float(value.high),
        unit=value.unit or None,
        currency=value.currency or None,
        caption=amount_text(value),
    )


def date_of(value: dates.PartialDate | None) -> PartialDate | None:
    """The object of a partial date, None for none."""
    return None if value is None else PartialDate(text=value.text, first=value.first, last=value.last)


def interval_of(value: dates.Interval) -> Interval:
    """The object of an interval."""
    return Interval(start=date_of(value.start), end=date_of(value.end))


def period_of(value: dates.Period | None) -> Period | None:
    """The object of a period, None for none."""
    if value is None:
        return None
    first, last = value.bounds() or (None, None)
    return Period(text=value.text, first=first, last=last)


def value_of(value: graph_values.Value | None) -> Any:
    """The object of any value: choices and words stay as they are."""
    if isinstance(value, graph_values.Amount):
        return amount_of(value)
    if isinstance(value, dates.PartialDate):
        return date_of(value)
    if isinstance(value, dates.Period):
        return period_of(value)
    if isinstance(value, graph_values.Comparison):
        return Comparison(amount=amount_of(value.amount), period=period_of(value.period))
    return value


def type_of(kind: ValueKind) -> Any:
    """The object type of a kind of value; of a choice the caller knows the enum."""
    return {
        ValueKind.DATE: PartialDate,
        ValueKind.PERIOD: Period,
        ValueKind.COMPARISON: Comparison,
        ValueKind.TEXT: str,
        ValueKind.CHOICE: str,
    }.get(kind, Amount)


def named(values: Mapping[str, graph_values.Value], spans: Mapping[str, tuple[int, int]]) -> list[NamedValue]:
    """Values by name, in the order of their names, with their places where these are known."""
    rows = []
    for name, value in sorted(values.items()):
        start, end = spans.get(name, (None, None))
        amount = amount_of(value) if isinstance(value, graph_values.Amount) else None
        rows.append(NamedValue(name=name, text=value_text(value), amount=amount, start=start, end=end))
    return rows
