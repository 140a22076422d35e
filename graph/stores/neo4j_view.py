"""The view of the Neo4j store. Each call is one transaction of a few statements that walk an index; lists of ids go in whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from graph.model import ArticleRecord, ArticleState, Change, Claim, Decision, Edge, Entity, Fact, ReviewItem, ReviewKind
from graph.ontology import ONTOLOGY, EntityType, Status
from graph.projection import standing, visible
from graph.stores import wire
from graph.stores.base import Direction, Filter, Hit, Page
from graph.stores.neo4j_driver import Connection, Row, Work
from graph.stores.neo4j_given import article_of
from graph.stores.searching import fold, score
from graph.stores.sqlite_view import timeless
from graph.stores.wire import claim_from_json

_NO_LIMIT = 2**62
_Result = TypeVar("_Result")


def _limit(page: Page) -> int:
    return page.limit or _NO_LIMIT


def _list(values: Iterable[Any]) -> list[str]:
    return sorted({str(value) for value in values})


def _conditions(where: Filter) -> dict[str, Any]:
    """What a filter asks of facts as they stand now; nothing of those that have to be seen at another time."""
    statuses = _list(where.statuses) if timeless(where) else None
    return {"statuses": statuses, "origins": where.min_origins, "confidence": where.min_confidence}


class Neo4jView:
    """Reads a store on a server."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entities(self, ids: Iterable[str] | None = None, *, types: Iterable[EntityType] = (), page: Page = Page()) -> list[Entity]:
        """See View."""
        wanted, of_types = None if ids is None else _list(ids), _list(types)
        if wanted is not None:
            rows = self._connection.read(lambda work: work.rows("read/entities-by-key", ids=wanted)) if wanted else []
            found = [wire.entity_from_wire(json.loads(row["record"])) for row in sorted(rows, key=lambda r: str(r["id"]))]
            return [e for e in found if not of_types or str(e.type) in of_types]
        rows = self._connection.read(lambda work: _typed(work, "entities", of_types, page, {}))
        return [wire.entity_from_wire(json.loads(row["record"])) for row in rows]

    def search(self, text: str, types: Iterable[EntityType] = (), limit: int = 20) -> list[Hit]:
        """See View."""
        folded = fold(text)
        if not folded or limit <= 0:
            return []
        given = {"query": " ".join(f"+{word}*" for word in folded.split()), "folded": folded, "types": _list(types), "limit": limit}
        rows = self._connection.read(lambda work: work.rows("read/search", **given))
        hits = [Hit(wire.entity_from_wire(json.loads(r["record"])), score(folded, r["folded"]), r["matched"]) for r in rows]
        return sorted(hits, key=lambda h: (-h.score, h.entity.name, h.entity.id))

    def facts(self, ids: Iterable[str] | None = None, *, about: Iterable[str] | None = None, types: Iterable[str] = (),
              where: Filter = Filter(), page: Page = Page()) -> list[Fact]:  # fmt: skip
        """See View."""
        ends, of_types = None if about is None else set(about), _list(types)
        wanted = None if ids is None else _list(ids)
        if not (wanted or wanted is None) or (ends is not None and not ends):
            return []

        def read(work: Work) -> list[Fact]:
            if wanted is not None:
                rows = iter(work.rows("read/facts-by-id", ids=wanted, types=of_types, **_conditions(where)))
            elif ends is not None:
                rows = _about(work, ends, of_types, where, page)
            else:
                rows = _pages(work, of_types, where, page)
            return list(islice(_seen(rows, ends, where), (page.limit if wanted is None else 0) or None))

        return self._connection.read(read)

    def edges(
        self, ids: Iterable[str], direction: Direction = Direction.BOTH, types: Iterable[str] = (), where: Filter = Filter()
    ) -> list[Edge]:
        """See View."""
        nodes = _list(ids)
        parts = {"fact": [n for n in nodes if n.startswith("fact/")], "entity": [n for n in nodes if not n.startswith("fact/")]}
        ways = [way for way, other in (("out", Direction.IN), ("in", Direction.OUT)) if direction is not other]
        given = {"types": _list(types), "gazetteer": where.gazetteer, **_conditions(where)}

        def read(work: Work) -> list[Edge]:
            rows = [
                r for kind, own in parts.items() if own for way in ways for r in work.rows(f"read/edges-{kind}-{way}", ids=own, **given)
            ]
            once = {row["id"]: row for row in rows}
            found = [_edge(once[id_]) for id_ in sorted(once)]
            return found if timeless(where) else _then(work, found, where)

        return self._connection.read(read) if nodes else []

    def claims(self, ids: Iterable[str] | None = None, *, facts: Iterable[str] | None = None, articles: Iterable[str] | None = None,
               doubles: bool = False, page: Page = Page()) -> list[Claim]:  # fmt: skip
        """See View."""
        wanted, of_facts, of_articles = (None if given is None else _list(given) for given in (ids, facts, articles))
        if any(given is not None and not given for given in (wanted, of_facts, of_articles)):
            return []
        shown = page if wanted is None else Page(0)

        def read(work: Work) -> list[Row]:
            chosen = wanted
            if of_facts is not None:
                told = {row["id"] for row in work.rows("read/claims-of-facts", facts=of_facts)}
                chosen = sorted(told if chosen is None else told & set(chosen))
            if chosen is not None:
                return [row for name in _labels(doubles) for row in work.rows(f"read/{name}-by-id", ids=chosen)]
            if of_articles is not None:
                given = {"articles": of_articles, "doubles": doubles, "after": shown.after, "limit": _limit(shown)}
                return work.rows("read/claims-of-articles", **given)
            return [row for name in _labels(doubles) for row in work.rows(f"read/{name}", after=shown.after, limit=_limit(shown))]

        rows = sorted(self._connection.read(read), key=lambda row: str(row["place"]))
        found = (claim_from_json(row["record"]) for row in rows if row["place"] > shown.after)
        kept = (claim for claim in found if of_articles is None or claim.evidence.article in of_articles)
        return list(islice(kept, shown.limit or None))

    def articles(
        self, ids: Iterable[str] | None = None, *, states: Iterable[ArticleState] = (), page: Page = Page()
    ) -> list[ArticleRecord]:
        """See View."""
        wanted, in_states = None if ids is None else _list(ids), _list(states)
        if wanted is not None:
            rows = self._connection.read(lambda work: work.rows("read/articles-by-id", ids=wanted, states=in_states))
        else:
            rows = self._connection.read(lambda work: work.rows("read/articles", after=page.after, limit=_limit(page), states=in_states))
        return [_article_record(row) for row in sorted(rows, key=lambda row: str(row["place"]))]

    def resolved(self, claims: Iterable[str]) -> dict[tuple[str, str], str]:
        """See View."""
        wanted = _list(claims)
        rows = self._connection.read(lambda work: work.rows("read/resolved", ids=wanted)) if wanted else []
        return {(row["claim"], row["key"]): row["entity"] for row in rows}

    def review(self) -> list[ReviewItem]:
        """See View."""
        rows = self._connection.read(lambda work: work.rows("read/review"))
        return [wire.review_from_wire(json.loads(row["record"])) for row in rows]

    def decisions(self) -> list[Decision]:
        """See View."""
        rows = self._connection.read(lambda work: work.rows("read/decisions"))
        return [wire.decision_from_wire(json.loads(row["record"])) for row in rows]

    def changes(self, since: int = 0, limit: int = 1000) -> list[Change]:
        """See View."""
        rows = self._connection.read(lambda work: work.rows("read/changes", since=since, limit=max(limit, 0)))
        return [Change(sequence=row["sequence"], action=row["action"], subject=row["subject"]) for row in rows]

    def stats(self) -> Mapping[str, int]:
        """See View."""
        return self._connection.read(_stats)


