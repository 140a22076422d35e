"""The store file: schema versions, transactions, and who is writing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreBusy, StoreError, StoreVersionError
from graph.ontology import EntityType
from graph.stores.base import ALL, Page
from graph.stores.memory import MemoryStore
from graph.stores.migrations import Migration, shipped, statements
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_file import Database
from tests.contract.samples import Atlas, article, fill, loan, say, seat
from tests.unit.stores.landed import given_lines, unpack

ROOT = Path(__file__).parents[3]
NEXT = Migration(shipped()[-1].version + 1, "CREATE TABLE extra (x);\nINSERT INTO extra VALUES (1);\n")
BROKEN = Migration(shipped()[-1].version + 1, "CREATE TABLE extra (x);\nINSERT INTO nowhere VALUES (1);\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one article."""
    path = tmp_path / "store.db"
    with SqliteStore(str(path), Atlas()) as store:
        store.write(*loan())
    return path


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a transaction open."""
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom graph.stores.sqlite_file import Database\n"
        "db = Database(Path(sys.argv[1]))\nwith db.writing():\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()
        process.wait()


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT version FROM schema").fetchone()[0])


def test_a_second_loader_names_the_first(path: Path, holder: subprocess.Popen[str]) -> None:
    with SqliteStore(str(path), Atlas(), timeout=0.2) as store:
        with pytest.raises(StoreBusy, match=rf"process {holder.pid} on .* is writing to the store; waited 0.2 s"):
            store.write(*seat())
        assert len(store.claims()) == 4, "reading does not wait"
        holder.kill()
        holder.wait()
        store.write(*seat())
        assert len(store.claims()) == 6


def test_a_second_loader_waits_for_the_first(path: Path, holder: subprocess.Popen[str]) -> None:
    timer = threading.Timer(0.5, holder.kill)
    timer.start()
    with SqliteStore(str(path), Atlas(), timeout=20) as store:
        store.write(*seat())
        assert len(store.articles()) == 2
    timer.join()


def test_writers_sign_in_and_out(path: Path) -> None:
    with SqliteStore(str(path), Atlas()) as one, SqliteStore(str(path), Atlas()) as other:
        one.write(*seat())
        other.write(*seat("b"))
        with closing(sqlite3.connect(path)) as connection:
            assert [pid for (pid,) in connection.execute("SELECT pid FROM session")] == [os.getpid()] * 2
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM session").fetchone() == (0,)


def test_those_who_were_killed_are_swept_up(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with SqliteStore(str(path), Atlas()) as store:
        store.write(*seat())
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT pid FROM session").fetchall() == [(os.getpid(),)]


def test_closing_does_not_wait_for_another_writer(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    store = SqliteStore(str(path), Atlas())
    store.write(*seat())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        store.close()
        assert time.monotonic() - start < 2
        other.execute("ROLLBACK")


def test_two_processes_make_one_file(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    code = "import sys\nfrom pathlib import Path\nfrom graph.stores.sqlite_file import Database\nDatabase(Path(sys.argv[1])).close()\n"
    processes = [subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT) for _ in range(3)]
    assert [p.wait(60) for p in processes] == [0, 0, 0]
    with SqliteStore(str(path), Atlas()) as store:
        store.write(*loan())


def test_threads_share_a_store(path: Path) -> None:
    def work(number: int) -> None:
        where, claims = seat(f"seat {number}")
        store.write(where, claims)
        counts.append(len(store.claims(articles=[where.id])))

    counts: list[int] = []
    with SqliteStore(str(path), Atlas()) as store:
        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert counts == [2] * 8
        assert store.stats()["articles"] == 9


def test_an_error_leaves_nothing_behind(path: Path) -> None:
    with SqliteStore(str(path), Atlas()) as store:
        before = list(store.dump())
        store._db.connection.execute("CREATE TEMP TRIGGER stop BEFORE INSERT ON edge BEGIN SELECT raise(ABORT, 'the disk is full'); END")
        with pytest.raises(StoreError, match="the disk is full"):
            store.write(*seat())
        assert list(store.dump()) == before
        store._db.connection.execute("DROP TRIGGER stop")
        store.write(*seat())


def test_an_older_file_is_migrated_in_one_transaction(path: Path) -> None:
    old = version(path)
    with pytest.raises(StoreVersionError, match=f"schema version {old} and must be brought to {NEXT.version}"):
        Database(path, read_only=True, migrations=[*shipped(), NEXT])
    with pytest.raises(StoreError, match="nowhere"):
        Database(path, migrations=[*shipped(), BROKEN])
    assert version(path) == old
    database = Database(path, migrations=[*shipped(), NEXT])
    assert database.query("SELECT * FROM extra") == [(1,)]
    database.close()
    assert version(path) == NEXT.version


def test_a_newer_file_is_refused(path: Path) -> None:
    Database(path, migrations=[*shipped(), NEXT]).close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreVersionError, match=f"schema version {NEXT.version}, this Claimstake knows up to .*update Claimstake"):
            SqliteStore(str(path), Atlas(), read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("number", [m.version for m in shipped()])
def test_files_of_each_landed_version_are_read_and_brought_up_to_date(number: int, tmp_path: Path) -> None:
    old = unpack(number, tmp_path)
    assert version(old) == number
    with MemoryStore("", Atlas()) as reference, SqliteStore(str(old), Atlas()) as store:
        fill(reference)
        expected = [line for line in reference.dump() if line.split('"')[3] in ("article", "claim", "decision")]
        assert given_lines(store) == expected
        for one in (reference, store):
            one.write(*seat("later", "2025-12-01"))
        assert list(store.dump()) == list(reference.dump())
        store.rebuild()
        assert list(store.dump()) == list(reference.dump())
    assert version(old) == shipped()[-1].version


def test_statements_of_a_script() -> None:
    script = "-- first\nCREATE TABLE a (x);\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\n"
    assert [s.strip().splitlines()[-1] for s in statements(script)] == ["CREATE TABLE a (x);", "END;"]


def test_migrations_are_numbered_without_gaps() -> None:
    assert [m.version for m in shipped()] == list(range(1, len(shipped()) + 1))


def test_another_gazetteer_makes_the_graph_anew_with_the_next_write(path: Path) -> None:
    with SqliteStore(str(path), Atlas("atlas-1")) as store:
        store.write(*seat())
        assert store.entities(["company/aurore-energie"])[0].attributes == {"version": "atlas-1"}
    with SqliteStore(str(path), Atlas("atlas-2")) as store:
        assert store.entities(["company/aurore-energie"])[0].attributes == {"version": "atlas-1"}
        where = article("c", "Lindwurm Bank mines.")
        store.write(where, [say(where, "engages_in", {"company": "Lindwurm Bank", "activity": "mines"})])
        assert store.entities(["company/aurore-energie"])[0].attributes == {"version": "atlas-2"}


def test_amounts_and_dates_stand_in_columns_that_sort(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        amount = connection.execute("SELECT text, number, unit FROM fact_value WHERE name = 'amount'").fetchall()
        assert amount == [("300000000", 3e8, "USD")]
        capacity = connection.execute("SELECT text, number, unit FROM fact_value WHERE name = 'capacity'").fetchall()
        assert capacity == [("340", 340.0, "MW")]


def test_every_view_walks_an_index(path: Path) -> None:
    """No statement of a view reads a whole table that grows with the store."""
    told: list[str] = []
    with SqliteStore(str(path), Atlas()) as store:
        store._db.connection.set_trace_callback(told.append)
        fact = store.facts()[0]
        store.entities(["company/tamarack-compute"])
        store.entities(types=[EntityType.COMPANY, EntityType.PLACE], page=Page(2, "company/x"))
        store.facts(types=["finances", "operates"], page=Page(2, fact.id))
        store.facts(about=["company/tamarack-compute"], types=["finances", "operates"], page=Page(2))
        store.search("tama")
        store.facts([fact.id, *fact.claims])
        store.facts(about=["company/tamarack-compute"])
        store.edges(["company/tamarack-compute"], types=["OPERATES"])
        store.claims(["claim/x"])
        store.claims(facts=[fact.id])
        store.claims(articles=["loan"])
        store.articles(["loan"])
        store.resolved(fact.claims)
        store._db.connection.set_trace_callback(None)
        for statement in (t for t in told if t.startswith("SELECT") and "name_search_" not in t):
            plan = [row[-1] for row in store._db.connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
            assert not [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE" not in step], f"{statement}\n{plan}"
            paged = statement.startswith("SELECT id, record")
            assert not (paged and "fact_claim" not in statement and any("TEMP B-TREE FOR ORDER" in step for step in plan)), plan


def test_a_page_of_everything_is_not_slower_than_its_rows(path: Path) -> None:
    with SqliteStore(str(path), Atlas()) as store:
        plan = store._db.query("EXPLAIN QUERY PLAN SELECT record FROM claim WHERE stands = 1 AND (article, start, id, extractor) > "
                               "('a', 1, 'b', 'c') ORDER BY article, start, id, extractor LIMIT 3")  # fmt: skip
        assert not [row for row in plan if "TEMP B-TREE" in row[-1]]
        assert len(store.claims(page=ALL)) == 4
