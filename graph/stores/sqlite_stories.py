"""The stories of articles in SQLite (graph.origins): copies of one press release are one origin, found by the bands that they share."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Article
from graph.origins import bands, joined, near, stories
from graph.projection import ArticleMeta
from graph.stores.sqlite_file import Database
from graph.stores.sqlite_view import array, hashed

_AMONG = "IN (SELECT value FROM json_each(?))"
_STORED = """SELECT a.id, v.published, v.signature, a.origin FROM article a CROSS JOIN article_version v
  ON v.article = a.id AND v.version = a.version WHERE a.state = 'stored'"""


@dataclass(frozen=True, slots=True)
class Told:
    """A stored article as far as stories go (it has no text), and the story that it is filed under."""

    article: Article
    story: str


class StoryRows:
    """Keeps the origin of each stored article. All writing happens inside a transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def told(self, ids: Collection[str]) -> dict[str, Told]:
        """The articles of the ids that are stored."""
        return _told(self._db.query(f"{_STORED} AND a.id {_AMONG}", (array(ids),)))

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
            self._file(after.article)
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
        wanted = array(hashed(band) for band in bands(article.signature))
        found = _told(self._db.query(f"{_STORED} AND a.id IN (SELECT article FROM band WHERE band {_AMONG})", (wanted,)))
        found.pop(article.id, None)
        return found

    def _members(self, ids: Iterable[str]) -> dict[str, Told]:
        return _told(self._db.query(f"{_STORED} AND a.origin {_AMONG}", (array(ids),)))

    def rebuild(self) -> None:
        """Find all stories anew."""
        self._db.query("DELETE FROM band")
        found = _told(self._db.query(_STORED))
        for told in found.values():
            self._file(told.article)
        self._set(stories(t.article for t in found.values()))

    def _file(self, article: Article) -> None:
        self._db.many("INSERT INTO band VALUES (?, ?)", _rows(article))

    def _unfile(self, article: Article) -> None:
        self._db.many("DELETE FROM band WHERE band = ? AND article = ?", _rows(article))

    def _set(self, origins: Mapping[str, str]) -> None:
        self._db.many("UPDATE article SET origin = ? WHERE id = ?", ((origin, id_) for id_, origin in origins.items()))


def _rows(article: Article) -> list[tuple[int, str]]:
    return sorted({(hashed(band), article.id) for band in bands(article.signature)})


def _told(rows: Iterable[tuple[Any, ...]]) -> dict[str, Told]:
    return {
        id_: Told(Article(id=id_, source_key="", version="", text="", published=published, signature=tuple(json.loads(signature))), story)
        for id_, published, signature, story in rows
    }


def _same(one: Article, other: Article) -> bool:
    return one.signature == other.signature and one.published == other.published
