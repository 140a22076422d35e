"""Whose site it is: "its Panther Creek campus", "MARA's Granbury site", "son site de Washington" say who operates it (settled case)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extract.document import Token
from loaders.extract.grammar.joined import coordinated
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.raw import Raw, simple

_OWNERS = frozenset("its their our his her son sa ses leur leurs notre nos".split())
_WORDS = r"(?:(?:[\w'’.-]+|<[wnpTAH]\d+>) ){0,5}?"
_BEFORE = re.compile(rf"<C(?P<c>\d+)>(?P<s> 's| ’s| '| ’)? {_WORDS}(?:, )?<S(?P<s_>\d+)>")  # "its two mines, A and B"
# "from its 200 MW campus in Ellendale", "sur son campus de 750 mégawatts à Childress"
_NOUN_IN = re.compile(
    rf"<C(?P<c>\d+)>(?P<s> 's| ’s| '| ’)? {_WORDS}(?:site|sites|campus|facility|mine|farm|plant|hall|center|centre|installation|ferme|usine|centrale)"
    r"(?: \( ?<w\d+> ?\)| (?:de |d' )<w\d+>)? (?:in|at|à|en|de|d'|du) (?:the |la |le |l')?<S(?P<s_>\d+)>"
)
_THEIR = re.compile(rf"<C(?P<c>\d+)> (?:[^<>;.]|<[^CU]\d+>){{0,60}}?\b(?:their|leur|leurs) {_WORDS}<S(?P<s_>\d+)>")
_RUN_BY = r"(?:run by|operated by|exploitée? par|gérée? par)"
_OF = re.compile(
    r"<S(?P<s_>\d+)> (?:\( ?<w\d+> ?\) )?(?:(?:site|campus|facility|mine|centre|center|hall|plant|project) )?"
    rf"(?:(?:(?:in|at|en|à|au) <L\d+> )?(?:, )?{_RUN_BY}|of|de|d'|du|belonging to|appartenant à) (?:the |la |le |l')?<C(?P<c>\d+)>"
)
# "Charters Towers, its smallest", "Waterloo, Blue Heron's former mine", "Medicine Hat, son unique site"
_APPOSED = re.compile(
    r"<S(?P<s_>\d+)>(?: \( ?<w\d+> ?\))? , (?:<w\d+> , )?<C(?P<c>\d+)>(?P<s> 's| ’s| '| ’)? (?:[\w'’-]+|<[AT]\d+>)(?: [\w'’-]+){0,4}"
)
# "a Digihost mining facility", "the Riot site"
_COMPOUND = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Aa]nother|nearby|one) (?:(?!of|for|to|in|by|from|with|on|at|and|or|that|near)[\w-]+ ){0,2}<C(?P<c>\d+)> (?P<s>)"
    r"(?:(?:crypto|cryptocurrency|bitcoin|mining|data|center|centre|<[wAT]\d+>) ){0,4}<S(?P<s_>\d+)>"
)
_VERBS = frozenset("and or et ou , said dit to at in a for with from by has have will a été est is are was".split())
# A site that is sold, called off, still to be built or only planned is no site that its owner runs.
_SELLING = (
    r"sale|selling|sell|sold|sells|divest\w*|vente|cession|vend|vendu\w*|vendr\w+|vendant|céd\w+|cancel\w*|annul\w*|renonc\w*|scrap\w*|abandon\w*|"
    r"purchase|acquisition|achat|rachat|buys?|bought|acquired?|achète|acheté|acquis|acquiert|rachète|racheté"
)
_GONE = re.compile(
    r"\b(?:(?:will|to|would) (?:build|construct|open)|construira|bâtira|édifiera|ouvrira|va (?:construire|bâtir|ouvrir)|construire|bâtir) $|"
    rf"\b(?:{_SELLING}) (?:(?:of|de|d'|à|the|la|le|l'|half|<C\d+>) ?)*$|\b(?:sold|vendu|cédé) (?:[^<.;]|<[^S]\d+>){{0,50}}$"
)
_UNREAL = frozenset(
    """planned proposed future upcoming unfinished former old ex ex- disused prospective prévu prévue futur ancien ancienne projeté projetée projet
    supply contract lease option bail contrat achat""".split()
)
_NOT_YET = frozenset(
    "project build buildout build-out development expansion land lease".split()
)  # "its Haskell project", "the Flagstaff build"
_LEADS = 4  # tokens before the firm that leads a sentence


def possessions(skel: Skeleton) -> Iterator[Raw]:
    """``operates`` claims from possessives before a site or in apposition to it, and from "the X site of Y"."""
    seen: set[tuple[str, str]] = set()
    for pattern in (_BEFORE, _APPOSED, _NOUN_IN, _THEIR, _COMPOUND):
        for match in pattern.finditer(skel.string):
            owner, site = skel.token(match["c"]), skel.token(match["s_"])
            if _GONE.search(skel.string[max(0, match.start() - 70) : match.start()]) or _unreal(skel, owner, site):
                continue
            if pattern in (_THEIR, _COMPOUND) or (
                _possessive(owner, match["s"]) and not (pattern is _BEFORE and _crossed(skel, owner, site))
            ):
                yield from _claims(skel, owner, site, seen)
    for match in _OF.finditer(skel.string):
        yield from _claims(skel, skel.token(match["c"]), skel.token(match["s_"]), seen)


def _unreal(skel: Skeleton, owner: Token, site: Token) -> bool:
    tokens = skel.sentence.tokens
    return any(t.lower in _UNREAL for t in tokens[owner.i + 1 : site.i]) or any(
        t.lower in _NOT_YET for t in tokens[site.i + 1 : site.i + 2]
    )


def _possessive(owner: Token, mark: str | None) -> bool:
    if owner.found is None:
        return False
    return bool(mark) or (owner.found.how == "reference" and owner.lower in _OWNERS)


def _crossed(skel: Skeleton, owner: Token, site: Token) -> bool:
    between = skel.sentence.tokens[owner.i + 1 : site.i]
    if between and between[-1].text == "," and len(between) > 1 and "Number=Plur" in between[-2].morph:
        between = between[:-1]
    return any(t.lower in _VERBS or (t.pos in ("VERB", "AUX") and "VerbForm=Fin" in t.morph) for t in between)


def _meant(skel: Skeleton, owner: Token) -> Token:
    """Whose a site is: "its" means the firm that leads the sentence where no other firm is named before it."""
    if owner.found is None or owner.found.how != "reference" or owner.lower not in _OWNERS:
        return owner
    firms = [t for t in skel.sentence.tokens[: owner.i] if t.found and t.found.type == "Company"]
    alone = len({t.found.key for t in firms if t.found}) == 1
    return firms[0] if alone and firms[0].i <= _LEADS and firms[0].found and firms[0].found.how != "reference" else owner


def _claims(skel: Skeleton, owner: Token, site: Token, seen: set[tuple[str, str]]) -> Iterator[Raw]:
    owner = _meant(skel, owner)
    for place in coordinated(skel.sentence, site):
        if owner.found and place.found and (owner.found.key, place.found.key) not in seen:
            seen.add((owner.found.key, place.found.key))
            raw = simple("operates", "attribute/possession", skel.sentence, owner, {"operator": owner.found, "site": place.found}, 0.75)
            capacity(skel, place, raw, owner if place is site else None)
            yield raw


def capacity(skel: Skeleton, site: Token, raw: Raw, owner: Token | None) -> None:
    """The power that stands between the owner and the site, or right behind the site in brackets or commas."""
    tokens = skel.sentence.tokens
    before = tokens[owner.i + 1 : site.i] if owner else []
    behind = tokens[site.i + 1 : site.i + 3] if site.i + 1 < len(tokens) and tokens[site.i + 1].text in ("(", ",") else []
    for token in (*before, *behind):
        if token.amount and token.amount.kind == "power" and "capacity" not in raw.values:
            raw.put("capacity", token.amount.amount, (token.start, token.end))
