"""The store contract: a Writer and a View. No SQL or Cypher in a signature; every store passes tests/contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

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
    """A page by keyset cursor: at most ``limit`` rows after the row whose cursor is ``after`` (empty: from the start)."""

    limit: int = 100
    after: str = ""


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

    def write(self, article: Article, claims: Sequence[Claim], refusals: Sequence[Refusal] = (), *, restore: bool = False) -> Written:
        """Store a version of an article with its claims; those of an older version or an earlier run of this extractor are replaced.

        Claims that graph.claims.problems refuses go to the ledger. An article with a tombstone is skipped unless ``restore``.
        Raises StoreError, StoreBusy.
        """

    def retract(self, article_id: str) -> None:
        """Take back an article, leaving a tombstone. Raises NotFound."""

    def decide(self, decision: Decision) -> None:
        """Record a person's merge, split or rename (the same decision twice is one). Raises NotFound when no claim has its keys."""

    def rebuild(self) -> None:
        """Make resolver, origins, facts and edges anew from claims and decisions: byte for byte the same."""


class View(Protocol):
    """Reads a store."""

    def entities(self, ids: Iterable[str] = (), *, types: Iterable[EntityType] = (), page: Page = Page()) -> list[Entity]:
        """Entities by id or by any of their keys (merged ids redirect), else all of the types by id. Unknown ids are left out."""

    def search(self, text: str, types: Iterable[EntityType] = (), limit: int = 20) -> list[Hit]:
        """Entities by any of their names, accents and case apart, best first."""

    def facts(self, ids: Iterable[str] = (), *, about: Iterable[str] = (), types: Iterable[str] = (), where: Filter = Filter(),
              page: Page = Page()) -> list[Fact]:  # fmt: skip
        """Facts by id (or by any of their claims' ids), or that have one of the entities ``about`` as filler, or all; sorted by id."""

    def edges(
        self, ids: Iterable[str], direction: Direction = Direction.BOTH, types: Iterable[str] = (), where: Filter = Filter()
    ) -> list[Edge]:
        """Edges at any of the nodes (entities or facts) in one call for a whole frontier; sorted by id."""

    def claims(
        self, ids: Iterable[str] = (), *, facts: Iterable[str] = (), articles: Iterable[str] = (), page: Page = Page()
    ) -> list[Claim]:
        """Claims by id, by fact or by article, else all; sorted by article, start, id."""

    def articles(self, ids: Iterable[str] = (), *, page: Page = Page()) -> list[ArticleRecord]:
        """Articles with state, origin and ledger, by id (or all), sorted by id."""

    def review(self) -> list[ReviewItem]:
        """Doubtful cases and conflicts, sorted by id."""

    def decisions(self) -> list[Decision]:
        """What people have decided, in the order of recording."""

    def changes(self, since: int = 0, limit: int = 1000) -> list[Change]:
        """The journal after a sequence number."""

    def stats(self) -> Mapping[str, int]:
        """Counts: articles, claims, entities, facts, edges by type ("facts:finances"), conflicts, sequence."""


class Store(Writer, View, Protocol):
    """A store that can be read and written; a context manager that closes what it opened."""

    def close(self) -> None:
        """Release files and connections; further calls raise StoreError."""

    def dump(self) -> Iterator[str]:
        """The whole store as JSON Lines, byte-stable: articles, claims, decisions, tombstones, resolver, facts, edges, ledger."""
