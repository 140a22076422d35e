"""The gazetteer as an index: longest matches in a text in linear time, look-up by name, and the graph layer's Reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from graph.model import NameRecord
from graph.ontology import EntityType
from loaders.gazetteer.entry import Entry
from loaders.gazetteer.files import data_digest, read_entries, stock_exchanges


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of a text that may name one of several entries; ``surface`` is the alias that matched, ``adjective`` for demonyms."""

    start: int
    end: int
    surface: str
    entries: tuple[Entry, ...]
    weak: bool
    adjective: bool = False


class Gazetteer:
    """The index. Immutable after it is made; safe to share between threads."""

    def __init__(self, entries: Sequence[Entry], version: str, stock_exchanges: frozenset[str] = frozenset()) -> None:
        self.version = version
        self.stock_exchanges = stock_exchanges
        self._by_key = {e.key: e for e in entries}
        by_form: dict[str, list[tuple[Entry, bool]]] = defaultdict(list)
        for entry in entries:
            for form in entry.forms():
                by_form[form].append((entry, False))
            for phrase in entry.phrases:
                by_form[phrase].append((entry, True))
        self._forms = dict(by_form)
        self._lower: dict[str, list[str]] = defaultdict(list)
        for form in by_form:
            self._lower[flat(form)].append(form)
        self._patterns = sorted(p for p in self._lower if p)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns, matchkind=ahocorasick_rs.MatchKind.Standard)

    def find(self, text: str) -> list[Hit]:
        """The longest names at word boundaries, left to right and without overlap. Linear in the text."""
        best: dict[int, Hit] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(flat(text), overlapping=True):
            if not _bounded(text, start, end):
                continue
            hit = self._hit(text[start:end], start, end, self._lower[self._patterns[number]])
            if hit and (start not in best or best[start].end < end):
                best[start] = hit
        return list(_leftmost_longest(best))

    def _hit(self, surface: str, start: int, end: int, forms: list[str]) -> Hit | None:
        found: dict[str, Entry] = {}
        strong, adjective = False, True
        for form in forms:
            for entry, phrase in self._forms[form]:
                if not _case_fits(surface, form, phrase):
                    continue
                found[entry.key] = entry
                strong = strong or form not in entry.weak
                adjective = adjective and phrase
        if not found:
            return None
        return Hit(start, end, surface, tuple(found[k] for k in sorted(found)), not strong, adjective)

    def lookup(self, name: str, *types: EntityType) -> list[Entry]:
        """Entries that have this name as one of their forms (case apart), of the types if any are given, the largest first."""
        found = {e.key: e for form in self._lower.get(flat(name), ()) for e, phrase in self._forms[form] if not phrase}
        wanted = [e for e in found.values() if not types or e.type in types]
        return sorted(wanted, key=lambda e: (-e.size, e.key))

    def entry(self, key: str) -> Entry | None:
        """The entry of a key."""
        return self._by_key.get(key)

    def entries(self, *types: EntityType) -> Iterator[Entry]:
        """All entries of the types (of all types when none is given), by key."""
        for key in sorted(self._by_key):
            if not types or self._by_key[key].type in types:
                yield self._by_key[key]

    def wider(self, place_key: str) -> tuple[str, ...]:
        """Keys of the places that a place lies in, nearest first."""
        entry = self._by_key.get(place_key)
        return entry.wider if entry else ()

    def state(self, place_key: str) -> str:
        """Key of the first-level subdivision that a place is or lies in; empty when none is known."""
        entry = self._by_key.get(place_key)
        return entry.state if entry else ""

    def name(self, key: str) -> str:
        """The name shown for a key; empty when unknown."""
        entry = self._by_key.get(key)
        return entry.name if entry else ""

    def names(self, key: str) -> tuple[NameRecord, ...]:
        """All names of a key, dated where the gazetteer dates them."""
        entry = self._by_key.get(key)
        if entry is None:
            return ()
        dated = {n.name for n in entry.names}
        return (*entry.names, *(NameRecord(name=form) for form in entry.forms() if form not in dated))

    def attributes(self, key: str) -> dict[str, str]:
        """What the gazetteer says of an entity: country, tickers, maker ..."""
        entry = self._by_key.get(key)
        return dict(entry.attributes) if entry else {}


def flat(text: str) -> str:
    """Lower case, typographic apostrophes and spaces as the plain ones; never changes the length."""
    plain = text.translate(_FLAT)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


_FLAT = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "–": "-"})


def _bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    inner = not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())
    glued = before in "-_@#/" and before != "/" and text[start].isalnum() and start > 1 and text[start - 2].isalnum()
    return inner and not (glued and before in "_@#")


def _case_fits(surface: str, form: str, phrase: bool) -> bool:
    """A name matches as written or in capitals; a lower-case phrase in any case."""
    a, b = _plain(surface), _plain(form)
    if phrase or a == b or (b[:1].islower() and a == b[:1].upper() + b[1:]):
        return True
    return (surface.isupper() and len(surface) > 3) or _less_capitals(a.split(), b.split())


def _less_capitals(surface: Sequence[str], form: Sequence[str]) -> bool:
    """Whether words are those of a name without its inner capitals: "Cleanspark", "Buzz High Performance Computing"; "Hive" alone is a word."""
    if len(surface) != len(form):
        return False
    plain = (b.capitalize() if (len(form) > 1 or not b.isupper()) and b.isalpha() else b for b in form)
    return all(a in (b, c) for a, b, c in zip(surface, form, plain, strict=True))


def _plain(text: str) -> str:
    return text.translate(_FLAT)


def _leftmost_longest(best: Mapping[int, Hit]) -> Iterator[Hit]:
    """Without overlap; a weak name gives way to a sure one that it would cut ("Bitcoin Core" in "Bitcoin Core Scientific")."""
    at = 0
    hits = [best[start] for start in sorted(best)]
    for k, hit in enumerate(hits):
        if hit.start >= at and not (hit.weak and _cuts(hits, k)):
            yield hit
            at = hit.end


def _cuts(hits: Sequence[Hit], k: int) -> bool:
    """Whether a sure name begins in the hit at ``k`` and runs beyond it."""
    j = k + 1
    while j < len(hits) and hits[j].start < hits[k].end:
        if hits[j].end > hits[k].end and not hits[j].weak:
            return True
        j += 1
    return False


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The gazetteer that ships. Read once a process; its version is the digest of its files."""
    return Gazetteer(read_entries(), data_digest(), stock_exchanges())
