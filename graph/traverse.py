"""Walks over a stored graph: neighbourhoods, paths with their evidence, and measures of networkx on what was gathered.

A walk goes from entity to entity, against the direction of edges too. Where a fact is a node (a financing, say) it goes through that node
in two half steps and leaves the fact's shortcut aside, so that each fact is one way and "Bitfarms - Financing - Panther Creek" is one
step long. Each half step of a whole frontier is one call of the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TypeAlias

import networkx as nx

from graph.errors import ClaimstakeError, NotFound
from graph.ids import type_of_key
from graph.model import Edge, Entity, Fact, Step
from graph.ontology import EntityType
from graph.projection import node_label
from graph.stores.base import ALL, Filter, View

FACT = "fact/"
_SEED = 20251113  # Louvain starts from an order of chance; always from the same one here

Graph: TypeAlias = "nx.MultiDiGraph[str]"
Ways: TypeAlias = "nx.MultiGraph[str]"
Meetings: TypeAlias = "nx.Graph[str]"
_Stride: TypeAlias = tuple[str, str, Edge]


class TooMany(ClaimstakeError):
    """A walk came to more nodes than it may look at."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How to walk: by the facts that ``where`` sees and edges of ``types`` (all if empty), not onwards from entities of ``avoid``ed types.

    ``most`` bounds the nodes looked at: beyond it TooMany is raised.
    """

    where: Filter = Filter()
    types: tuple[str, ...] = ()
    avoid: tuple[EntityType, ...] = ()
    most: int = 20_000


@dataclass(frozen=True, slots=True)
class Hop:
    """An edge of a path, walked from ``source`` to ``target`` (the edge itself may point the other way), with what says so.

    ``fact`` and ``quote`` are absent for what the gazetteer alone says.
    """

    source: str
    target: str
    edge: Edge
    fact: Fact | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A walk without turning back. ``nodes`` are ids of entities and facts; ``length`` counts whole steps between entities."""

    nodes: tuple[str, ...]
    hops: tuple[Hop, ...]

    @property
    def length(self) -> int:
        """Steps from entity to entity."""
        return sum(not node.startswith(FACT) for node in self.nodes) - 1


@dataclass(slots=True)
class _Reached:
    """What a walk has come to: nodes with their distance in half steps, and the edges found."""

    distances: dict[str, int]
    edges: dict[str, Edge] = field(default_factory=dict)

    def at(self, distance: int) -> list[str]:
        """The nodes at a distance."""
        return sorted(node for node, own in self.distances.items() if own == distance)


def neighbourhood(view: View, ids: Iterable[str], depth: int, walk: Walk = Walk()) -> Graph:
    """The graph within ``depth`` steps of entities (ids or keys). Raises NotFound, TooMany."""
    starts = [_start(view, id_) for id_ in ids]
    reached = _Reached(dict.fromkeys(starts, 0))
    for distance in range(2 * depth):
        _widen(view, reached, distance, walk)
    inside = {e.id: e for e in _edges(view, reached.distances, walk)} | reached.edges
    ends = reached.distances.keys()
    return _assemble(view, ends, [e for e in inside.values() if e.source in ends and e.target in ends], walk.where)


def subgraph(view: View, ids: Iterable[str], walk: Walk = Walk()) -> Graph:
    """The graph among entities (ids or keys): the facts all of whose ends are among them. Raises NotFound."""
    inside = {_start(view, id_) for id_ in ids}
    facts = [f for f in view.facts(about=sorted(inside), where=walk.where, page=ALL) if _ends(f) <= inside]
    nodes = inside | {f.id for f in facts}
    edges = (e for e in _edges(view, nodes, walk) if e.source in nodes and e.target in nodes)
    return _assemble(view, nodes, edges, walk.where)


