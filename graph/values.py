"""Typed values of claims: exact amounts with unit or currency, comparisons, dates, periods, choices and words.

On the wire (interchange format of ontology.md) they are JSON; inside, never a bare dict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TypeAlias

from graph.dates import PartialDate, Period
from graph.errors import InvalidValue
from graph.ontology import ValueKind, ValueSpec

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number or a bound on it. ``value`` stands alone; else ``low`` and/or ``high`` (at least, at most).

    ``unit`` is MW, EH/s, J/TH, %, years, BTC ... and ``currency`` an ISO 4217 code; a plain count has neither.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    currency: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) == (self.low is None and self.high is None):
            raise InvalidValue("an amount has either a value or a bound (min, max)")
        if self.unit and self.currency:
            raise InvalidValue(f"an amount has a unit ({self.unit}) or a currency ({self.currency}), not both")

    @property
    def measure(self) -> str:
        """Unit or currency, empty for a plain count."""
        return self.unit or self.currency

    @property
    def sortable(self) -> float:
        """A float to sort by: the value, else the upper, else the lower bound."""
        best = self.value if self.value is not None else self.high if self.high is not None else self.low
        return float(best) if best is not None else 0.0

    def text(self) -> str:
        """The exact number as text, with its bounds: ``300000000``, ``..300000000``, ``150..170``."""
        if self.value is not None:
            return plain(self.value)
        return f"{'' if self.low is None else plain(self.low)}..{'' if self.high is None else plain(self.high)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """By how much a figure differs from that of another period."""

    amount: Amount
    period: Period | None = None


Value: TypeAlias = Amount | Comparison | PartialDate | Period | str


def plain(number: Decimal) -> str:
    """Decimal as text without exponent or trailing zeros: ``300000000``, ``2.6``."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def json_number(number: Decimal) -> int | float | str:
    """The JSON number of a decimal; text where no float holds it exactly."""
    text = plain(number)
    if "." not in text:
        return int(text)
    return float(text) if Decimal(repr(float(text))) == number else text


def decimal(raw: Json, where: str) -> Decimal:
    """The exact decimal of a JSON number or text. Raises InvalidValue."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise InvalidValue(f"{where}: {raw!r} is no number")
    try:
        number = Decimal(repr(raw) if isinstance(raw, float) else str(raw))
    except InvalidOperation as error:
        raise InvalidValue(f"{where}: {raw!r} is no number") from error
    if not number.is_finite():
        raise InvalidValue(f"{where}: {raw!r} is not finite")
    return number


def amount_from_wire(raw: Json, where: str) -> Amount:
    """Read ``{"value", "unit"}``, ``{"min", "max", "currency"}`` or a plain number. Raises InvalidValue."""
    if not isinstance(raw, dict):
        return Amount(value=decimal(raw, where))
    known = {"value", "min", "max", "unit", "currency", "period"}
    if stray := sorted(set(raw) - known):
        raise InvalidValue(f"{where}: unknown key {stray[0]!r}; an amount has value or min/max, and unit or currency")
    numbers = {k: decimal(raw[k], where) for k in ("value", "min", "max") if raw.get(k) is not None}
    unit, currency = raw.get("unit") or "", raw.get("currency") or ""
    return Amount(numbers.get("value"), numbers.get("min"), numbers.get("max"), str(unit), str(currency))


def amount_to_wire(amount: Amount) -> Json:
    """The wire form: a plain number for a plain count, else an object."""
    parts = {"value": amount.value, "min": amount.low, "max": amount.high}
    numbers: dict[str, Json] = {k: json_number(v) for k, v in parts.items() if v is not None}
    if amount.unit:
        numbers["unit"] = amount.unit
    if amount.currency:
        numbers["currency"] = amount.currency
    return numbers["value"] if list(numbers) == ["value"] else numbers


def _money(raw: Json, where: str) -> Amount:
    amount = amount_from_wire(raw, where)
    if not amount.measure:
        raise InvalidValue(f"{where}: money needs a currency, or a coin as unit: {raw!r}")
    return amount


def _count(raw: Json, where: str) -> Amount:
    amount = amount_from_wire(raw, where)
    if amount.measure:
        raise InvalidValue(f"{where}: a count is a plain number, not {raw!r}")
    return amount


def _with_unit(raw: Json, where: str) -> Amount:
    amount = amount_from_wire(raw, where)
    if not amount.unit:
        raise InvalidValue(f"{where}: a quantity needs a unit: {raw!r}")
    return amount


def _text(raw: Json, where: str) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise InvalidValue(f"{where}: wanted words, got {raw!r}")
    return raw


def _comparison(raw: Json, where: str) -> Comparison:
    if not isinstance(raw, dict):
        raise InvalidValue(f"{where}: a comparison is an object with value, unit and period, not {raw!r}")
    period = raw.get("period")
    return Comparison(amount_from_wire({k: v for k, v in raw.items() if k != "period"}, where), Period(str(period)) if period else None)


_READERS: Mapping[ValueKind, Callable[[Json, str], Value]] = MappingProxyType(
    {
        ValueKind.MONEY: _money,
        ValueKind.QUANTITY: _with_unit,
        ValueKind.PERCENT: _with_unit,
        ValueKind.TERM: _with_unit,
        ValueKind.COUNT: _count,
        ValueKind.NUMBER: amount_from_wire,
        ValueKind.DATE: lambda raw, where: PartialDate(_text(raw, where)),
        ValueKind.PERIOD: lambda raw, where: Period(_text(raw, where)),
        ValueKind.COMPARISON: _comparison,
        ValueKind.CHOICE: _text,
        ValueKind.TEXT: _text,
    }
)


def value_from_wire(spec: ValueSpec, raw: Json, where: str) -> Value:
    """Read one value by its specification. ``where`` is put before the message. Raises InvalidValue."""
    value = _READERS[spec.kind](raw, f"{where}: {spec.name}")
    if spec.options and value not in spec.options:
        raise InvalidValue(f"{where}: {spec.name}={value!r} is not in its list: {', '.join(spec.options)}")
    return value


def value_to_wire(value: Value) -> Json:
    """The wire form of any value."""
    if isinstance(value, Amount):
        return amount_to_wire(value)
    if isinstance(value, Comparison):
        wire = amount_to_wire(value.amount)
        whole: dict[str, Json] = dict(wire) if isinstance(wire, dict) else {"value": wire}
        return {**whole, "period": value.period.text} if value.period else whole
    return str(value)
