"""Answers on disk, so that the same question is paid for once and gives the same claims again."""

from __future__ import annotations

import json
import os
from pathlib import Path

from graph.ids import digest
from loaders.llm.asking import Question


class AnswerCache:
    """A folder with one file an answer, named by a digest of model, instructions, schema and words."""

    def __init__(self, folder: Path, model: str) -> None:
        self._folder = folder
        self._model = model

    def get(self, question: Question) -> str | None:
        """The answer to a question that was asked before."""
        try:
            return self._path(question).read_text("utf-8")
        except FileNotFoundError:
            return None

    def put(self, question: Question, words: str) -> None:
        """Keep an answer; a reader never sees half of it."""
        path = self._path(question)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(words, "utf-8")
        fresh.replace(path)

    def _path(self, question: Question) -> Path:
        name = digest(self._model, question.instructions, json.dumps(question.schema, sort_keys=True), question.words, size=40)
        return self._folder / name[:2] / f"{name}.json"
