"""A fact as known at a day and as valid at a date."""

from __future__ import annotations

from typing import Any

import pytest

from graph.dates import PartialDate
from graph.model import Fact
from graph.ontology import Status
from graph.projection import standing, view, visible
from graph.stores.base import EVERYTHING, Filter
from tests.unit.projection.scenario import Story, World

DAYS = {"a": "2025-01-10", "b": "2025-03-10", "c": "2025-05-10"}


def _fact(type_: str, common: dict[str, Any], *told: tuple[str, dict[str, Any]]) -> Fact:
    story = Story(**DAYS)
    for article, what in told:
        story.tell(article, type_, **common, **what)
    (fact,) = story.graph(reference=World({}, "")).facts.values()
    return fact


def _enters(*told: tuple[str, dict[str, Any]]) -> Fact:
    return _fact("enters", {"company": "Alpha", "activity": "ai-hpc"}, *told)


def _operates(*told: tuple[str, dict[str, Any]]) -> Fact:
    return _fact("operates", {"operator": "Alpha", "site": "Mill"}, *told)


def test_known_at_a_day_only_what_was_published_by_then_counts() -> None:
    fact = _enters(("a", {"fact": "planned", "confidence": 0.5}), ("b", {"start": "2025-02", "confidence": 0.8}))
    assert (fact.status, fact.origins, fact.confidence) == (Status.ACTUAL, 2, 0.9)
    before = view(fact, known_at="2025-03-09")
    assert before is not None
    assert (before.status, before.origins, before.confidence, before.actual_since) == (Status.PLANNED, 1, 0.5, None)
    assert (before.id, len(before.claims), len(before.history)) == (fact.id, 1, 1)
    assert view(fact, known_at="2025-01-09") is None
    assert view(fact, known_at="2025-03-10") == fact


def test_values_and_fillers_told_later_are_not_known_before() -> None:
    fact = _fact(
        "finances",
        {"recipient": "Alpha", "amount": "300 USD"},
        ("a", {"instrument": "loan"}),
        ("b", {"instrument": "credit_facility", "funder": "Bank"}),
    )
    before = view(fact, known_at="2025-02-01")
    assert before is not None
    assert (before.values["instrument"], dict(before.roles)) == ("loan", {"recipient": ("company/alpha",)})
    assert fact.roles["funder"] == ("company/bank",)


def test_a_sale_not_yet_known_ends_nothing() -> None:
    story = Story(**DAYS)
    story.tell("a", "operates", operator="Alpha", site="Mill")
    story.tell("b", "acquires", buyer="Beta", target="Site:Mill", seller="Alpha")
    fact = next(f for f in story.graph().facts.values() if f.type == "operates")
    before, after = view(fact, known_at="2025-02-01"), view(fact, known_at="2025-03-10")
    assert before is not None
    assert after is not None
    assert (before.status, after.status) == (Status.ACTUAL, Status.ENDED)


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2024-11", None), ("2024", Status.ACTUAL), ("2024-12", Status.ACTUAL), ("2025-02-15", Status.ACTUAL), ("2026", Status.ENDED)],
)
def test_a_state_holds_from_its_start_to_its_end(as_of: str, status: Status | None) -> None:
    fact = _operates(("a", {"start": "2024-12"}), ("c", {"end": "2025-03", "start": "2024-12"}))
    seen = view(fact, as_of=PartialDate(as_of))
    assert (seen.status if seen else None) is status


def test_a_state_whose_start_is_not_known_held_before_its_end() -> None:
    fact = _operates(("a", {"end": "2024-11"}))
    for as_of, status in (("2020", Status.ACTUAL), ("2024-11-30", Status.ACTUAL), ("2024-12", Status.ENDED)):
        seen = view(fact, as_of=PartialDate(as_of))
        assert seen is not None
        assert seen.status is status


