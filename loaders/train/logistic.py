"""Regression over rows of places in a table, and the L-BFGS that fits all our scores.

No BLAS is called, so that the bytes are the same whatever the number of threads.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vector: TypeAlias = NDArray[np.float64]
Loss: TypeAlias = Callable[[Vector], tuple[float, Vector]]

_MEMORY = 8  # steps from which the curvature is guessed
_SHRINK = 30  # halvings of a step before it is given up


@dataclass(frozen=True, slots=True)
class Rows:
    """Examples as places in one long vector; ``row[k]`` is the example of place ``column[k]``."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    size: int


def stack(places: Sequence[NDArray[np.int64]]) -> Rows:
    """Lay examples end to end."""
    lengths = [len(p) for p in places]
    return Rows(np.repeat(np.arange(len(places)), lengths), np.concatenate(places), len(places))


def chances(table: Vector, rows: Rows) -> Vector:
    """The probability of each example."""
    logits = np.bincount(rows.row, weights=table[rows.column], minlength=rows.size)
    chance: Vector = 1 / (1 + np.exp(-np.clip(logits, -30, 30)))
    return chance


def fit(rows: Rows, right: Vector, width: int, ridge: float, rounds: int) -> Vector:
    """A table of ``width`` weights under an L2 penalty of ``ridge``; ``right`` holds 1 and 0."""

    def loss(table: Vector) -> tuple[float, Vector]:
        chance = chances(table, rows)
        doubt = -np.log(np.where(right > 0, chance, 1 - chance) + 1e-12).sum()
        slope = np.bincount(rows.column, weights=(chance - right)[rows.row], minlength=width) + ridge * table
        return float(doubt) + 0.5 * ridge * _dot(table, table), slope

    return lowest(loss, np.zeros(width), rounds)


def lowest(loss: Loss, start: Vector, rounds: int) -> Vector:
    """Where a smooth convex loss is least, by L-BFGS with halved steps (Nocedal & Wright, Numerical Optimization, algorithms 7.4 and 3.1)."""
    at, (value, slope) = start, loss(start)
    past: deque[tuple[Vector, Vector]] = deque(maxlen=_MEMORY)
    for _ in range(rounds):
        way = _direction(slope, past)
        descent, length = _dot(way, slope), 1.0
        for _ in range(_SHRINK):
            there = at - length * way
            value_there, slope_there = loss(there)
            if value_there <= value - 1e-4 * length * descent:
                break
            length /= 2
        moved, bent = there - at, slope_there - slope
        if _dot(moved, bent) > 1e-10:
            past.append((moved, bent))
        gain = value - value_there
        at, value, slope = there, value_there, slope_there
        if gain <= 1e-5 * max(1.0, abs(value)):
            break
    return at


def _direction(slope: Vector, past: deque[tuple[Vector, Vector]]) -> Vector:
    way, shares = slope.copy(), []
    for moved, bent in reversed(past):
        share = _dot(moved, way) / _dot(moved, bent)
        shares.append(share)
        way -= share * bent
    if past:
        moved, bent = past[-1]
        way *= _dot(moved, bent) / _dot(bent, bent)
    else:
        way /= max(1.0, float(np.abs(slope).sum()))
    for (moved, bent), share in zip(past, reversed(shares), strict=True):
        way += (share - _dot(bent, way) / _dot(moved, bent)) * moved
    return way


def _dot(a: Vector, b: Vector) -> float:
    return float((a * b).sum())
