"""One entity of the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import NameRecord
from graph.ontology import EntityType


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity of the gazetteer. ``weak`` are names that need context (ordinary words, names of persons or places, shared ones).

    ``phrases`` are lower-case forms that match whatever their case ("canadien" of Canada); ``attributes`` are shown on the entity;
    ``wider`` are the keys of the places that a place lies in, nearest first; ``size`` ranks namesakes (inhabitants of a place).
    """

    key: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    names: tuple[NameRecord, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    wider: tuple[str, ...] = ()
    state: str = ""
    size: int = 0

    def forms(self) -> tuple[str, ...]:
        """The name and all aliases, each once."""
        return tuple(dict.fromkeys((self.name, *(n.name for n in self.names), *self.aliases)))
