"""Facts of clusters: id, history, deciding values, status, confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import prod

from graph.dates import Interval, PartialDate, Period
from graph.ids import digest
from graph.model import Fact, Step
from graph.ontology import Factuality, Status
from graph.projection.cluster import Cluster
from graph.projection.status import bearing, interval, rule, step_order, supports
from graph.projection.told import Roles, Told
from graph.values import Value

# Values are taken from the newest claim of the first of these that gives them.
_PREFERENCE = (Factuality.ACTUAL, Factuality.PLANNED, Factuality.POSSIBLE, Factuality.NEGATED)


def fact_id(type_: str, claim_id: str) -> str:
    """Id of a fact from its type and its earliest claim."""
    return f"fact/{type_}/{digest('fact', type_, claim_id)}"


def step_of(told: Told, cause: str = "") -> Step:
    """The claim as a step of a history."""
    claim = told.claim
    return Step(
        claim=claim.id,
        article=told.article.id,
        origin=told.article.origin or told.article.id,
        published=told.day,
        factuality=claim.factuality,
        time=claim.time,
        confidence=claim.confidence,
        values=claim.values,
        roles=told.roles,
        cause=cause,
    )


def fact_of(cluster: Cluster, endings: Iterable[Step] = ()) -> Fact:
    """The fact of a cluster. ``endings`` are steps of other facts (sales) that end it."""
    earliest = min(cluster.told, key=lambda t: t.age)
    steps = [step_of(t) for t in cluster.told]
    blank = Fact(
        id=fact_id(cluster.type, earliest.claim.id),
        type=cluster.type,
        roles={},
        values={"period": Period(cluster.period)} if cluster.period else {},
        time=Interval(),
        status=Status.POSSIBLE,
        claims=tuple(sorted(s.claim for s in steps)),
        inferred=("period",) if cluster.inferred else (),
    )
    return judged(blank, sorted([*steps, *endings], key=step_order))


def judged(fact: Fact, history: Sequence[Step]) -> Fact:
    """The fact as its history, or a part of it, has it; ids and the inferred period are kept. The history holds a claim of its own."""
    own = [s for s in history if not s.cause]
    ruling = rule(fact.type, history)
    values = deciding_values(own)
    if "period" in fact.inferred or ("period" in fact.values and "period" not in values):
        values["period"] = fact.values["period"]
    origins, confidence = support(own)
    return fact.model_copy(
        update={
            "roles": joined_roles(s.roles for s in own),
            "values": dict(sorted(values.items())),
            "time": _figure_time(values, own) if fact.type == "reports" else interval(fact.type, history, ruling),
            "status": ruling.status,
            "first_planned": ruling.first_planned,
            "actual_since": ruling.actual_since,
            "ended": ruling.ended,
            "until": ruling.until,
            "origins": origins,
            "confidence": confidence,
            "claims": tuple(sorted(s.claim for s in own)),
            "history": tuple(history),
        }
    )


def deciding_values(steps: Sequence[Step]) -> dict[str, Value]:
    """Each value from the newest actual claim that gives it, else from the newest planned, possible or negated one."""
    values: dict[str, Value] = {}
    for factuality in _PREFERENCE:
        newest: dict[str, Value] = {}
        for step in steps:
            if bearing(step) is factuality:
                newest.update(step.values)
        values = newest | values
    return values


def joined_roles(all_roles: Iterable[Roles]) -> dict[str, tuple[str, ...]]:
    """Fillers of all claims by role, sorted."""
    joined: dict[str, set[str]] = defaultdict(set)
    for roles in all_roles:
        for role, fillers in roles.items():
            joined[role].update(fillers)
    return {role: tuple(sorted(joined[role])) for role in sorted(joined) if joined[role]}


def support(steps: Sequence[Step]) -> tuple[int, float]:
    """Number of independent origins and the confidence that they give.

    An origin is a story, however many articles copy it; of its claims the surest counts. Confidence is 1 - product of (1 - c) over the
    origins, rounded to two decimals. Denials do not support a fact; a fact that is only denied has the support of its denials.
    """
    best: dict[str, float] = {}
    for step in [s for s in steps if supports(s)] or steps:
        best[step.origin] = max(best.get(step.origin, 0.0), step.confidence)
    return len(best), round(1.0 - prod(1.0 - best[origin] for origin in sorted(best)), 2)


def _figure_time(values: Mapping[str, Value], steps: Sequence[Step]) -> Interval:
    """The days of a figure's period; of a window the last day, which is its article's; of a fiscal period none are known."""
    period = values.get("period")
    if not isinstance(period, Period) or period.fiscal:
        return Interval()
    if period.window:
        days = [s.published for s in steps if s.published]
        return Interval(None, PartialDate(days[-1])) if days else Interval()
    first, _, last = period.text.partition("/")
    return Interval(PartialDate(first), PartialDate(last) if last else None)
