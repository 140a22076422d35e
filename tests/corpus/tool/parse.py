"""Reads a source file into passages. Faults become findings, so that one look shows them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from graph.ontology import ACTIVITIES, EntityType
from tests.corpus.tool.claims import read_claim
from tests.corpus.tool.model import Claim, Entity, Finding, Passage, SourceFile
from tests.corpus.tool.tables import ID, KINDS
from tests.corpus.tool.text import read_text

_HEAD = re.compile(r"^==\s+(\S+)\s*\|\s*(\S+)\s*\|\s*(\S+)(\s+article)?\s*$")
_ENTITY = re.compile(r"^(\w+)\s+(\w+)(!?)\s+(\S.*?)\s*$")
_TYPES = tuple(str(t) for t in EntityType)
_SECURITY_BREAK = re.compile(r"^\w+:\s|^\w+\s+:")

Numbered = Sequence[tuple[int, str]]


def parse_file(path: Path, shown: str) -> SourceFile:
    """The passages of a source file. ``shown`` is the name that findings give it."""
    try:
        content = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return SourceFile(shown, (), (), (Finding(shown, 1, f"is not UTF-8 at byte {error.start}", "save it as UTF-8"),))
    return parse_source(content, shown)


def parse_source(content: str, shown: str) -> SourceFile:
    """The passages of a source text."""
    numbered = [(n, line.rstrip("\r")) for n, line in enumerate(content.split("\n"), 1)]
    starts = [i for i, (_, line) in enumerate(numbered) if line.startswith("==")]
    before = numbered[: starts[0]] if starts else numbered
    findings = [
        Finding(shown, n, "text before the first passage", "begin the line with %, or the passage with == ID | published | kind")
        for n, line in before
        if line.strip() and not line.startswith("%")
    ]
    head = tuple(line for _, line in before if line.startswith("%"))
    passages: list[Passage] = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(numbered)
        passage, faults = _passage(shown, numbered[start:end])
        findings += faults
        if passage is not None:
            passages.append(passage)
    return SourceFile(shown, head, tuple(passages), tuple(findings))


def _passage(file: str, block: Numbered) -> tuple[Passage | None, list[Finding]]:
    number, head = block[0]
    match = _HEAD.match(head)
    if match is None:
        fix = "write == ID | 2025-11-12 | wire, with ` article` after the kind of a whole article"
        return None, [Finding(file, number, f"cannot read the head {head!r}", fix)]
    findings = _head_faults(file, number, match)
    cut = next((i for i, (_, line) in enumerate(block) if i and line.strip() == "--"), None)
    if cut is None:
        findings.append(Finding(file, number, f"{match[1]} has no line --", "end the text with a line --, also where no entity follows"))
        cut = len(block)
    parts = read_text(file, block[1:cut])
    if not parts.text:
        findings.append(Finding(file, number, f"{match[1]} has no text", "write its sentences before the line --"))
    entities, claims, faults = _annotations(file, block[cut + 1 :])
    findings += [*parts.findings, *faults]
    if not ID.match(match[1]):
        return None, findings
    published = None if match[2] == "-" else match[2]
    raw = tuple(line for _, line in block[:cut])
    passage = Passage(
        match[1], file, number, published, match[3], bool(match[4]), parts.text, tuple(parts.lines), tuple(parts.marks), raw,
        MappingProxyType(entities), tuple(claims),
    )  # fmt: skip
    return passage, findings


def _head_faults(file: str, number: int, match: re.Match[str]) -> list[Finding]:
    faults: list[Finding] = []
    if not ID.match(match[1]):
        fix = "write it like en-learn-a001 (hand in small letters, three digits)"
        faults.append(Finding(file, number, f"the id {match[1]} is not of the form LANG-SPLIT-HANDnnn", fix))
    if match[2] != "-" and not _is_day(match[2]):
        faults.append(Finding(file, number, f"published {match[2]} is no day", "write 2025-11-12, or - for none"))
    if match[3] not in KINDS:
        faults.append(Finding(file, number, f"unknown kind {match[3]}", f"choose one of {', '.join(KINDS)}"))
    return faults


def _is_day(raw: str) -> bool:
    try:
        return bool(date.fromisoformat(raw)) and len(raw) == 10
    except ValueError:
        return False


def _annotations(file: str, block: Numbered) -> tuple[dict[str, Entity], list[Claim], list[Finding]]:
    entities: dict[str, Entity] = {}
    claims: list[Claim] = []
    findings: list[Finding] = []
    lines = [(n, line.strip()) for n, line in block if line.strip() and not line.startswith("%")]
    for number, line in lines:
        if not line.startswith(">"):
            _add_entity(entities, findings, file, number, line)
    for number, line in lines:
        if line.startswith(">"):
            claim, faults = read_claim(file, number, line, entities)
            findings += faults
            if claim is not None:
                claims.append(claim)
    return entities, claims, findings


def _add_entity(entities: dict[str, Entity], findings: list[Finding], file: str, number: int, line: str) -> None:
    match = _ENTITY.match(line)
    if match is None:
        findings.append(Finding(file, number, f"cannot read {line[:40]!r}", "an entity is `key Type Name`, a claim begins with >"))
        return
    key, kind, bang, name = match.groups()
    fault = _entity_fault(entities, key, kind, name)
    if fault is not None:
        findings.append(Finding(file, number, *fault))
    if key not in entities:
        entities[key] = Entity(key, kind, name, bool(bang), number)


def _entity_fault(entities: dict[str, Entity], key: str, kind: str, name: str) -> tuple[str, str] | None:
    if kind not in _TYPES:
        return f"unknown entity type {kind}", f"choose one of {', '.join(_TYPES)}"
    if key in entities:
        return f"the key {key} is declared twice", "give each entity a key of its own"
    if kind == EntityType.ACTIVITY and name not in ACTIVITIES:
        return f"the activity {name} is not in the list", f"choose one of {', '.join(ACTIVITIES)}"
    if kind == EntityType.SECURITY and _SECURITY_BREAK.match(name):
        return f"the security {name} has a space at its colon", "write EXCHANGE:TICKER, as in TSX:TMRK"
    twin = next((e for e in entities.values() if (e.type, e.name) == (kind, name)), None)
    if twin is not None:
        return f"{kind} {name} is declared under {twin.key} and {key}", "keep one key"
    return None
