"""Opening stores by address."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.stores.memory import MemoryStore
from graph.stores.open import open_store
from graph.stores.sqlite import SqliteStore
from tests.contract.samples import Atlas, loan
from tests.unprivileged import unprivileged


def test_a_path_is_a_file_of_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "claims of 2025.db"
    with open_store(str(path), Atlas()) as store:
        assert isinstance(store, SqliteStore)
        store.write(*loan())
    for url in (f"sqlite:{path}", f"sqlite://{path}", f"SQLITE:{path}"):
        with open_store(url, Atlas(), read_only=True) as store:
            assert store.stats()["articles"] == 1


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("here.db", Atlas()) as store:
        store.write(*loan())
    with open_store("sqlite:here.db", Atlas()) as store:
        assert store.stats()["articles"] == 1


def test_memory() -> None:
    with open_store("memory:", Atlas()) as store:
        assert isinstance(store, MemoryStore)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "no store is named"),
        ("  ", "no store is named"),
        ("oracle://host/db", "no kind of store called 'oracle'; installed are .*memory:.*sqlite:"),
        ("notes:of.db", "a file of that name is sqlite:notes:of.db"),
    ],
)
def test_unknown_addresses(url: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        open_store(url, Atlas())


def test_a_drive_letter_is_no_scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("C:store.db", Atlas()) as store:
        assert isinstance(store, SqliteStore)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"is a folder; name a file"):
        open_store(str(tmp_path), Atlas())


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"folder of .* is not there"):
        open_store(str(tmp_path / "none" / "x.db"), Atlas())


def test_reading_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with pytest.raises(StoreError, match="there is no store at"):
        open_store(str(path), Atlas(), read_only=True)
    assert not path.exists()


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.touch()
    with pytest.raises(StoreError, match="nothing in the store yet"):
        open_store(str(path), Atlas(), read_only=True)
    assert path.stat().st_size == 0
    with open_store(str(path), Atlas()) as store:
        store.write(*loan())


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("content", [b"just a text, no store\n", b"\x00" * 4096, b"SQLite format 3\x00" + b"\x00" * 84])
def test_a_foreign_file_is_left_alone(content: bytes, read_only: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="no store of Claimstake"):
        open_store(str(path), Atlas(), read_only)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["x.db"]


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_left_alone(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("CREATE TABLE schema (version)")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no store of Claimstake"):
        open_store(str(path), Atlas())
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["x.db"]


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_store(str(path), Atlas()) as store:
        store.write(*loan())
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(bytes(content))
    with pytest.raises(StoreError, match=r"damaged .*restore it"), open_store(str(path), Atlas()) as store:
        store.claims()


def test_a_store_opened_to_be_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_store(str(path), Atlas()) as store:
        store.write(*loan())
    with open_store(str(path), Atlas(), read_only=True) as store, pytest.raises(StoreError, match="read only"):
        store.write(*loan())
    with MemoryStore("", Atlas(), read_only=True) as memory, pytest.raises(StoreError, match="read only"):
        memory.retract("x")


def test_a_file_without_rights_is_told(tmp_path: Path) -> None:
    open_store(str(tmp_path / "before.db"), Atlas()).close()  # so that what is imported late is there before the rights are gone
    with unprivileged() as folder:
        path = folder / "x.db"
        path.write_bytes(b"x")
        path.chmod(0)
        with pytest.raises(StoreError, match="cannot be read"):
            open_store(str(path), Atlas())