def shortest_path(view: View, source: str, target: str, longest: int = 4, walk: Walk = Walk()) -> Path | None:
    """A shortest path of at most ``longest`` steps between two entities (ids or keys), of several always the same; None if there is none.

    Raises NotFound, TooMany.
    """
    ends = (_start(view, source), _start(view, target))
    if ends[0] == ends[1]:
        return Path(ends[:1], ())
    near, far = (_Reached({end: 0}) for end in ends)
    gone = {id(near): 0, id(far): 0}
    while sum(gone.values()) < 2 * longest and not any(
        node in ends or _may_pass(node, walk) for node in near.distances.keys() & far.distances.keys()
    ):
        side = min((near, far), key=lambda s: (len(s.at(gone[id(s)])), gone[id(s)]))
        _widen(view, side, gone[id(side)], walk)
        gone[id(side)] += 1
    found = _between(ends, (near, far), 2 * longest, walk)
    if found is None:
        return None
    nodes = nx.dijkstra_path(found, *ends, weight="halves")
    best = _Evidence(view, [e["edge"] for a, b in pairwise(nodes) for e in found[a][b].values()], walk.where)
    return best.path([(a, b, best.best(e["edge"] for e in found[a][b].values())) for a, b in pairwise(nodes)])


def simple_paths(view: View, source: str, target: str, longest: int = 3, walk: Walk = Walk(), *, limit: int = 100) -> list[Path]:
    """The paths of at most ``longest`` steps between two entities (ids or keys) that pass no node twice, the shortest first.

    At most ``limit`` are given. Raises NotFound, TooMany.
    """
    ends = (_start(view, source), _start(view, target))
    near, far = _Reached({ends[0]: 0}), _Reached({ends[1]: 0})
    for distance in range(longest):
        _widen(view, near, distance, walk)
        _widen(view, far, distance, walk)
    found = None if ends[0] == ends[1] else _between(ends, (near, far), 2 * longest, walk)
    if found is None:
        return []
    walks: list[list[_Stride]] = []
    for steps in _all_walks(found, ends, 2 * longest):
        walks.append(steps)
        if len(walks) > walk.most:
            raise _too_many(walk)
    walks.sort(key=lambda steps: (sum(_halves(edge) for _, _, edge in steps), [(b, edge.id) for _, b, edge in steps]))
    evidence = _Evidence(view, [edge for steps in walks[:limit] for _, _, edge in steps], walk.where)
    return [evidence.path(steps) for steps in walks[:limit]]


def _start(view: View, id_: str) -> str:
    """The entity of an id or key."""
    found = view.entities([id_])
    exact = [e.id for e in found if e.id == id_] or [e.id for e in found]
    if len(exact) == 1:
        return exact[0]
    several = f"; there are {', '.join(exact)}: name one of them" if exact else "; search for its name"
    raise NotFound(f"no single entity {id_}{several}")


def _too_many(walk: Walk) -> TooMany:
    return TooMany(f"the walk came to more than {walk.most:,} nodes; walk less far, or by fewer types of edges")


def _may_pass(node: str, walk: Walk) -> bool:
    return node.startswith(FACT) or type_of_key(node) not in walk.avoid


def _widen(view: View, reached: _Reached, distance: int, walk: Walk) -> None:
    """Take one half step from the nodes at a distance; a shortcut is two of them."""
    frontier = [node for node in reached.at(distance) if not distance or _may_pass(node, walk)]
    for edge in _edges(view, frontier, walk):
        reached.edges[edge.id] = edge
        for end, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if reached.distances.get(end) == distance:
                reached.distances.setdefault(other, distance + _halves(edge))
    if len(reached.distances) > walk.most:
        raise _too_many(walk)


def _halves(edge: Edge) -> int:
    return 1 if edge.role else 2


def _edges(view: View, nodes: Iterable[str], walk: Walk) -> list[Edge]:
    """The edges at nodes in one call, without the shortcuts of facts that have a node of their own."""
    found = view.edges(nodes, types=walk.types, where=walk.where)
    with_node = {e.fact for e in found if e.role}
    return [e for e in found if e.role or e.fact not in with_node]


