"""What a change reads of a store, and how far it reaches: its closure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias, runtime_checkable

from graph.model import Claim, Decision, DecisionKind
from graph.projection.blocks import blocks, level_block, may_join, seeks
from graph.projection.decided import Decided
from graph.projection.entities import NameUse
from graph.projection.slots import moment, series_of
from graph.projection.told import ArticleMeta


class Base(Protocol):
    """What is read of a store in which the claims (not yet the graph) are already as they are after the change."""

    def claims(self, blocks: Collection[str]) -> Iterable[Claim]:
        """The claims that are filed under any of the blocks."""

    def using(self, keys: Collection[str]) -> Iterable[Claim]:
        """The claims that have any of the keys as filler or speaker."""

    def articles(self, ids: Collection[str]) -> Mapping[str, ArticleMeta]:
        """The articles of these ids, all of which are there."""

    def uses(self, keys: Collection[str]) -> Iterable[NameUse]:
        """How claims call these keys: of each key and name the oldest and the newest use, by (day, claim), suffice."""

    def places(self) -> Collection[str]:
        """Ids of the Place entities that the graph, not yet patched, has from claims (not those that the gazetteer alone adds)."""


@runtime_checkable
class Timeline(Base, Protocol):
    """A store that also finds levels by their days, so that a change of one does not need the whole of its series."""

    def cuts(self, series: Collection[str], day: str, new: Collection[str], gone: Collection[str]) -> tuple[str, str]:
        """The last day at or before ``day`` that cuts series (taken as one; see slots.py), and the first after it; empty if there is none.

        The claims ``new`` cut nothing, nor do those that an undated one at a day of ``gone`` would have looked past.
        """

    def moments(self, series: Collection[str], since: str, until: str) -> Iterable[Claim]:
        """The claims of series whose moment is ``since`` or later and before ``until`` (empty: to the end)."""


@dataclass(frozen=True, slots=True)
class Change:
    """What has changed in a store.

    ``added``: claims whose ids were not there; ``removed``: claims whose ids are there no more. What is otherwise changed of a claim (its
    confidence, the date or the origin of its article) makes it both. ``before`` holds the articles of removed claims as they were,
    ``decided`` the new decisions, which are the last of all decisions.
    """

    added: Sequence[Claim] = ()
    removed: Sequence[Claim] = ()
    before: Mapping[str, ArticleMeta] = field(default_factory=dict)
    decided: Sequence[Decision] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A claim in a closure, by its article's day; ``here`` tells that it stands after the change, else it is one removed."""

    claim: Claim
    day: str
    here: bool


Nodes: TypeAlias = dict[tuple[str, str, bool], Node]


class Reader:
    """Reads claims as they are after a change, together with those that it removed."""

    def __init__(self, base: Base, change: Change, decided: Decided) -> None:
        self.base, self.change, self.decided = base, change, decided
        self._articles: dict[str, ArticleMeta] = {}
        self._removed: dict[str, list[Node]] = defaultdict(list)
        for node in self._were(change.removed):
            for block in blocks(node.claim, node.day):
                self._removed[block].append(node)
        concerned = {k for d in change.decided if d.kind is not DecisionKind.RENAME for key in d.keys for k in decided.family(key)}
        self.touched = tuple(base.using(concerned)) if concerned else ()

    def articles(self, claims: Iterable[Claim]) -> Mapping[str, ArticleMeta]:
        """The articles of claims that stand, by id."""
        missing = {c.evidence.article for c in claims} - self._articles.keys()
        self._articles.update(self.base.articles(missing) if missing else {})
        return self._articles

    def former_articles(self, claims: Sequence[Claim]) -> Mapping[str, ArticleMeta]:
        """The articles of claims as they were before the change."""
        standing = [c for c in claims if c.evidence.article not in self.change.before]
        return {**self.articles(standing), **self.change.before}

    def are(self, claims: Sequence[Claim]) -> list[Node]:
        """Claims that stand, as nodes."""
        articles = self.articles(claims)
        return [Node(c, articles[c.evidence.article].day, True) for c in claims]

    def _were(self, claims: Sequence[Claim]) -> list[Node]:
        articles = self.former_articles(claims)
        return [Node(c, articles[c.evidence.article].day, False) for c in claims]

    def changed(self) -> list[Node]:
        """The claims with which the closure starts."""
        return [*self._were(self.change.removed), *self.are([*self.change.added, *self.touched])]

    def search(self, wanted: Collection[str]) -> list[Node]:
        """The claims, standing or removed, that are filed under any of the blocks."""
        found = self.are(list(self.base.claims(wanted))) if wanted else []
        return found + [node for block in sorted(wanted) for node in self._removed.get(block, ())]


