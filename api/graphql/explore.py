"""The fields ``path`` and ``neighbourhood``: how entities hang together, with the sentence behind each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx
import strawberry

from api.errors import BadArgument, QueryTooBig
from api.graphql.arguments import filter_from, limit_from
from api.graphql.context import Context, Info
from api.graphql.enums import EDGE_TYPE, ENTITY_TYPE, STATUS, values_of
from api.graphql.fields import FILTER, Argument, field, first
from api.graphql.finding import find_given, find_one
from api.graphql.nodes import ArticleNode, ClaimNode, EntityNode, FactNode, entities_of, entity_node, fact_node, shown_by
from api.settings import Settings, variable
from graph import model
from graph.ontology import ONTOLOGY, EntityType, Ontology
from graph.stores.base import Direction, View
from graph.traverse import FACT, Hop, Path, TooMany, Walk, neighbourhood, shortest_path

_LONGEST = 8
_DEEPEST = 4
# Edges of facts with one end, figures and products, lead nowhere.
_JOINING = Ontology(tuple(t for t in ONTOLOGY if len(t.roles) > 1 or any(r.many for r in t.roles))).edge_types()
_WALK = (
    Argument("edge_types", list[EDGE_TYPE] | None, description="Only along edges of these types."),
    Argument(
        "avoid", list[ENTITY_TYPE], [ENTITY_TYPE.Activity, ENTITY_TYPE.Place], "Not through entities of these types: nearly all meet there."
    ),
    Argument("gazetteer", bool, False, "Also by what the gazetteer alone says: that a state lies in a country."),
    *FILTER,
)
PATH = (
    Argument("from", str, description="Id or name of an entity."),
    Argument("to", str, description="Id or name of an entity."),
    Argument("max_length", int, 4, f"At most so many steps, up to {_LONGEST}."),
    *_WALK,
)
NEIGHBOURHOOD = (
    Argument("id", strawberry.ID | None, description="Id of an entity."),
    Argument("name", str | None, description="Or its name."),
    Argument("depth", int, 1, f"How many steps away, up to {_DEEPEST}."),
    *_WALK,
    first(50),
)


@dataclass(frozen=True, slots=True)
class Leg:
    """A whole step of a path, from entity to entity: one edge, or two by the node of a fact."""

    hops: tuple[Hop, ...]

    @property
    def ends(self) -> tuple[str, str]:
        """Where it begins and where it ends."""
        return self.hops[0].source, self.hops[-1].target

    @property
    def claim(self) -> str:
        """The claim that best shows its fact, empty for what the gazetteer alone says."""
        fact = self.hops[0].fact
        return shown_by(fact) if fact else ""


def legs(path: Path) -> Iterator[Leg]:
    """The whole steps of a path."""
    waiting: tuple[Hop, ...] = ()
    for hop in path.hops:
        waiting = (*waiting, hop)
        if not hop.target.startswith(FACT):
            yield Leg(waiting)
            waiting = ()


@strawberry.type(name="GraphEdge")
class GraphEdgeNode:
    """An edge of the graph, as RDF and Neo4j have it: between two entities, or between a fact and one that takes part in it."""

    id: strawberry.ID
    type: str = strawberry.field(graphql_type=EDGE_TYPE)
    source: strawberry.ID
    target: strawberry.ID
    fact: strawberry.ID | None = strawberry.field(description="Null for what the gazetteer alone says.")
    status: str = strawberry.field(graphql_type=STATUS)

    @classmethod
    def of(cls, edge: model.Edge) -> GraphEdgeNode:
        """The object of an edge."""
        return cls(
            id=strawberry.ID(edge.id),
            type=edge.type,
            source=strawberry.ID(edge.source),
            target=strawberry.ID(edge.target),
            fact=strawberry.ID(edge.fact) if edge.fact else None,
            status=edge.status.value,
        )


async def _source(root: LegNode, info: Info) -> EntityNode | None:
    """Where the step begins."""
    return next(iter(await entities_of(info.context, root.leg.ends[:1])), None)


async def _target(root: LegNode, info: Info) -> EntityNode | None:
    """Where it ends."""
    return next(iter(await entities_of(info.context, root.leg.ends[1:])), None)


@strawberry.type(name="PathStep")
class LegNode:
    """A step of a path: two entities that take part in one fact, each in its role, and the sentence that says so."""

    leg: strawberry.Private[Leg]
    from_role: str | None = strawberry.field(description="The role of `from` in the fact.")
    to_role: str | None = strawberry.field(description="The role of `to` in the fact.")
    fact: FactNode | None = strawberry.field(description="Null for what the gazetteer alone says.")
    edges: list[GraphEdgeNode] = strawberry.field(description="The edge walked, or the two by the fact's node.")
    source: EntityNode | None = field(_source, name="from")
    target: EntityNode | None = field(_target, name="to")

    @classmethod
    def of(cls, leg: Leg, context: Context) -> LegNode:
        """The object of a step."""
        fact = leg.hops[0].fact
        from_role, to_role = (_role(fact, end) for end in leg.ends)
        edges = [GraphEdgeNode.of(hop.edge) for hop in leg.hops]
        return cls(leg=leg, from_role=from_role, to_role=to_role, fact=fact_node(context, fact) if fact else None, edges=edges)

    @strawberry.field
    async def evidence(self, info: Info) -> ClaimNode | None:
        """The claim that best shows the fact."""
        claim = await info.context.loaders.claims.load(self.leg.claim)
        return None if claim is None else ClaimNode.of(claim)

    @strawberry.field
    def quote(self) -> str | None:
        """The sentence of that claim."""
        return self.leg.hops[0].quote or None

    @strawberry.field
    async def article(self, info: Info) -> ArticleNode | None:
        """The article that the sentence stands in."""
        claim = await info.context.loaders.claims.load(self.leg.claim)
        record = None if claim is None else await info.context.loaders.articles.load(claim.evidence.article)
        return None if record is None else ArticleNode.of(record)


def _role(fact: model.Fact | None, entity: str) -> str | None:
    roles = ONTOLOGY.claim_type(fact.type).roles if fact else ()
    return next((r.name for r in roles if fact and entity in fact.roles.get(r.name, ())), None)


@strawberry.type(name="Path")
class PathNode:
    """How two entities hang together."""

    length: int = strawberry.field(description="How many steps.")
    steps: list[LegNode]


@strawberry.type(name="Neighbourhood")
class NeighbourhoodNode:
    """The part of the graph around an entity."""

    center: EntityNode
    entities: list[EntityNode] = strawberry.field(description="The entity itself, then the others, nearest first.")
    facts: list[FactNode] = strawberry.field(description="The facts that join them, and no one else.")
    edges: list[GraphEdgeNode]


def _bounded(given: Mapping[str, Any], name: str, shown: str, most: int) -> int:
    number: int = given[name]
    if not 1 <= number <= most:
        raise BadArgument(f"{shown}: {number} is outside 1 to {most}")
    return number


def _walk(given: Mapping[str, Any], settings: Settings) -> Walk:
    return Walk(
        where=replace(filter_from(given), gazetteer=given["gazetteer"]),
        types=values_of(given.get("edge_types")) or _JOINING,
        avoid=tuple(EntityType(t) for t in values_of(given["avoid"])),
        most=settings.max_walk,
    )


def _too_big(error: TooMany) -> QueryTooBig:
    return QueryTooBig(f"{error}, or set {variable('max_walk')} where the server is started")


async def find_path(root: None, info: Info, **given: Any) -> PathNode | None:
    """The shortest way from one entity to another, of several always the same; null if there is none."""
    context = info.context
    longest, walk = _bounded(given, "max_length", "maxLength", _LONGEST), _walk(given, context.settings)
    source, target = [(await find_one(context.loaders, given[name])).id for name in ("from", "to")]
    try:
        path = await context.loaders.read(lambda view: shortest_path(view, source, target, longest, walk))
    except TooMany as error:
        raise _too_big(error) from error
    return None if path is None else PathNode(length=path.length, steps=[LegNode.of(leg, context) for leg in legs(path)])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around an entity; ``cut`` when there was more than was asked for."""

    entities: tuple[str, ...]
    facts: list[model.Fact]
    edges: list[model.Edge]
    cut: bool


