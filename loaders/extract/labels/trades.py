"""What line of business a description of a firm states: by the phrases of the activity list, else by its head noun and topic.

"a Leeds smart-contract security start-up" has the head "start-up", which says no line, and the topic "smart-contract security"; "the Swiss
bank" has a head that says the line alone. In English the head is the last noun before the first preposition, in French the first noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.extract.names.activities import MINING, ActivityHit
from loaders.extract.words import alternatives, read_yaml

_REST = 80  # characters behind the head noun in which its topic stands
_AND = re.compile(
    r"(?:[\s\u00a0](?:operations|services|business(?:es)?|activities|infrastructure|solutions|products))?[\s\u00a0]*(?:and|et|&|,)"
    r"[\s\u00a0]*(?:de[\s\u00a0]|d['’]|le[\s\u00a0]|la[\s\u00a0]|l['’])?"
)
_BITCOIN = re.compile(r"bitcoin|\bbtc\b", re.IGNORECASE)
_COIN = re.compile(r"crypto|litecoin|dogecoin|kaspa|ethereum|\bether\b|monero|zcash|altcoin", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trades:
    """The nouns and topics of a language, compiled. ``last`` tells whether the head noun ends its phrase (English) or opens it (French)."""

    last: bool
    heads: Mapping[str, str]
    nouns: re.Pattern[str]
    topics: Sequence[tuple[str, re.Pattern[str]]]
    excluded: re.Pattern[str]
    stop: re.Pattern[str]


# A phrase ends where a relative clause, another clause or a number of things begins; a head noun is never looked for behind it.
_STOPS = {
    "en": r"\b(?:of|for|in|at|to|that|with|from|by|on|which|who|whose|near|behind|as|than|where|when|after)\b|[,;:–—]|\((?![A-Z]{2,5}\))",
    "fr": r"\b(?:qui|que|dont|où|lorsque|quand|après|pour|contre|issue?|née?s?|avec|depuis|parce)\b|[,;:(–—]",
}


@lru_cache(maxsize=8)
def load_trades(lang: str) -> Trades:
    """The nouns and topics of ``trades.yaml``."""
    raw = read_yaml(lang, "trades.yaml")
    heads = {noun.lower(): activity for activity, nouns in raw["heads"].items() for noun in nouns}
    nouns = alternatives((*heads, *raw["agents"]))
    plural = "(?P<plural>(?:e?s|x)?)"
    topics = [
        (activity, re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![\w])", re.IGNORECASE))
        for activity, words in raw["topics"].items()
    ]
    return Trades(
        lang != "fr", heads, re.compile(rf"(?<![\w])(?P<noun>{nouns}){plural}(?![\w’'])", re.IGNORECASE), topics,
        re.compile(rf"(?<![\w])(?:{alternatives(raw['not'])})(?![\w])", re.IGNORECASE), re.compile(_STOPS[lang if lang == "fr" else "en"], re.IGNORECASE),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    end: int
    noun: str
    plural: bool


def lines(text: str, start: int, end: int, labels: Sequence[ActivityHit], trades: Trades, nearest: bool = False) -> list[ActivityHit]:
    """Lines of business that the description ``text[start:end]`` states.

    ``nearest`` is for a description before a name: of two head nouns in French the one nearer to the name counts.
    """
    among = _ONE_OF.match(text, start, end)
    start = among.end() if among else start
    if nearest and trades.last:  # "executives of stablecoin issuer X": what stands right before the name speaks of it
        inner = max((m.end() for m in _PREPOSITION.finditer(text, start, end)), default=start)
        near = lines(text, inner, end, [h for h in labels if h.start >= inner], trades) if inner > start else []
        if near:
            return near
    core = trades.stop.search(text, start, end)
    limit = core.start() if core and core.start() > start else end
    heads = _heads(text, start, limit, trades, nearest)
    head = heads[0] if heads else None
    direct = [h for h in labels if start <= h.start < limit and h.end <= end and not _behind_of(_last_joined(text, start, h), trades)]
    # "the tech giant", "blockchain company" say no line of business
    direct = [h for h in direct if not trades.excluded.search(text, start, h.end) and not (h.weak and h.activity == "software")]
    direct = [h for h in direct if not _market(text, h.start, h.end)]
    strong = [h for h in direct if not h.weak and not h.unstated and _fits(h, head, text, trades)]
    if strong:
        return _purposes(text, strong, end, trades) or [*strong, *_second(text, strong, end, trades)]
    special = _SPECIAL.match(text, start, end) if head is None else None
    if special:
        return [ActivityHit(a, b, activity, "label") for a, b, activity in _topics(text, special.end(), end, trades)]
    if head is None or trades.excluded.search(text, start, head.start + 1):
        return []
    found = next((row for h in heads if (row := [*_composed(text, h, (start, end), trades)])), [])
    return found or [h for h in direct if _fits(h, head, text, trades)]


def topics(text: str, start: int, end: int, trades: Trades) -> list[ActivityHit]:
    """The lines of business that a stretch is about, without a noun for the firm."""
    return [
        ActivityHit(a, b, activity, "label", unstated=_bare_mining(text, a, b, activity))
        for a, b, activity in _topics(text, start, end, trades)
    ]


def _purposes(text: str, hits: list[ActivityHit], end: int, trades: Trades) -> list[ActivityHit]:
    """What data centers are for, where it is said: "un opérateur de centres de données pour le minage de bitcoin et le calcul haute performance"."""
    last = hits[-1]
    if last.activity == "cloud" and _FOR_AI.match(text, last.end, end):
        return [ActivityHit(last.start, last.end, "gpu-as-a-service", "label")]
    purpose = _FOR.match(text, last.end, end) if last.activity == "data-centers" else None
    mined = _OF_NEXT.match(text, last.end, end) if last.activity == "data-centers" and not trades.last and not purpose else None
    if mined:  # "opérateurs de datacenters de minage"
        return [h for h in topics(text, mined.end(), end, trades) if h.activity in MINING and h.start == mined.end()]
    if purpose is None:
        return []
    return [
        ActivityHit(last.start, b, activity, "label")
        for _, b, activity in _topics(text, purpose.end(), min(end, purpose.end() + _REST), trades)
    ]


def _second(text: str, hits: list[ActivityHit], end: int, trades: Trades) -> list[ActivityHit]:
    """Another line joined to the one that a label says: "an operator of data centers and bitcoin mining"."""
    last = hits[-1]
    joint = _AND.match(text, last.end, end)
    if joint is None or joint.end() == last.end or not re.search(r"\b(?:of|de|d['’])", text[last.start : last.end]):
        return []
    said = {h.activity for h in hits}
    return [
        ActivityHit(a, b, activity, "label")
        for a, b, activity in _topics(text, joint.end(), end, trades)[:1]
        if a == joint.end() and activity not in said
    ]


# "one of the largest bitcoin miners", "l'un des plus grands mineurs"
_ONE_OF = re.compile(
    r"(?:also|now|still|today|aussi|aujourd['’]hui|désormais|\s)*(?:one|two|some|part|among|l['’]une?|une?|deux|parmi)\s(?:of|des|de|les)\s(?:(?:the|its|les|nos)\s)?",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:of|from|by|with|at|to|for)[\s\u00a0]", re.IGNORECASE)
# "X, spécialisée dans le calcul haute performance": the trade without a noun for the firm.
_SPECIAL = re.compile(
    r"(?:(?:spécialisé|active?|présent)e?s?[\s\u00a0](?:dans|en)|active[\s\u00a0]in|specializ(?:ed|ing)[\s\u00a0]in|specialis(?:ed|ing)[\s\u00a0]in)[\s\u00a0]"
)
_FOR_AI = re.compile(
    r"[^,;.]{0,30}?\b(?:for|speciali[sz](?:ed|ing) in|focused on|pour|dédiée?s? à|spécialisée?s? dans|axée?s? sur)"
    r"[\s\u00a0](?:l['’])?(?:AI|IA|artificial|intelligence)\b"
)
_FOR = re.compile(r"[\s\u00a0](?:for|pour|dédiés? (?:au|à)|destinés? (?:au|à)|dedicated to)[\s\u00a0](?:le[\s\u00a0]|la[\s\u00a0]|l['’])?")


def _behind_of(before: str, trades: Trades) -> bool:
    """Whether a preposition stands before: then the phrase is no label of the firm itself."""
    pattern = r"\b(?:of|in|for|at)\b" if trades.last else r"\b(?:de|du|des|d['’]|en|dans)\b"
    return bool(re.search(pattern, before, re.IGNORECASE))


def _last_joined(text: str, start: int, hit: ActivityHit) -> str:
    """What stands before a label; of one in the singular that "and" joins to another ("fournisseur d'électricité et mineur") nothing counts."""
    before = text[start : hit.start]
    joined = re.search(r"\b(?:and|et)[\s\u00a0](?:an?[\s\u00a0]|une?[\s\u00a0])?$", before)
    return "" if joined and text[hit.end - 1] not in "sx" else before


def _fits(hit: ActivityHit, head: _Head | None, text: str, trades: Trades) -> bool:
    """Whether a label phrase has a noun for firms at its head; phrases for the doing of it ("trading") are no labels."""
    if head is not None and hit.start < head.end and head.start < hit.end:
        return True
    words = trades.nouns.finditer(text, hit.start, hit.end)
    return any((m.end() == hit.end) if trades.last else (m.start() == hit.start) for m in words)


def _heads(text: str, start: int, limit: int, trades: Trades, nearest: bool) -> list[_Head]:
    """The head noun of a description, and in French the other nouns for firms in it: an adjective may look like one ("banque coopérative")."""
    found = [
        _Head(m.start(), m.end(), m["noun"].lower(), bool(m["plural"]))
        for m in trades.nouns.finditer(text, start, limit)
        if not _market(text, m.start(), m.end())
    ]
    if not found:
        return []
    if trades.last:
        last, rest = found[-1], text[found[-1].end : limit]
        # A noun after the head ("the exchange rate") makes it no head; a name, an adjective of place or the end may follow.
        return [last] if _ENDED.match(rest) or not rest.strip()[:1].islower() else []
    free = [h for h in found if not re.search(r"(?:\bde|\bd['’]|\ben)[\s\u00a0]?$", text[max(start, h.start - 4) : h.start], re.IGNORECASE)]
    rows = free or found[:1]
    return rows[::-1] if nearest else rows[:1]


_ENDED = re.compile(
    r"[^\w]*$|[^\w]*(?:and|&|based|headquartered|listed|backed|owned|led|run|founded|known|that|which|\w+-(?:based|listed|backed|owned))\b"
)


# "À la Bourse de Toronto", "cotée en Bourse": the market where shares trade, no trade of a firm.
_BOURSE = re.compile(r"bourses?", re.IGNORECASE)
_MARKET_BEFORE = re.compile(r"\b(?:à|sur|en|de|par|et)[\s\u00a0](?:la[\s\u00a0])?$", re.IGNORECASE)
_MARKET_BEHIND = re.compile(r"[\s\u00a0]d(?:e[\s\u00a0]|['’]|u[\s\u00a0])(?:la[\s\u00a0])?[A-ZÉ]")


def _market(text: str, start: int, end: int) -> bool:
    """Whether "bourse" is a stock market here."""
    if not _BOURSE.fullmatch(text, start, end):
        return False
    shown = text[start].isupper() or bool(_MARKET_BEFORE.search(text[max(0, start - 7) : start]))
    return shown or bool(_MARKET_BEHIND.match(text, end))


# Who lets, runs, sells or holds machines makes none.
_NO_MAKERS = frozenset(
    """operator host hoster renter landlord owner manager issuer trader fund retailer distributor integrator loueur hébergeur opérateur exploitant
    gestionnaire propriétaire courtier négociant intégrateur distributeur""".split()
)
_MACHINES = frozenset(("hardware-manufacturing", "crypto-mining"))
_RUNNERS = frozenset("operator host owner manager opérateur exploitant gestionnaire propriétaire hébergeur".split())
_BARE_COIN = re.compile(r"crypto(?:monnaie)?s?", re.IGNORECASE)
_ANY_BUSINESS = frozenset("géant leader acteur filiale groupe entreprise société firme pionnier champion spécialiste branche unité".split())


def _composed(text: str, head: _Head, bounds: tuple[int, int], trades: Trades) -> Iterator[ActivityHit]:
    start, end = bounds
    alone = trades.heads.get(re.sub(r"[\s\u00a0]+", " ", head.noun))
    if alone in MINING:
        yield _mining(text, head, (start, min(end, head.end + _REST)))
        return
    if alone:
        yield ActivityHit(head.start, head.end, alone, "label")
        return
    inside = (start, head.start) if trades.last else (head.end, min(end, head.end + _REST))
    topics = _topics(text, *inside, trades)
    if not topics and trades.last:
        of = re.match(r"(?:[\s\u00a0](?:and|&)[\s\u00a0][\w-]+)?[\s\u00a0](?:of|for|in|behind)[\s\u00a0]", text[head.end : end])
        topics = _topics(text, head.end, min(end, head.end + _REST), trades) if of else []
    for a, b, activity in topics:
        if activity == "exchange" and _BARE_COIN.fullmatch(text, a, b) and head.noun in _ANY_BUSINESS:
            continue  # "le géant des cryptomonnaies" may be a miner
        if activity in _MACHINES and head.noun in _NO_MAKERS and not (activity == "crypto-mining" and head.noun in _RUNNERS):
            continue
        yield ActivityHit(min(a, head.start), max(b, head.end), activity, "label", unstated=_bare_mining(text, a, b, activity))


def _bare_mining(text: str, start: int, end: int, activity: str) -> bool:
    """Whether mining is told without its coin: then the article or the firm says which."""
    return activity == "crypto-mining" and not _COIN.search(text, start, end)


def _mining(text: str, head: _Head, around: tuple[int, int]) -> ActivityHit:
    phrase = text[around[0] : around[1]]
    if _BITCOIN.search(phrase):
        return ActivityHit(head.start, head.end, "bitcoin-mining", "label")
    return ActivityHit(
        head.start, head.end, "crypto-mining" if _COIN.search(phrase) else "bitcoin-mining", "label", unstated=not _COIN.search(phrase)
    )


def _both(one: str, other: str) -> bool:
    """ "bitcoin mining data centers" are no plain data centers."""
    return one in MINING and other in ("data-centers", "mining-hosting")


_OF_NEXT = re.compile(r"[\s\u00a0](?:de[\s\u00a0]|d['’]|pour[\s\u00a0](?:le[\s\u00a0]|la[\s\u00a0]|l['’])?)")
_NEXT = re.compile(r"(?:['’]s?)?[\s\u00a0-]")
_TOPIC_STOP = re.compile(r"[,;:–—]|\((?![A-Z]{2,5}\))")


def _topics(text: str, start: int, end: int, trades: Trades) -> list[tuple[int, int, str]]:
    """The longest topic of a stretch, and those joined to it by "and"."""
    stop = _TOPIC_STOP.search(text, start, end)
    end = stop.start() if stop else end
    found = [(m.start(), m.end(), activity) for activity, pattern in trades.topics for m in pattern.finditer(text, start, end)]
    if trades.last:  # of "validator software" the software counts
        found = [r for r in found if not any(_NEXT.fullmatch(text, r[1], o[0]) for o in found if o[0] > r[1] and not _both(r[2], o[2]))]
    else:  # "centres de données de minage" are no plain data centers
        mined = [r for r in found if r[2] in MINING]
        found = [r for r in found if r[2] != "data-centers" or not any(_OF_NEXT.fullmatch(text, r[1], m[0]) for m in mined if m[0] > r[1])]
    found.sort(key=lambda row: (row[0] - row[1], -row[0]))
    out: list[tuple[int, int, str]] = []
    for a, b, activity in found:
        if not out or (all(b <= x or y <= a for x, y, _ in out) and _AND.fullmatch(_gap(text, (a, b), out[0][:2]))):
            out.append((a, b, activity))
    return out[:2]


def _gap(text: str, one: tuple[int, int], other: tuple[int, int]) -> str:
    return text[min(one[1], other[1]) : max(one[0], other[0])]
