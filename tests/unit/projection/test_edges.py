"""Rule 10: every filler gets an edge; plain edges are shortcuts; the gazetteer's are marked."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Edge
from graph.ontology import EntityType, Status
from graph.projection import edges_of, node_label
from tests.unit.projection.scenario import Story, World


def _edges(type_: str, **what: Any) -> tuple[str, set[tuple[str, str, str]]]:
    """The label of the fact's node and its edges, sites by their names."""
    story = Story(a="2025-01-10")
    story.tell("a", type_, **what)
    graph = story.graph()
    (fact,) = graph.facts.values()
    made = [e for e in graph.edges.values() if e.origin == "claims"]
    assert sorted(made, key=lambda e: e.id) == edges_of(fact)
    assert all(e.fact == fact.id and e.status is fact.status for e in made)
    return node_label(fact), {_short(e, fact.id) for e in made}


def _short(edge: Edge, fact: str) -> tuple[str, str, str]:
    ends = ("*" if end == fact else end.split("/", 1)[1].split("~")[0] for end in (edge.source, edge.target))
    source, target = ends
    return source, edge.type, target


def test_two_ends_and_no_amount_are_a_plain_edge() -> None:
    assert _edges("operates", operator="Alpha", site="Mill") == ("", {("alpha", "OPERATES", "mill")})


def test_amounts_make_a_node_beside_the_shortcut() -> None:
    label, edges = _edges("operates", operator="Alpha", site="Mill", capacity="5 MW")
    assert label == "Fact"
    assert edges == {("alpha", "OPERATES", "mill"), ("*", "OPERATOR", "alpha"), ("*", "SITE", "mill")}


def test_more_than_two_ends_make_a_node() -> None:
    label, edges = _edges("acquires", buyer="Alpha", target="Company:Beta", seller="Gamma")
    assert label == "Acquisition"
    assert edges == {("alpha", "ACQUIRES", "beta"), ("*", "BUYER", "alpha"), ("*", "TARGET", "beta"), ("*", "SELLER", "gamma")}


def test_a_lone_filler_still_gets_an_edge() -> None:
    assert _edges("listed_as", company="Alpha", exchange="London") == ("Fact", {("*", "COMPANY", "alpha")})


@pytest.mark.parametrize(
    ("type_", "what", "label", "edges"),
    [
        ("finances", {"recipient": "Alpha", "funder": "Bank", "purpose": "Site:Mill"}, "Financing",
         {("alpha", "RAISES", "*"), ("bank", "FUNDS", "*"), ("*", "FINANCES", "mill")}),
        ("reports", {"subject": "Company:Alpha", "metric": "cash", "value": "5 USD"}, "Measurement", {("alpha", "REPORTED", "*")}),
        ("incident", {"victim": "Alpha", "perpetrator": "Lazarus", "kind": "hack"}, "Incident",
         {("*", "AFFECTS", "alpha"), ("lazarus", "COMMITS", "*")}),
        ("launches", {"company": "Alpha", "product": "Pay Now"}, "Product", {("alpha", "LAUNCHES", "*")}),
    ],
)  # fmt: skip
def test_facts_that_are_always_nodes(type_: str, what: dict[str, Any], label: str, edges: set[tuple[str, str, str]]) -> None:
    assert _edges(type_, **what) == (label, edges)


def test_the_side_of_a_trade_names_the_edge() -> None:
    assert _edges("trades_asset", company="Alpha", asset="Bitcoin", side="sells") == ("", {("alpha", "SELLS", "bitcoin")})
    label, edges = _edges("trades_asset", company="Alpha", asset="Bitcoin")
    assert (label, edges) == ("Trade", {("*", "COMPANY", "alpha"), ("*", "ASSET", "bitcoin")})


def test_partners_are_joined_pair_by_pair_once() -> None:
    assert _edges("merges_with", party=["Beta", "Alpha"]) == ("", {("alpha", "MERGES_WITH", "beta")})
    _, edges = _edges("merges_with", party=["Beta", "Alpha", "Gamma"])
    assert {e for e in edges if e[1] == "MERGES_WITH"} == {
        (a, "MERGES_WITH", b) for a, b in (("alpha", "beta"), ("alpha", "gamma"), ("beta", "gamma"))
    }


def test_edges_carry_the_status_of_their_fact() -> None:
    story = Story(a="2025-01-10")
    story.tell("a", "enters", company="Alpha", activity="ai-hpc", fact="planned")
    assert {e.status for e in story.graph().edges.values()} == {Status.PLANNED}


def test_the_gazetteer_adds_the_wider_places() -> None:
    story = Story(a="2025-01-10")
    story.tell("a", "located_in", subject="Company:Alpha", place="Dallas", kind="headquarters")
    graph = story.graph()
    added = {(e.source, e.type, e.target) for e in graph.edges.values() if e.origin == "gazetteer"}
    assert added == {("place/dallas", "LOCATED_IN", "place/texas"), ("place/texas", "LOCATED_IN", "place/united-states")}
    assert all(not e.fact for e in graph.edges.values() if e.origin == "gazetteer")
    texas = graph.entities["place/texas"]
    assert (texas.type, texas.attributes["origin"], [n.claim for n in texas.names]) == (EntityType.PLACE, "gazetteer", [""])
    assert "origin" not in graph.entities["place/dallas"].attributes
    named = World({"Dallas": "Texas"}, "Texas", {"place/texas": "State of Texas"})
    assert story.graph(reference=named).entities["place/texas"].name == "State of Texas"
