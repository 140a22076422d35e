"""Which found claim is which annotated one: the best pairs first, each claim once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from graph.ontology import ONTOLOGY
from loaders.evaluation.annotated import Said
from loaders.evaluation.names import Names, is_named
from loaders.evaluation.values import same_period, same_value


class Degree(IntEnum):
    """How far two claims agree."""

    NONE = 0
    FRAME = 1  # type and key roles
    CLAIM = 2  # key values too


@dataclass(frozen=True, slots=True)
class Pair:
    """A found and a wanted claim, by their numbers, and how far they agree."""

    found: int
    wanted: int
    degree: Degree


@lru_cache(maxsize=64)
def key_of(type_: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Groups of key roles (any role of a group will do) and key values of a claim type, from the ontology."""
    spec = ONTOLOGY.claim_type(type_)
    either = tuple(name for name in spec.either)
    groups = [(role.name,) for role in spec.key_roles if role.name not in either]
    return tuple([*groups, either] if either else groups), tuple(value.name for value in spec.key_values)


def degree(found: Said, wanted: Said, names: Names) -> Degree:
    """How far a found claim agrees with an annotated one."""
    if found.type != wanted.type:
        return Degree.NONE
    groups, values = key_of(wanted.type)
    if not all(_roles_right(found, wanted, group, names) for group in groups):
        return Degree.NONE
    return Degree.CLAIM if all(_key_value_right(found, wanted, name) for name in values) else Degree.FRAME


def _roles_right(found: Said, wanted: Said, group: Sequence[str], names: Names) -> bool:
    """Whether a filler of the group is found (two of a ``party``), and none that is wrong."""
    pairs = [(role, name) for role in group for name in wanted.names(role)]
    if not pairs:
        return True
    hits = sum(any(is_named(f, name, names) for f in found.names(role)) for role, name in pairs)
    if hits < (2 if "party" in group and len(pairs) > 1 else 1):
        return False
    told = {role for role, _ in pairs}
    return all(any(is_named(f, name, names) for name in wanted.names(role)) for role in told for f in found.names(role))


def _key_value_right(found: Said, wanted: Said, name: str) -> bool:
    a, b = found.values.get(name), wanted.values.get(name)
    return same_period(a, b, wanted.values.get("metric")) if name == "period" else same_value(a, b, name)


@dataclass(frozen=True, slots=True)
class Arguments:
    """Role fillers and values of one pair: how many are right, found, wanted."""

    right: int
    found: int
    wanted: int


def arguments(found: Said, wanted: Said, names: Names) -> Arguments:
    """Count the arguments of a pair. ``begins`` is kept and not scored."""
    right = has = should = 0
    for role in {*found.roles, *wanted.roles}:
        a, b = found.names(role), wanted.names(role)
        has, should = has + len(a), should + len(b)
        right += sum(any(is_named(f, name, names) for f in a) for name in b)
    mine = {name: v for name, v in found.values.items() if v is not None and name != "begins"}
    theirs = {name: v for name, v in wanted.values.items() if v is not None and name != "begins"}
    right += sum(same_value(mine[name], value, name) for name, value in theirs.items() if name in mine)
    return Arguments(right, has + len(mine), should + len(theirs))


def align(found: Sequence[Said], wanted: Sequence[Said], names: Names) -> list[Pair]:
    """Pairs of claims, greedily: the greatest degree first, then most arguments, then those that count."""
    ranked = sorted(
        (-d, -arguments(f, w, names).right, w.optional, i, j)
        for i, f in enumerate(found)
        for j, w in enumerate(wanted)
        if (d := degree(f, w, names))
    )
    return list(_once((i, j, Degree(-d)) for d, _, _, i, j in ranked))


def _once(ranked: Iterator[tuple[int, int, Degree]]) -> Iterator[Pair]:
    used_found: set[int] = set()
    used_wanted: set[int] = set()
    for i, j, d in ranked:
        if i not in used_found and j not in used_wanted:
            used_found.add(i)
            used_wanted.add(j)
            yield Pair(i, j, d)
