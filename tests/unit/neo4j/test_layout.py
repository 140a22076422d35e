"""How the graph looks to a person: labels, captions, amounts, dates, status, and the way from a fact to its sentence."""

from __future__ import annotations

from typing import Any

import neo4j
import pytest

from graph.dates import PartialDate
from graph.ontology import ONTOLOGY, EntityType
from graph.stores.base import ALL, EVERYTHING
from graph.stores.neo4j import Neo4jStore
from graph.values import Value
from loaders.gazetteer import load_gazetteer
from tests.contract.samples import article, dollars, loan, say
from tests.neo4j import pool

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]


def rows(driver: neo4j.Driver, text: str, **parameters: Any) -> list[dict[str, Any]]:
    done = driver.execute_query(text, parameters, database_=pool.address().database)
    return [dict(record) for record in done.records]


def test_nodes_have_typed_labels_and_captions(bare: neo4j.Driver) -> None:
    known = {*map(str, EntityType), *ONTOLOGY.node_labels(), "Entity", "Planned", "Possible", "Negated", "Ended"}
    for row in rows(bare, "MATCH (n:Entity|Fact|Claim|Article|Publisher) RETURN labels(n) AS labels, n.caption AS caption, n.id AS id"):
        assert row["caption"], row
        assert set(row["labels"]) <= known | {"Claim", "Article", "Publisher"}
        assert "Entity" not in row["labels"] or len(row["labels"]) == 2


def test_a_financing_is_a_node_with_exact_and_sortable_amounts(bare: neo4j.Driver) -> None:
    (row,) = rows(bare, "MATCH (:Company {id: 'company/bitfarms'})-[:RAISES]->(f:Financing)-[:FINANCES]->(s:Site) RETURN f, s.name AS site")
    money = row["f"]
    assert row["site"] == "Panther Creek"
    assert (money["amount"], money["amount_number"], money["amount_unit"]) == (
        "..300000000",
        300000000.0,
        "USD",
    )  # the newer article: up to
    assert (money["status"], money["factuality"], money["origins"]) == ("actual", "actual", 2)
    assert (money["rate"], money["rate_number"], money["rate_unit"]) == ("8", 8.0, "%")
    assert money["start"] == "2025-10"
    assert (money["start_first"].iso_format(), money["start_last"].iso_format()) == ("2025-10-01", "2025-10-31")
    assert "USD ≤ 300M" in money["caption"]


def test_amounts_keep_every_digit_and_sort(bare: neo4j.Driver) -> None:
    with Neo4jStore(pool.url(), load_gazetteer()) as store:
        where = article("digits", "Tamarack Compute borrows 12345678901234567890.05 dollars.")
        values: dict[str, Value] = {"amount": dollars("12345678901234567890.05"), "instrument": "loan"}
        store.write(where, [say(where, "finances", {"recipient": "Tamarack Compute"}, values)])
        (row,) = rows(bare, "MATCH (f:Financing {amount: '12345678901234567890.05'}) RETURN f.amount_number AS number")
        assert row["number"] == pytest.approx(1.2345678901234567e19)
        store.retract("digits")


def test_a_planned_conversion_is_told_from_a_done_one_at_a_glance(bare: neo4j.Driver) -> None:
    planned = rows(bare, "MATCH (:Site)-[e:CONVERTS_TO]->(t) OPTIONAL MATCH (f:Conversion {id: e.fact}) RETURN e, labels(f) AS labels")
    assert planned
    for row in planned:
        assert row["e"]["caption"].startswith("◌ planned: converts to")
        assert (row["e"]["status"], row["e"]["factuality"]) == ("planned", "planned")
        assert set(row["labels"]) == {"Fact", "Conversion", "Planned"}


