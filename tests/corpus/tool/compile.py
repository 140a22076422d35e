"""Compiles the sources to JSON Lines, one passage a line, byte for byte the same each time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from tests.corpus.tool.corpus import Places, load, passages_of, source_paths
from tests.corpus.tool.model import Amount, Claim, Finding, Json, Passage
from tests.corpus.tool.tables import LANGS, SPLITS


def compiled(places: Places) -> tuple[dict[str, str], list[Finding]]:
    """The files that the sources give, by name below the corpus's folder, and what could not be read in them."""
    files = load(source_paths(places.sources), places)
    findings = [finding for f in files for finding in f.findings]
    passages = sorted(passages_of(files), key=lambda p: p.id)
    out: dict[str, str] = {}
    for lang in LANGS:
        for split in SPLITS:
            chosen = [p for p in passages if (p.lang, p.split) == (lang, split)]
            out[f"{lang}/{split}.jsonl"] = "".join(line(p) for p in chosen)
    return out, findings


def write(places: Places, files: Mapping[str, str]) -> list[str]:
    """Writes the files that differ; their names."""
    changed = drift(places, files)
    for name in changed:
        path = places.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[name].encode("utf-8"))
    return changed


def drift(places: Places, files: Mapping[str, str]) -> list[str]:
    """Names of the files that are not as the sources give them."""
    return [name for name, content in files.items() if _held(places, name) != content.encode("utf-8")]


def _held(places: Places, name: str) -> bytes | None:
    path = places.corpus / name
    return path.read_bytes() if path.exists() else None


def line(passage: Passage) -> str:
    """A passage as one line of JSON."""
    return json.dumps(record(passage), ensure_ascii=False, separators=(",", ":")) + "\n"


def record(p: Passage) -> dict[str, Json]:
    """A passage in the compiled form, keys in their fixed order."""
    return {
        "id": p.id,
        "lang": p.lang,
        "published": p.published,
        "kind": p.kind,
        "article": p.article,
        "text": p.text,
        "entities": [_entity(p, key) for key in p.entities],
        "mentions": _mentions(p),
        "claims": [claim_record(p, c) for c in p.claims],
    }


def aliases(p: Passage, key: str) -> list[str]:
    """The names by which the text calls an entity, besides its canonical one, in the order of the text."""
    marks = sorted(p.marks_of(key), key=lambda m: m.start)
    return list(dict.fromkeys(m.surface for m in marks if m.named and m.surface != p.entities[key].name))


def _entity(p: Passage, key: str) -> Json:
    entity = p.entities[key]
    return {"name": entity.name, "type": entity.type, "aliases": aliases(p, key), "invented": entity.invented}


def _mentions(p: Passage) -> list[Json]:
    marks = sorted((m for m in p.marks if m.key in p.entities), key=lambda m: (m.start, m.end))
    return [
        {"start": m.start, "end": m.end, "entity": p.entities[m.key].name, "type": p.entities[m.key].type, "named": m.named} for m in marks
    ]


def claim_record(p: Passage, claim: Claim) -> dict[str, Json]:
    """A claim as in the gold, with its way and the span of its quote."""
    start, end = p.quote_span(claim)
    times: Json = {"start": claim.start, "end": claim.end} if claim.start or claim.end else None
    out: dict[str, Json] = {
        "type": claim.type,
        "roles": {role: _names(p, keys) for role, keys in claim.roles.items()},
        "values": {name: value.wire() if isinstance(value, Amount) else value for name, value in claim.values.items()},
        "time": times,
        "factuality": claim.factuality,
        "speaker": p.entities[claim.speaker].name if claim.speaker else None,
        "quote": p.text[start:end],
        "quote_span": [start, end],
        "way": claim.way,
    }
    if claim.optional:
        out["optional"] = True
    return out


def _names(p: Passage, keys: Iterable[str]) -> list[Json]:
    return [p.entities[k].name for k in keys if k in p.entities]