def _surroundings(view: View, center: str, depth: int, walk: Walk, most: int) -> Surroundings:
    """The nearest entities, the facts and edges among them alone."""
    graph = neighbourhood(view, [center], depth, walk)
    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), center)
    entities = sorted((node for node in near if not node.startswith(FACT)), key=lambda node: (near[node], node))
    kept = set(entities[:most])
    inside = kept | {node for node in graph if node.startswith(FACT) and set(nx.all_neighbors(graph, node)) <= kept}
    edges = view.edges(inside, Direction.OUT, walk.types, walk.where)
    among = [e for e in edges if e.target in inside and graph.has_edge(e.source, e.target, key=e.id)]
    facts = view.facts({e.fact for e in among if e.fact}, where=walk.where)
    return Surroundings(tuple(entities[:most]), facts, among, len(entities) > most)


async def find_neighbourhood(root: None, info: Info, **given: Any) -> NeighbourhoodNode:
    """The entities within some steps of one, with the facts and edges among them."""
    context = info.context
    depth, limit, walk = _bounded(given, "depth", "depth", _DEEPEST), limit_from(given, context.settings), _walk(given, context.settings)
    center = await find_given(context.loaders, given.get("id"), given.get("name"), "neighbourhood")
    try:
        found = await context.loaders.read(lambda view: _surroundings(view, center.id, depth, walk, limit))
    except TooMany as error:
        raise _too_big(error) from error
    if found.cut:
        context.cut(info)
    return NeighbourhoodNode(
        center=entity_node(context, center),
        entities=await entities_of(context, found.entities),
        facts=[fact_node(context, f) for f in found.facts],
        edges=[GraphEdgeNode.of(e) for e in found.edges],
    )