def test_a_coming_end_is_reckoned_with() -> None:
    fact = _operates(("a", {"end": "2026-06"}))
    assert fact.status is Status.ACTUAL
    for as_of, status in (("2026-06-30", Status.ACTUAL), ("2026-07", Status.ENDED)):
        seen = view(fact, as_of=PartialDate(as_of))
        assert seen is not None
        assert seen.status is status


def test_an_event_is_planned_until_it_happens_and_stays() -> None:
    fact = _enters(("a", {"fact": "planned"}), ("b", {"start": "2025-02-20"}))
    for as_of, status in (("2024", None), ("2025-02-01", Status.PLANNED), ("2025-02-20", Status.ACTUAL), ("2030", Status.ACTUAL)):
        seen = view(fact, as_of=PartialDate(as_of))
        assert (seen.status if seen else None) is status


def test_a_plan_stands_from_its_publication_until_it_is_cancelled() -> None:
    fact = _enters(("a", {"fact": "planned"}), ("b", {"fact": "negated"}))
    for as_of, status in (("2025-01-09", None), ("2025-01-10", Status.PLANNED), ("2025-03", Status.CANCELLED)):
        seen = view(fact, as_of=PartialDate(as_of))
        assert (seen.status if seen else None) is status


def test_a_figure_is_known_once_its_period_is_over() -> None:
    fact = _fact("reports", {"subject": "Company:Alpha", "metric": "revenue", "value": "5 USD", "period": "2024-Q4"}, ("a", {}))
    assert view(fact, as_of=PartialDate("2024-12-30")) is None
    assert view(fact, as_of=PartialDate("2024-12-31")) == fact


def test_an_inferred_period_stays() -> None:
    fact = _fact("reports", {"subject": "Company:Alpha", "metric": "cash", "value": "5 USD"}, ("a", {}), ("b", {}))
    seen = view(fact, known_at="2025-02-01")
    assert seen is not None
    assert (str(seen.values["period"]), str(seen.time.start)) == ("2025-01-10", "2025-01-10")


def test_a_period_that_only_a_later_article_states_is_not_lost_before() -> None:
    fact = _fact("reports", {"subject": "Company:Alpha", "metric": "cash", "value": "5 USD"}, ("a", {}), ("b", {"period": "2025-01-10"}))
    seen = view(fact, known_at="2025-02-01")
    assert seen is not None
    assert (len(seen.claims), str(seen.values["period"])) == (1, "2025-01-10")


def test_a_filter_sees_actual_and_planned_unless_asked() -> None:
    denied = _enters(("a", {"fact": "negated"}))
    possible = _enters(("a", {"fact": "possible"}))
    assert visible(denied, Filter()) is None
    assert visible(possible, Filter()) is None
    assert visible(possible, EVERYTHING) == possible
    planned = _enters(("a", {"fact": "planned"}))
    assert visible(planned, Filter()) == planned
    assert visible(planned, Filter(statuses=frozenset({Status.ACTUAL}))) is None
    assert visible(planned, Filter(min_origins=2)) is None
    assert visible(planned, Filter(min_confidence=0.95)) is None
    assert visible(planned, Filter(min_confidence=0.9)) == planned


def test_an_edge_stands_as_its_fact_is_seen() -> None:
    story = Story(**DAYS)
    story.tell("a", "finances", recipient="Alpha", amount="300 USD", fact="planned")
    story.tell("b", "finances", recipient="Alpha", amount="300 USD", funder="Bank")
    graph = story.graph()
    (fact,) = graph.facts.values()
    seen = view(fact, known_at="2025-02-01")
    assert seen is not None
    edges = {e.type: standing(e, {fact.id: seen}) for e in graph.edges.values()}
    assert edges["FUNDS"] is None
    assert edges["RAISES"] is not None
    assert edges["RAISES"].status is Status.PLANNED
    assert all(standing(e, {}) is None for e in graph.edges.values())
    assert all(standing(e, {fact.id: fact}) == e for e in graph.edges.values())
