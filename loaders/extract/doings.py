"""Bare names of a business that count only as what a clear verb takes: "exits mining", "se retire du minage"."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.ids import entity_key
from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.linear import load_grammar

_BITCOIN = re.compile(r"bitcoin|\bBTC\b", re.IGNORECASE)


def with_doings(doc: Document) -> list[Sentence]:
    """The sentences as the frames see them: a bare "mining" is the activity, of bitcoin where the article speaks of it."""
    words = load_grammar(doc.pack.code).doings
    activity = "bitcoin-mining" if _BITCOIN.search(doc.text) else "crypto-mining"
    out = []
    for sentence in doc.sentences:
        at = [t.i for t in sentence.tokens if t.lower in words and _bare(sentence, t)]
        if not at:
            out.append(sentence)
            continue
        tokens = [replace(t, found=_found(t, activity), pos="NOUN") if t.i in at else t for t in sentence.tokens]
        out.append(Sentence(sentence.index, sentence.span, tokens))
    return out


def _bare(sentence: Sentence, token: Token) -> bool:
    """Whether the word stands alone: no noun behind it ("mining machines"), no coin or name around it."""
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if token.found or token.amount or token.time:
        return False
    return after is None or not (after.pos in ("NOUN", "PROPN") or after.found or after.amount or after.text == "-")


def _found(token: Token, activity: str) -> Found:
    return Found(token.start, token.end, EntityType.ACTIVITY, activity, entity_key(EntityType.ACTIVITY, activity), "doing")
