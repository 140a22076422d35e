"""Sentences of a text with their offsets, by rules: no model is loaded, and lines of a page stay apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from loaders.languages import load_pack, packs

Kind: TypeAlias = Literal["prose", "headline", "bullet", "table", "dateline"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``text[start:end]`` without surrounding space or bullet. ``block`` counts paragraphs, bullets and lines of a page."""

    start: int
    end: int
    block: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Words:
    never: frozenset[str]
    before_number: frozenset[str]
    maybe: frozenset[str]
    openers: frozenset[str]


_FALLBACK = "en"  # abbreviations of a language without a pack: better than none
_BULLET = re.compile(r"(?:[•▪*·‣◦○●■□▶►▸➤➔→✓✔✦✅–—-]|\d{1,2}[.)])[ \t\u00a0]+")
_CELLS = re.compile(r"\s*\|\s*|\t+|(?<=\S) {3,}(?=\S)")
_NUMERIC = re.compile(r"[+\-−–]?[(]?[$€£]?[\d.,\s]*\d[\d.,\s]*[)]?\W{0,2}\w{0,4}(?:/\w{1,2})?$|[-–—]$")
_CELL = 80  # characters: longer cells are prose
_DATELINE = re.compile(r"(?:--|[–—])\s*$")
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]\s\u00a0]*$")
_OPEN_END = re.compile(
    r"(?:[,\-(–&]|\b(?:of|the|a|an|and|or|to|in|for|with|by|from|at|on|as|its|de|du|des|la|le|les|et|ou|à|au|aux|en|par|pour|sur|un|une))\s*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?:[.!?]+|…)(?:[ \u00a0\u202f]?»|[\"”’')\]])*")
_GAP = re.compile(r"\s+(?:[/|•▪–—]\s+)?|(?=[A-ZÀ-ÖØ-Þ«“\"][a-zà-öø-ÿ’' ])")
_BEFORE = re.compile(r"[^\s\"“”«»()\[\]]+$")
_NEXT = re.compile(r"[\"'“”‘’«(\[\u00a0\u202f $€£¥#@+−-]*([^\W_]+)")
_COLON = re.compile(r"\s*[:;,]")
_INITIALS = re.compile(r"(?:[A-ZÀ-Ý]\.-?)*[A-ZÀ-Ý]$")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
_SPACE = re.compile(r"\s*")
_WRAPPED = 50  # characters: a shorter line is no wrapped prose
_LONG = 200  # characters: a longer line without a full stop is no headline
# Characters: the longest sentence of 8,493 that were written by people has 1,689, the next 403. A longer one is cut, so that what looks
# from word to word within a sentence stays linear in the text.
_LONGEST = 2000


