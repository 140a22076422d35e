"""What a firm does for a living, told by a verb in the present: "X, which runs data centers", "Bakkt se concentre sur les services de garde"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.extract.document import Token
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.labels.trades import load_trades, topics
from loaders.extract.names.activities import ActivityHit
from loaders.extract.words import read_yaml

# What is bought, sold or built once ("runs a 40 MW mine at Rockdale") is no line of business: the object is plural or has no article.
_NOT_OBJECT = r" (?:after|into|out|to|up|down|away|on|off|as|without|an?|one|its|the|their|un|une|son|sa|le|ce) "
_OBJECT = rf"(?P<object>(?!{_NOT_OBJECT})(?: (?:[^<>;.:, ]+|<[TAwHL]\d+>|,(?= (?:[\w-]+ ){{1,3}}(?:and|et)\b)))+)"
_END = r"(?=$| [.;:,]| (?:in|at|from|across|with|without|for|and (?:is|has)|en|au|aux|à|depuis|dans|avec|pour|qui|that|which)\b| <[SCPU])"


# "Digihost, a blockchain technology company, mines crypto"
_APPOSED = r"(?: ,(?! (?:which|that|who|qui|and|et|said|dit)\b) [^<>,;]{3,60} ,)?"
_PHRASE = re.compile(rf"<C(?P<c>\d+)>{_APPOSED}(?: ,)?(?: (?:which|that|who|qui|also|mainly|primarily))* <T(?P<a>\d+)>")


@dataclass(frozen=True, slots=True)
class Business:
    """A firm with the verb that tells its line of business."""

    firm: Token
    verb: Token
    hit: ActivityHit


@dataclass(frozen=True, slots=True)
class _Verbs:
    pattern: re.Pattern[str]
    activities: frozenset[str]


@lru_cache(maxsize=8)
def load_verbs(lang: str) -> tuple[_Verbs, ...]:
    """The verbs of ``trades.yaml`` with the lines of business that each can tell."""
    return tuple(_verbs(row["say"], row["of"]) for row in read_yaml(lang, "trades.yaml")["verbs"])


@lru_cache(maxsize=8)
def load_present(lang: str) -> frozenset[str]:
    """The verbs in the present by which an activity told with its object is what a firm does for a living."""
    return frozenset(read_yaml(lang, "trades.yaml")["present"])


def _verbs(say: str, activities: list[str]) -> _Verbs:
    lead = rf"<C(?P<c>\d+)>{_APPOSED}(?: ,)?(?: (?:which|that|who|qui|also|now|currently|mainly|primarily|aussi|également|désormais|notamment))*"
    joined = r"(?:(?:[\w-]+ , )?[\w-]+ (?:and|et) )?"
    return _Verbs(re.compile(rf"{lead} {joined}(?P<verb>{say})(?: \w+ment| maintenant)?{_OBJECT}{_END}"), frozenset(activities))


def business(text: str, skel: Skeleton, lang: str) -> Iterator[Business]:
    """What the verbs of a sentence tell of its firms."""
    trades = load_trades(lang)
    for verbs in load_verbs(lang):
        for match in verbs.pattern.finditer(skel.string):
            start, end = skel.span(match.start("object"), match.end("object"))
            verb = skel.sentence.tokens[skel.index(match.start("verb"))]
            for hit in topics(text, start, end, trades):
                if hit.activity in verbs.activities:
                    yield Business(skel.token(match["c"]), verb, hit)
    yield from _phrases(skel, lang)


def _phrases(skel: Skeleton, lang: str) -> Iterator[Business]:
    """A verb that the list of activities holds with its object: "X, which mines bitcoin", "X fabrique des puces"."""
    for match in _PHRASE.finditer(skel.string):
        told = skel.token(match["a"])
        if told.found and told.text.split()[0] in load_present(lang):
            yield Business(skel.token(match["c"]), told, ActivityHit(told.start, told.end, told.found.name, "label"))
