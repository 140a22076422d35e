"""Every claim that a pair of names could tell, with what is said of it; and what the rules have told already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from loaders.extract.analyse import Analysis
from loaders.extract.raw import Raw
from loaders.extract.scoring.pairs import Pair, Slot, by_sentence, pairs
from loaders.extract.scoring.triggers import Scene, beside, said
from loaders.extract.scoring.weights import Places, Strings, codes, places_of
from loaders.extract.scoring.words import lexical

# Claim types in which a name that the rules gave its second role may have it again ("A and B, both of X").
_SHARED = frozenset(("holds_role", "merges_with", "engages_in", "located_in"))
# Claim types in which a name has its first role once: a site lies in one place.
_ONCE = frozenset(("located_in",))

# What the rules told of a pair that speaks against the other claim: a site that changes hands is not said to be run, who leaves a trade is not in it.
_GAINSAID = {"operates": "acquires", "owns": "acquires", "engages_in": "exits"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that may be told by a pair of names of a sentence."""

    scene: Scene
    pair: Pair
    slot: Slot
    strings: Strings
    places: Places


class Known:
    """What the rules told in an article: the pairs, and the names in each role."""

    def __init__(self, raws: Iterable[Raw]) -> None:
        self._roles: set[tuple[str, str, str]] = set()
        self._pairs: set[tuple[str, frozenset[str]]] = set()
        for raw in raws:
            keys = [(role, f.key) for role, fillers in raw.roles.items() for f in fillers]
            self._roles.update((raw.type, role, key) for role, key in keys)
            self._pairs.update((raw.type, frozenset((a, b))) for _, a in keys for _, b in keys)

    def tells(self, pair: Pair, slot: Slot) -> bool:
        """Whether the rules told this claim."""
        return (slot.claim, frozenset((pair.a.found.key, pair.b.found.key))) in self._pairs

    def settles(self, pair: Pair, slot: Slot) -> bool:
        """Whether what the rules told leaves no room for this claim."""
        gainsaid = (_GAINSAID.get(slot.claim, ""), frozenset((pair.a.found.key, pair.b.found.key))) in self._pairs
        second = (slot.claim, slot.second, pair.b.found.key) in self._roles and slot.claim not in _SHARED
        return gainsaid or second or (slot.claim in _ONCE and (slot.claim, slot.first, pair.a.found.key) in self._roles)


def candidates(analysis: Analysis, wanted: frozenset[str], known: Known | None = None) -> Iterator[Candidate]:
    """The candidates of an article for claims of the wanted types, without those that the rules told or settled if ``known`` is given."""
    doc = analysis.document
    for sentence, names in by_sentence(doc, analysis.labels):
        scene = Scene(sentence, names, doc.pack.code, analysis.known)
        for pair in pairs(names, wanted):
            slots = [s for s in pair.slots if known is None or not (known.tells(pair, s) or known.settles(pair, s))]
            if not slots:
                continue
            words = tuple(dict.fromkeys(["", *lexical(sentence, pair)]))
            hashes = codes(words)
            for slot in slots:
                more, shared = tuple(dict.fromkeys(beside(scene, pair, slot))), tuple(dict.fromkeys(chain([""], said(scene, pair, slot))))
                places = places_of(slot.claim, np.concatenate([hashes, codes(more)]), shared)
                yield Candidate(scene, pair, slot, Strings((*words, *more), shared), places)
