"""Checks of one passage: length, marks, entities, quotes, claims against the rules of ontology.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph.ontology import ONTOLOGY, ClaimType, ValueKind
from tests.corpus.tool import tables
from tests.corpus.tool.model import Amount, Claim, Entity, Finding, Passage
from tests.corpus.tool.values import first_day

Faults = Iterator[Finding]

# A coin's name inside these compounds names the trade, not the coin; it may be marked or not.
_TRADE_AFTER = re.compile(r"[ -](?:mine|mines|miner|miners|mining)\b", re.IGNORECASE)
_TRADE_BEFORE = re.compile(r"\b(?:mineurs?|mineuse|minage|minière?s?|mines?|fermes?|extraction)\s+(?:de\s+|d['’])$", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,'’ \u00a0\u202f]*")


def check_passage(passage: Passage) -> list[Finding]:
    """Everything that is wrong with one passage, looked at alone."""
    checks: tuple[Callable[[Passage], Faults], ...] = (
        _length, _marks, _unused, _never_named, _unmarked, _quotes, _claims, _figures, _doubled, _grave,
    )  # fmt: skip
    return [finding for check in checks for finding in check(passage)]


def _length(p: Passage) -> Faults:
    bounds = tables.limits(p.kind, p.article)
    kind = f"{p.kind} article" if p.article else p.kind
    lines, chars = len(p.lines), len(p.text)
    if lines < bounds.least_lines or chars < bounds.least_chars:
        what = f"{p.id} is short for a {kind}: {lines} lines, {chars} characters"
        yield Finding(p.file, p.line, what, f"write at least {bounds.least_lines} lines and {bounds.least_chars} characters")
    if lines > bounds.most_lines or chars > bounds.most_chars:
        what = f"{p.id} is long for a {kind}: {lines} lines, {chars} characters"
        advice = "split it" if p.article else "split it, or add ` article` to its head"
        yield Finding(p.file, p.line, what, f"at most {bounds.most_lines} lines and {bounds.most_chars} characters: {advice}")


def _marks(p: Passage) -> Faults:
    for mark in p.marks:
        if mark.key not in p.entities and mark.key != "-":
            what = f"the mark of {mark.surface!r} has the unknown key {mark.key}"
            yield Finding(p.file, mark.line, what, f"declare it after --, as in `{mark.key} Company Name`")


def _unused(p: Passage) -> Faults:
    used = {m.key for m in p.marks} | {k for c in p.claims for keys in c.roles.values() for k in keys} | {c.speaker for c in p.claims}
    for entity in p.entities.values():
        if entity.key not in used:
            what = f"{entity.type} {entity.name} stands in no mark and no claim"
            yield Finding(p.file, entity.line, what, "mark it in the text, or delete the line")


def _never_named(p: Passage) -> Faults:
    for entity in p.entities.values():
        marks = p.marks_of(entity.key)
        by_place = entity.type == "Site" and marks
        if entity.type in tables.UNMARKED_TYPES or by_place or any(m.named for m in marks) or entity.name in p.text:
            continue
        if marks or any(entity.key in keys for c in p.claims for keys in c.roles.values()):
            what = f"{entity.type} {entity.name} is never named in the text"
            yield Finding(p.file, entity.line, what, f"mark its name with {{{entity.key}:...}} (with ~ only a reference is marked)")


def _unmarked(p: Passage) -> Faults:
    surfaces = {s: e for e in p.entities.values() for s in _surfaces(p, e)}
    if not surfaces:
        return
    longest_first = sorted(surfaces, key=lambda s: (-len(s), s))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(s) for s in longest_first)})(?!\w)")
    for match in pattern.finditer(p.text):
        start, end = match.span()
        if any(m.start < end and start < m.end for m in p.marks):
            continue
        entity = surfaces[match[0]]
        if entity.type == "CryptoAsset" and (_TRADE_AFTER.match(p.text, end) or _TRADE_BEFORE.search(p.text[:start])):
            continue
        fix = f"write {{{entity.key}:{match[0]}}}, or {{-:{match[0]}}} if something else is meant here"
        yield Finding(p.file, _line_at(p, start), f"{match[0]!r} names {entity.type} {entity.name} but is not marked", fix)


def _surfaces(p: Passage, entity: Entity) -> set[str]:
    """The forms under which an entity must be marked wherever they stand."""
    if entity.type == "Activity":
        return set()
    forms = {m.surface for m in p.marks_of(entity.key) if m.named} | {entity.name}
    if entity.type == "Person":
        forms.add(entity.name.split()[-1])
    forms |= {f.upper() for f in forms if len(f) > 3}
    return {f for f in forms if len(f) > 1}


def _line_at(p: Passage, offset: int) -> int:
    return next((line.number for line in p.lines if offset < line.end), p.line)


def _quotes(p: Passage) -> Faults:
    for claim in p.claims:
        first, last = claim.sentences
        if claim.sentences == (0, 0):
            continue  # told when the line was read
        if not 1 <= first <= last <= len(p.lines):
            shown = f"{first}-{last}" if last != first else str(first)
            fix = f"the text has {len(p.lines)} lines, counted from 1 without empty ones"
            yield Finding(p.file, claim.line, f"{claim.type}: q={shown} is out of range", fix)
        elif last - first > 3:
            what = f"{claim.type}: the quote spans {last - first + 1} lines"
            yield Finding(p.file, claim.line, what, "quote the one to three lines that say it", warning=True)
        elif claim.type != "reports" and not _touches(p, claim):
            what = f"{claim.type}: none of its entities is marked in line {first} of the text"
            yield Finding(p.file, claim.line, what, "look whether q= counts right, and mark the reference (it, the company)", warning=True)


def _touches(p: Passage, claim: Claim) -> bool:
    """Whether the quote holds a mark of one of the claim's fillers, or all of them go without marks."""
    start, end = p.quote_span(claim)
    marks = [m for keys in claim.roles.values() for k in keys for m in p.marks_of(k)]
    return not marks or any(start <= m.start < end for m in marks)


