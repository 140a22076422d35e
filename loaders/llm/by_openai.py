"""Any endpoint that speaks OpenAI's protocol: OpenAI's own, or a local one (Ollama, llama.cpp, vLLM, LM Studio)."""

from __future__ import annotations

import json

import openai
from openai.types.shared_params import ResponseFormatJSONSchema

from loaders.llm.asking import Answer, LlmError, Question
from loaders.llm.settings import KEY, LlmSettings


class OpenAiClient:
    """Asks by chat completion with structured output; an endpoint that does not know that still gets the schema in words."""

    def __init__(self, settings: LlmSettings) -> None:
        self._model = settings.model
        self._client = openai.OpenAI(
            api_key=settings.key or "none", base_url=settings.url or None, timeout=settings.timeout, max_retries=settings.retries
        )

    def ask(self, question: Question) -> Answer:
        """See Client."""
        wanted: ResponseFormatJSONSchema = {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": {**question.schema}},
        }
        instructions = f"{question.instructions}\n\nAnswer with JSON of this schema alone:\n{json.dumps(question.schema)}"
        try:
            answer = self._client.chat.completions.create(
                model=self._model,
                messages=[{"role": "system", "content": instructions}, {"role": "user", "content": question.said()}],
                response_format=wanted,
            )
        except openai.AuthenticationError as error:
            raise LlmError(f"the endpoint of {self._model} wants a key that it knows; set {KEY}: {error}") from error
        except openai.OpenAIError as error:
            raise LlmError(f"{self._model} could not be asked ({type(error).__name__}): {error}") from error
        words = answer.choices[0].message.content if answer.choices else None
        return Answer(words or "", answer.usage.total_tokens if answer.usage else 0)
