"""The view of the memory store: plain loops over what is held, the reference for what every store must answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from graph.errors import StoreError
from graph.model import Article, ArticleRecord, ArticleState, Change, Claim, Decision, Edge, Entity, Fact, Refusal, ReviewItem
from graph.ontology import EntityType
from graph.origins import stories
from graph.projection import ArticleMeta, Projection, project, standing, visible
from graph.reference import NoReference, Reference
from graph.stores.base import Direction, Filter, Hit, Page, cursor
from graph.stores.intake import Row
from graph.stores.intake import standing as standing_claims
from graph.stores.searching import fold, score

_T = TypeVar("_T", Entity, Fact, Claim, ArticleRecord)


@dataclass(slots=True)
class Shelf:
    """An article: its versions with the number of their last change, the newest last; its claims and ledger."""

    versions: dict[str, tuple[Article, int]] = field(default_factory=dict)
    state: ArticleState = ArticleState.STORED
    claims: dict[Row, Claim] = field(default_factory=dict)
    ledger: Mapping[str, tuple[Refusal, ...]] = field(default_factory=dict)

    @property
    def newest(self) -> Article:
        """The newest version."""
        return next(reversed(self.versions.values()))[0]


@dataclass
class Graph:
    """What is held, and all that follows from it, made when it is first asked for."""

    shelves: Mapping[str, Shelf] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    reference: Reference = field(default_factory=NoReference)

    @cached_property
    def stored(self) -> dict[str, Article]:
        """The articles whose claims count, by id."""
        return {id_: shelf.newest for id_, shelf in sorted(self.shelves.items()) if shelf.state is ArticleState.STORED}

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """The story of each stored article."""
        return stories(self.stored.values())

    @cached_property
    def doubles(self) -> list[Claim]:
        """All claims as found, in order."""
        return sorted((c for shelf in self.shelves.values() for c in shelf.claims.values()), key=cursor)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims that stand, in order."""
        found = standing_claims(self.doubles)
        return {c.id: c for c in sorted(found.values(), key=cursor)}

    @cached_property
    def projection(self) -> Projection:
        """Entities, facts, edges and review list."""
        articles = {id_: ArticleMeta(id_, article.published, self.origins[id_]) for id_, article in self.stored.items()}
        return project(self.claims.values(), articles, self.decisions, self.reference)

    @cached_property
    def records(self) -> list[ArticleRecord]:
        """All versions of all articles."""
        return [record for id_ in sorted(self.shelves) for record in self._records(self.shelves[id_])]

    def _records(self, shelf: Shelf) -> Iterator[ArticleRecord]:
        for article, number in shelf.versions.values():
            newest = article is shelf.newest
            yield ArticleRecord(
                article=article,
                state=shelf.state if newest else ArticleState.SUPERSEDED,
                origin=self.origins.get(article.id, "") if newest else "",
                sequence=number,
                claims=len({c.id for c in shelf.claims.values()}) if newest else 0,
                refusals=tuple(r for name in sorted(shelf.ledger) for r in shelf.ledger[name]) if newest else (),
            )


def paged(rows: Iterable[_T], page: Page) -> list[_T]:
    """The rows of a page; the rows come in the order of their cursors."""
    after = [row for row in rows if not page.after or cursor(row) > page.after]
    return after[: page.limit] if page.limit else after


def _set(ids: Iterable[str] | None) -> set[str] | None:
    return None if ids is None else set(ids)


def _touch(wanted: set[str] | None, own: Iterable[str]) -> bool:
    """Whether a row is asked for: all are when nothing is named."""
    return wanted is None or not wanted.isdisjoint(own)