def split(text: str, lang: str) -> list[Sentence]:
    """The sentences of a text in a language, in order. Linear in the length of the text.

    Paragraphs, bullets, headlines and lines of tables are blocks of their own; lines of wrapped prose are joined. What has no end for
    2,000 characters is cut at a semicolon, comma or space.
    """
    words = _words(lang if lang in packs() else _FALLBACK)
    out: list[Sentence] = []
    for number, (start, end, bullet) in enumerate(_blocks(text)):
        spans = list(_sentences(text, start, end, words))
        kind = _kind(text, start, end, bullet, len(spans))
        if kind == "table":
            spans = [(start, end)]
        out.extend(Sentence(*piece, number, kind) for a, b in spans for piece in _pieces(text, a, b))
    return out


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or parts of one that is too long; space between the parts is left out."""
    while end - start > _LONGEST:
        middle, last = start + _LONGEST // 2, start + _LONGEST
        cut = next((k + 1 for mark in (";", ", ", " ", "\u00a0") if (k := text.rfind(mark, middle, last)) >= 0), last)
        if body := text[start:cut].rstrip():
            yield start, start + len(body)
        gap = _SPACE.match(text, cut, end)
        start = gap.end() if gap else cut
    if start < end:
        yield start, end


@lru_cache(maxsize=8)
def _words(lang: str) -> _Words:
    table = load_pack(lang).table("sentences.yaml")
    return _Words(*(frozenset(table.words(key)) for key in ("never", "before_number", "maybe", "openers")))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line without the space around it; an empty line has start == end."""
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        start = at + line.index(body) if body else at
        yield start, start + len(body)
        at += len(line)


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is a bullet, of every block."""
    start = end = -1
    bullet = False
    for a, b in _lines(text):
        if a == b:
            if start >= 0:
                yield start, end, bullet
            start = -1
            continue
        mark = _BULLET.match(text, a, b)
        if start >= 0 and not mark and _continues(text, start, end, a, b):
            end = b
            continue
        if start >= 0:
            yield start, end, bullet
        start, end, bullet = (mark.end() if mark and mark.end() < b else a), b, bool(mark)
    if start >= 0:
        yield start, end, bullet


def _continues(text: str, start: int, end: int, a: int, b: int) -> bool:
    """Whether the line from ``a`` to ``b`` goes on with the prose that ends at ``end``."""
    last = text.rfind("\n", start, end) + 1 or start
    line = text[max(last, end - 300) : end]
    if len(line) < _WRAPPED or _is_table(line) or _is_table(text[a : min(b, a + 300)]):
        return False
    first = text[a]
    if _TERMINAL.search(line):
        return last > start and len(line) > _WRAPPED and b - a > 0 and first.isalnum() and end - last < 120 and text[end:a].count("\n") == 1
    return first.islower() or bool(_OPEN_END.search(line)) or (last > start and end - last < 120)


def _is_table(line: str) -> bool:
    """Whether a line is a row of cells: three short ones, or two of which the second is a number."""
    cells = [c for c in _CELLS.split(line) if c]
    return len(cells) >= 2 and max(map(len, cells)) <= _CELL and (len(cells) > 2 or bool(_NUMERIC.match(cells[1])))


def _kind(text: str, start: int, end: int, bullet: bool, sentences: int) -> Kind:
    if bullet:
        return "bullet"
    if _is_table(text[start : min(end, start + 1000)]):
        return "table"
    tail = text[max(start, end - 12) : end]
    if _DATELINE.search(tail):
        return "dateline"
    stopped = _TERMINAL.search(tail)
    if sentences <= 1 and end - start <= _LONG and not (stopped and tail.rstrip("\"'”’»)] \u00a0")[-1:] in ".!?…"):
        return "headline"
    return "prose"


def _sentences(text: str, start: int, end: int, words: _Words) -> Iterator[tuple[int, int]]:
    for stop in _STOP.finditer(text, start, end):
        if stop.end() <= start:
            continue
        gap = _GAP.match(text, stop.end(), end)
        if gap and gap.end() < end and _ends(text, start, stop, gap, words):
            yield start, stop.end()
            start = gap.end()
    if start < end:
        yield start, end


def _ends(text: str, start: int, stop: re.Match[str], gap: re.Match[str], words: _Words) -> bool:
    """Whether a full stop, question mark or ellipsis ends a sentence."""
    if _COLON.match(text, stop.end(), stop.end() + 3):
        return False
    following = _NEXT.match(text, gap.end(), gap.end() + 60)
    if not following:
        return bool(gap.group())
    word = following.group(1)
    if word[0].islower() and not _CAMEL.match(word) and gap.group().strip() == "":
        return False
    before = _BEFORE.search(text, max(start, stop.start() - 24), stop.start())
    last = before.group() if before else ""
    if not gap.group():
        return _glued(last, word)
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    if len(word) == 1 and text[following.end() : following.end() + 1] == ".":
        word = ""  # an initial opens no sentence
    return _dot_ends(last.lstrip("'’-–—/"), word, stop.group() == ".", words)


def _glued(last: str, word: str) -> bool:
    """Whether a stop without space after it ends a sentence: "trend.The", not "Node.JS" or "S.A"."""
    return (
        len(last) > 1
        and (last[-1].islower() or last[-1].isdigit() or last[-1] in "%€$)")
        and "." not in last
        and len(word) > 1
        and "/" not in last
    )


def _dot_ends(last: str, word: str, bare: bool, words: _Words) -> bool:
    if last in words.never and bare:
        return False
    number = word[:1].isdigit()
    if last in words.before_number and number:
        return False
    if last in words.maybe or (_INITIALS.match(last) and bare):
        return word in words.openers and not (len(last) == 1 and word in ("A", "I"))
    return True
