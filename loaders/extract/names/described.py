"""Sites described by their place: "a mine in Ethiopia", "in Dolan County, Ohio, where it means to build a data center", "in Yguazú ... a new farm".

The place stays a Place; the Site is called after it and stands at the noun.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.ids import entity_key
from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.words import NameWords

_E = EntityType
# "in Dolan County, Ohio, where it means to build", "a plot in Dolan County, Ohio, for a 90 MW campus"
_WHERE = re.compile(
    r",?[\s\u00a0](?:where|où|(?:for|pour)(?=[\s\u00a0](?:an?|une?)[\s\u00a0])|(?:(?:in order )?to|(?:afin|en vue) d['’e]|pour)[\s\u00a0]?(?:y[\s\u00a0])?"
    r"(?:build|construct|develop|host|house|construire|bâtir|édifier|développer|implanter|installer|héberger))[\s\u00a0][^.;:\n]*$"
)
# "In Yguazú Bitfarms may put up a new farm": a town that opens the sentence
_PLURAL = re.compile(r"(?<!u)s(?![\w])")  # "data centers", no "campus"
# What joins the places of several sites.
_ALSO = re.compile(
    r",?[\s\u00a0](?:(?:and|et|as well as|ainsi que)[\s\u00a0])?(?:(?:one|two|three|four|another|\d+|une?|deux|trois|quatre)[\s\u00a0])?"
    r"(?:in|en|aux?|à|dans|de|across)?[\s\u00a0]?(?:l['’]|(?:the|le|la|les)[\s\u00a0])?|[\s\u00a0]?,[\s\u00a0]"
)
_LED = re.compile(r"(?:^|[.!?»”\"][\s\u00a0]|\n)(?:In|At|Near|Outside|À|A|Près d[e'’]|En|Au|Dans l[ea'’])[\s\u00a0]?$")
_WITHIN = re.compile(r",[\s\u00a0](?:(?:au|en|aux|in|dans la|dans le)[\s\u00a0])?$")
_GAP_WITHIN = 12  # characters between a town and the state in which it lies
_STOP = re.compile(r"[.;:\n](?![\d\w])")  # the end of a sentence or clause
_CLAUSE = 90  # characters of a relative clause before its noun
_CLAUSE_VERBS = re.compile(r"(?:[\s\u00a0](?!(?:in|at|near|à|en|au|aux|dans)[\s\u00a0])[a-zà-ÿ'’-]+){1,5}")  # "a campus that X is building"
_CONTINENT = re.compile(r"place/(?:[a-z]{3,}|[a-z]{3,}-[a-z]+)")  # sites all over a continent are no one site
_LEAD = 40  # characters before a noun in which stands how many sites it means and who runs them
_CHAIN = 50  # characters of nouns between a site's name and its last noun
_NOUNS = re.compile(
    r"[\s\u00a0](?:(?:AI|IA|HPC|GPU|data|centers?|centres?|datacenters?|bitcoin|BTC|crypto|mining|compute|computing|hosting|power|solar|wind|energy|"
    r"\d+[\s\u00a0-]?MW|\d+-megawatt|campus|development|infrastructure|factory|colocation|cloud)[\s\u00a0/-])*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Describer:
    """Looks in one text for nouns of sites with a place."""

    text: str
    words: NameWords

    def sites(self, found: Sequence[Found], sites: Sequence[Found]) -> Iterator[Found]:
        """ "a 30 MW mine in Ethiopia": the Site is called after the place and stands at the noun."""
        places = {f.start: f for f in (*found, *sites) if f.type in (_E.PLACE, _E.SITE) and f.how != "adjective"}
        taken = {k for s in (*sites, *found) if s.type is not _E.ACTIVITY for k in range(s.start, s.end)}
        ended = {f.end: f for f in (*found, *sites) if f.type in (_E.PLACE, _E.SITE) and f.how != "adjective"}
        ordered = sorted(places.values(), key=lambda f: f.start)
        closing = sorted(ended.values(), key=lambda f: f.end)
        firms = {f.start: f for f in found if f.type is _E.COMPANY}
        ends = sorted(s.end for s in sites)  # "the Barber Lake site in Wink": the noun belongs to the name before it
        for match in self.words.site_noun.finditer(self.text):
            if not taken.isdisjoint(range(match.start(), match.end())) or self._belongs(match.start(), ends):
                continue
            behind = self._behind_firm(match.end(), firms)
            near = self.words.site_where.match(self.text, behind)
            near = None if near and "\n" in near.group() else near
            place = places.get(near.end()) or places.get(near.start("article")) if near else None
            place = place or self._relative(match.start(), ended) or self._led(match.start(), closing)
            if (
                place
                and place.type is _E.PLACE
                and not _CONTINENT.fullmatch(place.key)
                and (not is_wide(place) or behind > match.end() or self._definite(match))
            ):
                yield Found(match.start(), match.end(), _E.SITE, place.name, entity_key(_E.SITE, place.name), "descriptor")
                if _PLURAL.search(match.group()):
                    yield from self._others(place, ordered)

    def _behind_firm(self, end: int, firms: Mapping[int, Found]) -> int:
        """The end of a noun with the firm whose site it is: "the mine of Bitdeer", "a facility run by Kilnbrook"."""
        whose = self.words.site_whose.match(self.text, end)
        firm = firms.get(whose.end()) if whose else None
        if firm is None or whose is None:
            return end
        clause = _CLAUSE_VERBS.match(self.text, firm.end) if whose["that"] else None
        return clause.end() if clause else firm.end

    def _definite(self, noun: re.Match[str]) -> bool:
        """Whether a noun before a country speaks of sites of one firm: "a mine", "X's mine", and of several "runs mines", "with farms"."""
        at = max(0, noun.start() - _LEAD)
        if self.words.site_single.search(self.text, at, noun.start()):
            return True
        return bool(_PLURAL.search(noun.group()) and self.words.site_running.search(self.text, at, noun.start()))

    def _others(self, place: Found, places: Sequence[Found]) -> Iterator[Found]:
        """The places joined to that of several sites: "data centers in Norway, Sweden and Spain", "two in Texas and one in Ohio"."""
        last = place
        for k in range(bisect_left(places, place.end, key=lambda f: f.start), len(places)):
            f = places[k]
            if f.start < last.end or f.type is not _E.PLACE:
                continue
            if not _ALSO.fullmatch(self.text, last.end, f.start):
                return
            if is_wide(last) or not is_wide(f):
                yield replace(site_at(f.start, f.end, f.name), how="descriptor")
            last = f

    def _relative(self, noun: int, ended: Mapping[int, Found]) -> Found | None:
        """The town before the relative clause in which a noun stands: "in Dolan County, Ohio, where it means to build a data center"."""
        offset = max(0, noun - _CLAUSE)
        lead = _WHERE.search(self.text[offset:noun])
        place = ended.get(offset + lead.start()) if lead else None
        outer = (
            _WITHIN.search(self.text, max(0, place.start - 16), place.start)
            if place and place.type is _E.PLACE and is_wide(place)
            else None
        )
        if place and outer:  # "Dolan County, Ohio", "le comté de Dolan, en Ohio"
            place = ended.get(outer.start(), place)
        return place

    def _led(self, noun: int, places: Sequence[Found]) -> Found | None:
        """The town that opens the sentence in which something new is built: "In Yguazú, Bitfarms will put up a 50 MW farm"."""
        offset = max(0, noun - _CLAUSE)
        low = bisect_left(places, offset, key=lambda f: f.end)
        between = [f for f in places[low : bisect_right(places, noun, key=lambda f: f.end)] if offset <= f.start]
        first = min(between, key=lambda f: f.start, default=None)
        if first is None or first.type is not _E.PLACE or not self.words.site_single.search(self.text, offset, noun):
            return None
        rest = [f for f in between if f is not first and not _within(self.text, first, f)]
        opens = _LED.search(self.text, max(0, first.start - 16), first.start)
        return first if opens and not rest and not _STOP.search(self.text, first.end, noun) else None

    def _belongs(self, noun: int, ends: Sequence[int]) -> bool:
        """Whether a noun ends a chain of nouns behind a site's name: "Beacon Point data center campus"."""
        k = bisect_left(ends, noun)
        return k > 0 and noun - ends[k - 1] <= _CHAIN and bool(_NOUNS.fullmatch(self.text[ends[k - 1] : noun]))


def _within(text: str, town: Found, wider: Found) -> bool:
    return is_wide(wider) and bool(_WITHIN.search(text, town.end, wider.start)) and wider.start - town.end < _GAP_WITHIN


def site_at(start: int, end: int, name: str) -> Found:
    """A name as a Site that a rule finds."""
    return Found(start, end, _E.SITE, name, entity_key(_E.SITE, name), "rule")


def is_wide(place: Found) -> bool:
    """A country, state or wider place: no town."""
    return place.key.count("/") < 2 or place.key.endswith(("-county", "-parish"))
