"""What a request carries to its resolvers."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

import anyio
import strawberry
from strawberry.fastapi import BaseContext

from api.graphql.loaders import Loaders
from api.settings import Settings
from graph.model import Entity, Fact
from graph.stores.base import View

_NAMED = 20


class Kinds(Protocol):
    """The object types derived from the ontology."""

    def entity(self, record: Entity) -> Any:
        """The GraphQL object of an entity."""

    def fact(self, record: Fact) -> Any:
        """The GraphQL object of a fact."""


class Context(BaseContext):
    """One request: its loaders, the settings, the derived types, and which of its lists were cut."""

    def __init__(self, view: View, settings: Settings, kinds: Kinds, limiter: anyio.CapacityLimiter) -> None:
        super().__init__()
        self.loaders = Loaders(view, limiter)
        self.settings = settings
        self.kinds = kinds
        self.cuts: list[str] = []

    def cut(self, info: Info) -> None:
        """Note that the list at this place of the answer was cut; only the first ones are named."""
        if len(self.cuts) < _NAMED:
            self.cuts.append(".".join(str(part) for part in info.path.as_list()))


Info: TypeAlias = strawberry.Info[Context, None]
