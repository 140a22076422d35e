"""What a later sentence says of a deal told before: "The financing, announced Friday, covers ...", "The deal collapsed in May".

The sentence opens with a definite noun that takes the deal up; it dates what it says is done, or says that it has come to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from graph.ontology import Factuality
from loaders.extract.document import Sentence, Token
from loaders.extract.events.continued import Going
from loaders.extract.raw import Raw
from loaders.extract.told.lists import TAKEOVERS, Modality
from loaders.extract.told.undone import UNDOABLE, lapsed

_BACK = 3  # sentences back to the deal
_OPENING = 7  # tokens in which the noun stands at the head of its sentence
_NEAR = 5  # tokens between a word of dating and its time
_MISHAP = "incident"
_DEFINITE = frozenset("the this that le la l' les ce cette cet".split())


def follow(raws: Sequence[Raw], sentences: Sequence[Sentence], table: Mapping[str, Going], lists: Modality, published: date | None) -> None:
    """Give deals the date, or the end, that one of the next sentences tells."""
    told: dict[int, list[Raw]] = {}
    for raw in raws:
        if _nouns(raw.type, table, lists):
            told.setdefault(raw.sentence.index, []).append(raw)
    for sentence in sentences if told else ():
        noun = _opening(sentence)
        meant = _meant(sentence, noun, told, table, lists) if noun else []
        if noun is None or not meant:
            continue
        if lapsed(sentence, noun, lists):
            for raw in (r for r in meant if r.type in UNDOABLE):
                raw.factuality = Factuality.NEGATED
        time = _dating(sentence, noun, lists)
        if time is not None and time.time is not None and published is not None:
            when = time.time.interval_when(False)
            for raw in meant:
                if when.start is not None and when.start.first <= published and raw.dated is None:
                    raw.dated = (when, (time.start, time.end))


def _nouns(kind: str, table: Mapping[str, Going], lists: Modality) -> frozenset[str]:
    """The nouns that take a claim of a kind up."""
    if kind == _MISHAP:
        return lists.mishaps
    nouns = table[kind].nouns if kind in table else frozenset()
    return nouns | lists.bargains if kind in TAKEOVERS else nouns


def _opening(sentence: Sentence) -> Token | None:
    """The definite noun at the head of a sentence."""
    for token in sentence.tokens[:_OPENING]:
        if token.found and token.found.how != "reference":
            return None
        if token.pos == "NOUN" and not token.amount and not token.time:
            return token if any(t.lower in _DEFINITE for t in sentence.tokens[: token.i]) else None
    return None


def _meant(sentence: Sentence, noun: Token, told: Mapping[int, Sequence[Raw]], table: Mapping[str, Going], lists: Modality) -> list[Raw]:
    """The claims of the nearest sentence before whose kind the noun takes up."""
    for back in range(1, _BACK + 1):
        meant = [r for r in told.get(sentence.index - back, ()) if noun.lemma in _nouns(r.type, table, lists)]
        if meant:
            kind = meant[-1].type
            return [r for r in meant if r.type == kind]
    return []


def _dating(sentence: Sentence, noun: Token, lists: Modality) -> Token | None:
    """The time of the first word behind the noun that says when a deal was made known, signed, closed, when a thing happened."""
    for token in sentence.tokens[noun.i + 1 : noun.i + 3 * _NEAR]:
        if token.text in (";", ":") or (token.pos == "AUX" and token.lower in lists.modals):
            return None
        if token.lemma not in lists.dating or token.found:
            continue
        for near in sentence.tokens[token.i + 1 : token.i + _NEAR]:
            if near.time and near.time.role in ("point", "asof"):
                return near
        return None
    return None
