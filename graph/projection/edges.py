"""Rule 10: the edges of a fact, and those that the gazetteer alone says."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping

from graph.ids import digest
from graph.model import Edge, Fact
from graph.ontology import ONTOLOGY, ClaimType, Shortcut, Status
from graph.reference import Reference
from graph.values import Amount

GAZETTEER = "gazetteer"
PLACE = "place/"


def node_label(fact: Fact) -> str:
    """Label of the fact's node (Financing, Contract, ...); empty for a fact that is plain edges only.

    A fact is a node if its type always is one, if it has more than two ends or amounts, or if shortcuts leave one of its fillers out.
    """
    spec = ONTOLOGY.claim_type(fact.type)
    ends = sum(len(fillers) for fillers in fact.roles.values())
    amounts = any(isinstance(value, Amount) for value in fact.values.values())
    if spec.always_node or amounts or ends > 2 or _left_out(fact, spec):
        return spec.node
    return ""


def _left_out(fact: Fact, spec: ClaimType) -> bool:
    reached = {end for shortcut in spec.shortcuts for _, source, target in _ends(fact, shortcut) for end in (source, target)}
    return any(filler not in reached for fillers in fact.roles.values() for filler in fillers)


def edges_of(fact: Fact) -> list[Edge]:
    """The edges of a fact, sorted by id: between its node and every filler, and shortcuts between the main ends where both exist."""
    spec = ONTOLOGY.claim_type(fact.type)
    found = {_edge(fact, type_, (source, target)) for shortcut in spec.shortcuts for type_, source, target in _ends(fact, shortcut)}
    edges = list(found)
    if node_label(fact):
        for role in spec.roles:
            for filler in fact.roles.get(role.name, ()):
                ends = (filler, fact.id) if role.inward else (fact.id, filler)
                edges.append(_edge(fact, role.edge_name, ends, role.name))
    return sorted(edges, key=lambda e: e.id)


def _edge(fact: Fact, type_: str, ends: tuple[str, str], role: str = "") -> Edge:
    source, target = ends
    id_ = f"edge/{digest('edge', type_, source, target, fact.id, role)}"
    return Edge(id=id_, type=type_, source=source, target=target, fact=fact.id, role=role, status=fact.status)


def _ends(fact: Fact, shortcut: Shortcut) -> Iterator[tuple[str, str, str]]:
    """(edge type, source, target) of a shortcut; among the parties of one role each pair once."""
    type_ = shortcut.edge
    if shortcut.by_value:
        type_ = dict(shortcut.names).get(str(fact.values.get(shortcut.by_value, "")), "")
    if type_:
        same = shortcut.source == shortcut.target
        for source in fact.roles.get(shortcut.source, ()):
            for target in fact.roles.get(shortcut.target, ()):
                if source < target or not same:
                    yield type_, source, target


def gazetteer_edges(places: Iterable[str], reference: Reference) -> dict[str, Edge]:
    """LOCATED_IN from each place to the next wider one, as the gazetteer alone says. ``places`` are the keys that claims name."""
    edges: dict[str, Edge] = {}
    for place in places:
        chain = (place, *reference.wider(place))
        for source, target in itertools.pairwise(chain):
            id_ = f"edge/{digest('edge', 'LOCATED_IN', source, target, '', '')}"
            edges[id_] = Edge(id=id_, type="LOCATED_IN", source=source, target=target, origin=GAZETTEER)
    return edges


def with_status(edge: Edge, status: Status) -> Edge:
    """The edge with the status that its fact has at another time."""
    return edge if edge.status is status else edge.model_copy(update={"status": status})


def standing(edge: Edge, facts: Mapping[str, Fact]) -> Edge | None:
    """An edge as its fact, seen at some time, has it; None where that has no such edge. ``facts`` are the visible ones by id."""
    fact = facts.get(edge.fact)
    if fact is None:
        return None
    ends = {fact.id, *(f for fillers in fact.roles.values() for f in fillers)}
    return with_status(edge, fact.status) if edge.source in ends and edge.target in ends else None
