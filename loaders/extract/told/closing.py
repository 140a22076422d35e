"""When a thing that was told is to be done: "The deal is expected to close in the first quarter", "in a deal that should close this month".

The sentence that says it names the thing again by a noun ("the transaction", "the site"); its time is the end of the plan told before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.dates import Interval
from loaders.extract.document import Sentence, Token
from loaders.extract.events.continued import Going
from loaders.extract.raw import Raw
from loaders.extract.told.lists import TAKEOVERS, Modality

_TYPES = ("acquires", "merges_with", "develops", "converts_to")
_BACK = 4  # sentences back to the plan
_NEAR = 7  # tokens between a word of closing and its time
_ROLES = ("point", "deadline", "until", "asof")


def close(raws: Sequence[Raw], sentences: Sequence[Sentence], table: Mapping[str, Going], lists: Modality) -> None:
    """Give claims that may be plans the time of their closing, told in their sentence behind them or in one of the next."""
    told: dict[int, list[Raw]] = {}
    for raw in raws:
        if raw.type in _TYPES and raw.type in table:
            told.setdefault(raw.sentence.index, []).append(raw)
    for sentence in sentences if told else ():
        time = closing_time(sentence, lists)
        if time is None or time.time is None:
            continue
        meant = _meant(sentence, time, told, {kind: table[kind].nouns | _bargains(kind, lists) for kind in _TYPES if kind in table})
        if meant is not None and meant.closes is None:
            when = time.time.interval_when(True)
            meant.closes = (Interval(None, when.end or when.start), (time.start, time.end))


def closing_time(sentence: Sentence, lists: Modality) -> Token | None:
    """The time that stands behind a word of closing."""
    for token in sentence.tokens:
        if token.time and token.time.role in _ROLES and follows_closing(sentence, token, lists):
            return token
    return None


def follows_closing(sentence: Sentence, token: Token, lists: Modality) -> bool:
    """Whether a word of closing stands shortly before a time, no other time or stop between."""
    for word in reversed(sentence.tokens[max(0, token.i - _NEAR) : token.i]):
        due = word.text == "," and sentence.tokens[word.i + 1].lower in lists.words
        if (word.text in (";", ":", ",") and not due) or word.time:
            return False  # but "à la clôture, prévue en février"
        if word.lemma in lists.closing or word.lower in lists.closing:
            return True
    return False


def _bargains(kind: str, lists: Modality) -> frozenset[str]:
    """Nouns by which the closing of a takeover is told: "the definitive agreement should close"."""
    return lists.bargains if kind in TAKEOVERS else frozenset()


def _meant(sentence: Sentence, time: Token, told: Mapping[int, Sequence[Raw]], named: Mapping[str, frozenset[str]]) -> Raw | None:
    own = [r for r in told.get(sentence.index, ()) if r.trigger.i < time.i]
    if own:
        return own[-1]
    nouns = {t.lemma for t in sentence.tokens[: time.i] if t.pos in ("NOUN", "PROPN", "VERB")}
    nouns |= {t.text.split()[-1].lower() for t in sentence.tokens[: time.i] if t.found and t.found.how == "reference"}
    for back in range(1, _BACK + 1):
        meant = [r for r in told.get(sentence.index - back, ()) if nouns & named[r.type]]
        if meant:
            return meant[-1]
    return None
