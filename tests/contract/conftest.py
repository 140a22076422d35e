"""The stores of the contract suite: each test runs, unchanged, on every kind of store."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import pytest

from graph.reference import Reference
from graph.stores.base import Store
from graph.stores.neo4j import Neo4jStore
from graph.stores.open import open_store
from tests.contract.samples import Atlas
from tests.neo4j import pool

Open: TypeAlias = Callable[..., Store]


_NEO4J = pytest.param("neo4j", marks=[pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")])


@pytest.fixture(params=["memory", "sqlite", _NEO4J])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens empty stores of one kind (with ``Atlas`` as gazetteer unless one is given); they are closed at the end."""
    numbers = itertools.count()
    with ExitStack() as opened:

        def open_new(reference: Reference | None = None) -> Store:
            number = next(numbers)
            if request.param == "neo4j":
                # One database a server: of the stores that a test opens, the last two are there at once.
                return opened.enter_context(Neo4jStore(pool.empty(number % pool.MOST), reference or Atlas()))
            url = "memory:" if request.param == "memory" else f"sqlite:{tmp_path / f'{number}.db'}"
            return opened.enter_context(open_store(url, reference or Atlas()))

        yield open_new


@pytest.fixture
def store(new_store: Open) -> Store:
    """An empty store."""
    return new_store()
