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
    if fact.actual_since is None and fact.ended is None:
        return fact if fact.type != "reports" else _if_begun(fact, fact.time.start or fact.time.end, as_of)
    since = fact.time.start or fact.time.end or fact.actual_since if fact.type == "reports" else fact.actual_since
    begun = _if_begun(fact, since, as_of)
    if begun is None:
        planned = fact.first_planned is not None and fact.first_planned.first <= as_of.last
        return fact.model_copy(update={"status": Status.PLANNED}) if planned else None
    if not is_state(fact.type):
        return begun
    return begun.model_copy(update={"status": _state_at(begun, as_of)})


def _if_begun(fact: Fact, since: PartialDate | None, as_of: PartialDate) -> Fact | None:
    """The fact, unless it begins only after the date; a beginning that nothing tells lies before any date."""
    return fact if since is None or since.first <= as_of.last else None


def _state_at(fact: Fact, as_of: PartialDate) -> Status:
    """What a state that has begun is at a date: actual until its end, told or to come, then ended."""
    end = fact.ended or fact.until
    if end is not None and end.last < as_of.first:
        return Status.ENDED
    return Status.ACTUAL if fact.status is Status.ENDED else fact.status
