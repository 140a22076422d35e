"""Where a firm sits, by fixed forms beside its name: "X, based in Oslo", "the Oslo-based miner X", "X's headquarters in Oslo"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.names.antecedents import country_of
from loaders.extract.raw import Raw, simple

_SEATED = r"(?:based|headquartered|basée?s?|située?s?|domiciliée?s?|établie?s?|installée?s?|implantée?s?|sise?s?)"
_BASED = re.compile(
    r"<C(?P<c>\d+)>(?: \( [^)]{1,60} \))? ?,? (?:[^<,]{0,40} )?(?:is |est |was |which is |qui est )?"
    rf"{_SEATED}(?: out of| in| at| near| à| en| au| aux| dans(?: le| la| l'| les)?| près de|,)* <L(?P<l>\d+)>"
)
_SEAT = re.compile(
    r"<L(?P<l>\d+)>(?: ?, ?<L\d+>)? ?-? ?(?:-based|- based|based|headquartered|- headquartered)\b"
    r"(?:(?!\b(?:customers|clients|users|investors|employees|staff|workers|traders|rivals)\b)[^<.;]){0,60}?(?:<[ATC]\d+>[^<.;]{0,40}?)??<C(?P<c>\d+)>"
)
_OF_PLACE = re.compile(r"<C(?P<c>\d+)> ?,? ?(?:of|d'|de) <L(?P<l>\d+)>(?! ?,? ?<[HS])")
_IN_BRACKETS = re.compile(r"<C(?P<c>\d+)> \( (?:the |les? |la |l' )?<L(?P<l>\d+)> \)")  # "Atlas Mining (Singapour)"
_SEAT_NOUN = re.compile(
    r"(?:<C(?P<a>\d+)>(?: 's| ’s)?,? (?:dont le |whose )?)?(?:head office|headquarters|siège(?: social| mondial)?)(?: of <C(?P<b>\d+)>)?"
    r"(?: (?:is|est|are|se trouve|se situe))?(?: located| situé| fixé)?(?: in| at| à| en| de| au)+ <L(?P<l>\d+)>"
)
_PLACE_OWN = re.compile(r"<L(?P<l>\d+)> (?:'s|’s) <C(?P<c>\d+)>")


def beside(type_: str, rule: str, skel: Skeleton, roles: dict[str, str]) -> Iterator[Raw]:
    """A claim of names that stand beside each other, by their marks."""
    fillers = {role: skel.found(index) for role, index in roles.items()}
    if all(fillers.values()):
        trigger = skel.token(next(iter(roles.values())))
        yield simple(type_, f"attribute/{rule}", skel.sentence, trigger, {r: f for r, f in fillers.items() if f})


def seats(skel: Skeleton) -> Iterator[Raw]:
    """``located_in`` claims (headquarters) of a sentence."""
    for pattern in (_BASED, _SEAT, _OF_PLACE, _SEAT_NOUN, _PLACE_OWN, _IN_BRACKETS):
        for match in pattern.finditer(skel.string):
            groups = match.groupdict()
            firm = groups.get("c") or groups.get("a") or groups.get("b")
            place = skel.found(match["l"])
            if (
                firm
                and place
                and len(country_of(place)) == 2
                and place.how != "adjective"
                and not _DENIED.search(skel.string[max(0, match.start() - 20) : match.start("l")])
            ):
                yield from _seat(skel, firm, match["l"])


_DENIED = re.compile(r" (?:not|never|no longer|jamais|pas|plus) ")  # "does not have its headquarters in Malta"
_DEMONYM = re.compile(r"<C(?P<c>\d+)> <L(?P<l>\d+)>")


def demonyms(skel: Skeleton) -> Iterator[Raw]:
    """ "The Blockchain Group français": an adjective of place right behind a name, and no noun that it could belong to."""
    for match in _DEMONYM.finditer(skel.string):
        firm, place = skel.found(match["c"]), skel.token(match["l"])
        after = skel.sentence.tokens[place.i + 1] if place.i + 1 < len(skel.sentence.tokens) else None
        noun = after is not None and (after.found is not None or after.pos in ("NOUN", "PROPN"))
        if firm and firm.how != "reference" and place.found and place.found.how == "adjective" and not noun:
            yield from _seat(skel, match["c"], match["l"])


def _seat(skel: Skeleton, firm: str, place: str) -> Iterator[Raw]:
    for raw in beside("located_in", "seat", skel, {"subject": firm, "place": place}):
        token = skel.token(place)
        raw.put("kind", "headquarters", (token.start, token.end))
        yield raw
