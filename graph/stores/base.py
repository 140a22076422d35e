"""The store contract: a Writer and a View. No SQL or Cypher in a signature; every store passes tests/contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self, TypeVar

from graph.dates import PartialDate
from graph.model import (
    Article,
    ArticleRecord,
    ArticleState,
    Change,
    Claim,
    Decision,
    Edge,
    Entity,
    Fact,
    Refusal,
    ReviewItem,
)
from graph.ontology import EntityType, Status


class Direction(StrEnum):
    """Which edges of a node are meant."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Filter:
    """What facts and edges a query sees. By default actual and planned ones (rule 7), whatever their number of origins.

    ``as_of``: valid then; ``known_at`` (a day, YYYY-MM-DD): by what was published at or before; ``gazetteer``: also edges that only the
    gazetteer says.
    """

    statuses: frozenset[Status] = frozenset({Status.ACTUAL, Status.PLANNED})
    as_of: PartialDate | None = None
    known_at: str = ""
    min_origins: int = 1
    min_confidence: float = 0.0
    gazetteer: bool = False


EVERYTHING = Filter(statuses=frozenset(Status), gazetteer=True)


@dataclass(frozen=True, slots=True)
class Page:
    """A page by keyset cursor: at most ``limit`` rows (0: all) after the row whose :func:`cursor` is ``after`` (empty: from the start).

    Rows asked for by their ids are not paged: all are given.
    """

    limit: int = 100
    after: str = ""


ALL = Page(limit=0)


def cursor(row: Entity | Fact | Claim | ArticleRecord) -> str:
    """The cursor of a row for ``Page.after``; rows are sorted by it. It stays good when the row itself is gone."""
    if isinstance(row, Claim):
        return f"{row.evidence.article}\t{row.evidence.start:012d}\t{row.id}\t{row.extractor}"
    if isinstance(row, ArticleRecord):
        return f"{row.article.id}\t{row.sequence:012d}"
    return row.id


_Row = TypeVar("_Row", Entity, Fact, Claim, ArticleRecord)


def every(fetch: Callable[[Page], list[_Row]], size: int = 500) -> Iterator[_Row]:
    """All rows of a paged call, ``size`` at a time: ``every(lambda page: view.claims(page=page))``."""
    rows = fetch(Page(size))
    while rows:
        yield from rows
        rows = fetch(Page(size, cursor(rows[-1]))) if len(rows) == size else []


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: the article's new state and how many claims stand, were refused, and why a load was skipped."""

    article: str
    state: ArticleState
    claims: int = 0
    refused: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result; ``matched`` is the name that matched."""

    entity: Entity
    score: float
    matched: str


class Writer(Protocol):
    """Changes a store. Each call is one transaction: it is whole or it has not been."""

    def write(
        self, article: Article, claims: Sequence[Claim], refusals: Sequence[Refusal] = (), *, extractor: str = "", restore: bool = False
    ) -> Written:
        """Store a version of an article with its claims; those of an older version or an earlier run of this extractor are replaced.

        ``extractor`` names whose claims are replaced ("rules"; a version behind a slash does not count); by default that of the claims
        given, and of every extractor when there are none. Claims that graph.claims.problems refuses go to the ledger. An article with a
        tombstone is skipped unless ``restore``. Raises StoreError (claims of several extractors, a store opened to be read), StoreBusy.
        """

    def retract(self, article_id: str) -> None:
        """Take back an article, leaving a tombstone. Raises NotFound."""

    def decide(self, decision: Decision) -> None:
        """Record a person's merge, split or rename (the same decision twice is one).

        Raises NotFound when no claim (of its ``claims``, if it names any) has its keys.
        """

    def undecide(self, decision_id: str) -> None:
        """Take back a decision, as if it had never been. Raises NotFound."""

    def rebuild(self) -> None:
        """Make resolver, origins, facts and edges anew from claims and decisions: byte for byte the same."""


class View(Protocol):
    """Reads a store. Ids that are None ask for all rows, an empty collection of ids for none; ids that are not held are left out."""

    def entities(self, ids: Iterable[str] | None = None, *, types: Iterable[EntityType] = (), page: Page = Page()) -> list[Entity]:
        """Entities by id or by any of their keys (merged ids redirect; the name of a site can be that of several), sorted by id."""

    def search(self, text: str, types: Iterable[EntityType] = (), limit: int = 20) -> list[Hit]:
        """Entities by any of their names, accents and case apart, best first. Each word of ``text`` begins a word of the name."""

    def facts(
        self,
        ids: Iterable[str] | None = None,
        *,
        about: Iterable[str] | None = None,
        types: Iterable[str] = (),
        where: Filter = Filter(),
        page: Page = Page(),
    ) -> list[Fact]:
        """Facts by id (or by any of their claims' ids), or that have one of the entities ``about`` as filler; sorted by id."""

    def edges(
        self, ids: Iterable[str], direction: Direction = Direction.BOTH, types: Iterable[str] = (), where: Filter = Filter()
    ) -> list[Edge]:
        """Edges at any of the nodes (entities or facts) in one call for a whole frontier; sorted by id."""

    def claims(
        self,
        ids: Iterable[str] | None = None,
        *,
        facts: Iterable[str] | None = None,
        articles: Iterable[str] | None = None,
        doubles: bool = False,
        page: Page = Page(),
    ) -> list[Claim]:
        """Claims by id, by fact or by article; sorted by article, start, id.

        A claim that several extractors found is given once, as the surest of them has it; with ``doubles`` as often as it was found.
        """

    def articles(
        self, ids: Iterable[str] | None = None, *, states: Iterable[ArticleState] = (), page: Page = Page()
    ) -> list[ArticleRecord]:
        """Versions of articles with state, origin and ledger, by the article's id, sorted by id, the newest version last.

        Each article has one version that is STORED or RETRACTED, the older ones are SUPERSEDED: ``states=[ArticleState.STORED]`` gives
        the current texts, from which claims can be extracted anew.
        """

    def resolved(self, claims: Iterable[str]) -> dict[tuple[str, str], str]:
        """Which entity each mention of the claims is: (claim id, key) -> entity id."""

    def review(self) -> list[ReviewItem]:
        """Doubtful cases and conflicts, sorted by id."""

    def decisions(self) -> list[Decision]:
        """What people have decided, in the order of recording."""

    def changes(self, since: int = 0, limit: int = 1000) -> list[Change]:
        """The journal after a sequence number."""

    def stats(self) -> Mapping[str, int]:
        """Counts: articles, claims, entities, facts, edges, decisions, by type ("facts:finances", "edges:OPERATES", "review:conflict").

        ``sequence`` is the number of the last change.
        """


class Store(Writer, View, Protocol):
    """A store that can be read and written; a context manager that closes what it opened."""

    def close(self) -> None:
        """Release files and connections; further calls raise StoreError."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the store."""

    def dump(self) -> Iterator[str]:
        """The whole store as JSON Lines, byte-stable: articles, claims, decisions, tombstones, resolver, facts, edges, ledger.

        Two stores with equal content give equal bytes, whichever kind they are; numbers and times of recording are left out.
        """

    def load_dump(self, lines: Iterable[str]) -> None:
        """Fill an empty store from a dump, in one transaction; the graph is made anew from its claims. Raises StoreError, InvalidValue."""
