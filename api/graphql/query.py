"""The root of the schema: what can be asked for."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Any

import strawberry

from api.graphql.arguments import filter_from, limit_from
from api.graphql.connections import Connection, paged
from api.graphql.context import Info
from api.graphql.derived import DerivedTypes
from api.graphql.enums import ENTITY_TYPE, REVIEW_KIND, values_of
from api.graphql.explore import NEIGHBOURHOOD, PATH, NeighbourhoodNode, PathNode, find_neighbourhood, find_path
from api.graphql.fields import FILTER, PAGING, TYPES, Argument, attach, field, first
from api.graphql.finding import find_all, find_given, find_one
from api.graphql.loaders import known
from api.graphql.names import camel, plural
from api.graphql.nodes import ArticleNode, ClaimNode, EntityNode, FactNode, cut_to, entities_of, entity_node, fact_node
from graph.errors import NotFound
from graph.model import ReviewItem
from graph.ontology import EntityType

ID = strawberry.ID
_ENTITY_TYPES = Argument("types", list[ENTITY_TYPE] | None, description="Only entities of these types.")


@strawberry.type(name="SearchHit")
class HitNode:
    """An entity that a search found."""

    entity: EntityNode
    matched: str = strawberry.field(description="The name that matched.")
    score: float = strawberry.field(description="1 for an equal name, less the more of it is missing.")


@strawberry.type(name="ReviewItem")
class ReviewNode:
    """A doubtful case or a conflict that a person should look at."""

    record: strawberry.Private[ReviewItem]
    id: ID
    kind: str = strawberry.field(graphql_type=REVIEW_KIND)
    rule: str
    reason: str
    subjects: list[ID] = strawberry.field(description="Ids of the entities, facts or claims in question.")

    @strawberry.field
    async def claims(self, info: Info) -> list[ClaimNode]:
        """The claims that are at odds."""
        return [ClaimNode.of(c) for c in known(await info.context.loaders.claims.load_many(self.record.claims))]

    @strawberry.field
    async def facts(self, info: Info) -> list[FactNode]:
        """The facts among its subjects."""
        return [fact_node(info.context, f) for f in known(await info.context.loaders.facts.load_many(self.record.subjects))]

    @strawberry.field
    async def entities(self, info: Info) -> list[EntityNode]:
        """The entities among its subjects."""
        return await entities_of(info.context, self.record.subjects)


@strawberry.type(name="Count")
class CountNode:
    """How many there are of a kind."""

    name: str
    count: int


@strawberry.type(name="Stats")
class StatsNode:
    """What the store holds."""

    articles: int
    claims: int
    entities: int
    facts: int
    edges: int
    sequence: int = strawberry.field(description="Number of the last change.")
    by_type: list[CountNode] = strawberry.field(description="`facts:finances`, `edges:OPERATES`, `review:conflict` ...")


def entity_types(given: Mapping[str, Any]) -> list[EntityType]:
    """The entity types of the argument ``types``."""
    return [EntityType(t) for t in values_of(given.get("types"))]


async def _entities(root: None, info: Info, **given: Any) -> Connection[EntityNode]:
    of_types = entity_types(given)
    return await paged(info.context, given, lambda view, page: view.entities(types=of_types, page=page), info.context.kinds.entity)


async def _search(root: None, info: Info, **given: Any) -> list[HitNode]:
    limit, of_types = limit_from(given, info.context.settings), entity_types(given)
    hits = await info.context.loaders.read(lambda view: view.search(given["text"], of_types, limit))
    return [HitNode(entity=entity_node(info.context, h.entity), matched=h.matched, score=round(h.score, 4)) for h in hits]


async def _facts(root: None, info: Info, **given: Any) -> Connection[FactNode]:
    where, of_types, about = filter_from(given), values_of(given.get("types")), None
    if given.get("about") is not None:
        about = [(await find_one(info.context.loaders, name)).id for name in given["about"]]
    return await paged(
        info.context, given, lambda view, page: view.facts(about=about, types=of_types, where=where, page=page), info.context.kinds.fact
    )


async def _claims(root: None, info: Info, **given: Any) -> Connection[ClaimNode]:
    facts, articles = given.get("facts"), given.get("articles")
    return await paged(info.context, given, lambda view, page: view.claims(facts=facts, articles=articles, page=page), ClaimNode.of)


async def _articles(root: None, info: Info, **given: Any) -> Connection[ArticleNode]:
    return await paged(info.context, given, lambda view, page: view.articles(page=page), ArticleNode.of)


async def _review(root: None, info: Info, **given: Any) -> list[ReviewNode]:
    kinds = values_of(given.get("kind"))
    items = [i for i in await info.context.loaders.read(lambda view: view.review()) if not kinds or i.kind in kinds]
    return [
        ReviewNode(record=i, id=ID(i.id), kind=i.kind.value, rule=i.rule, reason=i.reason, subjects=[ID(s) for s in i.subjects])
        for i in cut_to(items, given, info)
    ]


@strawberry.type
class Query:
    """Everything that can be asked for. All lists say how many they give with `first`; there are no mutations."""

    entities: Connection[EntityNode] = field(_entities, (_ENTITY_TYPES, *PAGING), "All entities, by id.")
    search: list[HitNode] = field(
        _search, (Argument("text", str), _ENTITY_TYPES, first()), "Entities by the beginnings of the words of their names, best first."
    )
    facts: Connection[FactNode] = field(
        _facts,
        (TYPES, Argument("about", list[str] | None, description="Ids or names of entities that take part in them."), *FILTER, *PAGING),
        "All facts, by id.",
    )
    claims: Connection[ClaimNode] = field(
        _claims,
        (
            Argument("facts", list[ID] | None, description="Only of these facts."),
            Argument("articles", list[ID] | None, description="Only of these articles."),
            *PAGING,
        ),
        "All claims, by article and place.",
    )
    articles: Connection[ArticleNode] = field(_articles, PAGING, "All versions of all articles, by id.")
    path: PathNode | None = field(find_path, PATH)
    neighbourhood: NeighbourhoodNode = field(find_neighbourhood, NEIGHBOURHOOD)
    review: list[ReviewNode] = field(
        _review, (Argument("kind", list[REVIEW_KIND] | None), first()), "Doubtful cases and conflicts, for a person to look at."
    )

    @strawberry.field
    async def entity(self, info: Info, id: ID | None = None, name: str | None = None) -> EntityNode | None:
        """An entity by its id (or any key of it), or by its name."""
        return entity_node(info.context, await find_given(info.context.loaders, id, name, "entity"))

    @strawberry.field
    async def fact(self, info: Info, id: ID) -> FactNode | None:
        """A fact by its id, or by that of any of its claims, whatever its status."""
        found = await info.context.loaders.facts.load(str(id))
        if found is None:
            raise NotFound(f"no fact has the id {id!r}; an id changes when an earlier claim of the fact is loaded: ask by a claim's id")
        return fact_node(info.context, found)

    @strawberry.field
    async def claim(self, info: Info, id: ID) -> ClaimNode | None:
        """A claim by its id."""
        found = await info.context.loaders.claims.load(str(id))
        if found is None:
            raise NotFound(f"no claim has the id {id!r}; `claims` lists all")
        return ClaimNode.of(found)

    @strawberry.field
    async def article(self, info: Info, id: ID) -> ArticleNode | None:
        """The newest version of an article by its id."""
        found = await info.context.loaders.articles.load(str(id))
        if found is None:
            raise NotFound(f"no article has the id {id!r}; `articles` lists all")
        return ArticleNode.of(found)

    @strawberry.field
    async def stats(self, info: Info) -> StatsNode:
        """How much the store holds."""
        counts = await info.context.loaders.read(lambda view: dict(view.stats()))
        totals = {name: counts.pop(name, 0) for name in ("articles", "claims", "entities", "facts", "edges", "sequence")}
        return StatsNode(**totals, by_type=[CountNode(name=n, count=c) for n, c in sorted(counts.items())])


def _one(entity_type: EntityType) -> Callable[..., Any]:
    async def resolve(root: None, info: Info, **given: Any) -> EntityNode:
        return entity_node(info.context, await find_one(info.context.loaders, given["name"], [entity_type]))

    return resolve


def _several(entity_type: EntityType) -> Callable[..., Any]:
    async def resolve(root: None, info: Info, **given: Any) -> list[EntityNode]:
        limit = limit_from(given, info.context.settings)
        named = await find_all(info.context.loaders, given["name"], [entity_type], limit + 1)
        return [entity_node(info.context, e) for e in cut_to([*(named.exact or named.near)], given, info)]

    return resolve


def make_query(derived: DerivedTypes) -> Any:
    """The root type: ``Query`` and, for each entity type, a field that finds one by name and one that finds all of a name."""
    root: Any = strawberry.type(
        types.new_class("Query", (Query,), {}, lambda body: body.update(__doc__=Query.__doc__, __module__=__name__))
    )
    name = Argument("name", str, description="A name, accents and case apart; an id or key does as well.")
    for entity_type, node in derived.entities.items():
        label = entity_type.value
        one: Any = node
        attach(
            root, camel(label), one | None, _one(entity_type), (name,), f"The {label} of a name; an error lists them if there are several."
        )
        words = f"All entities of type {label} of a name, else those whose names it begins."
        attach(root, plural(label), list[one], _several(entity_type), (name, first()), words)
    return root
