"""``show``, ``path``, ``stats``, ``claims``, ``dump``, ``ask`` on a small store."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.conftest import Run


def test_show_is_a_page_with_facts_quotes_and_sources(run: Run, world: Path) -> None:
    ran = run("show", "bitfarms", store=world)
    assert ran.code == 0
    page = " ".join(ran.out.split())
    assert page.startswith("Bitfarms Company · company/bitfarms")
    assert (
        "Bitfarms: Washington converts to gpu-as-a-service for Nvidia GB300, 2026 [planned since 2025-11-13; 1 independent source" in page
    )
    assert "planned: “Bitfarms will turn Washington into a GPU cloud on Nvidia GB300 machines.” (Bitfarms) [2]" in page
    assert "Bitfarms raises up to 300,000,000 USD as project finance from Macquarie for Panther Creek (rate 8 %), 2025-10" in page
    assert "2 independent sources" in page
    assert "Bitfarms: net income 2025-Q3 -46,000,000 USD, -92 % against 2024-Q3" in page
    assert "Sources" in page and "Grid Weekly, 2025-11-20, https://news.example/creek" in page


def test_show_for_machines(run: Run, world: Path) -> None:
    page = run("show", "Bitfarms", "--type", "holds_role", "--json", store=world).json()
    assert page["entity"]["id"] == "company/bitfarms"
    assert [f["type"] for f in page["facts"]] == ["holds_role"]
    assert page["facts"][0]["sources"][0]["claim"]["evidence"]["quote"] == "Ben Gagnon is the CEO of Bitfarms."


def test_show_as_it_was_known(run: Run, world: Path) -> None:
    ran = run("show", "Bitfarms", "--known-at", "2025-11-15", store=world)
    assert "from Macquarie" in ran.out
    assert "350 MW" not in ran.out and "350 MW" in run("show", "Bitfarms", store=world).out


def test_an_unknown_name_and_one_that_several_have(run: Run, world: Path) -> None:
    unknown = run("show", "Nobody", store=world)
    assert (unknown.code, unknown.out) == (1, "")
    assert "nothing is called 'Nobody'" in unknown.err
    several = run("show", "Mercury", store=world)
    assert several.code == 1
    assert "company/mercury-mining" in several.err and "company/mercury-power" in several.err


def test_wrong_filters_are_told(run: Run, world: Path) -> None:
    assert run("show", "Bitfarms", "--as-of", "soon", store=world).code == 2
    wrong = run("show", "Bitfarms", "--type", "marries", store=world)
    assert wrong.code == 2
    assert "no type of fact" in wrong.err and "finances" in wrong.err


def test_path_tells_each_step_once_with_its_quote(run: Run, world: Path) -> None:
    ran = run("path", "Bitfarms", "Nvidia", store=world)
    assert ran.code == 0
    assert ran.out.count("•") == 2
    assert "converts to gpu-as-a-service for Nvidia GB300" in ran.out
    assert "“Nvidia builds the Nvidia GB300.”" in ran.out


def test_path_for_machines_and_no_path(run: Run, world: Path) -> None:
    hops = run("path", "Bitfarms", "Nvidia", "--json", store=world).lines()[0]
    assert [hops[0]["source"], hops[-1]["target"]] == ["company/bitfarms", "company/nvidia"]
    none = run("path", "Bitfarms", "Mercury Power", store=world)
    assert (none.code, none.out) == (1, "")
    assert "no path" in none.err


def test_several_paths(run: Run, world: Path) -> None:
    ran = run("path", "Bitfarms", "Panther Creek", "--paths", "3", "--longest", "2", store=world)
    assert ran.code == 0
    assert "operates Panther Creek" in ran.out and "raises" in ran.out


def test_stats(run: Run, world: Path) -> None:
    counts = run("stats", "--json", store=world).json()
    assert counts["articles"] == 4
    assert counts["facts:finances"] == 1
    assert "facts finances" in " ".join(run("stats", store=world).out.split())


def test_claims_are_sorted_and_resolved(run: Run, world: Path) -> None:
    claims = run("claims", store=world).lines()
    places = [(c["evidence"]["article"], c["evidence"]["start"], c["id"]) for c in claims]
    assert places == sorted(places)
    sites = {f["entity"] for c in claims for f in c["roles"].get("site", [])}
    assert all(site.startswith("site/") and "~" in site for site in sites)


def test_dump_can_be_read_again(run: Run, world: Path) -> None:
    assert run("dump", store=world).out.splitlines()[0] == '{"format":"claimstake-dump","version":1}'


def test_ask_runs_a_query_file(run: Run, world: Path, tmp_path: Path) -> None:
    query = tmp_path / "q.graphql"
    query.write_text("query Q($name: String!) { company(name: $name) { name sites { name } } }", "utf-8")
    ran = run("ask", query, "--var", "name=Bitfarms", store=world)
    assert ran.code == 0
    assert {s["name"] for s in ran.json()["data"]["company"]["sites"]} == {"Washington", "Panther Creek"}


def test_ask_with_a_wrong_query_or_file(run: Run, world: Path) -> None:
    wrong = run("ask", "-", store=world, stdin="{ nonsense }")
    assert wrong.code == 1
    assert "nonsense" in wrong.json()["errors"][0]["message"]
    assert run("ask", "absent.graphql", store=world).code == 2
    assert run("ask", "-", "--var", "broken", store=world, stdin="{ stats { facts } }").code == 2


def test_no_store_is_a_clear_message(run: Run) -> None:
    ran = run("stats", store=Path("absent.db"))
    assert ran.code == 1
    assert "no store at absent.db" in ran.err and "claimstake load" in ran.err


def test_a_foreign_file_is_not_touched(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "notes.db"
    other.write_text("my notes", "utf-8")
    assert run("stats", "--store", other).code == 1
    assert other.read_text("utf-8") == "my notes"
