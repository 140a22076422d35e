"""Rules 1, 3 and 5: when two claims of one type differ, and when they agree.

A claim is compared by its *profile*: only what matching looks at, so that the thousand claims of one fact are compared as the few
profiles that they have. What each claim type compares is derived from the ontology; finances, converts_to, holds_role, approves and
located_in replace the key (rules 3, 5, 6). Figures (reports) go by slots, see slots.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

from graph.dates import PartialDate
from graph.ids import slug
from graph.model import Claim
from graph.ontology import INSTRUMENT_FAMILY, ONTOLOGY, ClaimType, ValueKind
from graph.projection.amounts import amounts_agree, amounts_differ
from graph.projection.decided import SITE
from graph.projection.told import Roles, Told
from graph.values import Amount, Value

FAMILY = "family"  # of an instrument: compared in its stead (rule 3)

Part: TypeAlias = Amount | PartialDate | str


@dataclass(frozen=True, slots=True)
class MatchRule:
    """What matching looks at in one claim type.

    ``first`` is the role that must agree; ``key_roles`` and ``key_values`` are those by which two claims differ; ``parts`` are the roles
    and values that count as the other part that agrees, ``starts`` whether overlapping starts do, ``enough`` whether the first role
    alone suffices.
    """

    first: str
    key_roles: tuple[str, ...]
    key_values: tuple[str, ...]
    role_parts: tuple[str, ...]
    value_parts: tuple[str, ...]
    starts: bool = True
    enough: bool = False
    pair: bool = False
    site_purpose: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What matching looks at in a claim; ``key`` holds it all, so that equal profiles are one in a dict."""

    key: tuple[object, ...]
    roles: Mapping[str, frozenset[str]] = field(compare=False)
    values: Mapping[str, Part] = field(compare=False)
    start: PartialDate | None = None

    def role(self, name: str) -> frozenset[str]:
        """Fillers of a role, empty when absent."""
        return self.roles.get(name, _NONE)


_NONE: frozenset[str] = frozenset()
_NUMBERS = frozenset({ValueKind.MONEY, ValueKind.QUANTITY, ValueKind.PERCENT, ValueKind.TERM, ValueKind.COUNT, ValueKind.NUMBER})


def _derived(spec: ClaimType) -> MatchRule:
    first, *others = spec.roles
    key_values = tuple(v.name for v in spec.key_values)
    return MatchRule(
        first=first.name,
        key_roles=tuple(r.name for r in spec.key_roles),
        key_values=key_values,
        role_parts=tuple(r.name for r in others),
        value_parts=tuple(dict.fromkeys((*key_values, *(v.name for v in spec.values if v.kind in _NUMBERS)))),
    )


@lru_cache(maxsize=64)
def match_rule(type_: str) -> MatchRule:
    """What matching looks at in a claim type. Raises OntologyError."""
    rule = _derived(ONTOLOGY.claim_type(type_))
    if type_ == "finances":
        return replace(rule, key_roles=("recipient", "funder", "purpose"), key_values=("amount", "maturity", FAMILY), starts=False,
                       value_parts=("amount", "maturity"), site_purpose=True)  # fmt: skip
    if type_ == "converts_to":
        return replace(rule, first="site", key_roles=("site", "owner"), role_parts=("owner", "activity", "hardware"), enough=True)
    if type_ in ("hosts", "supplies_power"):
        return replace(rule, key_roles=(*rule.key_roles, "site"))
    if type_ == "holds_role":
        return replace(rule, key_values=("role",), value_parts=("role",))
    if type_ == "approves":
        return replace(rule, key_values=(), value_parts=())
    if type_ == "located_in":
        return replace(rule, key_values=("kind",), value_parts=("kind",))
    if type_ in ("merges_with", "partners_with"):
        return replace(rule, pair=True)
    return rule


def profile(told: Told, rule: MatchRule) -> Profile:
    """The profile of a claim with resolved roles."""
    return make_profile(told.claim, told.roles, rule)


def make_profile(claim: Claim, roles: Roles, rule: MatchRule) -> Profile:
    """The profile of a claim whose fillers are known as ``roles`` says."""
    names = dict.fromkeys((*rule.key_values, *rule.value_parts))
    values = {name: value for name in names if (value := _part(claim.values, name)) is not None}
    sets = {name: frozenset(fillers) for name, fillers in sorted(roles.items()) if fillers}
    key = (tuple(sets.items()), tuple(sorted(values.items())))
    return Profile(key, sets, values, claim.time.start if rule.starts else None)


def _part(values: Mapping[str, Value], name: str) -> Part | None:
    if name == FAMILY:
        instrument = values.get("instrument")
        return INSTRUMENT_FAMILY.get(instrument, instrument) if isinstance(instrument, str) else None
    value = values.get(name)
    if isinstance(value, str):
        return slug(value) or value
    return value if isinstance(value, Amount | PartialDate) else None


def differ(a: Profile, b: Profile, rule: MatchRule) -> bool:
    """Whether a key part that both give has no common filler or unequal values; without the first role no role may differ."""
    for name in rule.key_values:
        x, y = a.values.get(name), b.values.get(name)
        if x is not None and y is not None and parts_differ(x, y):
            return True
    loose = not (a.role(rule.first) and b.role(rule.first))
    return any(_roles_differ(role, a, b, rule) for role in (a.roles if loose else rule.key_roles))


def _roles_differ(role: str, a: Profile, b: Profile, rule: MatchRule) -> bool:
    ours, theirs = a.role(role), b.role(role)
    if not ours or not theirs:
        return False
    if role == "purpose" and rule.site_purpose:
        ours, theirs = (frozenset(f for f in fillers if f.startswith(SITE)) for fillers in (ours, theirs))
        return bool(ours and theirs) and ours.isdisjoint(theirs)
    common = len(ours & theirs)
    # Of two pairs of partners that share one, the other tells them apart.
    return common < (2 if rule.pair and role == rule.first and len(ours) > 1 and len(theirs) > 1 else 1)


def parts_differ(a: Part, b: Part) -> bool:
    """Whether two values cannot be one."""
    if isinstance(a, Amount) and isinstance(b, Amount):
        return amounts_differ(a, b)
    if isinstance(a, PartialDate) and isinstance(b, PartialDate):
        return not a.meets(b)
    return a != b


def parts_agree(a: Part, b: Part) -> bool:
    """Whether two values can be one; different currencies or units neither agree nor differ."""
    if isinstance(a, Amount) and isinstance(b, Amount):
        return amounts_agree(a, b)
    return not parts_differ(a, b)


def agree(a: Profile, b: Profile, rule: MatchRule) -> bool:
    """Whether the first role and one other part agree, or, where it is absent, two other parts of which one is an entity."""
    first_a, first_b = a.role(rule.first), b.role(rule.first)
    if first_a and first_b:
        common = len(first_a & first_b)
        return (common > 1 and rule.pair) or (common > 0 and (rule.enough or any(_agreeing(a, b, rule))))
    agreeing = list(_agreeing(a, b, rule))
    return len(agreeing) > 1 and "role" in agreeing


def _agreeing(a: Profile, b: Profile, rule: MatchRule) -> list[str]:
    """The parts besides the first role that agree, each as its kind."""
    found = ["role" for role in rule.role_parts if a.role(role) & b.role(role)]
    for name in rule.value_parts:
        x, y = a.values.get(name), b.values.get(name)
        if x is not None and y is not None and parts_agree(x, y):
            found.append("value")
    if a.start is not None and b.start is not None and a.start.meets(b.start):
        found.append("start")
    return found
