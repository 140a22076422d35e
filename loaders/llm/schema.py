"""The instructions and the JSON schema of the answer, both made from the ontology's table: a new claim type needs nothing here."""

from __future__ import annotations

from functools import cache

from graph.ontology import ACTIVITIES, ONTOLOGY, ClaimType, EntityType, Factuality, ValueKind, ValueSpec
from graph.values import Json

_HINTS = {
    ValueKind.MONEY: "min, max or number, with currency (ISO 4217), or with unit for a coin (BTC)",
    ValueKind.QUANTITY: "number with unit: MW (GW converted), EH/s, J/TH",
    ValueKind.PERCENT: "number with unit %",
    ValueKind.TERM: "number with unit years or months",
    ValueKind.COUNT: "number",
    ValueKind.NUMBER: "number (a loss is negative) with currency or unit where it has one",
    ValueKind.DATE: "text: 2025, 2025-Q3, 2025-10 or 2025-11-13",
    ValueKind.PERIOD: "text: 2025, 2025-Q3, 2025-H1, 2025-10, 2025-11-13, FY2026, 2025-01/2025-11, P1M",
    ValueKind.COMPARISON: "number with unit %, text: the period compared with",
    ValueKind.TEXT: "text: the article's own words",
}
_INSTRUCTIONS = """You read news of the crypto industry and list what an article says as claims. Be exact; what the text does not say is left out.
- quote: the sentence that says it, copied character for character.
- roles: words are those of the text at that place, copied, also "the company"; name is the name in the article that is meant by them.
  Of an Activity, name is one of: {activities}.
- values: words are copied from the text.
- time: when it happens or holds, resolved against the date of publication, with the words that say so; null when the text does not say.
  reports has a period and no time.
- factuality: actual (has happened, or a signed contract), planned (intended, agreed for later), possible (considered, rumoured), negated (denied, cancelled).
- speaker: who is quoted or referred to in that sentence for it; else null.
- One claim a site, machine model or office. Market opinion, price forecasts, definitions and the site's navigation are no claims.
Types of claims, with their roles and the types that fill them, and their values (* may have many):
{types}"""


@cache
def instructions() -> str:
    """What the model is told."""
    return _INSTRUCTIONS.format(activities=", ".join(ACTIVITIES), types="\n".join(map(_described, ONTOLOGY)))


def _described(spec: ClaimType) -> str:
    roles = [f"{r.name}{'*' if r.many else ''} ({' or '.join(r.types)})" for r in spec.roles]
    values = [f"{v.name} ({_hint(v)})" for v in spec.values]
    told = f"; values: {'; '.join(values)}" if values else ""
    return f"- {spec.name}: {spec.meaning}. roles: {', '.join(roles)}{told}"


def _hint(value: ValueSpec) -> str:
    return f"text: {', '.join(value.options)}" if value.options else _HINTS[value.kind]


def answer_schema() -> dict[str, Json]:
    """The JSON schema of an answer. Every property is required and nothing else is let in, as strict structured output wants it."""
    filler = {"name": _TEXT, "type": _one_of(*EntityType), "words": _TEXT}
    number = {"number": _maybe("number"), "min": _maybe("number"), "max": _maybe("number")}
    value = {
        "name": _one_of(*sorted({v.name for spec in ONTOLOGY for v in spec.values})),
        "words": _TEXT,
        **number,
        "currency": _MAYBE,
        "unit": _MAYBE,
        "text": _MAYBE,
    }
    claim = {
        "type": _one_of(*(spec.name for spec in ONTOLOGY)),
        "quote": _TEXT,
        "roles": _list({"role": _one_of(*sorted({r.name for spec in ONTOLOGY for r in spec.roles})), **filler}),
        "values": _list(value),
        "time": _or_null({"start": _MAYBE, "end": _MAYBE, "words": _TEXT}),
        "factuality": _one_of(*Factuality),
        "speaker": _or_null(filler),
    }
    return _object({"claims": _list(claim)})


_TEXT: Json = {"type": "string"}


def _maybe(kind: str) -> Json:
    return {"type": [kind, "null"]}


_MAYBE = _maybe("string")


def _one_of(*names: str) -> Json:
    return {"type": "string", "enum": [str(name) for name in names]}


def _object(properties: dict[str, Json]) -> dict[str, Json]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(properties: dict[str, Json]) -> Json:
    return {"type": "array", "items": _object(properties)}


def _or_null(properties: dict[str, Json]) -> Json:
    return {"anyOf": [_object(properties), {"type": "null"}]}