def _claims(p: Passage) -> Faults:
    for claim in p.claims:
        kind = ONTOLOGY.claim_type(claim.type)
        for what, fix in (*_roles_missing(kind, claim), *_values_missing(kind, claim)):
            yield Finding(p.file, claim.line, f"{claim.type}: {what}", fix)
        if p.published and claim.start and claim.factuality == "actual" and first_day(claim.start) > p.published:
            what = f"{claim.type}: is actual but starts ({claim.start}) after the passage was published ({p.published})"
            yield Finding(p.file, claim.line, what, "make it planned, or correct the date")


def _roles_missing(kind: ClaimType, claim: Claim) -> Iterator[tuple[str, str]]:
    if not claim.roles:
        yield "has no role", f"name at least one of {', '.join(r.name for r in kind.roles)}"
    elif kind.either and not any(r in claim.roles for r in kind.either):
        yield f"has neither {' nor '.join(kind.either)}", "give one of them"


def _values_missing(kind: ClaimType, claim: Claim) -> Iterator[tuple[str, str]]:
    for spec in kind.key_values:
        needed = (spec.kind is ValueKind.CHOICE and spec.name not in ("instrument", "change")) or spec.name == "product"
        if needed and spec.name not in claim.values:
            yield f"has no {spec.name}=", f"choose one of {', '.join(spec.options)}" if spec.options else "give it in the text's own words"
    if claim.type == "reports" and not {"value", "comparison"} & set(claim.values):
        yield "has neither value= nor comparison=", "give the figure"
    if claim.values.get("metric") == "other" and "label" not in claim.values:
        yield "metric=other has no label=", "say in the text's own words what is measured"


def _figures(p: Passage) -> Faults:
    """A figure none of whose digits stand in the text is mostly a slip; words ("a quarter") and sums are the exceptions."""
    told = {_digits(number) for number in _NUMBER.findall(p.text)} | {_digits(number) for number in re.findall(r"\d+", p.text)}
    for claim in p.claims:
        for name, value in claim.values.items():
            for number in value.numbers() if isinstance(value, Amount) else ():
                digits = _digits(str(number))
                if len(digits) > 1 and digits not in told:
                    what = f"{claim.type}: the digits of {name} {number} stand nowhere in the text"
                    yield Finding(p.file, claim.line, what, "look whether the figure is right", warning=True)


def _digits(number: str) -> str:
    """The digits of a number that do not depend on its unit: without signs, points and outer zeros."""
    return re.sub(r"\D", "", number).strip("0")


def _doubled(p: Passage) -> Faults:
    """An optional claim may repeat the key of one that counts: a second stage of it, which nobody must find, costs nothing then."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in p.claims:
        if claim.optional:
            continue
        first = seen.setdefault(claim_key(claim), claim)
        if first is not claim:
            fix = "two claims of one type with equal keys are one: keep the richest"
            yield Finding(p.file, claim.line, f"{claim.type}: has the same key as the claim of line {first.line}", fix)


def claim_key(claim: Claim) -> tuple[object, ...]:
    """What makes a claim one within its passage: its type and the key roles and values (bold in ontology.md)."""
    kind = ONTOLOGY.claim_type(claim.type)
    roles = tuple((r.name, frozenset(claim.roles.get(r.name, ()))) for r in kind.key_roles)
    values = tuple((v.name, _key_value(v.name, claim.values.get(v.name))) for v in kind.key_values)
    return (claim.type, roles, values)


def _key_value(name: str, value: Amount | str | None) -> Amount | str | None:
    return "holds" if name == "change" and value is None else value


def _grave(p: Passage) -> Faults:
    """Suits, frauds, hacks, insolvencies and arrests are told of invented firms and persons only."""
    for claim in p.claims:
        kind = claim.values.get("kind")
        if claim.type != "legal_action" and not (claim.type == "incident" and kind in tables.GRAVE_INCIDENTS):
            continue
        for key in (k for keys in claim.roles.values() for k in keys):
            entity = p.entities.get(key)
            if entity is not None and entity.type in ("Company", "Person", "Site") and not entity.invented:
                what = f"{claim.type} {kind or ''} is told of {entity.name}, which is not marked as invented"
                yield Finding(p.file, claim.line, what, f"tell it of an invented one, and mark that (`{key} {entity.type}! {entity.name}`)")
