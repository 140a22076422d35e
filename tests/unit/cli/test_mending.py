"""``review``, ``merge``, ``split``, ``rename``, ``undo``, ``rebuild``, ``retract``, ``ledger``."""

from __future__ import annotations

import re
from pathlib import Path

from graph.stores.sqlite import SqliteStore
from loaders.gazetteer import load_gazetteer
from tests.unit.api.telling import Telling
from tests.unit.cli.conftest import Run


def _decision(out: str) -> str:
    found = re.search(r"decision/\w+", out)
    assert found, out
    return found[0]


def test_merge_and_undo(run: Run, own_world: Path) -> None:
    before = run("dump", store=own_world).out
    merged = run("merge", "Mercury Power", "Mercury Mining", "--note", "one firm", store=own_world)
    assert merged.code == 0, merged.err
    page = run("show", "company/mercury-power", "--json", store=own_world).json()
    assert page["entity"]["id"] == "company/mercury-mining"
    assert len(page["facts"]) == 2
    assert "(one firm)" in run("undo", store=own_world).out
    assert run("undo", _decision(merged.out), store=own_world).code == 0
    assert run("dump", store=own_world).out == before


def test_merge_of_sites_names_their_claims(run: Run, own_world: Path) -> None:
    assert run("merge", "Washington", "Panther Creek", store=own_world).code == 0
    page = run("show", "Panther Creek", "--json", store=own_world).json()
    assert {"converts_to", "finances"} <= {f["type"] for f in page["facts"]}


def test_what_cannot_be_merged(run: Run, own_world: Path) -> None:
    other = run("merge", "Bitfarms", "Ben Gagnon", store=own_world)
    assert other.code == 2 and "only entities of one type" in other.err
    assert run("merge", "Bitfarms", "company/bitfarms", store=own_world).code == 2
    assert run("merge", "Nobody", "Bitfarms", store=own_world).code == 1


def test_split_by_article(run: Run, own_world: Path) -> None:
    ran = run("split", "Bitfarms", "--article", "https://news.example/creek", "--as", "Bitfarms USA", store=own_world)
    assert ran.code == 1  # that article has another key: it was made by hand, not by its address
    ran = run("split", "Bitfarms", "--article", "Panther Creek grows", "--as", "Bitfarms USA", store=own_world)
    assert ran.code == 0, ran.err
    assert "Bitfarms USA raises" in run("show", "Bitfarms USA", store=own_world).out
    assert run("split", "Bitfarms", store=own_world).code == 1


def test_rename(run: Run, own_world: Path) -> None:
    assert run("rename", "company/bitfarms", "Keel Infrastructure", store=own_world).code == 0
    assert run("show", "company/bitfarms", store=own_world).out.startswith("Keel Infrastructure")


def test_rebuild_changes_nothing(run: Run, own_world: Path) -> None:
    first = run("rebuild", store=own_world)
    before = run("dump", store=own_world).out
    assert first.code == 0 and "facts" in first.out
    assert run("rebuild", store=own_world).code == 0
    assert run("dump", store=own_world).out == before


def test_review_of_nothing(run: Run, world: Path) -> None:
    ran = run("review", store=world)
    assert (ran.code, ran.out) == (0, "nothing to look at\n")
    assert run("review", "--json", "--kind", "conflict", store=world).out == ""


def test_review_shows_a_conflict_with_its_quotes(run: Run, tmp_path: Path) -> None:
    seats = [("a", "Toronto", "2025-11-13"), ("b", "Lisbon", "2025-11-20")]
    with SqliteStore(str(tmp_path / "claimstake.db"), load_gazetteer()) as store:
        for name, place, day in seats:
            told = Telling(name, day)
            filled: dict[str, str | list[str]] = {"subject": "Company:Otterbay", "place": f"Place:{place}"}
            told.says("located_in", f"Otterbay has its seat in {place}.", filled, kind="headquarters").load(store)
    ran = run("review")
    assert ran.out.startswith("conflict (rule 8): two headquarters")
    assert "“Otterbay has its seat in Lisbon.”" in ran.out
    assert len(run("review", "--json").lines()) == 1
    assert "To be looked at" in run("show", "Otterbay").out


def test_retract_takes_an_article_back(run: Run, own_world: Path) -> None:
    ran = run("retract", "Panther Creek grows", store=own_world)
    assert ran.code == 0, ran.err
    assert "350 MW" not in run("show", "Bitfarms", store=own_world).out
    again = run("retract", "Panther Creek grows", store=own_world)
    assert again.code == 1 and "no article" in again.err


def test_the_ledger_of_a_store_without_refusals_is_empty(run: Run, world: Path) -> None:
    assert run("ledger", store=world).out == ""
    assert run("ledger", "--article", "Panther Creek grows", store=world).code == 0
