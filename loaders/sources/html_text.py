"""Markup to stored text: paragraphs, headings, bullets and table rows on lines of their own, what is no part of an article left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from trafilatura import load_html

from loaders.sources.logs import gathered
from loaders.sources.noise import is_noise

# Both vocabularies: HTML's, and the one of the trees that trafilatura gives (p, head, list, item, quote, row, cell, lb).
_BLOCKS = frozenset(
    """p div h1 h2 h3 h4 h5 h6 head quote blockquote list ul ol dl dt dd li item table caption thead tbody tfoot tr row section article main
    header footer figure pre code hr address body html fieldset details summary""".split()
)
_BULLETS, _ROWS = frozenset({"li", "item"}), frozenset({"tr", "row"})
_CELLS, _BREAKS = frozenset({"td", "th", "cell"}), frozenset({"br", "lb"})
_LEFT_OUT = frozenset(
    """script style noscript template svg math iframe object embed video audio canvas nav aside form button select input textarea figcaption
    title meta link graphic img""".split()
)
_SPACES = re.compile(r"[ \t\n\r\f]+")  # no-break spaces stay: they belong to the amounts that they hold together


def fragment_text(html: str) -> str:
    """The text of a piece of HTML (a feed's content, a record's field), without scripts, menus and captions."""
    tree = parsed(f"<html><body>{html}</body></html>") if html.strip() else None
    return "" if tree is None else tree_text(tree)


def parsed(html: str) -> Any:
    """The lxml tree of a page, None for what is none; the parser's complaints are left out, since the caller tells what is missing."""
    with gathered("trafilatura"):
        return load_html(html)


def tree_text(tree: Any) -> str:
    """The text of an lxml tree, HTML or trafilatura's: blocks parted by an empty line, bullets and rows of one list by a line end."""
    lines = _Lines()
    for event, element in _walk(tree):
        lines.take(event, element)
    lines.flush()
    return lines.text()


def with_title(title: str, body: str) -> str:
    """The text with its title as first line, unless it begins with it already."""
    flat = " ".join(title.split())
    if not flat or _same(" ".join(body.lstrip().splitlines()[:1]), flat):
        return body
    return f"{flat}\n\n{body}"


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    """Starts, texts and ends in document order. By hand, not by recursion: pages nest deeper than Python does."""
    stack: list[tuple[Any, Iterator[Any]]] = [(tree, iter(tree))]
    yield "start", tree
    yield "text", tree.text
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", element
            if stack:
                yield "text", element.tail
        elif not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            yield "text", child.tail
        else:
            stack.append((child, iter(child)))
            yield "start", child
            yield "text", child.text


class _Lines:
    """Gathers the text of one block after another."""

    def __init__(self) -> None:
        self._done: list[tuple[str, str]] = []
        self._parts: list[str] = []
        self._within: list[str] = []
        self._dash = ""

    def take(self, event: str, element: Any) -> None:
        """One step of the walk; for a text, ``element`` is the text or None."""
        if event == "text":
            self._parts.append(_SPACES.sub(" ", element or ""))
        elif element.tag in _BREAKS:
            self._parts.append("\n" if event == "start" else "")
        elif element.tag in _CELLS:
            self._parts.append(" | " if event == "start" and "".join(self._parts).strip() else "")
        elif element.tag in _BLOCKS:
            self._block(event, element.tag)

    def _block(self, event: str, tag: str) -> None:
        in_row = "row" in self._within and tag not in _ROWS
        if in_row:  # a paragraph inside a table's cell does not break the row
            self._parts.append(" ")
            return
        self.flush()
        kind = "item" if tag in _BULLETS else "row" if tag in _ROWS else ""
        if kind and event == "start":
            self._within.append(kind)
            self._dash = "- " if kind == "item" else ""
        elif kind and self._within:
            self._within.pop()
            self._dash = ""

    def flush(self) -> None:
        """End the block under way."""
        text = "\n".join(part.strip(" ") for part in _squeezed("".join(self._parts)).split("\n")).strip("\n ")
        self._parts.clear()
        if not text or is_noise(text):
            return
        self._done.append((self._within[-1] if self._within else "block", self._dash + text))
        self._dash = ""

    def text(self) -> str:
        """All blocks."""
        out: list[str] = []
        before = ""
        for kind, text in self._done:
            if out:
                out.append("\n" if kind == before != "block" else "\n\n")
            out.append(text)
            before = kind
        return "".join(out)


def _squeezed(text: str) -> str:
    return re.sub(r" {2,}", " ", text)
