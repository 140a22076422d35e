"""Annotated articles (gold folders and corpus files) and claims to be scored, as typed records.

Values stay as they are on the wire: a scorer must be able to read what no sound claim would hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import ClaimstakeError
from graph.values import Json
from loaders.evaluation.names import Names, accepted_names

SPLITS = ("learn", "develop", "test")
LANGUAGES = ("en", "fr")


class EvaluationError(ClaimstakeError):
    """Annotated articles that are not there or cannot be read."""


@dataclass(frozen=True, slots=True)
class Filler:
    """A role filler by name; ``span`` where one is given."""

    name: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as annotated or as found. ``evidence`` is (start, end, quote) where all three are given."""

    type: str
    roles: Mapping[str, tuple[Filler, ...]]
    values: Mapping[str, Json]
    factuality: str = ""
    speaker: str | None = None
    start: str = ""
    end: str = ""
    evidence: tuple[int, int, str] | None = None
    optional: bool = False

    def names(self, role: str) -> list[str]:
        """The names that fill a role."""
        return [filler.name for filler in self.roles.get(role, ())]

    def brief(self) -> dict[str, Json]:
        """The claim in one flat object, for lists of misses."""
        names: dict[str, Json] = {role: [*self.names(role)] for role in self.roles}
        return {"type": self.type, **names, **self.values, "factuality": self.factuality}


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with all its claims. ``text`` is None where only the annotation is there."""

    id: str
    lang: str
    published: str
    text: str | None
    claims: tuple[Said, ...]
    names: Names = field(default_factory=dict)
    publisher: str = ""


def said(raw: Mapping[str, Any]) -> Said:
    """A claim of the wire or of a gold file; what is missing or odd stays so. Raises KeyError, TypeError for what is no claim at all."""
    speaker = raw.get("speaker")
    time = raw.get("time") or {}
    return Said(
        type=raw["type"],
        roles={role: tuple(_filler(f) for f in fillers or ()) for role, fillers in (raw.get("roles") or {}).items()},
        values=raw.get("values") or {},
        factuality=raw.get("factuality") or "",
        speaker=speaker.get("name") if isinstance(speaker, dict) else speaker,
        start=str(time.get("start") or ""),
        end=str(time.get("end") or ""),
        evidence=_evidence(raw.get("evidence") or {}),
        optional=bool(raw.get("optional")),
    )


def _filler(raw: Any) -> Filler:
    if isinstance(raw, str):
        return Filler(raw)
    start, end = raw.get("start"), raw.get("end")
    return Filler(raw.get("name", ""), (start, end) if isinstance(start, int) and isinstance(end, int) else None)


def _evidence(raw: Mapping[str, Any]) -> tuple[int, int, str] | None:
    start, end, quote = raw.get("start"), raw.get("end"), raw.get("quote")
    return (start, end, quote) if isinstance(start, int) and isinstance(end, int) and isinstance(quote, str) else None


def annotated(raw: Mapping[str, Any], text: str | None = None) -> Annotated:
    """An annotation of a gold file or a line of the corpus (which holds its text)."""
    return Annotated(
        id=raw["id"],
        lang=raw["lang"],
        published=raw.get("published") or "",
        text=raw.get("text", text),
        claims=tuple(said(claim) for claim in raw["claims"]),
        names=accepted_names(raw["entities"]),
        publisher=raw.get("publisher") or "",
    )


def read_annotated(folder: Path, split: str = "") -> list[Annotated]:
    """The annotated articles of a folder, sorted by id.

    A gold folder holds ID.json beside ID.txt, and its halves stand in ``gold_halves.json`` beside or above; a corpus folder holds
    ``en/SPLIT.jsonl`` and ``fr/SPLIT.jsonl``. Raises EvaluationError when there is nothing, or no such split.
    """
    if not folder.is_dir():
        raise EvaluationError(f"{folder}: there is no such folder; name a gold folder (ID.txt with ID.json) or a corpus folder")
    lines = [path for lang in LANGUAGES for path in sorted((folder / lang).glob("*.jsonl"))]
    found = _corpus(lines, split) if lines else _gold(folder, split)
    if not found:
        part = f" in the split {split}" if split else ""
        raise EvaluationError(f"{folder}: no annotated article{part}; wanted ID.json or LANG/SPLIT.jsonl")
    return sorted(found, key=lambda a: a.id)


def _corpus(files: Iterable[Path], split: str) -> list[Annotated]:
    wanted = [path for path in files if not split or path.stem == split]
    return [annotated(raw) for path in wanted for raw in _lines(path)]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            yield _json(line, f"{path}, line {number}")


def _gold(folder: Path, split: str) -> list[Annotated]:
    paths = sorted(folder.glob("*.json"))
    halves = next((p for p in (folder / "gold_halves.json", folder.parent / "gold_halves.json") if p.is_file()), None)
    paths = [p for p in paths if p != halves]
    if split:
        if halves is None:
            raise EvaluationError(f"{folder}: no gold_halves.json tells its halves; leave --split out to take all")
        chosen = set(_json(halves.read_text("utf-8"), str(halves)).get(split, ()))
        paths = [p for p in paths if p.stem in chosen]
    return [annotated(_json(p.read_text("utf-8"), str(p)), _text(p.with_suffix(".txt"))) for p in paths]


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _json(text: str, where: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise EvaluationError(f"{where}: no JSON ({error})") from error
    if not isinstance(data, dict):
        raise EvaluationError(f"{where}: wanted an object, got {type(data).__name__}")
    return data


def read_found(lines: Iterable[str], where: str) -> Iterator[tuple[str, Said]]:
    """(article, claim) of each line of a claims file. Raises EvaluationError."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            raw = _json(line, f"{where}, line {number}")
            try:
                yield str((raw.get("evidence") or {}).get("article")), said(raw)
            except (KeyError, TypeError, AttributeError) as error:
                raise EvaluationError(f"{where}, line {number}: no claim ({type(error).__name__}: {error})") from error