def _between(ends: tuple[str, str], sides: tuple[_Reached, _Reached], halves: int, walk: Walk) -> Ways | None:
    """What lies on walks of at most so many half steps between two entities; None if there is no such walk.

    Nodes and edges come in the order of ids, so that searches always go the same way.
    """
    whole: Ways = nx.MultiGraph()
    edges = {e.id: e for side in sides for e in side.edges.values()}
    for e in sorted(edges.values(), key=lambda e: (e.source, e.target, e.id)):
        if all(node in ends or _may_pass(node, walk) for node in (e.source, e.target)):
            whole.add_edge(e.source, e.target, key=e.id, halves=_halves(e), edge=e)
    if not all(end in whole for end in ends):
        return None
    near, far = (nx.single_source_dijkstra_path_length(whole, end, cutoff=halves, weight="halves") for end in ends)
    near_enough = {node for node in near.keys() & far.keys() if near[node] + far[node] <= halves}
    whole.remove_nodes_from([node for node in whole if node not in near_enough])
    return whole if near_enough else None


def _all_walks(ways: Ways, ends: tuple[str, str], halves: int) -> Iterator[list[_Stride]]:
    """All walks between two entities of at most so many half steps that pass no node twice; no step is tried that leads too far."""
    source, target = ends
    left = nx.single_source_dijkstra_path_length(ways, target, weight="halves")
    steps: list[_Stride] = []
    passed = {source}

    def go_on(node: str, budget: int) -> Iterator[list[_Stride]]:
        if node == target:
            yield list(steps)
            return
        for other in ways[node]:
            for data in ways[node][other].values():
                rest = budget - data["halves"]
                if other not in passed and left[other] <= rest:
                    passed.add(other)
                    steps.append((node, other, data["edge"]))
                    yield from go_on(other, rest)
                    steps.pop()
                    passed.discard(other)

    return go_on(source, halves)


class _Evidence:
    """The facts and quotes behind edges, read at once."""

    def __init__(self, view: View, edges: Iterable[Edge], where: Filter) -> None:
        self._facts = {f.id: f for f in view.facts({e.fact for e in edges if e.fact}, where=where)}
        told = {id_: step.claim for id_, fact in self._facts.items() if (step := telling(fact)) is not None}
        quotes = {c.id: c.evidence.quote for c in view.claims(set(told.values()))}
        self._quotes = {id_: quotes.get(claim, "") for id_, claim in told.items()}

    def best(self, edges: Iterable[Edge]) -> Edge:
        """Of the edges between two nodes, a half step, or the best told."""
        return min(edges, key=lambda e: (_halves(e), *self._rank(e), e.id))

    def _rank(self, edge: Edge) -> tuple[int, float]:
        fact = self._facts.get(edge.fact)
        return (-fact.origins, -fact.confidence) if fact else (0, 0.0)

    def path(self, steps: Sequence[_Stride]) -> Path:
        """A path of (source, target, edge)."""
        hops = tuple(Hop(a, b, e, self._facts.get(e.fact), self._quotes.get(e.fact, "")) for a, b, e in steps)
        return Path((steps[0][0], *(b for _, b, _ in steps)), hops)


def telling(fact: Fact) -> Step | None:
    """The step of a fact's history that tells it best: the surest of its own claims of the newest day with the deciding factuality."""
    own = [s for s in fact.history if not s.cause]
    return max(own, key=lambda s: (str(s.factuality) == str(fact.status), s.published, s.confidence, s.claim), default=None)


