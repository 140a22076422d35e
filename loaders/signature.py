"""The signature of a text: a MinHash by which copies of one story know each other, whatever headline, cut or small print they have.

What is hashed are the four-word shingles of the first 500 words of the body: headline, lines of the site and the small print below are left
out, so that two releases of one firm do not meet in its "About" section. Beside it stand the pairs of successive numbers: two monthly
reports share their sentences and differ in their figures. Behind them stand the anchors, what a translation leaves alone: the names and
numbers of the body, each paired with its neighbours. How the numbers were chosen is told in graph/origins.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

from rensa import RMinHash

from graph.ids import unaccented
from graph.origins import ANCHORS, FIGURES, SHINGLES
from loaders.languages import load_pack, packs
from loaders.sources.noise import is_noise, is_small_print

_SEED = 20251113
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_SIZE = 4  # words of a shingle
_HEAD = 500  # words of the body that count: later cuts and what is glued on behind leave them alone
SHORT = 30  # words below which only equal texts are one story
_FEW = 4  # pairs of numbers below which figures tell nothing
_ANCHORED = 20  # pairs of anchors below which they tell nothing
_REACH = 2  # anchors behind one that it is paired with: a translation turns neighbours round
# What may be an anchor (numbers with their marks, words with the signs inside them), and what ends a clause.
_PIECE = re.compile(r"\d{1,3}(?:[., ]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[^\W\d_]+(?:[&'.-]?[^\W\d_]+)*\d*|[.!?:;•\n«»“”\"]")
_THOUSANDS = re.compile(r"(\d{1,3}(?:[., ]\d{3})+)([.,]\d+)?")
_ELIDED = re.compile(r"^(?:[dl]|qu|jusqu)'|'s$")
_ENOUGH = 40_000  # characters that are looked at: 500 words of prose are shorter


def signature(text: str) -> tuple[int, ...]:
    """The signature of an article's stored text, empty for a text without words. The same text gives the same numbers, always."""
    kept = _body(text)
    body = _words(kept)
    if len(body) < SHORT:
        whole = _words(text)
        return (*_minhash({" ".join(whole)}, SHINGLES), *[0] * FIGURES) if whole else ()
    head = body[:_HEAD]
    shingles = {" ".join(head[i : i + _SIZE]) for i in range(len(head) - _SIZE + 1)}
    figures = {f"{a} {b}" for a, b in pairwise(word for word in head if word[0].isdigit())}
    pairs = anchor_pairs(kept)
    return (
        *_minhash(shingles, SHINGLES),
        *(_minhash(figures, FIGURES) if len(figures) >= _FEW else [0] * FIGURES),
        *(_minhash(pairs, ANCHORS) if len(pairs) >= _ANCHORED else []),
    )


def anchor_pairs(body: str) -> set[str]:
    """Names and numbers that stand side by side in a text, in whatever order."""
    found = _anchors(unicodedata.normalize("NFKC", body[:_ENOUGH]).replace("’", "'"))
    return {" ".join(sorted((one, other))) for k, one in enumerate(found) for other in found[k + 1 : k + 1 + _REACH] if one != other}


def _anchors(body: str) -> list[str]:
    """The names and numbers in the order of the text: numbers of two digits or more, and words that are written large inside a clause.

    A word at the start of a clause counts if it is one inside another; a word that the text writes small elsewhere is no name, nor are
    months and days.
    """
    pieces = list(islice(_pieces(body), _HEAD))
    small = {unaccented(word) for word, _ in pieces if word.islower()} | _calendar()
    inside = {_name(word) for word, starts in pieces if not starts or not word[1:].islower()}
    found = []
    for word, _ in pieces:
        if word[0].isdigit():
            found.append(_number(word))
        elif word != word.lower() and (name := _name(word)) in inside and name not in small:
            found.append(name)
    return [anchor for anchor in found if len(anchor) > 1]


def _pieces(body: str) -> Iterator[tuple[str, bool]]:
    """Words and numbers, and whether each starts a clause."""
    starts = True
    for piece in _PIECE.finditer(body):
        word = piece.group()
        if word[0].isalnum():
            yield word, starts
        starts = not word[0].isalnum()


def _number(word: str) -> str:
    """A number as English writes it, without marks between thousands and without zeros behind the point."""
    whole = _THOUSANDS.fullmatch(word)
    if whole:
        word = re.sub(r"\D", "", whole[1]) + (f".{whole[2][1:]}" if whole[2] else "")
    word = word.replace(",", ".")
    return word.rstrip("0").rstrip(".") if "." in word else word


def _name(word: str) -> str:
    return _ELIDED.sub("", unaccented(word))


@lru_cache(maxsize=1)
def _calendar() -> frozenset[str]:
    """The names of months and days in all languages that have a pack."""
    tables = [load_pack(code).table("times.yaml").numbers(part) for code in packs() for part in ("months", "weekdays")]
    return frozenset(unaccented(word) for table in tables for word in table)


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
