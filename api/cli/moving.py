"""``push``, ``pull``, ``migrate`` and ``neo4j-files``: between a file and a Neo4j server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import DEFAULT_STORE, StoreOption, number, read_store, say, tell, write_store
from graph.errors import SettingsError, StoreError
from graph.stores.copying import copy
from graph.stores.neo4j_address import read_address
from graph.stores.neo4j_driver import Connection
from graph.stores.neo4j_files import write_files
from graph.stores.neo4j_schema import Pending, migrate, pending
from loaders.gazetteer import load_gazetteer

app = typer.Typer()
_SERVER = "NEO4J"


def _copy(source: str, target: str) -> None:
    with read_store(source) as given, write_store(target) as taken:
        done = copy(given, taken)
    if done.already:
        say(f"{target} holds the same already: {number(done.lines, 'line')} of its dump are equal")
    elif done.different:
        tell(
            f"copied, but line {done.different} of the dumps differs: another version of Claimstake or of the gazetteer has made the graph "
            f"of {source}; run claimstake rebuild on it"
        )
        raise typer.Exit(1)
    else:
        say(f"copied {source} to {target}: {number(done.lines, 'line')} of the dumps are equal")


@app.command()
def push(
    server: Annotated[str, typer.Argument(metavar=_SERVER, help="neo4j://HOST:7687/DATABASE or bolt://...")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Copy the store into an empty database of a Neo4j server.

    One transaction: it is there as a whole or not at all. Afterwards the dumps of both are compared. The user is CLAIMSTAKE_NEO4J_USER
    (neo4j by default), the password CLAIMSTAKE_NEO4J_PASSWORD or in the file CLAIMSTAKE_NEO4J_PASSWORD_FILE.

    [bold]Example[/]

      claimstake push neo4j://localhost --store demo/claimstake.db
    """
    _copy(store, server)


@app.command()
def pull(
    server: Annotated[str, typer.Argument(metavar=_SERVER, help="neo4j://HOST:7687/DATABASE or bolt://...")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Copy the graph of a Neo4j server into a new store.

    Afterwards the dumps of both are compared; user and password as for push.

    [bold]Example[/]

      claimstake pull neo4j://localhost --store copy.db
    """
    _copy(server, store)


@app.command("migrate")
def migrate_store(
    server: Annotated[str, typer.Argument(metavar="[NEO4J]", help="The server; else --store")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be done")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Bring a store on Neo4j up to date: constraints, indexes, migrations.

    Files are brought up to date by the first command that writes to them.

    [bold]Examples[/]

      claimstake migrate neo4j://localhost --dry-run

      claimstake migrate neo4j://localhost
    """
    connection = Connection(read_address(server or store, os.environ), read_only=dry_run)
    try:
        _print(pending(connection) if dry_run else migrate(connection), dry_run)
    finally:
        connection.close()


def _print(todo: Pending, dry_run: bool) -> None:
    for name in todo.schema:
        say(f"{'would make' if dry_run else 'made'} {name}")
    for migration in todo.migrations:
        say(f"{'would apply' if dry_run else 'applied'} {migration.number:03d}-{migration.name} (checksum {migration.checksum})")
    if not todo:
        say(f"nothing to do: the store has version {todo.version}")


@app.command("neo4j-files")
def neo4j_files(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder for the files")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the store as files for neo4j-admin database import.

    For archives that are too large for one transaction; prints the command to run, and what to do after it.

    [bold]Example[/]

      claimstake neo4j-files import --store demo/claimstake.db
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(f"{folder} is there already; name a new folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with read_store(store) as opened:
            command = write_files(opened, load_gazetteer(), folder)
    except OSError as error:
        raise StoreError(f"{folder}: the files cannot be written: {error}") from error
    say(command)
    tell("run this with the server stopped; start it, then run claimstake migrate, which makes the constraints and indexes")
