"""Anthropic's models, or an endpoint that speaks their protocol."""

from __future__ import annotations

import json
from typing import Any

import anthropic

from loaders.llm.asking import Answer, LlmError, Question
from loaders.llm.settings import KEY, LlmSettings

_MOST = 8192  # tokens of an answer
_TOOL = "claims"


class AnthropicClient:
    """Asks by a tool that must be called, whose input is the answer."""

    def __init__(self, settings: LlmSettings) -> None:
        self._model = settings.model
        self._client = anthropic.Anthropic(
            api_key=settings.key or "none", base_url=settings.url or None, timeout=settings.timeout, max_retries=settings.retries
        )

    def ask(self, question: Question) -> Answer:
        """See Client."""
        schema: dict[str, Any] = dict(question.schema)
        try:
            answer = self._client.messages.create(
                model=self._model,
                max_tokens=_MOST,
                system=question.instructions,
                messages=[{"role": "user", "content": question.said()}],
                tools=[{"name": _TOOL, "description": "Takes the claims.", "input_schema": schema}],
                tool_choice={"type": "tool", "name": _TOOL},
            )
        except anthropic.AuthenticationError as error:
            raise LlmError(f"the endpoint of {self._model} wants a key that it knows; set {KEY}: {error}") from error
        except anthropic.AnthropicError as error:
            raise LlmError(f"{self._model} could not be asked ({type(error).__name__}): {error}") from error
        given = [json.dumps(block.input) for block in answer.content if block.type == "tool_use"]
        words = given or [block.text for block in answer.content if block.type == "text"]
        return Answer("".join(words), answer.usage.input_tokens + answer.usage.output_tokens)
