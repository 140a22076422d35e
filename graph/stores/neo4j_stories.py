"""The stories of articles as Neo4j keeps them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from graph.stores.neo4j_driver import Row, Work
from graph.stores.stories import Stories, Told, read_told


class Neo4jStories(Stories):
    """Stories among (:Article) and (:Band)."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def told(self, ids: Collection[str]) -> dict[str, Told]:
        """The articles of the ids that are stored."""
        return _told(self._work.rows("read/told", ids=sorted(ids))) if ids else {}

    def _sharing(self, bands: Collection[int]) -> dict[str, Told]:
        return _told(self._work.rows("read/told-by-band", bands=list(bands))) if bands else {}

    def _members(self, ids: Collection[str]) -> dict[str, Told]:
        return _told(self._work.rows("read/told-by-story", ids=sorted(ids))) if ids else {}

    def _all(self) -> dict[str, Told]:
        return _told(self._work.rows("read/all-told"))

    def _file(self, rows: Iterable[tuple[int, str]]) -> None:
        self._work.many("write/file-bands", [{"band": band, "article": article} for band, article in rows])

    def _unfile(self, rows: Iterable[tuple[int, str]]) -> None:
        self._work.many("write/unfile-bands", [{"band": band, "article": article} for band, article in rows])

    def _set(self, origins: Mapping[str, str]) -> None:
        self._work.many("write/set-origins", [{"id": id_, "origin": origin} for id_, origin in sorted(origins.items())])


def _told(rows: Iterable[Row]) -> dict[str, Told]:
    return {row["id"]: read_told(row["id"], row["published"], row["lang"], row["signature"], row["origin"] or "") for row in rows}
