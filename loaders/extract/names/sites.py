"""Sites: named ones ("the Washington site", "112 MW at Corsicana", "Chippis (9 MW)") and those described by their place ("a mine in Ethiopia").

A town is a Place until the words beside it speak of machines, power or building there; then every naming of it in the article is the Site.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.ids import entity_key
from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.names.described import Describer, is_wide, site_at
from loaders.extract.words import NameWords

_E = EntityType
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*(?:[\s\u00a0](?:[A-ZÀ-ÖØ-Þ0-9][\w'’&-]*|of|du|de|des|la|le)){0,3}"
_GAP = r"(?:[\w,.-]+[\s\u00a0]){0,4}?"
_BEFORE_NOUN = re.compile(
    rf"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Aa]t|[Ff]or|[Oo]f|new|owned|['’]s)[\s\u00a0]){_GAP}(?P<name>{_NAME})[\s\u00a0]$"
)
_TOWN_BEFORE = re.compile(rf"(?<![\w'’-])(?P<name>{_NAME}),[\s\u00a0]$")
_TOWN = 300_000  # inhabitants; in a larger city "at" and "à" speak of offices and exchanges
_AROUND = 70  # characters beside a name in which power, machines or building are told
_JOINED = re.compile(r"[\s\u00a0]?(?:\([^()\n]{1,40}\))?(?:,|,?[\s\u00a0](?:and|et|&|ou|or))[\s\u00a0](?:at |à |d['’]|de )?")
_POWER = re.compile(r"[\s\u00a0]?(?:\(|,[\s\u00a0])(?:[\w'’ ]{0,20}?)\d[\d.,\u00a0\u202f ]*(?:MW|GW|megawatts?|mégawatts?)\b")
_LEAD = re.compile(
    r"(?:(?:Its|Their|Our|Six|Two|Three|Further|New|Existing)[\s\u00a0])?"
    r"(?:(?:[\w&.-]+[\s\u00a0]){0,3}?\w+['’]s[\s\u00a0])?(?:(?:\d[\d.,]*[\s\u00a0-]?)?(?:MW|GW|megawatts?)[\s\u00a0-])?"
)  # whose, or how large: no part of a name
_GRADE = re.compile(
    r"(?:first[\s\u00a0])?Tier[\s\u00a0-]?(?:\d|I{1,3}|IV)|Next(?:-Gen)?|[\w-]+-(?:ready|grade|scale|based)|Enlarging.*", re.IGNORECASE
)  # "a Tier 3 data center" has no name
_TAIL = re.compile(
    r"(?:[\s\u00a0](?:en|du|de|des|d['’]|of|la|le|Bitcoin|BTC|AI|IA|HPC|GPU|Crypto|Mining|Data|Solar|Wind|Phase|Campus|Factory|Facility|Center|Centre|Site|Supercomputer|Hosting|Nuclear|Power|Station|\d[\d.,]*[\s\u00a0]?[MG]W))+$"
)
_CELL = re.compile(r"\t| [|/] .* / ")  # rows of tables have no words around their names
_BESIDE = 90  # characters beside a name in which a word speaks of a site
_AT_TOWN = re.compile(r"[\s\u00a0](?:à|en|au|dans)[\s\u00a0](?:[\w']+[\s\u00a0]?)?[A-ZÀ-Þ]")
_STANDS = re.compile(
    r"\b(?:[Aa]t|[Àà]|[Ii]n|[Nn]ear|pour|[Pp]rès de|for|owns?|owned|runs?|ran|operates?|exploite\w*|possède\w*|détient)[\s\u00a0]"
    r"(?:[A-ZÀ-Þ][\w'’-]*,?[\s\u00a0](?:(?:et|and)[\s\u00a0])?)*$"
)
_PHRASE = re.compile(
    r"(?:[\s\u00a0](?:site|campus|facility|in|near|à|en|au|,|which|is|that|also|goes))*(?:,?[\s\u00a0](?:in[\s\u00a0])?[A-Z][\w'’-]*(?:[\s\u00a0][A-Z][\w'’-]*){0,2}){0,2}(?:[\s\u00a0](?:site|campus|facility))?,?[\s\u00a0](?:(?:which|and|also|is|goes)[\s\u00a0])*"
)
_FAR = 500  # characters between a site and a name given to "the campus"
_LIES = 60  # characters between a site's name and the wide place in which it lies
_NO_NAME = frozenset(
    """The This That These Its Their Our A An In At On For Les Le La Ce Cette Un Une Des Son Sa Ses Leur Notre Two Three First Deux
    MW GW kW AI IA GPU GPUs HPC ASIC ASICs Bitcoin BTC Ethereum Nvidia""".split()
)

Size = Callable[[str], int]


def unknown_size(_: str) -> int:
    """The inhabitants of a place where nobody has counted."""
    return 0


def find_sites(text: str, found: Sequence[Found], words: NameWords, size: Size = unknown_size) -> list[Found]:
    """The names with sites among them: a place or unknown name that the context claims becomes a Site; a described site is added.

    The place of a described site stays a Place; the Site stands at the noun.
    """
    found = _attested(text, found, words)
    finder = _Finder(text, sorted(found, key=lambda f: (f.start, -f.end)), words, size)
    sites = _without_towns(text, finder.named())
    spans = sorted((s.start, s.end) for s in sites)
    kept = [f for f in found if not _overlaps(spans, f.start, f.end)]
    described, lying = list(Describer(text, words).sites(kept, sites)), _lying(found, sites, size)
    homes = {name: _same_site(text, name, sites, lying) for name in {d.name for d in described}}
    described = [site.at(d.start, d.end, "descriptor") if (site := homes[d.name]) else d for d in described]
    spans = sorted((d.start, d.end) for d in described)
    kept = [f for f in kept if f.type not in (_E.PLACE, _E.ACTIVITY) or not _overlaps(spans, f.start, f.end)]
    return sorted(_by_name(text, [*kept, *sites, *described], _towns(text, found, [*sites, *described])), key=lambda f: (f.start, -f.end))


def _attested(text: str, found: Sequence[Found], words: NameWords) -> list[Found]:
    """The names without those that only the recogniser takes for a site's and beside which no word speaks of one anywhere."""

    def told(f: Found) -> bool:
        before, after = text[max(0, f.start - _BESIDE) : f.start].rpartition("\n")[2], text[f.end : f.end + _BESIDE].partition("\n")[0]
        line = f"{before}{f.name} | {after}"
        spoken = words.site_noun.search(line) or words.site_context.search(line) or words.site_verbs.search(before)
        return bool(spoken or _STANDS.search(before) or _CELL.search(line))

    wide = {f.start - len(", ") for f in found if f.type is _E.PLACE and is_wide(f)}
    named = {f.name for f in found if f.type is _E.SITE and (f.end in wide or f.how not in ("model", "repeat") or told(f))}
    return [_bare(f) for f in found if f.type is not _E.SITE or f.name in named]


