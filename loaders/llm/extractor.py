"""The ``llm`` extractor: asks a model for the claims of an article, piece by piece, and believes only what stands in the text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module

from graph.model import Article, Refusal
from loaders.extractors import ExtractorError
from loaders.gazetteer import Gazetteer
from loaders.grounding import Candidate, Grounded, ground
from loaders.llm.answers import BadAnswer, candidates
from loaders.llm.asking import Client, LlmError, Question
from loaders.llm.cache import AnswerCache
from loaders.llm.schema import answer_schema, instructions
from loaders.llm.settings import TOKENS, LlmSettings

_PIECE = 6000  # characters that are asked about at once: a page of an article, whose answer fits into what models write
# Imported when one is chosen, so that neither package is needed for the other.
_CLIENTS = {"openai": ("loaders.llm.by_openai", "OpenAiClient"), "anthropic": ("loaders.llm.by_anthropic", "AnthropicClient")}


def from_environment(gazetteer: Gazetteer) -> LlmExtractor:
    """The extractor of the settings in the environment. Raises SettingsError, ExtractorError when the client is not installed."""
    settings = LlmSettings.of(os.environ)
    return LlmExtractor(gazetteer, settings, make_client(settings))


def make_client(settings: LlmSettings) -> Client:
    """The client of the provider. Raises ExtractorError with the line that installs it."""
    module, name = _CLIENTS[settings.provider]
    try:
        client: Client = getattr(import_module(module), name)(settings)
    except ImportError as error:
        raise ExtractorError(
            f"the client of {settings.provider} is not installed ({error}); install it: pip install 'claimstake[llm]'"
        ) from error
    return client


class LlmExtractor:
    """Asks one model. ``spent`` counts the tokens that this process has paid for."""

    def __init__(self, gazetteer: Gazetteer, settings: LlmSettings, client: Client) -> None:
        self._gazetteer = gazetteer
        self._settings = settings
        self._client = client
        self._cache = AnswerCache(settings.cache, f"{settings.provider}:{settings.model}@{settings.url}")
        self.name = f"llm/{settings.model}"
        self.spent = 0

    def supports(self, lang: str) -> bool:
        """Models read any language; whether one reads it well is for ``claimstake evaluate`` to say."""
        return True

    def extract(self, article: Article) -> Grounded:
        """The claims of an article. Raises LlmError when the model cannot be asked or the budget is spent; nothing is half extracted."""
        found: list[Candidate] = []
        bad: list[Refusal] = []
        for piece in pieces(article.text):
            try:
                found += self._asked(article, piece)
            except BadAnswer as error:
                start = article.text.find(piece)
                bad.append(Refusal(article=article.id, type="", reason=str(error), start=start, end=start + len(piece), quote=piece[:500],
                                   extractor=self.name))  # fmt: skip
        told = ground(article, found, self._gazetteer, self.name)
        return Grounded(told.claims, (*bad, *told.refusals))

    def _asked(self, article: Article, piece: str) -> tuple[Candidate, ...]:
        """The candidates of a piece: from the cache, else asked for, again with what was wrong while the answer is not as asked for."""
        question = Question(instructions(), _told(article, piece), answer_schema())
        known = self._cache.get(question)
        if known is not None:
            return candidates(known)
        for left in range(self._settings.retries, -1, -1):
            words = self._paid(question)
            try:
                read = candidates(words)
            except BadAnswer as error:
                if not left:
                    raise
                question = Question(question.instructions, question.words, question.schema, f"Your last answer could not be used: {error}")
            else:
                self._cache.put(question, words)
                return read
        raise BadAnswer("the model gave no answer")

    def _paid(self, question: Question) -> str:
        if self.spent >= self._settings.tokens:
            raise LlmError(
                f"the budget of {self._settings.tokens:,} tokens is spent ({self.spent:,} used); raise {TOKENS} and run it again: "
                "what was answered is in the cache and costs nothing"
            )
        answer = self._client.ask(question)
        # An endpoint that does not count is counted by length, some four characters a token.
        self.spent += answer.tokens or (len(question.instructions) + len(question.words) + len(answer.words)) // 4
        return answer.words


def _told(article: Article, piece: str) -> str:
    day = article.day or "unknown"
    return f"Published: {day}\nPublisher: {article.publisher or 'unknown'}\nTitle: {article.title}\n\nText:\n{piece}"


def pieces(text: str, size: int = _PIECE) -> Iterator[str]:
    """The text in pieces of at most ``size`` characters, cut between paragraphs where there are any, else between words or anywhere."""
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > size:
            end = start + size
            cuts = (text.rfind(mark, start + size // 3, end) for mark in ("\n\n", "\n", ". ", " "))
            end = next((cut for cut in cuts if cut > start), end)
        if text[start:end].strip():
            yield text[start:end].strip()
        start = end
