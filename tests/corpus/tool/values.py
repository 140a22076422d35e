"""Reads the values of claims from their short written form (``25000000:CAD``, ``..300000000:USD``, ``-18:%@2024-Q3``)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from graph.ontology import ValueKind, ValueSpec
from tests.corpus.tool import tables
from tests.corpus.tool.model import Amount, SourceProblem

_NUMBER = r"-?\d+(?:\.\d+)?"
_AMOUNT = re.compile(rf"^(?:(?P<value>{_NUMBER})|(?P<low>{_NUMBER})?\.\.(?P<high>{_NUMBER})?)(?::(?P<unit>\S+))?$")
_FORMS = "a number is written 25000000:CAD, 341:MW, -18:%, 1200, a range 150..170:USD, ..300:USD or 51..:%"


def read_value(spec: ValueSpec, raw: str, claim_type: str, metric: str = "") -> Amount | str:
    """The value of a claim. ``metric`` is that of a ``reports`` claim. Raises SourceProblem."""
    kind = spec.kind
    if kind is ValueKind.TEXT:
        return raw
    if kind is ValueKind.CHOICE:
        return _choice(spec, raw)
    if kind is ValueKind.DATE:
        return read_date(raw)
    if kind is ValueKind.PERIOD:
        return read_period(raw)
    amount = _comparison(raw) if kind is ValueKind.COMPARISON else read_amount(raw)
    _check_unit(spec, amount, claim_type, metric)
    if kind is ValueKind.COUNT:  # the asset of trades_asset says which coin is counted
        return Amount(amount.value, amount.low, amount.high)
    return amount


def read_amount(raw: str) -> Amount:
    """A number or range with an optional unit. Raises SourceProblem."""
    match = _AMOUNT.match(raw)
    if match is None or not any(match.group("value", "low", "high")):
        raise SourceProblem(f"{raw!r} is no number", _FORMS)
    value, low, high = (Decimal(g) if g else None for g in match.group("value", "low", "high"))
    if low is not None and high is not None and low > high:
        raise SourceProblem(f"the range {raw!r} runs backwards", "write the smaller number first")
    return Amount(value, low, high, match["unit"] or "")


def read_date(raw: str) -> str:
    """A partial date. Raises SourceProblem."""
    if not tables.DATE.match(raw):
        raise SourceProblem(f"{raw!r} is no date", "write 2025, 2025-Q3, 2025-H1, 2025-10 or 2025-10-31")
    _check_calendar(raw)
    return raw


def read_period(raw: str) -> str:
    """A period of a reported figure. Raises SourceProblem."""
    if not tables.PERIOD.match(raw):
        fix = "write 2025, 2025-Q3, 2025-10-31, FY2026, FY2026-Q1, 2025-01/2025-11, PT24H, P7D, P1M or P1Y"
        raise SourceProblem(f"{raw!r} is no period", fix)
    for part in raw.removeprefix("FY").split("/"):
        if not part.startswith("P"):
            _check_calendar(part)
    return raw


def first_day(partial: str) -> str:
    """The first day of a partial date, as a comparable string."""
    year, rest = partial[:4], partial[5:]
    if rest[:1] in ("Q", "H"):
        month = (int(rest[1]) - 1) * (3 if rest[0] == "Q" else 6) + 1
        return f"{year}-{month:02d}-01"
    return f"{partial}-01-01"[:10]


def last_day(partial: str) -> str:
    """A string that no day of a partial date exceeds (months count as 31 days: it is only compared)."""
    year, rest = partial[:4], partial[5:]
    if rest[:1] in ("Q", "H"):
        month = int(rest[1]) * (3 if rest[0] == "Q" else 6)
        return f"{year}-{month:02d}-31"
    return {4: f"{partial}-12-31", 7: f"{partial}-31"}.get(len(partial), partial)


def _check_calendar(partial: str) -> None:
    least, most = tables.YEARS
    if not least <= int(partial[:4]) <= most:
        raise SourceProblem(f"{partial!r} lies outside {least} to {most}", "correct the year")
    try:
        date.fromisoformat(first_day(partial))
    except ValueError as error:
        raise SourceProblem(f"{partial!r} is not in the calendar", "correct the month or day") from error


def _choice(spec: ValueSpec, raw: str) -> str:
    if raw not in spec.options:
        raise SourceProblem(f"{spec.name}={raw} is not in its list", f"choose one of {', '.join(spec.options)}")
    return raw


def _comparison(raw: str) -> Amount:
    number, _, period = raw.partition("@")
    amount = read_amount(number)
    return Amount(amount.value, amount.low, amount.high, amount.unit, read_period(period) if period else "")


def _check_unit(spec: ValueSpec, amount: Amount, claim_type: str, metric: str) -> None:
    unit, name = amount.unit, metric or spec.name
    if unit in tables.CONVERT:
        raise SourceProblem(f"{spec.name} is in {unit}", f"convert it to {tables.CONVERT[unit]}")
    wanted = _wanted(spec, metric)
    if wanted == "money" and not _is_money(unit):
        what = f"{name} is in {unit}, which is no currency" if unit else f"{name} has no currency"
        raise SourceProblem(what, "add an ISO 4217 code or a coin's ticker: 25000000:CAD, 400:BTC (a change in % goes in comparison)")
    if wanted == "count" and unit and not (claim_type == "trades_asset" and _is_money(unit)):
        raise SourceProblem(f"{name} is a plain count but has the unit {unit}", "drop the unit")
    if wanted == "power_price":
        match = tables.POWER_PRICE.match(unit)
        if match is None or match[1] not in tables.CURRENCIES:
            raise SourceProblem(f"power_price is in {unit or 'no unit'}", "write it per kWh with its currency, as in 0.048:USD/kWh")
    if wanted.startswith("one of ") and unit not in wanted.split()[2:]:
        raise SourceProblem(f"{name} is in {unit or 'no unit'}", f"write it in {' or '.join(wanted.split()[2:])}")


def _wanted(spec: ValueSpec, metric: str) -> str:
    """What unit a value must have: money, count, power_price, any, or "one of A B"."""
    if spec.kind is ValueKind.NUMBER:
        wanted = tables.METRIC_UNITS.get(metric, "any")
        return wanted if wanted in ("money", "count", "power_price", "any") else f"one of {wanted}"
    fixed = {
        ValueKind.MONEY: "money",
        ValueKind.COUNT: "count",
        ValueKind.PERCENT: "one of %",
        ValueKind.TERM: "one of years months",
        ValueKind.QUANTITY: "one of MW EH/s MWh",
    }
    return fixed.get(spec.kind, "any")


def _is_money(unit: str) -> bool:
    return unit in tables.CURRENCIES or bool(tables.COIN.match(unit) and unit not in tables.PHYSICAL)
