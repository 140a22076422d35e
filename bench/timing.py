"""Timing of two things beside each other, and the table that is written of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was timed, what beside it, seconds of both, and how many things a run did."""

    what: str
    beside: str
    seconds: float
    other: float
    count: int
    unit: str

    @property
    def ratio(self) -> float:
        """How many times as fast as the other: above 1 is faster."""
        return self.other / self.seconds if self.seconds else 0.0


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """Median of the wall-clock seconds of a few runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return median(taken)


def side_by_side(
    what: tuple[str, Callable[[], object]], beside: tuple[str, Callable[[], object]], count: int, unit: str, times: int = 3
) -> Row:
    """Time two things in turns, so that a busy machine is busy for both."""
    mine, other = [], []
    for _ in range(times):
        mine.append(seconds(what[1], 1))
        other.append(seconds(beside[1], 1))
    return Row(what[0], beside[0], median(mine), median(other), count, unit)


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | per second | beside it | per second | ratio |", "|---|---|---|---|---|"]
    for r in rows:
        lines.append(f"| {r.what} | {r.count / r.seconds:,.1f} {r.unit} | {r.beside} | {r.count / r.other:,.1f} {r.unit} | {r.ratio:.2f} |")
    return "\n".join(lines) + "\n"


def write(rows: Sequence[Row], path: Path, title: str) -> None:
    """Write the table into a section of its own in a Markdown file."""
    section(table(rows), path, title)


def section(body: str, path: Path, title: str) -> None:
    """Write a section of a Markdown file, in the place of one with the same title."""
    text = (
        path.read_text("utf-8") if path.exists() else "# Timings\n\nMade by `make bench`; ratios above 1 are faster than what ran beside.\n"
    )
    head = f"\n## {title}\n"
    before, _, rest = text.partition(head)
    after = rest[rest.find("\n## ") :] if "\n## " in rest else ""
    path.write_text(before + head + "\n" + body + after, "utf-8")
