"""Articles by address (being written)."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import SourceError
from loaders.sources.base import DEFAULT_SIZE, Raw


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be read: ``size`` bytes a document (after unpacking), ``seconds`` an address, ``redirects`` to follow."""

    size: int = DEFAULT_SIZE
    seconds: float = 30.0
    redirects: int = 5
    allow_private: bool = False


def fetch(url: str, limits: Limits) -> Raw:
    """The document at an address. Raises SourceError."""
    raise SourceError(f"{url}: addresses cannot be loaded yet")
