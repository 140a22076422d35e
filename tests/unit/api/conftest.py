"""The small world in a store, and a client of the application over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.reference import NoReference
from graph.stores.base import Store
from graph.stores.sqlite import SqliteStore
from tests.unit.api.serving import serving
from tests.unit.api.telling import bitfarms

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The embedded store with the small world in it; no test changes it."""
    with SqliteStore(str(tmp_path_factory.mktemp("api") / "small.db"), NoReference()) as made:
        for telling in bitfarms():
            telling.load(made)
        yield made


@pytest.fixture(scope="session")
def client(store: Store) -> Iterator[httpx.Client]:
    """A client of the application over the small world, by HTTP."""
    with serving(create_app(Settings(), store)) as address, httpx.Client(base_url=address, timeout=30) as made:
        yield made


@pytest.fixture(scope="session")
def answer(client: httpx.Client) -> Ask:
    """Ask for a whole GraphQL answer: data, errors, extensions."""

    def ask(query: str, **variables: Any) -> dict[str, Any]:
        response = client.post("/graphql", json={"query": query, "variables": variables})
        assert response.status_code == 200, response.text
        whole: dict[str, Any] = response.json()
        return whole

    return ask


@pytest.fixture(scope="session")
def ask(answer: Ask) -> Ask:
    """Ask for the data of a query that must not fail."""

    def data(query: str, **variables: Any) -> dict[str, Any]:
        whole = answer(query, **variables)
        assert "errors" not in whole, whole["errors"]
        found: dict[str, Any] = whole["data"]
        return found

    return data