def _labels(doubles: bool) -> tuple[str, ...]:
    return ("claims", "doubles") if doubles else ("claims",)


def _typed(work: Work, name: str, types: list[str], page: Page, given: Mapping[str, Any]) -> list[Row]:
    """A page of rows, of each type by itself in the order of an index."""
    shown: dict[str, Any] = {"after": page.after, "limit": _limit(page), **given}
    if not types:
        return work.rows(f"read/{name}", **shown)
    rows = [row for type_ in types for row in work.rows(f"read/{name}-of-type", type=type_, **shown)]
    return sorted(rows, key=lambda row: str(row["id"]))[: page.limit or None]


def _pages(work: Work, types: list[str], where: Filter, page: Page) -> Iterator[Row]:
    """The facts after a cursor, read a page at a time: a filter may let few of them through."""
    while True:
        rows = _typed(work, "facts", types, page, _conditions(where))
        yield from rows
        if not page.limit or len(rows) < page.limit:
            return
        page = Page(page.limit, rows[-1]["id"])


def _about(work: Work, ends: set[str], types: list[str], where: Filter, page: Page) -> Iterator[Row]:
    """The facts that have one of some entities as filler, after a cursor, read in parts."""
    ids = [row["id"] for row in work.rows("read/facts-about", about=sorted(ends), after=page.after)]
    size = max(page.limit, 200) if page.limit else len(ids) or 1
    for start in range(0, len(ids), size):
        yield from work.rows("read/facts-by-id", ids=ids[start : start + size], types=types, **_conditions(where))


