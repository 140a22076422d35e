"""Variants of a training sentence: other names in the place of its names, and other spellings of the whole."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.ontology import EntityType
from loaders.extract.names.head import LEARNED, plain
from loaders.gazetteer import Entry, Gazetteer
from loaders.train.invent import Inventor
from loaders.train.samples import Sample

_E = EntityType
_LEGAL = re.compile(r",? (?:Inc|Corp|Ltd|LLC|L\.P|PLC|plc|SA|S\.A|SAS|SARL|AG|SE|N\.V|AB|ASA|GmbH|Limited|Corporation|Co|Ltée)\.?$")
_VOWEL = re.compile(r"[AEIOUYHÀÂÄÉÈÊËÎÏÔÖÙÛÜ]", re.IGNORECASE)
_ELISION = re.compile(r"(?:^|\W)(?:[dlnsmtc]|qu|jusqu|lorsqu)'$", re.IGNORECASE)
_BARE = re.compile(r"(?:^|\W)(?:de|le|la|que|se|ne)\s$", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    "a an the of in on at to for by with from and or as its is de du des la le les et ou à au aux en par pour sur un une".split()
)
_BIG = 100_000  # inhabitants: such places are named more often


@dataclass(frozen=True, slots=True)
class Shares:
    """How often, from 0 to 1, each kind of change is made: ``swap`` of a name, ``invent`` and ``known`` (gazetteer) among the swapped
    (the rest come from the corpus), ``capitals`` of one name, ``shout`` (the whole in capitals), ``title`` (each word), ``bare`` (no accents)."""

    swap: float = 0.5
    invent: float = 0.5
    known: float = 0.25
    capitals: float = 0.03
    shout: float = 0.02
    title: float = 0.04
    bare: float = 0.04


class Varier:
    """Makes variants of sentences by names of the corpus, of the gazetteer, and made up."""

    def __init__(self, lang: str, corpus: Iterable[Sample], gazetteer: Gazetteer, shares: Shares, rng: random.Random) -> None:
        self._lang, self._shares, self._rng = lang, shares, rng
        self._inventor = Inventor(lang, rng)
        seen: dict[EntityType, dict[str, None]] = defaultdict(dict)
        for sample in corpus:
            for surface, kind in sample.surfaces():
                seen[kind][surface] = None
        self._corpus = {kind: list(names) for kind, names in seen.items()}
        self._known = {kind: known_names(gazetteer, kind) for kind in LEARNED}

    def vary(self, sample: Sample) -> Sample:
        """A variant, or the sentence itself."""
        return self._respell(self._swap(sample))

    def _swap(self, sample: Sample) -> Sample:
        text, at, spans = "", 0, []
        for start, end, kind in sample.spans:
            text += sample.text[at:start]
            old = sample.text[start:end]
            new = self._other(old, kind, text) if self._rng.random() < self._shares.swap else old
            if self._rng.random() < self._shares.capitals:
                new = upper(new)
            spans.append((len(text), len(text) + len(new), kind))
            text, at = text + new, end
        return Sample(text + sample.text[at:], tuple(spans))

    def _other(self, old: str, kind: EntityType, before: str) -> str:
        for _ in range(4):
            new = plain(self._draw(old, kind))
            if self._fits(old, new, before):
                return new
        return old

    def _fits(self, old: str, new: str, before: str) -> bool:
        """Keeps French elisions right, and plural or article forms apart."""
        if old[:1].islower() != new[:1].islower():
            return False
        if self._lang != "fr":
            return True
        vowel = bool(_VOWEL.match(new))
        return vowel if _ELISION.search(before) else not (vowel and _BARE.search(before))

    def _draw(self, old: str, kind: EntityType) -> str:
        r = self._rng.random()
        form = kind is _E.COMPANY and _LEGAL.search(old) is not None
        if r < self._shares.invent:
            single = kind is _E.PERSON and " " not in old
            new = self._inventor.surname() if single else self._inventor.name(kind)
            if new is not None:
                return self._inventor.with_form(new) if form else new
        pool = self._known[kind] if r < self._shares.invent + self._shares.known else self._corpus.get(kind)
        if not pool:
            return old
        new = self._rng.choice(pool)
        if kind is _E.PERSON and (" " in new) != (" " in old):
            return old
        return self._inventor.with_form(new) if form and not _LEGAL.search(new) else new

    def _respell(self, sample: Sample) -> Sample:
        r, s = self._rng.random(), self._shares
        if r < s.shout:
            return Sample(upper(sample.text), sample.spans)
        if r < s.shout + s.title:
            return Sample(titled(sample.text), sample.spans)
        if r < s.shout + s.title + s.bare:
            return Sample(bare(sample.text), sample.spans)
        return sample


def known_names(gazetteer: Gazetteer, kind: EntityType) -> Sequence[str]:
    """The forms of the gazetteer's entries of a type; large places stand more than once, tiny ones hardly."""
    out: list[str] = []
    for entry in gazetteer.entries(kind):
        out += _forms(entry) * (
            1 if kind is not _E.PLACE else 6 if entry.size > _BIG or entry.attributes["kind"] in ("country", "region") else 1
        )
    return out


def _forms(entry: Entry) -> list[str]:
    return [f for f in entry.forms() if len(f) > 1 and (f not in entry.phrases)]


def upper(text: str) -> str:
    """Capitals, character by character (none that would become two)."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def titled(text: str) -> str:
    """Each word with a capital, as English headlines are set."""
    return re.sub(
        r"[^\W\d_][\w']*", lambda m: m.group() if m.group() in _SMALL_WORDS and m.start() else upper(m.group()[0]) + m.group()[1:], text
    )


def bare(text: str) -> str:
    """Without accents, character by character."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text)
