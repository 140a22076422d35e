"""Reads one claim line (``> type role=key value=... way=verb q=1``) against the ontology."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.errors import OntologyError
from graph.ontology import ONTOLOGY, ClaimType, Role
from tests.corpus.tool.model import Amount, Claim, Entity, Finding, SourceProblem
from tests.corpus.tool.tables import FACTUALITIES, SPEAKER_TYPES, WAYS
from tests.corpus.tool.text import unescape
from tests.corpus.tool.values import first_day, last_day, read_date, read_value

_TOKEN = re.compile(r'(?:(?P<key>[\w-]+)=)?(?:"(?P<quoted>(?:\\"|[^"])*)"|(?P<bare>[^\s"]+))(?=\s|$)')
_SENTENCES = re.compile(r"^(\d+)(?:-(\d+))?$")
_OPTIONS = ("start", "end", "by", "way", "q")
_WORDS = (*FACTUALITIES, "optional")


@dataclass(slots=True)
class _Draft:
    """A claim while its line is read."""

    claim_type: ClaimType
    file: str
    line: int
    entities: Mapping[str, Entity]
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, Amount | str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def fault(self, what: str, fix: str) -> None:
        self.findings.append(Finding(self.file, self.line, f"{self.claim_type.name}: {what}", fix))


def read_claim(file: str, line: int, raw: str, entities: Mapping[str, Entity]) -> tuple[Claim | None, list[Finding]]:
    """The claim of a ``>`` line and what is wrong with it; no claim where its type is unknown."""
    name, _, rest = raw.removeprefix(">").strip().partition(" ")
    try:
        claim_type = ONTOLOGY.claim_type(name)
    except OntologyError:
        types = ", ".join(t.name for t in ONTOLOGY)
        return None, [Finding(file, line, f"unknown claim type {name!r}", f"choose one of {types}")]
    draft = _Draft(claim_type, file, line, entities)
    tokens = _tokens(draft, rest)
    metric = next((text for key, text in tokens if key == "metric"), "")
    for key, text in tokens:
        _take(draft, key, text, metric)
    return _claim(draft), draft.findings


def _tokens(draft: _Draft, rest: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    position = 0
    while rest[position:].strip():
        position += len(rest[position:]) - len(rest[position:].lstrip())
        match = _TOKEN.match(rest, position)
        if match is None:
            fix = 'write key=value; own words go in double quotes, as in product="Blue Vault"'
            draft.fault(f"cannot read {rest[position : position + 30]!r}", fix)
            break
        quoted = match["quoted"]
        tokens.append((match["key"] or "", unescape(quoted.replace('\\"', '"')) if quoted is not None else match["bare"]))
        position = match.end()
    return tokens


def _take(draft: _Draft, key: str, text: str, metric: str) -> None:
    """Puts one token of the line where it belongs."""
    kind = draft.claim_type
    if not key:
        if text in _WORDS:
            draft.words.append(text)
        else:
            draft.fault(f"the word {text!r} stands alone", f"bare words are {', '.join(_WORDS)}; own words of a value go in double quotes")
    elif key in draft.options or key in draft.roles or key in draft.values:
        draft.fault(f"{key}= is given twice", "give it once; several fillers are joined by commas, as in funder=b,c")
    elif role := next((r for r in kind.roles if r.name == key), None):
        draft.roles[key] = _fillers(draft, role, text)
    elif spec := next((v for v in kind.values if v.name == key), None):
        try:
            draft.values[key] = read_value(spec, text, kind.name, metric)
        except SourceProblem as problem:
            draft.fault(problem.what, problem.fix)
    elif key in _OPTIONS:
        draft.options[key] = text
    else:
        names = [*(r.name for r in kind.roles), *(v.name for v in kind.values), *_OPTIONS]
        draft.fault(f"has no role or value {key!r}", f"it knows {', '.join(names)}")


def _fillers(draft: _Draft, role: Role, text: str) -> tuple[str, ...]:
    keys = tuple(k for k in text.split(",") if k)
    wanted = " or ".join(role.types)
    for key in keys:
        entity = draft.entities.get(key)
        if entity is None:
            draft.fault(f"{role.name}={key}: no entity has the key {key!r}", f"declare it after --, as in `{key} {role.types[0]} Name`")
        elif entity.type not in role.types:
            draft.fault(f"{role.name}={key} is the {entity.type} {entity.name}", f"the role takes {wanted}")
    if not keys:
        draft.fault(f"{role.name}= is empty", "leave the role out where the text does not give it")
    if len(keys) > 1 and not role.many:
        draft.fault(f"{role.name} has {len(keys)} fillers but takes one", "write one claim for each")
    if len(set(keys)) < len(keys):
        draft.fault(f"{role.name}={text} names an entity twice", "name each once")
    return keys


def _claim(draft: _Draft) -> Claim:
    kind = draft.claim_type
    factualities = [w for w in draft.words if w in FACTUALITIES]
    if len(factualities) > 1:
        draft.fault(f"is {' and '.join(factualities)} at once", "keep one")
    return Claim(
        kind.name,
        draft.line,
        MappingProxyType({r.name: draft.roles[r.name] for r in kind.roles if r.name in draft.roles}),
        MappingProxyType({v.name: draft.values[v.name] for v in kind.values if v.name in draft.values}),
        factualities[0] if factualities else "actual",
        *_time(draft),
        _speaker(draft),
        _way(draft),
        _sentences(draft),
        "optional" in draft.words,
    )


def _time(draft: _Draft) -> tuple[str | None, str | None]:
    times: dict[str, str] = {}
    for side in ("start", "end"):
        if side not in draft.options:
            continue
        if draft.claim_type.name == "reports":
            draft.fault(f"has {side}=", "reports takes period= and no start or end")
        try:
            times[side] = read_date(draft.options[side])
        except SourceProblem as problem:
            draft.fault(f"{side}: {problem.what}", problem.fix)
    start, end = times.get("start"), times.get("end")
    if start and end and first_day(start) > last_day(end):
        draft.fault(f"starts ({start}) after it ends ({end})", "put the earlier date in start")
    return start, end


def _speaker(draft: _Draft) -> str | None:
    key = draft.options.get("by")
    if key is None:
        return None
    entity = draft.entities.get(key)
    if entity is None:
        draft.fault(f"by={key}: no entity has the key {key!r}", "name one entity: the first where several speak")
        return None
    if entity.type not in SPEAKER_TYPES:
        draft.fault(f"by={key} is the {entity.type} {entity.name}", f"a speaker is a {' or '.join(SPEAKER_TYPES)}")
    return key


def _way(draft: _Draft) -> str:
    way = draft.options.get("way", "")
    if way not in WAYS:
        draft.fault(f"way={way} is not in its list" if way else "has no way=", f"choose one of {', '.join(WAYS)}")
    return way


def _sentences(draft: _Draft) -> tuple[int, int]:
    raw = draft.options.get("q", "")
    match = _SENTENCES.match(raw)
    if match is None:
        draft.fault(f"q={raw} is no sentence number" if raw else "has no q=", "write q=2, or q=2-3 for the lines of the quote")
        return (0, 0)
    return int(match[1]), int(match[2] or match[1])
