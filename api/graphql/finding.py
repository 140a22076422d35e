"""Finding the one entity that a person means: by id, by key, or by name."""

from __future__ import annotations

from collections.abc import Sequence

from api.errors import AmbiguousName, BadArgument
from api.graphql.loaders import Loaders
from graph.errors import NotFound
from graph.finding import Named, by_name
from graph.model import Entity
from graph.ontology import EntityType

_CANDIDATES = 10


async def find_all(loaders: Loaders, text: str, types: Sequence[EntityType], limit: int) -> Named:
    """Entities by name, at most ``limit`` of each kind."""
    return await loaders.read(lambda view: by_name(view, text, types, limit))


async def find_one(loaders: Loaders, text: str, types: Sequence[EntityType] = ()) -> Entity:
    """The entity of an id, a key or a whole name. Raises NotFound with near names, and AmbiguousName with the candidates."""
    if "/" in text:
        found = await loaders.entities.load(text)
        if found is not None and (not types or found.type in types):
            return found
    named = await find_all(loaders, text, types, _CANDIDATES + 1)
    what = " or ".join(types) or "entity"
    if not named.exact:
        near = f"near names: {_listed(named.near)}" if named.near else "`search(text:)` finds names by the beginnings of their words"
        raise NotFound(f"no {what} is called {text!r}; {near}")
    if len(named.exact) > 1:
        raise AmbiguousName(f"{text!r} can be more than one {what}: {_listed(named.exact)}. Ask by id, or for all of that name")
    return named.exact[0]


def _listed(entities: Sequence[Entity]) -> str:
    more = "; and more" if len(entities) > _CANDIDATES else ""
    return "; ".join(f"{e.name} ({e.id})" for e in entities[:_CANDIDATES]) + more


async def find_given(loaders: Loaders, id_: str | None, name: str | None, field: str) -> Entity:
    """The entity of the arguments ``id`` or ``name`` of a field. Raises BadArgument unless one of them is given; see find_one."""
    if (id_ is None) == (name is None):
        raise BadArgument(f"{field}: give either id or name")
    return await find_one(loaders, str(id_ or name))
