"""Values in words and as objects."""

from __future__ import annotations

from datetime import date

import pytest

from api.graphql.captions import value_text
from api.graphql.values import date_of, named, period_of, value_of
from graph.dates import PartialDate, Period
from graph.ontology import ONTOLOGY
from graph.values import Json, value_from_wire


@pytest.mark.parametrize(
    ("type_", "name", "raw", "words"),
    [
        ("finances", "amount", {"value": 300000000, "currency": "USD"}, "300,000,000 USD"),
        ("finances", "amount", {"max": 300000000, "currency": "USD"}, "up to 300,000,000 USD"),
        ("finances", "amount", {"min": 1500, "currency": "EUR"}, "at least 1,500 EUR"),
        ("reports", "value", {"min": 150, "max": 170.5, "unit": "MW"}, "150 to 170.5 MW"),
        ("reports", "value", 12, "12"),
        ("reports", "comparison", {"value": -18, "unit": "%", "period": "2025-Q2"}, "-18 % against 2025-Q2"),
        ("reports", "comparison", {"value": 3, "unit": "%"}, "3 %"),
        ("finances", "maturity", "2027-06", "2027-06"),
        ("finances", "instrument", "loan", "loan"),
    ],
)
def test_words(type_: str, name: str, raw: Json, words: str) -> None:
    value = value_from_wire(ONTOLOGY.claim_type(type_).value(name), raw, "here")
    assert value_text(value) == words
    (row,) = named({name: value}, {name: (3, 9)})
    assert (row.text, row.start, row.end) == (words, 3, 9)


def test_dates_and_periods() -> None:
    maturity = date_of(PartialDate("2025-Q3"))
    assert maturity is not None and (maturity.first, maturity.last) == (date(2025, 7, 1), date(2025, 9, 30))
    assert date_of(None) is None and period_of(None) is None
    window = period_of(Period("P7D"))
    assert window is not None and (window.text, window.first, window.last) == ("P7D", None, None)
    assert value_of(PartialDate("2025")).text == "2025" and value_of("loan") == "loan" and value_of(None) is None
