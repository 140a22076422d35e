"""Rules 1, 3, 5 and 6: which claims are one fact."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from graph.model import ReviewKind
from graph.ontology import Status
from graph.values import Amount
from tests.unit.projection.scenario import Story, facts_of

TWO = {"a": "2025-03-01", "b": "2025-03-10"}


def _count(type_: str, first: Mapping[str, Any], second: Mapping[str, Any], **articles: str) -> int:
    """Number of facts of two claims of two articles."""
    story = Story(**(articles or TWO))
    story.tell("a", type_, **first)
    story.tell("b", type_, **second)
    return len(story.graph().facts)


@pytest.mark.parametrize(
    ("type_", "first", "second", "facts"),
    [
        # The first role and one other part agree.
        ("engages_in", {"company": "Alpha", "activity": "ai-hpc"}, {"company": "Alpha", "activity": "ai-hpc"}, 1),
        ("engages_in", {"company": "Alpha", "activity": "ai-hpc"}, {"company": "Beta", "activity": "ai-hpc"}, 2),
        ("engages_in", {"company": "Alpha", "activity": "ai-hpc"}, {"company": "Alpha", "activity": "cloud"}, 2),
        # The first role alone is not enough.
        ("invests_in", {"investor": "Alpha", "investee": "Beta"}, {"investor": "Alpha"}, 2),
        # An amount counts as the other part, and so does a start that overlaps.
        ("invests_in", {"investor": "Alpha", "investee": "Beta", "amount": "5 USD"}, {"investor": "Alpha", "amount": "5 USD"}, 1),
        ("invests_in", {"investor": "Alpha", "investee": "Beta", "start": "2025"}, {"investor": "Alpha", "start": "2025-02"}, 1),
        # A key value that differs parts them, another one does not.
        ("orders", {"buyer": "Alpha", "hardware": "S21", "quantity": 500}, {"buyer": "Alpha", "hardware": "S21", "quantity": 900}, 2),
        ("orders", {"buyer": "Alpha", "hardware": "S21", "amount": "5 USD"}, {"buyer": "Alpha", "hardware": "S21", "amount": "9 USD"}, 1),
        ("develops", {"developer": "Alpha", "site": "Mill", "capacity": "50 MW"}, {"developer": "Alpha", "site": "Mill"}, 1),
        ("develops", {"developer": "Alpha", "site": "Mill", "capacity": "50 MW"},
         {"developer": "Alpha", "site": "Mill", "capacity": "90 MW"}, 2),
        # Of several fillers one common one is enough.
        ("acquires", {"buyer": ["Alpha", "Beta"], "target": "Gamma"}, {"buyer": "Beta", "target": "Gamma"}, 1),
        # Hosting differs by the site too.
        ("hosts", {"provider": "Alpha", "customer": "Beta", "site": "Mill"}, {"provider": "Alpha", "customer": "Beta", "site": "Dock"}, 2),
        ("hosts", {"provider": "Alpha", "customer": "Beta", "site": "Mill"}, {"provider": "Alpha", "customer": "Beta"}, 1),
        # The kind of a place is part of the key.
        ("located_in", {"subject": "Company:Alpha", "place": "Ohio", "kind": "headquarters"},
         {"subject": "Company:Alpha", "place": "Ohio", "kind": "incorporation"}, 2),
        ("launches", {"company": "Alpha", "product": "Pay Now"}, {"company": "Alpha", "product": "pay-now"}, 1),
        ("launches", {"company": "Alpha", "product": "Pay Now"}, {"company": "Alpha", "product": "Pay Later"}, 2),
    ],
)  # fmt: skip
def test_agree_and_differ(type_: str, first: Mapping[str, Any], second: Mapping[str, Any], facts: int) -> None:
    assert _count(type_, first, second) == facts


@pytest.mark.parametrize(
    ("second", "facts"),
    [
        ({"target": "Beta", "seller": "Gamma"}, 1),  # two other parts, one an entity
        ({"target": "Beta", "amount": "70 USD"}, 1),
        ({"target": "Beta"}, 2),  # one part is not enough
        ({"target": "Beta", "seller": "Delta", "amount": "70 USD"}, 2),  # no role may differ
        ({"amount": "70 USD", "start": "2025-02"}, 2),  # no entity
    ],
)
def test_without_the_first_role_two_other_parts_must_agree(second: Mapping[str, Any], facts: int) -> None:
    first = {"buyer": "Alpha", "target": "Beta", "seller": "Gamma", "amount": "70 USD", "start": "2025-02"}
    assert _count("acquires", first, second) == facts


def test_two_common_parties_suffice_and_one_of_two_pairs_does_not() -> None:
    assert _count("partners_with", {"party": ["Alpha", "Beta"]}, {"party": ["Beta", "Alpha"]}) == 1
    assert _count("partners_with", {"party": ["Alpha", "Beta"]}, {"party": ["Alpha", "Beta", "Gamma"]}) == 1
    assert _count("partners_with", {"party": ["Alpha", "Beta"]}, {"party": ["Alpha"]}) == 2
    assert _count("acquires", {"buyer": ["Alpha", "Beta"]}, {"buyer": ["Alpha", "Beta"]}) == 2  # of other roles they do not
    custody = {"purpose": "custody"}
    assert _count("partners_with", {"party": ["Alpha", "Beta"], **custody}, {"party": ["Alpha", "Gamma"], **custody}) == 2
    assert _count("partners_with", {"party": ["Alpha", "Beta"], **custody}, {"party": ["Alpha"], **custody}) == 1


def test_what_fits_several_stands_alone_on_the_review_list_and_is_joined_by_its_equals() -> None:
    story = Story(a="2025-03-01", b="2025-03-02", c="2025-03-03", d="2025-03-04")
    for amount in ("50 USD", "900 USD"):
        story.tell("a", "invests_in", investor="Alpha", investee="Beta", amount=amount, stake="5 %", start="2025-02")
    graph = story.graph()
    assert len(graph.facts) == 1  # amounts of investments are no key
    story = Story(a="2025-03-01", b="2025-03-02", c="2025-03-03", d="2025-03-04")
    for capacity in ("50 MW", "900 MW"):
        story.tell("a", "develops", developer="Alpha", site="Mill", capacity=capacity, start="2025-02")
    doubtful = [story.tell(article, "develops", developer="Alpha", site="Mill") for article in ("b", "c")]
    other = story.tell("d", "develops", developer="Alpha", site="Mill", start="2025-02")
    graph = story.graph()
    assert sorted(len(f.claims) for f in graph.facts.values()) == [1, 1, 1, 2]
    alone = next(f for f in graph.facts.values() if len(f.claims) == 2)
    assert set(alone.claims) == {c.id for c in doubtful}
    items = [r for r in graph.review.values() if r.kind is ReviewKind.DOUBTFUL_FACT]
    assert {r.claims for r in items} == {alone.claims, (other.id,)}
    assert all(len(r.subjects) == 3 and r.rule == "1" for r in items)


def test_claims_with_most_parts_come_first() -> None:
    """The bare claim is the oldest; taken first, it would join neither of the two that differ: it must wait for both."""
    story = Story(a="2025-01-01", b="2025-03-02", c="2025-03-03")
    story.tell("a", "orders", buyer="Alpha", hardware="S21", fact="planned")
    story.tell("b", "orders", buyer="Alpha", hardware="S21", quantity=500, fact="planned")
    story.tell("c", "orders", buyer="Alpha", hardware="S21", quantity=900, fact="planned")
    assert [len(f.claims) for f in facts_of(story.graph(), "orders")] == [1, 1, 1]


def test_a_claim_that_differs_from_one_claim_of_a_fact_does_not_join_by_agreeing_with_another() -> None:
    story = Story(a="2025-01-01", b="2025-01-02", c="2025-01-03")
    story.tell("a", "develops", developer="Alpha", site="Mill", capacity="50 MW", count=2)
    story.tell("b", "develops", developer="Alpha", site="Mill", amount="7 USD")
    story.tell("c", "develops", developer="Alpha", site="Mill", capacity="90 MW")
    assert [len(f.claims) for f in facts_of(story.graph(), "develops")] == [2, 1]


LOAN = {"recipient": "Alpha", "funder": "Bank", "amount": "300 USD", "instrument": "loan", "start": "2025-02"}


@pytest.mark.parametrize(
    ("second", "facts"),
    [
        ({"recipient": "Alpha", "amount": "..300 USD", "instrument": "project_finance"}, 1),  # one family
        ({"recipient": "Alpha", "amount": "300 USD"}, 1),  # an absent instrument fits all
        ({"recipient": "Alpha", "funder": "Bank", "amount": "400 ETH", "instrument": "loan"}, 1),  # coins and dollars do not differ
        ({"recipient": "Alpha", "amount": "300 USD", "instrument": "bonds"}, 2),
        ({"recipient": "Alpha", "funder": "Fund", "amount": "300 USD", "instrument": "loan"}, 2),
        ({"recipient": "Alpha", "funder": "Bank", "amount": "900 USD", "instrument": "loan"}, 2),
        ({"recipient": "Alpha", "instrument": "loan", "start": "2025-02"}, 2),  # a date is no part that agrees
        ({"recipient": "Beta", "funder": "Bank", "amount": "300 USD", "instrument": "loan"}, 2),
        ({"recipient": "Alpha", "amount": "300 USD", "instrument": "loan", "start": "2026-06"}, 1),
        ({"recipient": "Alpha", "amount": "300 USD", "instrument": "loan", "start": "2026-12"}, 2),  # beyond 548 days
        ({"funder": "Bank", "amount": "300 USD"}, 1),  # no recipient: two others
    ],
)
def test_financing(second: Mapping[str, Any], facts: int) -> None:
    assert _count("finances", LOAN, second) == facts


@pytest.mark.parametrize(
    ("first", "second", "facts"),
    [
        ("Site:Mill", "Site:Mill", 1),
        ("Site:Mill", "Site:Dock", 2),
        ("Site:Mill", "Activity:ai-hpc", 1),
        ("Hardware:S21", "Activity:cloud", 1),
    ],
)
def test_purposes_differ_only_between_two_sites(first: str, second: str, facts: int) -> None:
    one = {"recipient": "Alpha", "amount": "300 USD", "purpose": first}
    assert _count("finances", one, {**one, "purpose": second}) == facts


def test_a_maturity_agrees_at_its_precision() -> None:
    one = {"recipient": "Alpha", "maturity": "2032", "instrument": "bonds"}
    assert _count("finances", one, {**one, "maturity": "2032-06-15"}) == 1
    assert _count("finances", one, {**one, "maturity": "2033-06-15"}) == 2


def test_instrument_drawn_and_rate_are_a_history() -> None:
    story = Story(**TWO)
    story.tell("a", "finances", **LOAN, rate="8 %")
    story.tell("b", "finances", **{**LOAN, "instrument": "credit_facility"}, rate="9 %", drawn="50 USD")
    (fact,) = story.graph().facts.values()
    assert fact.values["instrument"] == "credit_facility"
    assert [str(s.values["instrument"]) for s in fact.history] == ["loan", "credit_facility"]
    assert [s.values["rate"] for s in fact.history] == [Amount(Decimal(n), unit="%") for n in (8, 9)]


def test_a_conversion_is_one_fact_a_site_and_owner_and_its_targets_accumulate() -> None:
    story = Story(a="2025-01-01", b="2025-11-01", c="2025-11-02")
    story.tell("a", "converts_to", owner="Alpha", site="Mill", activity="ai-hpc", start="2024")
    story.tell("b", "converts_to", owner="Alpha", site="Mill", activity="gpu-as-a-service", hardware="GB300", fact="planned")
    story.tell("c", "converts_to", site="Mill", hardware="GB200")
    story.tell("c", "converts_to", owner="Beta", site="Dock", activity="ai-hpc")
    graph = story.graph()
    fact = next(f for f in graph.facts.values() if len(f.claims) == 3)
    assert fact.roles["activity"] == ("activity/ai-hpc", "activity/gpu-as-a-service")
    assert fact.roles["hardware"] == ("hardware/gb200", "hardware/gb300")
    assert len(graph.facts) == 2


BOUGHT = {"buyer": "Alpha", "target": "Beta"}


@pytest.mark.parametrize(
    ("first", "second", "facts"),
    [
        ({"start": "2025-01-10"}, {"start": "2025-02-20"}, 1),  # within 45 days
        ({"start": "2025-01-10"}, {"start": "2025-02-24"}, 1),
        ({"start": "2025-02-24"}, {"start": "2025-01-10"}, 1),
        ({"start": "2025-01-10"}, {"start": "2025-02-25"}, 2),
        ({"start": "2025-02-25"}, {"start": "2025-01-10"}, 2),
        ({"start": "2025"}, {"start": "2025-03-20"}, 1),
        ({"start": "2024-10", "end": "2025-02-15"}, {"start": "2025-03-20"}, 1),  # a date runs from start to end
        ({"end": "2025-01"}, {"start": "2020"}, 1),  # an end alone: all before
        ({"end": "2025-01"}, {"start": "2025-04"}, 2),
        ({}, {"start": "2025-04-10"}, 1),  # an undated event lies before its article's date, 2025-03-01
        ({}, {"start": "2025-06"}, 2),
        ({"fact": "planned", "start": "2024-01"}, {"start": "2025-03"}, 1),  # planned dates do not separate
        ({"fact": "possible", "start": "2024-01"}, {"start": "2025-03"}, 1),
        ({"fact": "negated", "start": "2024-01"}, {"start": "2025-03"}, 2),
    ],
)
def test_dates_of_events(first: Mapping[str, Any], second: Mapping[str, Any], facts: int) -> None:
    assert _count("acquires", {**BOUGHT, **first}, {**BOUGHT, **second}) == facts


def test_trades_are_apart_after_three_days_and_states_never() -> None:
    trade = {"company": "Alpha", "asset": "Bitcoin", "side": "buys"}
    assert _count("trades_asset", {**trade, "start": "2025-01-10"}, {**trade, "start": "2025-01-13"}) == 1
    assert _count("trades_asset", {**trade, "start": "2025-01-10"}, {**trade, "start": "2025-01-14"}) == 2
    state = {"operator": "Alpha", "site": "Mill"}
    assert _count("operates", {**state, "start": "2015"}, {**state, "start": "2025"}) == 1


def test_a_tenure_is_one_fact_whatever_the_change() -> None:
    office = {"person": "Ann", "organization": "Company:Alpha", "role": "CEO"}
    assert _count("holds_role", {**office, "change": "appointed"}, {**office, "change": "left"}) == 1
    assert _count("holds_role", {**office, "change": "holds"}, {**office, "role": "chair"}) == 2
    assert _count("holds_role", office, {"person": "Ann", "organization": "Company:Alpha", "change": "left"}) == 1


def test_the_decision_of_a_ruling_is_a_history() -> None:
    story = Story(a="2025-01-10", b="2025-09-10", c="2027-09-10")
    plea = {"authority": "SEC", "subject": "Company:Alpha"}
    story.tell("a", "approves", **plea, decision="pending", start="2025-01")
    story.tell("b", "approves", **plea, decision="approved", start="2025-09")
    story.tell("c", "approves", **plea, decision="rejected", start="2027-09")
    first, second = facts_of(story.graph(), "approves")
    assert (first.values["decision"], len(first.claims)) == ("approved", 2)
    assert second.values["decision"] == "rejected"
    assert first.status is Status.ACTUAL
