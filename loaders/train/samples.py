"""Training sentences from annotated passages, cut as the extractor cuts an article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import ClaimstakeError
from graph.ontology import EntityType
from loaders.extract.names.head import LEARNED, plain
from loaders.text.sentences import split


class TrainingError(ClaimstakeError):
    """A corpus that nothing can be learned from."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence with its names: (start, end, type), offsets by characters of ``text``, without overlap."""

    text: str
    spans: tuple[tuple[int, int, EntityType], ...]

    def surfaces(self) -> list[tuple[str, EntityType]]:
        """The names as written."""
        return [(self.text[a:b], kind) for a, b, kind in self.spans]


@dataclass(frozen=True, slots=True)
class Passage:
    """An annotated passage: its sentences and the firms that were made up for it."""

    id: str
    samples: tuple[Sample, ...]
    invented: frozenset[str]


def read_passages(path: Path, lang: str) -> list[Passage]:
    """The passages of a compiled corpus file, in its order. Raises TrainingError when there are none."""
    if not path.is_file():
        raise TrainingError(f"{path}: there is no such corpus file; run `python -m tests.corpus.tool compile` first")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    if not rows:
        raise TrainingError(f"{path}: no passage in it; run `python -m tests.corpus.tool compile`, or name another file")
    return [_passage(row, lang) for row in rows]


def _passage(row: Mapping[str, Any], lang: str) -> Passage:
    invented = frozenset(e["name"] for e in row["entities"] if e.get("invented") and e["type"] == EntityType.COMPANY)
    return Passage(row["id"], tuple(samples(row["text"], row["mentions"], lang)), invented)


def samples(text: str, mentions: Iterable[Mapping[str, Any]], lang: str) -> list[Sample]:
    """The sentences of a text with the named mentions that lie whole within them."""
    named = [(m["start"], m["end"], EntityType(m["type"])) for m in mentions if m["named"]]
    named = sorted({m for m in named if m[2] in LEARNED})
    out = []
    for s in split(text, lang):
        inside = [(a - s.start, b - s.start, kind) for a, b, kind in named if s.start <= a and b <= s.end]
        out.append(Sample(plain(text[s.start : s.end]), tuple(inside)))
    return out


def sentences(passages: Sequence[Passage]) -> list[Sample]:
    """All sentences of the passages."""
    return [s for p in passages for s in p.samples]
