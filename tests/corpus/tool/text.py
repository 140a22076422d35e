"""Reads the text of a passage: joins its lines, resolves escapes, and turns marks into spans."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.corpus.tool.model import Finding, Mark, TextLine

_TOKEN = re.compile(
    r"\\u(?P<code>[0-9a-fA-F]{4})|\\(?P<brace>[{}])"
    r"|\{(?P<key>\w+|-)(?P<kind>[:~])(?P<surface>(?:\\[{}]|[^{}\\]|\\(?![{}]))+)\}"
    r"|(?P<stray>[{}])"
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([{}])")


@dataclass(slots=True)
class TextParts:
    """What the text lines of a passage give. ``text`` is joined, marks are resolved to offsets in it."""

    text: str = ""
    lines: list[TextLine] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def unescape(raw: str) -> str:
    r"""Braces and characters written as ``\{``, ``\}`` and ``\u00a0``."""
    return _ESCAPE.sub(lambda m: m[2] or chr(int(m[1], 16)), raw)


def without_marks(raw: str) -> str:
    """A source line as an annotator gets it: marks are replaced by their surface, escapes stay."""
    return _TOKEN.sub(lambda m: m["surface"] or m[0], raw)


def read_text(file: str, numbered: Iterable[tuple[int, str]]) -> TextParts:
    """Joins the source lines of a text: with a space, ``| `` lines by newlines on both sides; an empty line makes a paragraph break."""
    parts = TextParts()
    gap = ""
    for number, raw in numbered:
        if not raw.strip():
            gap = "\n\n"
            continue
        source = TextLineSource(number, raw.rstrip(" \t\r"))
        _add_line(parts, file, source, _joint(parts, source, gap))
        gap = ""
    return parts


def _joint(parts: TextParts, source: TextLineSource, gap: str) -> str:
    """What stands between a line and the one before it."""
    if not parts.lines:
        return ""
    own_line = source.barred or (parts.lines[-1].barred and not source.glued)
    return gap or ("\n" if own_line else " ")


@dataclass(frozen=True, slots=True)
class TextLineSource:
    """A line of the file before its marks are read."""

    number: int
    raw: str

    @property
    def barred(self) -> bool:
        """Whether the line stands on a line of its own."""
        return self.raw == "|" or self.raw.startswith("| ")

    @property
    def glued(self) -> bool:
        """Whether the line goes on in the line above, though that is barred."""
        return self.raw.startswith("|+ ")

    @property
    def body(self) -> str:
        """The line without the sign that joins it."""
        return self.raw[3:] if self.glued else self.raw[2:] if self.barred else self.raw


def _add_line(parts: TextParts, file: str, source: TextLineSource, joint: str) -> None:
    start = len(parts.text) + len(joint)
    pieces: list[str] = []
    length = position = 0
    for match in _TOKEN.finditer(source.body):
        before = source.body[position : match.start()]
        piece = _piece(parts, file, source, match, start + length + len(before))
        pieces += [before, piece]
        length += len(before) + len(piece)
        position = match.end()
    pieces.append(source.body[position:])
    parts.text += joint + "".join(pieces)
    parts.lines.append(TextLine(source.number, source.raw, start, len(parts.text), source.barred or source.glued))


def _piece(parts: TextParts, file: str, source: TextLineSource, match: re.Match[str], offset: int) -> str:
    """The text that a token stands for; records its mark or its fault."""
    if match["code"]:
        return chr(int(match["code"], 16))
    if match["brace"]:
        return match["brace"]
    if match["stray"]:
        what = f"a brace that belongs to no mark near {source.body[max(0, match.start() - 10) : match.end() + 20]!r}"
        fix = r"write marks as {key:surface} or {key~surface}, not nested; real braces as \{ \}"
        parts.findings.append(Finding(file, source.number, what, fix))
        return match["stray"]
    surface = unescape(match["surface"])
    if surface != surface.strip():
        parts.findings.append(Finding(file, source.number, f"the mark {match[0]} begins or ends with a space", "mark the words only"))
    parts.marks.append(Mark(match["key"], surface, match["kind"] == ":", offset, offset + len(surface), source.number))
    return surface
