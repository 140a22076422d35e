"""Push, pull, dump, migrate and import files, by the command line on a real server."""

from __future__ import annotations

import json
from pathlib import Path

import neo4j
import pytest

from api.cli.table import COMMANDS
from graph.errors import StoreError, StoreVersionError
from graph.stores.copying import copy
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_driver import Connection
from graph.stores.neo4j_schema import Migration, migrate, pending, shipped
from graph.stores.sqlite import SqliteStore
from loaders.gazetteer import load_gazetteer
from tests.contract.samples import Atlas, loan
from tests.contract.samples import fill as fill_everything
from tests.neo4j import pool
from tests.unit.cli.conftest import Run

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]
QUERIES = sorted((Path(__file__).resolve().parents[3] / "examples" / "queries").glob("*.graphql"))


def test_push_and_pull_change_no_byte(run: Run, registered: Path, world: Path, tmp_path: Path) -> None:
    url = pool.empty()
    done = run("push", url, store=world)
    assert done.code == 0, done.err
    assert "are equal" in done.out
    back = tmp_path / "back.db"
    assert run("pull", url, store=back).code == 0
    dumps = {run("dump", "--store", where).out for where in (url, str(back), str(world))}
    assert len(dumps) == 1
    again = run("push", url, store=world)
    assert again.code == 0 and "holds the same already" in again.out


@pytest.mark.slow
def test_the_demo_graph_is_pushed_and_pulled_without_a_difference(run: Run, process: Run, registered: Path, tmp_path: Path) -> None:
    demo, url = tmp_path / "demo.db", pool.empty()
    loaded = process("load", QUERIES[0].parents[1] / "articles", store=demo)
    assert loaded.code == 0, loaded.err
    assert run("push", url, store=demo).code == 0
    assert run("pull", url, store=tmp_path / "back.db").code == 0
    assert run("dump", "--store", str(tmp_path / "back.db")).out == run("dump", "--store", str(demo)).out


def test_push_does_not_mix_two_stores(run: Run, registered: Path, world: Path, tmp_path: Path) -> None:
    url = pool.empty()
    with Neo4jStore(url, load_gazetteer()) as store:
        store.write(*loan())
        before = list(store.dump())
        done = run("push", url, store=world)
        assert done.code == 1 and "the target holds something else" in done.err
        assert list(store.dump()) == before


def test_everything_that_a_store_holds_is_copied() -> None:
    with MemoryStore("", Atlas()) as source, Neo4jStore(pool.empty(), Atlas()) as target:
        fill_everything(source)
        assert copy(source, target).different == 0
        back = MemoryStore("", Atlas())
        assert copy(target, back).different == 0
        assert list(source.dump()) == list(back.dump())


def test_another_gazetteer_is_told(tmp_path: Path) -> None:
    with SqliteStore(str(tmp_path / "a.db"), Atlas()) as source, MemoryStore("", load_gazetteer()) as target:
        source.write(*loan())
        assert copy(source, target).different > 0


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_graphql_answers_the_same_on_both_stores(run: Run, registered: Path, world: Path, filled: str, query: Path) -> None:
    answers = [json.loads(run("ask", query, "--store", where).out) for where in (str(world), filled)]
    assert answers[0] == answers[1]
    assert answers[0]["data"]


def test_migrate_tells_and_does(run: Run, registered: Path) -> None:
    url = pool.empty()
    dry = run("migrate", url, "--dry-run")
    assert dry.code == 0 and "would apply 001-store" in dry.out
    assert "would apply" in run("migrate", url, "--dry-run").out, "a dry run changes nothing"
    assert "applied 001-store" in run("migrate", url).out
    assert "nothing to do: the store has version" in run("migrate", url).out
    assert COMMANDS["migrate"].module == "moving"


def test_a_newer_store_and_a_changed_migration_are_refused() -> None:
    with Neo4jStore(pool.empty(), Atlas()) as store:
        store.write(*loan())
    connection = Connection(pool.address())
    try:
        next_one = Migration(2, "more", "MATCH (s:Store {id: 'claimstake'}) SET s.more = true")
        assert [m.number for m in pending(connection, [*shipped(), next_one]).migrations] == [2]
        migrate(connection, [*shipped(), next_one])
        assert not pending(connection, [*shipped(), next_one])
        with pytest.raises(StoreVersionError, match="version 2, this Claimstake knows up to 1"):
            Neo4jStore(pool.url(), Atlas())
        with pytest.raises(StoreVersionError, match="002-more is not the one that was applied"):
            pending(connection, [*shipped(), Migration(2, "more", "RETURN 1")])
    finally:
        connection.close()


def test_an_older_store_asks_to_be_migrated() -> None:
    with Neo4jStore(pool.empty(), Atlas()):
        pool.driver().execute_query("MATCH (m:Migration) DELETE m", database_=pool.address().database)
        with pytest.raises(StoreVersionError, match="run claimstake migrate"):
            Neo4jStore(pool.url(), Atlas())


def test_a_database_of_others_is_left_alone() -> None:
    url = pool.empty()
    driver: neo4j.Driver = pool.driver()
    driver.execute_query("CREATE (:Recipe {name: 'soup'})", database_=pool.address().database)
    with pytest.raises(StoreError, match=r"no store of Claimstake .it holds nodes of Recipe"):
        Neo4jStore(url, Atlas())
    assert driver.execute_query("MATCH (n) RETURN count(n) AS n", database_=pool.address().database).records[0]["n"] == 1
    pool.empty()


def test_an_empty_database_cannot_be_read() -> None:
    with pytest.raises(StoreError, match="nothing in the store yet; load an article first"):
        Neo4jStore(pool.empty(), Atlas(), read_only=True)
