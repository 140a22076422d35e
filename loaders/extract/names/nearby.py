"""The names of an article by place: what stands in a stretch of the text, and what was named last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from graph.ontology import EntityType
from loaders.extract.document import Found

_E = EntityType


class Nearby:
    """All names of an article in the order of the text."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.all = sorted(found, key=lambda f: f.start)
        self._starts = [f.start for f in self.all]
        self.people = [f for f in self.all if f.type is _E.PERSON]
        self.firms = [f for f in self.all if f.type is _E.COMPANY and f.how != "adjective"]

    def between(self, start: int, end: int) -> list[Found]:
        """The names that begin from ``start`` to before ``end``."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, start: int, *types: EntityType) -> Found | None:
        """A name of one of the types that begins at an offset."""
        return next((f for f in self.between(start, start + 1) if f.type in types), None)


def last_before(rows: Sequence[Found], at: int) -> Found | None:
    """The last of some names, in the order of the text, that ends before an offset."""
    k = bisect_left(rows, at, key=lambda f: f.start)
    while k and rows[k - 1].end > at:
        k -= 1
    return rows[k - 1] if k else None
