"""Whose site it is: "its Panther Creek campus", "MARA's Granbury site", "son site de Washington" say who operates it (settled case)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extract.document import Found, Token
from loaders.extract.raw import Raw, simple
from loaders.extract.skeleton import Skeleton

_OWNERS = frozenset("its their our his her son sa ses leur leurs notre nos".split())
_WORDS = r"(?:(?:[\w'’.-]+|<[wnpTAH]\d+>) ){0,4}?"
_BEFORE = re.compile(rf"<C(?P<c>\d+)>(?P<s> 's| ’s| '| ’)? {_WORDS}<S(?P<s_>\d+)>")
_OF = re.compile(rf"<S(?P<s_>\d+)> (?:(?:site|campus|facility|mine|centre|center|hall|plant|project) )?(?:of|de|d'|du|belonging to|run by|operated by|exploité par|géré par|exploitée par|appartenant à) (?:the |la |le |l')?<C(?P<c>\d+)>")
_VERBS = frozenset("and or et ou , said dit to at in a for with from by has have will a été est is are was".split())


def possessions(skel: Skeleton) -> Iterator[Raw]:
    """``operates`` claims from possessives before a site, and from "the X site of Y"."""
    seen: set[tuple[str, str]] = set()
    for match in _BEFORE.finditer(skel.string):
        owner, site = skel.token(match["c"]), skel.token(match["s_"])
        if not _possessive(owner, match["s"]) or _crossed(skel, owner, site):
            continue
        yield from _claims(skel, owner, site, seen)
    for match in _OF.finditer(skel.string):
        yield from _claims(skel, skel.token(match["c"]), skel.token(match["s_"]), seen)


def _possessive(owner: Token, mark: str | None) -> bool:
    if owner.found is None:
        return False
    return bool(mark) or (owner.found.how == "reference" and owner.lower in _OWNERS)


def _crossed(skel: Skeleton, owner: Token, site: Token) -> bool:
    between = skel.sentence.tokens[owner.i + 1 : site.i]
    return any(t.lower in _VERBS or (t.pos in ("VERB", "AUX") and "VerbForm=Fin" in t.morph) for t in between)


def _claims(skel: Skeleton, owner: Token, site: Token, seen: set[tuple[str, str]]) -> Iterator[Raw]:
    for place in _coordinated(skel, site):
        if owner.found and place.found and (owner.found.key, place.found.key) not in seen:
            seen.add((owner.found.key, place.found.key))
            raw = simple("operates", "attribute/possession", skel.sentence, owner, {"operator": owner.found, "site": place.found}, 0.75)
            _capacity(skel, owner, place, raw)
            yield raw


def _coordinated(skel: Skeleton, site: Token) -> Iterator[Token]:
    """A site and those joined to it by commas and "and"."""
    yield site
    k = site.i + 1
    tokens = skel.sentence.tokens
    while k + 1 < len(tokens) and tokens[k].lower in (",", "and", "et", "&"):
        k += 1
        if tokens[k].lower in ("and", "et"):
            k += 1
        if k < len(tokens) and _is_site(tokens[k].found):
            yield tokens[k]
            k += 1
        else:
            return


def _is_site(found: Found | None) -> bool:
    return found is not None and found.type == "Site"


def _capacity(skel: Skeleton, owner: Token, site: Token, raw: Raw) -> None:
    for token in skel.sentence.tokens[owner.i + 1 : site.i]:
        if token.amount and token.amount.kind == "power":
            raw.put("capacity", token.amount.amount, (token.start, token.end))
