"""Who is which in a deal between two: the landlord and the tenant, the utility and the miner, the bank and the borrower.

"X signed a lease with Y" does not say it; what the two do, by the article or the gazetteer, does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.raw import Raw
from loaders.gazetteer import Gazetteer

_MONEY = frozenset(("banking", "lending", "asset-management", "venture-capital"))
# For each type of deal the two roles, and the lines of business that speak for the first.
_SIDES = {
    "hosts": ("provider", "customer", frozenset(("bitcoin-mining", "crypto-mining", "mining-hosting", "data-centers", "real-estate"))),
    "supplies_power": ("supplier", "customer", frozenset(("energy",))),
    "finances": ("funder", "recipient", _MONEY),
}
_SURE = ("supplies_power", "finances")  # here one side's line of business alone decides
_BY_NAME = (
    (re.compile(r"\b(?:hydro|énergies?|energ[yi]\w*|electri\w*|électri\w*|power|utilit\w+|grid)\b", re.IGNORECASE), "energy"),
    (re.compile(r"\b(?:bank|banque|capital|ventures?|credit|crédit|lending|bancorp)\b", re.IGNORECASE), "banking"),
)


def keepers(raws: Iterable[Raw]) -> dict[str, Found]:
    """The one firm that runs or owns each site, by the site's key; sites of several firms are left out."""
    firms: dict[str, dict[str, Found]] = {}
    for raw in raws:
        for firm in (*raw.roles.get("operator", ()), *raw.roles.get("owner", ())):
            for site in raw.roles.get("site", ()):
                if firm.type is EntityType.COMPANY:
                    firms.setdefault(site.key, {}).setdefault(firm.key, firm)
    return {site: next(iter(found.values())) for site, found in firms.items() if len(found) == 1}


def trades_of(labels: Iterable[Raw], firms: Iterable[Found], gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    """The lines of business of the firms, by their keys: what the article labels them, what the gazetteer knows, else what the name says."""
    told: dict[str, set[str]] = {}
    for raw in labels:
        if raw.type == "engages_in":
            told.setdefault(raw.roles["company"][0].key, set()).add(raw.roles["activity"][0].name)
    for firm in {f.key: f for f in firms}.values():
        known = gazetteer.attributes(firm.key).get("activities", "")
        told.setdefault(firm.key, set()).update(known.split(",") if known else ())
        if not told[firm.key]:
            told[firm.key].update(trade for pattern, trade in _BY_NAME if pattern.search(firm.name))
    return {key: frozenset(trades) for key, trades in told.items()}


def turn(raw: Raw, trades: Mapping[str, frozenset[str]], kept: Mapping[str, Found]) -> None:
    """Exchange the two sides of a deal where what they do says that they stand the wrong way round."""
    if raw.type not in _SIDES:
        return
    first, second, kinds = _SIDES[raw.type]
    a, b = raw.roles.get(first, ()), raw.roles.get(second, ())
    if len(a) == 1 and len(b) == 1 and _reversed(raw, a[0], b[0], trades, kinds, kept):
        raw.roles[first], raw.roles[second] = b, a


def _reversed(raw: Raw, a: Found, b: Found, trades: Mapping[str, frozenset[str]], kinds: frozenset[str], kept: Mapping[str, Found]) -> bool:
    site = raw.roles.get("site", ())
    keeper = kept.get(site[0].key) if len(site) == 1 else None
    if raw.type == "hosts" and keeper is not None and keeper.key in (a.key, b.key):
        return keeper.key == b.key
    ours, theirs = trades.get(a.key, frozenset()), trades.get(b.key, frozenset())
    if ours & kinds or not theirs & kinds:
        return False
    return bool(ours) or (raw.type in _SURE and theirs <= kinds)
