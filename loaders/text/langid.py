"""The language of a text, told by py3langid among the common languages of the press."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from loaders.languages import packs

#: The languages that are told apart: fewer mean fewer odd answers on short texts.
LANGUAGES = (
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt",
    "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh",
)  # fmt: skip
_ENOUGH = 4000  # characters: more do not change the answer
_LEAST = 3  # letters: fewer say nothing


class Language(NamedTuple):
    """A language's code (empty when the text says nothing) and how sure it is, from 0 to 1."""

    code: str
    confidence: float

    @property
    def supported(self) -> bool:
        """Whether there is a pack for the language."""
        return self.code in packs()


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def identify(text: str) -> Language:
    """The language of a text. An empty code means that there are too few letters to tell."""
    sample = text[:_ENOUGH]
    if sum(c.isalpha() for c in sample) < _LEAST:
        return Language("", 0.0)
    code, confidence = _identifier().classify(sample)
    return Language(code, round(float(confidence), 4))
