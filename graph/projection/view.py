"""A fact as it was known at a day and as it stands at a date: what a store's Filter sees."""

from __future__ import annotations

from graph.dates import PartialDate
from graph.model import Fact
from graph.ontology import Status
from graph.projection.facts import judged
from graph.projection.status import is_state
from graph.stores.base import Filter


def view(fact: Fact, known_at: str = "", as_of: PartialDate | None = None) -> Fact | None:
    """The fact by what was published at or before ``known_at`` (a day), and as valid at ``as_of``.

    None if nothing was told of it by then, or if at that date it is neither so nor planned.
    """
    known = _known(fact, known_at)
    return known if known is None or as_of is None else _valid(known, as_of)


def visible(fact: Fact, where: Filter) -> Fact | None:
    """The fact as a filter sees it; None where it does not see it."""
    seen = view(fact, where.known_at, where.as_of)
    if seen is None or seen.status not in where.statuses:
        return None
    return seen if seen.origins >= where.min_origins and seen.confidence >= where.min_confidence else None


def _known(fact: Fact, known_at: str) -> Fact | None:
    if not known_at or all(s.published <= known_at for s in fact.history):
        return fact
    steps = [s for s in fact.history if s.published <= known_at]
    return judged(fact, steps) if any(not s.cause for s in steps) else None


def _valid(fact: Fact, as_of: PartialDate) -> Fact | None:
    """The fact with the status that it has at a date."""
    if fact.status not in (Status.ACTUAL, Status.ENDED):
        return _intended(fact, as_of)
    if not _begun(fact, as_of):
        planned = fact.first_planned is not None and fact.first_planned.first <= as_of.last
        return fact.model_copy(update={"status": Status.PLANNED}) if planned else None
    end = fact.ended or fact.until
    if not is_state(fact.type) or end is None:
        return fact
    return fact.model_copy(update={"status": Status.ENDED if end.last < as_of.first else Status.ACTUAL})


def _begun(fact: Fact, as_of: PartialDate) -> bool:
    """Whether it is so by the date: an event or a state has begun, a figure's period is over. A beginning not known lies before all dates."""
    if fact.type == "reports" and fact.time:
        day = fact.time.end or fact.time.start
        return day is None or day.last <= as_of.last
    return fact.actual_since is None or fact.actual_since.first <= as_of.last


def _intended(fact: Fact, as_of: PartialDate) -> Fact | None:
    """What is only planned, possible or denied: from the day on which it was first told; a plan stands until it is cancelled."""
    told = [s.published for s in fact.history if not s.cause]
    if told[0] > as_of.last.isoformat():
        return None
    if fact.status is Status.CANCELLED and fact.ended is not None and as_of.last < fact.ended.first:
        return fact.model_copy(update={"status": Status.PLANNED if fact.first_planned else Status.POSSIBLE})
    return fact
