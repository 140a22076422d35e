"""Claims in a compact form, for scenarios of the projection, and a graph that is kept up to date by patches.

``story.tell("a1", "operates", operator="Alpha", site="Mill", capacity="300 MW", start="2025-01", fact="planned")``: roles by their names
(a list for several fillers, ``"Site:Mill"`` where the role takes several types and the first is not meant), values by theirs
(``"300 MW"``, ``"5 USD"``, ``"..300 USD"``, ``"150..170 USD"`` or what the wire has), ``start``/``end``, ``fact`` and ``by`` (speaker).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.claims import make_claim
from graph.dates import Interval
from graph.ids import entity_key
from graph.model import Claim, Decision, DecisionKind, Edge, Entity, Evidence, Fact, Mention, NameRecord, ReviewItem
from graph.ontology import ONTOLOGY, ClaimType, EntityType, Factuality
from graph.projection import ArticleMeta, Change, NameUse, Patch, Projection, blocks, project, update
from graph.projection.edges import GAZETTEER
from graph.projection.slots import Moment, moment, series_of
from graph.reference import NoReference, Reference
from graph.values import value_from_wire

_AMOUNT = re.compile(r"^(?=[-.\d])(-?\d+(?:\.\d+)?)?(\.\.)?(-?\d+(?:\.\d+)?)? ([A-Z]{3}|MW|%|EH/s|years)$")
_COINS = {"BTC", "ETH"}


class World(NoReference):
    """A small gazetteer: place -> the wider places, nearest first, and which of all are states."""

    version = "test"

    def __init__(self, wider: Mapping[str, str], states: str, names: Mapping[str, str] | None = None) -> None:
        self._wider = {_place(k): tuple(_place(w) for w in v.split(">")) for k, v in wider.items()}
        self._states = {_place(s) for s in states.split(">")}
        self._names = dict(names or {})

    def wider(self, place_key: str) -> tuple[str, ...]:
        """The wider places."""
        return self._wider.get(place_key, ())

    def state(self, place_key: str) -> str:
        """The place itself or the first wider one that is a state."""
        return next((p for p in (place_key, *self.wider(place_key)) if p in self._states), "")

    def name(self, key: str) -> str:
        """The name given for a key."""
        return self._names.get(key, "")

    def names(self, key: str) -> tuple[NameRecord, ...]:
        """That name as a record."""
        return (NameRecord(name=self._names[key]),) if key in self._names else ()


def _place(name: str) -> str:
    return entity_key(EntityType.PLACE, name.strip())


WORLD = World(
    {"Dallas": "Texas>United States", "Texas Panhandle": "Texas>United States", "Texas": "United States", "Ohio": "United States",
     "Toronto": "Ontario>Canada", "Ontario": "Canada", "Buffalo": "New York>United States", "New York": "United States"},
    "Texas>Ohio>Ontario>New York",
)  # fmt: skip


class Story:
    """Articles and what they tell, in order."""

    def __init__(self, **articles: str) -> None:
        self.articles = {id_: ArticleMeta(id_, published, id_) for id_, published in articles.items()}
        self.claims: list[Claim] = []

    def copy_of(self, id_: str, origin: str) -> None:
        """Say that an article is a copy of the story of another."""
        self.articles[id_] = ArticleMeta(id_, self.articles[id_].published, origin)

    def tell(self, article: str, type_: str, **what: Any) -> Claim:
        """Add a claim of an article."""
        claim = compact(article, len(self.claims), type_, **what)
        self.claims.append(claim)
        return claim

    def graph(self, decisions: Sequence[Decision] = (), reference: Reference = WORLD) -> Projection:
        """The projection of all claims."""
        return project(self.claims, self.articles, decisions, reference)


def compact(article: str, number: int, type_: str, **what: Any) -> Claim:
    """A claim of its compact form; ``number`` is its place in the article."""
    spec = ONTOLOGY.claim_type(type_)
    confidence = what.pop("confidence", 0.9)
    time = Interval.of(what.pop("start", None), what.pop("end", None))
    speaker = what.pop("by", "")
    factuality = Factuality(what.pop("fact", "actual"))
    names = {r.name for r in spec.roles}
    roles = {n: tuple(_mention(spec, n, f, number) for f in ([v] if isinstance(v, str) else v)) for n, v in what.items() if n in names}
    values = {n: value_from_wire(spec.value(n), _wire(v), type_) for n, v in what.items() if n not in names}
    said_by = Mention(name=speaker, type=EntityType.PERSON, start=0, end=1, key=entity_key(EntityType.PERSON, speaker)) if speaker else None
    evidence = Evidence(article=article, start=number, end=number + 1, quote="x")
    return make_claim(type_, roles, evidence, values=values, told=(factuality, said_by, time), made_by=("test/1", confidence))


def _mention(spec: ClaimType, role: str, text: str, number: int) -> Mention:
    prefix, _, name = text.rpartition(":") if text.split(":")[0] in set(EntityType) else ("", "", text)
    type_ = EntityType(prefix) if prefix else spec.role(role).types[0]
    return Mention(name=name, type=type_, start=number, end=number + 1, key=entity_key(type_, name))


def _wire(value: Any) -> Any:
    match = _AMOUNT.match(value) if isinstance(value, str) else None
    if not match:
        return value
    low, dots, high, unit = match.groups()
    measure = {"currency" if len(unit) == 3 and unit not in _COINS else "unit": unit}
    if not dots:
        return {"value": low, **measure}
    return {k: v for k, v in (("min", low), ("max", high)) if v} | measure


def merge(*keys: str, claims: Iterable[Claim] = ()) -> Decision:
    """A decision to merge."""
    return Decision(id="merge " + " ".join(keys), kind=DecisionKind.MERGE, keys=keys, claims=tuple(c.id for c in claims))


def split(key: str, *claims: Claim, name: str = "") -> Decision:
    """A decision to split off the fillers of claims."""
    return Decision(id=f"split {key} {name}", kind=DecisionKind.SPLIT, keys=(key,), claims=tuple(c.id for c in claims), name=name)


def rename(key: str, name: str, claims: Iterable[Claim] = ()) -> Decision:
    """A decision to show another name."""
    return Decision(id=f"rename {key} {name}", kind=DecisionKind.RENAME, keys=(key,), claims=tuple(c.id for c in claims), name=name)


def dump(graph: Projection | Graph) -> str:
    """The graph as text, byte for byte comparable."""
    rows = [f"{r.id} {r.model_dump_json()}" for part in (graph.entities, graph.facts, graph.edges, graph.review) for r in part.values()]
    return "\n".join([*rows, *(f"{k} {v}" for k, v in graph.resolved.items())])


def facts_of(graph: Projection | Graph, type_: str) -> list[Fact]:
    """Facts of one type, oldest first."""
    return sorted((f for f in graph.facts.values() if f.type == type_), key=lambda f: (f.history[0].published, f.id))


class Graph:
    """A graph kept up to date by patches alone: a store in the small, with an index from blocks to claims."""

    def __init__(self, reference: Reference = WORLD) -> None:
        self.reference = reference
        self.decisions: list[Decision] = []
        self.metas: dict[str, ArticleMeta] = {}
        self.stored: dict[str, Claim] = {}
        self.filed: dict[str, set[str]] = defaultdict(set)
        self.entities: dict[str, Entity] = {}
        self.facts: dict[str, Fact] = {}
        self.edges: dict[str, Edge] = {}
        self.review: dict[str, ReviewItem] = {}
        self.resolved: dict[tuple[str, str], str] = {}
        self.last = Patch()

    # What the projection reads.

    def claims(self, wanted: Collection[str]) -> list[Claim]:
        """Claims by block."""
        return [self.stored[i] for i in {i for b in wanted for i in self.filed.get(b, ())}]

    def cuts(self, series: Collection[str], day: str, new: Collection[str], gone: Collection[str]) -> tuple[str, str]:
        """The days that cut series around a day."""
        held = self._moments(series)
        undated = {at.day for _, at in held if at.undated} | set(gone)
        cuts = {at.day for c, at in held if at.known and c.id not in new and not any(at.day <= u < at.known for u in undated)}
        return max((cut for cut in cuts if cut <= day), default=""), min((cut for cut in cuts if cut > day), default="")

    def moments(self, series: Collection[str], since: str, until: str) -> list[Claim]:
        """Claims of series by time."""
        return [claim for claim, at in self._moments(series) if since <= at.day and (not until or at.day < until)]

    def _moments(self, series: Collection[str]) -> list[tuple[Claim, Moment]]:
        return [
            (c, at)
            for c in self.stored.values()
            if (at := moment(c, self.metas[c.evidence.article].day)) and {series_of(c, m.key) for m in c.fillers("subject")} & set(series)
        ]

    def using(self, keys: Collection[str]) -> list[Claim]:
        """Claims by key."""
        return [c for c in self.stored.values() if any(m.key in keys for m in _mentions(c))]

    def articles(self, ids: Collection[str]) -> dict[str, ArticleMeta]:
        """Articles by id."""
        return {i: self.metas[i] for i in ids}

    def uses(self, keys: Collection[str]) -> list[NameUse]:
        """The oldest and the newest use of each key and name."""
        found: dict[tuple[str, str], list[NameUse]] = defaultdict(list)
        for claim in self.stored.values():
            for m in _mentions(claim):
                if m.key in keys:
                    found[m.key, m.name].append(NameUse(m.key, m.name, self.metas[claim.evidence.article].day, claim.id))
        return [u for uses in found.values() for u in (min(uses, key=_age), max(uses, key=_age))]

    def places(self) -> list[str]:
        """Places of claims."""
        return [e.id for e in self.entities.values() if e.type is EntityType.PLACE and e.attributes.get("origin") != GAZETTEER]

    # What changes it.

    def load(self, articles: Mapping[str, ArticleMeta], claims: Sequence[Claim]) -> None:
        """Store articles with their claims, in one patch."""
        before = {i: self.metas[i] for i in articles if i in self.metas}
        moved = [
            c for c in self.stored.values() if c.evidence.article in before and before[c.evidence.article] != articles[c.evidence.article]
        ]
        self._unfile(moved)
        self.metas.update(articles)
        self._file([*moved, *claims])
        self._apply(update(self, Change([*moved, *claims], moved, before), self.decisions, self.reference))

    def retract(self, *articles: str) -> None:
        """Take articles back, in one patch."""
        claims = [c for c in self.stored.values() if c.evidence.article in articles]
        before = {i: self.metas[i] for i in articles}
        self._unfile(claims)
        for id_ in articles:
            del self.metas[id_]
        self._apply(update(self, Change((), claims, before), self.decisions, self.reference))

    def decide(self, decision: Decision) -> None:
        """Record a decision."""
        self.decisions.append(decision)
        self._apply(update(self, Change(decided=(decision,)), self.decisions, self.reference))

    def _file(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            self.stored[claim.id] = claim
            for block in blocks(claim, self.metas[claim.evidence.article].day):
                self.filed[block].add(claim.id)

    def _unfile(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            del self.stored[claim.id]
            for block in blocks(claim, self.metas[claim.evidence.article].day):
                self.filed[block].discard(claim.id)

    def _apply(self, patch: Patch) -> None:
        self.last = patch
        stale = {f.id for f in self.facts.values() if patch.claims & set(f.claims)}
        self.facts = {i: f for i, f in self.facts.items() if i not in stale}
        self.edges = {i: e for i, e in self.edges.items() if e.fact not in stale and i not in patch.dropped}
        self.review = {i: r for i, r in self.review.items() if not (r.scope in patch.scopes if r.scope else patch.claims & set(r.claims))}
        self.entities = {i: e for i, e in self.entities.items() if i not in patch.gone}
        self.resolved = {k: v for k, v in self.resolved.items() if k[0] in self.stored}
        self.facts = dict(sorted((self.facts | dict(patch.facts)).items()))
        self.edges = dict(sorted((self.edges | dict(patch.edges)).items()))
        self.review = dict(sorted((self.review | dict(patch.review)).items()))
        self.entities = dict(sorted((self.entities | dict(patch.entities)).items()))
        self.resolved = dict(sorted((self.resolved | dict(patch.resolved)).items()))


def _mentions(claim: Claim) -> list[Mention]:
    return [m for fillers in claim.roles.values() for m in fillers] + ([claim.speaker] if claim.speaker else [])


def _age(use: NameUse) -> tuple[str, str]:
    return (use.day, use.claim)
