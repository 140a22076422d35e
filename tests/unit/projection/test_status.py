"""Rule 7: what a history decides."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Fact
from graph.ontology import Status
from tests.unit.projection.scenario import Story, facts_of

DAYS = {"a": "2025-01-10", "b": "2025-03-10", "c": "2025-05-10", "d": ""}
EVENT: tuple[str, dict[str, Any]] = ("acquires", {"buyer": "Alpha", "target": "Beta"})
STATE: tuple[str, dict[str, Any]] = ("engages_in", {"company": "Alpha", "activity": "ai-hpc"})
OFFICE: tuple[str, dict[str, Any]] = ("holds_role", {"person": "Ann", "organization": "Alpha", "role": "CEO"})


def _fact(kind: tuple[str, dict[str, Any]], *told: tuple[str, dict[str, Any]]) -> Fact:
    story = Story(**DAYS)
    for article, what in told:
        story.tell(article, kind[0], **kind[1], **what)
    (fact,) = story.graph().facts.values()
    return fact


def _history(kind: tuple[str, dict[str, Any]], *factualities: str) -> Fact:
    return _fact(kind, *(("abc"[n], {"fact": f}) for n, f in enumerate(factualities)))


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (["possible"], Status.POSSIBLE),
        (["planned"], Status.PLANNED),
        (["actual"], Status.ACTUAL),
        (["negated"], Status.DENIED),
        (["negated", "negated"], Status.DENIED),
        (["possible", "planned"], Status.PLANNED),
        (["planned", "possible"], Status.POSSIBLE),
        (["actual", "planned"], Status.ACTUAL),  # planned or possible never undoes actual
        (["actual", "possible"], Status.ACTUAL),
        (["planned", "actual"], Status.ACTUAL),
        (["planned", "negated"], Status.CANCELLED),
        (["possible", "negated"], Status.CANCELLED),
        (["planned", "negated", "planned"], Status.PLANNED),
        (["negated", "actual"], Status.ACTUAL),
    ],
)
def test_the_newest_claim_decides(told: list[str], status: Status) -> None:
    for kind in (EVENT, STATE):
        assert _history(kind, *told).status is status


def test_denied_after_actual_a_state_is_over_and_an_event_stays() -> None:
    ended = _history(STATE, "actual", "negated")
    assert (ended.status, str(ended.ended)) == (Status.ENDED, "2025-03-10")
    assert _history(EVENT, "actual", "negated").status is Status.ACTUAL
    assert _history(STATE, "actual", "negated", "actual").status is Status.ACTUAL


def test_claims_of_one_day_are_read_from_possible_to_negated() -> None:
    told = [("a", {"fact": f}) for f in ("negated", "actual", "planned", "possible")]
    assert _fact(STATE, *told).status is Status.ENDED
    assert _fact(STATE, *told[1:]).status is Status.ACTUAL
    assert _fact(STATE, *told[2:]).status is Status.PLANNED


def test_an_article_without_date_is_the_oldest() -> None:
    assert _fact(STATE, ("d", {"fact": "negated"}), ("a", {})).status is Status.ACTUAL
    assert _fact(STATE, ("a", {}), ("d", {"fact": "planned"})).status is Status.ACTUAL


@pytest.mark.parametrize(
    ("end", "status"),
    [
        ("2024-11", Status.ENDED),
        ("2025-01-09", Status.ENDED),
        ("2025-01-10", Status.ACTUAL),
        ("2025", Status.ACTUAL),
        ("2030", Status.ACTUAL),
    ],
)
def test_a_state_with_an_end_before_its_articles_date_is_over(end: str, status: Status) -> None:
    fact = _fact(STATE, ("a", {"end": end}))
    assert fact.status is status
    assert str(fact.ended if status is Status.ENDED else fact.until) == end


def test_the_time_of_a_contract_is_its_signature_and_ends_nothing() -> None:
    fact = _fact(("hosts", {"provider": "Alpha", "customer": "Beta"}), ("a", {"start": "2024-10", "end": "2024-11"}))
    assert (fact.status, str(fact.actual_since), fact.ended, fact.until) == (Status.ACTUAL, "2024-10", None, None)


def test_first_planned_only_if_published_before_the_first_actual() -> None:
    assert str(_history(EVENT, "planned", "actual").first_planned) == "2025-01-10"
    assert _history(EVENT, "actual", "planned").first_planned is None
    assert _fact(EVENT, ("a", {"fact": "planned"}), ("a", {})).first_planned is None
    assert _history(EVENT, "possible", "actual").first_planned is None


@pytest.mark.parametrize(
    ("starts", "since"),
    [
        (["2024", None], "2024"),
        (["2024-12", "2024"], "2024-12"),  # of nested starts the finer
        (["2024", "2024-12", "2024-12-05"], "2024-12-05"),
        (["2024-12", "2024-11-20"], "2024-11-20"),  # the earliest
        ([None, None], "2025-01-10"),  # else the first publication
    ],
)
def test_actual_since(starts: list[str | None], since: str) -> None:
    fact = _fact(EVENT, *(("abc"[n], {"start": s}) for n, s in enumerate(starts)))
    assert str(fact.actual_since) == since


def test_the_start_of_a_plan_is_no_start() -> None:
    fact = _fact(EVENT, ("a", {"fact": "planned", "start": "2024"}), ("b", {}))
    assert str(fact.actual_since) == "2025-03-10"
    assert _history(EVENT, "planned").actual_since is None


@pytest.mark.parametrize(
    ("what", "ended"),
    [({"end": "2025-02", "start": "2025-01"}, "2025-02"), ({"start": "2025-02"}, "2025-02"), ({}, "2025-03-10")],
)
def test_when_it_ended(what: dict[str, Any], ended: str) -> None:
    assert str(_fact(STATE, ("a", {}), ("b", {"fact": "negated", **what})).ended) == ended
    assert str(_fact(STATE, ("a", {"fact": "planned"}), ("b", {"fact": "negated", **what})).ended) == ended


def test_it_is_not_actual_since_a_day_after_its_end() -> None:
    assert _fact(STATE, ("a", {"end": "2024-11"})).actual_since is None
    assert str(_fact(STATE, ("a", {"end": "2024-11", "start": "2020"})).actual_since) == "2020"


@pytest.mark.parametrize(
    ("told", "status", "since", "ended", "until"),
    [
        ([{"change": "appointed", "start": "2024-08"}], Status.ACTUAL, "2024-08", None, None),
        ([{"change": "appointed", "start": "2025-08", "fact": "planned"}], Status.PLANNED, None, None, None),
        ([{"change": "appointed", "start": "2024-08"}, {"change": "left", "start": "2025-02"}], Status.ENDED, "2024-08", "2025-02", None),
        ([{"change": "left", "start": "2024-12"}], Status.ENDED, None, "2024-12", None),  # also alone
        ([{"change": "left"}], Status.ENDED, None, "2025-01-10", None),
        ([{"change": "left", "fact": "negated"}], Status.ACTUAL, "2025-01-10", None, None),
        ([{"change": "left", "fact": "possible"}], Status.ACTUAL, "2025-01-10", None, None),
        ([{"change": "left", "fact": "planned", "start": "2026-01-05"}], Status.ACTUAL, "2025-01-10", None, "2026-01-05"),
        ([{"change": "holds"}, {"change": "left", "fact": "planned", "start": "2026"}, {"change": "holds"}], Status.ACTUAL, "2025-01-10",
         None, None),
        ([{"change": "holds"}, {"fact": "negated", "change": "holds"}], Status.ENDED, "2025-01-10", "2025-03-10", None),
    ],
)  # fmt: skip
def test_tenures(told: list[dict[str, Any]], status: Status, since: str | None, ended: str | None, until: str | None) -> None:
    fact = _fact(OFFICE, *(("abc"[n], what) for n, what in enumerate(told)))
    dates = [str(d) if d else None for d in (fact.actual_since, fact.ended, fact.until)]
    assert (fact.status, *dates) == (status, since, ended, until)


def test_values_are_those_of_the_newest_claim_that_decides() -> None:
    fact = _fact(
        EVENT, ("a", {"amount": "70 USD"}), ("b", {"amount": "71 USD", "stake": "90 %"}), ("c", {"amount": "80 USD", "fact": "planned"})
    )
    assert {name: getattr(v, "value", v) for name, v in fact.values.items()} == {"amount": 71, "stake": 90}


def test_confidence_counts_stories_not_articles() -> None:
    story = Story(**DAYS)
    for article, confidence in (("a", 0.5), ("b", 0.6), ("c", 0.7)):
        story.tell(article, STATE[0], **STATE[1], confidence=confidence)
    (fact,) = story.graph().facts.values()
    assert (fact.origins, fact.confidence) == (3, 0.94)  # 1 - 0.5 * 0.4 * 0.3
    story.copy_of("b", "a")
    (fact,) = story.graph().facts.values()
    assert (fact.origins, fact.confidence) == (2, 0.88)  # 1 - 0.4 * 0.3


def test_denials_do_not_support() -> None:
    fact = _fact(STATE, ("a", {"confidence": 0.6}), ("b", {"fact": "negated"}))
    assert (fact.origins, fact.confidence) == (1, 0.6)
    fact = _fact(STATE, ("a", {"fact": "negated", "confidence": 0.6}))
    assert (fact.origins, fact.confidence) == (1, 0.6)
    fact = _fact(OFFICE, ("a", {"change": "left", "fact": "negated", "confidence": 0.6}))
    assert (fact.origins, fact.confidence) == (1, 0.6)


def test_a_fact_is_called_by_its_earliest_claim() -> None:
    story = Story(**DAYS)
    story.tell("b", STATE[0], **STATE[1])
    (before,) = facts_of(story.graph(), STATE[0])
    story.tell("c", STATE[0], **STATE[1])
    (after,) = facts_of(story.graph(), STATE[0])
    assert before.id == after.id
    story.tell("a", STATE[0], **STATE[1])
    (earlier,) = facts_of(story.graph(), STATE[0])
    assert earlier.id != before.id


def test_the_time_of_a_fact_is_that_of_the_claims_that_decide() -> None:
    def time(fact: Fact) -> tuple[str, str]:
        return str(fact.time.start), str(fact.time.end)

    plan = ("a", {"fact": "planned", "start": "2025-06", "end": "2025-08"})
    assert time(_fact(EVENT, plan)) == ("2025-06", "2025-08")
    assert time(_fact(EVENT, plan, ("b", {"start": "2025-02", "end": "2025-03"}))) == ("2025-02", "2025-03")
    assert time(_fact(EVENT, plan, ("b", {}))) == ("None", "None")  # what was planned is not when it happened
    dated = ("a", {"start": "2024-12", "end": "2025-01"})
    assert time(_fact(EVENT, dated, ("b", {"start": "2024-12"}))) == ("2024-12", "2025-01")
    assert time(_fact(STATE, ("a", {"start": "2024"}), ("b", {"fact": "negated", "start": "2025-02"}))) == ("2024", "2025-02")
    assert time(_fact(STATE, ("a", {"fact": "possible", "start": "2026"}))) == ("2026", "None")
    assert time(_fact(OFFICE, ("a", {"change": "left", "start": "2024-12"}))) == ("None", "2024-12")
