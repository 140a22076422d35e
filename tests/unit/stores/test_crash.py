"""A loader that is killed: what it reported as stored is there, nothing is half stored, and the load can go on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.stores.base import ALL, Store
from graph.stores.memory import MemoryStore
from graph.stores.sqlite import SqliteStore
from tests.contract.samples import Atlas
from tests.unit.stores.loader import numbered

ROOT = Path(__file__).parents[3]
ARTICLES = 60
# (transaction, statement) at which the loader is killed: the first transaction signs in, each other one writes an article.
INSIDE = [(2, 1), (2, 30), (5, 12), (11, 3), (17, 25), (23, 40), (31, 8), (40, 18)]
MOMENTS = list(range(12))


@contextmanager
def loading(path: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.unit.stores.loader", str(path), "0", str(ARTICLES), *more]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def lines_until(process: subprocess.Popen[str], line: str) -> list[str]:
    assert process.stdout is not None
    found = []
    for read in process.stdout:
        found.append(read.strip())
        if found[-1] == line:
            return found
    raise AssertionError(f"the loader ended without {line!r}: {found[-3:]}")


def kill(process: subprocess.Popen[str]) -> list[str]:
    """Kill -9; returns what it had still written."""
    assert process.stdout is not None
    process.send_signal(signal.SIGKILL)
    return [line.strip() for line in process.stdout]


def load_all(store: Store) -> list[str]:
    for number in range(ARTICLES):
        store.write(*numbered(number))
    return list(store.dump())


@pytest.fixture(scope="module")
def whole() -> list[str]:
    """The dump of a load without trouble."""
    with MemoryStore("", Atlas()) as store:
        return load_all(store)


def check(path: Path, told: list[str], whole: list[str]) -> None:
    """Nothing reported is lost, nothing is half stored, and the load can go on to the same end."""
    stored = [line.removeprefix("stored ") for line in told if line.startswith("stored ")]
    with SqliteStore(str(path), Atlas()) as store:
        records = store.articles(page=ALL)
        assert [r.article.id for r in records][: len(stored)] == stored
        assert len(records) <= len(stored) + 1
        assert all(r.claims == 4 for r in records)
        assert len(store.claims(page=ALL)) == 4 * len(records)
        assert [c.sequence for c in store.changes()] == list(range(1, len(records) + 1))
        with MemoryStore("", Atlas()) as clean:
            for number in range(len(records)):
                clean.write(*numbered(number))
            assert list(store.dump()) == list(clean.dump())
        assert load_all(store) == whole


@pytest.mark.slow
@pytest.mark.parametrize("pause", INSIDE)
def test_killed_inside_a_transaction(pause: tuple[int, int], tmp_path: Path, whole: list[str]) -> None:
    path = tmp_path / "store.db"
    with loading(path, f"{pause[0]}:{pause[1]}") as process:
        told = lines_until(process, "inside")
        told += kill(process)
    assert "commit" not in told[len(told) - told[::-1].index("begin") :], "the transaction had ended"
    assert told.count("begin") == told.count("commit") + 1
    check(path, told, whole)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MOMENTS)
def test_killed_at_any_moment(seed: int, tmp_path: Path, whole: list[str]) -> None:
    chance = random.Random(seed)
    path = tmp_path / "store.db"
    with loading(path) as process:
        told = lines_until(process, f"stored article/{chance.randrange(ARTICLES - 10):04d}") if seed else []
        time.sleep(chance.random() * (0.03 if seed else 0.6))
        told += kill(process)
    check(path, told, whole)


@pytest.mark.slow
def test_a_second_process_reads_while_one_loads(tmp_path: Path, whole: list[str]) -> None:
    path = tmp_path / "store.db"
    seen = []
    with loading(path) as process:
        lines_until(process, "stored article/0000")
        while process.poll() is None:
            with SqliteStore(str(path), Atlas(), read_only=True) as store:
                records = store.articles(page=ALL)
                seen.append(len(records))
                assert store.stats()["claims"] >= 4 * len(records)
                dump = list(store.dump())
            assert sum('"kind":"claim"' in line for line in dump) == 4 * sum('"kind":"article"' in line for line in dump)
            lines_until(process, "commit") if seen[-1] < ARTICLES - 5 else process.wait()
    assert seen == sorted(seen)
    assert len(set(seen)) > 3
    with SqliteStore(str(path), Atlas(), read_only=True) as store:
        assert list(store.dump()) == whole


@pytest.mark.slow
def test_a_second_store_of_a_process_leaves_the_first_its_locks(tmp_path: Path, whole: list[str]) -> None:
    """A writer that ends takes the log away only if nobody has the file open; closing the file besides SQLite would let it believe so."""
    path = tmp_path / "store.db"
    with loading(path) as process:
        lines_until(process, "stored article/0000")
        with SqliteStore(str(path), Atlas(), read_only=True) as one:
            with SqliteStore(str(path), Atlas(), read_only=True) as other:
                assert other.stats()["articles"]
            process.wait(timeout=120)
            assert path.with_name("store.db-wal").exists()
            assert list(one.dump()) == whole


@pytest.mark.slow
def test_two_loaders_on_one_file_both_finish(tmp_path: Path, whole: list[str]) -> None:
    path = tmp_path / "store.db"
    with loading(path) as one, loading(path) as other:
        for process in (one, other):
            process.communicate(timeout=120)
            assert process.returncode == 0
    with SqliteStore(str(path), Atlas()) as store:
        assert list(store.dump()) == whole
        assert store.stats()["articles"] == ARTICLES
        assert sorted(c.subject for c in store.changes()) == sorted({c.subject for c in store.changes()})
