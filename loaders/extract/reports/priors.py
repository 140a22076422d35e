"""Which of two numbers is the one compared with: "against 24 million a year earlier", "from 62% to 38%"."""

from __future__ import annotations

from loaders.extract.document import Sentence, Token
from loaders.extract.reports.metrics import MetricWords
from loaders.extract.reports.periods import bracket, of_comparison

_WINDOW = 6  # tokens before a number in which a word of comparison may stand
_APART = frozenset((",", ";", "and", "et", "—", "–"))
_LEFT = ("de", "d'", "from")
_SAME = ("the same", "la même", "le même", "the year-ago", "the prior", "the previous", "the corresponding")
_LATER = 10  # tokens from a number to the bracket that tells its like of another time
_CLOSE = 2  # "from" right before a number; "a loss from continued operations of" compares nothing


def is_prior(sentence: Sentence, words: MetricWords, token: Token, noun: int) -> bool:
    """Whether a number is of the time compared with; ``noun`` is the token that names its metric."""
    if any(t.time for t in bracket(sentence, token)) or left_behind(sentence, token):
        return True
    said_as = sentence.tokens[token.i].amount
    kind = said_as.kind if said_as else ""
    if not any(t.amount and t.amount.kind == kind for t in sentence.tokens[: token.i]):
        return False
    time = next((t for t in reversed(sentence.tokens[max(0, token.i - _WINDOW - 1) : token.i]) if t.time or t.amount), None)
    compared = [time] if time is not None and time.time is not None and of_comparison(sentence, time) else []
    if _told_of_before(sentence, token):
        return True
    before = sentence.tokens[max(0, token.i - _WINDOW) : token.i]
    said = [t for t in before if t.lower in words.prior or (t.lower in words.prior_near and token.i - t.i <= _reach(t))]
    return any(not _apart(sentence, word, noun, token) for word in (*compared, *said))


def _told_of_before(sentence: Sentence, token: Token) -> bool:
    """ "the 1,106 bitcoins mined in the same period last year": a time compared with right behind a number."""
    for word in sentence.tokens[token.i + 1 : token.i + _WINDOW]:
        if word.time:
            return of_comparison(sentence, word) and (word.text.lower().startswith(_SAME) or _compared(sentence, token))
        if word.amount or word.found or word.text in _APART:
            return False
    return False


def _compared(sentence: Sentence, token: Token) -> bool:
    """Whether a number stands behind a word of comparison: "below the 10.4 million reported in the third quarter of 2023"."""
    return any(t.lower in _AGAINST for t in sentence.tokens[max(0, token.i - _WINDOW - 1) : token.i])


_AGAINST = frozenset(
    """than below above exceeding surpassing compared versus against inférieur inférieure inférieurs supérieur supérieure supérieurs dépassant
    comparer comparé rapport contre que""".split()
)


def _reach(word: Token) -> int:
    return _CLOSE if word.lower in _LEFT else 4


def _apart(sentence: Sentence, word: Token, noun: int, token: Token) -> bool:
    """Whether a new part of the sentence, with a metric of its own, begins between a word of comparison and a number."""
    return word.i < noun < token.i and any(t.lower in _APART for t in sentence.tokens[word.i + 1 : noun])


def left_behind(sentence: Sentence, token: Token) -> bool:
    """Whether a number is the first of two: "passant de 9,7 millions à 6,8 millions", "from 62% to 38%"."""
    if token.i == 0 or sentence.tokens[token.i - 1].lower not in _LEFT:
        return False
    return any(t.amount and arrives(sentence, token, t) for t in sentence.tokens[token.i + 1 : token.i + 8])


def arrives(sentence: Sentence, left: Token, token: Token) -> bool:
    """Whether the second of two numbers of one kind is where the first has come to."""
    if not (left.amount and token.amount and left.amount.kind == token.amount.kind and 0 < token.i - left.i < 8):
        return False
    between = sentence.tokens[left.i + 1 : token.i]
    start = sentence.tokens[left.i - 1].lower if left.i else ""
    return start in _LEFT and any(t.lower in ("à", "to") for t in between) and not any(t.text in (",", ";") for t in between)


def _came_from(sentence: Sentence, left: Token, token: Token) -> bool:
    """Whether a number is what the one before it came from: "9 million users, down from 9.2 million", "7,4 millions, contre 8,8"."""
    if not (left.amount and token.amount and left.amount.kind == token.amount.kind and 0 < token.i - left.i <= _LATER):
        return False
    between = sentence.tokens[left.i + 1 : token.i]
    if any(t.amount and t.amount.kind == left.amount.kind for t in between):
        return False
    words = [t.lower for t in between]
    return words[-1:] == ["contre"] or any(
        pair in (["down", "from"], ["up", "from"], ["compared", "with"], ["compared", "to"]) for pair in [words[-2:]]
    )


def follows(sentence: Sentence, left: Token, token: Token) -> bool:
    """Whether a number goes with the one before it: as where it has come to, or as its like of another time ("431 (November: 428)")."""
    if arrives(sentence, left, token) or _came_from(sentence, left, token):
        return True
    inside = bracket(sentence, token)
    if not inside or not any(t.time for t in inside) or not (left.amount and token.amount and left.amount.kind == token.amount.kind):
        return False
    between = sentence.tokens[left.i + 1 : inside[0].i]
    return left.i < inside[0].i and len(between) <= _LATER and not any(t.amount and t.amount.kind == left.amount.kind for t in between)
