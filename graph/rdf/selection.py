"""What is exported: a whole store, or the part around some entities, as statements in a fixed order, a page at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol, TypeVar

from graph.model import ArticleState, Claim, Edge, Entity, Fact
from graph.ontology import Status
from graph.rdf.records import Writer
from graph.rdf.terms import Statement
from graph.stores.base import ALL, EVERYTHING, Direction, Filter, View, every

_BATCH = 500
_Item = TypeVar("_Item")


class Selection(Protocol):
    """Which entities and facts of a view are meant."""

    def entities(self) -> Iterator[Entity]:
        """The entities, sorted by id."""

    def facts(self) -> Iterator[Fact]:
        """The facts, sorted by id."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a filter sees of a store."""

    view: View
    where: Filter = EVERYTHING

    def entities(self) -> Iterator[Entity]:
        """All entities."""
        return every(lambda page: self.view.entities(page=page), _BATCH)

    def facts(self) -> Iterator[Fact]:
        """All facts that the filter sees."""
        return every(lambda page: self.view.facts(where=self.where, page=page), _BATCH)


@dataclass(frozen=True, slots=True)
class Part:
    """Some facts with their entities, in memory."""

    view: View
    chosen: tuple[Fact, ...]
    also: tuple[str, ...] = ()

    def entities(self) -> Iterator[Entity]:
        """The entities of the facts, and those that were asked for."""
        ids = {filler for fact in self.chosen for fillers in fact.roles.values() for filler in fillers}
        yield from self.view.entities(sorted(ids | set(self.also)))

    def facts(self) -> Iterator[Fact]:
        """The facts."""
        yield from self.chosen


def around(view: View, ids: Iterable[str], depth: int = 1, where: Filter = EVERYTHING) -> Part:
    """The facts within ``depth`` steps of the entities; a step leads from an entity to all others in a fact about it."""
    start = tuple(sorted(set(ids)))
    seen, frontier = set(start), set(start)
    facts: dict[str, Fact] = {}
    for _ in range(depth):
        found = view.facts(about=sorted(frontier), where=where, page=ALL) if frontier else []
        facts.update({fact.id: fact for fact in found})
        frontier = {filler for fact in found for fillers in fact.roles.values() for filler in fillers} - seen
        seen |= frontier
    return Part(view, tuple(facts[id_] for id_ in sorted(facts)), start)


def statements(view: View, selection: Selection, writer: Writer, *, gazetteer: bool = False) -> Iterator[Statement]:
    """All statements of a selection: entities, facts, the claims that tell them, their articles.

    Plain edges stand for actual facts alone, among those selected; what is planned, ended or denied is told by the fact's node, with its
    status. ``gazetteer`` adds the wider places of places.
    """
    whole = isinstance(selection, Whole)
    facts = None if whole else {fact.id for fact in selection.facts()}
    for entities in _batches(selection.entities()):
        edges = _edges(view, [e.id for e in entities], facts, _actual(selection, gazetteer))
        for entity in entities:
            yield from writer.entity(entity, edges.get(entity.id, ()))
    articles: set[str] = set()
    for fact in selection.facts():
        yield from writer.fact(fact)
    for claims in _batches(_claims(view, selection)):
        resolved = view.resolved([claim.id for claim in claims])
        for claim in claims:
            articles.add(claim.evidence.article)
            yield from writer.claim(claim, resolved)
    for ids in _batches(iter(sorted(articles))):
        for record in view.articles(ids, states=[ArticleState.STORED]):
            yield from writer.article(record)


def _actual(selection: Selection, gazetteer: bool) -> Filter:
    where = selection.where if isinstance(selection, Whole) else EVERYTHING
    return replace(where, statuses=where.statuses & {Status.ACTUAL}, gazetteer=gazetteer)


def _edges(view: View, ids: Sequence[str], facts: set[str] | None, where: Filter) -> dict[str, list[Edge]]:
    """The plain edges that leave the entities."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in view.edges(ids, Direction.OUT, where=where):
        if not edge.role and (facts is None or not edge.fact or edge.fact in facts):
            found[edge.source].append(edge)
    return found


def _claims(view: View, selection: Selection) -> Iterator[Claim]:
    """The claims that tell the selected facts, each once, in the order of the facts."""
    told: set[str] = set()
    for facts in _batches(selection.facts()):
        wanted = sorted({id_ for fact in facts for id_ in fact.claims} - told)
        told.update(wanted)
        yield from view.claims(wanted)


def _batches(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while batch := list(islice(items, _BATCH)):
        yield batch
