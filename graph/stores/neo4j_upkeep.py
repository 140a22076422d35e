"""Keeping the graph of a Neo4j store up to date: what a change of articles, claims or decisions changes, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources

from graph.ids import digest
from graph.model import Claim, Decision
from graph.projection import ArticleMeta, Change, Projection, project, update
from graph.reference import Reference
from graph.stores.neo4j_driver import Work
from graph.stores.neo4j_given import Claims, Filed, Given, Ties, block_rows
from graph.stores.neo4j_graph import GraphNodes
from graph.stores.neo4j_stories import Neo4jStories


class Upkeep:
    """Writes what follows from what is given, inside one transaction. It takes the writers' turn first, so that writers never mix."""

    def __init__(self, work: Work, reference: Reference) -> None:
        self._work = work
        self._reference = reference
        work.run("write/take-turn")
        self.given = Given(work)
        self._graph = GraphNodes(work)
        self._stories = Neo4jStories(work)

    def change_article(self, article_id: str, before: Claims, after: Claims, put: Callable[[], None]) -> None:
        """Change the claims of an article, and the graph with them; ``put`` writes the article itself before its claims."""
        was, told = self.given.metas([article_id]), self._stories.told([article_id])
        put()
        ties = self.given.ties(before.standing.keys() - after.standing.keys())
        self.given.put_claims(before, after)
        moved = self._stories.settle(article_id, told.get(article_id))
        now = self.given.metas([article_id])
        fresh = self._refile((before.standing, _days(was)), (after.standing, _days(now)))
        same = was == now
        removed = [c for id_, c in before.standing.items() if not same or after.standing.get(id_) != c]
        added = [c for id_, c in after.standing.items() if not same or before.standing.get(id_) != c]
        carried = list(self.given.standing(moved.keys()).values())
        change = Change(added=[*added, *carried], removed=[*removed, *carried], before={**moved, **was})
        self._update(change, ties, fresh, _days(now))

    def _refile(
        self, before: tuple[Mapping[str, Claim], Mapping[str, str]], after: tuple[Mapping[str, Claim], Mapping[str, str]]
    ) -> list[Claim]:
        """File the claims of an article anew, those alone that have changed unless the day has; returns these."""
        (old, was), (new, now) = before, after
        kept = {id_ for id_ in old.keys() & new.keys() if old[id_] == new[id_]} if was == now else set()
        left, fresh = ([c for id_, c in claims.items() if id_ not in kept] for claims in (old, new))
        out, into = block_rows(left, was), block_rows(fresh, now)
        self._work.many("write/unfile-blocks", [row for row in out if row not in into])
        self._work.many("write/file-blocks", [row for row in into if row not in out])
        self._work.many("write/drop-about", sorted(c.id for c in left if c.id in new), "ids")
        return fresh

    def decided(self, decision: Decision, anew: bool) -> None:
        """Take in the decision recorded last; ``anew`` when it takes the place of an older one."""
        if anew:
            self.rebuild()
        else:
            self._update(Change(decided=[decision]), Ties(), [], {})

    def known_keys(self, decision: Decision) -> set[str]:
        """The keys of a decision that claims have."""
        return Filed(self._work, self.given).known_keys(decision)

    def _update(self, change: Change, ties: Ties, fresh: list[Claim], days: Mapping[str, str]) -> None:
        """Patch the graph; if other rules or another gazetteer made it, it is made anew."""
        if self._work.rows("read/store")[0]["made_by"] != maker(self._reference):
            self.rebuild()
        else:
            base = Filed(self._work, self.given, fresh, days)
            patch = update(base, change, self.given.decisions(), self._reference)
            self._graph.apply(patch, ties, fresh, days)

    def rebuild(self) -> Projection:
        """Make all that follows from what is given anew; returns the graph."""
        self._work.run("write/clear-graph")
        metas, claims = self._stories.rebuild(), self.given.all_standing()
        days = _days(metas)
        self._work.many("write/file-blocks", block_rows(claims, days))
        projection = project(claims, metas, self.given.decisions(), self._reference)
        self._graph.fill(projection, claims, days)
        self._work.run("write/made-by", made_by=maker(self._reference))
        return projection


def maker(reference: Reference) -> str:
    """What makes the graph: the rules (a digest of their source) and the gazetteer."""
    return f"{_rules()} {reference.version}"


@lru_cache(maxsize=1)
def _rules() -> str:
    rules = sorted((item.name, item.read_text("utf-8")) for item in resources.files("graph.projection").iterdir() if item.is_file())
    return digest(*(part for rule in rules for part in rule))


def _days(metas: Mapping[str, ArticleMeta]) -> dict[str, str]:
    return {id_: meta.day for id_, meta in metas.items()}
