"""Every file of ``cypher`` runs on a real server, gives the columns that its header names, and reads without scanning labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph.stores.neo4j_statements import body
from tests.neo4j import pool

ROOT = Path(__file__).resolve().parents[3] / "cypher"
FILES = sorted(p.relative_to(ROOT).as_posix().removesuffix(".cypher") for p in ROOT.rglob("*.cypher"))
pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]
# One value for each parameter, whatever the statement; rows have what any statement unwinds.
ROW: Mapping[str, Any] = {
    "id": "company/bitfarms", "article": "a", "claim": "c", "entity": "company/bitfarms", "fact": "fact/x", "band": 1, "block": 1,
    "key": "k", "origin": "o", "type": "OPERATES", "source": "company/bitfarms", "target": "company/macquarie", "labels": ["Financing"],
    "claims": ["c"], "properties": {"id": "new", "type": "Company"},
}  # fmt: skip
GIVEN: Mapping[str, Any] = {
    "id": "article/x", "ids": ["company/bitfarms", "article/x"], "rows": [ROW], "properties": {"id": "x"}, "version_id": "v",
    "version": {"id": "v"}, "publisher": "Grid Weekly", "action": "store", "subject": "x", "recorded": "now", "made_by": "x", "number": 1,
    "name": "store", "checksum": "x", "applied": "now", "after": "", "limit": 5, "type": "Company", "types": ["finances"],
    "statuses": ["actual"], "origins": 1, "confidence": 0.5, "gazetteer": True, "about": ["company/bitfarms"], "facts": ["fact/x"],
    "articles": ["article/x"], "doubles": True, "states": ["stored"], "keys": ["company/bitfarms"], "claims": None, "bands": [1],
    "blocks": [1], "scopes": ["site/x"], "since": 0, "kinds": ["conflict"], "query": "+bit*", "folded": "bit",
}  # fmt: skip
# Meant to look at everything: the whole store is read, or a label of which there are few.
WHOLE = {"read/strangers"}
SCANS = ("AllNodesScan", "NodeByLabelScan", "IntersectionNodeByLabelsScan", "UnionNodeByLabelsScan", "AllRelationshipsScan", "TypeScan")


def text_of(name: str) -> str:
    return (ROOT / f"{name}.cypher").read_text("utf-8")


def parameters(text: str) -> dict[str, Any]:
    return {name: GIVEN[name] for name in re.findall(r"\$([a-z_]+)", body(text))}


def columns(text: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith("// Columns:"))
    told = re.sub(r" \([^)]*\)", "", line.partition(":")[2])
    return [] if told.strip() == "none" else [part.split()[0] for part in told.split(",")]


@pytest.mark.parametrize("name", FILES)
def test_it_runs_and_gives_its_columns(bare: neo4j.Driver, name: str) -> None:
    text = text_of(name)
    if name.startswith("schema/"):
        bare.execute_query(text, database_=pool.address().database)
        return
    with bare.session(database=pool.address().database) as session, session.begin_transaction() as transaction:
        result = transaction.run(text, parameters(text))
        assert list(result.keys()) == columns(text)
        result.consume()
        transaction.rollback()


@pytest.mark.parametrize("name", [n for n in FILES if n.startswith("browser/")])
def test_saved_queries_answer_without_warnings(bare: neo4j.Driver, name: str) -> None:
    where = pool.address()
    with neo4j.GraphDatabase.driver(where.url, auth=(where.user, where.password), warn_notification_severity="OFF") as driver:
        done = driver.execute_query(text_of(name), database_=where.database)
    bad = [s for s in done.summary.gql_status_objects if s.raw_classification in ("DEPRECATION", "PERFORMANCE", "UNSUPPORTED")]
    assert not [s for s in bad if "cartesian" not in str(s.status_description).lower()]


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"]).partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.mark.parametrize("name", [n for n in FILES if n.startswith(("read/", "write/")) and n not in {*WHOLE, "write/clear-graph"}])
def test_plans_scan_no_label(bare: neo4j.Driver, name: str) -> None:
    text = text_of(name)
    if body(text).startswith(("SHOW", "CALL dbms")):
        return  # about the server, not about the graph: it has no plan
    plan = bare.execute_query(f"EXPLAIN {text}", parameters(text), database_=pool.address().database).summary.plan
    assert plan is not None
    assert not [o for o in operators(plan) if o.endswith(SCANS)]
