"""Keeps the stories of stored articles (graph.origins): copies of one press release are one origin, found by the bands that they share.

A server or a file only looks up and sets; how a story grows, shrinks and joins another is the same everywhere.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.model import Article
from graph.origins import bands, joined, near, stories
from graph.projection import ArticleMeta
from graph.stores.sqlite_view import hashed


@dataclass(frozen=True, slots=True)
class Told:
    """A stored article as far as stories go (it has no text), and the story that it is filed under."""

    article: Article
    story: str


def read_told(id_: str, published: str, lang: str, signature: str, story: str) -> Told:
    """What a store's row says of an article; ``signature`` as JSON."""
    return Told(
        Article(id=id_, source_key="", version="", text="", published=published, lang=lang, signature=tuple(json.loads(signature))), story
    )


class Stories(ABC):
    """Keeps the origin of each stored article, inside one transaction."""

    @abstractmethod
    def told(self, ids: Collection[str]) -> dict[str, Told]:
        """The articles of the ids that are stored."""

    @abstractmethod
    def _sharing(self, bands: Collection[int]) -> dict[str, Told]:
        """The stored articles that have one of the bands."""

    @abstractmethod
    def _members(self, ids: Collection[str]) -> dict[str, Told]:
        """The articles of stories."""

    @abstractmethod
    def _all(self) -> dict[str, Told]:
        """All stored articles."""

    @abstractmethod
    def _file(self, rows: Iterable[tuple[int, str]]) -> None:
        """File articles under bands."""

    @abstractmethod
    def _unfile(self, rows: Iterable[tuple[int, str]]) -> None:
        """Take out what was filed."""

    @abstractmethod
    def _set(self, origins: Mapping[str, str]) -> None:
        """Set the story of articles, by article."""

    def settle(self, article_id: str, before: Told | None) -> dict[str, ArticleMeta]:
        """Find the story of an article that has changed; ``before`` is how it was. Returns the others whose story is another now, as they
        were."""
        after = self.told([article_id]).get(article_id)
        if before is not None and after is not None and _same(before.article, after.article):
            self._set({article_id: before.story})
            return {}
        was: dict[str, Told] = {}
        if before is not None:
            self._unfile(_rows(before.article))
            self._set({article_id: ""})
            self._take_out(before.story, was)
        if after is not None:
            self._file(_rows(after.article))
            self._put_in(after.article, was)
        now = self.told(was.keys())
        return {id_: ArticleMeta(id_, t.article.published, t.story) for id_, t in was.items() if now[id_].story != t.story}

    def rebuild(self) -> dict[str, ArticleMeta]:
        """Find all stories anew (the bands have been cleared); returns what the projection needs of all stored articles."""
        found = self._all()
        self._file([row for told in found.values() for row in _rows(told.article)])
        origins = stories(told.article for told in found.values())
        self._set(origins)
        return {id_: ArticleMeta(id_, told.article.published, origins[id_]) for id_, told in found.items()}

    def _take_out(self, story: str, was: dict[str, Told]) -> None:
        """Part the story that an article has left, if that held it together."""
        left = self._members([story])
        was.update(left)
        self._set(stories(t.article for t in left.values()))

    def _put_in(self, article: Article, was: dict[str, Told]) -> None:
        """Put an article into the story of those that it is near to, which may make one story of several."""
        shared = self._sharing(sorted({band for band, _ in _rows(article)}))
        shared.pop(article.id, None)
        found = {shared[other.id].story for other in near(article, (t.article for t in shared.values()))}
        heads = [t.article for t in self.told(found).values()]
        story, replaced = joined(article, heads)
        members = self._members(replaced)
        was.update({id_: t for id_, t in members.items() if id_ not in was})
        self._set(dict.fromkeys((article.id, *members), story))


def _rows(article: Article) -> list[tuple[int, str]]:
    return sorted({(hashed(band), article.id) for band in bands(article.signature)})


def _same(one: Article, other: Article) -> bool:
    return (one.signature, one.published, one.lang) == (other.signature, other.published, other.lang)
