"""The view of the SQLite store. Each call is one or two statements that walk an index; lists of ids go in as one JSON array."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from graph.model import Article, ArticleRecord, ArticleState, Change, Claim, Decision, Edge, Entity, Fact, Refusal, ReviewItem
from graph.ontology import EntityType, Status
from graph.projection import standing, visible
from graph.stores import wire
from graph.stores.base import Direction, Filter, Hit, Page
from graph.stores.searching import fold, score
from graph.stores.sqlite_file import Database
from graph.stores.wire import claim_from_json

_ARRAY = "(SELECT value FROM json_each(?))"
_EDGE = "e.id, e.type, e.source, e.target, e.fact, e.role, e.status, e.origin"
_NAMES = "id version text source_key url title published publisher author lang kind".split()
VERSION_COLUMNS = ", ".join(("v.article", *(f"v.{name}" for name in (*_NAMES[1:], "signature", "warnings"))))
_TOTALS = (
    ("articles", "SELECT count(*) FROM article WHERE state = 'stored'"),
    ("claims", "SELECT coalesce(sum(claims), 0) FROM article WHERE state = 'stored'"),
    ("entities", "SELECT count(*) FROM entity"),
    ("facts", "SELECT count(*) FROM fact"),
    ("edges", "SELECT count(*) FROM edge"),
    ("decisions", "SELECT count(*) FROM decision"),
    ("sequence", "SELECT coalesce(max(sequence), 0) FROM journal"),
)
_KINDS = (
    ("facts", "SELECT type, count(*) FROM fact GROUP BY type"),
    ("edges", "SELECT type, count(*) FROM edge GROUP BY type"),
    ("review", "SELECT kind, count(*) FROM review GROUP BY kind"),
)


@dataclass(slots=True)
class Query:
    """The conditions of a statement with their parameters."""

    conditions: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def add(self, condition: str, *parameters: Any) -> None:
        """One more condition."""
        self.conditions.append(condition)
        self.parameters += parameters

    def among(self, column: str, values: Iterable[str] | None) -> None:
        """The column is one of the values; None asks for nothing."""
        if values is not None:
            self.add(f"{column} IN {_ARRAY}", array(values))

    def where(self) -> str:
        """The WHERE clause."""
        return f"WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def array(values: Iterable[Any]) -> str:
    """Values as the JSON array that json_each reads; sorted, so that an index is walked in its order."""
    return json.dumps(sorted(set(values)), ensure_ascii=False)


def hashed(text: str) -> int:
    """A text as a signed number of 64 bits: an index of such takes a tenth of the space of one of the texts."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _limit(page: Page, unpaged: bool) -> int:
    return page.limit if page.limit and not unpaged else -1


def timeless(where: Filter) -> bool:
    """Whether a filter can be answered from the facts as they stand now."""
    return where.as_of is None and not where.known_at


