"""What a firm does for a living, told by a verb in the present: "X, which runs data centers", "Bakkt se concentre sur les services de garde"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.ontology import EntityType
from loaders.extract.document import Token
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.labels.apart import own_lines
from loaders.extract.labels.trades import load_trades, topics
from loaders.extract.names.activities import ActivityHit
from loaders.extract.words import read_yaml

# What is bought, sold or built once ("runs a 40 MW mine at Rockdale") is no line of business: the object is plural or has no article.
_NOT_OBJECT = r" (?:after|into|out|to|up|down|away|on|off|as|without|an?|one|its|the|their|un|une|son|sa|le|ce) "
_OBJECT = rf"(?P<object>(?!{_NOT_OBJECT})(?: (?:[^<>;.:, ]+|<[TAwHLS]\d+>|,(?= (?:[\w-]+ ){{1,3}}(?:and|et)\b)))+)"
_END = (
    r"(?=$| [.;:,]| (?:in|at|from|across|with|without|for|to|on|since|through|and (?:is|has)|en|au|aux|à|sur|chez|depuis|dans|avec|pour|qui|"
    r"that|which)\b| <[SCPU])"
)


# "Digihost, a blockchain technology company, mines crypto"
_APPOSED = r"(?: ,(?! (?:which|that|who|qui|and|et|said|dit)\b) [^<>,;]{3,60} ,)?"
# "X is a miner and provides hosting", "X, an adviser that lends"
_SAID = r"(?: (?:(?:is|are|est|sont)|, (?:an?|the|une?|la|le|l')) (?:[^<>,;.]|<[ATL]\d+>){3,90} (?:and|et|that|which|who|qui))?"
_BETWEEN = "which|that|who|qui|also|now|currently|mainly|primarily|today|already|still|aussi|également|désormais|notamment|principalement"
_LEAD = rf"<C(?P<c>\d+)>(?:{_APPOSED}|{_SAID})(?: ,(?= (?:which|that|who|qui|best|known|connue?|active?|présente?|engagée?)\b))?(?: (?:{_BETWEEN}))*"
_PHRASE = re.compile(
    rf"<C(?P<c>\d+)>{_APPOSED}(?: ,)?(?: (?:{_BETWEEN}|(?P<have>has|have|a)))* <T(?P<a>\d+)>(?P<since> since| for| depuis)?"
)


_IS_EXCHANGE = re.compile(
    r"<C(?P<c>\d+)> (?P<coin>(?:crypto|cryptocurrency|bitcoin|digital asset) ?-? ?)?(?P<noun>exchange)\b"
    r"(?! (?:rate|-|act|traded|commission|program|agreement|ratio|listing))(?(coin)|(?! (?:for|of)\b))"
)


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
def load_doings(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The doings of ``trades.yaml`` that say a line of business with no noun for it ("lends against bitcoin")."""
    rows = read_yaml(lang, "trades.yaml")["doings"].items()
    return tuple((activity, re.compile(rf"{_LEAD} (?P<verb>{'|'.join(ways)})(?![\w-])")) for activity, ways in rows)


@lru_cache(maxsize=8)
def load_present(lang: str) -> frozenset[str]:
    """The verbs in the present by which an activity told with its object is what a firm does for a living."""
    return frozenset(read_yaml(lang, "trades.yaml")["present"])


def _verbs(say: str, activities: list[str]) -> _Verbs:
    joined = r"(?:(?:[\w-]+ , )?[\w-]+ (?:and|et) )?"
    return _Verbs(re.compile(rf"{_LEAD} {joined}(?P<verb>{say})(?: \w+ment| maintenant)?{_OBJECT}{_END}"), frozenset(activities))


def business(text: str, skel: Skeleton, lang: str) -> Iterator[Business]:
    """What the verbs of a sentence tell of its firms."""
    trades = load_trades(lang)
    for verbs in load_verbs(lang):
        for match in verbs.pattern.finditer(skel.string):
            start, end = skel.span(match.start("object"), match.end("object"))
            site = next((t for t in skel.sentence.tokens if start <= t.start < end and t.found and t.found.type is EntityType.SITE), None)
            if site and not _several(site):
                continue
            verb = skel.sentence.tokens[skel.index(match.start("verb"))]
            for hit in topics(text, start, end, trades):
                if hit.activity in verbs.activities:
                    yield Business(skel.token(match["c"]), verb, hit)
    for firm, (start, end) in own_lines(skel, lang):
        for hit in topics(text, start, end, trades):
            yield Business(firm, firm, hit)
    for activity, pattern in load_doings(lang):
        for match in pattern.finditer(skel.string):
            start, end = skel.span(match.start("verb"), match.end("verb"))
            verb = skel.sentence.tokens[skel.index(match.start("verb"))]
            yield Business(skel.token(match["c"]), verb, ActivityHit(start, end, activity, "label"))
    yield from _phrases(skel, lang)
    yield from _exchanges(skel)


def _exchanges(skel: Skeleton) -> Iterator[Business]:
    """ "the Bybit exchange": the noun right behind a name."""
    for match in _IS_EXCHANGE.finditer(skel.string):
        token, (start, end) = skel.token(match["c"]), skel.span(match.start("noun"), match.end("noun"))
        if token.found and token.found.how != "reference":
            yield Business(token, token, ActivityHit(start, end, "exchange", "label"))


def _several(site: Token) -> bool:
    """Whether a site is a plural that stands for its places: "mining centers in Norway"."""
    return site.found is not None and site.found.how == "descriptor" and site.lower.endswith("s")


def _phrases(skel: Skeleton, lang: str) -> Iterator[Business]:
    """A verb that the list of activities holds with its object: "X, which mines bitcoin", "X fabrique des puces"."""
    for match in _PHRASE.finditer(skel.string):
        told = skel.token(match["a"])
        lasting = match["have"] is not None and match["since"] is not None  # "has mined bitcoin since 2018"
        if told.found and (lasting or (match["have"] is None and told.text.split()[0] in load_present(lang))):
            yield Business(skel.token(match["c"]), told, ActivityHit(told.start, told.end, told.found.name, "label"))
