"""The fields ``path`` and ``neighbourhood``: how entities hang together, with the sentence behind each step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry

from api.errors import BadArgument, QueryTooBig
from api.graphql.arguments import filter_from, limit_from
from api.graphql.context import Context, Info
from api.graphql.enums import ENTITY_TYPE, STATUS, values_of
from api.graphql.fields import FILTER, TYPES, Argument, field, first
from api.graphql.finding import find_given, find_one
from api.graphql.nodes import ArticleNode, ClaimNode, EntityNode, FactNode, entities_of, entity_node, fact_node, shown_by
from api.graphql.walk import JOINING, Step, Way, around, shortest
from api.settings import variable
from graph import model
from graph.ontology import ONTOLOGY, EntityType
from graph.stores.base import Direction, View

_LONGEST = 8
_DEEPEST = 4
_AVOID = Argument(
    "avoid", list[ENTITY_TYPE], [ENTITY_TYPE.Activity, ENTITY_TYPE.Place], "Not through entities of these types: nearly all meet there."
)
PATH = (
    Argument("from", str, description="Id or name of an entity."),
    Argument("to", str, description="Id or name of an entity."),
    Argument("max_length", int, 4, f"At most so many steps, up to {_LONGEST}."),
    TYPES,
    _AVOID,
    *FILTER,
)
NEIGHBOURHOOD = (
    Argument("id", strawberry.ID | None, description="Id of an entity."),
    Argument("name", str | None, description="Or its name."),
    Argument("depth", int, 1, f"How many steps away, up to {_DEEPEST}."),
    TYPES,
    _AVOID,
    *FILTER,
    first(50),
)


async def _source(root: HopNode, info: Info) -> EntityNode | None:
    """Where the step begins."""
    return next(iter(await entities_of(info.context, (root.step.source,))), None)


async def _target(root: HopNode, info: Info) -> EntityNode | None:
    """Where it ends."""
    return next(iter(await entities_of(info.context, (root.step.target,))), None)


@strawberry.type(name="PathStep")
class HopNode:
    """A step of a path: two entities that take part in one fact, each in its role, and the sentence that says so."""

    step: strawberry.Private[Step]
    source_role: str = strawberry.field(name="fromRole", description="The role of `from` in the fact.")
    target_role: str = strawberry.field(name="toRole", description="The role of `to` in the fact.")
    fact: FactNode

    source: EntityNode | None = field(_source, name="from")
    target: EntityNode | None = field(_target, name="to")

    @strawberry.field
    async def evidence(self, info: Info) -> ClaimNode | None:
        """The claim that best shows the fact."""
        claim = await info.context.loaders.claims.load(shown_by(self.step.fact))
        return None if claim is None else ClaimNode.of(claim)

    @strawberry.field
    async def quote(self, info: Info) -> str | None:
        """The sentence of that claim."""
        claim = await info.context.loaders.claims.load(shown_by(self.step.fact))
        return None if claim is None else claim.evidence.quote

    @strawberry.field
    async def article(self, info: Info) -> ArticleNode | None:
        """The article that the sentence stands in."""
        claim = await info.context.loaders.claims.load(shown_by(self.step.fact))
        record = None if claim is None else await info.context.loaders.articles.load(claim.evidence.article)
        return None if record is None else ArticleNode.of(record)


@strawberry.type(name="Path")
class PathNode:
    """How two entities hang together."""

    length: int = strawberry.field(description="How many steps.")
    steps: list[HopNode]


@strawberry.type(name="GraphEdge")
class GraphEdgeNode:
    """An edge of the graph, as RDF and Neo4j have it: between two entities, or between a fact and one that takes part in it."""

    id: strawberry.ID
    type: str
    source: strawberry.ID
    target: strawberry.ID
    fact: strawberry.ID
    status: str = strawberry.field(graphql_type=STATUS)


@strawberry.type(name="Neighbourhood")
class NeighbourhoodNode:
    """The part of the graph around an entity."""

    center: EntityNode
    entities: list[EntityNode] = strawberry.field(description="The entity itself, then the others, nearest first.")
    facts: list[FactNode] = strawberry.field(description="The facts that join them, and theirs alone.")
    edges: list[GraphEdgeNode]


def _bounded(given: Mapping[str, Any], name: str, shown: str, most: int) -> int:
    number: int = given[name]
    if not 1 <= number <= most:
        raise BadArgument(f"{shown}: {number} is outside 1 to {most}")
    return number


def _way(given: Mapping[str, Any], context: Context, view: View) -> Way:
    most = context.settings.max_walk
    message = (
        f"more than {most} entities would be looked at: ask for fewer steps or fewer types, or set {variable('max_walk')} where the "
        "server is started"
    )
    chosen = values_of(given.get("types"))
    return Way(
        view=view,
        where=filter_from(given),
        types=tuple(t for t in JOINING if not chosen or t in chosen),
        avoid=frozenset(EntityType(t) for t in values_of(given["avoid"])),
        most=most,
        too_many=lambda: QueryTooBig(message),
    )


def _role(step: Step, entity: str) -> str:
    names = [r.name for r in ONTOLOGY.claim_type(step.fact.type).roles if entity in step.fact.roles.get(r.name, ())]
    return names[0] if names else ""


async def find_path(root: None, info: Info, **given: Any) -> PathNode | None:
    """The shortest way from one entity to another, the best told of several; null if there is none."""
    context = info.context
    longest = _bounded(given, "max_length", "maxLength", _LONGEST)
    source, target = [(await find_one(context.loaders, given[name])).id for name in ("from", "to")]
    steps = await context.loaders.read(lambda view: shortest(_way(given, context, view), source, target, longest))
    if steps is None:
        return None
    hops = [HopNode(step=s, source_role=_role(s, s.source), target_role=_role(s, s.target), fact=fact_node(context, s.fact)) for s in steps]
    return PathNode(length=len(hops), steps=hops)


async def find_neighbourhood(root: None, info: Info, **given: Any) -> NeighbourhoodNode:
    """The entities within some steps of one, with the facts and edges among them."""
    context = info.context
    depth, limit = _bounded(given, "depth", "depth", _DEEPEST), limit_from(given, context.settings)
    center = await find_given(context.loaders, given.get("id"), given.get("name"), "neighbourhood")
    found = await context.loaders.read(lambda view: around(_way(given, context, view), center.id, depth, limit))
    if found.cut:
        context.cut(info)
    edges = await context.loaders.read(lambda view: view.edges(sorted(found.nodes), Direction.OUT, where=filter_from(given)))
    return NeighbourhoodNode(
        center=entity_node(context, center),
        entities=await entities_of(context, found.entities),
        facts=[fact_node(context, f) for f in found.facts.values()],
        edges=[_edge(e) for e in edges if e.fact in found.facts and e.target in found.nodes],
    )


def _edge(edge: model.Edge) -> GraphEdgeNode:
    ids = [strawberry.ID(i) for i in (edge.id, edge.source, edge.target, edge.fact)]
    return GraphEdgeNode(id=ids[0], type=edge.type, source=ids[1], target=ids[2], fact=ids[3], status=edge.status.value)
