"""``claims``, ``dump`` and ``export``: the store's content for others."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from api.cli.common import DEFAULT_STORE, StoreOption, read_store, say
from api.cli.finding import find
from graph import rdf
from graph.claims import dump_lines
from graph.errors import SettingsError
from graph.model import Claim
from graph.ontology import Status
from graph.stores.base import Filter, View, every

app = typer.Typer()
_BATCH = 500


@app.command()
def claims(store: StoreOption = DEFAULT_STORE) -> None:
    """Print the store's claims in the interchange format, one JSON line each.

    Sorted by article, start and id; loading the same articles again changes no byte of it. Fillers carry the id of the entity that they
    are resolved to.

    [bold]Examples[/]

      claimstake claims > claims.jsonl

      claimstake claims --store demo/claimstake.db | head
    """
    with read_store(store) as opened:
        batch: list[Claim] = []
        for claim in every(lambda page: opened.claims(page=page), _BATCH):
            batch.append(claim)
            if len(batch) == _BATCH:
                _print(opened, batch)
                batch.clear()
        _print(opened, batch)


def _print(view: View, batch: list[Claim]) -> None:
    entities: dict[str, dict[str, str]] = defaultdict(dict)
    for (id_, key), entity in view.resolved([claim.id for claim in batch]).items():
        entities[id_][key] = entity
    for claim in batch:
        for line in dump_lines([claim], entities[claim.id]):
            say(line)


@app.command()
def dump(store: StoreOption = DEFAULT_STORE) -> None:
    """Write the whole store as JSON Lines, byte for byte the same for equal content.

    Articles with their texts and versions, claims, decisions, tombstones, ledger; and what follows from them: entities, facts, edges,
    review list. Numbers and times of recording are left out.

    [bold]Example[/]

      claimstake dump --store demo/claimstake.db > backup.jsonl
    """
    with read_store(store) as opened:
        for line in opened.dump():
            say(line)


@app.command()
def export(
    format_: Annotated[rdf.Format, typer.Option("--format", help="How it is written")] = rdf.Format.TURTLE,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write here instead of to the standard output")] = None,
    about: Annotated[
        list[str], typer.Option("--about", metavar="NAME", help="Only the part around this entity; several times for several")
    ] = [],  # noqa: B006
    depth: Annotated[int, typer.Option("--depth", metavar="K", min=0, help="How many steps around it")] = 1,
    status: Annotated[list[Status], typer.Option("--status", help="Facts of this status; all by default")] = list(Status),  # noqa: B006
    base: Annotated[
        str, typer.Option("--base", envvar="CLAIMSTAKE_BASE", metavar="IRI", help="What is put before all ids")
    ] = rdf.DEFAULT_BASE,
    gazetteer: Annotated[bool, typer.Option("--gazetteer", help="Also the wider places of places, which no article says")] = False,
    vocabulary: Annotated[bool, typer.Option("--vocabulary", help="Write the vocabulary instead of the graph")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the graph as RDF.

    Each fact is a resource with its roles, exact amounts, partial dates, status and the claims that tell it; each claim has its quote and
    its article. Actual facts also give a plain triple between their main ends. The same content gives the same bytes; N-Quads and TriG
    keep the claims of each article in a graph of their own.

    [bold]Examples[/]

      claimstake export --format turtle --output graph.ttl

      claimstake export --about Bitfarms --depth 2 --format jsonld

      claimstake export --vocabulary > claimstake-vocabulary.ttl
    """
    writer = rdf.Writer(rdf.checked_base(base))
    if vocabulary:
        _write(rdf.vocabulary(), output, format_)
        return
    with read_store(store) as opened:
        where = Filter(statuses=frozenset(status), gazetteer=gazetteer)
        chosen = rdf.around(opened, [find(opened, name).id for name in about], depth, where) if about else rdf.Whole(opened, where)
        _write(rdf.statements(opened, chosen, writer, gazetteer=gazetteer), output, format_)


def _write(statements: Iterable[rdf.Statement], output: Path | None, format_: rdf.Format) -> None:
    with _opened(output) as file:
        rdf.write(statements, file, format_)


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[bytes]]:
    """The file, which appears under its name when it is whole; or the standard output. Raises SettingsError."""
    if output is None:
        yield sys.stdout.buffer
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    except OSError as error:
        raise SettingsError(f"{output} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
