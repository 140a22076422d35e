"""Keeping a stored graph up to date: what a change of claims or decisions changes in the graph, and nothing else.

A change is first widened to a *closure*: a set of claims of which no claim outside can share a fact, be in conflict or end a fact
(blocks.py, reading.py). Sites come first, for they decide who is who: the names that the change touches are resolved as before and as
after it, and the claims whose site has another id count as changed. Then the facts of the closure are made anew, so that the graph
is what :func:`project` makes of all claims; a property test holds that. Entities have a granularity of their own: a record is made
from the uses of its keys, so that a new article about Bitcoin rewrites one record and not the facts of all others.

A store applies a :class:`Patch` in this order: it drops every fact that holds a claim of ``claims`` (with its edges, and the review
items without scope that name one of these claims), the review items of ``scopes``, the entities ``gone`` and the edges ``dropped``;
then it puts in what the patch holds, by id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Claim, Decision, DecisionKind, Edge, Entity, Fact, ReviewItem
from graph.projection.blocks import takeover_keys
from graph.projection.decided import SITE, Decided, compile_decisions
from graph.projection.edges import PLACE, edges_of, gazetteer_edges
from graph.projection.entities import NameUse, entity_of, uses_by_entity, wider_places
from graph.projection.project import Resolver, project_facts, surest, tell
from graph.projection.reading import Base, Change, Nodes, Reader, closure
from graph.projection.sites import Sites, local_sites, resolve_sites, site_mentions, takeovers, tie_roles
from graph.projection.told import ArticleMeta
from graph.reference import NoReference, Reference


@dataclass(frozen=True, slots=True)
class Patch:
    """What to drop from a stored graph and what to put in (module's docstring). ``resolved`` holds the pairs that may have changed."""

    claims: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    entities: Mapping[str, Entity] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    edges: Mapping[str, Edge] = field(default_factory=dict)
    review: Mapping[str, ReviewItem] = field(default_factory=dict)
    resolved: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteChange:
    """The sites of the names that a change touches: as they were, as they are, and the claims that name them now."""

    names: frozenset[str]
    before: Sites
    after: Sites
    claims: tuple[Claim, ...]
    moved: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What changes in what the gazetteer adds to the places of claims."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    edges: Mapping[str, Edge] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()


def update(base: Base, change: Change, decisions: Sequence[Decision] = (), reference: Reference | None = None) -> Patch:
    """The patch that brings a stored graph up to date with a change. ``decisions`` are all, the new ones included and last."""
    known = reference if reference is not None else NoReference()
    decided = compile_decisions(decisions)
    before = compile_decisions(decisions[: len(decisions) - len(change.decided)]) if change.decided else decided
    reader = Reader(base, change, decided)
    sites = _change_sites(reader, before, known)
    nodes = closure(reader, [*reader.changed(), *reader.are(sites.moved)])
    facts, review = _facts(reader, nodes, sites, known)
    entities, gone = _entities(reader, before, sites, known)
    places = _change_places(frozenset(base.places()), entities, gone, known)
    resolver = Resolver(decided, sites.after)
    named = [*change.added, *reader.touched, *sites.claims]
    return Patch(
        claims=frozenset(n.claim.id for n in nodes.values()),
        scopes=sites.names,
        gone=frozenset(gone | places.gone) - places.entities.keys(),
        dropped=places.dropped,
        entities=dict(sorted({**entities, **places.entities}.items())),
        facts={f.id: f for f in facts},
        edges=dict(sorted(({e.id: e for f in facts for e in edges_of(f)} | dict(places.edges)).items())),
        review={item.id: item for item in sorted((*sites.after.review, *review), key=lambda r: r.id)},
        resolved=dict(sorted(pair for c in named for pair in _resolved(c, resolver, sites.names))),
    )


def _resolved(claim: Claim, resolver: Resolver, names: Collection[str]) -> Iterable[tuple[tuple[str, str], str]]:
    """The resolved fillers of a claim, but for sites of names that the change does not touch."""
    return (pair for pair in resolver.resolved(claim).items() if not pair[0][1].startswith(SITE) or pair[0][1] in names)


def _facts(reader: Reader, nodes: Nodes, sites: SiteChange, reference: Reference) -> tuple[list[Fact], list[ReviewItem]]:
    """The facts of the closure as it stands after the change."""
    standing = surest(n.claim for n in nodes.values() if n.here)
    others = {k for c in standing for k in _site_names(c, reader.decided)} - sites.names
    now = [n.claim for n in reader.search({f"site|{name}" for name in others}) if n.here]
    more = _sites(now, reader.articles(now), (reader.decided, reference), (others, _bought(reader, now, True, reader.decided)))
    resolver = Resolver(reader.decided, Sites({**sites.after.ids, **more.ids}))
    articles = reader.articles(standing)
    return project_facts((tell(c, articles, resolver) for c in standing), reference)


def _site_names(claim: Claim, decided: Decided) -> Iterable[str]:
    """All keys related to the sites of a claim."""
    return (k for _, m in site_mentions(claim) for k in decided.family(m.key))


def _change_sites(reader: Reader, before: Decided, reference: Reference) -> SiteChange:
    """Resolve the names that the change touches, as before and as after it."""
    names = frozenset(_touched_names(reader))
    nodes = reader.search({f"site|{name}" for name in names})
    added = {c.id for c in reader.change.added}
    now = surest(n.claim for n in nodes if n.here)
    then = surest([n.claim for n in nodes if not n.here] + [c for c in now if c.id not in added])
    after = _sites(now, reader.articles(now), (reader.decided, reference), (names, _bought(reader, now, True, reader.decided)))
    former = _sites(then, reader.former_articles(then), (before, reference), (names, _bought(reader, then, False, before)))
    kept = {c.id for c in then}
    moved = [c for c in now if c.id in kept and _site_ids(c, reader.decided, after) != _site_ids(c, before, former)]
    return SiteChange(names, former, after, tuple(now), tuple(moved))


def _site_ids(claim: Claim, decided: Decided, sites: Sites) -> list[str]:
    resolver = Resolver(decided, sites)
    return [resolver.entity(claim, m) for _, m in site_mentions(claim)]


def _sites(
    claims: Sequence[Claim],
    articles: Mapping[str, ArticleMeta],
    known: tuple[Decided, Reference],
    what: tuple[Collection[str], set[tuple[str, str]]],
) -> Sites:
    """Resolve the sites of some names (and the keys related to them); ``what`` is (names, takeovers)."""
    decided, reference = known
    names, bought = what
    found = [s for s in local_sites(claims, articles, decided, reference).values() if s.name in names]
    return resolve_sites(found, decided, bought)


def _touched_names(reader: Reader) -> set[str]:
    """Site names that the change touches: of its claims, of decisions, and those tied to both sides of a takeover that it tells of."""
    decided, change = reader.decided, reader.change
    claims = [*change.added, *change.removed, *reader.touched]
    names = {name for claim in claims for name in _site_names(claim, decided)}
    names |= {k for d in change.decided for key in d.keys if key.startswith(SITE) for k in decided.family(key)}
    for claim in claims:
        if takeover_keys(claim):
            target, buyer = (_tied(reader, [m.key for m in claim.fillers(role)]) for role in ("target", "buyer"))
            names |= target & buyer
    return names


def _tied(reader: Reader, companies: Iterable[str]) -> set[str]:
    """Site names to which any of the companies is tied."""
    wanted = {f"tie|{k}" for company in companies for k in reader.decided.family(company)}
    found = (n.claim for n in reader.search(wanted))
    return {k for c in found for m in c.fillers(tie_roles(c)[0]) for k in reader.decided.family(m.key)}


def _bought(reader: Reader, claims: Iterable[Claim], now: bool, decided: Decided) -> set[tuple[str, str]]:
    """The takeovers among the companies that claims tie to sites, after the change or before it."""
    companies = {m.key for c in claims for role in tie_roles(c)[1] for m in c.fillers(role)}
    nodes = reader.search({f"takeover|{k}" for company in companies for k in reader.decided.family(company)})
    added = {c.id for c in reader.change.added}
    return takeovers([n.claim for n in nodes if (n.here if now else not n.here or n.claim.id not in added)], decided)


def _entities(reader: Reader, before: Decided, sites: SiteChange, reference: Reference) -> tuple[dict[str, Entity], set[str]]:
    """The records of the entities that the change touches, and the ids of those that no claim names any more."""
    decided, change = reader.decided, reader.change
    resolver = Resolver(decided, sites.after)
    mentions = [
        (c, m) for c in (*change.added, *change.removed, *reader.touched) for m in resolver.mentions(c) if not m.key.startswith(SITE)
    ]
    touched = {d.key(c, m) for c, m in mentions for d in (decided, before)}
    touched |= {decided.one(key) for d in change.decided if d.kind is DecisionKind.RENAME for key in d.keys if not key.startswith(SITE)}
    uses = dict(uses_by_entity(_uses(reader, touched, resolver)))
    site_uses = uses_by_entity(use for n in reader.are(sites.claims) for use in resolver.uses(n.claim, n.day) if use[1].key in sites.names)
    found = {id_: uses[id_] for id_ in touched if id_ in uses} | dict(site_uses)
    entities = {id_: entity_of(id_, used, decided, reference) for id_, used in found.items()}
    # A place that no claim named before is the gazetteer's, and stays for as long as a place lies in it.
    of_claims = {id_ for id_ in touched if not id_.startswith(PLACE)} | (touched & set(reader.base.places()))
    return entities, (of_claims | set(sites.before.ids.values())) - entities.keys()


def _uses(reader: Reader, ids: Collection[str], resolver: Resolver) -> Iterable[tuple[str, NameUse]]:
    """The uses of some entities (no sites). Of keys that people have split, every claim must be looked at."""
    decided = reader.decided
    keys = {k for id_ in ids for k in decided.family(id_)}
    split = {k for k in keys if any(decided.is_split(other) for other in decided.family(k))}
    for use in reader.base.uses(keys - split):
        yield decided.one(use.key), use
    for node in reader.are(list(reader.base.using(split)) if split else []):
        yield from resolver.uses(node.claim, node.day)


def _change_places(before: frozenset[str], entities: Mapping[str, Entity], gone: Collection[str], reference: Reference) -> PlaceChange:
    """What the gazetteer adds, if the change brings places or takes them away."""
    after = (before - frozenset(gone)) | {id_ for id_ in entities if id_.startswith(PLACE)}
    if after == before:
        return PlaceChange()
    was, now = gazetteer_edges(before, reference), gazetteer_edges(after, reference)
    wider = wider_places(after, reference)
    return PlaceChange(
        entities=wider,
        gone=frozenset(wider_places(before, reference).keys() - wider.keys() - after),
        edges={id_: edge for id_, edge in now.items() if id_ not in was},
        dropped=frozenset(was.keys() - now.keys()),
    )
