"""Fixed ways of saying that data files list: a pattern over the skeleton of a sentence whose marks name the roles that they fill.

``{child:C}(?: ,)? part of {parent:C}`` reads "WhiteFiber, part of Bit Digital". Kinds are the letters of the skeleton (C organization or
authority, P person, S site, L place, X security, w power, p per cent ...); ``{exchange:E}`` is a place of trading in words or by name, ``{A}``
a gap without other organizations, persons and sites, ``{facility}`` what the key ``let`` of the file gives for it. The group ``verb`` says it, and
its negation, mood and time are those of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.ontology import ONTOLOGY
from graph.values import Amount
from loaders.extract.document import Found
from loaders.extract.grammar.joined import coordinated
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.raw import Raw
from loaders.extract.words import read_yaml

_KINDS = {"C": "[CU]", "P": "P", "S": "S", "L": "L", "X": "X", "H": "H", "w": "w", "p": "p", "m": "m", "n": "n", "T": "T", "F": "[CP]"}
_GAP = r"(?:[^<>;]|<[^PCUS>]\d+>){0,60}?"
_EXCHANGE = (
    r"(?:(?:the|la|le|l'|regulated market of) )*(?P<exchange>(?:bourse (?:de |d' )(?:la )?)?"
    r"(?:<[CULX]\d+>|nasdaq|nyse|tsx|tsx - v|tsx-v|euronext(?: \w+)?|aim|bourse)"
    r"(?: stock exchange| stock market| exchange| arca| american| growth| expert market| access)?)"
)


_NEAR = 4  # tokens before a site in which its power stands
_DENIED = re.compile(r" (?:not|never|no longer|jamais|pas|plus) ")  # "does not have its headquarters in Malta"


@dataclass(frozen=True, slots=True)
class Saying:
    """A compiled pattern with what it sets; ``example`` is a sentence that it reads; what is said ``aside`` holds whatever the sentence plans."""

    type: str
    pattern: re.Pattern[str]
    values: dict[str, str]
    example: str
    confidence: float
    aside: bool


@lru_cache(maxsize=8)
def load_sayings(lang: str) -> tuple[Saying, ...]:
    """The sayings of a language (``sayings.yaml``)."""
    table = read_yaml(lang, "sayings.yaml")
    parts = table.pop("let", {})
    return tuple(_saying(type_, row, parts) for type_, rows in table.items() for row in rows)


def _saying(type_: str, row: dict[str, Any], parts: dict[str, str]) -> Saying:
    say = re.sub(r"\{([a-z]{2,})\}", lambda m: f"(?:{parts[m[1]]})", row["say"])
    return Saying(type_, compile_saying(say), dict(row.get("set", {})), row["example"], float(row.get("confidence", 0.8)), "aside" in row)


def compile_saying(say: str) -> re.Pattern[str]:
    """A pattern of the data with its marks."""

    def mark(match: re.Match[str]) -> str:
        name, kind = match["name"], match["kind"]
        if kind == "E":
            return _EXCHANGE
        return _GAP if name is None else rf"<{_KINDS[kind]}(?P<{name}>\d+)>"

    return re.compile(re.sub(r"\{(?:(?P<name>\w+):)?(?P<kind>[A-Za-z])\}", mark, say.replace("(?P<verb>", r"(?<!\w)(?P<verb>")))


def sayings(skel: Skeleton, rows: Sequence[Saying], asides: frozenset[str] = frozenset()) -> Iterator[Raw]:
    """The claims of all sayings in a sentence; nothing is said of stock exchanges and media (``asides``, by key)."""
    for saying in rows:
        for match in saying.pattern.finditer(skel.string):
            raw = _raw(skel, saying, match)
            if raw and not minor(raw) and not any(f.key in asides for f in raw.roles.get("company", ())):
                yield from (raw, *_joined(skel, raw))


def _joined(skel: Skeleton, raw: Raw) -> Iterator[Raw]:
    """The same claim of the sites that stand in one list with its site."""
    site = next((t for f in raw.roles.get("site", ()) for t in skel.sentence.tokens if t.found is f), None)
    for other in list(coordinated(skel.sentence, site))[1:] if site else ():
        if other.found:
            roles = {**raw.roles, "site": (other.found,)}
            yield Raw(raw.type, raw.rule, raw.sentence, raw.trigger, roles, confidence=raw.confidence, label=raw.label)


def minor(raw: Raw) -> bool:
    """A stake below half makes no subsidiary."""
    stake = raw.values.get("stake")
    return raw.type == "subsidiary_of" and isinstance(stake, Amount) and stake.value is not None and stake.value <= 50


def _raw(skel: Skeleton, saying: Saying, match: re.Match[str]) -> Raw | None:
    spec = ONTOLOGY.claim_type(saying.type)
    roles: dict[str, tuple[Found, ...]] = {}
    for role in spec.roles:
        number = match.groupdict().get(role.name)
        found = skel.found(number) if number else None
        if found and found.type in role.types:
            roles[role.name] = (found,)
        elif number:
            return None
    if saying.type == "listed_as" and (match.groupdict().get("exchange") or "").startswith("<X"):
        return None  # a ticker, which is read beside its firm
    if saying.type == "located_in" and _DENIED.search(match.group()):
        return None
    keys = [f.key for fillers in roles.values() for f in fillers]
    if len(set(keys)) < len(keys) or (saying.type == "located_in" and len({f.name for fs in roles.values() for f in fs}) < len(keys)):
        return None
    trigger = skel.sentence.tokens[skel.index(match.start("verb"))]
    raw = Raw(saying.type, f"saying/{saying.type}", skel.sentence, trigger, roles, confidence=saying.confidence)
    raw.label = saying.aside or saying.type == "located_in"  # where a firm sits is said in passing, whatever the sentence's verb plans
    for name, value in saying.values.items():
        raw.put(name, value, (trigger.start, trigger.end))
    _values(skel, raw, match, {v.name for v in spec.values})
    if saying.type == "operates":
        _sized(skel, raw)
    return raw


def _values(skel: Skeleton, raw: Raw, match: re.Match[str], names: set[str]) -> None:
    for name in names & set(match.groupdict()):
        text = match[name]
        if not text:
            continue
        if text.isdigit():
            token = skel.token(text)
            if token.amount:
                raw.put(name, token.amount.amount, (token.start, token.end))
        else:
            span = skel.span(match.start(name), match.end(name))
            raw.put(name, _words(skel, span), span)


def _sized(skel: Skeleton, raw: Raw) -> None:
    """The power right before the noun of a site: "among them a 100 MW mine in Pecos"."""
    at = next((t.i for f in raw.roles.get("site", ()) for t in skel.sentence.tokens if t.found is f), 0)
    for token in reversed(skel.sentence.tokens[max(0, at - _NEAR) : at]):
        if token.amount and token.amount.kind == "power":
            raw.put("capacity", token.amount.amount, (token.start, token.end))
        if token.amount or token.found or token.pos not in ("NOUN", "ADJ", "PROPN", "ADP"):
            return


def _words(skel: Skeleton, span: tuple[int, int]) -> str:
    """The words of a span as they stand in the text, tokens joined by single spaces."""
    inside = [t for t in skel.sentence.tokens if span[0] <= t.start and t.end <= span[1]]
    return " ".join(t.text for t in inside)
