"""Rule 7: what a fact is at a time, decided by the history of its claims.

Steps are read in the order of publication, those of one day in the order possible, planned, actual, negated. Everything here is a
function of (type, steps), so that a fact can be judged again by the steps known at an earlier day (view.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.dates import Interval, PartialDate
from graph.model import Step
from graph.ontology import ONTOLOGY, Factuality, Nature, Status

SALE = "sale"  # cause of a step that ends a fact of the seller
_RANK = {Factuality.POSSIBLE: 0, Factuality.PLANNED: 1, Factuality.ACTUAL: 2, Factuality.NEGATED: 3}
_CONTRACTS = frozenset({"hosts", "supplies_power"})  # their time is the signature, and ends nothing


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the history decides. ``starts`` are those of the claims that say it is so; ``until`` is a coming or planned end."""

    status: Status
    first_planned: PartialDate | None = None
    actual_since: PartialDate | None = None
    ended: PartialDate | None = None
    start: PartialDate | None = None
    until: PartialDate | None = None


def leaves(step: Step) -> bool:
    """Whether the step tells that an office is left."""
    return step.values.get("change") == "left"


def bearing(step: Step) -> Factuality:
    """How a step bears on its fact. Leaving an office negates the tenure; that it is planned, possible or denied says it still holds.

    A sale negates what the seller held.
    """
    if step.cause:
        return Factuality.NEGATED
    if not leaves(step):
        return step.factuality
    return Factuality.NEGATED if step.factuality is Factuality.ACTUAL else Factuality.ACTUAL


def step_order(step: Step) -> tuple[str, int, str]:
    """By this the steps of a history are sorted."""
    return (step.published, _RANK[bearing(step)], step.claim)


def supports(step: Step) -> bool:
    """Whether the step speaks for the fact: all but denials."""
    return not step.cause and (bearing(step) is not Factuality.NEGATED or leaves(step))


def is_state(type_: str) -> bool:
    """Whether facts of the type hold over an interval."""
    return ONTOLOGY.claim_type(type_).nature is Nature.STATE


def rule(type_: str, steps: Sequence[Step]) -> Ruling:
    """What a history, sorted by :func:`step_order`, decides. There must be at least one step."""
    state = is_state(type_)
    status: Status | None = None
    deciding = steps[0]
    for step in steps:
        after = _after(status, step, state and type_ not in _CONTRACTS, state)
        if after is not None:
            status, deciding = after, step
    found = status or Status.POSSIBLE
    actual = [s for s in steps if bearing(s) is Factuality.ACTUAL]
    start = _earliest([t for s in actual if (t := _start(s)) is not None])
    ended = _end_of(deciding) if found in (Status.ENDED, Status.CANCELLED) else None
    return Ruling(
        status=found,
        first_planned=_first_planned(steps, actual),
        actual_since=_since(start, actual, ended),
        ended=ended,
        start=start,
        until=_until(deciding, steps) if state and found is Status.ACTUAL and type_ not in _CONTRACTS else None,
    )


def _after(status: Status | None, step: Step, ends: bool, state: bool) -> Status | None:
    """The status after a step; None where the step decides nothing. ``ends``: whether an end in the claim's time ends the fact."""
    told = bearing(step)
    if told is Factuality.ACTUAL:
        return Status.ENDED if ends and _over(step) else Status.ACTUAL
    if told is not Factuality.NEGATED:
        return None if status is Status.ACTUAL else Status(told.value)
    if leaves(step):
        return Status.ENDED
    if status is Status.ACTUAL:
        return Status.ENDED if state else None
    if status in (Status.PLANNED, Status.POSSIBLE):
        return None if step.cause else Status.CANCELLED
    if status in (Status.ENDED, Status.CANCELLED):
        return None
    return None if step.cause else Status.DENIED


def _over(step: Step) -> bool:
    """Whether the step's time has an end before its own article's date."""
    end = None if leaves(step) else step.time.end
    return end is not None and bool(step.published) and end.last.isoformat() < step.published


def _start(step: Step) -> PartialDate | None:
    """The start that a step gives; leaving an office starts nothing."""
    return None if leaves(step) else step.time.start


def _end_of(step: Step) -> PartialDate | None:
    """When what a step ends is over: its end, else the start of the negated claim, else its article's date. A sale: its article's date."""
    if step.cause == SALE:
        return _published(step)
    if leaves(step):
        return step.time.start or step.time.end or _published(step)
    return step.time.end or (step.time.start if bearing(step) is Factuality.NEGATED else None) or _published(step)


def _until(deciding: Step, steps: Sequence[Step]) -> PartialDate | None:
    """The coming end of what is actual: that of the deciding claim, or of the newest plan to leave."""
    planned = [s for s in steps if leaves(s) and s.factuality is Factuality.PLANNED and s.time]
    if planned and planned[-1].published >= deciding.published:
        return planned[-1].time.start or planned[-1].time.end
    return None if leaves(deciding) else deciding.time.end


def _published(step: Step) -> PartialDate | None:
    return PartialDate(step.published) if step.published else None


def _earliest(starts: Sequence[PartialDate]) -> PartialDate | None:
    """The earliest of some dates, of nested ones the finer."""
    if not starts:
        return None
    best = min(starts, key=lambda d: (d.first, d.last))
    while inside := [d for d in starts if best.covers(d) and d.precision < best.precision]:
        best = min(inside, key=lambda d: (d.first, d.last))
    return best


def _first_planned(steps: Sequence[Step], actual: Sequence[Step]) -> PartialDate | None:
    """When it was first told as planned, if that was before it was told as actual."""
    planned = [s for s in steps if bearing(s) is Factuality.PLANNED and s.published]
    if not planned or (actual and actual[0].published <= planned[0].published):
        return None
    return _published(planned[0])


def _since(start: PartialDate | None, actual: Sequence[Step], ended: PartialDate | None) -> PartialDate | None:
    """Since when it is actual: the earliest start, else the first publication, unless that comes after the end."""
    if start is not None or not actual:
        return start
    published = next((p for s in actual if (p := _published(s)) is not None), None)
    return None if published and ended and ended.last < published.first else published


def interval(type_: str, steps: Sequence[Step], ruling: Ruling) -> Interval:
    """The time of a fact: its earliest start and newest end among the claims of the factuality that decides."""
    told = Factuality.ACTUAL if ruling.actual_since or ruling.start else Factuality.PLANNED
    best = [s for s in steps if bearing(s) is told and not s.cause] or [s for s in steps if not s.cause]
    ends = [s.time.end for s in best if s.time.end is not None and not leaves(s)]
    end = ruling.ended if ruling.status is Status.ENDED else ruling.until or (ends[-1] if ends else None)
    return Interval(_earliest([t for s in best if (t := _start(s)) is not None]), end)
