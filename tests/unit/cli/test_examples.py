"""The main paths as a person walks them: real processes, the real rules, the example articles."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.stores.open import open_store
from loaders import pipeline
from loaders.extractors import DEFAULT, Extractor, make_extractors
from loaders.gazetteer import load_gazetteer
from loaders.pipeline import Result
from tests.unit.cli.conftest import ROOT, Run

EXAMPLES = ROOT / "examples" / "articles"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rules() -> tuple[Extractor, ...]:
    """The real extractor."""
    return make_extractors(DEFAULT, load_gazetteer())


def documents() -> list[Path]:
    """The example articles, without what is known of them beside."""
    return sorted(p for p in EXAMPLES.iterdir() if not p.name.endswith(".json"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, rules: tuple[Extractor, ...]) -> Path:
    """The examples in a store."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with open_store(str(path), load_gazetteer()) as store:
        outcomes = list(pipeline.load(documents(), store, rules))
    assert {o.result for o in outcomes} == {Result.STORED}
    assert len(outcomes) == 18
    return path


def test_the_tour_of_the_readme_prints_what_it_shows(process: Run, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    tour = re.search(r"## A tour.*?```console\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert tour
    parts = re.split(r"^\$ claimstake ", tour[1], flags=re.MULTILINE)[1:]
    assert parts
    for part in parts:
        call, _, shown = part.partition("\n")
        ran = process(*shlex.split(call), COLUMNS="80")
        assert ran.code == 0, ran.err
        pieces = [piece.strip() for piece in shown.split("\n...\n")]
        out = ran.out.strip()
        assert out.startswith(pieces[0]) and out.endswith(pieces[-1]), call
        assert len(pieces) > 1 or out == pieces[0], call


def test_load_show_and_load_again(process: Run, tmp_path: Path) -> None:
    given = [EXAMPLES / "bitfarms-washington-gpu.html", EXAMPLES / "northlake-order-release.txt"]
    first = process("load", *given)
    assert first.code == 0, first.err
    assert re.search(r"^stored +Bitfarms to turn its Washington site into a GPU cloud  \[\d+ claims", first.out, re.MULTILINE)
    assert (tmp_path / "claimstake.db").is_file()
    claims = process("claims").out
    again = process("load", *given, "--json")
    assert [line["result"] for line in again.lines()] == ["unchanged", "unchanged"]
    assert process("claims").out == claims
    assert process("reextract").out.startswith("0 of 2 articles changed")
    assert "$300 million credit facility from Macquarie" in process("show", "Bitfarms").out


def test_bad_input_is_told_and_the_rest_goes_on(process: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    good = EXAMPLES / "bitfarms-washington-gpu.html"
    ran = process("load", "empty.txt", "torn.pdf", good, "http://127.0.0.1:1/private")
    assert ran.code == 1
    assert ran.out.startswith("stored")
    assert all(f"rejected: {name}" in ran.err for name in ("empty.txt", "torn.pdf", "http://127.0.0.1:1/private"))
    ledger = process("ledger").out
    assert "rejected  torn.pdf" in ledger and "rejected  empty.txt" in ledger
    assert len(process("ledger", "--json").out.splitlines()) == len([x for x in ledger.splitlines() if not x.startswith(" ")])


def test_an_unsupported_language_is_stored_with_a_warning(run: Run, tmp_path: Path) -> None:
    text = "Das Unternehmen betreibt seit vielen Jahren ein großes Rechenzentrum in der Nähe von Hamburg und will es erweitern.\n"
    (tmp_path / "german.txt").write_text(text, "utf-8")
    ran = run("load", "german.txt")
    assert ran.code == 0
    assert "no language pack for 'de'" in ran.err and "no date of publication" in ran.err


def test_extract_names_articles_by_their_files(run: Run) -> None:
    ran = run("extract", EXAMPLES / "wire.jsonl")
    assert ran.code == 0, ran.err
    assert {c["evidence"]["article"] for c in ran.lines()} == {"wire", "wire#2", "wire#3", "wire#4"}


def test_extract_from_standard_input(run: Run) -> None:
    ran = run("extract", "-", "--lang", "en", stdin="Nvidia makes the GB300.\n")
    assert [c["type"] for c in ran.lines()] == ["makes"]
    assert ran.lines()[0]["evidence"]["quote"] == "Nvidia makes the GB300."


def test_wrong_dates_and_extractors_are_wrong_usage(run: Run) -> None:
    wrong = run("load", "x.txt", "--published", "someday")
    assert wrong.code == 2 and "is no date" in wrong.err
    unknown = run("load", "x.txt", "--extractor", "tarot")
    assert unknown.code == 2 and "installed are" in unknown.err


def test_evaluate_a_gold_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "one.txt").write_text("Nvidia makes the GB300.\n", "utf-8")
    entities = '[{"name": "Nvidia", "type": "Company"}, {"name": "Nvidia GB300", "type": "Hardware", "aliases": ["GB300"]}]'
    roles = '{"company": ["Nvidia"], "hardware": ["Nvidia GB300"]}'
    claim = f'{{"type": "makes", "roles": {roles}, "values": {{}}, "factuality": "actual", "quote": "x"}}'
    annotation = f'{{"id": "one", "lang": "en", "published": "2025-11-13", "entities": {entities}, "claims": [{claim}]}}'
    (tmp_path / "gold" / "one.json").write_text(annotation, "utf-8")
    ran = run("evaluate", "gold", "--claims", "found.jsonl", "--json", "--misses")
    assert ran.code == 0, ran.err
    total = ran.json()["rows"][-1]
    assert (total["group"], total["claim_f1"], total["evidence"]) == ("all", 1.0, 1.0)
    scored = run("evaluate", "gold", "--score", "found.jsonl", "--json")
    assert scored.json()["rows"] == ran.json()["rows"]
    assert "claim" in run("evaluate", "gold", "--score", "found.jsonl", "--by", "type").out
    assert run("evaluate", "absent").code == 1


def test_versions(run: Run) -> None:
    told = run("version", "--json").json()
    assert told["extractors"]["rules"].startswith("rules/")
    assert re.fullmatch(r"[0-9a-f]{12}", told["gazetteer"])


def test_any_order_gives_the_same_graph(demo: Path, rules: tuple[Extractor, ...], tmp_path: Path) -> None:
    with (
        open_store(str(tmp_path / "other.db"), load_gazetteer()) as store,
        open_store(str(demo), load_gazetteer(), read_only=True) as first,
    ):
        list(pipeline.load(reversed(documents()), store, rules))
        assert list(store.dump()) == list(first.dump())


def test_a_copy_of_a_release_is_no_second_source(run: Run, demo: Path) -> None:
    facts = run("show", "Northlake Mining", "--type", "orders", "--json", store=demo).json()["facts"]
    assert [(f["origins"], len(f["claims"])) for f in facts] == [(1, 2)]


def test_the_examples_connect_bitfarms_with_nvidia(run: Run, demo: Path) -> None:
    ran = run("path", "Bitfarms", "Nvidia", store=demo)
    assert ran.code == 0
    assert "Nvidia GB300" in ran.out and "“" in ran.out


def test_the_examples_have_a_lender_and_two_sources(run: Run, demo: Path) -> None:
    facts = run("show", "Panther Creek", "--type", "finances", "--json", store=demo).json()["facts"]
    assert any("company/macquarie" in f["roles"].get("funder", []) and f["origins"] >= 2 for f in facts)


@pytest.fixture
def own_demo(demo: Path, tmp_path: Path) -> Path:
    """The examples in a store of the test's own."""
    with open_store(str(demo), load_gazetteer(), read_only=True) as store, open_store(str(tmp_path / "own.db"), load_gazetteer()) as copy:
        copy.load_dump(store.dump())
    return tmp_path / "own.db"


def test_retract_restore_and_extract_again(run: Run, own_demo: Path) -> None:
    before = run("claims", store=own_demo).out
    address = "https://gridline.example/2025/11/bitfarms-washington-gpu"
    assert run("retract", address, store=own_demo).code == 0
    assert run("claims", store=own_demo).out != before
    skipped = run("load", EXAMPLES / "bitfarms-washington-gpu.html", store=own_demo)
    assert skipped.code == 0 and "was retracted and is skipped" in skipped.err
    restored = run("restore", address, store=own_demo)
    assert restored.code == 0 and "claims" in restored.out
    assert run("claims", store=own_demo).out == before
    again = run("reextract", "--json", store=own_demo)
    assert (again.code, again.out) == (0, "")


def test_reextract_prints_what_changed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("Nvidia makes the GB300.\n", "utf-8")
    with open_store(str(tmp_path / "claimstake.db"), load_gazetteer()) as store:
        list(pipeline.load([tmp_path / "news.txt"], store, ()))
    told = run("reextract").out
    assert "+ makes: company Nvidia, hardware Nvidia GB300 (actual)" in told
    assert "1 of 1 article changed: 1 new claim, 0 claims gone" in told


def test_the_demo_has_something_to_review_and_a_ledger(run: Run, own_demo: Path) -> None:
    items = run("review", "--json", store=own_demo).lines()
    told = run("review", store=own_demo).out
    assert all(item["reason"] in told for item in items)
    refused = run("ledger", "--json", store=own_demo).lines()
    assert all(line["kind"] == "refused" and line["reason"] for line in refused)


def test_load_lists_what_it_did(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Nvidia makes the GB300.\n", "utf-8")
    (tmp_path / "in" / "b.png").write_bytes(b"PNG")
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = run("load", "in", "empty.txt", "--published", "2025-11-13")
    assert ran.code == 1
    assert ran.out.endswith("1 stored, 1 passed over, 1 rejected; 1 claim\n")
    lines = run("load", "in", "empty.txt", "--published", "2025-11-13", "--json").lines()
    assert [line["result"] for line in lines] == ["unchanged", "passed over", "rejected"]
    assert run("extract", "in", "empty.txt", "--refused").code == 1
    assert "rejected  empty.txt" in run("ledger").out


@contextmanager
def _serving(store: Path) -> Iterator[str]:
    """``claimstake serve`` on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "api.cli", "serve", "--store", str(store), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE) as server:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def test_serve_answers(demo: Path) -> None:
    with _serving(demo) as address, httpx.Client(base_url=address, timeout=10) as client:
        deadline = time.monotonic() + 60
        while True:
            try:
                ready = client.get("/readyz")
                break
            except httpx.TransportError:
                assert time.monotonic() < deadline, "the server did not start"
                time.sleep(0.2)
        assert ready.status_code == 200
        answer = client.post("/graphql", json={"query": '{ company(name: "Bitfarms") { name } }'}).json()
    assert answer["data"]["company"]["name"] == "Bitfarms"
