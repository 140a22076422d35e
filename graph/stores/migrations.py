"""Schema versions of the store file: numbered SQL scripts, each applied once, all that are missing in one transaction."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from graph.errors import StoreError, StoreVersionError

_NUMBERED = re.compile(r"(\d{3})-[\w-]+\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """The script that leads to a schema version."""

    version: int
    script: str


def shipped() -> tuple[Migration, ...]:
    """The migrations of this Claimstake, oldest first."""
    folder = resources.files("graph.stores") / "schema"
    found = [(match, item) for item in folder.iterdir() if (match := _NUMBERED.fullmatch(item.name))]
    return tuple(sorted((Migration(int(m[1]), item.read_text("utf-8")) for m, item in found), key=lambda m: m.version))


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: running a script as a whole would end the transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def schema_version(connection: sqlite3.Connection) -> int:
    """The schema version of an open file, 0 when there is nothing in it."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema'").fetchone() is None:
        return 0
    return int(connection.execute("SELECT version FROM schema").fetchone()[0])


def check_version(version: int, known: Sequence[Migration], where: str, read_only: bool) -> bool:
    """Whether a file of a version has to be migrated. Raises StoreVersionError when that cannot be."""
    newest = known[-1].version
    if version == 0 and read_only:
        raise StoreError(f"{where}: there is nothing in the store yet; load an article first (claimstake load)")
    if version > newest:
        raise StoreVersionError(
            f"{where}: the store has schema version {version}, this Claimstake knows up to {newest}; update Claimstake (pip install -U "
            "claimstake), or open the store with the version that wrote it, dump it there and load the dump here"
        )
    if version < newest and read_only:
        raise StoreVersionError(
            f"{where}: the store has schema version {version} and must be brought to {newest} first; open it once for writing "
            "(claimstake rebuild), after a copy has been made"
        )
    return version < newest


def migrate(connection: sqlite3.Connection, known: Sequence[Migration]) -> None:
    """Bring a file up to date; the caller holds the transaction that makes it whole."""
    version = schema_version(connection)
    for migration in known:
        if migration.version > version:
            for statement in statements(migration.script):
                connection.execute(statement)
    if version == 0:
        connection.execute("INSERT INTO schema (version) VALUES (?)", (known[-1].version,))
    else:
        connection.execute("UPDATE schema SET version = ?", (known[-1].version,))
