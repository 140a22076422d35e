"""Constraints, indexes and migrations of a Neo4j store: what is missing, and putting it there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.cypher_gen import schema_names
from graph.errors import StoreError, StoreVersionError
from graph.stores.neo4j_driver import Connection, Work
from graph.stores.neo4j_statements import body, names, statement

_STORE = "read/store"


@dataclass(frozen=True, slots=True)
class Migration:
    """A numbered change of what is stored: one statement, applied once."""

    number: int
    name: str
    text: str

    @property
    def checksum(self) -> str:
        """A digest of the statement: what has been applied must not be changed afterwards."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Pending:
    """What ``claimstake migrate`` has to do. ``schema`` maps the names of constraints and indexes to their statements."""

    schema: dict[str, str]
    migrations: tuple[Migration, ...]
    version: int
    fresh: bool

    def __bool__(self) -> bool:
        return bool(self.schema or self.migrations)


def shipped() -> tuple[Migration, ...]:
    """The migrations of this Claimstake, oldest first."""
    found = []
    for path in names("migrations"):
        number, _, name = path.removeprefix("migrations/").partition("-")
        found.append(Migration(int(number), name, statement(path)))
    return tuple(sorted(found, key=lambda m: m.number))


def pending(connection: Connection, known: Sequence[Migration] | None = None) -> Pending:
    """What is missing. Raises StoreVersionError when the store is newer than this Claimstake, or a migration has been changed since."""
    return connection.read(lambda work: _pending(work, connection.where, tuple(known) if known is not None else shipped()))


def _pending(work: Work, where: str, known: tuple[Migration, ...]) -> Pending:
    here = {row["name"] for row in work.rows("read/schema-names")}
    applied = {row["number"]: row for row in work.rows("read/migrations")}
    found = work.rows(_STORE)
    if not found:
        _check_strangers(work, where)
    version = int(found[0]["version"]) if found else 0
    _check_applied(version, {number: str(row["checksum"]) for number, row in applied.items()}, known, where)
    missing = {name: text for name, text in schema_names().items() if name not in here}
    return Pending(missing, tuple(m for m in known if m.number not in applied), version, not found)


def _check_applied(version: int, applied: dict[int, str], known: Sequence[Migration], where: str) -> None:
    newest = known[-1].number
    if version > newest:
        raise StoreVersionError(
            f"{where}: the store has version {version}, this Claimstake knows up to {newest}; update Claimstake (pip install -U "
            "claimstake), or dump the store with the version that wrote it and load the dump here"
        )
    changed = [m for m in known if m.number in applied and applied[m.number] != m.checksum]
    if changed:
        raise StoreVersionError(
            f"{where}: migration {changed[0].number:03d}-{changed[0].name} is not the one that was applied (its checksum differs); install "
            "the Claimstake that wrote the store, or dump it there and load the dump here"
        )


def _check_strangers(work: Work, where: str) -> None:
    """A database that holds something else is left alone."""
    rows = work.rows("read/strangers")
    if rows:
        labels = ":".join(rows[0]["labels"]) or "no label"
        raise StoreError(
            f"{where}: the database is not empty and no store of Claimstake (it holds nodes of {labels}); name another database"
        )


def migrate(connection: Connection, known: Sequence[Migration] | None = None) -> Pending:
    """Put in what is missing; returns what that was. Constraints and indexes come first, each in a transaction of its own."""
    todo = pending(connection, known)
    for text in todo.schema.values():
        connection.write(lambda work, text=text: work.cypher(body(text)))  # type: ignore[misc]
    if todo.schema:
        connection.write(lambda work: work.cypher("CALL db.awaitIndexes(300)"))
    left = set(todo.schema) & set(pending(connection, known).schema)
    if left:
        raise StoreError(
            f"{connection.where}: {sorted(left)[0]} could not be made, because the database has an equal constraint or index under another "
            "name (SHOW INDEXES lists them); drop that one, then run claimstake migrate again"
        )
    for migration in todo.migrations:
        connection.write(lambda work, migration=migration: _apply(work, migration))  # type: ignore[misc]
    return todo


def _apply(work: Work, migration: Migration) -> None:
    work.cypher(migration.text)
    applied = datetime.now(UTC).isoformat(timespec="seconds")
    work.run("write/note-migration", number=migration.number, name=migration.name, checksum=migration.checksum, applied=applied)


def prepare(connection: Connection) -> None:
    """Make an empty database a store, and see that a store is complete. Raises StoreError, StoreVersionError."""
    todo = pending(connection)
    if todo.fresh:
        if connection.read_only:
            raise StoreError(f"{connection.where}: there is nothing in the store yet; load an article first (claimstake load)")
        migrate(connection)
    elif todo.migrations:
        raise StoreVersionError(
            f"{connection.where}: the store has version {todo.version} and must be brought to {todo.migrations[-1].number} first: make a "
            "backup, then run claimstake migrate (--dry-run shows what it does)"
        )
    elif todo.schema:
        missing = ", ".join(sorted(todo.schema)[:3]) + (f" and {len(todo.schema) - 3} more" if len(todo.schema) > 3 else "")
        raise StoreError(
            f"{connection.where}: the database lacks what keeps it free of doubles ({missing}); run claimstake migrate to put it there"
        )
