"""The graph in Neo4j: a patch of the projection is applied, nodes and edges that it leaves as they are are not touched."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.cypher_gen import shortcut_types
from graph.model import Claim, Edge, Entity, Fact, ReviewItem
from graph.projection import Patch, Projection, edges_of
from graph.stores import wire
from graph.stores.intake import mentions
from graph.stores.neo4j_driver import Work
from graph.stores.neo4j_given import Given, Ties
from graph.stores.neo4j_rows import about_rows, edge_row, entity_row, extra_keys, fact_row, review_row

_FACT = "fact/"
_NONE = Ties()


class GraphNodes:
    """Writes entities, facts, edges, review list and resolver, inside one transaction. Nodes go before edges, all sorted by id."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def apply(self, patch: Patch, ties: Ties = _NONE, fresh: Sequence[Claim] = (), days: Mapping[str, str] | None = None) -> None:
        """Bring the graph up to date with a patch.

        ``ties`` rested on claims that are gone already; ``fresh`` claims have been put in by this transaction, ``days`` has the day of
        their articles.
        """
        supported = Given(self._work).ties(patch.claims)
        self._put_entities(patch.entities)
        self._put_facts(supported.facts | ties.facts, patch.facts, patch.edges.values())
        self._put_review(supported.reviews | ties.reviews | self._in_scopes(patch.scopes), patch.review)
        self._put_gazetteer(patch.dropped, [e for e in patch.edges.values() if not e.fact])
        self._put_about(patch.resolved, fresh, days or {})
        self._drop_entities(patch.gone)

    def fill(self, projection: Projection, claims: Iterable[Claim], days: Mapping[str, str]) -> None:
        """Put a whole projection into a cleared graph."""
        self._new_entities(projection.entities.values(), {})
        self._new_facts(projection.facts.values(), projection.edges.values())
        self._put_edges([edge_row(e, None) for e in projection.edges.values() if not e.fact])
        self._new_review(projection.review.values())
        self._put_about(projection.resolved, list(claims), days)

    def _in_scopes(self, scopes: Collection[str]) -> set[str]:
        wanted = sorted(scope for scope in scopes if scope)
        return {row["id"] for row in self._work.rows("read/reviews-in-scopes", scopes=wanted)} if wanted else set()

    def _held(self, name: str, ids: Iterable[str]) -> dict[str, str]:
        wanted = sorted(set(ids))
        return {row["id"]: row["record"] for row in self._work.rows(name, ids=wanted)} if wanted else {}

    def _put_entities(self, entities: Mapping[str, Entity]) -> None:
        self._new_entities(entities.values(), self._held("read/records-entity", entities))

    def _new_entities(self, entities: Iterable[Entity], held: Mapping[str, str]) -> None:
        rows, keys, old_keys = [], set(), set()
        for entity in sorted(entities, key=lambda e: e.id):
            record = wire.to_json(wire.entity_to_wire(entity))
            if held.get(entity.id) != record:
                rows.append(entity_row(entity, record))
                keys |= extra_keys(entity)
                old_keys |= extra_keys(wire.entity_from_wire(json.loads(held[entity.id]))) if entity.id in held else set()
        self._work.many("write/put-entities", rows)
        self._work.many("write/unfile-keys", _key_rows(old_keys - keys))
        self._work.many("write/file-keys", _key_rows(keys - old_keys))

    def _drop_entities(self, ids: Collection[str]) -> None:
        held = self._held("read/records-entity", ids)
        keys = {pair for record in held.values() for pair in extra_keys(wire.entity_from_wire(json.loads(record)))}
        self._work.many("write/unfile-keys", _key_rows(keys))
        self._work.many("write/drop-entities", sorted(held), "ids")

    def _put_facts(self, old: Collection[str], facts: Mapping[str, Fact], edges: Iterable[Edge]) -> None:
        held = self._held("read/records-fact", [*old, *facts])
        records = {id_: wire.to_json(wire.fact_to_wire(fact)) for id_, fact in facts.items()}
        gone = {id_: record for id_, record in held.items() if records.get(id_) != record}
        self._work.many("write/drop-shortcuts", _shortcut_rows(wire.fact_from_json(record) for record in gone.values()))
        self._work.many("write/drop-facts", sorted(gone), "ids")
        changed = [fact for id_, fact in facts.items() if held.get(id_) != records[id_]]
        self._new_facts(changed, edges)

    def _new_facts(self, facts: Collection[Fact], edges: Iterable[Edge]) -> None:
        by_id = {fact.id: fact for fact in sorted(facts, key=lambda f: f.id)}
        self._work.many("write/put-facts", [fact_row(f, wire.to_json(wire.fact_to_wire(f))) for f in by_id.values()])
        self._work.many("write/put-supports", [{"claim": claim, "fact": f.id} for f in by_id.values() for claim in f.claims])
        self._put_edges([edge_row(e, by_id[e.fact]) for e in edges if e.fact in by_id])

    def _put_edges(self, rows: Iterable[Mapping[str, Any]]) -> None:
        parted: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in sorted(rows, key=lambda r: (r["source"], r["target"], r["type"])):
            way = "into-facts" if row["target"].startswith(_FACT) else "out-of-facts" if row["source"].startswith(_FACT) else "between"
            parted[way].append(row)
        for way, found in sorted(parted.items()):
            self._work.many(f"write/put-edges-{way}", found)

    def _put_gazetteer(self, dropped: Collection[str], edges: Sequence[Edge]) -> None:
        self._work.many("write/drop-gazetteer", sorted({*dropped, *(e.id for e in edges)}), "ids")
        self._put_edges([edge_row(e, None) for e in edges])

    def _put_review(self, old: Collection[str], items: Mapping[str, ReviewItem]) -> None:
        held = self._held("read/records-review", [*old, *items])
        records = {id_: wire.to_json(wire.review_to_wire(item)) for id_, item in items.items()}
        self._work.many("write/drop-review", sorted(id_ for id_, record in held.items() if records.get(id_) != record), "ids")
        self._new_review(item for id_, item in items.items() if held.get(id_) != records[id_])

    def _new_review(self, items: Iterable[ReviewItem]) -> None:
        self._work.many("write/put-review", [review_row(i, wire.to_json(wire.review_to_wire(i))) for i in items])

    def _put_about(self, resolved: Mapping[tuple[str, str], str], fresh: Sequence[Claim], days: Mapping[str, str]) -> None:
        new = {claim.id for claim in fresh}
        moved = [{"claim": claim, "key": key, "entity": entity} for (claim, key), entity in resolved.items() if claim not in new]
        self._work.many("write/move-about", moved)
        rows = [row for c in sorted(fresh, key=lambda c: c.id) for row in about(c, days[c.evidence.article], resolved)]
        self._work.many("write/put-about", rows)


def about(claim: Claim, day: str, resolved: Mapping[tuple[str, str], str]) -> Iterator[Mapping[str, Any]]:
    """Whom a claim is about, as rows; ``resolved`` has the entity of each of its mentions."""
    return about_rows(claim, day, {m.key: resolved[claim.id, m.key] for m in mentions(claim)})


def _key_rows(keys: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"key": key, "entity": entity} for key, entity in sorted(keys)]


def _shortcut_rows(facts: Iterable[Fact]) -> list[dict[str, str]]:
    """The plain edges of facts; those at a fact's node go with it."""
    known = set(shortcut_types())
    found = {(e.source, e.target, e.fact) for fact in facts for e in edges_of(fact) if e.type in known and not e.role}
    return [{"source": source, "target": target, "fact": fact} for source, target, fact in sorted(found)]
