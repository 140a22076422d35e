"""From candidates to entities of the article: which names are one, what type they have, which weak ones the context confirms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph.ids import company_slug, entity_key, slug
from graph.model import NameRecord
from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.names.recognise import Candidate
from loaders.gazetteer import Entry, Gazetteer

_E = EntityType
_FIRMS = (_E.COMPANY, _E.AUTHORITY)


@dataclass(slots=True)
class Cluster:
    """All mentions of one entity in the article, before it is named."""

    type: EntityType
    entry: Entry | None = None
    mentions: list[Candidate] = field(default_factory=list)

    def name(self) -> str:
        """The gazetteer's name, else the longest form of the article without its legal form."""
        if self.entry:
            return self.entry.name
        forms = Counter(_clean(m.surface) for m in self.mentions)
        if self.type is _E.COMPANY:
            return max(forms, key=lambda f: (len(company_slug(f).split("-")), forms[f], f))
        return max(forms, key=lambda f: (len(f.split()), forms[f], f))

    def key(self) -> str:
        """The language-neutral key."""
        return self.entry.key if self.entry else entity_key(self.type, self.name())


def link(candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer) -> list[Found]:
    """The names of the article as entities, in the order of the text; weak candidates that nothing confirms are left out."""
    candidates = place_choices(candidates, text)
    clusters = _certain(candidates)
    _attach_short_forms(clusters)
    _settle_weak(clusters, candidates, text)
    named = [(c, c.name(), c.key()) for c in clusters]  # once a cluster: a name is chosen from all its mentions
    found = [Found(m.start, m.end, c.type, name, key, m.how) for c, name, key in named for m in c.mentions]
    found += [Found(c.start, c.end, c.entry.type, c.entry.name, c.entry.key, c.how) for c in candidates if c.how == "adjective" and c.entry]
    return _propagate(sorted(found, key=lambda f: f.start), text)


def in_use(found: Sequence[Found], text: str, gazetteer: Gazetteer, day: date | None) -> list[Found]:
    """The names with each entity called as on the day of the article, where the gazetteer dates its names; of two that fit, as the article calls it."""
    called: dict[str, str] = {}
    for key in {f.key for f in found}:
        entry = gazetteer.entry(key)
        fit = [n.name for n in entry.names if _held(n, day)] if entry and day else []
        if fit:
            called[key] = next((name for name in fit if name in text), None) or _shortened(fit[-1], key, found, text)
    return [replace(f, name=called[f.key]) if f.key in called else f for f in found]


def _shortened(name: str, key: str, found: Sequence[Found], text: str) -> str:
    """A name without the last words that the article leaves out each time: "Hut 8" of "Hut 8 Mining"; one word alone is no name of its day."""
    said = {slug(text[f.start : f.end]) for f in found if f.key == key and f.how != "reference"}
    words = name.split()
    parts = (" ".join(words[:size]) for size in range(len(words) - 1, 1, -1))
    return next((part for part in parts if slug(part) in said), name)


def _held(name: NameRecord, day: date) -> bool:
    begun = name.start is None or name.start.first <= day
    return begun and (name.end is None or day <= name.end.last)


def place_choices(candidates: Sequence[Candidate], text: str) -> list[Candidate]:
    """Each name of several places becomes the one that fits: the place named right behind it ("Paris, Texas"), else those of the article."""
    sure = {
        k
        for c in candidates
        if c.entry and c.entry.type is _E.PLACE and not c.weak and not _places(c)[1:]
        for k in (c.entry.key, *c.entry.wider)
    }
    out = []
    for k, c in enumerate(candidates):
        options = _places(c)
        if len(options) < 2:
            out.append(c)
            continue
        after = candidates[k + 1] if k + 1 < len(candidates) else None
        near = _places(after) if after and 0 < after.start - c.end <= 14 and "\n" not in text[c.end : after.start] else []
        keys = {e.key for e in near}
        before = (
            _places(candidates[k - 1])
            if k and 0 < c.start - candidates[k - 1].end <= 4 and "\n" not in text[candidates[k - 1].end : c.start]
            else []
        )
        around = {w for e in before for w in e.wider}
        region = bool(re.search(r"\b(?:au|du)[\s\u00a0]$", text[max(0, c.start - 4) : c.start]))
        best = max(
            options,
            key=lambda e: (
                bool(keys & set(e.wider)),
                e.key in around,
                region and e.key.count("/") == 1,
                not _outshone(e, options, sure),
                len(sure & {e.key, *e.wider[:-1]}),
                e.size,
            ),
        )
        follows = bool(keys & set(best.wider))
        firms = [e for e in (c.entry, *c.others) if e and e.type is not _E.PLACE]
        first = c.entry if c.entry and c.entry.type is not _E.PLACE and not follows else best
        rest = tuple(e for e in (best, *firms) if e is not first)
        out.append(replace(c, entry=first, others=rest, weak=c.weak and not follows))
    return out


