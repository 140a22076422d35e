"""One SQLite file: opening and checking it, transactions, and who else is writing."""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, NoReturn

from graph.errors import StoreBusy, StoreError
from graph.stores.migrations import Migration, check_version, migrate, schema_version, shipped

# Marks the file as one of Claimstake's (header of the SQLite file format, offset 68).
APPLICATION_ID = 0x436C_5374
TIMEOUT = 30.0  # seconds that a writer waits for another one
_MAGIC = b"SQLite format 3\x00"
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
# FULL: a commit is on the disk before an article is reported as stored. The cache is 64 MB; the log of writes is taken over into the
# file when it has 4,000 pages (16 MB), for pages that many writes touch are then copied once.
_PRAGMAS = (
    "PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -64000", "PRAGMA temp_store = MEMORY",
    "PRAGMA wal_autocheckpoint = 4000",
)  # fmt: skip


# Files that this process has open, by device and inode. Such a file is never opened besides SQLite: closing it would take away the locks of
# every connection of the process (https://www.sqlite.org/howtocorrupt.html, 2.2), and a writer that ends would then delete the log that is read.
_OPEN: Counter[tuple[int, int]] = Counter()
_OPENING = RLock()


class Database:
    """A connection to a store file. Calls from several threads wait for each other."""

    def __init__(
        self, path: Path, read_only: bool = False, *, timeout: float = TIMEOUT, migrations: Sequence[Migration] | None = None
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.timeout = timeout
        self._lock = RLock()
        self._depth = 0
        self._session = 0
        self._migrations = tuple(migrations or shipped())
        with _OPENING:
            if not _open_here(path):
                _check_header(path, read_only)
            self._connection: sqlite3.Connection | None = self._connect()
            self._file = _number(path)
            _OPEN[self._file] += 1
        try:
            self._prepare()
        except sqlite3.Error as error:
            self.close()
            self._explain(error)
        except StoreError:
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}?mode={'ro' if self.read_only else 'rwc'}"
        try:
            return sqlite3.connect(address, timeout=self.timeout, isolation_level=None, check_same_thread=False, uri=True)
        except sqlite3.Error as error:
            self._explain(error)

    def _prepare(self) -> None:
        """Make the tables or bring them up to date, unless another process was quicker."""
        for pragma in _PRAGMAS:
            self.connection.execute(pragma)
        if self._outdated():
            with self._transaction("BEGIN EXCLUSIVE"):
                if self._outdated():
                    self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    migrate(self.connection, self._migrations)
        if not self.read_only:
            self._share()

    def _outdated(self) -> bool:
        return check_version(schema_version(self.connection), self._migrations, str(self.path), self.read_only)

    def _share(self) -> None:
        """Let others read while one writes (WAL). SQLite does not wait by itself for those who have the file open just now."""
        deadline = time.monotonic() + self.timeout
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    @property
    def connection(self) -> sqlite3.Connection:
        """The open connection. Raises StoreError after close."""
        if self._connection is None:
            raise StoreError(f"{self.path}: the store has been closed")
        return self._connection

    def query(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement."""
        with self._lock:
            try:
                return self.connection.execute(statement, parameters).fetchall()
            except sqlite3.Error as error:
                self._explain(error)

    def many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        try:
            self.connection.executemany(statement, rows)
        except sqlite3.Error as error:
            self._explain(error)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the store for all that is read inside."""
        with self._lock, self._transaction("BEGIN"):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: what is written inside is kept as a whole or not at all. Raises StoreBusy, StoreError."""
        if self.read_only:
            raise StoreError(f"{self.path}: the store was opened to be read only")
        with self._lock:
            if not self._session and not self._depth:
                self._sign_in()
            with self._transaction("BEGIN IMMEDIATE"):
                yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        if self._depth:  # inside another one
            yield
            return
        self.query(begin)
        self._depth += 1
        try:
            yield
        except BaseException:
            if self.connection.in_transaction:  # SQLite has ended it itself when the disk is full
                self.connection.execute("ROLLBACK")
            raise
        else:
            self.query("COMMIT")
        finally:
            self._depth -= 1

    def _sign_in(self) -> None:
        """Tell others who writes here, and forget those that are gone."""
        host = socket.gethostname()
        row = (host, os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"))
        with self._transaction("BEGIN IMMEDIATE"):
            gone = [(id_,) for id_, pid in self.query("SELECT id, pid FROM session WHERE host = ?", (host,)) if not _alive(pid)]
            self.many("DELETE FROM session WHERE id = ?", gone)
            self._session = self.query("INSERT INTO session (host, pid, started) VALUES (?, ?, ?) RETURNING id", row)[0][0]

    def close(self) -> None:
        """Close the file. A writer signs out, unless another one holds the file: then its line is swept up later."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is None:
                return
            with _OPENING, closing(connection):
                _OPEN[self._file] -= 1
                if self._session:
                    connection.execute("PRAGMA busy_timeout = 0")
                    try:
                        connection.execute("DELETE FROM session WHERE id = ?", (self._session,))
                    except sqlite3.OperationalError as error:
                        if error.sqlite_errorcode not in _BUSY:
                            raise

    def _explain(self, error: sqlite3.Error) -> NoReturn:
        """Raise what a person can act on."""
        code = getattr(error, "sqlite_errorcode", 0)
        if code & 0xFF in _BUSY:
            message = f"{self.path}: {self._holder()}; waited {self.timeout:g} s for it; let it finish, then run this again"
            raise StoreBusy(message) from error
        if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise StoreError(f"{self.path}: the file is damaged ({error}); restore it from a backup or a dump") from error
        raise StoreError(f"{self.path}: {error}") from error

    def _holder(self) -> str:
        """The other processes that have signed in; reading does not have to wait."""
        others: list[tuple[Any, ...]] = []
        if self._connection is not None and schema_version(self._connection):
            others = self._connection.execute("SELECT host, pid, started FROM session WHERE id <> ?", (self._session,)).fetchall()
        here = socket.gethostname()
        named = [f"process {pid} on {host} (since {since})" for host, pid, since in others if host != here or _alive(pid)]
        return f"{' or '.join(named) or 'another process'} is writing to the store"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _number(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _open_here(path: Path) -> bool:
    return path.is_file() and _OPEN[_number(path)] > 0


def _check_header(path: Path, read_only: bool) -> None:
    """Look at the first bytes before SQLite does, so that nothing is changed in a file that is not ours. Raises StoreError."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file, {path / 'claimstake.db'} say")
    if not path.exists():
        if read_only:
            raise StoreError(f"there is no store at {path}; load an article first (claimstake load), or check the path")
        if not path.parent.is_dir():
            raise StoreError(f"the folder of {path} is not there; make it first")
        return
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    if not _ours(path, head):
        raise StoreError(f"{path} is no store of Claimstake (nothing was changed in it); name another file")


def _ours(path: Path, head: bytes) -> bool:
    if not head.strip(b"\x00"):  # empty, or left half made by a process that was killed: SQLite will roll it back
        return not head or path.with_name(f"{path.name}-journal").exists()
    return head.startswith(_MAGIC) and int.from_bytes(head[68:72], "big") == APPLICATION_ID
