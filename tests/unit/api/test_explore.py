"""Paths and neighbourhoods: how entities hang together, each step with its sentence."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.reference import NoReference
from graph.stores.base import Store
from graph.stores.memory import MemoryStore
from loaders.gazetteer import load_gazetteer
from tests.unit.api.conftest import Ask
from tests.unit.api.serving import serving
from tests.unit.api.telling import Telling

STEPS = "{length steps {from {name} fromRole to {name} toRole fact {type} quote evidence {quote} article {title}}}"


def test_a_path_with_the_sentence_of_each_step(ask: Ask) -> None:
    path = ask(f'{{path(from: "Bitfarms", to: "Nvidia") {STEPS}}}')["path"]
    assert path["length"] == 2
    first, second = path["steps"]
    assert (first["from"]["name"], first["fromRole"], first["to"]["name"], first["toRole"]) == (
        "Bitfarms",
        "owner",
        "Nvidia GB300",
        "hardware",
    )
    assert (second["from"]["name"], second["to"]["name"], second["fact"]["type"]) == ("Nvidia GB300", "Nvidia", "makes")
    assert second["quote"] == "Nvidia builds the Nvidia GB300." == second["evidence"]["quote"]
    assert second["article"]["title"] == "What is inside"


def test_a_path_back_is_the_same_the_other_way(ask: Ask) -> None:
    there, back = (
        ask(f'{{path(from: "{a}", to: "{b}") {STEPS}}}')["path"]["steps"] for a, b in (("Nvidia", "Macquarie"), ("Macquarie", "Nvidia"))
    )
    assert [s["quote"] for s in there] == [s["quote"] for s in reversed(back)] and len(there) == 3


@pytest.mark.parametrize(
    ("arguments", "length"),
    [
        ('from: "Bitfarms", to: "company/bitfarms"', 0),
        ('from: "Bitfarms", to: "Nvidia", maxLength: 1', None),
        ('from: "Bitfarms", to: "Nvidia", status: [actual]', None),
        ('from: "Bitfarms", to: "Nvidia", edgeTypes: [MAKES]', None),
        ('from: "Bitfarms", to: "Nvidia", edgeTypes: [OPERATES, CONVERTS_TO, MAKES]', 3),
        ('from: "Bitfarms", to: "Nvidia", avoid: [Hardware]', None),
        ('from: "Bitfarms", to: "Mercury Mining"', None),
        ('from: "Bitfarms", to: "Mercury Mining", avoid: []', 2),
        ('from: "Panther Creek", to: "Pennsylvania"', 1),
    ],
)
def test_how_far_it_is(ask: Ask, arguments: str, length: int | None) -> None:
    path = ask(f"{{path({arguments}) {{length}}}}")["path"]
    assert path == (None if length is None else {"length": length})


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{path(from: "Bitfarms", to: "Nvidia", maxLength: 9) {length}}', "BAD_ARGUMENT"),
        ('{path(from: "Bitfarms", to: "Nobody") {length}}', "NOT_FOUND"),
        ('{neighbourhood(name: "Bitfarms", depth: 5) {edges {id}}}', "BAD_ARGUMENT"),
        ("{neighbourhood {edges {id}}}", "BAD_ARGUMENT"),
    ],
)
def test_what_cannot_be_asked(answer: Ask, query: str, code: str) -> None:
    assert answer(query)["errors"][0]["extensions"]["code"] == code


def test_a_neighbourhood(ask: Ask) -> None:
    found = ask("""{neighbourhood(id: "company/nvidia", depth: 2) {center {name} entities {name type} facts {id type}
                 edges {type source target fact status}}}""")["neighbourhood"]
    assert found["center"] == {"name": "Nvidia"}
    assert [e["name"] for e in found["entities"]][:2] == ["Nvidia", "Nvidia GB300"]
    assert {e["name"] for e in found["entities"]} == {"Nvidia", "Nvidia GB300", "Washington", "Bitfarms", "gpu-as-a-service"}
    assert sorted(f["type"] for f in found["facts"]) == ["converts_to", "makes", "operates"]
    ids = {f["id"] for f in found["facts"]}
    assert all(e["fact"] in ids for e in found["edges"])
    assert {"MAKES", "OPERATES", "HARDWARE"} <= {e["type"] for e in found["edges"]}


def test_the_gazetteer_joins_places_where_it_may() -> None:
    store = MemoryStore("", load_gazetteer())
    for number, (firm, place) in enumerate((("Elm Mining", "Texas=place/us-tx"), ("Oak Mining", "Ohio=place/us-oh"))):
        told = Telling(f"place-{number}", "2025-11-13")
        told.says(
            "located_in",
            f"{firm} sits in {place.split('=')[0]}.",
            {"subject": f"Company:{firm}", "place": f"Place:{place}"},
            kind="headquarters",
        )
        told.load(store)
    query = '{path(from: "Elm Mining", to: "Oak Mining", avoid: []%s) {length steps {fact {type} quote edges {type fact}}}}'
    assert ask_chain(store, query % "")["data"] == {"path": None}
    path = ask_chain(store, query % ", gazetteer: true")["data"]["path"]
    assert path["length"] == 4 and path["steps"][1] == {"fact": None, "quote": None, "edges": [{"type": "LOCATED_IN", "fact": None}]}


def test_a_neighbourhood_is_cut_where_asked(answer: Ask) -> None:
    whole = answer('{neighbourhood(name: "Bitfarms", depth: 2, first: 3) {entities {name} facts {roles {entities {name}}}}}')
    names = {e["name"] for e in whole["data"]["neighbourhood"]["entities"]}
    assert len(names) == 3 and "Bitfarms" in names
    for fact in whole["data"]["neighbourhood"]["facts"]:
        assert {e["name"] for r in fact["roles"] for e in r["entities"]} <= names
    assert whole["extensions"] == {"cut": ["neighbourhood"]}


@pytest.fixture(scope="module")
def chain() -> MemoryStore:
    """Firms F0 to F9, each of which bought the next, and a hub that made a deal with all but the last; a second article on F0 and F1."""
    store = MemoryStore("", NoReference())
    for number in range(9):
        told = Telling(f"deal-{number}", "2025-01-01")
        told.says("acquires", f"F{number} bought F{number + 1}.", {"buyer": f"Company:F{number}", "target": f"Company:F{number + 1}"})
        told.says("partners_with", f"Hub works with F{number}.", {"party": ["Company:Hub", f"Company:F{number}"]})
        told.load(store)
    again = Telling("again", "2025-01-03", publisher="Another")
    again.says("acquires", "It is known that F0 bought F1.", {"buyer": "Company:F0", "target": "Company:F1"})
    again.says("invests_in", "F0 held shares of F1 before.", {"investor": "Company:F0", "investee": "Company:F1"})
    again.load(store)
    return store


def ask_chain(store: Store, query: str, max_walk: int = 1000) -> dict[str, Any]:
    """The whole answer over the chain."""
    with serving(create_app(Settings(max_walk=max_walk), store)) as address:
        whole: dict[str, Any] = httpx.post(f"{address}/graphql", json={"query": query}).json()
    return whole


def test_the_longest_path_and_the_shorter_one_through_a_hub(chain: MemoryStore) -> None:
    query = """{long: path(from: "F0", to: "F8", maxLength: 8, edgeTypes: [ACQUIRES]) {length}
              none: path(from: "F0", to: "F8", maxLength: 7, edgeTypes: [ACQUIRES]) {length} hub: path(from: "F0", to: "F8") {length}}"""
    assert ask_chain(chain, query) == {"data": {"long": {"length": 8}, "none": None, "hub": {"length": 2}}}


def test_the_best_told_of_several_is_taken(chain: MemoryStore) -> None:
    (step,) = ask_chain(chain, '{path(from: "F0", to: "F1") {steps {fact {type origins}}}}')["data"]["path"]["steps"]
    assert step["fact"] == {"type": "acquires", "origins": 2}


def test_a_walk_that_looks_at_too_much(chain: MemoryStore) -> None:
    (error,) = ask_chain(chain, '{path(from: "F0", to: "F9") {length}}', 3)["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_BIG" and "CLAIMSTAKE_MAX_WALK" in error["message"]
