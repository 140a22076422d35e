"""Bare names of a business that count only as what a clear verb takes: "exits mining", "se retire du minage", "is done with bitcoin", "turns to AI"."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.ids import entity_key
from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.grammar.linear import load_grammar

_BITCOIN = re.compile(r"bitcoin|\bBTC\b", re.IGNORECASE)
_COIN = re.compile(r"(?:le |du )?(?:bitcoins?|btc)")
_MINED = re.compile(r"\bmin(?:ers?|ing|eurs?|age)\b", re.IGNORECASE)
_BEFORE = 5  # tokens between a verb of leaving and the coin that it leaves
_COMPUTING, _TURNED = "ai-hpc", 9  # tokens between a verb of turning and what it turns to


def with_doings(doc: Document) -> list[Sentence]:
    """The sentences as the frames see them: a bare "mining" is the activity, of bitcoin where the article speaks of it."""
    grammar = load_grammar(doc.pack.code)
    words, mined = grammar.doings, bool(_MINED.search(doc.text))
    activity = "bitcoin-mining" if _BITCOIN.search(doc.text) else "crypto-mining"
    out = []
    for sentence in doc.sentences:
        at = [t.i for t in sentence.tokens if t.lower in words and _bare(sentence, t)]
        left = [t.i for t in sentence.tokens if mined and _left(sentence, t, grammar.leaving)]
        turned = [
            t.i
            for t in sentence.tokens
            if t.lower in grammar.artificial and _bare(sentence, t) and _turned_to(sentence, t, grammar.turning)
        ]
        if not at and not left and not turned:
            out.append(sentence)
            continue
        tokens = [replace(t, found=_found(t, activity), pos="NOUN") if t.i in at else t for t in sentence.tokens]
        tokens = [replace(t, found=_found(t, "bitcoin-mining"), pos="NOUN") if t.i in left else t for t in tokens]
        tokens = [replace(t, found=_found(t, _COMPUTING), pos="NOUN") if t.i in turned else t for t in tokens]
        out.append(Sentence(sentence.index, sentence.span, tokens))
    return out


def _bare(sentence: Sentence, token: Token) -> bool:
    """Whether the word stands alone: no noun behind it ("mining machines"), no coin or name around it."""
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if token.found or token.amount or token.time:
        return False
    before = sentence.tokens[token.i - 1].lower if token.i else ""
    if "VerbForm=Inf" in token.morph and before not in ("de", "d'"):
        return False  # "va miner à Rockdale" says where, "cessera de miner" what is given up
    return after is None or not (after.pos in ("NOUN", "PROPN") or after.found or after.amount or after.text == "-")


def _left(sentence: Sentence, token: Token, leaving: frozenset[str]) -> bool:
    """Whether a bare "bitcoin" is what a verb of leaving takes: "is done with bitcoin", "se retire du bitcoin" mean its mining."""
    if token.found is None or token.found.type is not EntityType.ASSET or not _COIN.fullmatch(token.lower):
        return False
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if after is not None and (after.pos in ("NOUN", "PROPN") or after.found or after.text == "-"):
        return False
    row = sentence.tokens[max(0, token.i - _BEFORE) : token.i]
    return any(t.lemma in leaving for t in row) and not any(t.found or t.amount for t in row[-2:])


def _turned_to(sentence: Sentence, token: Token, turning: frozenset[str]) -> bool:
    """Whether a bare "AI" is what a verb of turning takes: "is moving from mining to AI"."""
    return any(t.lemma in turning for t in sentence.tokens[max(0, token.i - _TURNED) : token.i])


def _found(token: Token, activity: str) -> Found:
    return Found(token.start, token.end, EntityType.ACTIVITY, activity, entity_key(EntityType.ACTIVITY, activity), "doing")
