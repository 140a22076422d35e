"""Building blocks of the packs' patterns: word lists become compact expressions that Python's engine reads in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

#: One space inside a line: ordinary, tabulator, no-break, thin, narrow no-break.
GAP = r"[ \t\u00a0\u2009\u202f]"
#: One space between words, which may be the end of a wrapped line.
SPACE = r"[ \t\u00a0\u2009\u202f\n]"

_Trie: TypeAlias = "dict[str, _Trie]"
_END = ""


def fold(text: str) -> str:
    """The form in which word lists are looked up: lower case, straight apostrophe, single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def tidy(text: str) -> str:
    """Like ``fold``, but capitals stay: marks such as MW and mW differ."""
    return " ".join(text.replace("’", "'").split())


def _atom(char: str) -> str:
    if char == " ":
        return SPACE
    if char in "'’":
        return "['’]"
    return re.escape(char)


def one_of(words: Iterable[str], guard: bool = True) -> str:
    """An expression that matches the longest of ``words`` (not capturing). A space stands for any one space, an apostrophe for either form.

    With ``guard`` a word that ends in a letter or digit stops there: no letter or digit may follow.
    """
    trie: _Trie = {}
    for word in words:
        node = trie
        for char in word:
            node = node.setdefault(char, {})
        node[_END] = {}
    return _render(trie, "", guard) if trie else r"(?!)"


def _render(node: _Trie, last: str, guard: bool) -> str:
    stop = r"(?!\w)" if guard and last.isalnum() else ""
    branches = [_atom(char) + _render(child, char, guard) for char, child in sorted(node.items()) if char != _END]
    if not branches:
        return stop
    if _END in node:
        branches.append(stop)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
