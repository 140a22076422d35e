"""Making claims, checking them against the ontology and the text, and their interchange format (JSON Lines)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.dates import Interval
from graph.errors import ClaimstakeError, InvalidValue, OntologyError
from graph.ids import digest, entity_key
from graph.model import Claim, Evidence, Mention
from graph.ontology import ONTOLOGY, ClaimType, EntityType, Factuality
from graph.values import Value, value_from_wire, value_to_wire

SCHEMA = 1


def claim_id(type_: str, roles: Mapping[str, tuple[Mention, ...]], values: Mapping[str, Value], rest: Iterable[str]) -> str:
    """Id of a claim from all that it says and where; neither extractor nor confidence is part of it."""
    parts = [type_]
    for role in sorted(roles):
        parts += [role, *(f"{m.key}@{m.start}-{m.end}" for m in roles[role])]
    for name in sorted(values):
        parts += [name, json.dumps(value_to_wire(values[name]), sort_keys=True, ensure_ascii=False)]
    return f"claim/{digest('claim', *parts, *rest)}"


def make_claim(
    type_: str,
    roles: Mapping[str, tuple[Mention, ...]],
    evidence: Evidence,
    *,
    values: Mapping[str, Value] | None = None,
    told: tuple[Factuality, Mention | None, Interval] = (Factuality.ACTUAL, None, Interval()),
    spans: Mapping[str, tuple[int, int]] | None = None,
    made_by: tuple[str, float] = ("unknown", 1.0),
) -> Claim:
    """A claim with its id. ``told`` is (factuality, speaker, time), ``made_by`` (extractor with version, confidence)."""
    factuality, speaker, time = told
    values = dict(values or {})
    rest = (str(factuality), speaker.key if speaker else "", str(time.start or ""), str(time.end or ""), evidence.article,
            str(evidence.start), str(evidence.end))  # fmt: skip
    return Claim(
        id=claim_id(type_, roles, values, rest),
        type=type_,
        roles=dict(sorted(roles.items())),
        values=dict(sorted(values.items())),
        time=time,
        factuality=factuality,
        speaker=speaker,
        spans=dict(sorted((spans or {}).items())),
        evidence=evidence,
        confidence=round(made_by[1], 2),
        extractor=made_by[0],
    )


def problems(claim: Claim, text: str) -> list[str]:
    """Why a claim must be refused: against the ontology and against the article's text. Empty when it is sound."""
    try:
        spec = ONTOLOGY.claim_type(claim.type)
        found = _role_problems(claim, spec)
        for name in claim.values:
            spec.value(name)
    except OntologyError as error:
        return [str(error)]
    return found + _span_problems(claim, text)


def _role_problems(claim: Claim, spec: ClaimType) -> list[str]:
    found = []
    for name, fillers in claim.roles.items():
        role = spec.role(name)
        found += [f"{name} {m.name!r} is a {m.type}, wanted {' or '.join(role.types)}" for m in fillers if m.type not in role.types]
        if len(fillers) > 1 and not role.many:
            found.append(f"{name} takes one filler, not {len(fillers)}")
    if not any(claim.roles.values()):
        found.append("no role is filled")
    if spec.name == "reports" and claim.time:
        found.append("reports has a period and no time")
    return found


def _span_problems(claim: Claim, text: str) -> list[str]:
    evidence = claim.evidence
    found = []
    if not evidence.quote or text[evidence.start : evidence.end] != evidence.quote:
        found.append("the quote does not re-slice from the text")
    spans = {f"{role} {m.name!r}": (m.start, m.end) for role, fillers in claim.roles.items() for m in fillers}
    spans |= claim.spans
    if claim.speaker:
        spans["speaker"] = (claim.speaker.start, claim.speaker.end)
    for what, (start, end) in spans.items():
        if not (0 <= start < end <= len(text) and text[start:end].strip()):
            found.append(f"the span of {what} ({start}, {end}) lies outside the text")
    found += [f"the value {name} has no span" for name in claim.values if name not in claim.spans]
    return found


def to_wire(claim: Claim, entities: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The interchange form of a claim. ``entities`` maps keys to entity ids where a resolver has spoken; else the key stands."""
    time = {"start": str(claim.time.start) if claim.time.start else None, "end": str(claim.time.end) if claim.time.end else None}
    evidence = claim.evidence
    return {
        "schema": SCHEMA,
        "id": claim.id,
        "type": claim.type,
        "roles": {role: [_filler(m, entities) for m in fillers] for role, fillers in claim.roles.items()},
        "values": {name: value_to_wire(value) for name, value in claim.values.items()},
        "time": time if claim.time else None,
        "factuality": str(claim.factuality),
        "speaker": _filler(claim.speaker, entities) if claim.speaker else None,
        "spans": {name: list(span) for name, span in claim.spans.items()},
        "evidence": {"article": evidence.article, "start": evidence.start, "end": evidence.end, "quote": evidence.quote},
        "confidence": claim.confidence,
        "extractor": claim.extractor,
    }


def _filler(mention: Mention, entities: Mapping[str, str] | None) -> dict[str, Any]:
    entity = (entities or {}).get(mention.key, mention.key)
    return {"name": mention.name, "type": str(mention.type), "start": mention.start, "end": mention.end, "entity": entity}


def from_wire(raw: Mapping[str, Any]) -> Claim:
    """Read a claim from its interchange form; its id is made anew from its content. Raises InvalidValue, OntologyError."""
    try:
        spec = ONTOLOGY.claim_type(str(raw["type"]))
        where = f"claim {raw.get('id') or spec.name}"
        if raw.get("schema", SCHEMA) != SCHEMA:
            raise InvalidValue(f"{where}: schema {raw.get('schema')!r} is not {SCHEMA}; this Claimstake cannot read it")
        roles = {name: tuple(_mention(f) for f in fillers) for name, fillers in raw["roles"].items() if fillers}
        values = {name: value_from_wire(spec.value(name), v, where) for name, v in (raw.get("values") or {}).items() if v is not None}
        time = raw.get("time") or {}
        speaker = _mention(raw["speaker"]) if raw.get("speaker") else None
        told = (Factuality(raw.get("factuality", "actual")), speaker, Interval.of(time.get("start"), time.get("end")))
        return make_claim(
            spec.name,
            roles,
            Evidence(**raw["evidence"]),
            values=values,
            told=told,
            spans={name: (int(a), int(b)) for name, (a, b) in (raw.get("spans") or {}).items()},
            made_by=(str(raw.get("extractor", "unknown")), float(raw.get("confidence", 1.0))),
        )
    except ClaimstakeError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidValue(f"not a claim in the interchange format ({type(error).__name__}: {error}): {str(raw)[:120]}") from error


def _mention(raw: Mapping[str, Any]) -> Mention:
    entity_type = EntityType(raw["type"])
    key = str(raw.get("entity") or entity_key(entity_type, str(raw["name"])))
    return Mention(name=str(raw["name"]), type=entity_type, start=int(raw["start"]), end=int(raw["end"]), key=key)


def dump_lines(claims: Iterable[Claim], entities: Mapping[str, str] | None = None) -> Iterator[str]:
    """One JSON line a claim, in the given order."""
    for claim in claims:
        yield json.dumps(to_wire(claim, entities), ensure_ascii=False)


def load_lines(lines: Iterable[str]) -> Iterator[Claim]:
    """Claims of JSON Lines; empty lines are passed over. Raises InvalidValue naming the line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield from_wire(json.loads(line))
            except (ClaimstakeError, json.JSONDecodeError) as error:
                raise InvalidValue(f"line {number}: {error}") from error
