"""Surnames: "Powell" of "Jesse Powell" told of before, whatever town bears the name too and whatever the model takes it for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.ontology import EntityType
from loaders.extract.names.recognise import Candidate

_E = EntityType
_SPACE = re.compile(r"[\s\u00a0]+")
# "in Powell", "à Ripley", "Powell, Wyoming": the town all the same.
_TOWN_BEFORE = re.compile(r"\b(?:in|near|at|outside|around|across|à|en|vers|près de|between)[\s\u00a0]$", re.IGNORECASE)
_TOWN_AFTER = re.compile(r",[\s\u00a0][A-ZÀ-Þ]|[\s\u00a0](?:County|City|Street|Avenue|Road|facility|campus|site)\b")
# Part of a longer name: "Powell Industries", "Cummins Inc".
_LONGER = re.compile(r"(?:[\s\u00a0]&)?[\s\u00a0][A-ZÀ-Þ0-9]|[-\w]")
_NAME_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*[\s\u00a0]|[-\w])$")
_OPENS = re.compile(r"(?:^|[.!?:;»”\"“«\n])[\s\u00a0]*$")
_SHORTEST = 3  # letters of a surname that is searched for where no source saw a name


def surnames(candidates: Iterable[Candidate], text: str) -> list[Candidate]:
    """The candidates with each bare surname of a person named in full before it as that person's; a firm of the gazetteer stays one."""
    rows = list(candidates)
    told = _told(rows)
    if not told:
        return rows
    bare = [c for c in rows if c.surface in told and _is_surname(c, told[c.surface], text)]
    places = {(c.start, c.end) for c in bare}
    firms = {(c.start, c.end) for c in rows if c.entry and c.entry.type not in (_E.PLACE, _E.PERSON) and (c.start, c.end) in places}
    kept = [c for c in rows if (c.start, c.end) not in places - firms]
    people = {(c.start, c.end): c for c in bare if (c.start, c.end) not in firms}
    taken = {k for c in rows if c.how != "adjective" for k in range(c.start, c.end)}
    return [*kept, *(_person(c) for c in people.values()), *_unseen(told, taken, text)]


def _told(rows: Sequence[Candidate]) -> dict[str, int]:
    """For each surname of a person named in full where that name ends first."""
    out: dict[str, int] = {}
    for c in sorted(rows, key=lambda c: c.start):
        words = _SPACE.split(c.surface)
        if c.types[0] is _E.PERSON and not c.weak and len(words) > 1 and words[-1][:1].isupper() and len(words[-1]) > 1:
            out.setdefault(words[-1], c.end)
    return out


def _is_surname(c: Candidate, told: int, text: str) -> bool:
    if c.start < told or c.how == "adjective":
        return False
    before, behind = text[max(0, c.start - 30) : c.start], text[c.end : c.end + 12]
    town = c.how == "gazetteer" and (_TOWN_BEFORE.search(before) or _TOWN_AFTER.match(behind))
    return not town and not _LONGER.match(behind)


def _person(c: Candidate) -> Candidate:
    return replace(c, types=(_E.PERSON,), how="model", entry=None, weak=False, others=(), guess=None)


def _unseen(told: dict[str, int], taken: set[int], text: str) -> Iterator[Candidate]:
    """Surnames where no source saw a name: the article must not have such a word in lower case."""
    names = sorted((n for n in told if len(n) >= _SHORTEST), key=lambda n: (-len(n), n))
    if not names:
        return
    common = set(re.findall(r"\b[a-zà-ÿ]+\b", text))
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, names))})\b", text):
        start, end, name = match.start(), match.end(), match.group()
        before = text[max(0, start - 30) : start]
        apart = not _NAME_BEFORE.search(before) or _OPENS.search(before)
        told_before = start >= told[name] and name.lower() not in common
        if told_before and apart and taken.isdisjoint(range(start, end)) and not _LONGER.match(text[end : end + 12]):
            yield Candidate(start, end, name, (_E.PERSON,), "model")
