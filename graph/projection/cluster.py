"""Rule 1: the claims of one type, taken in order, join the one fact that they fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.ontology import ONTOLOGY, Nature
from graph.projection.match import MatchRule, Profile, agree, differ, match_rule, profile
from graph.projection.told import FOREVER, NEVER, Told, event_dates


@dataclass(slots=True, eq=False)
class Cluster:
    """Claims that are one fact. ``rivals`` are the clusters that its first claim fitted as well: then it stands alone.

    ``latest_first`` and ``earliest_last`` bound the dates of its claims, so that a date is compared with all of them at once.
    ``period`` and ``inferred`` belong to figures, see slots.py.
    """

    type: str
    told: list[Told] = field(default_factory=list)
    profiles: dict[Profile, None] = field(default_factory=dict)
    latest_first: int = NEVER
    earliest_last: int = FOREVER
    rivals: list[Cluster] = field(default_factory=list)
    period: str = ""
    inferred: bool = False

    def add(self, told: Told, seen: Profile) -> None:
        """Take in a claim that fits."""
        self.told.append(told)
        self.profiles[seen] = None
        if (dates := event_dates(told)) is not None:
            self.latest_first = max(self.latest_first, dates[0])
            self.earliest_last = min(self.earliest_last, dates[1])


@dataclass(slots=True)
class _Index:
    """Finds the clusters with which a claim can agree: by their first role, and for claims without one by their other roles."""

    rule: MatchRule
    firsts: dict[str, dict[Cluster, None]] = field(default_factory=lambda: defaultdict(dict))
    others: dict[tuple[str, str], dict[Cluster, None]] = field(default_factory=lambda: defaultdict(dict))
    loose: dict[tuple[str, str], dict[Cluster, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, cluster: Cluster, seen: Profile) -> None:
        for first in seen.role(self.rule.first):
            self.firsts[first][cluster] = None
        loose = not seen.role(self.rule.first)
        for role, fillers in seen.roles.items():
            for filler in fillers if role != self.rule.first else ():
                self.others[role, filler][cluster] = None
                if loose:
                    self.loose[role, filler][cluster] = None

    def near(self, seen: Profile) -> dict[Cluster, None]:
        firsts = sorted(seen.role(self.rule.first))
        found: dict[Cluster, None] = {}
        for first in firsts:
            found |= self.firsts.get(first, {})
        table = self.loose if firsts else self.others
        for role, fillers in seen.roles.items():
            for filler in sorted(fillers) if role != self.rule.first else ():
                found |= table.get((role, filler), {})
        return found


def cluster(type_: str, told: Iterable[Told]) -> list[Cluster]:
    """The facts among the claims of one type (not reports)."""
    rule = match_rule(type_)
    spec = ONTOLOGY.claim_type(type_)
    # A conversion has no window: one fact a site and owner (rule 5).
    window = spec.window if spec.nature is Nature.EVENT and not rule.enough else None
    clusters: list[Cluster] = []
    index = _Index(rule)
    for item in sorted(told, key=lambda t: t.order):
        seen = profile(item, rule)
        near = index.near(seen)
        target = _standing_alone(near, item) or _target(near, seen, item, (rule, window))
        if not target.told:
            clusters.append(target)
        target.add(item, seen)
        index.add(target, seen)
    return clusters


def _standing_alone(near: Iterable[Cluster], told: Told) -> Cluster | None:
    """The cluster of an equal claim that stands alone, if there is one."""
    return next((c for c in near if c.rivals and _equal(c.told[0], told)), None)


def _equal(a: Told, b: Told) -> bool:
    return a.roles == b.roles and a.claim.values == b.claim.values and a.claim.time == b.claim.time


def _target(near: Iterable[Cluster], seen: Profile, told: Told, how: tuple[MatchRule, int | None]) -> Cluster:
    """The one cluster that fits; else a new one, with those that fit as rivals when they are several."""
    rule, window = how
    dates = event_dates(told) if window is not None else None
    first, last = (dates[0] - (window or 0), dates[1] + (window or 0)) if dates else (NEVER, FOREVER)
    # Rule 6: its dates can lie within the window of those of every claim of the cluster.
    meeting = [c for c in near if first <= c.earliest_last and c.latest_first <= last and not c.rivals]
    fitting = [c for c in meeting if _fits(c, seen, rule)]
    if len(fitting) == 1:
        return fitting[0]
    return Cluster(told.claim.type, rivals=fitting)


def _fits(cluster: Cluster, seen: Profile, rule: MatchRule) -> bool:
    """Whether the claim differs from no claim of the cluster and agrees with at least one."""
    if seen in cluster.profiles and agree(seen, seen, rule):
        return True
    return not any(differ(p, seen, rule) for p in cluster.profiles) and any(agree(p, seen, rule) for p in cluster.profiles)
