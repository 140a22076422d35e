"""What follows from the ontology is up to date, and every file says what it is for. No server is needed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.cypher_gen import edge_types, generated_files, main, schema_names, unique_labels
from graph.cypher_guide import saved_queries
from graph.errors import StoreError
from graph.ontology import ONTOLOGY, EntityType
from graph.stores.neo4j_rows import STATUS_LABEL
from graph.stores.neo4j_statements import body, names, statement

ROOT = Path(__file__).resolve().parents[3] / "cypher"
STATEMENTS = sorted(p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*.cypher"))
# What the store itself writes on edges and facts: no value of the ontology may be called so.
RESERVED = {"id", "filler", "status", "origin", "factuality", "origins", "confidence", "start", "end", "fact", "claim_type", "caption",
            "type", "node", "record", "first_planned", "actual_since", "ended", "until"}  # fmt: skip


@pytest.mark.parametrize("name", sorted(generated_files()))
def test_no_drift(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == generated_files()[name], "run python -m graph.cypher_gen"


def test_nothing_is_left_over_and_writing_gives_the_same(tmp_path: Path) -> None:
    assert {p.relative_to(ROOT).as_posix() for p in (ROOT / "schema").iterdir()} <= generated_files().keys()
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "old.cypher").touch()
    main(str(tmp_path))
    assert {p.relative_to(tmp_path).as_posix(): p.read_text("utf-8") for p in tmp_path.rglob("*.*")} == generated_files()


@pytest.mark.parametrize("name", STATEMENTS)
def test_each_file_is_one_statement_with_a_header(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    head = [line for line in text.splitlines() if line.startswith("//")]
    assert text.startswith("// ") and len(head) >= 3
    assert [line.split(":")[0] for line in head[-2:]] == ["// Parameters", "// Columns"]
    assert ";" not in body(text)
    used = set(re.findall(r"(?<!\S)\$([a-z_]+)|[\s(\[{.:,]\$([a-z_]+)", body(text)))
    told = set(re.findall(r"\$([a-z_]+)", head[-2]))
    assert {a or b for a, b in used} == told


def test_every_label_has_one_constraint() -> None:
    labels = {*map(str, EntityType), *ONTOLOGY.node_labels(), "Article", "Publisher", "Claim"}
    assert labels <= unique_labels().keys()
    constraints = [text for text in schema_names().values() if "CREATE CONSTRAINT" in text]
    found = [label for text in constraints for label in re.findall(r"FOR \(n:(\w+)\)", text)]
    assert sorted(found) == sorted(set(found)) == sorted(unique_labels())


def test_names_do_not_meet() -> None:
    structural = {"ABOUT", "STATED_IN", "PUBLISHED_BY", "SUPPORTS", "HAS_VERSION", "CONCERNS"}
    assert not structural & set(edge_types())
    assert not set(STATUS_LABEL.values()) & (unique_labels().keys())
    values = {value.name for spec in ONTOLOGY for value in spec.values}
    assert not values & RESERVED


def test_the_style_has_a_rule_for_every_label_and_edge() -> None:
    text = (ROOT / "browser" / "style.grass").read_text("utf-8")
    rules = re.findall(r"^([\w.]+) \{\n((?:  [\w-]+: [^;\n]+;\n)+)\}$", text, re.MULTILINE)
    assert sum(len(selector) + len(inner) + 5 for selector, inner in rules) == len(text), "every line of the style belongs to a rule"
    selectors = {selector for selector, _ in rules}
    assert {f"node.{label}" for label in unique_labels()} - selectors == {"node.Entity"}
    assert {f"relationship.{type_}" for type_ in edge_types()} <= selectors
    looks = {status: dict(rules)[f"node.Conversion{status}"] for status in ("", ".Planned", ".Possible", ".Negated", ".Ended")}
    assert len(set(looks.values())) == len(looks)


def test_saved_queries_have_titles_of_their_own() -> None:
    queries = saved_queries()
    assert len(queries) >= 15
    assert len({q.title for q in queries}) == len(queries)
    guide = (ROOT / "browser" / "guide.html").read_text("utf-8")
    assert guide.count("<slide") == len(queries) + 1


def test_a_statement_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreError, match=r"lacks cypher/read/nothing\.cypher"):
        statement("read/nothing")
    assert "read/store" in names("read")
