"""Rule 6 for figures: one fact for each subject, metric, label, segment, unit and period; sources may disagree on its value.

A level (cash, hashrate, a price ...) is measured at one day, the last of its period. An undated actual level continues the newest
slot whose value it repeats; other undated actual figures take their article's date, marked as inferred.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.dates import Period
from graph.ids import slug
from graph.model import Claim
from graph.ontology import FLOW_METRICS, EntityType, Factuality
from graph.projection.amounts import amounts_agree
from graph.projection.cluster import Cluster
from graph.projection.match import Profile
from graph.projection.told import Told
from graph.values import Amount

_BLANK = Profile((), {}, {})
Series: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class _Slots:
    """The slots of one series (subject, metric, label, segment, unit), and the days at which actual ones end."""

    clusters: dict[str, Cluster] = field(default_factory=dict)
    days: list[str] = field(default_factory=list)

    def put(self, key: str, told: Told, inferred: str = "") -> None:
        cluster = self.clusters.get(key)
        if cluster is None:
            cluster = self.clusters[key] = Cluster("reports", period=inferred, inferred=bool(inferred))
        cluster.add(told, _BLANK)

    def note(self, day: str) -> None:
        """Remember that an actual figure is measured at that day."""
        place = bisect_right(self.days, day)
        if not (place and self.days[place - 1] == day):
            insort(self.days, day)

    def continued(self, told: Told) -> str:
        """The newest actual slot that ends, and is published, by the claim's date, if its value agrees; else empty."""
        for day in reversed(self.days[: bisect_right(self.days, told.day)]):
            known = [t for t in self.clusters[day].told if t.claim.factuality is Factuality.ACTUAL and t.day <= told.day]
            if known:
                return day if any(_same_value(t, told) for t in known) else ""
        return ""


def series(told: Told) -> Series:
    """What a figure is of: subject, metric, label, segment, unit. A figure without a subject is one of its own."""
    return (",".join(told.roles.get("subject", ())) or told.claim.id, *_measured(told.claim))


def is_level(claim: Claim) -> bool:
    """Whether the figure is measured at a day rather than over a time."""
    return str(claim.values.get("metric", "other")) not in FLOW_METRICS


def slot_key(claim: Claim, day: str) -> str:
    """The period as it tells slots apart, of a claim of an article of that ``day``; empty when the claim gives none."""
    period = claim.values.get("period")
    if not isinstance(period, Period):
        return ""
    if period.window:
        return f"{period}@{day}"
    bounds = period.bounds()
    if bounds is None:
        return str(period)
    return str(bounds[1]) if is_level(claim) else f"{bounds[0]}/{bounds[1]}"


def takes_its_date(claim: Claim, day: str) -> bool:
    """Whether the figure is measured, for want of a period, at its article's date."""
    return claim.factuality is Factuality.ACTUAL and bool(day) and not slot_key(claim, day)


def own_slot(claim: Claim, day: str) -> str:
    """The slot of an undated figure that takes the date of its article."""
    return day if is_level(claim) else f"{day}/{day}"


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a level stands in time: its slot's day, or for an ``undated`` one the article's, from which it looks back for one to continue.

    ``known`` is the day from which an undated one may find it, empty for what nothing continues. If no undated one of its series stands
    between ``day`` and ``known``, then none from that day on looks back beyond it, nor does one before look at it: ``day`` *cuts* the
    series, and what stands between two cuts is resolved without the rest. A day of Bitcoin's price does not need the years before.
    """

    day: str
    known: str = ""
    undated: bool = False


def moment(claim: Claim, day: str) -> Moment | None:
    """The moment of a claim of an article of that ``day``; None if it is no level, or shares its slot only with its like."""
    if claim.type != "reports" or not is_level(claim):
        return None
    if takes_its_date(claim, day):
        return Moment(day, undated=True)
    slot = slot_key(claim, day)
    if not slot[:1].isdigit():
        return None
    # A site is known by its name alone until it is resolved: the cut of one is none of another's.
    sites = any(m.type is EntityType.SITE for m in claim.fillers("subject"))
    return Moment(slot, max(slot, day) if claim.factuality is Factuality.ACTUAL and not sites else "")


def series_of(claim: Claim, key: str) -> str:
    """The series that a figure belongs to, if its subject's key is ``key``."""
    return "|".join((key, *_measured(claim)))


def _measured(claim: Claim) -> tuple[str, ...]:
    value = claim.values.get("value")
    unit = value.measure if isinstance(value, Amount) else ""
    return (str(claim.values.get("metric", "")), *(slug(str(claim.values.get(n, ""))) for n in ("label", "segment")), unit)


def cluster_figures(told: Iterable[Told]) -> list[Cluster]:
    """The facts among ``reports`` claims."""
    groups: dict[Series, list[Told]] = defaultdict(list)
    for item in told:
        groups[series(item)].append(item)
    return [cluster for key in sorted(groups) for cluster in _cluster_series(groups[key])]


def _cluster_series(told: list[Told]) -> list[Cluster]:
    slots = _Slots()
    undated: dict[str, list[Told]] = defaultdict(list)
    for item in sorted(told, key=lambda t: t.order):
        key = slot_key(item.claim, item.day)
        if takes_its_date(item.claim, item.day):
            undated[item.day].append(item)
            continue
        slots.put(key, item)
        if item.claim.factuality is Factuality.ACTUAL and is_level(item.claim) and key[:1].isdigit():
            slots.note(key)
    for day in sorted(undated):
        _place_undated(slots, undated[day], day)
    return list(slots.clusters.values())


def _place_undated(slots: _Slots, told: list[Told], day: str) -> None:
    """Place the undated actual figures of one day, all by what was known before them."""
    level = is_level(told[0].claim)
    found = [(item, slots.continued(item) if level else "") for item in told]
    for item, key in found:
        own = own_slot(item.claim, day)
        slots.put(key or own, item, "" if key else day)
        if not key and level:
            slots.note(day)


def _same_value(a: Told, b: Told) -> bool:
    x, y = a.claim.values.get("value"), b.claim.values.get("value")
    return isinstance(x, Amount) and isinstance(y, Amount) and amounts_agree(x, y)
