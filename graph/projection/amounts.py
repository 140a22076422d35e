"""Rule 2: when two amounts agree.

Amounts are all numbers of a claim. Equal at the coarser precision stated is enough ("$1.46B" and "$1.5B"); a bound agrees with
what lies within it; different currencies or units neither agree nor differ.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from graph.values import Amount


def comparable(a: Amount, b: Amount) -> bool:
    """Whether the two are of one currency or unit, so that they agree or differ at all."""
    return a.unit == b.unit and a.currency == b.currency


def amounts_agree(a: Amount, b: Amount) -> bool:
    """Whether the two can be one amount. False also for different measures: ask :func:`comparable` before calling them unequal."""
    return comparable(a, b) and _overlap(a, b)


def amounts_differ(a: Amount, b: Amount) -> bool:
    """Whether the two, of one measure, cannot be one amount."""
    return comparable(a, b) and not _overlap(a, b)


def _overlap(a: Amount, b: Amount) -> bool:
    if a.value is not None and b.value is not None:
        return same_number(a.value, b.value)
    a_low, a_high = _bounds(a)
    b_low, b_high = _bounds(b)
    return _reaches(a_high, b_low) and _reaches(b_high, a_low)


def same_number(a: Decimal, b: Decimal) -> bool:
    """Whether two numbers are equal when both are rounded (half up) to the coarser of the precisions at which they are stated."""
    if a == b:
        return True
    # Two digits at least are stated, so that equal ones lie within a tenth; most pairs are told apart by this alone.
    if abs(a - b) * 10 >= max(abs(a), abs(b)):
        return False
    step = Decimal(1).scaleb(max(_place(a), _place(b)))
    return (a / step).quantize(Decimal(1), ROUND_HALF_UP) == (b / step).quantize(Decimal(1), ROUND_HALF_UP)


def _place(number: Decimal) -> int:
    """Power of ten of the last digit stated: zeros at the end are not stated, but at least two digits are."""
    if number == 0:
        return -1
    _sign, digits, exponent = number.normalize().as_tuple()
    first = number.adjusted()
    return min(int(exponent), first - 1) if digits else first - 1


def _bounds(amount: Amount) -> tuple[Decimal | None, Decimal | None]:
    return (amount.value, amount.value) if amount.value is not None else (amount.low, amount.high)


def _reaches(high: Decimal | None, low: Decimal | None) -> bool:
    """Whether an upper bound lies at or above a lower one; an absent bound is no bound."""
    return high is None or low is None or high >= low or same_number(high, low)
