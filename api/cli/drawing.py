"""``picture``: the graph as one self-contained file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import DEFAULT_STORE, StoreOption, number, read_store, say
from api.cli.finding import find
from api.picture import choose, place, to_html, to_svg
from graph.errors import SettingsError
from graph.ontology import Status
from graph.stores.base import Filter

app = typer.Typer()


@app.command()
def picture(
    output: Annotated[Path, typer.Argument(metavar="FILE", help="FILE.svg, or FILE.html with the same as a table")],
    about: Annotated[
        list[str], typer.Option("--about", metavar="NAME", help="The part around this entity; several times for several")
    ] = [],  # noqa: B006
    depth: Annotated[int, typer.Option("--depth", metavar="K", min=1, help="How many facts around it")] = 2,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=2, help="At most so many entities, the best connected")] = 45,
    status: Annotated[list[Status], typer.Option("--status", help="Facts of this status")] = [Status.ACTUAL, Status.PLANNED],  # noqa: B006
    title: Annotated[str, typer.Option("--title", help="What stands above it")] = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Draw the graph, or the part around a name, as one self-contained SVG or HTML file.

    Boxes are coloured by type, arrows bear their relation, what is planned is dashed, and each arrow's tooltip has the sentence that says
    it. Reported figures are left out.

    [bold]Examples[/]

      claimstake picture graph.svg

      claimstake picture bitfarms.html --about Bitfarms --depth 2
    """
    if output.suffix not in (".svg", ".html"):
        raise SettingsError(f"{output}: name a file that ends in .svg or .html")
    with read_store(store) as opened:
        found = [find(opened, name) for name in about]
        drawing = choose(opened, [e.id for e in found], depth, limit, Filter(frozenset(status)))
    heading = title or f"Around {', '.join(e.name for e in found)}" if found or title else "What the articles say"
    drawing = replace(drawing, title=heading)
    text = to_svg(place(drawing)) if output.suffix == ".svg" else to_html(place(drawing))
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise SettingsError(f"{output} cannot be written: {error.strerror}") from error
    say(f"{output}: {number(len(drawing.nodes), 'node')}, {number(len(drawing.lines), 'relation')}")
