"""The stories of articles as SQLite keeps them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graph.projection import ArticleMeta
from graph.stores.sqlite_file import Database
from graph.stores.sqlite_view import array
from graph.stores.stories import Stories, Told, read_told

_AMONG = "IN (SELECT value FROM json_each(?))"
_STORED = """SELECT a.id, v.published, v.lang, v.signature, a.origin FROM article a CROSS JOIN article_version v
  ON v.article = a.id AND v.version = a.version WHERE a.state = 'stored'"""


class SqliteStories(Stories):
    """Stories in the column ``article.origin``, bands in the table ``band``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def told(self, ids: Collection[str]) -> dict[str, Told]:
        """The articles of the ids that are stored."""
        return _told(self._db.query(f"{_STORED} AND a.id {_AMONG}", (array(ids),)))

    def rebuild(self) -> dict[str, ArticleMeta]:
        """Find all stories anew; returns what the projection needs of all stored articles."""
        self._db.query("DELETE FROM band")
        return super().rebuild()

    def _sharing(self, bands: Collection[int]) -> dict[str, Told]:
        return _told(self._db.query(f"{_STORED} AND a.id IN (SELECT article FROM band WHERE band {_AMONG})", (array(bands),)))

    def _members(self, ids: Collection[str]) -> dict[str, Told]:
        return _told(self._db.query(f"{_STORED} AND a.origin {_AMONG}", (array(ids),)))

    def _all(self) -> dict[str, Told]:
        return _told(self._db.query(_STORED))

    def _file(self, rows: Iterable[tuple[int, str]]) -> None:
        self._db.many("INSERT INTO band VALUES (?, ?)", rows)

    def _unfile(self, rows: Iterable[tuple[int, str]]) -> None:
        self._db.many("DELETE FROM band WHERE band = ? AND article = ?", rows)

    def _set(self, origins: Mapping[str, str]) -> None:
        self._db.many("UPDATE article SET origin = ? WHERE id = ?", ((origin, id_) for id_, origin in origins.items()))


def _told(rows: Iterable[tuple[Any, ...]]) -> dict[str, Told]:
    return {id_: read_told(id_, published, lang, signature, story) for id_, published, lang, signature, story in rows}
