"""A server that dies, takes no writing, is dumped, restored, and filled from files: on a server of the test's own."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_address import read_address
from graph.stores.neo4j_driver import Connection
from graph.stores.neo4j_files import write_files
from graph.stores.neo4j_schema import migrate
from tests.contract.samples import Atlas, fill, loan, seat
from tests.neo4j import pool
from tests.neo4j.server import Server, missing

ROOT = Path(__file__).resolve().parents[3]
pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j"), pytest.mark.slow]
COUNT = 40


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that tests may stop, kill and set otherwise."""
    if reason := missing():
        pool.skip(reason)
    server = Server(tmp_path_factory.mktemp("own-neo4j"))
    server.start()
    yield server
    server.stop()
    shutil.rmtree(server.home, ignore_errors=True)


def loader(server: Server, patience: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.unit.neo4j.loader", pool.address_of(server), str(COUNT), str(patience)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_in_the_middle_of_a_load(own: Server) -> None:
    url = pool.address_of(own)
    Neo4jStore(url, Atlas()).close()
    with loader(own, 2) as process:
        assert process.stdout is not None and process.stderr is not None
        told = [int(process.stdout.readline()) for _ in range(5)]
        own.kill()
        told += [int(line) for line in process.stdout.read().split()]
        words = process.stderr.read()
        assert process.wait(120) == 1
    assert "no Neo4j answers" in words and "then run this again" in words
    assert len(told) < COUNT
    own.start()
    with MemoryStore("", Atlas()) as reference, Neo4jStore(url, Atlas()) as store:
        held = [record.article.id for record in store.articles()]
        assert held in ([f"loan{n:03d}" for n in range(k)] for k in (len(told), len(told) + 1)), (
            "all that was told is there, and nothing half"
        )
        for id_ in held:
            reference.write(*loan(id_))
        assert list(store.dump()) == list(reference.dump())
        for number in range(COUNT):  # a second run completes it
            reference.write(*loan(f"loan{number:03d}"))
        with loader(own, 30) as process:
            assert process.communicate()[1] == "" and process.returncode == 0
        assert list(store.dump()) == list(reference.dump())


def test_a_read_only_database(own: Server) -> None:
    url = pool.address_of(own)
    with Neo4jStore(url, Atlas()) as store:
        store.write(*seat())
    own.stop()
    own.configure(["server.databases.read_only=neo4j"])
    own.start()
    with Neo4jStore(url, Atlas(), patience=1) as store:
        assert store.stats()["articles"] >= 1
        with pytest.raises(StoreError, match=r"the database takes no writing .*make it writable .*or only read it"):
            store.write(*loan())
    own.stop()
    own.configure()
    own.start()


def test_backup_and_restore(own: Server, tmp_path: Path) -> None:
    url = pool.address_of(own)
    with Neo4jStore(url, Atlas()) as store:
        store.write(*loan("kept"))
        before = list(store.dump())
    own.stop()
    own.admin("database", "dump", "neo4j", f"--to-path={tmp_path}")
    own.start()
    with Neo4jStore(url, Atlas()) as store:
        store.retract("kept")
        assert list(store.dump()) != before
    own.stop()
    own.admin("database", "load", "neo4j", f"--from-path={tmp_path}", "--overwrite-destination=true")
    own.start()
    with Neo4jStore(url, Atlas()) as store:
        assert list(store.dump()) == before


def test_files_for_neo4j_admin(own: Server, tmp_path: Path) -> None:
    with MemoryStore("", Atlas()) as source:
        fill(source)
        where, claims = loan("quotes", "2025-12-01")
        source.write(where.model_copy(update={"title": 'A "title", with\nlines; and commas', "publisher": "Grid, Weekly"}), claims)
        expected = list(source.dump())
        command = write_files(source, Atlas(), tmp_path)
    words = shlex.split(command.replace("\\\n", " "))
    assert words[:2] == ["neo4j-admin", "database"]
    own.stop()
    printed = own.admin(*words[1:])
    assert "IMPORT DONE" in printed
    own.start()
    url = pool.address_of(own)
    with pytest.raises(StoreError, match="run claimstake migrate"):
        Neo4jStore(url, Atlas())
    connection = Connection(read_address(url, {}))
    migrate(connection)
    connection.close()
    with Neo4jStore(url, Atlas()) as store, MemoryStore("", Atlas()) as reference:
        assert list(store.dump()) == expected
        reference.load_dump(expected)
        for other in (store, reference):
            other.write(*loan("later", "2025-12-02"))
            other.retract("quotes")
        assert list(store.dump()) == list(reference.dump())
