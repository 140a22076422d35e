"""Rule 4, sales: an actual acquires ends what its seller operated or owned of the target, and the target's being its subsidiary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from graph.model import Step
from graph.ontology import Factuality
from graph.projection.cluster import Cluster
from graph.projection.facts import step_of
from graph.projection.status import SALE
from graph.projection.told import Roles, Told
from graph.values import Amount

Pair: TypeAlias = tuple[str, str]

# Claim type -> roles of the holder and of what it holds.
HOLDINGS: Mapping[str, Pair] = {"operates": ("operator", "site"), "owns": ("owner", "site"), "subsidiary_of": ("parent", "child")}
_HALF = Decimal(50)


def sales(clusters: Iterable[Cluster]) -> dict[Pair, list[Told]]:
    """(seller, target) -> of each sale, whole or for half and more, the actual claim that told of it first."""
    found: dict[Pair, list[Told]] = defaultdict(list)
    for cluster in clusters:
        if cluster.type != "acquires" or _minor(cluster):
            continue
        first: dict[Pair, Told] = {}
        for told in sorted(cluster.told, key=lambda t: t.age):
            if told.claim.factuality is Factuality.ACTUAL:
                for pair in pairs(told.roles, "seller", "target"):
                    first.setdefault(pair, told)
        for pair, told in first.items():
            found[pair].append(told)
    return found


def pairs(roles: Roles, holder: str, thing: str) -> list[Pair]:
    """All pairs of fillers of two roles."""
    return [(h, t) for h in roles.get(holder, ()) for t in roles.get(thing, ())]


def _minor(cluster: Cluster) -> bool:
    """Whether less than half is sold, by the newest claim that gives a stake."""
    stakes = [t.claim.values["stake"] for t in sorted(cluster.told, key=lambda t: t.age) if "stake" in t.claim.values]
    stake = stakes[-1] if stakes else None
    if not isinstance(stake, Amount):
        return False
    most = stake.value if stake.value is not None else stake.high
    return most is not None and most < _HALF


def endings(cluster: Cluster, sold: Mapping[Pair, list[Told]]) -> list[Step]:
    """The steps by which sales end the fact of a cluster."""
    if cluster.type not in HOLDINGS or not sold:
        return []
    held = {pair for told in cluster.told for pair in pairs(told.roles, *HOLDINGS[cluster.type])}
    return list({t.claim.id: step_of(t, SALE) for pair in sorted(held) for t in sold.get(pair, ())}.values())
