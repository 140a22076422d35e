"""The weights of a language: one table for all claim types, found by a hash of (claim type, string) that is the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Places: TypeAlias = NDArray[np.int64]
BITS = 18  # the table has 2 ** 18 places
ALL = "*"  # stands for every claim type
TABLE, FACTS = "claims.npy", "claims.json"


@dataclass(frozen=True, slots=True)
class Strings:
    """What is said of a pair in one slot: what counts for this claim type alone, and what counts for every type besides."""

    alone: tuple[str, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained table, with the probability from which on a claim of a type is proposed."""

    table: NDArray[np.float32]
    thresholds: Mapping[str, float]

    def score(self, places: Places) -> float:
        """How likely a claim is told, from 0 to 1."""
        return float(1 / (1 + np.exp(-float(self.table[places].sum()))))

    def reasons(self, claim: str, strings: Strings, most: int = 3) -> tuple[str, ...]:
        """The strings that speak most for a claim."""
        told = dict.fromkeys(chain(strings.alone, strings.shared))
        gains = [(-float(self.table[_places(codes([s]), claim)].sum()), s) for s in told]
        return tuple(s for gain, s in sorted(gains)[:most] if gain < 0)


def codes(strings: Iterable[str]) -> NDArray[np.uint32]:
    """The hash of each string."""
    return np.fromiter((crc32(s.encode()) for s in strings), np.uint32)


def places_of(claim: str, alone: NDArray[np.uint32], shared: Sequence[str]) -> Places:
    """Where the weights of a slot stand: ``alone`` are codes, for they are the same for every slot of a pair."""
    both = codes(shared)
    return np.concatenate([_places(alone, claim), _places(both, claim), _places(both, ALL)])


def _places(hashes: NDArray[np.uint32], claim: str) -> Places:
    """Places by multiplying with an odd number of the claim type's own and keeping the upper bits."""
    return ((hashes * np.uint32(_factor(claim))) >> np.uint32(32 - BITS)).astype(np.int64)


@lru_cache(maxsize=64)
def _factor(claim: str) -> int:
    return crc32(claim.encode()) | 1


def load_weights(lang: str) -> Weights | None:
    """The weights that ship for a language; None where the score brings nothing and none ship."""
    folder = files("loaders.models").joinpath(lang)
    if not folder.joinpath(FACTS).is_file():
        return None
    with folder.joinpath(TABLE).open("rb") as file:
        table = np.load(file, allow_pickle=False)
    facts = json.loads(folder.joinpath(FACTS).read_text("utf-8"))
    return Weights(table.astype(np.float32), {claim: float(t) for claim, t in facts["thresholds"].items()})


def save_weights(folder: Path, weights: Weights, facts: Mapping[str, object]) -> None:
    """Write the table (16-bit floats) and the facts it was made of."""
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / TABLE, weights.table.astype(np.float16), allow_pickle=False)
    text = json.dumps({**facts, "thresholds": dict(weights.thresholds)}, indent=1, sort_keys=True)
    (folder / FACTS).write_text(text + "\n", "utf-8")
