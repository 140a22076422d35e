"""Prints passages as a second annotator gets them: head and text without marks, entities and claims."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus.tool.model import Passage
from tests.corpus.tool.text import without_marks


def blank(passages: Sequence[Passage], every: int = 1) -> str:
    """The source form of every so-manieth passage (the first, then each ``every``-th after it) with nothing annotated."""
    return "\n".join(_one(p) for p in passages[::every])


def _one(p: Passage) -> str:
    head, *text = p.raw
    lines = [without_marks(line).rstrip() for line in text]
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join([head.rstrip(), *lines, "--", ""])
