"""Where names may stand: the gazetteer, tickers, legal forms, and a statistical recogniser, each with its own confidence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from graph.ontology import EntityType
from loaders.extract.names.forms import load_forms
from loaders.gazetteer import Entry, Gazetteer

_E = EntityType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may be a name. ``entry`` is the gazetteer's when it knows the name; ``weak`` when only context can decide.

    ``how``: gazetteer, ticker, legal, model, defined, rule; the types are those that the source of the candidate allows, best first;
    ``guess`` is what the model takes a weak name for.
    """

    start: int
    end: int
    surface: str
    types: tuple[EntityType, ...]
    how: str
    entry: Entry | None = None
    weak: bool = False
    others: tuple[Entry, ...] = ()
    guess: EntityType | None = None

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start


class Recogniser(Protocol):
    """Finds names by a trained model."""

    def spans(self, sentences: Sequence[str]) -> list[list[tuple[int, int, EntityType]]]:
        """For each sentence, (start, end, type) by characters of that sentence."""


BARE_TICKER = re.compile(r"\([\s\u00a0]?(?:\$|ticker[\s\u00a0]?:?[\s\u00a0]?)?(?P<symbol>[A-Z]{2,5})[\s\u00a0]?\)")


def gazetteer_candidates(text: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """What the gazetteer finds; where a name is shared, the entries stand in ``others`` and the largest is first."""
    for hit in gazetteer.find(text):
        entries = sorted(hit.entries, key=lambda e: (_PRIORITY[e.type], -e.size, e.key))
        types = tuple(dict.fromkeys(e.type for e in entries))
        how = "adjective" if hit.adjective else "gazetteer"
        yield Candidate(hit.start, hit.end, hit.surface, types, how, entries[0], hit.weak, tuple(entries[1:]))


# A name that is both is more often the first of these in the press of this industry.
_PRIORITY = {
    _E.SECURITY: 0,
    _E.HARDWARE: 1,
    _E.COMPANY: 2,
    _E.AUTHORITY: 3,
    _E.ASSET: 4,
    _E.PLACE: 5,
    _E.SITE: 6,
    _E.PERSON: 7,
    _E.ACTIVITY: 8,
}


def ticker_candidates(text: str) -> Iterator[Candidate]:
    """``NASDAQ: BITF`` and the like: always a security."""
    for match in load_forms().ticker.finditer(text):
        yield Candidate(match.start(), match.end(), match.group(), (_E.SECURITY,), "ticker")


def legal_candidates(text: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Names with a legal form are firms; the gazetteer's own where it knows the name without the form."""
    for match in load_forms().legal.finditer(text):
        cut = max(
            (
                match.group("name").rfind(mark) + len(mark)
                for mark in ("-- ", "– ", "— ", ") ", "'s ", "’s ")
                if mark in match.group("name")
            ),
            default=0,
        )
        cut = max([cut, *(m.end() for m in _NO_FIRM.finditer(match.group("name")))])
        lead = load_forms().lead.match(match.group("name")[cut:])
        cut += lead.end() if lead and len(lead.group().split()) > 1 else 0  # "Shares of Bit Digital Inc."
        start, name = match.start() + cut, match.group("name")[cut:]
        if "\n" in match.group() or not name or name.lower() in load_forms().no_names:
            continue
        start, name = _last_firm(text, start, name, gazetteer)
        known = gazetteer.lookup(name, _E.COMPANY) or gazetteer.lookup(text[start : match.end()], _E.COMPANY)
        yield Candidate(start, match.end(), text[start : match.end()], (_E.COMPANY,), "legal", known[0] if known else None)


# "Vancouver-based Mogo Inc.", "in March 2022. Quoine Corporation": what stands before the firm.
_NO_FIRM = re.compile(r"(?:-based|\b\d{4}\.)[ \u00a0]")


def _last_firm(text: str, start: int, name: str, gazetteer: Gazetteer) -> tuple[int, str]:
    """ "Company and Sawgrass Mining", "Microsoft IREN": two names run together; the last one has the legal form."""
    for match in re.finditer(r"(?: (?:and|et|de) | d['’]| )(?=[A-ZÀ-Ö0-9])", name):
        head, tail = name[: match.start()], name[match.end() :]
        if match.group().strip() in ("de", "d'", "d’") and gazetteer.lookup(tail, _E.COMPANY):
            return start + match.end(), tail  # "le PDG de Twitter Inc"
        joined = match.group().strip() and (head.lower() in load_forms().no_names or gazetteer.lookup(head, _E.COMPANY))
        if joined or (head and gazetteer.lookup(head, _E.COMPANY) and gazetteer.lookup(tail, _E.COMPANY)):
            return start + match.end(), tail
    return start, name


def model_candidates(text: str, spans: Iterable[tuple[int, int]], recogniser: Recogniser) -> Iterator[Candidate]:
    """What the recogniser finds, sentence by sentence; trimmed of quotes, articles and possessives."""
    places = list(spans)
    plain = [text[a:b].replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").replace("\n", " ") for a, b in places]
    for (offset, _), found in zip(places, recogniser.spans(plain), strict=True):
        for start, end, kind in found:
            for a, b in _each_person(text, offset + start, offset + end, kind):
                a, b = _trim(text, a, b)
                a, b, told = _bare_name(text, a, b, kind)
                surface = text[a:b]
                if b - a > 1 and any(c.isupper() or c.isdigit() for c in surface) and not _says_nothing(surface):
                    yield Candidate(a, b, surface, (told,), "model")


_PAIR = re.compile(r"[ \u00a0](?:&|and|et)[ \u00a0](?=[A-ZÀ-Þ])")


def _each_person(text: str, start: int, end: int, kind: EntityType) -> list[tuple[int, int]]:
    """The stretch itself; two persons taken for one ("Jihan Wu & Micree Zhan") each by itself."""
    pair = _PAIR.search(text, start, end) if kind is _E.PERSON else None
    return [(start, pair.start()), (pair.end(), end)] if pair else [(start, end)]


def _bare_name(text: str, start: int, end: int, kind: EntityType) -> tuple[int, int, EntityType]:
    """A person without the office ("CFO Erke Huang"), a site without its size or its wider place ("Ellendale, North Dakota")."""
    title = load_forms().titled.match(text[start:end]) if kind in (_E.PERSON, _E.COMPANY) else None
    if title and (kind is _E.PERSON or title.group().startswith(load_forms().sure_titles)):
        return start + title.end(), end, _E.PERSON
    if kind is _E.COMPANY and _INITIALS.fullmatch(text[start:end]) and load_forms().in_office.match(text[end : end + 40]):
        return start, end, _E.PERSON
    verb = load_forms().verb.search(text, start, end) if kind in (_E.PERSON, _E.COMPANY) else None
    if verb:
        return start, verb.start(), kind  # "Sandstone Compute Quits Bitcoin Mining"
    tail = _TAIL.search(text[start:end]) if kind in (_E.SITE, _E.PLACE) else None
    return start, start + tail.start() if tail else end, kind


_INITIALS = re.compile(r"(?:[A-Z]\.[ \u00a0]?){1,3}[A-Z][\w-]+")


def _says_nothing(surface: str) -> bool:
    """Whether every word of a name is one of the trade's common nouns ("Digital Asset", "HPC Hosting")."""
    plain = surface.lower()
    return plain in load_forms().no_names or all(word in load_forms().common for word in re.findall(r"[\w/]+", plain))


_EDGES = " \u00a0\u202f\n\t\"'“”‘’«»()[],;:.–—-•*"
_TAIL = re.compile(r"[ \u00a0]\d[\d.,]*[ \u00a0-]?(?:MW|GW)$|, [A-ZÀ-Þ][\w. -]+$")
# The Reuters code of a share behind the name, or another clause behind a dash.
_CODED = re.compile(r"[ \u00a0](?:[A-Z0-9]{1,5}\.[A-Z]{1,2}|[–—][ \u00a0].*)$")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        if text[end - 1] == "." and re.search(r"(?:Inc|Corp|Ltd|Co|L\.P|S\.A|N\.V|plc)\.$", text[start:end]):
            break
        end -= 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    code = _CODED.search(text[start:end])
    end = start + code.start() if code else end
    lead = load_forms().lead.match(text[start:end])
    return (start + lead.end() if lead else start), end


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates without overlap: the longer wins, of equals the surer source; a weak or bare place inside a longer name gives way."""
    out: list[Candidate] = []
    taken: set[int] = set()
    for c in sorted(_with_guesses(candidates), key=lambda c: (-_rank(c), c.start)):
        if taken.isdisjoint(range(c.start, c.end)):
            out.append(c)
            taken.update(range(c.start, c.end))
    return sorted(out, key=lambda c: c.start)


def _with_guesses(candidates: Iterable[Candidate]) -> list[Candidate]:
    """A weak name of the gazetteer takes the model's opinion of the same characters along, and stands for both."""
    rows = list(candidates)
    guesses = {(c.start, c.end): c.types[0] for c in rows if c.how == "model"}
    weak = {(c.start, c.end) for c in rows if c.weak}
    # A town that the model takes for a site is one: towns give their names to sites, and only the sentence tells.
    sites = {span for span, kind in guesses.items() if kind is _E.SITE}
    rows = [c for c in rows if c.how != "gazetteer" or (c.start, c.end) not in sites or not c.entry or not _is_town(c.entry)]
    weak -= sites
    sure = sorted((c for c in rows if c.how == "gazetteer" and not c.weak), key=lambda c: c.start)
    rows = list(_parted(list(_without_firm(rows)), sure))
    return [
        replace(c, guess=guesses.get((c.start, c.end))) if c.weak else c for c in rows if c.how != "model" or (c.start, c.end) not in weak
    ]


def _without_firm(rows: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates, a person of the model without the firm behind: "Jesse Powell de Kraken"."""
    firms = {c.end: c for c in rows if c.how == "gazetteer" and c.types[0] is _E.COMPANY}
    for c in rows:
        firm = firms.get(c.end) if c.how == "model" and c.types[0] is _E.PERSON else None
        before = _OWNED_BY.search(c.surface[: firm.start - c.start]) if firm and firm.start > c.start else None
        yield replace(c, end=c.start + before.start(), surface=c.surface[: before.start()]) if before else c


def _is_town(entry: Entry) -> bool:
    return entry.type is _E.PLACE and entry.attributes.get("kind") in ("city", "locality")


def _parted(rows: Iterable[Candidate], sure: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates, those of the model freed of sure names of the gazetteer that they run together with others."""
    starts = [c.start for c in sure]
    for c in rows:
        inside = [r for r in sure[bisect_left(starts, c.start) : bisect_left(starts, c.end)] if r.end <= c.end and r.length < c.length]
        if c.how != "model" or not inside:
            yield c
        elif not _two_names(c, inside):
            yield from _without_owner(c, inside)


def _two_names(c: Candidate, inside: Sequence[Candidate]) -> bool:
    """Whether a name of the model is a sure name with words of a sentence or a trade, or two side by side ("mineur de Bitcoin MARA")."""
    first = inside[0]
    if first.start == c.start and load_forms().goes_on.match(c.surface[first.length :]):
        return True  # "Fluidstack a Right of First Offer"
    if len(inside) == 1 and first.end == c.end and c.surface[: first.start - c.start].strip().lower() in load_forms().trades:
        return True
    return (
        len(inside) > 1
        and sum(r.length for r in inside) >= c.length - len(inside) + 1
        and (len({r.types[0] for r in inside}) > 1 or first.types[0] is _E.PLACE or {r.types[0] for r in inside} == {_E.COMPANY})
    )


def _without_owner(c: Candidate, inside: Sequence[Candidate]) -> Iterator[Candidate]:
    """A site without the firm whose it is: "Rockdale de Riot Platforms", "Riot's Rockdale"."""
    firms = [r for r in inside if r.types[0] is _E.COMPANY]
    start, end = c.start, c.end
    if c.types[0] is _E.SITE and firms:
        before = _OWNED_BY.search(c.surface[: firms[-1].start - c.start]) if firms[-1].end == c.end else None
        behind = _OWNS.match(c.surface[firms[0].length :]) if firms[0].start == c.start else None
        end = c.start + before.start() if before else end
        start = c.start + firms[0].length + behind.end() if behind else start
    if start < end:
        yield replace(c, start=start, end=end, surface=c.surface[start - c.start : end - c.start])


_OWNED_BY = re.compile(r"[\s\u00a0](?:de[\s\u00a0]|d['’]|of[\s\u00a0])$")
_OWNS = re.compile(r"['’]s?[\s\u00a0]")
_SURE = {"ticker": 60, "legal": 12, "gazetteer": 6, "defined": 6, "model": 2, "adjective": 1, "rule": 0}


def _rank(c: Candidate) -> float:
    return c.length + _SURE[c.how] - (8 if c.weak else 0)