def _bare(f: Found) -> Found:
    """A site found by the recogniser under its bare name: "Polaris Forge 1 AI Factory Campus" is Polaris Forge 1."""
    name = _tidy(f.name)
    if f.type is not _E.SITE or f.how not in ("model", "repeat") or name == f.name or not name:
        return f
    return replace(f, name=name, key=entity_key(_E.SITE, name))


# "a facility in Jamestown, known as JMS01", "The whole campus, named Polaris Forge 1"
_NAMED = re.compile(
    r"\b(?:named|called|dubbed|known as|by the name of|baptisée?|nommée?|appelée?|surnommée?|connue? sous le nom de)"
    rf"[\s\u00a0][“\"«]?[\s\u00a0]?(?P<name>{_NAME})"
)
_BARE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Ll]e|[Ll]a|[Ss]on|[Ss]a)[\s\u00a0](?:[\w-]+[\s\u00a0]){0,3}?(?:campus|site|facility|center|project|property|centre|projet),?[\s\u00a0]$"
)


def _towns(text: str, found: Sequence[Found], sites: Sequence[Found]) -> set[str]:
    """The names of sites that are places: known as such, described by one, or followed by the state that they lie in."""
    wide = {f.start for f in found if f.type is _E.PLACE and is_wide(f)}
    return {f.name for f in found if f.type is _E.PLACE} | {
        s.name for s in sites if s.how == "descriptor" or (s.end + 2 in wide and text[s.end : s.end + 2] == ", ")
    }


def _by_name(text: str, found: list[Found], places: set[str]) -> list[Found]:
    """The sites under the name that the article gives them besides the place that they were called after."""
    for match in _NAMED.finditer(text):
        name, start = _tidy(match["name"]), match.start("name")
        before = [f for f in found if f.type is _E.SITE and f.end <= match.start() and f.name != name]
        last = max(before, key=lambda f: f.end, default=None)
        if last is None or last.name not in places or name in _NO_NAME or not _speaks_of(text, last, match.start()):
            continue
        own = site_at(start, start + len(name), name)
        rest = [f for f in found if f.end <= own.start or f.start >= own.end]
        found = [own, *(replace(f, name=name, key=own.key) if f.type is _E.SITE and f.name == last.name else f for f in rest)]
    return found


