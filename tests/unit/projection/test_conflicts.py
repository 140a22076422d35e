"""Rule 8: conflicts are listed, never resolved in silence."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import ReviewItem, ReviewKind
from tests.unit.projection.scenario import Story

DAYS = {"a": "2025-01-10", "b": "2025-02-10", "c": "2025-06-10", "d": "2025-02-24", "e": "2025-02-25", "f": ""}


def _conflicts(*told: tuple[str, str, dict[str, Any]]) -> list[ReviewItem]:
    story = Story(**DAYS)
    claims = [story.tell(article, type_, **what).id for article, type_, what in told]
    items = [r for r in story.graph().review.values() if r.kind is ReviewKind.CONFLICT]
    assert all(r.rule == "8" and set(r.claims) <= set(claims) and len(r.claims) > 1 for r in items)
    return items


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"value": "87 USD"}, {"value": "95 USD"}, 1),
        ({"value": "87 USD"}, {"value": "87.2 USD"}, 0),  # they agree
        ({"value": "87 USD"}, {"value": "..90 USD"}, 0),
        ({"value": "87 USD"}, {"value": "95 USD", "fact": "planned"}, 0),
        ({"value": "87 USD"}, {"value": "95 EUR"}, 0),
        ({"value": "87 USD"}, {"value": "87 USD", "fact": "negated"}, 1),
        ({"value": "87 USD"}, {"value": "95 USD", "fact": "negated"}, 0),
    ],
)
def test_two_values_in_one_slot(first: dict[str, Any], second: dict[str, Any], found: int) -> None:
    slot = {"subject": "Company:Alpha", "metric": "cash", "period": "2024"}
    assert len(_conflicts(("a", "reports", {**slot, **first}), ("b", "reports", {**slot, **second}))) == found


@pytest.mark.parametrize(
    ("place", "what", "found"),
    [
        ("Toronto", {}, 1),
        ("Texas", {}, 0),  # Dallas lies in it
        ("United States", {}, 0),
        ("Dallas", {}, 0),
        ("Toronto", {"kind": "incorporation"}, 0),
        ("Toronto", {"end": "2024"}, 0),  # it is over
        ("Toronto", {"fact": "planned"}, 0),
        ("Toronto", {"subject": "Company:Beta"}, 0),
    ],
)
def test_two_headquarters(place: str, what: dict[str, Any], found: int) -> None:
    seat = {"subject": "Company:Alpha", "kind": "headquarters"}
    told = ("a", "located_in", {**seat, "place": "Dallas"}), ("b", "located_in", {**seat, "place": place, **what})
    assert len(_conflicts(*told)) == found


def test_two_majority_parents() -> None:
    own = {"child": "Gamma"}
    assert len(_conflicts(("a", "subsidiary_of", {**own, "parent": "Alpha"}), ("b", "subsidiary_of", {**own, "parent": "Beta"}))) == 1
    assert not _conflicts(("a", "subsidiary_of", {**own, "parent": "Alpha"}), ("b", "subsidiary_of", {**own, "parent": "Alpha"}))
    assert not _conflicts(("a", "subsidiary_of", {**own, "parent": "Alpha"}), ("b", "subsidiary_of", {**own, "stake": "60 %"}))
    sold = ("b", "acquires", {"buyer": "Beta", "target": "Company:Gamma", "seller": "Alpha"})
    assert not _conflicts(("a", "subsidiary_of", {**own, "parent": "Alpha"}), sold, ("c", "subsidiary_of", {**own, "parent": "Beta"}))


ANN = {"person": "Ann", "organization": "Alpha", "role": "CEO"}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("a", {"start": "2024"}), ("b", {"start": "2024-06"}), 1),
        (("a", {"start": "2020", "end": "2024-08"}), ("b", {"start": "2024-08"}), 0),  # by no more than their precision
        (("a", {"start": "2020", "end": "2024-08-15"}), ("b", {"start": "2024-08-15"}), 0),
        (("a", {"start": "2020", "end": "2024-08-15"}), ("b", {"start": "2024-07-15"}), 1),
        (("a", {"change": "left", "start": "2025-01"}), ("b", {"change": "appointed", "start": "2025-01"}), 0),
        (("a", {"change": "left", "fact": "planned", "start": "2026-01"}), ("b", {"change": "appointed", "start": "2026-01-10"}), 0),
        (("a", {}), ("b", {}), 0),  # without dates only on the articles' dates
        (("a", {}), ("a", {}), 1),
        (("a", {"start": "2024"}), ("b", {}), 1),
        (("b", {"start": "2025-02-01"}), ("a", {}), 0),
        (("a", {"start": "2020", "end": "2025-01-10"}), ("a", {}), 0),  # on its last day
        (("a", {"start": "2025-01-10"}), ("a", {}), 0),  # on its first
        (("a", {"start": "2024"}), ("b", {"title": "interim CEO"}), 0),
        (("a", {"start": "2024", "title": "co-CEO"}), ("b", {"start": "2024"}), 0),
        (("a", {"start": "2024"}), ("b", {"fact": "planned", "start": "2024"}), 0),
        (("a", {"start": "2024"}), ("b", {"fact": "negated", "start": "2024"}), 0),
        (("a", {"start": "2024"}), ("b", {"start": "2024", "organization": "Beta"}), 0),
        (("a", {"start": "2024"}), ("b", {"start": "2024", "person": "Ann"}), 0),
        (("a", {"start": "2024", "role": "chair"}), ("b", {"start": "2024", "role": "chair"}), 0),
        (("a", {"start": "2024", "role": "CFO"}), ("b", {"start": "2024", "role": "CFO"}), 1),
    ],
)
def test_two_sole_chiefs(first: tuple[str, dict[str, Any]], second: tuple[str, dict[str, Any]], found: int) -> None:
    told = [(first[0], "holds_role", {**ANN, **first[1]}), (second[0], "holds_role", {**ANN, "person": "Bob", **second[1]})]
    assert len(_conflicts(*told)) == found


@pytest.mark.parametrize(("denied", "found"), [("b", 1), ("c", 0), ("d", 1), ("e", 0), ("f", 1)])  # within 45 days
def test_an_event_told_and_denied(denied: str, found: int) -> None:
    event = {"victim": "Alpha", "kind": "hack", "start": "2025-01"}
    assert len(_conflicts(("a", "incident", event), (denied, "incident", {**event, "fact": "negated"}))) == found
    assert not _conflicts(("a", "incident", {**event, "fact": "planned"}), (denied, "incident", {**event, "fact": "negated"}))


def test_a_state_told_and_denied_is_over_and_no_conflict() -> None:
    state = {"company": "Alpha", "activity": "ai-hpc"}
    assert not _conflicts(("a", "engages_in", state), ("b", "engages_in", {**state, "fact": "negated"}))


@pytest.mark.parametrize(
    ("still", "found"),
    [
        (("c", {}), 1),
        (("b", {}), 0),  # the article that tells of the sale
        (("a", {}), 0),
        (("c", {"end": "2025-01"}), 0),  # told as over
        (("c", {"end": "2025-06-10"}), 1),  # not before its article's date
        (("c", {"fact": "planned"}), 0),
        (("c", {"operator": "Gamma"}), 0),
    ],
)
def test_a_seller_that_still_holds_what_it_sold(still: tuple[str, dict[str, Any]], found: int) -> None:
    sale = ("b", "acquires", {"buyer": "Gamma", "target": "Site:Mill", "seller": "Alpha"})
    told = (still[0], "operates", {"operator": "Alpha", "site": "Mill", **still[1]})
    assert len(_conflicts(sale, told)) == found
