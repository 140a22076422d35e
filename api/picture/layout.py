"""Where everything stands: each connected part laid out by the lengths of its ways, boxes pushed apart, parts packed on a page.

The lengths are met by stress majorization (Gansner, Koren and North, "Graph Drawing by Stress Majorization", 2004): every pair of nodes
pulls or pushes until it is as far apart as its shortest way is long; near pairs count most. It starts from a spring layout with a fixed
seed, so that the same drawing gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from api.picture.choose import Drawing, Line, Node

MARGIN, HEAD = 40, 100
_PAGE = 1640  # width of a row of parts, in pixels
_STEP = 128.0  # wanted distance of neighbours
_STRETCH = 1.5  # boxes are wider than high
_LETTER, _BOX = 7.3, 30  # width of a letter of a caption, height of a node
SMALL = 5.9  # width of a letter of a line's label
_GAP_X, _GAP_Y = 44, 34
_ROUNDS = 300


@dataclass(slots=True)
class Box:
    """A rectangle by its middle."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: Box, gap_x: float = 0, gap_y: float = 0) -> tuple[float, float]:
        """By how much two boxes overlap in each direction; nothing unless both are positive."""
        dx = (self.width + other.width) / 2 + gap_x - abs(self.x - other.x)
        dy = (self.height + other.height) / 2 + gap_y - abs(self.y - other.y)
        return (dx, dy) if dx > 0 and dy > 0 else (0, 0)


@dataclass(frozen=True, slots=True)
class Path:
    """A drawn line: from border to border, bent by its middle point; ``label`` is where its words stand."""

    line: Line
    start: tuple[float, float]
    middle: tuple[float, float]
    end: tuple[float, float]
    label: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing with places for all, on a page of ``width`` and ``height`` pixels."""

    drawing: Drawing
    boxes: Mapping[str, Box]
    paths: tuple[Path, ...]
    width: int
    height: int


def place(drawing: Drawing, seed: int = 7) -> Placed:
    """Places for a drawing; the same drawing gives the same picture."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(n.id for n in drawing.nodes)
    graph.add_edges_from((x.source, x.target) for x in drawing.lines)
    nodes = {n.id: n for n in drawing.nodes}
    parts = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    wide = _wide_gaps(drawing.lines)
    laid = [_lay_part(graph.subgraph(part), nodes, wide, seed) for part in parts]
    width, height = _pack(laid)
    boxes = {id_: box for part in laid for id_, box in part.items()}
    return Placed(drawing, boxes, tuple(_paths(drawing, boxes)), width, height)


def _width(node: Node) -> float:
    return max(46.0, len(node.caption) * _LETTER + 22)


def _wide_gaps(lines: Iterable[Line]) -> dict[frozenset[str], float]:
    """How far apart neighbours must stand side by side, so that the label of their line fits between them."""
    gaps: dict[frozenset[str], float] = {}
    for line in lines:
        pair = frozenset((line.source, line.target))
        gaps[pair] = max(gaps.get(pair, 0.0), len(line.label) * SMALL + 40)
    return gaps


def _lay_part(graph: nx.Graph[str], nodes: Mapping[str, Node], wide: Mapping[frozenset[str], float], seed: int) -> dict[str, Box]:
    """The boxes of a connected part, its upper left corner at the origin."""
    part: nx.Graph[str] = nx.Graph()  # in the order of ids: the spring layout goes by it
    part.add_nodes_from(sorted(graph))
    part.add_edges_from(sorted((min(e), max(e)) for e in graph.edges))
    points = _majorized(part, seed)
    boxes = {id_: Box(points[id_][0] * _STRETCH, points[id_][1], _width(nodes[id_]), _BOX) for id_ in part}
    _push_apart(boxes, wide)
    left = min(b.x - b.width / 2 for b in boxes.values())
    top = min(b.y - b.height / 2 for b in boxes.values())
    for box in boxes.values():
        box.x, box.y = box.x - left, box.y - top
    return boxes


def _majorized(graph: nx.Graph[str], seed: int) -> dict[str, tuple[float, float]]:
    """Points whose distances are near the lengths of the shortest ways."""
    start = nx.spring_layout(graph, seed=seed, scale=_STEP * math.sqrt(len(graph)))
    points = {id_: (float(p[0]), float(p[1])) for id_, p in start.items()}
    ways = {a: {b: n * _STEP for b, n in found.items() if b != a} for a, found in nx.all_pairs_shortest_path_length(graph)}
    for _ in range(_ROUNDS if len(graph) > 1 else 0):
        for id_ in points:
            points[id_] = _pulled(points, id_, ways[id_])
    return points


