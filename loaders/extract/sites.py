"""Sites: named ones ("the Washington site", "Panther Creek") and those described by their place ("a 30 MW mine in Ethiopia")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.ids import entity_key
from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.words import NameWords

_E = EntityType
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*(?:[\s\u00a0](?:[A-ZÀ-ÖØ-Þ0-9][\w'’&-]*|of|du|de|des|la|le)){0,3}"
_GAP = r"(?:[\w,.-]+[\s\u00a0]){0,4}?"


def find_sites(text: str, found: Sequence[Found], words: NameWords) -> list[Found]:
    """The names with sites among them: a place or unknown name that a site noun claims becomes a Site; a described site is added.

    The place of a described site stays a Place; the Site stands at the noun.
    """
    sites = list(_named(text, found, words))
    spans = {(s.start, s.end) for s in sites}
    kept = [f for f in found if not any(a <= f.start < b or f.start <= a < f.end for a, b in spans)]
    described = list(_described(text, kept, words, sites))
    return sorted([*kept, *sites, *described], key=lambda f: (f.start, -f.end))


def _named(text: str, found: Sequence[Found], words: NameWords) -> Iterator[Found]:
    """"its Panther Creek campus", "the Washington site", "le site de Panther Creek": the name is the site's own."""
    at = {f.start: f for f in found}
    for match in words.site_noun.finditer(text):
        for start, end in _beside(text, match.start(), match.end(), words):
            known = at.get(start) or next((f for f in found if f.start <= start < f.end), None)
            if known and known.type not in (_E.PLACE, _E.SITE) and not _is_site_like(known):
                continue
            name = known.name if known and known.type is _E.PLACE else re.sub(r"\s+", " ", text[start:end])
            yield Found(start, end, _E.SITE, name, entity_key(_E.SITE, name), "rule")


def _is_site_like(known: Found) -> bool:
    return known.how in ("model", "repeat", "rule") and known.type in (_E.COMPANY, _E.PERSON)


def _beside(text: str, start: int, end: int, words: NameWords) -> Iterator[tuple[int, int]]:
    if words.lang == "en":
        before = re.search(rf"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Aa]t|new|['’]s)[\s\u00a0]){_GAP}(?P<name>{_NAME})[\s\u00a0]$", text[max(0, start - 80) : start])
        if before:
            offset = max(0, start - 80)
            yield offset + before.start("name"), offset + before.end("name")
    else:
        after = re.match(rf"[\s\u00a0](?:(?:de[\s\u00a0]|d['’]|dit[\s\u00a0])(?:la[\s\u00a0])?)?(?P<name>{_NAME})", text[end : end + 60])
        if after and text[end : end + after.start("name")].strip() not in ("du",):
            yield end + after.start("name"), end + after.end("name")


def _described(text: str, found: Sequence[Found], words: NameWords, sites: Sequence[Found]) -> Iterator[Found]:
    """"a 30 MW mine in Ethiopia": the Site is called after the place and stands at the noun."""
    places = [f for f in found if f.type is _E.PLACE and f.how != "adjective"]
    taken = {k for s in (*sites, *found) for k in range(s.start, s.end)}
    for match in words.site_noun.finditer(text):
        if not taken.isdisjoint(range(match.start(), match.end())):
            continue
        near = re.match(rf"[\s\u00a0,]+(?:(?:located|situated|based|campus|plant|situé|située|implanté|implantée|basé|basée)[\s\u00a0])?(?:{words.site_preps})[\s\u00a0]?(?:the[\s\u00a0])?",
                        text[match.end() : match.end() + 40], re.IGNORECASE)  # fmt: skip
        if not near or "\n" in near.group():
            continue
        place = next((p for p in places if p.start == match.end() + near.end()), None)
        if place:
            yield Found(match.start(), match.end(), _E.SITE, place.name, entity_key(_E.SITE, place.name), "descriptor")
