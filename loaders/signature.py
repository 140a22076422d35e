"""The signature of a text: a MinHash by which copies of one story know each other, whatever headline, cut or small print they have.

What is hashed are the four-word shingles of the first 500 words of the body: headline, lines of the site and the small print below are left
out, so that two releases of one firm do not meet in its "About" section. Beside it stand the pairs of successive numbers: two monthly
reports share their sentences and differ in their figures. How the numbers were chosen is told in graph/origins.py.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from rensa import RMinHash

from graph.origins import FIGURES, SHINGLES
from loaders.sources.noise import is_noise, is_small_print

_SEED = 20251113
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_SIZE = 4  # words of a shingle
_HEAD = 500  # words of the body that count: later cuts and what is glued on behind leave them alone
SHORT = 30  # words below which only equal texts are one story
_FEW = 4  # pairs of numbers below which figures tell nothing
_ENOUGH = 40_000  # characters that are looked at: 500 words of prose are shorter


def signature(text: str) -> tuple[int, ...]:
    """The signature of an article's stored text, empty for a text without words. The same text gives the same numbers, always."""
    body = _words(_body(text))
    if len(body) < SHORT:
        whole = _words(text)
        return (*_minhash({" ".join(whole)}, SHINGLES), *[0] * FIGURES) if whole else ()
    head = body[:_HEAD]
    shingles = {" ".join(head[i : i + _SIZE]) for i in range(len(head) - _SIZE + 1)}
    figures = {f"{a} {b}" for a, b in pairwise(word for word in head if word[0].isdigit())}
    return (*_minhash(shingles, SHINGLES), *(_minhash(figures, FIGURES) if len(figures) >= _FEW else [0] * FIGURES))


def _body(text: str) -> str:
    """The text without headline, lines of the site, and all from the heading of the small print on."""
    title, _, rest = text.strip().partition("\n")
    is_title = len(title.split()) <= SHORT and not title.rstrip().endswith((".", "!", "?"))
    kept: list[str] = []
    words = 0
    for line in (rest if is_title else text).split("\n"):
        if words >= SHORT and is_small_print(line):
            break
        if not is_noise(line.strip()):
            kept.append(line)
            words += len(line.split())
    return "\n".join(kept)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text[:_ENOUGH]).casefold())


def _minhash(features: set[str], size: int) -> list[int]:
    hasher = RMinHash(num_perm=size, seed=_SEED)
    hasher.update(sorted(features))
    return [int(value) for value in hasher.digest()]