def _pulled(points: Mapping[str, tuple[float, float]], id_: str, ways: Mapping[str, float]) -> tuple[float, float]:
    """Where a node would stand by the wishes of all others; near ones count most."""
    x, y = points[id_]
    sum_x = sum_y = total = 0.0
    for other, wanted in ways.items():
        ox, oy = points[other]
        distance = math.hypot(x - ox, y - oy) or 1e-6
        weight = wanted**-2
        sum_x += weight * (ox + wanted * (x - ox) / distance)
        sum_y += weight * (oy + wanted * (y - oy) / distance)
        total += weight
    return sum_x / total, sum_y / total


def _push_apart(boxes: Mapping[str, Box], wide: Mapping[frozenset[str], float]) -> None:
    """Move boxes that overlap, the shorter way, until none do or it takes too long."""
    pairs = [(boxes[a], boxes[b], wide.get(frozenset((a, b)), _GAP_X)) for a, b in combinations(boxes, 2)]
    for _ in range(_ROUNDS):
        moved = False
        for a, b, gap in pairs:
            dx, dy = a.overlap(b, gap, _GAP_Y)
            if dx and dy:
                moved = True
                _part(a, b, dx, dy)
        if not moved:
            return


def _part(a: Box, b: Box, dx: float, dy: float) -> None:
    if dy <= dx:
        step = dy / 2 * (1 if a.y >= b.y else -1)
        a.y, b.y = a.y + step, b.y - step
    else:
        step = dx / 2 * (1 if a.x >= b.x else -1)
        a.x, b.x = a.x + step, b.x - step


def _pack(parts: Sequence[Mapping[str, Box]]) -> tuple[int, int]:
    """Set the parts in rows, the greatest first, and give width and height of the page."""
    x, y, row, widest = float(MARGIN), float(HEAD), 0.0, 700.0
    for part in parts:
        width = max((b.x + b.width / 2 for b in part.values()), default=0.0)
        height = max((b.y + b.height / 2 for b in part.values()), default=0.0)
        if x > MARGIN and x + width > _PAGE:
            x, y, row = float(MARGIN), y + row + 60, 0.0
        for box in part.values():
            box.x, box.y = box.x + x, box.y + y
        x += width + 70
        row, widest = max(row, height), max(widest, x - 70)
    return round(widest + MARGIN), round(y + row + MARGIN)


def _paths(drawing: Drawing, boxes: Mapping[str, Box]) -> Iterator[Path]:
    """Lines between the same two nodes are bent apart; a label goes to the first place along its line that is free."""
    taken = list(boxes.values())
    between: dict[tuple[str, str], int] = {}
    for line in drawing.lines:
        a, b = sorted((line.source, line.target))
        number = between.get((a, b), 0)
        between[a, b] = number + 1
        bend = (number + 1) // 2 * (1 if number % 2 else -1) * 34.0 * (1 if line.source == a else -1)
        yield _path(line, boxes[line.source], boxes[line.target], bend, taken)


def _path(line: Line, source: Box, target: Box, bend: float, taken: list[Box]) -> Path:
    dx, dy = target.x - source.x, target.y - source.y
    length = math.hypot(dx, dy) or 1.0
    middle = ((source.x + target.x) / 2 - dy / length * bend, (source.y + target.y) / 2 + dx / length * bend)
    start, end = _border(source, middle), _border(target, middle)
    label = _free_place(start, middle, end, len(line.label) * SMALL + 6, taken)
    taken.append(label)
    return Path(line, start, middle, end, (label.x, label.y))


def _border(box: Box, towards: tuple[float, float]) -> tuple[float, float]:
    """Where the way from the middle of a box to a point leaves it."""
    dx, dy = towards[0] - box.x, towards[1] - box.y
    if not dx and not dy:
        return box.x, box.y
    scale = min((box.width / 2 + 3) / abs(dx) if dx else math.inf, (box.height / 2 + 3) / abs(dy) if dy else math.inf)
    return box.x + dx * min(scale, 1.0), box.y + dy * min(scale, 1.0)


def _free_place(
    start: tuple[float, float], middle: tuple[float, float], end: tuple[float, float], width: float, taken: Iterable[Box]
) -> Box:
    """The box of a label along a line: where it overlaps least, nearest to the middle."""
    best, least = Box(middle[0], middle[1], width, 14), math.inf
    others = list(taken)
    for t in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82):
        box = Box(_curve(start[0], middle[0], end[0], t), _curve(start[1], middle[1], end[1], t), width, 14)
        cost = sum(math.prod(box.overlap(other, 2, 1)) for other in others)
        if cost < least:
            best, least = box, cost
        if not cost:
            break
    return best


def _curve(a: float, b: float, c: float, t: float) -> float:
    """A point of the quadratic curve from ``a`` by ``b`` to ``c``."""
    return (1 - t) ** 2 * a + 2 * (1 - t) * t * b + t**2 * c
