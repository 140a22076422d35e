"""Rule 9: entities and their names. An entity's record is made of how its keys are used, so that it can be renewed without its facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.dates import PartialDate
from graph.ids import type_of_key
from graph.model import Entity, NameRecord
from graph.projection.decided import Decided
from graph.projection.edges import GAZETTEER
from graph.reference import Reference


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name by which a claim's filler (or speaker) is called: its key (after splits), the claim and its article's day."""

    key: str
    name: str
    day: str
    claim: str


def entity_of(id_: str, uses: Iterable[NameUse], decided: Decided, reference: Reference) -> Entity:
    """The entity of an id from the uses of its keys; of each (key, name) the oldest and the newest use are enough."""
    used = sorted(set(uses), key=lambda u: (u.day, u.claim, u.name, u.key))
    keys = {u.key for u in used} | ({id_} if decided.is_split(id_) else set())
    if id_ in decided.same:  # merged ids redirect, whether or not a claim has them
        keys |= set(decided.keys_of(id_))
    known = _reference_key(id_, keys, reference)
    return Entity(
        id=id_,
        type=type_of_key(id_),
        name=_shown(id_, used, decided, reference.name(known)),
        keys=tuple(sorted(keys)),
        names=_names(used, reference.names(known)),
        attributes=dict(sorted(reference.attributes(known).items())),
    )


def _reference_key(id_: str, keys: Iterable[str], reference: Reference) -> str:
    """The key by which the gazetteer knows the entity: its id, else the first of its keys that it knows."""
    return next((k for k in (id_, *sorted(keys)) if reference.name(k)), id_)


def _shown(id_: str, used: Sequence[NameUse], decided: Decided, reference_name: str) -> str:
    """The name shown: a person's decision, else the gazetteer's, else that of the latest claim."""
    keys, claims = {id_, *(u.key for u in used)}, {u.claim for u in used}
    for decision in reversed(decided.renames):
        key = decision.keys[0]
        if decided.one(key) == id_ or (key in keys and (not decision.claims or claims & set(decision.claims))):
            return decision.name
    return decided.split_names.get(id_) or reference_name or (used[-1].name if used else id_.partition("/")[2])


def _names(used: Sequence[NameUse], from_reference: Sequence[NameRecord]) -> tuple[NameRecord, ...]:
    """Every name once: the gazetteer's, then those that claims use, from the day of the first article that does."""
    names = list(from_reference)
    known = {n.name for n in names}
    for use in used:
        if use.name not in known:
            known.add(use.name)
            names.append(NameRecord(name=use.name, start=PartialDate(use.day) if use.day else None, claim=use.claim))
    return tuple(sorted(names, key=lambda n: (n.name, n.lang, str(n.start or ""), str(n.end or ""), n.claim)))


def wider_places(places: Iterable[str], reference: Reference) -> dict[str, Entity]:
    """Entities of the places in which the given ones lie and that no claim names; only the gazetteer speaks of them."""
    named = set(places)
    wider = {key for place in sorted(named) for key in reference.wider(place)} - named
    return {key: _from_gazetteer(key, reference) for key in sorted(wider)}


def _from_gazetteer(key: str, reference: Reference) -> Entity:
    attributes = {**reference.attributes(key), "origin": GAZETTEER}
    name = reference.name(key) or key.partition("/")[2]
    names = tuple(reference.names(key)) or (NameRecord(name=name),)
    return Entity(id=key, type=type_of_key(key), name=name, keys=(key,), names=names, attributes=dict(sorted(attributes.items())))


def uses_by_entity(uses: Iterable[tuple[str, NameUse]]) -> Mapping[str, list[NameUse]]:
    """Uses grouped by entity id."""
    grouped: dict[str, list[NameUse]] = defaultdict(list)
    for id_, use in uses:
        grouped[id_].append(use)
    return grouped
