"""``show``, ``path`` and ``stats``: looking at the graph."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console

from api.cli.common import DEFAULT_STORE, JsonOption, StoreOption, read_store, say, say_json
from api.cli.finding import find
from api.cli.page import Page, make_page
from graph.claims import to_wire
from graph.dates import PartialDate
from graph.errors import SettingsError
from graph.ontology import ONTOLOGY, Status
from graph.stores.base import Filter
from graph.stores.wire import entity_to_wire, fact_to_wire, review_to_wire

app = typer.Typer()
StatusOption = Annotated[
    list[Status], typer.Option("--status", help="Facts of this status; several times for several (actual and planned by default)")
]
TypesOption = Annotated[list[str], typer.Option("--type", metavar="TYPE", help="Only this type of fact (finances, operates ...)")]
AsOfOption = Annotated[str, typer.Option("--as-of", metavar="DATE", help="As it is valid then: 2025, 2025-Q3, 2025-10, 2025-11-13")]
KnownAtOption = Annotated[str, typer.Option("--known-at", metavar="DAY", help="By what was published at or before that day")]
OriginsOption = Annotated[int, typer.Option("--min-origins", metavar="N", help="Facts that at least so many independent sources tell")]
_DEFAULT = [Status.ACTUAL, Status.PLANNED]


def make_filter(status: list[Status], as_of: str, known_at: str, min_origins: int) -> Filter:
    """What the options ask to see. Raises InvalidValue for a date that is none."""
    day = PartialDate(known_at).last.isoformat() if known_at else ""
    return Filter(frozenset(status), PartialDate(as_of) if as_of else None, day, min_origins)


def known_types(types: list[str]) -> list[str]:
    """The types, if the ontology has them. Raises SettingsError."""
    names = [spec.name for spec in ONTOLOGY]
    if unknown := [name for name in types if name not in names]:
        raise SettingsError(f"{unknown[0]!r} is no type of fact; there are {', '.join(names)}")
    return types


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or the beginning of one, or an id such as company/bitfarms")],
    store: StoreOption = DEFAULT_STORE,
    types: TypesOption = [],  # noqa: B006 typer copies it
    status: StatusOption = _DEFAULT,
    as_of: AsOfOption = "",
    known_at: KnownAtOption = "",
    min_origins: OriginsOption = 1,
    quotes: Annotated[int, typer.Option("--quotes", metavar="N", help="At most so many quotes a fact")] = 2,
    as_json: JsonOption = False,
) -> None:
    """Print a page about an entity: its facts, each with quote and source.

    Facts are grouped by kind, with amounts, times and status: what is planned is marked so. The number of independent sources counts
    copies of one story once.

    [bold]Examples[/]

      claimstake show Bitfarms

      claimstake show "Panther Creek" --type finances

      claimstake show company/mara --known-at 2025-06-30 --status possible --status planned
    """
    where = make_filter(status, as_of, known_at, min_origins)
    with read_store(store) as opened:
        page = make_page(opened, find(opened, name), known_types(types), where, quotes)
    if as_json:
        say_json(_wire(page))
    else:
        Console(soft_wrap=False, highlight=False).print(page)


def _wire(page: Page) -> dict[str, Any]:
    facts = [
        {**fact_to_wire(fact), "sources": [{"claim": to_wire(s.claim), "title": s.article.article.title} for s in page.sources[fact.id]]}
        for fact in page.facts
    ]
    return {"entity": entity_to_wire(page.entity), "facts": facts, "names": page.names, "review": [review_to_wire(i) for i in page.doubts]}


@app.command()
def stats(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """Count what the store holds.

    [bold]Example[/]

      claimstake stats --json
    """
    with read_store(store) as opened:
        counts = dict(opened.stats())
    if as_json:
        say_json(counts)
        return
    for name, count in counts.items():
        kind, _, rest = name.partition(":")
        say(f"{f'  {kind} {rest}' if rest else name:<32} {count:>10,}")