class _Beside:
    """Finds the claims of levels that are resolved together: those between two days that cut their series before and after the change."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._new = frozenset(c.id for c in reader.change.added)
        gone = ((n, moment(n.claim, n.day)) for n in reader.changed() if not n.here)
        self._gone = frozenset(at.day for _, at in gone if at and at.undated)
        self._seen: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)

    def of(self, nodes: Iterable[Node]) -> list[Node]:
        """The claims beside some."""
        found: list[Claim] = []
        for node in nodes:
            at = moment(node.claim, node.day)
            for subject in node.claim.fillers("subject") if at else ():
                found += self._near(node.claim, subject.key, at.day if at else "")
        return self._reader.are(found)

    def _near(self, claim: Claim, key: str, day: str) -> Iterable[Claim]:
        decided, base = self._reader.decided, self._reader.base
        keys = decided.family(key)
        series = tuple(series_of(claim, k) for k in keys)
        if any(since <= day and (not until or day < until) for since, until in self._seen[series]):
            return ()
        # What is split off has the key of the rest, but is another series.
        if isinstance(base, Timeline) and not any(decided.is_split(k) for k in keys):
            since, until = base.cuts(series, day, self._new, self._gone)
            self._seen[series].append((since, until))
            return base.moments(series, since, until)
        self._seen[series].append(("", ""))
        return base.claims({level_block(claim, k) for k in keys})


def add_node(nodes: Nodes, node: Node) -> bool:
    """Take in a node; of the same claim from several extractors the surest stays. False if it was known."""
    key = (node.claim.id, node.day, node.here)
    known = nodes.get(key)
    if known is None or (known.claim.confidence, known.claim.extractor) < (node.claim.confidence, node.claim.extractor):
        nodes[key] = node
    return known is None


def closure(reader: Reader, seeds: Iterable[Node]) -> Nodes:
    """All claims that can share a fact or a conflict with the seeds, directly or through others."""
    nodes: Nodes = {}
    frontier = [node for node in seeds if add_node(nodes, node)]
    beside = _Beside(reader)
    while frontier:
        strict, loose = _wanted(frontier, reader.decided)
        found = reader.search(strict | loose.keys())
        reached = [*beside.of(frontier), *(n for n in found if _reached(n, strict, loose, reader.decided))]
        frontier = [n for n in reached if add_node(nodes, n)]
    return nodes


def _wanted(frontier: Iterable[Node], decided: Decided) -> tuple[set[str], dict[str, list[Claim]]]:
    """The blocks that nodes seek; for those whose finds must be compared first, who seeks them."""
    strict: set[str] = set()
    loose: dict[str, list[Claim]] = defaultdict(list)
    for node in frontier:
        for block in seeks(node.claim, node.day, decided):
            if block[0] in "?.":
                loose[block].append(node.claim)
            else:
                strict.add(block)
    return strict, loose


def _reached(node: Node, strict: set[str], loose: Mapping[str, list[Claim]], decided: Decided) -> bool:
    filed = blocks(node.claim, node.day)
    if filed & strict:
        return True
    return any(may_join(seeker, node.claim, decided) for block in filed & loose.keys() for seeker in loose[block])
