"""Rule 6 for figures: one slot a subject, metric, label, segment, unit and period."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Fact
from graph.ontology import Status
from tests.unit.projection.scenario import Story, facts_of

DAYS = {"a": "2025-10-10", "b": "2025-10-20", "c": "2025-10-30", "d": ""}
CASH: dict[str, Any] = {"subject": "Company:Alpha", "metric": "cash", "value": "87 USD"}
REVENUE: dict[str, Any] = {"subject": "Company:Alpha", "metric": "revenue", "value": "50 USD"}


def _facts(*told: tuple[str, dict[str, Any]]) -> list[Fact]:
    story = Story(**DAYS)
    for article, what in told:
        story.tell(article, "reports", **what)
    return facts_of(story.graph(), "reports")


def _slots(first: dict[str, Any], second: dict[str, Any]) -> int:
    return len(_facts(("a", first), ("b", second)))


@pytest.mark.parametrize(
    ("first", "second", "slots"),
    [
        ("2025-Q3", "2025-Q3", 1),
        ("2025-Q3", "2025-09", 2),
        ("2025-Q3", "2025-07/2025-09", 1),
        ("FY2025-Q3", "2025-Q3", 2),  # fiscal periods stay as written
        ("FY2025", "FY2025", 1),
        ("P1M", "P1M", 2),  # a window is a slot of its own with the article's date
    ],
)
def test_periods_of_flows(first: str, second: str, slots: int) -> None:
    assert _slots({**REVENUE, "period": first}, {**REVENUE, "period": second}) == slots


@pytest.mark.parametrize(
    ("first", "second", "slots"),
    [
        ("2025-Q3", "2025-09", 1),
        ("2025-09", "2025-09-30", 1),
        ("2025-01/2025-09", "2025-09-30", 1),
        ("2025-09", "2025-08", 2),
        ("P1M", "P1M", 2),
    ],
)
def test_a_level_is_measured_on_the_last_day_of_its_period(first: str, second: str, slots: int) -> None:
    assert _slots({**CASH, "period": first}, {**CASH, "period": second}) == slots


@pytest.mark.parametrize(
    "other", [{"subject": "Company:Beta"}, {"metric": "debt"}, {"value": "87 EUR"}, {"segment": "hosting"}, {"label": "pledged"}]
)
def test_what_makes_another_slot(other: dict[str, Any]) -> None:
    one = {**CASH, "period": "2025-09"}
    assert _slots(one, {**one, **other}) == 2


def test_the_value_is_what_sources_may_disagree_on() -> None:
    (fact,) = _facts(("a", {**CASH, "period": "2025-09"}), ("b", {**CASH, "period": "2025-09", "value": "90 USD"}))
    assert fact.values["value"].text() == "90"  # type: ignore[union-attr,operator]


def test_guidance_and_result_are_one_slot() -> None:
    told = {**REVENUE, "period": "2025-Q3"}
    (fact,) = _facts(("a", {**told, "value": "40..60 USD", "fact": "planned"}), ("b", told))
    assert (fact.status, fact.values["value"].text()) == (Status.ACTUAL, "50")  # type: ignore[union-attr,operator]
    assert str(fact.first_planned) == "2025-10-10"


def test_an_undated_actual_figure_takes_its_articles_date() -> None:
    for what in (CASH, REVENUE):
        (fact,) = _facts(("a", what))
        assert (str(fact.values["period"]), fact.inferred) == ("2025-10-10", ("period",))
    assert _slots(REVENUE, REVENUE) == 2


def test_undated_planned_figures_and_those_of_undated_articles_have_no_period() -> None:
    (fact,) = _facts(("a", {**CASH, "fact": "planned"}), ("b", {**CASH, "fact": "planned"}))
    assert "period" not in fact.values
    assert not fact.inferred
    (fact,) = _facts(("d", CASH))
    assert "period" not in fact.values


def test_an_undated_level_continues_the_newest_slot_whose_value_it_repeats() -> None:
    dated = {**CASH, "period": "2025-09-30"}
    (fact,) = _facts(("a", dated), ("b", CASH), ("c", CASH))
    assert (str(fact.values["period"]), fact.inferred, len(fact.claims)) == ("2025-09-30", (), 3)
    assert _slots(dated, {**CASH, "value": "99 USD"}) == 2
    # Only the newest: 87 is not continued once 99 has been told.
    assert len(_facts(("a", dated), ("b", {**CASH, "value": "99 USD"}), ("c", CASH))) == 3


def test_an_undated_level_continues_an_inferred_one() -> None:
    (fact,) = _facts(("a", CASH), ("b", CASH))
    assert (str(fact.values["period"]), fact.inferred) == ("2025-10-10", ("period",))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("b", {**CASH, "period": "2025-09-30"}), ("a", CASH)),  # published only later
        (("a", {**CASH, "period": "2025-12-31"}), ("b", CASH)),  # ends only later
        (("a", {**CASH, "period": "2025-12-31", "fact": "planned"}), ("b", CASH)),
        (("a", {**CASH, "period": "FY2025"}), ("b", CASH)),  # of no known end
    ],
)
def test_what_an_undated_level_does_not_continue(first: tuple[str, dict[str, Any]], second: tuple[str, dict[str, Any]]) -> None:
    assert len(_facts(first, second)) == 2


def test_the_time_of_a_figure_is_its_period() -> None:
    def time(**what: Any) -> tuple[str, str]:
        (fact,) = _facts(("a", {**REVENUE, **what}))
        return str(fact.time.start), str(fact.time.end)

    assert time(period="2025-Q3") == ("2025-Q3", "None")
    assert time(period="2025-01/2025-03") == ("2025-01", "2025-03")
    assert time(period="P1M") == ("None", "2025-10-10")
    assert time(period="FY2025") == ("None", "None")
    assert time() == ("2025-10-10", "None")


def test_figures_without_a_subject_are_apart() -> None:
    told = {"metric": "cash", "value": "87 USD", "period": "2025-09"}
    story = Story(**DAYS)
    for article in ("a", "b"):
        story.tell(article, "reports", **told, subject=[])
    assert len(story.graph().facts) == 2
