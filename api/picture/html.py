"""The picture as a page: the SVG, and the same as a table for readers and machines that see no picture."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from api.picture.choose import Drawing
from api.picture.layout import Placed
from api.picture.svg import FONT, to_svg

_STYLE = f"""body {{ margin: 1.5rem; {FONT}; color: #1a1a1a }}
svg {{ width: 100%; height: auto; border: 1px solid #dddddd }}
table {{ border-collapse: collapse; margin-top: 1.5rem }}
th, td {{ text-align: left; vertical-align: top; padding: 0.35rem 0.9rem 0.35rem 0; border-bottom: 1px solid #dddddd }}
td:last-child {{ font-style: italic; max-width: 60ch }}"""


def to_html(placed: Placed) -> str:
    """One self-contained page."""
    title = escape(placed.drawing.title)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{to_svg(placed)}"
        f"<h2>The same as a table</h2>\n<table>\n<thead><tr><th>What</th><th>Words that say it</th></tr></thead>\n<tbody>\n"
        + "\n".join(_rows(placed.drawing))
        + "\n</tbody>\n</table>\n</main>\n</body>\n</html>\n"
    )


def _rows(drawing: Drawing) -> Iterator[str]:
    told = {pair for line in drawing.lines for pair in line.told}
    for what, quote in sorted(told):
        yield f"<tr><td>{escape(what)}</td><td>{escape(quote)}</td></tr>"