def _speaks_of(text: str, site: Found, at: int) -> bool:
    """Whether what is named at an offset is the site before: in its phrase, or "the campus" of the next few sentences."""
    between = text[site.end : at]
    return bool(_PHRASE.fullmatch(between)) or (len(between) < _FAR and bool(_BARE.search(text, max(0, at - 60), at)))


def _lying(found: Sequence[Found], sites: Sequence[Found], size: Size) -> dict[str, str]:
    """The keys of the places of an article by their names, and of the sites that are towns of its states."""
    places = {f.name: f.key for f in found if f.type is _E.PLACE}
    states = list(dict.fromkeys(f.key for f in found if f.type is _E.PLACE and is_wide(f)))
    for site in sites:
        towns = (f"{state}/{site.key.rpartition('/')[2]}" for state in states)
        town = None if site.name in places else next((t for t in towns if size(t)), None)
        if town:
            places[site.name] = town
    return places


def _same_site(text: str, name: str, sites: Sequence[Found], places: Mapping[str, str]) -> Found | None:
    """The one named site of the article that lies where a described one does: "a campus in Texas", told besides as "Beacon Point ... in Texas"."""
    lies = re.compile(rf"[^.;\n]{{0,{_LIES}}}?(?:,|\bin|\bau|\ben|\baux|\bà|\bdans (?:le|la|l['’]))[\s\u00a0]?{re.escape(name)}\b")
    wide = places.get(name, "") + "/"
    there = {s.key: s for s in sites if s.name != name and (places.get(s.name, "").startswith(wide) or lies.match(text, s.end))}
    return next(iter(there.values())) if len(there) == 1 else None


_IN_TOWN = re.compile(
    r"(?:[\s\u00a0](?:site|campus|facility|data center))?"
    r"(?:[\s\u00a0](?:de|d['’]|of)[\s\u00a0]?[A-ZÀ-Þ][\w'’-]*(?:[\s\u00a0][A-ZÀ-Þ0-9][\w-]*)?)?[\s\u00a0](?:à|in|near|at)[\s\u00a0]"
)


def _without_towns(text: str, sites: list[Found]) -> list[Found]:
    """The sites without the towns in which one named before lies: "le site de Barber Lake de Cipher à Colorado City"."""
    ordered = sorted(sites, key=lambda f: f.start)
    towns = {b.name for a, b in pairwise(ordered) if a.name != b.name and _IN_TOWN.fullmatch(text, a.end, b.start)}
    return [f for f in sites if f.name not in towns]


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    k = bisect_left(spans, (end, 0))
    return any(a < end and start < b for a, b in spans[max(0, k - 2) : k])


