"""What the press writes beside names and numbers: moves, conversion prices, orders, offices, headlines, pointers to other stories."""

from __future__ import annotations

import pytest

from graph.ontology import EntityType
from loaders.extract.names.recognise import _bare_name, _says_nothing
from loaders.gazetteer.index import load_gazetteer
from loaders.sources.noise import is_noise

_E = EntityType


@pytest.mark.parametrize(
    ("surface", "kind", "name", "told"),
    [
        ("CFO Ada Brenner", _E.PERSON, "Ada Brenner", _E.PERSON),
        ("Chairwoman Ada Brenner", _E.COMPANY, "Ada Brenner", _E.PERSON),
        ("Executive Network", _E.COMPANY, "Executive Network", _E.COMPANY),
        ("Hollin Ridge 205 MW", _E.SITE, "Hollin Ridge", _E.SITE),
        ("Hollin Ridge, North Dakota", _E.PLACE, "Hollin Ridge", _E.PLACE),
        ("Velmont, Inc", _E.COMPANY, "Velmont, Inc", _E.COMPANY),
    ],
)
def test_bare_names(surface: str, kind: EntityType, name: str, told: EntityType) -> None:
    start, end, found = _bare_name(surface, 0, len(surface), kind)
    assert (surface[start:end], found) == (name, told)


@pytest.mark.parametrize(
    ("surface", "nothing"), [("HPC Hosting", True), ("Digital Asset", True), ("Tier 3", True), ("Velmont Hosting", False)]
)
def test_names_of_common_nouns_only(surface: str, nothing: bool) -> None:
    assert _says_nothing(surface) is nothing


@pytest.mark.parametrize(
    ("text", "found"), [("Cleanspark grew.", True), ("Buzz High Performance Computing grew.", True), ("The Hive grew.", False)]
)
def test_names_without_inner_capitals(text: str, found: bool) -> None:
    hits = [h for h in load_gazetteer().find(text) if not h.weak and h.entries[0].type is _E.COMPANY]
    assert bool(hits) is found


@pytest.mark.parametrize("line", ["READ: A miner wants to build a centre", "Related: A miner buys a site", "More Stories"])
def test_pointers_to_other_stories(line: str) -> None:
    assert is_noise(line)
