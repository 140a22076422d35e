"""Texts that repeat one another: eight words in a row, or one mould filled with other names and figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.corpus.tool.model import Finding, Passage
from tests.corpus.tool.tables import FIRM_WORDS

RUN = 8  # words in a row that two texts may not share
_MOULD = 5  # words of a piece of a text whose names and figures are blanked
_ALIKE = 0.6  # share of such pieces from which two texts count as one mould
_COMMON = 40  # pieces in more texts than this say nothing
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text, without case and punctuation."""
    return _WORD.findall(text.casefold())


def name_key(name: str) -> str:
    """What two spellings of one name have in common: its words without case, legal form and conjunctions."""
    found = words(name)
    return " ".join([w for w in found if w not in FIRM_WORDS] or found)


def runs(text: str, length: int = RUN) -> Iterator[str]:
    """Every run of so many words."""
    found = words(text)
    return (" ".join(found[i : i + length]) for i in range(len(found) - length + 1))


def repeated(passages: Sequence[Passage]) -> list[Finding]:
    """Pairs of passages that share a run of words, are equal, or are one mould."""
    told: dict[tuple[int, int], Finding] = {}
    _shared_runs(passages, told)
    _one_mould(passages, told)
    return list(told.values())


def _shared_runs(passages: Sequence[Passage], told: dict[tuple[int, int], Finding]) -> None:
    first: dict[str, int] = {}
    for at, passage in enumerate(passages):
        pieces = [*runs(passage.text), "= " + " ".join(words(passage.text))]
        for piece in pieces:
            other = first.setdefault(piece, at)
            if other != at and (other, at) not in told:
                told[other, at] = _pair(passages[other], passage, f"{piece!r}" if piece[0] != "=" else "the whole text")


def _pair(a: Passage, b: Passage, shared: str) -> Finding:
    what = f"{b.id} shares with {a.id} ({a.file}:{a.line}) {shared}"
    return Finding(b.file, b.line, what, "say it in other words in one of them", also=(a.file,))


def _one_mould(passages: Sequence[Passage], told: dict[tuple[int, int], Finding]) -> None:
    moulds = [set(runs(_blanked(p), _MOULD)) for p in passages]
    holders: dict[str, list[int]] = defaultdict(list)
    for at, mould in enumerate(moulds):
        for piece in mould:
            holders[piece].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(held) for b in held[i + 1 :])
    for (a, b), count in sorted(shared.items()):
        least = min(len(moulds[a]), len(moulds[b]))
        if least >= 6 and count >= _ALIKE * least and (a, b) not in told:
            told[a, b] = _pair(passages[a], passages[b], "its wording but for names and figures")


def _blanked(p: Passage) -> str:
    pieces: list[str] = []
    position = 0
    for mark in sorted(p.marks, key=lambda m: m.start):
        pieces += [p.text[position : mark.start], " _ "]
        position = mark.end
    pieces.append(p.text[position:])
    return re.sub(r"\d+(?:[.,]\d+)*", "0", "".join(pieces))


def borrowed(passages: Iterable[Passage], foreign: Mapping[str, set[str]]) -> list[Finding]:
    """Passages that share a run of words with a text that is not ours. ``foreign`` holds the runs by the text's name."""
    owners: dict[str, str] = {piece: name for name in sorted(foreign) for piece in sorted(foreign[name])}
    out: list[Finding] = []
    for passage in passages:
        shared = next((piece for piece in runs(passage.text) if piece in owners), None)
        if shared is not None:
            what = f"{passage.id} shares eight words in a row with {owners[shared]}: {shared!r}"
            out.append(Finding(passage.file, passage.line, what, "write it in words of your own"))
    return out


def foreign_runs(shared: Path) -> dict[str, set[str]]:
    """The runs of words of the texts in ``shared`` (gold/*.txt and the seed article); empty where the folder is not there."""
    paths = [*sorted((shared / "gold").glob("*.txt")), *sorted(shared.glob("seed-article*.txt"))]
    return {path.name: set(runs(path.read_text("utf-8"))) for path in paths}
