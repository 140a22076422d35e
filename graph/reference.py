"""What the graph layer asks of a gazetteer: a protocol, so that graph imports nothing of loaders."""

from __future__ import annotations

from typing import Protocol

from graph.model import NameRecord


class Reference(Protocol):
    """Knowledge about entities that no article has to state. A pure function of the gazetteer's version."""

    @property
    def version(self) -> str:
        """Digest of the data."""

    def wider(self, place_key: str) -> tuple[str, ...]:
        """Keys of the places that a place lies in, nearest first: county or city -> state -> country -> continent. Empty if unknown."""

    def state(self, place_key: str) -> str:
        """Key of the first-level subdivision that a place is or lies in; empty when none is known (a country, say)."""

    def name(self, key: str) -> str:
        """The name shown for an entity's key; empty when unknown."""

    def names(self, key: str) -> tuple[NameRecord, ...]:
        """All names of a key, with the dates from which they hold."""

    def attributes(self, key: str) -> dict[str, str]:
        """Facts of the gazetteer shown on an entity: country, ticker, maker ..."""


class NoReference:
    """The empty gazetteer."""

    version = "none"

    def wider(self, place_key: str) -> tuple[str, ...]:
        """Nothing is known."""
        return ()

    def state(self, place_key: str) -> str:
        """Nothing is known."""
        return ""

    def name(self, key: str) -> str:
        """Nothing is known."""
        return ""

    def names(self, key: str) -> tuple[NameRecord, ...]:
        """Nothing is known."""
        return ()

    def attributes(self, key: str) -> dict[str, str]:
        """Nothing is known."""
        return {}
