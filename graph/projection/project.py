"""The whole projection: claims, articles, decisions, gazetteer -> entities, facts, edges, review list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.ids import digest
from graph.model import Claim, Decision, Edge, Entity, Fact, Mention, ReviewItem, ReviewKind
from graph.ontology import EntityType
from graph.projection.cluster import Cluster, cluster
from graph.projection.conflicts import conflicts
from graph.projection.decided import Decided, compile_decisions
from graph.projection.edges import PLACE, edges_of, gazetteer_edges
from graph.projection.entities import NameUse, entity_of, uses_by_entity, wider_places
from graph.projection.facts import fact_id, fact_of
from graph.projection.sales import endings, sales
from graph.projection.sites import Sites, local_sites, resolve_sites, takeovers
from graph.projection.slots import cluster_figures
from graph.projection.told import ArticleMeta, Told
from graph.reference import NoReference, Reference

Resolved: TypeAlias = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Projection:
    """The graph. All mappings are sorted by their keys (ids); ``resolved`` maps (claim id, mention key) to the id of the entity."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    edges: Mapping[str, Edge] = field(default_factory=dict)
    review: Mapping[str, ReviewItem] = field(default_factory=dict)
    resolved: Resolved = field(default_factory=dict)


def project(
    claims: Iterable[Claim],
    articles: Mapping[str, ArticleMeta],
    decisions: Sequence[Decision] = (),
    reference: Reference | None = None,
) -> Projection:
    """The graph of the claims: a pure function, whatever their order. ``articles`` has the article of every claim, by id."""
    known = reference if reference is not None else NoReference()
    decided = compile_decisions(decisions)
    told = surest(claims)
    sites = resolve_sites(local_sites(told, articles, decided, known).values(), decided, takeovers(told, decided))
    resolver = Resolver(decided, sites)
    facts, review = project_facts((tell(c, articles, resolver) for c in told), known)
    uses = uses_by_entity(pair for c in told for pair in resolver.uses(c, articles[c.evidence.article].day))
    entities = {id_: entity_of(id_, found, decided, known) for id_, found in uses.items()}
    places = [id_ for id_ in entities if id_.startswith(PLACE)]
    edges = {e.id: e for fact in facts for e in edges_of(fact)} | gazetteer_edges(places, known)
    return Projection(
        entities=dict(sorted((entities | wider_places(places, known)).items())),
        facts={f.id: f for f in facts},
        edges=dict(sorted(edges.items())),
        review={item.id: item for item in sorted((*sites.review, *review), key=lambda r: r.id)},
        resolved=dict(sorted(pair for c in told for pair in resolver.resolved(c).items())),
    )


def surest(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim once, sorted by id: where several extractors found the same, the surest of them."""
    return list({c.id: c for c in sorted(claims, key=lambda c: (c.id, c.confidence, c.extractor))}.values())


@dataclass(frozen=True, slots=True)
class Resolver:
    """Maps fillers to entities, by people's decisions and the resolved sites."""

    decided: Decided
    sites: Sites

    def entity(self, claim: Claim, mention: Mention) -> str:
        """The id of the entity that a filler is."""
        key = self.decided.key(claim, mention)
        return self.sites.ids.get((claim.evidence.article, key), key) if mention.type is EntityType.SITE else key

    def mentions(self, claim: Claim) -> Iterator[Mention]:
        """All fillers of a claim, and its speaker."""
        for fillers in claim.roles.values():
            yield from fillers
        if claim.speaker is not None:
            yield claim.speaker

    def resolved(self, claim: Claim) -> dict[tuple[str, str], str]:
        """(claim id, mention key) -> entity id."""
        return {(claim.id, m.key): self.entity(claim, m) for m in self.mentions(claim)}

    def uses(self, claim: Claim, day: str) -> Iterator[tuple[str, NameUse]]:
        """How the claim calls its entities: (entity id, use)."""
        for mention in self.mentions(claim):
            key = self.decided.own_key(claim.id, mention.key)
            yield self.entity(claim, mention), NameUse(key, mention.name, day, claim.id)


def tell(claim: Claim, articles: Mapping[str, ArticleMeta], resolver: Resolver) -> Told:
    """The claim with its article and its entities."""
    roles = {role: tuple(sorted({resolver.entity(claim, m) for m in fillers})) for role, fillers in sorted(claim.roles.items()) if fillers}
    return Told(claim, articles[claim.evidence.article], roles)


def project_facts(told: Iterable[Told], reference: Reference) -> tuple[list[Fact], list[ReviewItem]]:
    """The facts of resolved claims, sorted by id, and what people should look at."""
    by_type: dict[str, list[Told]] = defaultdict(list)
    for item in told:
        by_type[item.claim.type].append(item)
    clusters = [c for type_ in sorted(by_type) for c in _clusters(type_, by_type[type_])]
    sold = sales(clusters)
    facts = [fact_of(c, endings(c, sold)) for c in clusters]
    return sorted(facts, key=lambda f: f.id), [*conflicts(facts, reference), *(_doubt(c) for c in clusters if c.rivals)]


def _clusters(type_: str, told: list[Told]) -> list[Cluster]:
    return cluster_figures(told) if type_ == "reports" else cluster(type_, told)


def _doubt(found: Cluster) -> ReviewItem:
    """The review item of a claim that fits several facts and stands alone."""
    subjects = (_id(found), *sorted(_id(c) for c in found.rivals))
    return ReviewItem(
        id=f"review/{digest('review', 'fact', *subjects)}",
        kind=ReviewKind.DOUBTFUL_FACT,
        rule="1",
        reason=f"fits {len(found.rivals)} facts of type {found.type} and stands alone",
        subjects=subjects,
        claims=tuple(sorted(t.claim.id for t in found.told)),
    )


def _id(found: Cluster) -> str:
    return fact_id(found.type, min(t.age for t in found.told)[1])
