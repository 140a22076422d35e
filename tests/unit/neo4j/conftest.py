"""A small world in a file and on a real server."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import neo4j
import pytest

from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore
from loaders.gazetteer import load_gazetteer
from tests.neo4j import pool
from tests.unit.api.telling import bitfarms
from tests.unit.cli.conftest import process, run

__all__ = ["process", "run"]
ENTRIES = "".join(
    f"{scheme} = graph.stores.neo4j:Neo4jStore\n" for scheme in ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
)


def fill(store: MemoryStore | SqliteStore | Neo4jStore) -> None:
    """Write the small world."""
    for telling in bitfarms():
        telling.load(store)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world in a file."""
    path = tmp_path_factory.mktemp("neo4j") / "world.db"
    with SqliteStore(str(path), load_gazetteer()) as store:
        fill(store)
    return path


@pytest.fixture(scope="module")
def filled() -> str:
    """The address of a server that holds the small world."""
    url = pool.empty()
    with Neo4jStore(url, load_gazetteer()) as store:
        fill(store)
    return url


@pytest.fixture
def bare(filled: str) -> neo4j.Driver:
    """The bare driver of that server."""
    return pool.driver()


@pytest.fixture
def registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have ``open_store`` find the store by its scheme, also in an environment that was installed before the store was there."""
    folder = tmp_path / "installed"
    if "neo4j" not in {point.name for point in entry_points(group="claimstake.stores")}:
        info = folder / "claimstake_neo4j-0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: claimstake-neo4j\nVersion: 0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[claimstake.stores]\n{ENTRIES}", encoding="utf-8")
        monkeypatch.syspath_prepend(folder)
    return folder