def test_edges_carry_what_a_reader_asks_of_them(bare: neo4j.Driver) -> None:
    edges = rows(bare, "MATCH (:Entity)-[e]->(:Entity) WHERE e.fact IS NOT NULL RETURN e, type(e) AS type")
    for row in edges:
        assert {"id", "fact", "status", "factuality", "origins", "confidence", "caption", "claim_type", "origin"} <= row["e"].keys()
    (left,) = rows(
        bare, "MATCH (:Company {id: 'company/bitfarms'})-[e:EXITS]->(:Activity) RETURN e.start AS start, e.end AS end, e.end_last AS last"
    )
    assert (left["start"], left["end"], PartialDate(left["end"]).last.isoformat()) == ("2026", "2027", left["last"].iso_format())


def test_two_loans_between_the_same_firms_stay_two(bare: neo4j.Driver) -> None:
    with Neo4jStore(pool.url(), load_gazetteer()) as store:
        store.write(*loan())
        where = article("second", "Tamarack Compute borrows $75 million from Lindwurm Bank.", "2028-11-13")
        roles = {"recipient": "Tamarack Compute", "funder": "Company:Lindwurm Bank"}
        store.write(where, [say(where, "finances", roles, {"amount": dollars(75_000_000), "instrument": "loan"})])
        pairs = (
            "MATCH (:Company {name: 'Lindwurm Bank'})-[:FUNDS]->(f)<-[:RAISES]-(:Company {name: 'Tamarack Compute'}) RETURN f.amount AS a"
        )
        assert sorted(row["a"] for row in rows(bare, pairs)) == ["300000000", "75000000"]
        for id_ in ("loan", "second"):
            store.retract(id_)


def test_every_fact_leads_to_its_sentence_and_its_article(bare: neo4j.Driver) -> None:
    assert (
        rows(bare, "MATCH (f:Fact) WHERE NOT (f)<-[:SUPPORTS]-(:Claim)-[:STATED_IN]->(:Article)-[:PUBLISHED_BY]->(:Publisher) RETURN f")
        == []
    )
    assert rows(bare, "MATCH ()-[e]->() WHERE e.fact IS NOT NULL AND NOT EXISTS { MATCH (f:Fact {id: e.fact}) } RETURN e") == []
    told = rows(bare, "MATCH (c:Claim {type: 'finances'})-[m:ABOUT]->(e:Entity) RETURN m.role AS role, e.name AS name, m.name AS words")
    assert {row["role"] for row in told} == {"recipient", "funder", "purpose"}
    assert ("speaker", "Ben Gagnon") in {
        (r["role"], r["name"]) for r in rows(bare, "MATCH (:Claim)-[m:ABOUT]->(e) RETURN m.role AS role, e.name AS name")
    }


def test_what_goes_leaves_nothing_behind(bare: neo4j.Driver) -> None:
    counts = "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n ORDER BY label"
    edges = "MATCH ()-[e]->() RETURN type(e) AS type, count(*) AS n ORDER BY type"
    left = ("Article", "ArticleVersion", "Change", "HAS_VERSION")
    before = [r for text in (counts, edges) for r in rows(bare, text) if r.get("label", r.get("type")) not in left]
    with Neo4jStore(pool.url(), load_gazetteer()) as store:
        where, claims = loan()
        store.write(where.model_copy(update={"publisher": "Short Lived"}), claims)
        store.write(where.model_copy(update={"publisher": ""}), claims)
        store.retract(where.id)
    assert [r for text in (counts, edges) for r in rows(bare, text) if r.get("label", r.get("type")) not in left] == before


def test_people_find_names_whatever_accents_and_case(bare: neo4j.Driver) -> None:
    query = "CALL db.index.fulltext.queryNodes('claimstake_names', $words) YIELD node RETURN node.name AS name"
    assert [r["name"] for r in rows(bare, query, words="PANTHER creék")][:1] == ["Panther Creek"]


def test_the_view_says_the_same(filled: str) -> None:
    with Neo4jStore(filled, load_gazetteer(), read_only=True) as store:
        assert len(store.facts(where=EVERYTHING, page=ALL)) == store.stats()["facts"]
