"""``show``, ``path`` and ``stats``: looking at the graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.padding import Padding
from rich.text import Text

from api.cli.common import DEFAULT_STORE, JsonOption, StoreOption, read_store, say, say_json, tell
from api.cli.common import show as print_rich
from api.cli.finding import find, names_in
from api.cli.page import Page, bullet, make_page
from api.wording import sentence, status_words
from graph.claims import to_wire
from graph.dates import PartialDate
from graph.errors import InvalidValue, SettingsError
from graph.ontology import ONTOLOGY, EntityType, Status
from graph.stores.base import Filter, View
from graph.stores.wire import entity_to_wire, fact_to_wire, review_to_wire
from graph.traverse import Hop, Path, Walk, shortest_path, simple_paths

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
    """What the options ask to see. Raises SettingsError for a date that is none."""
    try:
        day = PartialDate(known_at).last.isoformat() if known_at else ""
        return Filter(frozenset(status), PartialDate(as_of) if as_of else None, day, min_origins)
    except InvalidValue as error:
        raise SettingsError(f"--as-of, --known-at: {error}") from error


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
        print_rich(page)


def _wire(page: Page) -> dict[str, Any]:
    facts = [
        {**fact_to_wire(fact), "sources": [{"claim": to_wire(s.claim), "title": s.article.article.title} for s in page.sources[fact.id]]}
        for fact in page.facts
    ]
    return {"entity": entity_to_wire(page.entity), "facts": facts, "names": page.names, "review": [review_to_wire(i) for i in page.doubts]}


@app.command()
def path(
    source: Annotated[str, typer.Argument(metavar="A", help="One entity")],
    target: Annotated[str, typer.Argument(metavar="B", help="The other")],
    longest: Annotated[int, typer.Option("--longest", metavar="K", min=1, help="At most so many steps")] = 4,
    several: Annotated[int, typer.Option("--paths", metavar="N", min=1, help="So many paths, the shortest first")] = 1,
    anything: Annotated[bool, typer.Option("--any", help="Also through places and lines of business, where everybody meets")] = False,
    status: StatusOption = _DEFAULT,
    as_of: AsOfOption = "",
    known_at: KnownAtOption = "",
    min_origins: OriginsOption = 1,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
) -> None:
    """Print how two entities are connected, each step with its quote.

    Exit code 1 when there is no path.

    [bold]Examples[/]

      claimstake path Bitfarms Nvidia

      claimstake path Bitfarms Macquarie --paths 3 --longest 2
    """
    avoid = () if anything else (EntityType.PLACE, EntityType.ACTIVITY)
    walk = Walk(make_filter(status, as_of, known_at, min_origins), avoid=avoid)
    with read_store(store) as opened:
        ends = find(opened, source), find(opened, target)
        found = _paths(opened, (ends[0].id, ends[1].id), longest, walk, several)
        names = names_in(opened, [hop.fact for way in found for hop in way.hops if hop.fact])
    for number, way in enumerate(found):
        if as_json:
            say_json([_hop_wire(hop, names) for hop in way.hops])
        else:
            _print_path(way, names, number)
    if not found:
        tell(f"no path of at most {longest} steps from {ends[0].name} to {ends[1].name}")
        raise typer.Exit(1)


def _paths(view: View, ends: tuple[str, str], longest: int, walk: Walk, several: int) -> list[Path]:
    if several > 1:
        return simple_paths(view, *ends, longest, walk, limit=several)
    one = shortest_path(view, *ends, longest, walk)
    return [one] if one is not None else []


def _print_path(way: Path, names: Mapping[str, str], number: int) -> None:
    """One paragraph a fact: the two half steps through its node are one."""
    if number:
        say()
    facts = [hop.fact.id for hop in way.hops if hop.fact]
    for place, hop in enumerate(h for h in way.hops if h.fact):
        if hop.fact is None or (place and facts[place - 1] == hop.fact.id):
            continue
        told = Text.assemble((sentence(hop.fact, names), "bold"), f"  [{status_words(hop.fact)}]")
        quote = Text(f"“{' '.join(hop.quote.split())}”", style="italic")
        print_rich(bullet(told), Padding(quote, (0, 0, 0, 4), expand=False))


def _hop_wire(hop: Hop, names: Mapping[str, str]) -> dict[str, Any]:
    told = sentence(hop.fact, names) if hop.fact else ""
    return {"source": hop.source, "target": hop.target, "edge": hop.edge.type, "status": str(hop.edge.status), "fact": hop.edge.fact,
            "told": told, "quote": hop.quote}  # fmt: skip


@app.command()
def stats(
    store: StoreOption = DEFAULT_STORE,
    edges: Annotated[bool, typer.Option("--edges", help="Also the edges by type")] = False,
    as_json: JsonOption = False,
) -> None:
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
        if kind == "edges" and rest and not edges:
            continue
        say(f"{f'  {kind} {rest}' if rest else name:<32} {count:>10,}")
