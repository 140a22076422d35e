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
# The roles in which a firm keeps the site of a claim.
_KEEPING = {"operates": ("operator",), "owns": ("owner",), "develops": ("developer",), "converts_to": ("owner",), "hosts": ("provider",)}
_OTHERS = _MONEY | {"energy", "custody", "payments", "stablecoin", "brokerage", "analytics", "media", "security"}
# Who can be a side: a supplier of power deals in energy, its customer in something else, and no bank or utility is a landlord of machines.
_ONLY = {"supplies_power": ("supplier", frozenset(("energy",)))}
_NEVER = {
    "hosts": (("provider", _OTHERS | {"hardware-manufacturing"}), ("customer", frozenset(("energy",)))),
    "develops": (("developer", _MONEY),),
    "orders": (("buyer", _MONEY | {"hardware-manufacturing"}),),
    "deploys": (("company", frozenset(("hardware-manufacturing",))),),
    "supplies_power": (("customer", _MONEY | {"energy", "hardware-manufacturing"}),),
}
_BY_NAME = (
    (re.compile(r"\b(?:hydro|énergies?|energ[yi]\w*|electri\w*|électri\w*|power|utilit\w+|grid)\b", re.IGNORECASE), "energy"),
    (re.compile(r"\b(?:bank|banque|capital|ventures?|credit|crédit|lending|bancorp)\b", re.IGNORECASE), "banking"),
    (re.compile(r"\b(?:hash\w*|mining|miners?|mineurs?|minage)\b", re.IGNORECASE), "crypto-mining"),
)


class Keepers:
    """The one firm that runs or owns each site, by the site's key, as far as told; else the one that builds, converts or lets it.

    Sites of several firms have none.
    """

    def __init__(self) -> None:
        self._firms: dict[str, dict[bool, dict[str, Found]]] = {}
        self.table: dict[str, Found] = {}

    def add(self, raws: Iterable[Raw]) -> None:
        """Take up what claims say of sites; firms that no sentence names there say nothing."""
        for raw in raws:
            sure = raw.type in ("operates", "owns")
            firms = [f for role in _KEEPING.get(raw.type, ()) for f in raw.roles.get(role, ())]
            for firm in firms:
                for site in raw.roles.get("site", ()):
                    if firm.type is EntityType.COMPANY and firm.how != "topic":
                        self._firms.setdefault(site.key, {}).setdefault(sure, {}).setdefault(firm.key, firm)
                        self._settle(site.key)

    def _settle(self, site: str) -> None:
        told = self._firms[site].get(True) or self._firms[site].get(False) or {}
        if len(told) == 1:
            self.table[site] = next(iter(told.values()))
        else:
            self.table.pop(site, None)


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
    if raw.type == "hosts" and ours and theirs and not site and _layer(ours) != _layer(theirs):
        return _layer(theirs) > _layer(ours)
    if ours & kinds or not theirs & kinds:
        return False
    return bool(ours) or (raw.type in _SURE and theirs <= kinds)


# Who lets to whom where machines are housed or computing is sold: landlords to miners and clouds, these to those who compute.
_LAYERS = (
    ("software", 0), ("gpu-as-a-service", 2), ("mining-hosting", 4), ("data-centers", 4), ("real-estate", 4),
    ("bitcoin-mining", 3), ("crypto-mining", 3), ("cloud", 1),
)  # fmt: skip
_MINING = frozenset(("bitcoin-mining", "crypto-mining", "treasury"))


def _layer(trades: frozenset[str]) -> int:
    return next((layer for trade, layer in _LAYERS if trade in trades), 0)


def in_trade(raw: Raw, trades: Mapping[str, frozenset[str]]) -> bool:
    """Whether the selling side of a deal is known to sell what deals of its type are about."""
    first = _SIDES[raw.type][0]
    sells = [trades.get(f.key, frozenset()) for f in raw.roles.get(first, ())]
    if raw.type == "hosts":  # a mere miner lets nothing
        return any(_layer(known) and known - _MINING for known in sells)
    return any(known & _SIDES[raw.type][2] for known in sells)


# "beyond mining", "au-delà du minage": what is left behind or compared with, not what is entered.
_LEFT = re.compile(
    r"(?:\b(?:beyond|away from|from|than|instead of|rather than)|au(?:-| - )delà (?:de|d'|du|des)|plutôt (?:que|qu'))"
    r"(?: (?!(?:to|into|towards?|vers)\b)[\w'’-]+){0,3}$"
)
_BEFORE = 7  # tokens before a line of business in which such words stand


def _left_behind(raw: Raw) -> bool:
    """Whether a line of business that is said to be entered is the one that is left."""
    fillers = {f.start for f in raw.roles.get("activity", ())} if raw.type == "enters" else set()
    tokens = raw.sentence.tokens
    return any(_LEFT.search(" ".join(t.lower for t in tokens[max(0, t.i - _BEFORE) : t.i])) for t in tokens if t.start in fillers)


def unfit(raw: Raw, trades: Mapping[str, frozenset[str]]) -> bool:
    """Whether what a firm does, as far as known, speaks against its side of a deal: a chip maker supplies no power, a bank lets no halls."""
    role, only = _ONLY.get(raw.type, ("", frozenset()))
    if _left_behind(raw) or any(known and not known & only for known in _trades(raw, role, trades)):
        return True
    if raw.type == "hosts" and not raw.roles.get("customer"):  # a lone side that rents out nothing is the tenant
        return any(known and not known & _SIDES["hosts"][2] for known in _trades(raw, "provider", trades))
    return any(known and known <= never for role, never in _NEVER.get(raw.type, ()) for known in _trades(raw, role, trades))


def _trades(raw: Raw, role: str, trades: Mapping[str, frozenset[str]]) -> list[frozenset[str]]:
    return [trades.get(f.key, frozenset()) for f in raw.roles.get(role, ())]