def _seen(rows: Iterable[Row], ends: set[str] | None, where: Filter) -> Iterator[Fact]:
    """The facts of rows as a filter sees them."""
    for row in rows:
        fact = visible(wire.fact_from_json(row["record"]), where)
        if fact is not None and (ends is None or not ends.isdisjoint(f for fillers in fact.roles.values() for f in fillers)):
            yield fact


def _edge(row: Row) -> Edge:
    return Edge(id=row["id"], type=row["type"], source=row["source"], target=row["target"], fact=row["fact"] or "", role=row["role"] or "",
                status=Status(row["status"]), origin=row["origin"])  # fmt: skip


def _then(work: Work, edges: list[Edge], where: Filter) -> list[Edge]:
    """Edges as their facts were at another time."""
    rows = work.rows("read/records-fact", ids=_list(e.fact for e in edges))
    seen = {fact.id: fact for fact in _seen(rows, None, where)}
    return [shown for e in edges if (shown := standing(e, seen) if e.fact else e) is not None]


def _article_record(row: Row) -> ArticleRecord:
    newest = row["newest"]
    return ArticleRecord(
        article=article_of(row["record"]),
        state=ArticleState(row["state"]) if newest else ArticleState.SUPERSEDED,
        origin=(row["origin"] or "") if newest else "",
        sequence=row["sequence"],
        claims=row["claims"] if newest else 0,
        refusals=tuple(wire.refusal_from_wire(json.loads(line)) for line in row["ledger"] or ()) if newest else (),
    )


def _stats(work: Work) -> dict[str, int]:
    totals = {name: int(number) for name, number in work.rows("read/totals")[0].items()}
    edges = {row["type"]: row["count"] for row in work.rows("read/count-edges")}
    counted = {
        "facts": {row["type"]: row["count"] for row in work.rows("read/count-facts", types=[t.name for t in ONTOLOGY])},
        "edges": edges,
        "review": {row["kind"]: row["count"] for row in work.rows("read/count-reviews", kinds=[str(kind) for kind in ReviewKind])},
    }
    kinds = {f"{name}:{kind}": int(n) for name, found in counted.items() for kind, n in found.items() if n}
    order = ("articles", "claims", "entities", "facts", "edges", "decisions", "sequence")
    totals["edges"] = sum(edges.values())
    return {name: totals[name] for name in order} | dict(sorted(kinds.items()))
