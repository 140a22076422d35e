"""Why a claim was read as it was: the words that make it planned, possible or negated, and how a mention became its entity.

Words count as the reason when the factuality changes without them: the same functions that read it are asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from graph.ontology import Factuality
from loaders.extract.document import Sentence, Token
from loaders.extract.raw import Raw
from loaders.extract.told.lists import LISTS, TABLES, Modality
from loaders.extract.told.modality import factuality, own_factuality
from loaders.extract.told.standing import standing

# What each value of Found.how means for a reader.
HOW = MappingProxyType(
    {
        "gazetteer": "by a name that the gazetteer has",
        "ticker": "by its ticker",
        "legal": "by a legal form behind the name",
        "defined": "by a short name that the article defines in brackets",
        "model": "by the trained name recogniser",
        "rule": "by the words around the name",
        "short": "by the short form of a name in the article",
        "repeat": "by a name that stands elsewhere in the article",
        "adjective": "by a place's adjective",
        "market": "by a place's adjective beside a market",
        "reference": "by reference to an entity named in the article",
        "descriptor": "by what kind of thing stands at that place",
        "activity": "by a phrase for a line of business",
        "label": "by a phrase for a line of business",
    }
)


def how_found(how: str) -> str:
    """What a value of ``Found.how`` means."""
    return HOW.get(how, f"by {how}")


def reasons(raw: Raw, lists: Modality) -> list[Token]:
    """The words of a raw claim's sentence that give its factuality, in the order of the text; none for a claim told in passing.

    The smallest set (found greedily, far words first) without which it would be read otherwise: "plans", or "plans" and "to".
    """
    if raw.label:
        return []
    words = [t for t in raw.sentence.tokens if not t.found and (t.morph or t.lemma)]
    told = _told(raw, raw.sentence, lists)
    if told is _without(raw, words, lists):
        return []
    kept = words
    for token in sorted(words, key=lambda t: (-abs(t.i - raw.trigger.i), t.i)):
        fewer = [t for t in kept if t is not token]
        kept = fewer if told is not _without(raw, fewer, lists) else kept
    return kept


def _told(raw: Raw, sentence: Sentence, lists: Modality) -> Factuality:
    trigger = sentence.tokens[raw.trigger.i] if raw.trigger.i < len(sentence.tokens) else raw.trigger
    read: Callable[[Sentence, Token, Modality], Factuality] = own_factuality if raw.apposed else factuality
    again = replace(raw, sentence=sentence, trigger=trigger, values=dict(raw.values), factuality=None)
    return standing(again, read(sentence, trigger, lists), lists)


def _without(raw: Raw, tokens: Sequence[Token], lists: Modality) -> Factuality:
    """The factuality if these words meant nothing: out of all lists, without their mood and tense."""
    words = {word for token in tokens for word in (token.lemma, token.lower, *_with_particle(raw.sentence, token))}
    less: dict[str, Any] = {name: {k: v for k, v in getattr(lists, name).items() if k not in words} for name in TABLES}
    less |= {name: getattr(lists, name) - words for name in LISTS}
    gone = {t.i for t in tokens if "Mood=" in t.morph}
    plain = [replace(t, morph="") if t.i in gone else t for t in raw.sentence.tokens]
    return _told(raw, Sentence(raw.sentence.index, raw.sentence.span, plain), replace(lists, **less))


def _with_particle(sentence: Sentence, token: Token) -> Iterator[str]:
    if token.i + 1 < len(sentence.tokens):
        yield f"{token.lemma} {sentence.tokens[token.i + 1].lower}"
