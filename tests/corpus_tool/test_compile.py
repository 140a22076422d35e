"""Sources compile to the documented form, byte for byte the same; drift is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.ontology import ONTOLOGY
from graph.values import value_from_wire
from tests.corpus.tool.__main__ import main
from tests.corpus.tool.compile import compiled
from tests.corpus.tool.corpus import Places, source_paths
from tests.corpus_tool.conftest import SOUND, clean

TEXT = (
    "Larkspur Grid Sells a Hollow Bend Stake\n"
    "Larkspur Grid Ltd. (TSX: LKSP), a Canadian miner, said it had drawn C$4.5m of C$25 million lent"
    " by Pale Anchor Credit. "
    "The money pays for Nvidia H200 servers at Hollow Bend, near {the} river\u00a0Ottawa.\n\n"
    "* Sold: 40 BTC, up to 18 % fewer than in the third quarter of 2024 "
    '"We will be done by June 2026," said Ida Quill, its finance chief, of Hollow Bend.'
)


@pytest.fixture
def passage(places: Places, put: Callable[..., Path]) -> dict[str, Any]:
    """The sound passage, compiled."""
    put(clean(SOUND))
    files, findings = compiled(places)
    assert findings == []
    loaded: dict[str, Any] = json.loads(files["en/learn.jsonl"])
    return loaded


def test_text_is_joined_as_written(passage: dict[str, Any]) -> None:
    assert passage["text"] == TEXT
    assert list(passage) == ["id", "lang", "published", "kind", "article", "text", "entities", "mentions", "claims"]
    assert (passage["id"], passage["lang"], passage["published"], passage["kind"], passage["article"]) == (
        "en-learn-a001", "en", "2025-11-12", "wire", False,
    )  # fmt: skip


def test_mentions_are_the_marked_words(passage: dict[str, Any]) -> None:
    shown = [(TEXT[m["start"] : m["end"]], m["entity"], m["type"], m["named"]) for m in passage["mentions"]]
    assert shown[0] == ("Larkspur Grid", "Larkspur Grid", "Company", True)
    assert ("it", "Larkspur Grid", "Company", False) in shown
    assert ("TSX: LKSP", "TSX:LKSP", "Security", True) in shown
    assert ("Canadian", "Canada", "Place", False) in shown
    assert ("Ida Quill", "Ida Quill", "Person", True) in shown
    assert len(shown) == 13


def test_aliases_come_from_naming_marks(passage: dict[str, Any]) -> None:
    by_name = {e["name"]: e for e in passage["entities"]}
    assert by_name["Larkspur Grid"] == {"name": "Larkspur Grid", "type": "Company", "aliases": ["Larkspur Grid Ltd."], "invented": True}
    assert by_name["Bitcoin"]["aliases"] == ["BTC"]
    assert by_name["Canada"]["aliases"] == []


def test_claims_have_the_form_of_the_gold(passage: dict[str, Any]) -> None:
    first = passage["claims"][0]
    assert first == {
        "type": "finances",
        "roles": {"recipient": ["Larkspur Grid"], "funder": ["Pale Anchor Credit"], "purpose": ["Hollow Bend", "Nvidia H200"]},
        "values": {
            "amount": {"value": 25000000, "currency": "CAD"},
            "instrument": "loan",
            "drawn": {"value": 4500000, "currency": "CAD"},
        },
        "time": {"start": "2025-11", "end": None},
        "factuality": "actual",
        "speaker": "Larkspur Grid",
        "quote": TEXT[first["quote_span"][0] : first["quote_span"][1]],
        "quote_span": [40, TEXT.index("\n\n")],
        "way": "verb",
    }
    assert all(TEXT[slice(*c["quote_span"])] == c["quote"] for c in passage["claims"])


def test_values_factuality_and_time_are_read(passage: dict[str, Any]) -> None:
    claims = {c["type"]: c for c in passage["claims"]}
    assert claims["trades_asset"]["values"] == {"side": "sells", "quantity": 40}
    assert claims["reports"]["values"] == {
        "metric": "other", "label": "coins sold", "comparison": {"max": 18, "unit": "%", "period": "2024-Q3"},
    }  # fmt: skip
    assert claims["reports"]["time"] is None
    assert claims["reports"]["optional"] is True
    assert claims["converts_to"]["factuality"] == "planned"
    assert claims["converts_to"]["time"] == {"start": None, "end": "2026-06"}
    assert claims["converts_to"]["speaker"] == "Ida Quill"
    assert claims["holds_role"]["values"] == {"role": "CFO", "title": 'finance "chief"'}


@pytest.mark.parametrize(
    ("written", "wire"),
    [
        ("metric=revenue value=150..170:USD", {"min": 150, "max": 170, "currency": "USD"}),
        ("metric=cash value=..300:EUR", {"max": 300, "currency": "EUR"}),
        ("metric=user_count value=1000..", {"min": 1000}),
        ("metric=headcount value=94", 94),
        ("metric=share_price value=2.60:USD", {"value": 2.6, "currency": "USD"}),
        ("metric=share_price_change value=-60..-51.5:%", {"min": -60, "max": -51.5, "unit": "%"}),
        ("metric=asset_holdings value=40000:ETH", {"value": 40000, "unit": "ETH"}),
        ("metric=power_price value=0.048:USD/kWh", {"value": 0.048, "unit": "USD/kWh"}),
        ("metric=energy_capacity value=341:MW", {"value": 341, "unit": "MW"}),
    ],
)
def test_amounts_compile_to_the_interchange_form(places: Places, put: Callable[..., Path], written: str, wire: object) -> None:
    put(
        f"== en-learn-a001 | - | wire\n{{a:Osier}} told.\n--\na Company! Osier\n> reports subject=a {written} period=2025-Q3 way=verb q=1\n"
    )
    files, findings = compiled(places)
    assert findings == []
    (claim,) = json.loads(files["en/learn.jsonl"])["claims"]
    assert claim["values"]["value"] == wire


def test_every_compiled_value_is_one_that_the_graph_reads(passage: dict[str, Any]) -> None:
    for claim in passage["claims"]:
        kind = ONTOLOGY.claim_type(claim["type"])
        for name, value in claim["values"].items():
            value_from_wire(kind.value(name), value, claim["type"])


def test_compiling_twice_gives_the_same_bytes_and_drift_is_found(
    places: Places, put: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    put(clean(SOUND))
    assert main(["compile", "--check"], places) == 1
    assert main(["compile"], places) == 0
    held = {p.name: p.read_bytes() for p in (places.corpus / "en").iterdir()}
    assert main(["compile"], places) == 0
    assert {p.name: p.read_bytes() for p in (places.corpus / "en").iterdir()} == held
    assert main(["compile", "--check"], places) == 0
    capsys.readouterr()
    put(clean(SOUND).replace("finance chief,", "money chief,"))
    assert main(["compile", "--check"], places) == 1
    assert "en/learn.jsonl: differs from the sources" in capsys.readouterr().out
    assert (places.corpus / "en" / "learn.jsonl").read_bytes() == held["learn.jsonl"]


def test_files_and_splits_are_kept_apart(places: Places, put: Callable[..., Path]) -> None:
    plain = "== {} | - | tweet\n{} to say today.\n--\n"
    put(plain.format("en-learn-b002", "Little") + "\n" + plain.format("en-learn-b001", "Nothing"), "src/en/learn-b.txt")
    put(plain.format("en-learn-a001", "Much"))
    put(plain.format("en-test-c001", "Less"), "src/en/test-c.txt")
    put(plain.format("fr-develop-c001", "Rien"), "src/fr/develop-c.txt")
    assert main(["compile"], places) == 0
    lines = (places.corpus / "en" / "learn.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["en-learn-a001", "en-learn-b001", "en-learn-b002"]
    sizes = {f"{p.parent.name}/{p.name}": p.read_text("utf-8").count("\n") for p in places.corpus.glob("*/*.jsonl")}
    assert sizes == {
        "en/learn.jsonl": 3,
        "en/develop.jsonl": 0,
        "en/test.jsonl": 1,
        "fr/learn.jsonl": 0,
        "fr/develop.jsonl": 1,
        "fr/test.jsonl": 0,
    }


def test_unreadable_sources_are_not_compiled(places: Places, put: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    put(clean(SOUND).replace("q=2\n", "q=two\n"))
    assert main(["compile"], places) == 2
    assert "mend the findings above" in capsys.readouterr().err
    assert not (places.corpus / "en").exists()


def test_the_test_split_is_frozen_by_its_hash(places: Places, put: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    put("== en-test-c001 | - | tweet\nLess to say today.\n--\n", "src/en/test-c.txt")
    assert main(["freeze"], places) == 2
    assert main(["freeze", "--check"], places) == 0
    assert main(["compile"], places) == 0
    assert main(["freeze"], places) == 0
    assert main(["freeze", "--check"], places) == 0
    put("== en-test-c001 | - | tweet\nMore to say today.\n--\n", "src/en/test-c.txt")
    assert main(["compile"], places) == 0
    assert main(["freeze", "--check"], places) == 1
    assert "fixed for good" in capsys.readouterr().out


def test_lint_names_missing_files(places: Places, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(tmp_path / "nowhere.txt")], places) == 2
    assert "no such file" in capsys.readouterr().err


def test_lint_exits_1_on_findings_and_0_on_warnings(places: Places, put: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    put(clean(SOUND))
    assert main(["lint"], places) == 0
    path = put(clean(SOUND).replace("amount=25000000", "amount=26000000"))
    assert main(["lint", str(path)], places) == 0
    assert "0 findings, 1 warnings" in capsys.readouterr().out
    put(clean(SOUND).replace("wire", "wyre"))
    assert main(["lint", str(path.parent)], places) == 1
    assert source_paths(places.sources) == [path]
