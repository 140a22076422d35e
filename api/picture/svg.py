"""A placed drawing as SVG: boxes by kind, arrows with their relation, what is planned dashed, a legend; quotes as tooltips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from api.picture.choose import Line, Node, kinds
from api.picture.layout import HEAD, MARGIN, SMALL, Box, Path, Placed
from graph.ontology import Status

FONT = "font-family: system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
# Fill and border; chosen so that black text on each fill has a contrast above 7:1.
COLOURS: Mapping[str, tuple[str, str]] = {
    "Company": ("#cfe3f8", "#2a6db0"), "Site": ("#d5efcf", "#3c8a2e"), "Hardware": ("#fbe3b8", "#b97d10"), "Person": ("#f6d3e3", "#b0447c"),
    "Place": ("#e7e7e7", "#6f6f6f"), "Activity": ("#e4dbf7", "#6b4bb5"), "CryptoAsset": ("#fdf0a6", "#9a8400"),
    "Security": ("#d2f0ee", "#23857d"), "Authority": ("#f3d9cd", "#a5502a"),
}  # fmt: skip
_FACT = ("#ffffff", "#333333")
_STATUS = {
    Status.ACTUAL: ("#4a4a4a", ""), Status.PLANNED: ("#b06a00", "7 5"), Status.POSSIBLE: ("#8a3fb0", "2 4"), Status.ENDED: ("#9a9a9a", ""),
    Status.CANCELLED: ("#c02020", "2 4"), Status.DENIED: ("#c02020", "2 4"),
}  # fmt: skip


def to_svg(placed: Placed) -> str:
    """The whole SVG document."""
    return "\n".join(_document(placed)) + "\n"


def _document(placed: Placed) -> Iterator[str]:
    width, height, drawing = placed.width, placed.height, placed.drawing
    told = f"{len(drawing.nodes)} nodes, {len(drawing.lines)} relations; every relation has a tooltip with the sentence that says it"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="title desc" style="{FONT}; background: #ffffff">'
    )
    yield f'<title id="title">{escape(drawing.title)}</title><desc id="desc">{escape(told)}</desc>'
    yield "<defs>" + "".join(_arrow(status) for status in _STATUS) + "</defs>"
    yield f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    yield f'<text x="{MARGIN}" y="38" font-size="22" font-weight="600">{escape(drawing.title)}</text>'
    more = f"; {drawing.left_out} more entities are in the store" if drawing.left_out else ""
    yield f'<text x="{MARGIN}" y="60" font-size="13" fill="#444444">{escape(told + more)}</text>'
    yield from _legend(placed)
    yield from (_curve(path) for path in placed.paths)
    yield from (_node(node, placed.boxes[node.id]) for node in drawing.nodes)
    yield from (_label(path) for path in placed.paths)
    yield "</svg>"


def _arrow(status: Status) -> str:
    return (
        f'<marker id="arrow-{status}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse">'
        f'<path d="M0,0.8 L10,5 L0,9.2 z" fill="{_STATUS[status][0]}"/></marker>'
    )


def _dash(status: Status) -> str:
    return f' stroke-dasharray="{_STATUS[status][1]}"' if _STATUS[status][1] else ""


def _curve(path: Path) -> str:
    line = path.line
    points = f"M{_xy(path.start)} Q{_xy(path.middle)} {_xy(path.end)}"
    colour = _STATUS[line.status][0]
    return (
        f'<path d="{points}" fill="none" stroke="{colour}" stroke-width="1.4"{_dash(line.status)} marker-end="url(#arrow-{line.status})">'
        f"{_tooltip(line)}</path>"
    )


def _tooltip(line: Line) -> str:
    words = "\n\n".join(f"{told}\n“{quote}”" if quote else told for told, quote in line.told)
    return f"<title>{escape(words)}</title>"


def _xy(point: tuple[float, float]) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _label(path: Path) -> str:
    x, y = path.label
    words, colour = path.line.label, _STATUS[path.line.status][0]
    width = len(words) * SMALL
    return (
        f'<g>{_tooltip(path.line)}<rect x="{x - width / 2:.1f}" y="{y - 7:.1f}" width="{width:.1f}" height="14" fill="#ffffff"/>'
        f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="11.5" text-anchor="middle" fill="{colour}">{escape(words)}</text></g>'
    )


def _node(node: Node, box: Box) -> str:
    fill, border = COLOURS.get(node.kind, _FACT)
    dash = ' stroke-dasharray="7 5"' if node.planned else ""
    round_ = 15 if node.kind in COLOURS else 3
    return (
        f"<g><title>{escape(f'{node.kind}: {node.caption}')}</title>"
        f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y - box.height / 2:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
        f'rx="{round_}" fill="{fill}" stroke="{border}" stroke-width="1.6"{dash}/>'
        f'<text x="{box.x:.1f}" y="{box.y + 4.8:.1f}" font-size="13.5" text-anchor="middle">{escape(node.caption)}</text></g>'
    )


def _legend(placed: Placed) -> Iterator[str]:
    """One row under the title: the kinds of nodes, then the kinds of lines."""
    x, y = float(MARGIN), HEAD - 14.0
    for kind in kinds(placed.drawing):
        fill, border = COLOURS.get(kind, _FACT)
        shape = f'width="22" height="14" rx="{7 if kind in COLOURS else 2}" fill="{fill}" stroke="{border}"'
        yield f'<rect x="{x:.0f}" y="{y - 11:.0f}" {shape}/><text x="{x + 28:.0f}" y="{y:.0f}" font-size="12.5">{kind}</text>'
        x += 46 + len(kind) * 7.2
    for status in sorted({line.status for line in placed.drawing.lines}, key=list(Status).index):
        stroke = f'stroke="{_STATUS[status][0]}" stroke-width="1.6"{_dash(status)} marker-end="url(#arrow-{status})"'
        yield f'<path d="M{x:.0f},{y - 4:.0f} h34" {stroke}/><text x="{x + 42:.0f}" y="{y:.0f}" font-size="12.5">{status}</text>'
        x += 62 + len(status) * 7.2