@dataclass(frozen=True, slots=True)
class _Finder:
    text: str
    found: Sequence[Found]
    words: NameWords
    size: Size

    def named(self) -> list[Found]:
        """All namings of sites: by a noun, by the context, joined to one of these, and the same names elsewhere."""
        sites = {(f.start, f.end): f for f in (*self._by_noun(), *self._by_context(), *(f for f in self.found if f.type is _E.SITE))}
        for site in list(sites.values()):
            for other in self._joined(site):
                sites.setdefault((other.start, other.end), other)
        names = {f.name for f in sites.values()}
        spans = sorted(sites)
        for f in self.found:
            if (
                f.type is _E.PLACE
                and f.how != "adjective"
                and f.name in names
                and not _overlaps(spans, f.start, f.end)
                and not self._elsewhere(f)
            ):
                sites[f.start, f.end] = site_at(f.start, f.end, f.name)
        return list(sites.values())

    def _elsewhere(self, f: Found) -> bool:
        """ "near Canyon", "Denton-based": the town itself."""
        before, after = self.text[max(0, f.start - 16) : f.start], self.text[f.end : f.end + 8]
        return bool(self.words.site_not_before.search(before)) or after.startswith(("-based", "-listed"))

    def _by_noun(self) -> Iterator[Found]:
        """ "its Panther Creek campus", "the Washington site", "la mine suédoise de Porjus": the name is the site's own."""
        at = {f.start: f for f in self.found}
        starts = [f.start for f in self.found]
        told = False
        names = sorted((f.start, f.end) for f in self.found if f.type not in (_E.PLACE, _E.SITE, _E.ACTIVITY) and f.how != "adjective")
        for match in self.words.site_noun.finditer(self.text):
            if _overlaps(names, match.start(), match.end()):
                continue  # "Atelier Hash" is a firm
            for start, end in self._beside(match.start(), match.end()):
                k = bisect_left(starts, start)
                known = at.get(start) or next((f for f in self.found[max(0, k - 2) : k] if f.start <= start < f.end), None)
                cut = _LEAD.match(self.text[start:end])
                start += cut.end() if cut else 0
                if known and known.type not in (_E.PLACE, _E.SITE) and not _is_site_like(known):
                    continue
                if known and known.type is _E.PLACE and self.text.startswith("-based", known.end):
                    continue  # "the Texas-based Vega site"
                if known and known.type is _E.COMPANY and self.words.lang == "fr" and _AT_TOWN.match(self.text, known.end):
                    continue  # "l'usine de Kilnbrook à Narvik"
                town = self._town_of(known, start)
                if town is not None:
                    start, end, known = town[0], town[1], at.get(town[0])
                elif known and known.type is _E.PLACE and is_wide(known) and (told or self.words.lang != "en"):
                    continue  # "the Arkansas facility" is a site already told of; "le site du Gard" says where it lies
                if known and known.type is _E.PLACE:
                    start, end = known.start, known.end
                else:
                    end = start + len(self._without_firm(self.text[start:end].rstrip()))
                name = known.name if known and known.type is _E.PLACE else _tidy(self.text[start:end])
                if name and name not in _NO_NAME and not _GRADE.fullmatch(name):
                    told = True
                    whole = self.text[start:end].rstrip()
                    yield site_at(start, start + len(name if whole.startswith(name) else whole), name)

    def _town_of(self, known: Found | None, start: int) -> tuple[int, int] | None:
        """ "its Childress, Texas campus": where the town stands that names the site, before the state."""
        if known is None or known.type is not _E.PLACE or not is_wide(known) or self.words.lang != "en":
            return None
        town = _TOWN_BEFORE.search(self.text, max(0, start - 40), start)
        if town is None or town["name"] in _NO_NAME:
            return None
        lead = _LEAD.match(town["name"])
        return town.start("name") + (lead.end() if lead else 0), town.end("name")

    def _without_firm(self, name: str) -> str:
        """ "Barber Lake de Cipher": the name before the firm of the article whose site it is."""
        head, mark, tail = name.rpartition(" de ")
        firm = bool(mark) and any(f.type is _E.COMPANY and (f.name == tail or f.name.startswith(f"{tail} ")) for f in self.found)
        return head if firm else name

    def _beside(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        if self.words.lang == "en":
            offset = max(0, start - 80)
            before = _BEFORE_NOUN.search(self.text[offset:start])
            if before:
                yield offset + before.start("name"), offset + before.end("name")
        else:
            after = self.words.site_named.match(self.text, end)
            if after:
                yield after.start("name"), after.end("name")

    def _by_context(self) -> Iterator[Found]:
        """A town where machines run: "112 MW at Corsicana", "convertir Lodève", "Chippis (9 MW)"."""
        for f in self.found:
            if f.type is not _E.PLACE or f.how == "adjective" or is_wide(f) or self.size(f.key) > _TOWN or self._elsewhere(f):
                continue
            before, after = self.text[max(0, f.start - _AROUND) : f.start], self.text[f.end : f.end + _AROUND]
            at = self.words.site_at.search(before) and self.words.site_context.search(
                before.rpartition("\n")[2] + " | " + after.partition("\n")[0]
            )
            if at or _POWER.match(after) or self.words.site_verbs.search(before):
                yield site_at(f.start, f.end, f.name)

    def _joined(self, site: Found) -> Iterator[Found]:
        """Towns joined to a site by commas and "and"."""
        k = bisect_left(self.found, site.end, key=lambda f: f.start)
        end = site.end
        while k < len(self.found):
            f = self.found[k]
            if (
                f.type is _E.PLACE
                and is_wide(f)
                and re.fullmatch(r",?[\s\u00a0]\(?(?:in |en |au |dans (?:le |la |l['’]))?", self.text[end : f.start])
            ):
                end, k = f.end, k + 1
                continue
            joined = f.type is _E.PLACE and not is_wide(f) and f.how != "adjective" and _JOINED.fullmatch(self.text[end : f.start])
            if not joined:
                return
            yield site_at(f.start, f.end, f.name)
            end, k = f.end, k + 1


def _tidy(surface: str) -> str:
    return _TAIL.sub("", re.sub(r"\s+", " ", surface)).strip()


def _is_site_like(known: Found) -> bool:
    return known.how in ("model", "repeat", "rule") and known.type in (_E.COMPANY, _E.PERSON)
