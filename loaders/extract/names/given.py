"""Persons by their given names: "Geoffrey Morphy" whatever the model takes it for, and names with a nickname inside ("Changpeng “CZ” Zhao")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import yaml

from graph.ontology import EntityType
from loaders.extract.names.recognise import Candidate

_E = EntityType
_WORD = r"(?:(?:Mc|Mac|O['’]|D['’])?[A-ZÀ-Þ][a-zà-ÿ]+(?:[-–][A-ZÀ-Þ][a-zà-ÿ]+)*)"
_SMALL = r"(?:[A-Z]\.|de|De|von|van|Van|der|den|du|di|da|al|El|St\.?)"
_NICK = re.compile(r"[ \u00a0](?:[“\"«][ \u00a0]?[\w.-]{2,12}[ \u00a0]?[”\"»]|\([A-Z][a-z]{1,9}\))[ \u00a0](?=[A-ZÀ-Þ][a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Given:
    """The pattern of a name in full that opens with a known given name, and the words that are no surnames."""

    name: re.Pattern[str]
    no_surnames: frozenset[str]
    office: re.Pattern[str]


@lru_cache(maxsize=1)
def load_given() -> Given:
    """What ``given.yaml`` says."""
    raw = yaml.load(files("loaders.languages").joinpath("given.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    first = "|".join(sorted(raw["given"], key=len, reverse=True))
    return Given(
        re.compile(
            rf"(?<![\w’'&-])(?:{first})(?:-(?:{first}))?(?:[ \u00a0]{_SMALL}){{0,2}}[ \u00a0](?P<last>{_WORD})"
            r"(?!\w|-(?!led\b|run\b|founded\b|backed\b|owned\b|linked\b|controlled\b)|[ \u00a0](?:&|[A-ZÀ-Þ]))"
        ),
        frozenset(raw["no_surnames"]),
        re.compile(rf"(?:,|[ \u00a0]\()[ \u00a0]?(?:{'|'.join(raw['articles'])})?(?:{'|'.join(raw['offices'])})\b"),
    )


def given(candidates: Iterable[Candidate], text: str) -> list[Candidate]:
    """The candidates with names in full as persons where only the model speaks, or nothing; and nicknames taken into the name around them."""
    rows = list(_nicknamed(_in_office(list(candidates), text), text))
    taken = {k: c for c in rows for k in range(c.start, c.end)}
    out, gone = [], set()
    for match in load_given().name.finditer(text):
        over = {id(c): c for k in range(match.start(), match.end()) if (c := taken.get(k))}.values()
        if match["last"] in load_given().no_surnames or any(not _gives_way(c, match) for c in over):
            continue
        gone |= {id(c) for c in over}
        out.append(Candidate(match.start(), match.end(), match.group(), (_E.PERSON,), "model"))
    return [*(c for c in rows if id(c) not in gone), *out]


def _in_office(rows: Sequence[Candidate], text: str) -> list[Candidate]:
    """The candidates with what the model takes for a firm as a person where an office stands behind it ("Emiliano Grodzki, le cofondateur de X")."""
    full = {c.surface for c in rows if _like_person(c) and load_given().office.match(text, c.end)}
    return [replace(c, types=(_E.PERSON,)) if c.surface in full and _like_person(c) else c for c in rows]


def _like_person(c: Candidate) -> bool:
    words = c.surface.replace("\u00a0", " ").split(" ")
    plain = all(re.fullmatch(_WORD, w) for w in words)
    return c.how == "model" and c.types[0] is _E.COMPANY and 2 <= len(words) <= 3 and plain and not load_given().no_surnames & set(words)


def _gives_way(c: Candidate, match: re.Match[str]) -> bool:
    """Whether a candidate is less sure than the name in full: the model's on the same characters or within, or a weak or bare place in it."""
    inside = match.start() <= c.start and c.end <= match.end()
    return inside and (c.how == "model" or c.weak or c.types[0] in (_E.PLACE, _E.SITE, _E.PERSON)) and c.types[0] is not _E.AUTHORITY


def _nicknamed(rows: Sequence[Candidate], text: str) -> Iterator[Candidate]:
    """A person and the surname behind a nickname as one name, spelled without the nickname."""
    people = {c.end: c for c in rows if c.types[0] is _E.PERSON and c.how == "model"}
    joined: dict[int, Candidate] = {}
    for c in rows:
        nick = _NICK.match(text, c.end) if c.end in people and c is people[c.end] else None
        last = re.compile(_WORD).match(text, nick.end()) if nick else None
        if last:
            joined[id(c)] = replace(c, end=last.end(), surface=f"{c.surface} {last.group()}")
    inside = [(j.start, j.end) for j in joined.values()]
    for c in rows:
        if id(c) in joined:
            yield joined[id(c)]
        elif not any(a <= c.start and c.end <= b for a, b in inside) or c.how == "gazetteer":
            yield c
