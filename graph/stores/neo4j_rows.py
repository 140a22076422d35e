"""The properties of nodes and relationships in Neo4j: the record that the store reads, and beside it what a person reads.

Amounts are exact text beside a float that sorts (``amount``, ``amount_number``, ``amount_unit``), partial dates text beside their first
and last day (``start``, ``start_first``, ``start_last``), and everything has a ``caption``. Records are JSON of graph.stores.wire.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from graph.dates import PartialDate, Period
from graph.errors import InvalidValue
from graph.model import Article, Claim, Edge, Entity, Fact, Refusal, ReviewItem
from graph.ontology import Status
from graph.projection import node_label
from graph.stores import wire
from graph.stores.base import cursor
from graph.stores.intake import family
from graph.stores.searching import fold
from graph.values import Amount, Comparison, Value, value_to_wire

Properties: TypeAlias = Mapping[str, Any]
# The factuality of the claim that has decided a status.
FACTUALITY = {
    Status.ACTUAL: "actual", Status.ENDED: "actual", Status.PLANNED: "planned", Status.POSSIBLE: "possible",
    Status.CANCELLED: "negated", Status.DENIED: "negated",
}  # fmt: skip
STATUS_LABEL = {
    Status.PLANNED: "Planned", Status.POSSIBLE: "Possible", Status.CANCELLED: "Negated", Status.DENIED: "Negated", Status.ENDED: "Ended",
}  # fmt: skip
# Neo4j Browser colours an edge by its type alone: what is not actual says so in its caption.
_MARK = {Status.PLANNED: "◌ planned: ", Status.POSSIBLE: "? possible: ", Status.ENDED: "∎ ended: ", Status.CANCELLED: "✗ cancelled: ",
         Status.DENIED: "✗ denied: "}  # fmt: skip
_TOLD_FIRST = ("amount", "capacity", "value", "quantity", "stake", "instrument", "metric", "role", "kind", "decision", "product", "side")
_SCALE = ((10**12, "T"), (10**9, "B"), (10**6, "M"))


def article_properties(article: Article, state: str, claims: int, refusals: Mapping[str, tuple[Refusal, ...]]) -> Properties:
    """An article, as its newest version is."""
    shown = {name: getattr(article, name) for name in ("title", "url", "published", "publisher", "author", "lang", "kind", "source_key")}
    return {
        **_days("published", _partial(article.day)),
        **shown,
        "title": " ".join(article.title.split()),
        "caption": article.title or article.url or article.id,
        "version": article.version,
        "current": version_id(article),
        "state": state,
        "claims": claims,
        "signature": wire.to_json(article.signature),
        "ledger": ledger_lines(refusals),
    }


def ledger_lines(refusals: Mapping[str, tuple[Refusal, ...]]) -> list[str]:
    """The lines of a ledger, those of each extractor together."""
    return [wire.to_json(wire.refusal_to_wire(line)) for own in sorted(refusals) for line in refusals[own]]


def version_id(article: Article) -> str:
    """The id of a version's node."""
    return f"{article.id}\t{article.version}"


def version_properties(article: Article, sequence: int) -> Properties:
    """A version of an article; its text stands in the record."""
    return {
        "id": version_id(article),
        "place": f"{article.id}\t{sequence:012d}",
        "sequence": sequence,
        "caption": article.title or article.id,
        "record": wire.to_json(wire.article_to_wire(article)),
    }


def claim_row(claim: Claim) -> Properties:
    """A claim that stands."""
    return {"id": claim.id, "article": claim.evidence.article, "properties": _claim(claim)}


def double_id(claim: Claim) -> str:
    """The id of the node of a claim that another one stands for."""
    return f"{family(claim.extractor)}\t{claim.id}"


def double_row(claim: Claim) -> Properties:
    """A claim that another one, surer, stands for."""
    id_ = double_id(claim)
    return {"id": id_, "article": claim.evidence.article, "properties": {**_claim(claim), "id": id_, "claim": claim.id}}


def _claim(claim: Claim) -> dict[str, Any]:
    quote = " ".join(claim.evidence.quote.split())
    return {
        "id": claim.id,
        "type": claim.type,
        "caption": f"{claim.type}: {quote[:60]}{'…' if len(quote) > 60 else ''}",
        "quote": quote,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "factuality": str(claim.factuality),
        "speaker": claim.speaker.name if claim.speaker else None,
        "confidence": claim.confidence,
        "extractor": claim.extractor,
        "family": family(claim.extractor),
        "place": cursor(claim),
        **_days("time_start", claim.time.start),
        **_days("time_end", claim.time.end),
        **value_properties(claim.values),
        "record": wire.claim_to_json(claim),
    }


def about_rows(claim: Claim, day: str, entity: Mapping[str, str]) -> Iterator[Properties]:
    """Whom a claim is about: a row a mention. ``entity`` maps keys to ids; ``day`` is the article's."""
    named = [
        *((role, m) for role, fillers in claim.roles.items() for m in fillers),
        *([("speaker", claim.speaker)] if claim.speaker else []),
    ]
    for role, mention in named:
        properties = {"role": role, "key": mention.key, "name": mention.name, "day": day, "start": mention.start, "end": mention.end}
        yield {"claim": claim.id, "entity": entity[mention.key], "properties": properties}


