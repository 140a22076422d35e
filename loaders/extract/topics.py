"""Who a sentence is about where it does not say: the firm of the sentence before, else the one that the article is about."""

from __future__ import annotations

from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence

_LINES = ("bullet", "headline", "table")


def topics_of(doc: Document) -> list[Found | None]:
    """For each sentence the firm that one without a subject speaks of."""
    main = doc.main_firm()
    out: list[Found | None] = []
    last: Found | None = None
    for sentence in doc.sentences:
        out.append(main if sentence.span.kind in _LINES else last or main)
        last = _leading(sentence) or last
    return out


def _leading(sentence: Sentence) -> Found | None:
    """The first firm of a sentence of prose."""
    if sentence.span.kind in _LINES:
        return None
    return next((f for f in sentence.found if f.type is EntityType.COMPANY), None)
