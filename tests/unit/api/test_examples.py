"""The queries of examples/: each runs, on every store with the same answer, and says what its comment promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.reference import NoReference
from graph.stores.memory import MemoryStore
from tests.unit.api.conftest import Ask
from tests.unit.api.serving import serving
from tests.unit.api.telling import bitfarms

FOLDER = Path(__file__).parents[3] / "examples" / "queries"
QUERIES = sorted(path.stem for path in FOLDER.glob("*.graphql"))


def text(name: str) -> str:
    """The text of an example."""
    return (FOLDER / f"{name}.graphql").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    """The address of the same world on the memory store."""
    store = MemoryStore("", NoReference())
    for telling in reversed(bitfarms()):
        telling.load(store)
    with serving(create_app(Settings(), store)) as address:
        yield address


@pytest.mark.parametrize("name", QUERIES)
def test_each_runs_alike_on_every_store(ask: Ask, other: str, name: str) -> None:
    assert text(name).startswith("# "), "an example begins with a comment that says what it answers"
    there = httpx.post(f"{other}/graphql", json={"query": text(name)}).json()
    assert there == {"data": ask(text(name))}


def test_sites(ask: Ask) -> None:
    creek, washington = ask(text("sites"))["company"]["sites"]
    assert creek["name"] == "Panther Creek" and creek["locatedIn"] == [{"place": {"name": "Pennsylvania"}}]
    (conversion,) = washington["convertsTo"]
    assert conversion["status"] == "planned" and conversion["time"]["start"]["text"] == "2026"
    assert conversion["evidence"]["speaker"] == {"name": "Bitfarms"}
    assert conversion["evidence"]["article"]["url"] == "https://news.example/plans"


def test_financings(ask: Ask) -> None:
    (financing,) = ask(text("financings"))["site"]["finances"]
    assert financing["funder"] == [{"name": "Macquarie"}] and financing["time"]["start"]["text"] == "2025-10"
    assert financing["origins"] == 2 and [c["article"]["published"] for c in financing["claims"]] == ["2025-11-20", "2025-11-13"]


def test_figures_and_people(ask: Ask) -> None:
    (loss,) = ask(text("figures"))["company"]["reports"]
    assert loss["value"]["caption"] == "-46,000,000 USD" and loss["comparison"]["amount"]["caption"] == "-92 %"
    (office,) = ask(text("people"))["company"]["holdsRole"]
    assert office["role"] == "CEO" and office["person"] == {"name": "Ben Gagnon"}


def test_as_known(ask: Ask) -> None:
    found: dict[str, Any] = ask(text("as_known"))["company"]
    assert found["then"]["nodes"] == [] and len(found["now"]["nodes"]) == 7


def test_latest(ask: Ask) -> None:
    (financing,) = ask(text("latest"))["facts"]["nodes"]
    assert financing["caption"].startswith("finances: ") and [r["role"] for r in financing["roles"]] == ["recipient", "funder", "purpose"]
