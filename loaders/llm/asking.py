"""What a client of a model is, and what can go wrong with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from graph.values import Json
from loaders.extractors import ExtractorError


class LlmError(ExtractorError):
    """The endpoint cannot be asked: not there, refused, over budget. What was stored before stays."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: instructions, the words to read, and the JSON schema of the answer. ``remark`` tells what was wrong with the last one."""

    instructions: str
    words: str
    schema: dict[str, Json]
    remark: str = ""

    def said(self) -> str:
        """The user's message."""
        return f"{self.words}\n\n{self.remark}".strip()


@dataclass(frozen=True, slots=True)
class Answer:
    """The model's words (JSON, if it did as asked) and the tokens that were paid for, in and out together."""

    words: str
    tokens: int


class Client(Protocol):
    """Asks one model. Made with LlmSettings."""

    def ask(self, question: Question) -> Answer:
        """One answer; what may pass is tried again with growing pauses. Raises LlmError."""
