"""Numbers that say no unit of their own: coins beside the noun for a hoard or an output ("output fell to 330 from 982")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.ontology import EntityType
from loaders.extract.document import Document, Sentence, Token
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.reports.metrics import MetricHit
from loaders.languages.patterns import fold

_COINED = frozenset(("asset_production", "asset_holdings"))
_NEAR = 6  # tokens between the noun for a hoard and the name of its coin
_COUNTED = frozenset("coins coin tokens token units of in unités jetons pièces en".split())


def numbers(doc: Document, skel: Skeleton, hits: Iterable[MetricHit]) -> list[Token]:
    """The amounts of a sentence; bare numbers as amounts of the coin that stands beside the noun for a hoard or an output."""
    nouns = [skel.index(h.start) for h in hits if h.metric.name in _COINED]
    unit = _coin(doc, skel.sentence, nouns) if nouns else ""
    return [_of_coin(t, unit) if unit and _bare(skel.sentence, t) else t for t in skel.sentence.tokens if t.amount]


def _coin(doc: Document, sentence: Sentence, nouns: list[int]) -> str:
    """The unit of the coin named nearest to one of the nouns; empty where none is near."""
    named = [
        (min(abs(t.i - n) for n in nouns), unit)
        for t in sentence.tokens
        if t.found and t.found.type is EntityType.ASSET and (unit := _unit(doc, t.text))
    ]
    near = [(far, unit) for far, unit in named if far <= _NEAR]
    near += [(token.i, token.amount.amount.unit) for token in sentence.tokens if token.amount and token.amount.kind == "coin"]
    return min(near, key=lambda n: n[0])[1] if near else ""


def _unit(doc: Document, text: str) -> str:
    units = doc.pack.amounts.units
    unit = units.marks.get(text) or units.words.get(fold(text))
    return unit.measure if unit and unit.kind == "coin" else ""


def _bare(sentence: Sentence, token: Token) -> bool:
    """Whether a number counts nothing that stands behind it."""
    if token.amount is None or token.amount.kind != "count" or token.amount.per:
        return False
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if after is None or after.lower in _COUNTED or after.time or (after.found and after.found.type is EntityType.ASSET):
        return True
    return not (after.pos in ("NOUN", "PROPN", "ADJ", "NUM", "SYM") or after.found or after.amount)


def _of_coin(token: Token, unit: str) -> Token:
    if token.amount is None:
        return token
    return replace(token, amount=replace(token.amount, kind="coin", amount=replace(token.amount.amount, unit=unit)))
