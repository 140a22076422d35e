"""Records as JSON text and back, for the stores' rows and for dumps: stable bytes, exact numbers, nothing lost.

Claims have their interchange form (graph.claims); values of facts are read by the ontology, as those of claims are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from graph.claims import from_wire, to_wire
from graph.dates import Interval, PartialDate
from graph.model import (
    Article,
    Claim,
    Decision,
    DecisionKind,
    Edge,
    Entity,
    Fact,
    NameRecord,
    Refusal,
    ReviewItem,
    ReviewKind,
    Step,
)
from graph.ontology import ONTOLOGY, EntityType, Factuality, Status
from graph.values import Value, value_from_wire, value_to_wire

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(wire: Mapping[str, Any] | Sequence[Any]) -> str:
    """One line of JSON without spaces; keys in the order given."""
    return _encode(wire)


def claim_to_json(claim: Claim) -> str:
    """A claim in its interchange form, keys unresolved."""
    return _encode(to_wire(claim))


@lru_cache(maxsize=20_000)
def claim_from_json(text: str) -> Claim:
    """Read a claim. Claims are frozen, so a text that was read lately gives the same object. Raises InvalidValue, OntologyError."""
    return from_wire(json.loads(text))


@lru_cache(maxsize=20_000)
def fact_from_json(text: str) -> Fact:
    """Read a fact; one that was read lately is the same object."""
    return fact_from_wire(json.loads(text))


def article_to_wire(article: Article) -> dict[str, Any]:
    """An article; the signature as numbers."""
    return {**article.__dict__, "signature": list(article.signature), "warnings": list(article.warnings)}


def article_from_wire(raw: Mapping[str, Any]) -> Article:
    """Read an article."""
    return Article(**{**raw, "signature": tuple(raw["signature"]), "warnings": tuple(raw["warnings"])})


def refusal_to_wire(refusal: Refusal) -> dict[str, Any]:
    """A line of a ledger."""
    return dict(refusal.__dict__)


def refusal_from_wire(raw: Mapping[str, Any]) -> Refusal:
    """Read a line of a ledger."""
    return Refusal(**raw)


def entity_to_wire(entity: Entity) -> dict[str, Any]:
    """An entity with its names."""
    return {
        "id": entity.id,
        "type": str(entity.type),
        "name": entity.name,
        "keys": list(entity.keys),
        "names": [_name_to_wire(n) for n in entity.names],
        "attributes": dict(entity.attributes),
    }


def _name_to_wire(name: NameRecord) -> dict[str, Any]:
    return {"name": name.name, "lang": name.lang, "start": _date_to_wire(name.start), "end": _date_to_wire(name.end), "claim": name.claim}


def entity_from_wire(raw: Mapping[str, Any]) -> Entity:
    """Read an entity."""
    names = tuple(
        NameRecord(name=n["name"], lang=n["lang"], start=_date(n["start"]), end=_date(n["end"]), claim=n["claim"]) for n in raw["names"]
    )
    type_ = EntityType(raw["type"])
    return Entity(id=raw["id"], type=type_, name=raw["name"], keys=tuple(raw["keys"]), names=names, attributes=raw["attributes"])


def fact_to_wire(fact: Fact) -> dict[str, Any]:
    """A fact with its history."""
    return {
        "id": fact.id,
        "type": fact.type,
        "roles": _roles_to_wire(fact.roles),
        "values": values_to_wire(fact.values),
        "time": _interval_to_wire(fact.time),
        "status": str(fact.status),
        "first_planned": _date_to_wire(fact.first_planned),
        "actual_since": _date_to_wire(fact.actual_since),
        "ended": _date_to_wire(fact.ended),
        "until": _date_to_wire(fact.until),
        "origins": fact.origins,
        "confidence": fact.confidence,
        "claims": list(fact.claims),
        "history": [_step_to_wire(s) for s in fact.history],
        "inferred": list(fact.inferred),
    }


def fact_from_wire(raw: Mapping[str, Any]) -> Fact:
    """Read a fact."""
    return Fact(
        id=raw["id"],
        type=raw["type"],
        roles=_roles(raw["roles"]),
        values=values_from_wire(raw["type"], raw["values"]),
        time=_interval(raw["time"]),
        status=Status(raw["status"]),
        first_planned=_date(raw["first_planned"]),
        actual_since=_date(raw["actual_since"]),
        ended=_date(raw["ended"]),
        until=_date(raw["until"]),
        origins=raw["origins"],
        confidence=raw["confidence"],
        claims=tuple(raw["claims"]),
        history=tuple(_step(s, raw["type"]) for s in raw["history"]),
        inferred=tuple(raw["inferred"]),
    )


def _step_to_wire(step: Step) -> dict[str, Any]:
    return {
        "claim": step.claim,
        "article": step.article,
        "origin": step.origin,
        "published": step.published,
        "factuality": str(step.factuality),
        "time": _interval_to_wire(step.time),
        "confidence": step.confidence,
        "values": values_to_wire(step.values),
        "roles": _roles_to_wire(step.roles),
        "cause": step.cause,
    }


def _step(raw: Mapping[str, Any], type_: str) -> Step:
    # The steps of a sale that ends another fact carry the values of an acquisition.
    return Step(
        claim=raw["claim"],
        article=raw["article"],
        origin=raw["origin"],
        published=raw["published"],
        factuality=Factuality(raw["factuality"]),
        time=_interval(raw["time"]),
        confidence=raw["confidence"],
        values=values_from_wire("acquires" if raw["cause"] else type_, raw["values"]),
        roles=_roles(raw["roles"]),
        cause=raw["cause"],
    )


def values_to_wire(values: Mapping[str, Value]) -> dict[str, Any]:
    """Values by name, in the interchange form."""
    return {name: value_to_wire(value) for name, value in values.items()}


def values_from_wire(type_: str, raw: Mapping[str, Any]) -> dict[str, Value]:
    """Read the values of a fact of a type. Raises InvalidValue, OntologyError."""
    spec = ONTOLOGY.claim_type(type_) if raw else None
    return {name: value_from_wire(spec.value(name), value, type_) for name, value in raw.items()} if spec else {}


def _roles_to_wire(roles: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {role: list(fillers) for role, fillers in roles.items()}


def _roles(raw: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {role: tuple(fillers) for role, fillers in raw.items()}


def _interval_to_wire(time: Interval) -> list[str | None] | None:
    return [_date_to_wire(time.start), _date_to_wire(time.end)] if time else None


def _interval(raw: Sequence[str | None] | None) -> Interval:
    return Interval(_date(raw[0]), _date(raw[1])) if raw else Interval()


def _date_to_wire(date: PartialDate | None) -> str | None:
    return date.text if date else None


def _date(raw: str | None) -> PartialDate | None:
    return PartialDate(raw) if raw else None


def edge_to_wire(edge: Edge) -> dict[str, Any]:
    """An edge."""
    return {**edge.__dict__, "status": str(edge.status)}


def edge_from_wire(raw: Mapping[str, Any]) -> Edge:
    """Read an edge."""
    return Edge(**{**raw, "status": Status(raw["status"])})


def review_to_wire(item: ReviewItem) -> dict[str, Any]:
    """An item of the review list."""
    return {**item.__dict__, "kind": str(item.kind), "subjects": list(item.subjects), "claims": list(item.claims)}


def review_from_wire(raw: Mapping[str, Any]) -> ReviewItem:
    """Read an item of the review list."""
    return ReviewItem(**{**raw, "kind": ReviewKind(raw["kind"]), "subjects": tuple(raw["subjects"]), "claims": tuple(raw["claims"])})


def decision_to_wire(decision: Decision) -> dict[str, Any]:
    """A person's decision."""
    return {**decision.__dict__, "kind": str(decision.kind), "keys": list(decision.keys), "claims": list(decision.claims)}


def decision_from_wire(raw: Mapping[str, Any]) -> Decision:
    """Read a decision."""
    return Decision(**{**raw, "kind": DecisionKind(raw["kind"]), "keys": tuple(raw["keys"]), "claims": tuple(raw["claims"])})
