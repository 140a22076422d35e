"""Reading a document in memory through a source, as loaders.read does."""

from __future__ import annotations

from pathlib import Path

from graph.model import Article
from loaders.read import read_raw
from loaders.sources.base import DEFAULT_SIZE, Meta, Raw, Reject
from loaders.sources.registry import installed_sources

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources"


def load(name: str, data: bytes, meta: Meta | None = None, *, limit: int = DEFAULT_SIZE) -> list[Article | Reject]:
    """All that a document gives."""
    return list(read_raw(Raw.of(name, data, limit=limit), meta or Meta(), installed_sources()))


def articles(items: list[Article | Reject]) -> list[Article]:
    """The articles; whatever else was given fails the test."""
    rejects = [item for item in items if isinstance(item, Reject)]
    assert not rejects
    return [item for item in items if isinstance(item, Article)]


def reasons(items: list[Article | Reject]) -> list[str]:
    """Why things were rejected."""
    return [item.reason for item in items if isinstance(item, Reject)]


def fixture(name: str) -> bytes:
    """The bytes of a file that we wrote for these tests."""
    return (FIXTURES / name).read_bytes()
