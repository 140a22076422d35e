"""Parts of spaCy's pipelines that give the same in less time: they searched lists and patterns, or worked out a vector, for every word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from spacy.language import Language
from spacy.tokens import Doc, Token

from loaders.extract.grammar.embedding import look_words_up

_Key: TypeAlias = tuple[int, int, int]


class QuickAttributes:
    """An attribute ruler that is asked once for each kind of word: (word if a pattern names it, tag, dependency).

    A sentence with a word that begins a pattern of several words goes through the ruler itself.
    """

    def __init__(self, ruler: Any) -> None:
        patterns = [p for row in ruler.patterns for p in row["patterns"]]
        strings = ruler.vocab.strings
        self._ruler = ruler
        self._named = _Words((p[0].get("LOWER") for p in patterns), strings)
        self._begins = _Words((p[0].get("LOWER") for p in patterns if len(p) > 1), strings)
        self._deps = frozenset(strings.add(p[0]["DEP"]) for p in patterns if len(p) > 1 and "LOWER" not in p[0])
        self._told: dict[_Key, Token] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma as the ruler does."""
        rows = [(t, t.lower, t.dep) for t in doc]
        if any(self._begins.has(word) or dep in self._deps for _, word, dep in rows):
            self._ruler(doc)
            return doc
        for token, word, dep in rows:
            key = (word if self._named.has(word) else 0, token.tag, dep)
            told = self._told.get(key)
            if told is None:
                told = self._told[key] = self._ask(token)
            token.pos, token.morph, token.lemma = told.pos, told.morph, told.lemma
        return doc

    def _ask(self, token: Token) -> Token:
        alone = Doc(token.vocab, words=[token.text], tags=[token.tag_])
        alone[0].dep = token.dep
        self._ruler(alone)
        return alone[0]


class _Words:
    """Words that patterns name, as they are or by an expression; asked by the number of the word."""

    def __init__(self, named: Iterable[str | Mapping[str, Any] | None], strings: Any) -> None:
        given: list[Mapping[str, Any]] = [{"IN": [n]} if isinstance(n, str) else n for n in named if n]
        self._plain = frozenset(w for g in given for w in g.get("IN", ()))
        self._expressions = [re.compile(g["REGEX"]) for g in given if "REGEX" in g]
        self._strings = strings
        self.has = lru_cache(maxsize=50_000)(self._has)

    def _has(self, word: int) -> bool:
        text = self._strings[word]
        return text in self._plain or any(e.search(text) for e in self._expressions)


def quicken(nlp: Language) -> Language:
    """The pipeline with a lemmatizer that looks words up in sets instead of lists, a quicker attribute ruler and word vectors looked up.

    Where a morphologizer tells the parts of speech, the ruler only copies them into the tags, which nobody reads: it is taken out.
    """
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    for pos in list(index):
        index[pos] = frozenset(index[pos])
    if "morphologizer" in nlp.pipe_names:
        nlp.remove_pipe("attribute_ruler")
    nlp._components = [(name, QuickAttributes(c) if name == "attribute_ruler" else c) for name, c in nlp._components]
    look_words_up(nlp.get_pipe("tok2vec").model)  # type: ignore[attr-defined]
    return nlp
