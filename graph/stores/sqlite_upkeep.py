"""Keeping the graph of a SQLite store up to date: what a change of articles, claims or decisions changes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import resources

from graph.ids import digest
from graph.model import Claim, Decision
from graph.projection import ArticleMeta, Change, project, update
from graph.reference import Reference
from graph.stores.sqlite_file import Database
from graph.stores.sqlite_given import FiledClaims, GivenRows, Standing
from graph.stores.sqlite_graph import GraphRows
from graph.stores.sqlite_stories import SqliteStories
from graph.stores.sqlite_view import SqliteView

_MADE_BY = "made_by"


class Upkeep:
    """Writes what follows from what is given. All calls happen inside a transaction."""

    def __init__(self, database: Database, reference: Reference) -> None:
        self._db = database
        self._reference = reference
        self._view = SqliteView(database)
        self._graph = GraphRows(database)
        self.given = GivenRows(database)
        self.filed = FiledClaims(database, self.given)
        self._stories = SqliteStories(database)

    def change_article(self, article_id: str, put: Callable[[], None]) -> None:
        """Change the rows of an article by calling ``put``, and the graph with them."""
        before, was = self.given.standing([article_id]), self.given.metas([article_id])
        told = self._stories.told([article_id])
        put()
        moved = self._stories.settle(article_id, told.get(article_id))
        after, now = self.given.standing([article_id]), self.given.metas([article_id])
        self._refile((before, _days(was)), (after, _days(now)))
        same = was == now
        removed = [claim for id_, (_, claim) in before.items() if not same or _claim(after, id_) != claim]
        added = [claim for id_, (_, claim) in after.items() if not same or _claim(before, id_) != claim]
        carried = [claim for _, claim in self.given.standing(moved.keys()).values()]
        self._update(Change(added=[*added, *carried], removed=[*removed, *carried], before={**moved, **was}))

    def _refile(self, before: tuple[Standing, Mapping[str, str]], after: tuple[Standing, Mapping[str, str]]) -> None:
        """File the claims of an article anew, those alone that have changed unless the day has."""
        (old, was), (new, now) = before, after
        kept = {id_ for id_ in old.keys() & new.keys() if old[id_] == new[id_]} if was == now else set()
        self.filed.unfile([held for id_, held in old.items() if id_ not in kept], was)
        self.filed.file([held for id_, held in new.items() if id_ not in kept], now)
        self._graph.forget(old.keys() - new.keys())

    def decided(self, decision: Decision, anew: bool) -> None:
        """Take in the decision recorded last; ``anew`` when it takes the place of an older one."""
        if anew:
            self.rebuild()
        else:
            self._update(Change(decided=[decision]))

    def _update(self, change: Change) -> None:
        """Patch the graph; if other rules or another gazetteer made it, it is made anew."""
        if self._db.query("SELECT value FROM setting WHERE name = ?", (_MADE_BY,)) != [(self._maker,)]:
            self.rebuild()
        else:
            self._graph.apply(update(self.filed, change, self._view.decisions(), self._reference))

    def rebuild(self) -> None:
        """Make all that follows from what is given anew."""
        self._stories.rebuild()
        metas, claims = self.given.metas(), list(self.given.all_standing())
        self.filed.clear()
        self.filed.file(claims, _days(metas))
        self._graph.replace(project((claim for _, claim in claims), metas, self._view.decisions(), self._reference))
        self._db.query("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_MADE_BY, self._maker))

    @cached_property
    def _maker(self) -> str:
        """What made the graph: the rules (a digest of their source) and the gazetteer."""
        rules = sorted((item.name, item.read_text("utf-8")) for item in resources.files("graph.projection").iterdir() if item.is_file())
        return f"{digest(*(part for rule in rules for part in rule))} {self._reference.version}"


def _days(metas: Mapping[str, ArticleMeta]) -> dict[str, str]:
    return {id_: meta.day for id_, meta in metas.items()}


def _claim(standing: Standing, id_: str) -> Claim | None:
    return standing[id_][1] if id_ in standing else None
