"""The object types that are the same whatever the ontology: claims, articles, mentions, and the interfaces Entity and Fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry

from api.graphql.arguments import cursor_of, filter_from, limit_from
from api.graphql.captions import fact_caption
from api.graphql.connections import Connection, paged
from api.graphql.context import Context, Info
from api.graphql.enums import ARTICLE_STATE, CLAIM_TYPE, ENTITY_TYPE, FACTUALITY, STATUS, values_of
from api.graphql.fields import FILTER, PAGING, TYPES, field, first
from api.graphql.loaders import known
from api.graphql.values import Interval, NamedValue, PartialDate, date_of, interval_of, named
from graph import model
from graph.ontology import ONTOLOGY
from graph.traverse import telling

_CLAIMS = 5


def cut_to(rows: list[Any], given: Mapping[str, Any], info: Info) -> list[Any]:
    """The first rows, noting if some were left out. Raises BadArgument."""
    limit = limit_from(given, info.context.settings)
    if len(rows) > limit:
        info.context.cut(info)
    return rows[:limit]


@strawberry.type(name="Name")
class NameNode:
    """A name of an entity and when it held."""

    name: str
    lang: str | None
    start: PartialDate | None
    end: PartialDate | None
    claim_id: strawberry.ID | None = strawberry.field(description="The claim that says it; null where the gazetteer alone does.")


@strawberry.type(name="Attribute")
class AttributeNode:
    """What the gazetteer says of an entity: country, ticker, maker ..."""

    name: str
    value: str


async def _entity_facts(root: EntityNode, info: Info, **given: Any) -> Connection[FactNode]:
    where, types, about = filter_from(given), values_of(given.get("types")), [root.record.id]
    return await paged(
        info.context, given, lambda view, page: view.facts(about=about, types=types, where=where, page=page), info.context.kinds.fact
    )


@strawberry.interface(name="Entity")
class EntityNode:
    """A company, person, site ... that claims name."""

    record: strawberry.Private[model.Entity]
    id: strawberry.ID
    name: str = strawberry.field(description="The name that is shown.")
    type: str = strawberry.field(graphql_type=ENTITY_TYPE)
    keys: list[str] = strawberry.field(description="The names' keys that are gathered here; any of them finds the entity.")
    facts: Connection[FactNode] = field(_entity_facts, (TYPES, *FILTER, *PAGING), "All facts in which it takes part, page by page.")

    @classmethod
    def of(cls, record: model.Entity) -> EntityNode:
        """The object of an entity; call it on the class of its type."""
        return cls(record=record, id=strawberry.ID(record.id), name=record.name, type=record.type.value, keys=list(record.keys))

    @strawberry.field
    def names(self) -> list[NameNode]:
        """All its names."""
        return [
            NameNode(
                name=n.name,
                lang=n.lang or None,
                start=date_of(n.start),
                end=date_of(n.end),
                claim_id=strawberry.ID(n.claim) if n.claim else None,
            )
            for n in self.record.names
        ]

    @strawberry.field
    def attributes(self) -> list[AttributeNode]:
        """What the gazetteer says of it."""
        return [AttributeNode(name=name, value=value) for name, value in sorted(self.record.attributes.items())]


async def _history(root: FactNode, info: Info, **given: Any) -> list[StepNode]:
    return [StepNode.of(step) for step in cut_to(list(reversed(root.record.history)), given, info)]


async def _fact_claims(root: FactNode, info: Info, **given: Any) -> list[ClaimNode]:
    ids = [s.claim for s in reversed(root.record.history) if not s.cause] or list(root.record.claims)
    return [ClaimNode.of(c) for c in known(await info.context.loaders.claims.load_many(cut_to(ids, given, info)))]


@strawberry.type(name="RoleFillers")
class RoleNode:
    """Who fills a role of a fact."""

    role: str
    entities: list[EntityNode]


@strawberry.interface(name="Fact")
class FactNode:
    """What the claims of one or many articles tell as one thing, with its history."""

    record: strawberry.Private[model.Fact]
    id: strawberry.ID
    type: str = strawberry.field(graphql_type=CLAIM_TYPE)
    caption: str = strawberry.field(description="Its values and times in a few words.")
    cursor: str = strawberry.field(description="Give it as `after` to go on behind this fact.")
    status: str = strawberry.field(graphql_type=STATUS)
    time: Interval
    first_planned: PartialDate | None = strawberry.field(description="When it was first told as planned, if before it was actual.")
    actual_since: PartialDate | None
    ended: PartialDate | None = strawberry.field(description="Null while it is actual.")
    until: PartialDate | None = strawberry.field(description="The coming end of what is actual: of a lease, say.")
    origins: int = strawberry.field(description="How many independent articles tell it.")
    confidence: float
    inferred: list[str] = strawberry.field(description="What no text says itself: a figure's date taken from its article, say.")
    history: list[StepNode] = field(_history, (first(),), "Its claims, the newest first, and those of other facts that end this one.")
    claims: list[ClaimNode] = field(_fact_claims, (first(_CLAIMS),), "The claims that tell it, the newest first.")

    @classmethod
    def of(cls, record: model.Fact) -> FactNode:
        """The object of a fact; call it on the class of its type."""
        return cls(
            record=record,
            id=strawberry.ID(record.id),
            type=record.type,
            caption=fact_caption(record),
            cursor=cursor_of(record),
            status=record.status.value,
            time=interval_of(record.time),
            first_planned=date_of(record.first_planned),
            actual_since=date_of(record.actual_since),
            ended=date_of(record.ended),
            until=date_of(record.until),
            origins=record.origins,
            confidence=record.confidence,
            inferred=list(record.inferred),
        )

    @strawberry.field
    async def roles(self, info: Info) -> list[RoleNode]:
        """All its roles, whatever its type."""
        names = [r.name for r in ONTOLOGY.claim_type(self.record.type).roles if self.record.roles.get(r.name)]
        return [RoleNode(role=name, entities=await entities_of(info.context, self.record.roles[name])) for name in names]

    @strawberry.field
    def values(self) -> list[NamedValue]:
        """All its values, whatever its type."""
        return named(self.record.values, {})

    @strawberry.field
    async def evidence(self, info: Info) -> ClaimNode | None:
        """The newest claim that shows its status: the one to quote."""
        claim = await info.context.loaders.claims.load(shown_by(self.record))
        return None if claim is None else ClaimNode.of(claim)


@strawberry.type(name="Step")
class StepNode:
    """A claim in the history of a fact."""

    record: strawberry.Private[model.Step]
    factuality: str = strawberry.field(graphql_type=FACTUALITY)
    published: str | None = strawberry.field(description="Day on which its article was published.")
    time: Interval
    confidence: float
    cause: str | None = strawberry.field(description="`sale` where the claim tells of another fact that ends this one.")
    values: list[NamedValue]

    @classmethod
    def of(cls, step: model.Step) -> StepNode:
        """The object of a step."""
        return cls(
            record=step,
            factuality=step.factuality.value,
            published=step.published or None,
            time=interval_of(step.time),
            confidence=step.confidence,
            cause=step.cause or None,
            values=named(step.values, {}),
        )

    @strawberry.field
    async def claim(self, info: Info) -> ClaimNode | None:
        """The claim itself."""
        found = await info.context.loaders.claims.load(self.record.claim)
        return None if found is None else ClaimNode.of(found)


@strawberry.type(name="Mention")
class MentionNode:
    """An entity as an article names it at one place."""

    mention: strawberry.Private[model.Mention]
    claim_id: strawberry.Private[str]
    name: str
    type: str = strawberry.field(graphql_type=ENTITY_TYPE)
    key: str
    start: int = strawberry.field(description="Offset of the first character in the article's text.")
    end: int = strawberry.field(description="Offset after the last character.")

    @classmethod
    def of(cls, mention: model.Mention, claim_id: str) -> MentionNode:
        """The object of a mention in a claim."""
        return cls(
            mention=mention,
            claim_id=claim_id,
            name=mention.name,
            type=mention.type.value,
            key=mention.key,
            start=mention.start,
            end=mention.end,
        )

    @strawberry.field
    async def entity(self, info: Info) -> EntityNode | None:
        """The entity that it is."""
        resolved = await info.context.loaders.resolved.load(self.claim_id)
        found = await entities_of(info.context, (resolved.get(self.key, self.key),))
        return found[0] if found else None


@strawberry.type(name="ClaimRole")
class ClaimRoleNode:
    """A role of a claim with its mentions."""

    role: str
    mentions: list[MentionNode]


@strawberry.type(name="Claim")
class ClaimNode:
    """One thing that one article says, with the exact characters that say it."""

    record: strawberry.Private[model.Claim]
    id: strawberry.ID
    type: str = strawberry.field(graphql_type=CLAIM_TYPE)
    factuality: str = strawberry.field(graphql_type=FACTUALITY)
    quote: str
    start: int = strawberry.field(description="Offset of the quote's first character in the article's text.")
    end: int = strawberry.field(description="Offset after its last character.")
    time: Interval
    confidence: float
    extractor: str

    @classmethod
    def of(cls, record: model.Claim) -> ClaimNode:
        """The object of a claim."""
        return cls(
            record=record,
            id=strawberry.ID(record.id),
            type=record.type,
            factuality=record.factuality.value,
            quote=record.evidence.quote,
            start=record.evidence.start,
            end=record.evidence.end,
            time=interval_of(record.time),
            confidence=record.confidence,
            extractor=record.extractor,
        )

    @strawberry.field
    def speaker(self) -> MentionNode | None:
        """To whom the words are attributed; null where the article itself asserts."""
        return MentionNode.of(self.record.speaker, self.record.id) if self.record.speaker else None

    @strawberry.field
    def roles(self) -> list[ClaimRoleNode]:
        """Its roles with their mentions."""
        return [
            ClaimRoleNode(role=role, mentions=[MentionNode.of(m, self.record.id) for m in fillers])
            for role, fillers in self.record.roles.items()
        ]

    @strawberry.field
    def values(self) -> list[NamedValue]:
        """Its values with their places in the text."""
        return named(self.record.values, self.record.spans)

    @strawberry.field
    async def article(self, info: Info) -> ArticleNode | None:
        """The article that says it."""
        found = await info.context.loaders.articles.load(self.record.evidence.article)
        return None if found is None else ArticleNode.of(found)

    @strawberry.field
    async def fact(self, info: Info) -> FactNode | None:
        """The fact of which it is a part."""
        found = await info.context.loaders.facts.load(self.record.id)
        return None if found is None else fact_node(info.context, found)


@strawberry.type(name="Refusal")
class RefusalNode:
    """A candidate claim that was not kept, and why."""

    type: str
    reason: str
    quote: str


async def _article_claims(root: ArticleNode, info: Info, **given: Any) -> Connection[ClaimNode]:
    articles = [root.record.article.id]
    return await paged(info.context, given, lambda view, page: view.claims(articles=articles, page=page), ClaimNode.of)


@strawberry.type(name="Article")
class ArticleNode:
    """An article as the store holds it."""

    record: strawberry.Private[model.ArticleRecord]
    id: strawberry.ID
    title: str
    url: str | None
    publisher: str | None
    author: str | None
    published: str | None = strawberry.field(description="ISO 8601 as the source gives it.")
    lang: str | None
    kind: str = strawberry.field(description="html, pdf, text ...")
    text: str = strawberry.field(description="The stored text; all offsets count its characters.")
    state: str = strawberry.field(graphql_type=ARTICLE_STATE)
    origin: strawberry.ID | None = strawberry.field(description="The story of which it is a copy; copies of one story count once.")
    warnings: list[str]
    claims: Connection[ClaimNode] = field(_article_claims, PAGING, "What it says, in the order of the text.")

    @classmethod
    def of(cls, record: model.ArticleRecord) -> ArticleNode:
        """The object of an article."""
        article = record.article
        return cls(
            record=record,
            id=strawberry.ID(article.id),
            title=article.title,
            url=article.url or None,
            publisher=article.publisher or None,
            author=article.author or None,
            published=article.published or None,
            lang=article.lang or None,
            kind=article.kind,
            text=article.text,
            state=record.state.value,
            origin=strawberry.ID(record.origin) if record.origin else None,
            warnings=list(article.warnings),
        )

    @strawberry.field
    def refusals(self) -> list[RefusalNode]:
        """The ledger: what was found and not kept."""
        return [RefusalNode(type=r.type, reason=r.reason, quote=r.quote) for r in self.record.refusals]


def shown_by(fact: model.Fact) -> str:
    """Id of the claim that best shows a fact, empty if it has none."""
    step = telling(fact)
    return step.claim if step else next(iter(fact.claims), "")


def entity_node(context: Context, record: model.Entity) -> EntityNode:
    """The object of an entity, of its own type."""
    made: EntityNode = context.kinds.entity(record)
    return made


def fact_node(context: Context, record: model.Fact) -> FactNode:
    """The object of a fact, of its own type."""
    made: FactNode = context.kinds.fact(record)
    return made


async def entities_of(context: Context, ids: tuple[str, ...]) -> list[EntityNode]:
    """The objects of entities, in order; ids that the store does not hold are left out."""
    return [entity_node(context, e) for e in known(await context.loaders.entities.load_many(ids))]
