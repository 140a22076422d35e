"""Finding the one entity that a person means: by id, by key, or by name."""

from __future__ import annotations

from collections.abc import Sequence

from api.errors import AmbiguousName, BadArgument
from api.graphql.loaders import Loaders
from graph.errors import NotFound
from graph.ids import entity_key
from graph.model import Entity
from graph.ontology import EntityType
from graph.stores.base import View

_CANDIDATES = 10


async def find_all(loaders: Loaders, text: str, types: Sequence[EntityType], limit: int) -> list[Entity]:
    """Entities by name, at most ``limit``.

    Those that have the name (accents, case and a firm's legal form apart), or, where none has, those whose names' words it begins.
    """
    return await loaders.read(lambda view: _named(view, text, types, limit))


def _named(view: View, text: str, types: Sequence[EntityType], limit: int) -> list[Entity]:
    hits = view.search(text, types, limit)
    keys = [entity_key(t, text) for t in types or EntityType]
    exact = {h.entity.id: h.entity for h in hits if entity_key(h.entity.type, h.matched) in keys}
    exact |= {e.id: e for e in view.entities(keys)}
    return sorted(exact.values(), key=lambda e: (e.name, e.id))[:limit] or [h.entity for h in hits]


async def find_one(loaders: Loaders, text: str, types: Sequence[EntityType] = ()) -> Entity:
    """The entity of an id, a key or a name. Raises NotFound, and AmbiguousName with the candidates."""
    if "/" in text:
        found = await loaders.entities.load(text)
        if found is not None and (not types or found.type in types):
            return found
    named = await find_all(loaders, text, types, _CANDIDATES + 1)
    what = " or ".join(types) or "entity"
    if not named:
        raise NotFound(f"no {what} is called {text!r}; `search(text:)` finds names by their beginnings, `entities` lists all")
    if len(named) > 1:
        listed = "; ".join(f"{e.name} ({e.id})" for e in named[:_CANDIDATES])
        more = "; and more" if len(named) > _CANDIDATES else ""
        raise AmbiguousName(f"{text!r} can be more than one {what}: {listed}{more}. Ask for `entity(id:)`, or for all of that name")
    return named[0]


async def find_given(loaders: Loaders, id_: str | None, name: str | None, field: str) -> Entity:
    """The entity of the arguments ``id`` or ``name`` of a field. Raises BadArgument unless one of them is given; see find_one."""
    if (id_ is None) == (name is None):
        raise BadArgument(f"{field}: give either id or name")
    return await find_one(loaders, str(id_ or name))