def _assemble(view: View, nodes: Collection[str], edges: Iterable[Edge], where: Filter) -> Graph:
    """The graph of networkx: nodes carry ``label``, ``name`` and the record, edges the parts of theirs; all in the order of ids."""
    graph: Graph = nx.MultiDiGraph()
    edges = sorted(edges, key=lambda e: e.id)
    entities = {e.id: e for e in view.entities([n for n in nodes if not n.startswith(FACT)])}
    facts = {f.id: f for f in view.facts({n for n in nodes if n.startswith(FACT)} | {e.fact for e in edges if e.fact}, where=where)}
    for node in sorted(nodes):
        if node in entities:
            graph.add_node(node, label=str(entities[node].type), name=entities[node].name, record=entities[node])
        elif node in facts:
            graph.add_node(node, label=node_label(facts[node]), name=facts[node].type, record=facts[node])
    for e in edges:
        if e.source in graph and e.target in graph:
            graph.add_edge(e.source, e.target, key=e.id, type=e.type, role=e.role, status=str(e.status), fact=e.fact, origin=e.origin)
    return graph


def _ends(fact: Fact) -> set[str]:
    return {filler for fillers in fact.roles.values() for filler in fillers}


def entities_of(graph: Graph) -> dict[str, Entity]:
    """The entities of a graph by id."""
    records: dict[str, Entity | Fact] = {node: data["record"] for node, data in graph.nodes(data=True)}
    return {node: record for node, record in records.items() if isinstance(record, Entity)}


def meetings(graph: Graph) -> Meetings:
    """Which entities of a graph meet in facts; ``weight`` is the number of facts, one of n ends counting 1 / (n - 1) for each pair."""
    ends: dict[str, set[str]] = defaultdict(set)
    for source, target, key, data in graph.edges(keys=True, data=True):
        fact = data["fact"] or key
        ends[fact] |= {node for node in (source, target) if not node.startswith(FACT)}
    found: Meetings = nx.Graph()
    found.add_nodes_from(sorted(entities_of(graph)))
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for fact in sorted(ends):
        for pair in combinations(sorted(ends[fact]), 2):
            weights[pair] += 1 / (len(ends[fact]) - 1)
    found.add_weighted_edges_from((a, b, weights[a, b]) for a, b in sorted(weights))
    return found


def degrees(graph: Graph) -> dict[str, float]:
    """Share of the other entities that each entity meets, greatest first."""
    return _ranked(nx.degree_centrality(meetings(graph)))


def betweenness(graph: Graph) -> dict[str, float]:
    """Share of the shortest ways between others that lead through each entity, greatest first."""
    return _ranked(nx.betweenness_centrality(meetings(graph)))


def page_rank(graph: Graph) -> dict[str, float]:
    """PageRank of the entities by whom they meet how often, greatest first; the sum is 1."""
    met = meetings(graph)
    return _ranked(_power(met)) if len(met) else {}


def _power(met: Meetings, damping: float = 0.85, rounds: int = 100) -> dict[str, float]:
    """PageRank by the power method in plain Python: networkx would need scipy for it (Brin and Page, 1998)."""
    size = len(met)
    strength = {node: sum(data["weight"] for _, _, data in met.edges(node, data=True)) for node in met}
    rank = dict.fromkeys(met, 1 / size)
    for _ in range(rounds):
        idle = sum(rank[node] for node in met if not strength[node])
        floor = (1 - damping + damping * idle) / size
        before, rank = rank, {n: floor + damping * sum(rank[m] * met[n][m]["weight"] / strength[m] for m in met[n]) for n in met}
        if sum(abs(rank[node] - before[node]) for node in met) < 1e-9:
            break
    return rank


def communities(graph: Graph) -> list[frozenset[str]]:
    """Groups of entities that meet each other more than others (Louvain, with a fixed seed), the greatest first."""
    met = meetings(graph)
    found = nx.community.louvain_communities(met, weight="weight", seed=_SEED) if len(met) else []
    return sorted((frozenset(group) for group in found), key=lambda group: (-len(group), min(group)))


def _ranked(values: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(((node, round(value, 9)) for node, value in values.items()), key=lambda pair: (-pair[1], pair[0])))