def _outshone(town: Entry, options: Sequence[Entry], sure: set[str]) -> bool:
    """Whether a town bears the name of a country and nothing of its state is named: Norway, Michigan is not meant beside "American"."""
    country = any(e.attributes.get("kind") == "country" for e in options)
    return country and town.key.count("/") > 1 and not sure & set(town.wider[:1])


def _places(c: Candidate) -> list[Entry]:
    return [e for e in (c.entry, *c.others) if e and e.type is _E.PLACE]


def _clean(surface: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", surface).strip(' ,;:"“”«»')


def _certain(candidates: Iterable[Candidate]) -> list[Cluster]:
    by_key: dict[str, Cluster] = {}
    for c in candidates:
        if c.weak or c.how == "adjective":
            continue
        kind = c.entry.type if c.entry else c.types[0]
        key = c.entry.key if c.entry else entity_key(kind, _clean(c.surface))
        cluster = by_key.setdefault(key, Cluster(kind, c.entry))
        cluster.mentions.append(c)
    return list(by_key.values())


def _attach_short_forms(clusters: list[Cluster]) -> None:
    """Join a cluster that is named by a short form ("Tamarack", "Natarajan", "TCI") to the one with the full name."""
    full = sorted(clusters, key=lambda c: -len(slug(c.name()).split("-")))
    by_word = _Words(full)
    gone: set[int] = set()
    for short in sorted(clusters, key=lambda c: len(slug(c.name()).split("-"))):
        if short.entry and short.entry.type is not _E.PERSON:
            continue
        for k in by_word.candidates(short.name()):
            other = full[k]
            if other is short or id(other) in gone or not _compatible(short, other):
                continue
            if any(_is_short(short.name(), form, other.type) for form in _forms(other)):
                by_word.file(k, _forms(short))
                other.mentions += short.mentions
                gone.add(id(short))
                break
    clusters[:] = [c for c in clusters if id(c) not in gone]


class _Words:
    """Which clusters a short form may stand for: those with a form that begins or ends with one of its words, or has it as initials.

    Without it each name would be compared with each other one, which takes minutes in a text of ten thousand names.
    """

    def __init__(self, full: Sequence[Cluster]) -> None:
        self._places: dict[str, set[int]] = defaultdict(set)
        for k, cluster in enumerate(full):
            self.file(k, _forms(cluster))

    def file(self, place: int, forms: Iterable[str]) -> None:
        """File a cluster under the words of some forms."""
        for form in forms:
            for words in (slug(form).split("-"), company_slug(form).split("-")):
                for word in (words[0], words[-1], _initials(words)):
                    self._places[word].add(place)

    def candidates(self, short: str) -> list[int]:
        """The places of clusters, in their order."""
        words = slug(short).split("-")
        return sorted(self._places.get(words[0], set()) | self._places.get(words[-1], set()))


def _initials(words: Iterable[str]) -> str:
    return "".join(w[0] for w in words if w and w not in ("of", "and", "the", "de", "du", "des", "et"))


def _compatible(short: Cluster, other: Cluster) -> bool:
    if short.type is other.type:
        return True
    if short.mentions and all(m.how == "model" for m in short.mentions):
        return {short.type, other.type} <= {_E.COMPANY, _E.PERSON, _E.AUTHORITY, _E.PLACE} and _E.PLACE is not other.type
    return False


def _forms(cluster: Cluster) -> list[str]:
    return list(dict.fromkeys(_clean(m.surface) for m in cluster.mentions))


def _is_short(short: str, full: str, kind: EntityType) -> bool:
    a, b = slug(short).split("-"), company_slug(full).split("-") if kind is _E.COMPANY else slug(full).split("-")
    if len(a) >= len(b) or not a[0]:
        return False
    if kind is _E.PERSON:
        return a == b[-len(a) :]
    if kind in _FIRMS:
        return a == b[: len(a)] or (len(a) == 1 and len(a[0]) >= 3 and a[0] == _initials(b))
    return a == b[: len(a)] and kind is not _E.HARDWARE


def _settle_weak(clusters: list[Cluster], candidates: Sequence[Candidate], text: str) -> None:
    """A weak name counts when its entity stands in the article by a sure name, or the words beside it speak for the type."""
    by_key = {c.key(): c for c in clusters}
    for c in candidates:
        if not c.weak or c.entry is None:
            continue
        options = [e for e in (c.entry, *c.others) if e.key in by_key]
        entry = options[0] if options else _by_context(c, text) or _by_guess(c)
        if entry:
            if entry.key not in by_key:
                by_key[entry.key] = Cluster(entry.type, entry)
                clusters.append(by_key[entry.key])
            by_key[entry.key].mentions.append(c)


_FIRM_AFTER = re.compile(
    r"^(?:['’]s\b|[\s\u00a0]\((?:[A-Z]+\s?:\s?)?[A-Z]{2,6}\)|[\s\u00a0](?:said|says|announced|acquired|raised|reported|will|plans?|has|holds|bought|sold|mined|signed|shares|stock|CEO|"
    r"a annoncé|annonce|a levé|a acquis|a déclaré|détient|affiche|publie|prévoit))"
)
_FIRM_BEFORE = re.compile(
    r"(?:miner|mineur|exchange|plateforme|lender|company|firm|société|entreprise|groupe|issuer|émetteur|CEO of|CEO de|PDG de|PDG d['’]|chez|rival|"
    r"startup|start-up|by|par|with|avec|from|and|et|"
    r"action(?:s)? (?:de|d['’]))[\s\u00a0]?$"
)


def _by_context(c: Candidate, text: str) -> Entry | None:
    options = (c.entry, *c.others) if c.entry else ()
    firm = next((e for e in options if e.type in _FIRMS), None)
    if firm and (_FIRM_AFTER.match(text[c.end : c.end + 30]) or _FIRM_BEFORE.search(text[max(0, c.start - 20) : c.start])):
        sentence_start = c.start == 0 or text[max(0, c.start - 2) : c.start].strip() in (".", "")
        return firm if not sentence_start or _FIRM_AFTER.match(text[c.end : c.end + 30]) else None
    place = next((e for e in options if e.type is _E.PLACE), None)
    comma = "" if firm else "|,"  # "Microsoft, Meta, Oracle" lists firms
    if place and re.search(rf"(?:\bin|\bat|\bnear|\bfrom|à|en|au|aux|dans|de{comma})[\s\u00a0]$", text[max(0, c.start - 6) : c.start]):
        return place
    return None


def _by_guess(c: Candidate) -> Entry | None:
    """The entry of the type that the model gives a weak name."""
    alike = {_E.COMPANY: (_E.COMPANY, _E.AUTHORITY), _E.PLACE: (_E.PLACE,), _E.ASSET: (_E.ASSET,), _E.HARDWARE: (_E.HARDWARE,),
             _E.AUTHORITY: (_E.AUTHORITY, _E.COMPANY)}.get(c.guess or _E.ACTIVITY, ())  # fmt: skip
    options = (c.entry, *c.others) if c.entry else ()
    return next((e for e in options if e.type in alike), None)


def _propagate(found: list[Found], text: str) -> list[Found]:
    """Further occurrences of the accepted forms that no source saw."""
    forms: dict[str, Found] = {}
    for f in found:
        surface = text[f.start : f.end]
        if (
            f.how != "adjective"
            and len(surface) > 2
            and (surface[0].isupper() or surface[0].isdigit() or any(c.isupper() for c in surface))
        ):
            forms.setdefault(surface, f)
    if not forms:
        return found
    taken = {k for f in found for k in range(f.start, f.end)}
    extra = []
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(s) for s in sorted(forms, key=lambda s: (-len(s), s))) + r")(?![\w])")
    for match in pattern.finditer(text):
        if taken.isdisjoint(range(match.start(), match.end())):
            extra.append(forms[match.group()].at(match.start(), match.end(), "repeat"))
    return sorted(found + extra, key=lambda f: f.start)


def group(found: Iterable[Found]) -> dict[str, list[Found]]:
    """Mentions by key."""
    out: dict[str, list[Found]] = defaultdict(list)
    for f in found:
        out[f.key].append(f)
    return dict(out)
