"""Blocks: under which keys a claim is filed, so that all claims that its facts can depend on are found without looking at all.

``blocks`` are what a store indexes (they depend on the claim and its article's date alone, never on decisions); ``seeks`` are the blocks
in which claims are found that may share a fact with it, or stand in conflict, or end it. A claim is sought by its type, a filler of its
first role and, where the type has one, a part by which two claims differ (``operates|company/riot|site/rockdale``), so that no block
holds "all claims about Bitcoin". Claims without a first role are filed apart and sought by their other fillers; what such a search
brings up is compared (:func:`may_join`) before it counts. So are claims of one partner alone: those of two are sought by both.

Levels are sought by their moments (slots.py): a price by its series and day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from graph.model import Claim
from graph.ontology import EntityType, Factuality
from graph.projection.conflicts import SOLE
from graph.projection.decided import Decided
from graph.projection.match import agree, differ, make_profile, match_rule
from graph.projection.sales import HOLDINGS
from graph.projection.sites import site_mentions, tie_roles
from graph.projection.slots import moment, own_slot, slot_key, takes_its_date

# Claim type -> role or value by which two claims that both give it differ when unequal.
_APART: Mapping[str, str] = {
    "operates": "site", "owns": "site", "develops": "site", "located_in": "kind", "engages_in": "activity", "acquires": "target",
    "invests_in": "investee", "hosts": "customer", "supplies_power": "customer", "orders": "hardware", "deploys": "hardware",
    "makes": "hardware", "holds_role": "organization", "listed_as": "security", "trades_asset": "asset", "legal_action": "kind",
    "approves": "subject", "incident": "kind",
}  # fmt: skip
_NONE = "-"


def blocks(claim: Claim, day: str) -> frozenset[str]:
    """The blocks under which a store files a claim of an article of that ``day`` (YYYY-MM-DD or empty)."""
    return frozenset((*_fact_blocks(claim, day), *_pair_blocks(claim), *site_blocks(claim)))


def seeks(claim: Claim, day: str, decided: Decided) -> frozenset[str]:
    """The blocks in which the claims are found that may share a fact, or be in conflict, with this one."""
    if claim.type == "reports":
        return frozenset(_figure_blocks(claim, day, decided))
    found = set(_pair_blocks(claim, decided))
    rule = match_rule(claim.type)
    firsts = _keys(claim, rule.first, decided)
    others = [f"{role}|{key}" for role in claim.roles if role != rule.first for key in _keys(claim, role, decided)]
    found |= {f"?{claim.type}|{other}" for other in others}
    if not firsts:
        return frozenset(found | {f".{claim.type}|{other}" for other in others})
    if rule.pair:
        return frozenset(found | _partner_seeks(claim, rule.first, decided))
    apart = _apart(claim, decided)
    for key in firsts:
        if apart == [_NONE] or not apart:
            found.add(f"{claim.type}|{key}")
        else:
            found |= {f"{claim.type}|{key}|{part}" for part in (*apart, _NONE)}
    return frozenset(found)


def _partner_seeks(claim: Claim, role: str, decided: Decided) -> set[str]:
    """Claims of several partners are one only if they have two in common; with those of a single partner they are compared.

    A person's merge can make one partner of two: then all are compared.
    """
    keys = _keys(claim, role, decided)
    own = {m.key for m in claim.fillers(role)}
    found = {f"?{claim.type}|{role}|{key}" for key in keys}
    if len(own) == 1 or any(len(decided.family(key)) > 1 for key in own):
        return found | {f".{claim.type}|{role}|{key}" for key in keys}
    return found | {f"{claim.type}|{a}|{b}" for a, b in combinations(keys, 2)}


def loose(claim: Claim) -> bool:
    """Whether the claim lacks its first role."""
    return not claim.fillers(match_rule(claim.type).first)


def may_join(a: Claim, b: Claim, decided: Decided) -> bool:
    """Whether two claims of one type can be one fact, as far as keys tell (sites of one name may still be two)."""
    rule = match_rule(a.type)
    ours, theirs = (make_profile(c, {r: tuple(decided.family(m.key)[0] for m in f) for r, f in c.roles.items()}, rule) for c in (a, b))
    return agree(ours, theirs, rule) and not differ(ours, theirs, rule)


def _fact_blocks(claim: Claim, day: str) -> Iterable[str]:
    if claim.type == "reports":
        yield from _figure_blocks(claim, day, None)
        return
    rule = match_rule(claim.type)
    firsts = [m.key for m in claim.fillers(rule.first)]
    mark = "." if firsts else "?"
    if rule.pair:
        yield from _partner_blocks(claim, rule.first)
    else:
        apart = _apart(claim, None)
        for key in firsts:
            yield f"{claim.type}|{key}"
            yield from (f"{claim.type}|{key}|{part}" for part in apart)
    for role, fillers in claim.roles.items():
        if role != rule.first:
            yield from (f"{mark}{claim.type}|{role}|{m.key}" for m in fillers)


def _partner_blocks(claim: Claim, role: str) -> Iterable[str]:
    keys = sorted({m.key for m in claim.fillers(role)})
    yield from (f"{claim.type}|{a}|{b}" for a, b in combinations(keys, 2))
    for mark in ".?" if len(keys) == 1 else ".":
        yield from (f"{mark}{claim.type}|{role}|{key}" for key in keys)


def _apart(claim: Claim, decided: Decided | None) -> list[str]:
    """What tells this claim from others of its type and first role: ["-"] if it does not say, empty if the type has nothing such."""
    part = _APART.get(claim.type, "")
    if not part:
        return []
    if part in claim.values:
        return [str(claim.values[part])]
    return _keys(claim, part, decided) or [_NONE]


def _figure_blocks(claim: Claim, day: str, decided: Decided | None) -> Iterable[str]:
    """The slot of a figure that has no moment; for a store that keeps no moments, the metric of one that has."""
    keys = _keys(claim, "subject", decided)
    if moment(claim, day) is None:
        slot = own_slot(claim, day) if takes_its_date(claim, day) else slot_key(claim, day)
        yield from (f"{level_block(claim, key)}|{slot}" for key in keys)
    elif decided is None:
        yield from (level_block(claim, key) for key in keys)


def level_block(claim: Claim, key: str) -> str:
    """The block of all levels of a metric of a subject."""
    return f"reports|{key}|{claim.values.get('metric', '')}"


def _keys(claim: Claim, role: str, decided: Decided | None) -> list[str]:
    """Keys of a role's fillers; with decisions, all keys that these relate to them."""
    keys = [m.key for m in claim.fillers(role)]
    return keys if decided is None else sorted({k for key in keys for k in decided.family(key)})


