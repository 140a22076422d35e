"""The small world in a store, for the tests of RDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.reference import NoReference
from graph.stores.base import Store
from graph.stores.sqlite import SqliteStore
from tests.unit.api.telling import bitfarms


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small world; no test changes it."""
    path: Path = tmp_path_factory.mktemp("rdf") / "world.db"
    with SqliteStore(str(path), NoReference()) as made:
        for telling in bitfarms():
            telling.load(made)
        yield made
