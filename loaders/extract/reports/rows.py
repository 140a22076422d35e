"""Figures in a row of firms: "MARA (53,250 BTC), Metaplanet (30,823 BTC)", "A's is 60 EH/s, B's 36", "A and B run 60 and 50 EH/s respectively"."""

from __future__ import annotations

from collections.abc import Mapping

from graph.ontology import EntityType
from loaders.extract.document import Found, Sentence, Token

_OWNERS = (EntityType.COMPANY,)
_BETWEEN = frozenset(
    "( [ : – — 's ’s ' ’ with avec at à about around some nearly almost over roughly of environ près de quelque d'".split()
)
_CLOSE = 5  # tokens between a member of a row and its number
_TAKEN = frozenset("from to by of than for into de du d' à par pour chez que qu' on at".split())  # "bought from MicroBT 5,000 machines"
_LIKE = frozenset("that those celui celle ceux celles".split())  # "that of Bitfarms", "celui de Riot"
_EACH = ("respectively", "respectivement")
_AND = frozenset((",", "and", "et", "&", "(", ")"))


def row(sentence: Sentence) -> Mapping[int, Found]:
    """The firm of each number that stands right behind one; empty unless two numbers of a kind have different firms so."""
    bound: dict[int, Found] = {}
    for token in sentence.tokens:
        firm = _firm_before(sentence, token) if token.amount else None
        if firm:
            bound[token.i] = firm
    told = respective(sentence)
    bound.update(told)
    return {i: f for i, f in bound.items() if i in told or _others(sentence, bound, i)}


def _others(sentence: Sentence, bound: Mapping[int, Found], at: int) -> bool:
    """Whether another number of the kind has another firm, or the first of the row has its own elsewhere ("MARA's hashrate is 60, Riot's 36")."""
    return any(bound[k].key != bound[at].key and _kind(sentence, k) == _kind(sentence, at) for k in bound) or any(
        _kind(sentence, t.i) == _kind(sentence, at) and _named_before(sentence, t, bound[at]) for t in sentence.tokens[: max(0, at - 1)]
    )


def _named_before(sentence: Sentence, token: Token, other: Found) -> bool:
    return any(t.found and t.found.type in _OWNERS and t.found.key != other.key for t in sentence.tokens[: token.i])


def _kind(sentence: Sentence, at: int) -> str:
    amount = sentence.tokens[at].amount
    return amount.kind if amount else ""


def _firm_before(sentence: Sentence, token: Token) -> Found | None:
    """The firm right before a number, nothing but a bracket, a possessive or "about" between them; not one that is bought from or paid."""
    for word in reversed(sentence.tokens[max(0, token.i - _CLOSE) : token.i]):
        if word.found and word.found.type in _OWNERS:
            before = sentence.tokens[word.i - 1].lower if word.i else ""
            like = word.i > 1 and sentence.tokens[word.i - 2].lower in _LIKE
            return word.found if like or before not in _TAKEN else None
        ticker = word.found is not None and word.found.type is EntityType.SECURITY
        if word.lower not in _BETWEEN and word.text != ")" and not ticker:
            return None
    return None


def respective(sentence: Sentence) -> dict[int, Found]:
    """The numbers of a sentence with "respectively", each with the firm whose turn it is; empty where they are not as many as the firms."""
    if not any(t.lower in _EACH for t in sentence.tokens):
        return {}
    for numbers in _series(sentence, "amount"):
        kinds = {t.amount.kind for t in numbers if t.amount}
        for firms in _series(sentence, "firm"):
            if len(kinds) == 1 and len(firms) == len(numbers) > 1 and firms[-1].i < numbers[0].i:
                return {n.i: f.found for n, f in zip(numbers, firms, strict=True) if f.found}
    return {}


def _series(sentence: Sentence, what: str) -> list[list[Token]]:
    """Runs of numbers (or firms) joined by commas and "and"; a word or two that all of them count may stand between numbers."""
    runs: list[list[Token]] = []
    joined = True
    for token in sentence.tokens:
        member = token.amount is not None if what == "amount" else token.found is not None and token.found.type in _OWNERS
        if member and runs and joined and token.i - runs[-1][-1].i <= _CLOSE:
            runs[-1].append(token)
        elif member:
            runs.append([token])
        if member:
            joined = False
        elif token.lower in _AND:
            joined = True
        elif token.pos in ("VERB", "AUX"):
            joined = False
    return [r for r in runs if len(r) > 1]
