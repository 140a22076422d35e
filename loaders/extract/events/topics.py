"""Who a sentence is about where it does not say: the firm of the sentence before, else the one that the article is about."""

from __future__ import annotations

from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence
from loaders.extract.grammar.linear import Line, load_grammar

_LINES = ("bullet", "headline", "table")
_NEAR = 3  # sentences in which a site stays the one that is meant
_RECENT = 2  # sentences in which an authority stays the one that is meant


def topics_of(doc: Document) -> list[Found | None]:
    """For each sentence the firm that one without a subject speaks of."""
    main = doc.main_firm()
    out: list[Found | None] = []
    last: Found | None = None
    for sentence in doc.sentences:
        out.append(main if sentence.span.kind in _LINES else last or main)
        last = _leading(sentence, doc.pack.code) or last
    return out


def authorities_of(doc: Document) -> list[Found | None]:
    """For each sentence the authority that was named last, in it or in the two before it, else the only one of the article."""
    everyone = {f.key: f for f in reversed(doc.found) if f.type is EntityType.AUTHORITY and f.how != "reference"}
    only = next(iter(everyone.values())) if len(everyone) == 1 else None
    out: list[Found | None] = []
    last, since = None, _RECENT + 1
    for sentence in doc.sentences:
        named = [f for f in sentence.found if f.type is EntityType.AUTHORITY and f.how != "reference"]
        last, since = (named[-1], 0) if named else (last, since + 1)
        out.append(last if since <= _RECENT else only)
    return out


def sites_of(doc: Document) -> list[Found | None]:
    """For each sentence the site that was named last in the few before it."""
    out: list[Found | None] = []
    last, since = None, _NEAR + 1
    for sentence in doc.sentences:
        out.append(last if since <= _NEAR else None)
        named = [f for f in sentence.found if f.type is EntityType.SITE]
        last, since = (named[-1], 1) if named else (last, since + 1)
    return out


def _leading(sentence: Sentence, lang: str) -> Found | None:
    """The first firm that stands as a subject in a sentence of prose."""
    if sentence.span.kind in _LINES:
        return None
    line = Line(sentence, load_grammar(lang))
    firms = (t for t in sentence.tokens if t.found and t.found.type is EntityType.COMPANY)
    return next((t.found for t in firms if line.place(t.i) == "subject"), None)
