"""A claim as it is matched: its article's date, its fillers as entity ids, the dates that it can be of, and its place in the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from graph.dates import Interval
from graph.model import Claim
from graph.ontology import Factuality

FOREVER = date.max.toordinal()
NEVER = date.min.toordinal()

Roles: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ArticleMeta:
    """What the projection needs of an article. ``published`` is ISO text or empty; ``origin`` is the id of the story it is a copy of."""

    id: str
    published: str = ""
    origin: str = ""

    @property
    def day(self) -> str:
        """The local date of publication; empty (which sorts as the oldest) when unknown."""
        return self.published[:10]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with resolved ``roles`` (entity ids, sorted) and its article."""

    claim: Claim
    article: ArticleMeta
    roles: Roles

    @property
    def day(self) -> str:
        """The date of its article."""
        return self.article.day

    @property
    def age(self) -> tuple[str, str]:
        """By this the earliest claim is found, which gives a fact or a site its id."""
        return (self.article.day, self.claim.id)

    @property
    def order(self) -> tuple[int, str, str]:
        """Matching takes first the claims that give most parts, then the oldest, then by id."""
        return (-parts(self.claim), self.article.day, self.claim.id)


def parts(claim: Claim) -> int:
    """Roles, values and time given, each counted once."""
    return sum(1 for fillers in claim.roles.values() if fillers) + len(claim.values) + (1 if claim.time else 0)


@lru_cache(maxsize=65536)
def ordinal(day: str) -> int:
    """Number of a day (YYYY-MM-DD)."""
    return date.fromisoformat(day).toordinal()


def span(time: Interval) -> tuple[int, int] | None:
    """First and last day that a time can mean: from start to end, of a start alone its own period, of an end alone all before."""
    if time.start is not None:
        last = time.end.last if time.end is not None else time.start.last
        first = time.start.first
        return (first.toordinal(), max(first, last).toordinal())
    return (NEVER, time.end.last.toordinal()) if time.end is not None else None


def event_dates(told: Told) -> tuple[int, int] | None:
    """The days within which an event told lies (rule 6); None where its date separates it from nothing.

    Planned and possible dates do not separate, nor does the date of a pending ruling, which only opens a history. An undated actual
    event lies before its article's date.
    """
    claim = told.claim
    if claim.factuality in (Factuality.PLANNED, Factuality.POSSIBLE) or claim.values.get("decision") == "pending":
        return None
    if claim.time:
        return span(claim.time)
    return (NEVER, ordinal(told.day)) if claim.factuality is Factuality.ACTUAL and told.day else None
