"""Walks and measures over a small graph, the same on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import NotFound
from graph.model import Fact
from graph.ontology import EntityType, Status
from graph.stores.base import EVERYTHING, Filter, Store
from graph.stores.memory import MemoryStore
from graph.stores.sqlite import SqliteStore
from graph.traverse import (
    TooMany,
    Walk,
    betweenness,
    communities,
    degrees,
    entities_of,
    meetings,
    neighbourhood,
    page_rank,
    shortest_path,
    simple_paths,
    subgraph,
)
from tests.contract.samples import Atlas, article, loan, megawatts, say

TAMARACK, BANK, BUYER = "company/tamarack-compute", "company/lindwurm-bank", "company/otter-chips"


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A loan, a maker of machines and who buys them, and a line of business that many share."""
    opened: Store = MemoryStore("", Atlas()) if request.param == "memory" else SqliteStore(str(tmp_path / "x.db"), Atlas())
    with opened:
        opened.write(*loan())
        makes = article("makes", "Otter Chips makes the OC1.")
        opened.write(makes, [say(makes, "makes", {"company": "Otter Chips", "hardware": "OC1"})])
        orders = article("orders", "Tamarack Compute orders the OC1.")
        opened.write(orders, [say(orders, "orders", {"buyer": "Tamarack Compute", "hardware": "OC1"})])
        hub = article("hub", "Tamarack Compute, Otter Chips and Elm Mining are in mining.")
        firms = ("Tamarack Compute", "Otter Chips", "Elm Mining")
        opened.write(hub, [say(hub, "engages_in", {"company": firm, "activity": "mining"}) for firm in firms])
        yield opened


def site(store: Store) -> str:
    return store.entities(["site/otter-lake"])[0].id


def money(store: Store) -> Fact:
    return store.facts(types=["finances"])[0]


def test_a_fact_with_a_node_is_walked_in_two_half_steps(store: Store) -> None:
    path = shortest_path(store, BANK, site(store))
    assert path is not None
    assert path.nodes == (BANK, money(store).id, site(store))
    assert path.length == 1
    assert [(hop.edge.type, hop.source, hop.target) for hop in path.hops] == [
        ("FUNDS", BANK, money(store).id),
        ("FINANCES", money(store).id, site(store)),
    ]
    assert all(hop.fact == money(store) and "borrows $300 million" in hop.quote for hop in path.hops)


def test_a_path_over_several_facts(store: Store) -> None:
    path = shortest_path(store, BANK, BUYER, 4, Walk(avoid=(EntityType.ACTIVITY,)))
    assert path is not None
    assert path.nodes == (BANK, money(store).id, TAMARACK, "hardware/oc1", BUYER)
    assert path.length == 3
    assert [hop.edge.type for hop in path.hops] == ["FUNDS", "RAISES", "ORDERS", "MAKES"]
    assert [hop.quote for hop in path.hops[2:]] == ["Tamarack Compute orders the OC1.", "Otter Chips makes the OC1."]
    assert shortest_path(store, BANK, BUYER, 2, Walk(avoid=(EntityType.ACTIVITY,))) is None
    back = shortest_path(store, BUYER, BANK, 3, Walk(avoid=(EntityType.ACTIVITY,)))
    assert back is not None
    assert back.nodes == path.nodes[::-1]


def test_a_shortest_path_is_short_and_avoids_what_it_is_told(store: Store) -> None:
    path = shortest_path(store, TAMARACK, "company/elm-mining")
    assert path is not None
    assert path.nodes == (TAMARACK, "activity/mining", "company/elm-mining")
    assert shortest_path(store, TAMARACK, "company/elm-mining", walk=Walk(avoid=(EntityType.ACTIVITY,))) is None
    to_hub = shortest_path(store, TAMARACK, "activity/mining", walk=Walk(avoid=(EntityType.ACTIVITY,)))
    assert to_hub is not None
    assert to_hub.length == 1


def test_paths_end_where_they_begin_and_where_nothing_leads(store: Store) -> None:
    path = shortest_path(store, TAMARACK, TAMARACK)
    assert path is not None
    assert (path.nodes, path.hops, path.length) == ((TAMARACK,), (), 0)
    assert simple_paths(store, TAMARACK, TAMARACK) == []
    assert shortest_path(store, TAMARACK, "place/new-york") is None
    with pytest.raises(NotFound, match="no single entity company/none; search"):
        shortest_path(store, TAMARACK, "company/none")


def test_the_gazetteers_edges_are_walked_when_asked(store: Store) -> None:
    path = shortest_path(store, site(store), "place/united-states", walk=Walk(Filter(gazetteer=True)))
    assert path is not None
    assert path.nodes == (site(store), "place/oswego", "place/new-york", "place/united-states")
    assert [(hop.fact is None, hop.quote) for hop in path.hops[1:]] == [(True, ""), (True, "")]


def test_of_parallel_edges_the_best_told_is_walked(store: Store) -> None:
    for number in range(2):
        where = article(f"more {number}", f"Elm Mining now in mining {number}.")
        store.write(where, [say(where, "enters", {"company": "Elm Mining", "activity": "mining"})])
    path = shortest_path(store, "company/elm-mining", "activity/mining")
    assert path is not None
    assert path.hops[0].edge.type == "ENGAGES_IN" or path.hops[0].fact is not None
    assert path.hops[0].fact is not None
    assert path.hops[0].fact.origins == 2
    assert {p.hops[0].edge.type for p in simple_paths(store, "company/elm-mining", "activity/mining", 1)} == {"ENGAGES_IN", "ENTERS"}


