"""Which two names of a sentence could fill the main roles of a claim: every pair whose types the ontology allows, each pair once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from graph.ontology import ONTOLOGY, ClaimType, EntityType, Role
from loaders.extract.document import Document, Found, Sentence
from loaders.extract.labels.trades import load_trades
from loaders.extract.names.activities import ActivityHit

_BEFORE = 14  # characters before a line of business in which a word can take it back
_MOST = 24  # names of a sentence that are looked at; keeps a giant sentence linear


@dataclass(frozen=True, slots=True)
class Slot:
    """Two roles of a claim type that a pair of names fills, the first name the first role."""

    claim: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence, from token ``first`` to ``last``. ``laid``: it is a token of its own, else words stand for it (an adjective, a label)."""

    found: Found
    first: int
    last: int
    laid: bool

    @property
    def kind(self) -> str:
        """By what it was found, and whether it is a token."""
        return f"{self.found.how}{'' if self.laid else '*'}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of a sentence in their order of roles, with the slots that they may fill."""

    a: Mention
    b: Mention
    slots: tuple[Slot, ...]


@lru_cache(maxsize=512)
def slots_of(first: EntityType, second: EntityType) -> tuple[Slot, ...]:
    """The slots that names of these types may fill in this order."""
    return tuple(slot for spec in ONTOLOGY for slot, a, b in _slots(spec) if first in a.types and second in b.types)


def _slots(spec: ClaimType) -> Iterator[tuple[Slot, Role, Role]]:
    """Any two key roles that stand together; two of the parties where there is no other role."""
    keys = spec.key_roles
    if len(keys) == 1 and keys[0].many and not spec.always_node:
        yield Slot(spec.name, keys[0].name, keys[0].name), keys[0], keys[0]
    for a, b in combinations(keys, 2):
        if not {a.name, b.name} <= set(spec.either):
            yield Slot(spec.name, a.name, b.name), a, b


def mentions(doc: Document, sentence: Sentence, found: Sequence[Found], labels: Iterable[ActivityHit]) -> list[Mention]:
    """The names of a sentence in the order of the text: its tokens, those that words stand for, and the lines of business it states."""
    tokens = sentence.tokens
    starts = [t.start for t in tokens]
    out = [Mention(t.found, t.i, t.i, True) for t in tokens if t.found]
    seen = {(m.found.key, m.first) for m in out}
    for f in (*found, *(h.found() for h in labels)):
        first = max(0, bisect_right(starts, f.start) - 1)
        last = max(first, bisect_right(starts, f.end - 1) - 1)
        if seen.isdisjoint((f.key, k) for k in range(first, last + 1)):
            seen.add((f.key, first))
            out.append(Mention(f, first, last, False))
    return sorted(out, key=lambda m: (m.first, m.last, m.found.type, m.found.key))[:_MOST]


def pairs(names: Sequence[Mention], wanted: frozenset[str]) -> Iterator[Pair]:
    """Pairs of different entities for claims of the wanted types; of several mentions of the two, the nearest."""
    best: dict[tuple[str, str], tuple[int, Pair]] = {}
    for a in names:
        for b in names:
            if a.found.key == b.found.key:
                continue
            slots = tuple(
                s for s in slots_of(a.found.type, b.found.type) if s.claim in wanted and (s.first != s.second or a.first < b.first)
            )
            key, gap = (a.found.key, b.found.key), max(a.first, b.first) - min(a.last, b.last)
            if slots and (key not in best or gap < best[key][0]):
                best[key] = (gap, Pair(a, b, slots))
    for _, pair in best.values():
        yield pair


def by_sentence(doc: Document, labels: Sequence[ActivityHit]) -> Iterator[tuple[Sentence, list[Mention]]]:
    """Each sentence that names two things or more, with what it names."""
    found, stated = defaultdict(list), defaultdict(list)
    starts, excluded = [s.start for s in doc.sentences], load_trades(doc.pack.code).excluded
    for f in doc.found:
        found[bisect_right(starts, f.start) - 1].append(f)
    for h in labels:
        if not excluded.search(doc.text[max(0, h.start - _BEFORE) : h.start]):  # "the former miner"
            stated[bisect_right(starts, h.start) - 1].append(h)
    for k, sentence in enumerate(doc.sentences):
        inside = [f for f in found[k] if f.end <= sentence.end]
        names = mentions(doc, sentence, inside, [h for h in stated[k] if h.end <= sentence.end]) if sentence.tokens else []
        if len(names) > 1:
            yield sentence, names
