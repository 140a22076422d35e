"""The hash of the test split, committed so that it stays as it is once the corpus is settled."""

from __future__ import annotations

import hashlib

from tests.corpus.tool.corpus import Places
from tests.corpus.tool.model import CorpusError
from tests.corpus.tool.tables import LANGS

NAME = "test.sha256"


def digests(places: Places) -> str:
    """One line a language: hash and name of its compiled test split. Raises CorpusError where it is not compiled."""
    lines = []
    for lang in LANGS:
        path = places.corpus / lang / "test.jsonl"
        if not path.exists():
            raise CorpusError(f"{path}: not there; run python -m tests.corpus.tool compile first")
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {lang}/test.jsonl\n")
    return "".join(lines)


def freeze(places: Places) -> None:
    """Writes the hashes."""
    (places.corpus / NAME).write_text(digests(places), "utf-8")


def broken(places: Places) -> bool:
    """Whether a test split differs from its committed hash; never before it is frozen."""
    path = places.corpus / NAME
    return path.exists() and path.read_text("utf-8") != digests(places)