def test_all_simple_paths(store: Store) -> None:
    paths = simple_paths(store, TAMARACK, BUYER, 2)
    assert [p.nodes for p in paths] == [(TAMARACK, "activity/mining", BUYER), (TAMARACK, "hardware/oc1", BUYER)]
    assert simple_paths(store, TAMARACK, BUYER, 1) == []
    assert simple_paths(store, TAMARACK, BUYER, 2, Walk(avoid=(EntityType.ACTIVITY,))) == paths[1:]
    assert simple_paths(store, TAMARACK, BUYER, 2, limit=1) == paths[:1]
    wide = simple_paths(store, BANK, site(store), 3)
    lengths = [p.length for p in wide]
    assert lengths == sorted(lengths)
    assert all(len(set(p.nodes)) == len(p.nodes) for p in wide)
    assert (BANK, money(store).id, TAMARACK, store.facts(types=["operates"])[0].id, site(store)) in [p.nodes for p in wide]


def test_neighbourhoods_grow_by_steps(store: Store) -> None:
    one = neighbourhood(store, [BANK], 1)
    assert set(entities_of(one)) == {BANK, TAMARACK, site(store), "activity/bank"}
    assert one.nodes[money(store).id] == {"label": "Financing", "name": "finances", "record": money(store)}
    assert one.nodes[BANK]["name"] == "Lindwurm Bank"
    assert set(entities_of(neighbourhood(store, ["company/lindwurm-bank"], 0))) == {BANK}
    two = neighbourhood(store, [BANK], 2)
    assert set(entities_of(two)) == {BANK, TAMARACK, site(store), "activity/bank", "hardware/oc1", "activity/mining", "place/oswego"}
    assert set(entities_of(neighbourhood(store, [BANK], 2, Walk(types=("ENGAGES_IN",))))) == {BANK, "activity/bank"}
    edges = {key: data for _, _, key, data in two.edges(keys=True, data=True)}
    assert {data["type"] for data in edges.values()} >= {"FUNDS", "RAISES", "FINANCES", "LOCATED_IN"}
    assert all(set(data) == {"type", "role", "status", "fact", "origin"} for data in edges.values())


def test_a_walk_that_finds_too_much_says_so(store: Store) -> None:
    for call in (lambda w: neighbourhood(store, [BANK], 3, w), lambda w: shortest_path(store, BANK, "company/elm-mining", 4, w)):
        with pytest.raises(TooMany, match="more than 3 nodes"):
            call(Walk(most=3))


def test_a_subgraph_holds_the_facts_among_its_entities(store: Store) -> None:
    found = subgraph(store, [TAMARACK, BANK, "site/otter-lake"])
    assert set(found) == {TAMARACK, BANK, site(store), money(store).id, store.facts(types=["operates"])[0].id}
    assert set(subgraph(store, [TAMARACK, BANK])) == {TAMARACK, BANK}
    assert subgraph(store, [TAMARACK, BANK, site(store)], Walk(Filter(statuses=frozenset({Status.ENDED})))).number_of_edges() == 0


def test_entities_meet_in_facts(store: Store) -> None:
    met = meetings(neighbourhood(store, [TAMARACK], 3, Walk(EVERYTHING)))
    assert met[TAMARACK][BANK]["weight"] == 0.5
    assert met[TAMARACK][site(store)]["weight"] == 1.5
    assert met["hardware/oc1"][BUYER]["weight"] == 1


def test_measures_rank_entities(store: Store) -> None:
    graph = neighbourhood(store, [TAMARACK], 3)
    for measure in (degrees, betweenness, page_rank):
        values = measure(graph)
        assert next(iter(values)) == TAMARACK
        assert list(values.values()) == sorted(values.values(), reverse=True)
        assert set(values) == set(entities_of(graph))
        assert measure(neighbourhood(store, [TAMARACK], 3)) == values
    assert sum(page_rank(graph).values()) == pytest.approx(1)
    groups = communities(graph)
    assert groups == communities(neighbourhood(store, [TAMARACK], 3))
    assert sorted(e for g in groups for e in g) == sorted(entities_of(graph))
    assert any({BANK, "activity/bank"} <= g for g in groups)


def test_measures_of_nothing(store: Store) -> None:
    graph = subgraph(store, [])
    assert degrees(graph) == betweenness(graph) == page_rank(graph) == {}
    assert communities(graph) == []
    assert list(page_rank(subgraph(store, [BANK])).values()) == [1.0]


def test_page_rank_of_a_star(store: Store) -> None:
    """Three firms meet in nothing but their line of business: c = 0.15 / 4 + 0.85 * 3 f and f = 0.15 / 4 + 0.85 * c / 3."""
    ranks = page_rank(neighbourhood(store, ["activity/mining"], 1, Walk(types=("ENGAGES_IN",))))
    assert ranks["activity/mining"] == pytest.approx(0.133125 / 0.2775, abs=1e-6)
    assert ranks[TAMARACK] == ranks[BUYER] == pytest.approx((1 - 0.133125 / 0.2775) / 3, abs=1e-6)


def test_capacity_makes_a_node(store: Store) -> None:
    where = article("cap", "Elm Mining runs Elm Park.")
    store.write(where, [say(where, "operates", {"operator": "Elm Mining", "site": "Elm Park"}, {"capacity": megawatts(5)})])
    path = shortest_path(store, "company/elm-mining", "site/elm-park")
    assert path is not None
    assert [hop.edge.type for hop in path.hops] == ["OPERATOR", "SITE"]
    assert path.length == 1
