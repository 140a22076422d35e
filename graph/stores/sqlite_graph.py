"""The graph's rows in SQLite: a patch of the projection is applied, rows that it leaves as they are are not touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from graph.dates import PartialDate, Period
from graph.model import Edge, Entity, Fact, ReviewItem
from graph.projection import Patch, Projection
from graph.stores import wire
from graph.stores.searching import fold
from graph.stores.sqlite_file import Database
from graph.stores.sqlite_view import array
from graph.values import Amount, Comparison, Value, value_to_wire

_AMONG = "IN (SELECT value FROM json_each(?))"
_DERIVED = ("review", "edge", "fact", "entity", "resolved")


class GraphRows:
    """Writes entities, facts, edges, review list and resolver. All calls happen inside a transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def apply(self, patch: Patch) -> None:
        """Bring the graph up to date with a patch."""
        claims = array(patch.claims)
        self._put_facts(self._ids(f"SELECT fact FROM fact_claim WHERE claim {_AMONG}", claims), patch.facts, patch.edges.values())
        self._put_review(self._old_review(claims, patch.scopes), patch.review)
        self._put_entities(patch.gone, patch.entities)
        self._put_gazetteer(patch.dropped, [e for e in patch.edges.values() if not e.fact])
        self._put_resolved(patch.resolved)

    def replace(self, projection: Projection) -> None:
        """Put a whole projection in the place of what is there."""
        for table in _DERIVED:
            self._db.query(f"DELETE FROM {table}")
        self.apply(
            Patch(
                entities=projection.entities,
                facts=projection.facts,
                edges=projection.edges,
                review=projection.review,
                resolved=projection.resolved,
            )
        )

    def forget(self, claims: Iterable[str]) -> None:
        """Drop the resolver's rows of claims that stand no more."""
        self._db.query(f"DELETE FROM resolved WHERE claim {_AMONG}", (array(claims),))

    def _ids(self, statement: str, *parameters: Any) -> set[str]:
        return {row[0] for row in self._db.query(statement, parameters)}

    def _changed(self, table: str, old: Collection[str], new: Mapping[str, str]) -> set[str]:
        """Drop the rows that have gone or changed; returns the ids of those that have to be put in."""
        held = dict(self._db.query(f"SELECT id, record FROM {table} WHERE id {_AMONG}", (array([*old, *new]),)))
        gone = [id_ for id_, record in held.items() if new.get(id_) != record]
        self._db.query(f"DELETE FROM {table} WHERE id {_AMONG}", (array(gone),))
        return {id_ for id_, record in new.items() if held.get(id_) != record}

    def _put_facts(self, old: Collection[str], facts: Mapping[str, Fact], edges: Iterable[Edge]) -> None:
        records = {id_: wire.to_json(wire.fact_to_wire(fact)) for id_, fact in facts.items()}
        changed = self._changed("fact", old, records)
        new = [facts[id_] for id_ in sorted(changed)]
        self._db.many("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (_fact_row(f, records[f.id]) for f in new))
        roles = ((filler, f.type, f.id, role) for f in new for role, fillers in f.roles.items() for filler in fillers)
        self._db.many("INSERT INTO fact_role VALUES (?, ?, ?, ?)", roles)
        self._db.many("INSERT INTO fact_claim VALUES (?, ?)", ((claim, f.id) for f in new for claim in f.claims))
        values = ((f.id, name, *_value_columns(value)) for f in new for name, value in f.values.items())
        self._db.many("INSERT INTO fact_value VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        self._put_edges(e for e in edges if e.fact in changed)

    def _put_edges(self, edges: Iterable[Edge]) -> None:
        rows = ((e.id, e.type, e.source, e.target, e.fact or None, e.role, str(e.status), e.origin) for e in edges)
        self._db.many("INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _put_gazetteer(self, dropped: Collection[str], edges: Collection[Edge]) -> None:
        self._db.query(f"DELETE FROM edge WHERE id {_AMONG}", (array([*dropped, *(e.id for e in edges)]),))
        self._put_edges(edges)

    def _put_entities(self, old: Collection[str], entities: Mapping[str, Entity]) -> None:
        records = {id_: wire.to_json(wire.entity_to_wire(entity)) for id_, entity in entities.items()}
        new = [entities[id_] for id_ in sorted(self._changed("entity", old, records))]
        rows = ((e.id, str(e.type), e.name, int("origin" not in e.attributes), records[e.id]) for e in new)
        self._db.many("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", rows)
        self._db.many("INSERT INTO entity_key VALUES (?, ?)", ((key, e.id) for e in new for key in e.keys))
        names = ((e.id, name, fold(name)) for e in new for name in sorted({e.name, *(n.name for n in e.names)}))
        self._db.many("INSERT INTO name (entity, name, folded) VALUES (?, ?, ?)", names)

    def _old_review(self, claims: str, scopes: Collection[str]) -> set[str]:
        told = "SELECT r.id FROM review_claim c CROSS JOIN review r ON r.id = c.review AND r.scope = ''"
        old = self._ids(f"{told} WHERE c.claim {_AMONG}", claims)
        return old | self._ids(f"SELECT id FROM review WHERE scope <> '' AND scope {_AMONG}", array(scopes))

    def _put_review(self, old: Collection[str], items: Mapping[str, ReviewItem]) -> None:
        records = {id_: wire.to_json(wire.review_to_wire(item)) for id_, item in items.items()}
        new = [items[id_] for id_ in sorted(self._changed("review", old, records))]
        self._db.many("INSERT INTO review VALUES (?, ?, ?, ?)", ((i.id, str(i.kind), i.scope, records[i.id]) for i in new))
        self._db.many("INSERT INTO review_claim VALUES (?, ?)", ((claim, i.id) for i in new for claim in sorted(set(i.claims))))

    def _put_resolved(self, resolved: Mapping[tuple[str, str], str]) -> None:
        self._db.many("DELETE FROM resolved WHERE claim = ? AND key = ?", resolved)
        rows = ((claim, key, entity) for (claim, key), entity in resolved.items() if entity != key)
        self._db.many("INSERT INTO resolved VALUES (?, ?, ?)", rows)


def _fact_row(fact: Fact, record: str) -> tuple[Any, ...]:
    times = (*_date_columns(fact.time.start), *_date_columns(fact.time.end))
    return (fact.id, fact.type, str(fact.status), fact.origins, fact.confidence, *times, record)


def _date_columns(time: PartialDate | None) -> tuple[str | None, str | None, str | None]:
    """A partial date as text, first and last day."""
    return (time.text, time.first.isoformat(), time.last.isoformat()) if time else (None, None, None)


def _value_columns(value: Value) -> tuple[str, float | None, str | None, str | None, str | None]:
    """A value as exact text, sortable number, unit or currency, first and last day."""
    if isinstance(value, Amount):
        return (value.text(), value.sortable, value.measure, None, None)
    if isinstance(value, Comparison):
        return (value.amount.text(), value.amount.sortable, value.amount.measure, None, None)
    first, last = _days(value)
    return (str(value_to_wire(value)), None, None, first.isoformat() if first else None, last.isoformat() if last else None)


def _days(value: PartialDate | Period | str) -> tuple[date | None, date | None]:
    if isinstance(value, PartialDate):
        return value.first, value.last
    bounds = value.bounds() if isinstance(value, Period) else None
    return bounds or (None, None)