def entity_row(entity: Entity, record: str) -> Properties:
    """An entity; ``search`` holds its names folded, ``spoken`` the same as they are."""
    spoken = sorted({entity.name, *(n.name for n in entity.names)})
    properties = {
        "id": entity.id,
        "type": str(entity.type),
        "name": entity.name,
        "caption": entity.name,
        "aliases": [name for name in spoken if name != entity.name],
        "spoken": spoken,
        "search": [fold(name) for name in spoken],
        # Places that the gazetteer alone adds are not told by anyone.
        "told": "origin" not in entity.attributes,
        "record": record,
    }
    return {"id": entity.id, "type": str(entity.type), "properties": {**_attributes(entity.attributes), **properties}}


def _attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    return {f"known_{name}": value for name, value in attributes.items()}


def extra_keys(entity: Entity) -> set[tuple[str, str]]:
    """(key, entity) of the keys under which an entity is found besides its id."""
    return {(key, entity.id) for key in entity.keys if key != entity.id}


def fact_row(fact: Fact, record: str) -> Properties:
    """A fact; one that is a node of the graph has labels of its own."""
    label = node_label(fact)
    labels = [label, *([STATUS_LABEL[fact.status]] if fact.status in STATUS_LABEL else [])] if label else []
    properties = {
        "id": fact.id,
        "type": fact.type,
        "node": bool(label),
        "caption": fact_caption(fact),
        **_support(fact),
        **_days("first_planned", fact.first_planned),
        **_days("actual_since", fact.actual_since),
        **_days("ended", fact.ended),
        **_days("until", fact.until),
        **value_properties(fact.values),
        "record": record,
    }
    return {"labels": labels, "properties": properties}


def edge_row(edge: Edge, fact: Fact | None) -> Properties:
    """An edge with what its fact says; ``fact`` is None for what the gazetteer alone says."""
    properties: dict[str, Any] = {"id": edge.id, "filler": edge.role, "status": str(edge.status), "origin": edge.origin}
    words = edge.type.replace("_", " ").lower()
    if fact is None:
        properties |= {"caption": f"{words} (gazetteer)", "factuality": "actual"}
    else:
        caption = f"{_MARK.get(fact.status, '')}{words}" if edge.role else f"{_MARK.get(fact.status, '')}{words}{_told(fact)}"
        properties |= {**value_properties(fact.values), **_support(fact), "fact": fact.id, "claim_type": fact.type, "caption": caption}
    return {"type": edge.type, "source": edge.source, "target": edge.target, "properties": properties}


def _support(fact: Fact) -> dict[str, Any]:
    return {
        "status": str(fact.status),
        "factuality": FACTUALITY[fact.status],
        "origins": fact.origins,
        "confidence": fact.confidence,
        **_days("start", fact.time.start),
        **_days("end", fact.time.end),
    }


def fact_caption(fact: Fact) -> str:
    """``◌ planned: credit_facility USD 300M 2026``."""
    return f"{_MARK.get(fact.status, '')}{fact.type.replace('_', ' ')}{_told(fact)}"


def _told(fact: Fact) -> str:
    told = [_short(fact.values[name]) for name in _TOLD_FIRST if name in fact.values]
    period = fact.values.get("period")
    when = str(period) if period else str(fact.time.start or fact.time.end or "")
    return "".join(f" {part}" for part in (*told[:3], when) if part)


def _short(value: Value) -> str:
    if isinstance(value, Comparison):
        return _short(value.amount)
    if not isinstance(value, Amount):
        return str(value)
    if value.value is None:
        text = f"≤ {_scaled(float(value.high))}" if value.high is not None else f"≥ {value.text().rstrip('.')}"
    else:
        text = _scaled(float(value.value))
    return f"{value.currency} {text}" if value.currency else f"{text} {value.unit}".rstrip()


def _scaled(number: float) -> str:
    """A number as a caption shows it: the exact one stands beside it."""
    for size, letter in _SCALE:
        if abs(number) >= size:
            return f"{number / size:.4g}{letter}"
    return f"{number:,.6g}"


def review_row(item: ReviewItem, record: str) -> Properties:
    """An item of the review list."""
    properties = {"id": item.id, "kind": str(item.kind), "scope": item.scope, "rule": item.rule, "reason": item.reason,
                  "caption": f"{item.kind}: {item.reason}", "subjects": list(item.subjects), "record": record}  # fmt: skip
    return {"claims": sorted(set(item.claims)), "properties": properties}


def value_properties(values: Mapping[str, Value]) -> dict[str, Any]:
    """Values as exact text, each beside what sorts."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        found |= _value(name, value)
    return found


def _value(name: str, value: Value) -> dict[str, Any]:
    if isinstance(value, Comparison):
        return _value(name, value.amount)
    if isinstance(value, Amount):
        return {name: value.text(), f"{name}_number": value.sortable, **({f"{name}_unit": value.measure} if value.measure else {})}
    if isinstance(value, PartialDate):
        return _days(name, value)
    bounds = value.bounds() if isinstance(value, Period) else None
    return {name: str(value_to_wire(value)), **(_bounds(name, *bounds) if bounds else {})}


def _days(name: str, when: PartialDate | None) -> dict[str, Any]:
    return {name: when.text, **_bounds(name, when.first, when.last)} if when else {}


def _bounds(name: str, first: date, last: date) -> dict[str, Any]:
    return {f"{name}_first": first, f"{name}_last": last}


def _partial(text: str) -> PartialDate | None:
    """A day if it is one: articles keep what their source gave."""
    try:
        return PartialDate(text) if text else None
    except InvalidValue:
        return None
