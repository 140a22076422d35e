"""Reads of one request, gathered: what many fields of one level ask for is one call of the store.

The store is synchronous; every call runs in a thread, so that the server's loop never waits for a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_thread
from strawberry.dataloader import DataLoader

from api.graphql.arguments import Asked
from graph.model import ArticleRecord, ArticleState, Claim, Entity, Fact
from graph.stores.base import EVERYTHING, Page, View, cursor

T = TypeVar("T")
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Slice:
    """Some facts of an entity; ``more`` when there are further ones."""

    facts: tuple[Fact, ...]
    more: bool


class Loaders:
    """The loaders of one request; they must not outlive it, for they remember what they have read."""

    def __init__(self, view: View, limiter: anyio.CapacityLimiter) -> None:
        self._view = view
        self._limiter = limiter
        self.entities: DataLoader[str, Entity | None] = DataLoader(load_fn=self._entities)
        self.facts: DataLoader[str, Fact | None] = DataLoader(load_fn=self._facts)
        self.about: DataLoader[tuple[str, Asked], Slice] = DataLoader(load_fn=self._about)
        self.claims: DataLoader[str, Claim | None] = DataLoader(load_fn=self._claims)
        self.articles: DataLoader[str, ArticleRecord | None] = DataLoader(load_fn=self._articles)
        self.resolved: DataLoader[str, Mapping[str, str]] = DataLoader(load_fn=self._resolved)

    async def read(self, call: Callable[[View], T]) -> T:
        """The answer of the store to any call, made in a thread."""
        return await anyio.to_thread.run_sync(partial(call, self._view), limiter=self._limiter)

    async def _entities(self, ids: list[str]) -> list[Entity | None]:
        found = await self.read(lambda view: view.entities(ids))
        by_key = {key: e for e in reversed(found) for key in e.keys} | {e.id: e for e in found}
        return [by_key.get(id_) for id_ in ids]

    async def _facts(self, ids: list[str]) -> list[Fact | None]:
        found = await self.read(lambda view: view.facts(ids, where=EVERYTHING))
        by_id = {claim: f for f in found for claim in f.claims} | {f.id: f for f in found}
        return [by_id.get(id_) for id_ in ids]

    async def _claims(self, ids: list[str]) -> list[Claim | None]:
        found = {c.id: c for c in await self.read(lambda view: view.claims(ids))}
        return [found.get(id_) for id_ in ids]

    async def _articles(self, ids: list[str]) -> list[ArticleRecord | None]:
        rows = await self.read(lambda view: view.articles(ids))
        found = {r.article.id: r for r in rows if r.state is not ArticleState.SUPERSEDED}
        return [found.get(id_) for id_ in ids]

    async def _resolved(self, ids: list[str]) -> list[Mapping[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for (claim, key), entity in (await self.read(lambda view: view.resolved(ids))).items():
            found.setdefault(claim, {})[key] = entity
        return [found.get(id_, {}) for id_ in ids]

    async def _about(self, keys: list[tuple[str, Asked]]) -> list[Slice]:
        groups: dict[Asked, list[str]] = {}
        for id_, asked in keys:
            groups.setdefault(asked, []).append(id_)
        slices: dict[tuple[str, Asked], Slice] = {}
        for asked, ids in groups.items():
            found = await self.read(partial(_facts_about, ids=ids, asked=asked))
            slices |= {(id_, asked): slice_ for id_, slice_ in found.items()}
        return [slices[key] for key in keys]


def _facts_about(view: View, ids: Sequence[str], asked: Asked) -> dict[str, Slice]:
    """The first facts of each entity, in as few calls as the busiest of them needs; one that has enough is asked for no more."""
    wanted = asked.page.limit
    found: dict[str, list[Fact]] = {id_: [] for id_ in ids}
    still, after = set(ids), asked.page.after
    while still:
        limit = min(_CHUNK, max(100, len(still) * (wanted + 1)))
        rows = view.facts(about=sorted(still), types=asked.types, where=asked.where, page=Page(limit, after))
        for fact in filter(asked.fits, rows):
            for id_ in asked.fillers(fact) & still:
                found[id_].append(fact)
        if len(rows) < limit:
            break
        after = cursor(rows[-1])
        still = {id_ for id_ in still if len(found[id_]) <= wanted}
    return {id_: Slice(tuple(facts[:wanted]), len(facts) > wanted) for id_, facts in found.items()}


def known(rows: Iterable[T | None]) -> list[T]:
    """Without the rows that the store does not hold."""
    return [row for row in rows if row is not None]
