"""How names are searched, the same in every store: words are folded, and each word of the query begins a word of the name."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.ids import unaccented

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The words of a text in lower case without accents, joined by single blanks: ``Énergie S.A.`` -> ``energie s a``."""
    return " ".join(_WORD.findall(unaccented(text)))


def score(query: str, name: str) -> float:
    """How well a folded name answers a folded query: 1 equal, above 0.5 beginning with it, above 0 holding its words, 0 not at all."""
    if not query:
        return 0.0
    if name == query:
        return 1.0
    share = len(query) / max(len(name), len(query) + 1)
    if name.startswith(query):
        return 0.5 + share / 2
    words = name.split()
    return share / 2 if all(any(w.startswith(q) for w in words) for q in query.split()) else 0.0
