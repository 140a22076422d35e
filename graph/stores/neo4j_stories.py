"""The stories of articles in Neo4j (graph.origins): copies of one press release are one origin, found by the bands that they share."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Article
from graph.origins import bands, joined, near, stories
from graph.projection import ArticleMeta
from graph.stores.neo4j_driver import Row, Work
from graph.stores.sqlite_view import hashed


@dataclass(frozen=True, slots=True)
class Told:
    """A stored article as far as stories go (it has no text), and the story that it is filed under."""

    article: Article
    story: str


class Stories:
    """Keeps the origin of each stored article, inside one transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def told(self, ids: Collection[str]) -> dict[str, Told]:
        """The articles of the ids that are stored."""
        return _told(self._work.rows("read/told", ids=sorted(ids))) if ids else {}

    def settle(self, article_id: str, before: Told | None) -> dict[str, ArticleMeta]:
        """Find the story of an article that has changed; ``before`` is how it was. Returns the others whose story is another now, as they
        were."""
        after = self.told([article_id]).get(article_id)
        if before is not None and after is not None and _same(before.article, after.article):
            self._set({article_id: before.story})
            return {}
        was: dict[str, Told] = {}
        if before is not None:
            self._unfile(before.article)
            self._set({article_id: ""})
            self._take_out(before.story, was)
        if after is not None:
            self._file([after.article])
            self._put_in(after.article, was)
        now = self.told(was.keys())
        return {id_: ArticleMeta(id_, t.article.published, t.story) for id_, t in was.items() if now[id_].story != t.story}

    def _take_out(self, story: str, was: dict[str, Told]) -> None:
        """Part the story that an article has left, if that held it together."""
        left = self._members([story])
        was.update(left)
        self._set(stories(t.article for t in left.values()))

    def _put_in(self, article: Article, was: dict[str, Told]) -> None:
        """Put an article into the story of those that it is near to, which may make one story of several."""
        shared = self._sharing(article)
        found = {shared[other.id].story for other in near(article, (t.article for t in shared.values()))}
        heads = [t.article for t in self.told(found).values()]
        story, replaced = joined(article, heads)
        members = self._members(replaced)
        was.update({id_: t for id_, t in members.items() if id_ not in was})
        self._set(dict.fromkeys((article.id, *members), story))

    def _sharing(self, article: Article) -> dict[str, Told]:
        """The other articles that share a band with one."""
        wanted = sorted(hashed(band) for band in bands(article.signature))
        found = _told(self._work.rows("read/told-by-band", bands=wanted)) if wanted else {}
        found.pop(article.id, None)
        return found

    def _members(self, ids: Collection[str]) -> dict[str, Told]:
        return _told(self._work.rows("read/told-by-story", ids=sorted(ids))) if ids else {}

    def rebuild(self) -> dict[str, ArticleMeta]:
        """Find all stories anew (the bands have been cleared); returns what the projection needs of all stored articles."""
        found = _told(self._work.rows("read/all-told"))
        self._file([told.article for told in found.values()])
        origins = stories(t.article for t in found.values())
        self._set(origins)
        return {id_: ArticleMeta(id_, t.article.published, origins[id_]) for id_, t in found.items()}

    def _file(self, articles: Iterable[Article]) -> None:
        self._work.many("write/file-bands", [row for article in articles for row in _rows(article)])

    def _unfile(self, article: Article) -> None:
        self._work.many("write/unfile-bands", _rows(article))

    def _set(self, origins: Mapping[str, str]) -> None:
        self._work.many("write/set-origins", [{"id": id_, "origin": origin} for id_, origin in sorted(origins.items())])


def _rows(article: Article) -> list[dict[str, Any]]:
    return [{"band": band, "article": article.id} for band in sorted({hashed(band) for band in bands(article.signature)})]


def _told(rows: Iterable[Row]) -> dict[str, Told]:
    return {
        row["id"]: Told(
            Article(
                id=row["id"], source_key="", version="", text="", published=row["published"], signature=tuple(json.loads(row["signature"]))
            ),
            row["origin"] or "",
        )
        for row in rows
    }


def _same(one: Article, other: Article) -> bool:
    return one.signature == other.signature and one.published == other.published
