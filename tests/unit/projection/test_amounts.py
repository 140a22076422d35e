"""Rule 2: amounts agree at the coarser precision stated, or within bounds; other measures neither agree nor differ."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.projection.amounts import amounts_agree, amounts_differ, same_number
from graph.values import Amount


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("1460000000", "1500000000", True),  # "$1.46 billion" and "$1.5 billion"
        ("1440000000", "1500000000", False),
        ("1450000000", "1500000000", True),  # half up
        ("300000000", "304000000", True),  # zeros at the end are not stated
        ("300000000", "306000000", False),
        ("950", "1000", True),  # of 1000 two digits are stated: both round to ten hundreds
        ("949", "1000", False),
        ("3", "3.4", False),
        ("12", "12", True),
        ("0", "0.04", False),
        ("-46000000", "-46400000", True),
        ("-46000000", "46000000", False),
        ("18.3", "18.34", True),
    ],
)
def test_equal_at_the_coarser_precision(a: str, b: str, same: bool) -> None:
    assert same_number(Decimal(a), Decimal(b)) is same
    assert same_number(Decimal(b), Decimal(a)) is same


def _usd(value: str | None = None, low: str | None = None, high: str | None = None) -> Amount:
    value_, low_, high_ = (Decimal(n) if n is not None else None for n in (value, low, high))
    return Amount(value_, low_, high_, currency="USD")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (_usd("300"), _usd(high="300"), True),
        (_usd("250"), _usd(high="300"), True),
        (_usd("350"), _usd(high="300"), False),
        (_usd("350"), _usd(low="300"), True),
        (_usd(low="150", high="170"), _usd(low="165", high="200"), True),
        (_usd(low="150", high="170"), _usd(low="180", high="200"), False),
        (_usd(high="100"), _usd(low="300"), False),
    ],
)
def test_within_bounds(a: Amount, b: Amount, same: bool) -> None:
    assert amounts_agree(a, b) is same
    assert amounts_agree(b, a) is same
    assert amounts_differ(a, b) is not same


def test_other_measures_neither_agree_nor_differ() -> None:
    dollars, ether, count = Amount(Decimal(40), currency="USD"), Amount(Decimal(40), unit="ETH"), Amount(Decimal(40))
    for a, b in ((dollars, ether), (ether, count), (dollars, Amount(Decimal(40), currency="EUR"))):
        assert not amounts_agree(a, b)
        assert not amounts_differ(a, b)
