"""A model's answer read: JSON of the schema, as candidates that nobody believes yet."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import ClaimstakeError
from graph.ontology import ONTOLOGY, ValueKind
from graph.values import Json
from loaders.grounding import Candidate, Given, Named

_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.S)
_TEXTUAL = (ValueKind.CHOICE, ValueKind.TEXT, ValueKind.DATE, ValueKind.PERIOD)


class BadAnswer(ClaimstakeError):
    """An answer that is not as asked for; the message is fit to be told to the model."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Filler(_Part):
    name: str
    type: str = ""
    words: str


class _RoleFiller(_Filler):
    role: str


class _Value(_Part):
    name: str
    words: str
    number: int | float | None = None
    min: int | float | None = None
    max: int | float | None = None
    currency: str | None = None
    unit: str | None = None
    text: str | None = None


class _Time(_Part):
    start: str | None = None
    end: str | None = None
    words: str


class _Claim(_Part):
    type: str
    quote: str
    roles: tuple[_RoleFiller, ...] = ()
    values: tuple[_Value, ...] = ()
    time: _Time | None = None
    factuality: str = "actual"
    speaker: _Filler | None = None


class _Answer(_Part):
    claims: tuple[_Claim, ...]


def candidates(words: str) -> tuple[Candidate, ...]:
    """The candidates of an answer; a fence of Markdown around the JSON is let pass. Raises BadAnswer."""
    fenced = _FENCED.search(words)
    try:
        answer = _Answer.model_validate_json(fenced[1] if fenced else words)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadAnswer(f"the answer is not JSON of the schema: {where}: {first['msg']}") from error
    return tuple(_candidate(claim) for claim in answer.claims)


def _candidate(claim: _Claim) -> Candidate:
    return Candidate(
        type=claim.type,
        quote=claim.quote,
        roles=tuple(Named(r.role, r.type, r.name, r.words) for r in claim.roles),
        values=tuple(Given(v.name, v.words, _wire(claim.type, v)) for v in claim.values),
        factuality=claim.factuality,
        speaker=Named("speaker", claim.speaker.type, claim.speaker.name, claim.speaker.words) if claim.speaker else None,
        start=(claim.time.start or "") if claim.time else "",
        end=(claim.time.end or "") if claim.time else "",
        time_words=claim.time.words if claim.time else "",
    )


def _wire(type_: str, value: _Value) -> Json:
    """The value in the interchange format, by its kind in the ontology; what the ontology does not know is refused later, by its name."""
    kinds = [v.kind for spec in ONTOLOGY if spec.name == type_ for v in spec.values if v.name == value.name]
    if kinds and kinds[0] in _TEXTUAL:
        return value.text
    given: dict[str, Json] = {"value": value.number, "min": value.min, "max": value.max, "currency": value.currency, "unit": value.unit}
    wire: dict[str, Json] = {name: part for name, part in given.items() if part not in (None, "")}
    if kinds and kinds[0] is ValueKind.COMPARISON and value.text:
        return {**wire, "period": value.text}
    return wire["value"] if list(wire) == ["value"] else wire
