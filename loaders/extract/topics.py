"""Who a sentence is about where it does not say: the firm of the sentence before, else the one that the article is about."""

from __future__ import annotations

from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence
from loaders.extract.linear import Line, load_grammar

_LINES = ("bullet", "headline", "table")


def topics_of(doc: Document) -> list[Found | None]:
    """For each sentence the firm that one without a subject speaks of."""
    main = doc.main_firm()
    out: list[Found | None] = []
    last: Found | None = None
    for sentence in doc.sentences:
        out.append(main if sentence.span.kind in _LINES else last or main)
        last = _leading(sentence, doc.pack.code) or last
    return out


def _leading(sentence: Sentence, lang: str) -> Found | None:
    """The first firm that stands as a subject in a sentence of prose."""
    if sentence.span.kind in _LINES:
        return None
    line = Line(sentence, load_grammar(lang))
    firms = (t for t in sentence.tokens if t.found and t.found.type is EntityType.COMPANY)
    return next((t.found for t in firms if line.place(t.i) == "subject"), None)
