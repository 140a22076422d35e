"""Lines on pages to running text: what repeats on each page goes, paragraphs and words that the page broke are joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

_EDGE = 3  # lines at the top and at the bottom of a page that may be running heads
_NUMBER = re.compile(r"(?:page|p\.)?\s*[-–—|]?\s*\d{1,4}\s*(?:(?:of|sur|de|/)\s*\d{1,4})?\s*[-–—|]?", re.I)
_BULLET = re.compile(r"(?:[•●▪■◦‣∙·*–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_SYMBOLS = re.compile(r"^[•●▪■◦‣∙·]\s*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]\s]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
# First halves that keep their hyphen when a line ends after it, unless the text elsewhere writes the word without.
_PREFIXES = frozenset(
    """self non co ex long short high low mid semi multi well year month day week half full first second third third-party peer cross
    on off in out up so large small state cash crypto mi vis au celui celle ceux peut sous demi avant après contre rendez chef""".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; ``x`` and ``y`` in points from the lower left corner, ``size`` of its letters in points."""

    text: str
    x: float
    y: float
    size: float


class LineGatherer:
    """Takes the pieces of text that pypdf finds, with their places, and gives the lines in the order of the page's content."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._parts: list[str] = []
        self._place: tuple[float, float, float] | None = None

    def take(self, text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> None:
        """One piece, with the two matrices that place it (PDF 32000-1, 9.4.4)."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self._end()
            if part.strip() and self._place is None:
                self._place = (
                    inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
                    inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
                    abs(size * (inner[3] or inner[1]) * (outer[3] or outer[1])),
                )
            self._parts.append(part)

    def lines(self) -> list[Line]:
        """All lines that hold text, bullets drawn on their own put before their lines."""
        self._end()
        out: list[Line] = []
        for line in self._lines:
            mark = out[-1] if out else line
            if len(mark.text) == 1 and not mark.text.isalnum() and abs(mark.y - line.y) < 0.5 * line.size and mark.x < line.x:
                out[-1] = Line(f"• {line.text}", mark.x, line.y, line.size)
            else:
                out.append(line)
        return out

    def _end(self) -> None:
        text = re.sub(r"[ \t]+", " ", "".join(self._parts)).strip(" ")
        if text and self._place is not None:
            self._lines.append(Line(text, *self._place))
        self._parts.clear()
        self._place = None


def pages_text(pages: Sequence[Sequence[Line]]) -> str:
    """The running text of all pages, paragraphs parted by an empty line, bullets of one list by a line end."""
    kept = _without_running_heads(pages)
    words = Counter(w.casefold() for page in kept for line in page for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text))
    parts: list[str] = []
    before: Line | None = None
    for page in kept:
        measure = _Measure.of(page)
        for line in page:
            _append(parts, before, line, measure, words)
            before = line
    return "".join(parts)


def title_of(pages: Sequence[Sequence[Line]]) -> str:
    """The lines of the largest letters on the upper half of the first page, if they are larger than the rest; else empty."""
    page = pages[0] if pages else []
    sizes = [line.size for line in page]
    if not sizes or max(sizes) < 1.15 * median(sizes):
        return ""
    largest = [line for line in page if line.size > 0.97 * max(sizes)]
    title = " ".join(line.text for line in largest[:4])
    return title if len(title.split()) >= 3 else ""


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without what stands at the same height of the edge of two pages at least and of half of them, and without page numbers."""
    edges = [_edge(page) for page in pages]
    counted = Counter(key for number, edge in enumerate(edges) for line in edge for key in _head_keys(line, number))
    heads = {key for key, count in counted.items() if count >= max(2, len(pages) / 2)}
    return [
        [line for line in page if line not in edge or not (_NUMBER.fullmatch(line.text) or heads & _head_keys(line, number))]
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _head_keys(line: Line, number: int) -> set[tuple[str, int, int]]:
    """What is equal for one running head on all pages: its text, or its text but for a number that grows with the pages."""
    text, height = " ".join(line.text.casefold().split()), round(line.y)
    shape = re.sub(r"\d+", "#", text)
    counts = [int(digits[-9:]) for digits in re.findall(r"\d+", text)]
    return {(text, height, -1), *((f"{place} {shape}", height, count - number) for place, count in enumerate(counts))}


def _edge(page: Sequence[Line]) -> frozenset[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return frozenset(by_height[:_EDGE] + by_height[_EDGE:][-_EDGE:])


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual on a page: the distance of two lines in points, the length of a line in characters."""

    leading: float
    length: float

    @staticmethod
    def of(page: Sequence[Line]) -> _Measure:
        """Measure a page."""
        steps = [a.y - b.y for a, b in pairwise(page) if 0 < a.y - b.y < 4 * max(a.size, 1)]
        return _Measure(median(steps) if steps else 0.0, median(len(line.text) for line in page) if page else 0.0)


def _append(parts: list[str], before: Line | None, line: Line, measure: _Measure, words: Counter[str]) -> None:
    """Add a line: as a block of its own, as a bullet, or to the paragraph before it."""
    text = _SYMBOLS.sub("- ", line.text)
    bullet = bool(_BULLET.match(line.text))
    if before is None:
        parts.append(text)
    elif bullet or _ends_paragraph(before, line, measure):
        parts += ["\n" if bullet and _BULLET.match(before.text) else "\n\n", text]
    elif parts[-1].endswith("\u00ad"):
        parts[-1] = parts[-1][:-1] + text
    elif (broken := _BROKEN_WORD.search(parts[-1])) and text[0].islower():
        parts[-1] = parts[-1] if _keeps_hyphen(broken.group(1), text, words) else parts[-1][:-1]
        parts.append(text)
    else:
        parts += [" ", text]


def _ends_paragraph(before: Line, line: Line, measure: _Measure) -> bool:
    closed = bool(_SENTENCE_END.search(before.text))
    if abs(line.size - before.size) > 0.15 * max(line.size, before.size):
        return True
    step = before.y - line.y
    if step < -before.size:  # the next column or page
        return closed
    if measure.leading and step > 1.4 * max(measure.leading, 1.2 * line.size):
        return True
    indented = line.x > before.x + line.size and line.x < before.x + 6 * line.size
    return closed and (indented or len(before.text) < 0.6 * measure.length)


def _keeps_hyphen(first: str, text: str, words: Counter[str]) -> bool:
    """Whether a word that a line end parts after a hyphen is written with it: the rest of the text tells, else how it begins."""
    second = re.match(r"[^\W\d_]*", text)
    rest = second.group() if second else ""
    hyphened, whole = words[f"{first}-{rest}".casefold()], words[f"{first}{rest}".casefold()]
    if hyphened != whole:
        return hyphened > whole
    return first.casefold() in _PREFIXES or first.isupper()
