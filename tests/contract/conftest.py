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
from graph.stores.open import open_store
from tests.contract.samples import Atlas

Open: TypeAlias = Callable[..., Store]


@pytest.fixture(params=["memory", "sqlite"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens empty stores of one kind (with ``Atlas`` as gazetteer unless one is given); they are closed at the end."""
    numbers = itertools.count()
    with ExitStack() as opened:

        def open_new(reference: Reference | None = None) -> Store:
            url = "memory:" if request.param == "memory" else f"sqlite:{tmp_path / f'{next(numbers)}.db'}"
            return opened.enter_context(open_store(url, reference or Atlas()))

        yield open_new


@pytest.fixture
def store(new_store: Open) -> Store:
    """An empty store."""
    return new_store()
