"""Finding entities by what a person calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.ids import entity_key
from graph.model import Entity
from graph.ontology import EntityType
from graph.stores.base import View


@dataclass(frozen=True, slots=True)
class Named:
    """Entities that have a name (accents, case and a firm's legal form apart), and others whose names' words it begins."""

    exact: tuple[Entity, ...]
    near: tuple[Entity, ...]


def by_name(view: View, text: str, types: Sequence[EntityType] = (), limit: int = 10) -> Named:
    """Entities by name, at most ``limit`` of each kind; ``types`` empty means all."""
    hits = view.search(text, types, limit)
    keys = [entity_key(t, text) for t in types or EntityType]
    exact = {h.entity.id: h.entity for h in hits if entity_key(h.entity.type, h.matched) in keys}
    exact |= {e.id: e for e in view.entities(keys)}
    near = tuple(h.entity for h in hits if h.entity.id not in exact)
    return Named(tuple(sorted(exact.values(), key=lambda e: (e.name, e.id)))[:limit], near)