class SqliteView:
    """Reads a store file."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def entities(self, ids: Iterable[str] | None = None, *, types: Iterable[EntityType] = (), page: Page = Page()) -> list[Entity]:
        """See View."""
        query, shown = Query(), page
        if ids is not None:
            wanted, shown = array(ids), Page(0)
            query.add(f"id IN (SELECT value FROM json_each(?) UNION SELECT entity FROM entity_key WHERE key IN {_ARRAY})", wanted, wanted)
        return [wire.entity_from_wire(json.loads(record)) for _, record in self._rows("entity", query, types, shown)]

    def _rows(self, table: str, query: Query, types: Iterable[str], page: Page) -> list[tuple[str, str]]:
        """(id, record) of a page of a table that has types; each type by itself, in the order of an index."""
        found: list[tuple[str, str]] = []
        for type_ in sorted(set(types)) or [""]:
            own = Query([*query.conditions, "id > ?"], [*query.parameters, page.after])
            if type_:
                own.add("type = ?", type_)
            found += self._db.query(
                f"SELECT id, record FROM {table} {own.where()} ORDER BY id LIMIT ?", (*own.parameters, page.limit or -1)
            )
        return sorted(found)[: page.limit or None]

    def search(self, text: str, types: Iterable[EntityType] = (), limit: int = 20) -> list[Hit]:
        """See View."""
        folded = fold(text)
        if not folded:
            return []
        query = Query()
        query.add("s.folded MATCH ?", " ".join(f'"{word}"*' for word in folded.split()))
        query.among("e.type", list(types) or None)
        # The order of graph.stores.searching.score, then by the name shown; several names of an entity may match, the best counts.
        rows = self._db.query(
            f"""SELECT e.id, n.name, n.folded, e.record FROM name_search s
            CROSS JOIN name n ON n.number = s.rowid CROSS JOIN entity e ON e.id = n.entity {query.where()}
            ORDER BY n.folded = ? DESC, substr(n.folded, 1, ?) = ? DESC, max(length(n.folded), ? + 1), e.name, e.id, n.name""",
            (*query.parameters, folded, len(folded), folded, len(folded)),
        )
        best: dict[str, tuple[Any, ...]] = {}
        for row in rows:
            best.setdefault(row[0], row)
            if len(best) == limit:
                break
        return [Hit(wire.entity_from_wire(json.loads(r[3])), score(folded, r[2]), r[1]) for r in best.values()][:limit]

    def facts(self, ids: Iterable[str] | None = None, *, about: Iterable[str] | None = None, types: Iterable[str] = (),
              where: Filter = Filter(), page: Page = Page()) -> list[Fact]:  # fmt: skip
        """See View."""
        query, types = Query(), sorted(set(types))
        if ids is not None:
            wanted = array(ids)
            query.add(f"id IN (SELECT value FROM json_each(?) UNION SELECT fact FROM fact_claim WHERE claim IN {_ARRAY})", wanted, wanted)
        ends = None if about is None else frozenset(about)
        if ends is not None:
            of_types = f" AND type IN {_ARRAY}" if types else ""
            held = f"SELECT fact FROM fact_role WHERE entity IN {_ARRAY}{of_types}"
            query.add(f"id IN ({held})", array(ends), *([array(types)] if types else []))
        if timeless(where):
            query.among("status", where.statuses)
            query.add("origins >= ? AND confidence >= ?", where.min_origins, where.min_confidence)
        shown = Page(0) if ids is not None else page
        with self._db.reading():
            seen = self._visible(query, types, where, shown)
            facts = (f for f in seen if ends is None or not ends.isdisjoint(filler for fillers in f.roles.values() for filler in fillers))
            return list(islice(facts, shown.limit or None))

    def _visible(self, query: Query, types: Sequence[str], where: Filter, page: Page) -> Iterator[Fact]:
        """The facts of a query that the filter sees, read a page at a time."""
        while True:
            rows = self._rows("fact", query, types, page)
            for _, record in rows:
                if (seen := visible(wire.fact_from_json(record), where)) is not None:
                    yield seen
            if not page.limit or len(rows) < page.limit:
                return
            page = Page(page.limit, rows[-1][0])

    def edges(
        self, ids: Iterable[str], direction: Direction = Direction.BOTH, types: Iterable[str] = (), where: Filter = Filter()
    ) -> list[Edge]:
        """See View."""
        nodes, shown = array(ids), Query()
        if types := list(types):
            shown.add(f"e.type IN {_ARRAY}", array(types))
        if not where.gazetteer:
            shown.add("e.fact IS NOT NULL")
        if timeless(where):
            seen = f"f.status IN {_ARRAY} AND f.origins >= ? AND f.confidence >= ?"
            shown.add(f"(e.fact IS NULL OR {seen})", array(where.statuses), where.min_origins, where.min_confidence)
        ends = [end for end, other in (("source", Direction.IN), ("target", Direction.OUT)) if direction is not other]
        parts = [
            f"SELECT {_EDGE} FROM json_each(?) n CROSS JOIN edge e ON e.{end} = n.value LEFT JOIN fact f ON f.id = e.fact {shown.where()}"
            for end in ends
        ]
        with self._db.reading():
            rows = self._db.query(f"{' UNION '.join(parts)} ORDER BY 1", [p for _ in ends for p in (nodes, *shown.parameters)])
            edges = [_edge(row) for row in rows]
            return edges if timeless(where) else self._then(edges, where)

    def _then(self, edges: list[Edge], where: Filter) -> list[Edge]:
        """Edges as their facts were at another time."""
        rows = self._db.query(f"SELECT record FROM fact WHERE id IN {_ARRAY}", (array(e.fact for e in edges),))
        facts = (visible(wire.fact_from_json(record), where) for (record,) in rows)
        seen = {fact.id: fact for fact in facts if fact is not None}
        return [shown for e in edges if (shown := standing(e, seen) if e.fact else e) is not None]

    def claims(self, ids: Iterable[str] | None = None, *, facts: Iterable[str] | None = None, articles: Iterable[str] | None = None,
               doubles: bool = False, page: Page = Page()) -> list[Claim]:  # fmt: skip
        """See View."""
        query = Query()
        if not doubles:
            query.add("stands = 1")
        query.among("id", ids if ids is None else list(ids))
        if facts is not None:
            query.add(f"id IN (SELECT claim FROM fact_claim WHERE fact IN {_ARRAY})", array(facts))
        query.among("article", articles)
        if ids is None and page.after:
            article, start, claim, extractor = page.after.split("\t")
            query.add("(article, start, id, extractor) > (?, ?, ?, ?)", article, int(start), claim, extractor)
        rows = self._db.query(
            f"SELECT record FROM claim {query.where()} ORDER BY article, start, id, extractor LIMIT ?",
            (*query.parameters, _limit(page, ids is not None)),
        )
        return [claim_from_json(row[0]) for row in rows]

    def articles(
        self, ids: Iterable[str] | None = None, *, states: Iterable[ArticleState] = (), page: Page = Page()
    ) -> list[ArticleRecord]:
        """See View."""
        query = Query()
        query.among("v.article", ids if ids is None else list(ids))
        if states := list(states):
            query.add(f"iif(v.version = a.version, a.state, 'superseded') IN {_ARRAY}", array(states))
        if ids is None and page.after:
            article, sequence = page.after.split("\t")
            query.add("(v.article, v.sequence) > (?, ?)", article, int(sequence))
        with self._db.reading():
            rows = self._db.query(
                f"""SELECT {VERSION_COLUMNS}, v.version = a.version, a.state, a.origin, v.sequence, a.claims
                FROM article_version v CROSS JOIN article a ON a.id = v.article {query.where()} ORDER BY v.article, v.sequence LIMIT ?""",
                (*query.parameters, _limit(page, ids is not None)),
            )
            lines = self._db.query(
                f"SELECT article, record FROM refusal WHERE article IN {_ARRAY} ORDER BY article, family, place",
                (array(row[0] for row in rows if row[-5]),),
            )
        ledger: dict[str, list[Refusal]] = defaultdict(list)
        for article, line in lines:
            ledger[article].append(wire.refusal_from_wire(json.loads(line)))
        return [_article_record(row, ledger) for row in rows]

    def resolved(self, claims: Iterable[str]) -> dict[tuple[str, str], str]:
        """See View."""
        rows = self._db.query(
            """SELECT DISTINCT m.claim, m.key, coalesce(r.entity, m.key) FROM json_each(?) c CROSS JOIN mention m ON m.claim = c.value
            LEFT JOIN resolved r ON r.claim = m.claim AND r.key = m.key""",
            (array(claims),),
        )
        return {(claim, key): entity for claim, key, entity in rows}

    def review(self) -> list[ReviewItem]:
        """See View."""
        return [wire.review_from_wire(json.loads(row[0])) for row in self._db.query("SELECT record FROM review ORDER BY id")]

    def decisions(self) -> list[Decision]:
        """See View."""
        return [wire.decision_from_wire(json.loads(row[0])) for row in self._db.query("SELECT record FROM decision ORDER BY number")]

    def changes(self, since: int = 0, limit: int = 1000) -> list[Change]:
        """See View."""
        rows = self._db.query(
            "SELECT sequence, action, subject FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?", (since, max(limit, 0))
        )
        return [Change(sequence=number, action=action, subject=subject) for number, action, subject in rows]

    def stats(self) -> Mapping[str, int]:
        """See View."""
        with self._db.reading():
            totals = {name: self._db.query(statement)[0][0] for name, statement in _TOTALS}
            kinds = {f"{name}:{kind}": n for name, statement in _KINDS for kind, n in self._db.query(statement)}
        return totals | dict(sorted(kinds.items()))


def _edge(row: Sequence[Any]) -> Edge:
    id_, type_, source, target, fact, role, status, origin = row
    return Edge(id=id_, type=type_, source=source, target=target, fact=fact or "", role=role, status=Status(status), origin=origin)


def article_of(row: Sequence[Any]) -> Article:
    """The article of a row that begins with VERSION_COLUMNS."""
    given = dict(zip(_NAMES, row, strict=False))
    return Article(**given, signature=tuple(json.loads(row[11])), warnings=tuple(json.loads(row[12])))


def _article_record(row: Sequence[Any], ledger: Mapping[str, list[Refusal]]) -> ArticleRecord:
    newest, state, origin, sequence, claims = row[-5:]
    return ArticleRecord(
        article=article_of(row),
        state=ArticleState(state) if newest else ArticleState.SUPERSEDED,
        origin=origin if newest else "",
        sequence=sequence,
        claims=claims if newest else 0,
        refusals=tuple(ledger.get(row[0], ())) if newest else (),
    )
