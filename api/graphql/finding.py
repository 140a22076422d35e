"""Finding the one entity that a person means: by id, by key, or by name."""

from __future__ import annotations

from collections.abc import Sequence

from api.errors import AmbiguousName
from api.graphql.loaders import Loaders
from graph.errors import NotFound
from graph.ids import entity_key
from graph.model import Entity
from graph.ontology import EntityType
from graph.stores.base import Hit

_CANDIDATES = 10


async def find_all(loaders: Loaders, text: str, types: Sequence[EntityType], limit: int) -> list[Hit]:
    """Entities by name: those whose name is the text (accents, case and a firm's legal form apart), or else those that it begins."""
    hits = await loaders.read(lambda view: view.search(text, types, limit))
    return [hit for hit in hits if _same(hit, text)] or hits


def _same(hit: Hit, text: str) -> bool:
    type_ = hit.entity.type
    return entity_key(type_, hit.matched) == entity_key(type_, text)


async def find_one(loaders: Loaders, text: str, types: Sequence[EntityType] = ()) -> Entity:
    """The entity of an id, a key or a name. Raises NotFound, and AmbiguousName with the candidates."""
    if "/" in text:
        found = await loaders.entities.load(text)
        if found is not None and (not types or found.type in types):
            return found
    hits = await find_all(loaders, text, types, _CANDIDATES + 1)
    what = " or ".join(types) or "entity"
    if not hits:
        raise NotFound(f"no {what} is called {text!r}; `search(text:)` finds names by their beginnings, `entities` lists all")
    if len(hits) > 1:
        listed = "; ".join(f"{h.entity.name} ({h.entity.id})" for h in hits[:_CANDIDATES])
        more = "; and more" if len(hits) > _CANDIDATES else ""
        raise AmbiguousName(f"{text!r} can be more than one {what}: {listed}{more}. Ask for `entity(id:)`, or for all of that name")
    return hits[0].entity