class MemoryView:
    """Reads what is held."""

    def __init__(self) -> None:
        self._held = Graph()
        self._journal: list[Change] = []
        self._closed = False

    @property
    def _graph(self) -> Graph:
        """What is held. Raises StoreError after close."""
        if self._closed:
            raise StoreError("the store has been closed")
        return self._held

    def entities(self, ids: Iterable[str] | None = None, *, types: Iterable[EntityType] = (), page: Page = Page()) -> list[Entity]:
        """See View."""
        wanted, of_types = _set(ids), set(types)
        rows = [
            e for e in self._graph.projection.entities.values() if (not of_types or e.type in of_types) and _touch(wanted, (e.id, *e.keys))
        ]
        return rows if wanted is not None else paged(rows, page)

    def search(self, text: str, types: Iterable[EntityType] = (), limit: int = 20) -> list[Hit]:
        """See View."""
        query, of_types = fold(text), set(types)
        hits = []
        for entity in self._graph.projection.entities.values():
            if not of_types or entity.type in of_types:
                names = {n.name for n in entity.names} | {entity.name}
                best, name = min((-score(query, fold(name)), name) for name in names)
                hits += [Hit(entity, -best, name)] if best else []
        return sorted(hits, key=lambda h: (-h.score, h.entity.name, h.entity.id))[:limit]

    def facts(self, ids: Iterable[str] | None = None, *, about: Iterable[str] | None = None, types: Iterable[str] = (),
              where: Filter = Filter(), page: Page = Page()) -> list[Fact]:  # fmt: skip
        """See View."""
        wanted, ends, of_types = _set(ids), _set(about), set(types)
        rows = [
            seen
            for fact in self._graph.projection.facts.values()
            if (not of_types or fact.type in of_types)
            and _touch(wanted, (fact.id, *fact.claims))
            and (seen := visible(fact, where)) is not None
            and _touch(ends, (f for fillers in seen.roles.values() for f in fillers))
        ]
        return rows if wanted is not None else paged(rows, page)

    def edges(
        self, ids: Iterable[str], direction: Direction = Direction.BOTH, types: Iterable[str] = (), where: Filter = Filter()
    ) -> list[Edge]:
        """See View."""
        nodes, of_types = set(ids), set(types)
        seen = {id_: fact for id_, f in self._graph.projection.facts.items() if (fact := visible(f, where)) is not None}
        found: list[Edge] = []
        for edge in self._graph.projection.edges.values():
            out = edge.source in nodes and direction is not Direction.IN
            into = edge.target in nodes and direction is not Direction.OUT
            if (out or into) and (not of_types or edge.type in of_types):
                shown = standing(edge, seen) if edge.fact else edge if where.gazetteer else None
                found += [shown] if shown is not None else []
        return found

    def claims(self, ids: Iterable[str] | None = None, *, facts: Iterable[str] | None = None, articles: Iterable[str] | None = None,
               doubles: bool = False, page: Page = Page()) -> list[Claim]:  # fmt: skip
        """See View."""
        wanted, of_articles = _set(ids), _set(articles)
        all_facts = self._graph.projection.facts
        of_facts = None if facts is None else {c for f in facts if f in all_facts for c in all_facts[f].claims}
        rows = [
            c
            for c in (self._graph.doubles if doubles else self._graph.claims.values())
            if _touch(wanted, (c.id,)) and _touch(of_facts, (c.id,)) and _touch(of_articles, (c.evidence.article,))
        ]
        return rows if wanted is not None else paged(rows, page)

    def articles(
        self, ids: Iterable[str] | None = None, *, states: Iterable[ArticleState] = (), page: Page = Page()
    ) -> list[ArticleRecord]:
        """See View."""
        wanted, in_states = _set(ids), set(states)
        rows = [r for r in self._graph.records if _touch(wanted, (r.article.id,)) and (not in_states or r.state in in_states)]
        return rows if wanted is not None else paged(rows, page)

    def resolved(self, claims: Iterable[str]) -> dict[tuple[str, str], str]:
        """See View."""
        wanted = set(claims)
        return {pair: entity for pair, entity in self._graph.projection.resolved.items() if pair[0] in wanted}

    def review(self) -> list[ReviewItem]:
        """See View."""
        return list(self._graph.projection.review.values())

    def decisions(self) -> list[Decision]:
        """See View."""
        return list(self._graph.decisions)

    def changes(self, since: int = 0, limit: int = 1000) -> list[Change]:
        """See View."""
        return [c for c in self._journal if c.sequence > since][: max(limit, 0)]

    def stats(self) -> Mapping[str, int]:
        """See View."""
        projection = self._graph.projection
        facts = Counter(f"facts:{f.type}" for f in projection.facts.values())
        edges = Counter(f"edges:{e.type}" for e in projection.edges.values())
        kinds = Counter(f"review:{r.kind}" for r in projection.review.values())
        totals = {
            "articles": len(self._graph.stored),
            "claims": len(self._graph.claims),
            "entities": len(projection.entities),
            "facts": len(projection.facts),
            "edges": len(projection.edges),
            "decisions": len(self._graph.decisions),
            "sequence": self._journal[-1].sequence if self._journal else 0,
        }
        return totals | dict(sorted((facts + edges + kinds).items()))