def _pair_blocks(claim: Claim, decided: Decided | None = None) -> Iterable[str]:
    """Blocks that join a sale with what it ends, and those who hold one office."""
    holder, thing = ("seller", "target") if claim.type == "acquires" else HOLDINGS.get(claim.type, ("", ""))
    if holder:
        yield from (f"held|{h}|{t}" for h in _keys(claim, holder, decided) for t in _keys(claim, thing, decided))
    if claim.type == "holds_role" and claim.values.get("role") in SOLE:
        yield from (f"office|{o}|{claim.values['role']}" for o in _keys(claim, "organization", decided))


def site_blocks(claim: Claim) -> Iterable[str]:
    """Blocks for resolving sites: ``site|name``, ``tie|company`` (it ties a company to a site), ``takeover|company`` (buys, is bought)."""
    yield from (f"site|{m.key}" for _, m in site_mentions(claim))
    site_role, company_roles = tie_roles(claim)
    if any(role == site_role for role, _ in site_mentions(claim)):
        yield from (f"tie|{m.key}" for role in company_roles for m in claim.fillers(role))
    yield from (f"takeover|{key}" for key in takeover_keys(claim))


def takeover_keys(claim: Claim) -> list[str]:
    """Keys of the firms of which the claim says that one has bought the other; empty for other claims."""
    targets = [m.key for m in claim.fillers("target") if m.type is EntityType.COMPANY] if claim.type == "acquires" else []
    return [*targets, *(m.key for m in claim.fillers("buyer"))] if targets and claim.factuality is Factuality.ACTUAL else []
