"""Searching, listing, paging and filtering; what goes wrong is said."""

from __future__ import annotations

import logging

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.reference import NoReference
from graph.stores.memory import MemoryStore
from tests.unit.api.conftest import Ask
from tests.unit.api.serving import serving
from tests.unit.api.telling import Telling


def test_search_by_beginnings_of_words(ask: Ask) -> None:
    found = ask('{search(text: "mercury", types: [Company]) {matched score entity {id name type}}}')["search"]
    assert {h["entity"]["name"] for h in found} == {"Mercury Mining", "Mercury Power"}
    assert ask('{search(text: "bitfarms") {score}}')["search"][0]["score"] == 1.0
    assert ask('{search(text: "bitfarms", types: [Person]) {score}}') == {"search": []}


def test_one_by_name_key_or_id(ask: Ask) -> None:
    by_name = ask('{company(name: "BITFARMS Ltd.") {id}}')["company"]
    assert ask('{company(name: "company/bitfarms") {id}}')["company"] == by_name
    assert ask('{entity(id: "company/bitfarms") {id}}')["entity"] == by_name
    assert ask('{entity(name: "Ben Gagnon") {__typename name}}')["entity"] == {"__typename": "Person", "name": "Ben Gagnon"}
    assert ask('{site(name: "site/washington") {name}}')["site"] == {"name": "Washington"}


def test_a_part_of_a_name_finds_all_that_it_begins_but_not_one(answer: Ask, ask: Ask) -> None:
    (error,) = answer('{company(name: "Mercury") {id}}')["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert "Mercury Mining (company/mercury-mining)" in error["message"] and "Mercury Power (company/mercury-power)" in error["message"]
    assert {c["name"] for c in ask('{companies(name: "Mercury") {name}}')["companies"]} == {"Mercury Mining", "Mercury Power"}
    whole = answer('{companies(name: "Mercury", first: 1) {name}}')
    assert len(whole["data"]["companies"]) == 1 and whole["extensions"] == {"cut": ["companies"]}


def test_two_of_a_name() -> None:
    store = MemoryStore("", NoReference())
    for firm in ("Elm Mining", "Oak Mining"):
        told = Telling(firm, "2025-11-13")
        told.says("operates", f"{firm} runs Millbrook.", {"operator": f"Company:{firm}", "site": "Site:Millbrook"})
        told.load(store)
    query = '{site(name: "Millbrook") {id} sites(name: "Millbrook") {operates {operator {name}}}}'
    with serving(create_app(Settings(), store)) as address:
        whole = httpx.post(f"{address}/graphql", json={"query": query}).json()
    assert [s["operates"][0]["operator"][0]["name"] for s in whole["data"]["sites"]] in (
        ["Elm Mining", "Oak Mining"],
        ["Oak Mining", "Elm Mining"],
    )
    (error,) = whole["errors"]
    assert error["extensions"]["code"] == "AMBIGUOUS_NAME" and error["message"].count("Millbrook (site/millbrook") == 2


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ('{company(name: "Nobody") {id}}', "NOT_FOUND", "no Company is called 'Nobody'"),
        ('{entity(id: "company/none") {id}}', "NOT_FOUND", "search"),
        ('{fact(id: "fact/none") {id}}', "NOT_FOUND", "fact/none"),
        ('{claim(id: "claim/none") {id}}', "NOT_FOUND", "claim/none"),
        ('{article(id: "article/none") {id}}', "NOT_FOUND", "article/none"),
        ("{entity {id}}", "BAD_ARGUMENT", "either id or name"),
        ("{facts(first: 0) {nodes {id}}}", "BAD_ARGUMENT", "outside 1 to 100"),
        ('{facts(after: "ü") {nodes {id}}}', "BAD_ARGUMENT", "is no cursor"),
        ('{facts(asOf: "yesterday") {nodes {id}}}', "INVALID_VALUE", "no partial date"),
        ('{facts(knownAt: "2025-11") {nodes {id}}}', "BAD_ARGUMENT", "no day"),
        ("{facts(types: [rumours]) {nodes {id}}}", "INVALID_QUERY", "rumours"),
        ("{facts {", "INVALID_QUERY", "Syntax Error"),
        ("mutation {x}", "INVALID_QUERY", "mutation"),
    ],
)
def test_errors_say_what_to_do(client: httpx.Client, query: str, code: str, words: str) -> None:
    whole = client.post("/graphql", json={"query": query})
    error = whole.json()["errors"][0]
    assert words in error["message"] and error["extensions"]["code"] == code


def test_facts_page_by_page(ask: Ask) -> None:
    query = """query ($after: String) {facts(first: 4, status: [possible, planned, actual, ended, cancelled, denied], after: $after)
             {nodes {id} edges {cursor node {id}} pageInfo {hasNextPage hasPreviousPage startCursor endCursor}}}"""
    seen: list[str] = []
    after = None
    while True:
        page = ask(query, after=after)["facts"]
        assert [e["node"] for e in page["edges"]] == page["nodes"]
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
        seen += [n["id"] for n in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == sorted(set(seen)) and len(seen) == 11 == ask("{stats {facts}}")["stats"]["facts"]


def test_an_empty_page(ask: Ask) -> None:
    page = ask("{facts(types: [launches]) {nodes {id} pageInfo {hasNextPage endCursor}}}")["facts"]
    assert page == {"nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}


def test_the_facts_of_an_entity_go_on_after_a_cursor(answer: Ask, ask: Ask) -> None:
    whole = answer('{company(name: "Bitfarms") {operates(first: 1) {id cursor}}}')
    assert whole["extensions"] == {"cut": ["company.operates"]}
    (one,) = whole["data"]["company"]["operates"]
    (two,) = ask('query ($after: String) {company(name: "Bitfarms") {operates(after: $after) {id}}}', after=one["cursor"])["company"][
        "operates"
    ]
    assert one["id"] < two["id"]


def test_filters(ask: Ask) -> None:
    def exits(arguments: str) -> int:
        return len(ask(f'{{company(name: "Bitfarms") {{exits(first: 9{arguments}) {{id}}}}}}')["company"]["exits"])

    assert exits("") == 1
    assert exits(", status: [actual]") == 0 and exits(", status: planned") == 1
    assert exits(', knownAt: "2025-11-12"') == 0 and exits(', knownAt: "2025-11-13"') == 1
    assert exits(", minOrigins: 2") == 0 and exits(", minConfidence: 0.95") == 0


def test_choices_and_roles(ask: Ask) -> None:
    def count(field: str) -> int:
        return len(ask(f'{{company(name: "Macquarie") {{finances({field}) {{id}}}}}}')["company"]["finances"])

    assert count("role: funder") == 1 and count("role: [recipient, purpose]") == 0
    assert count("instrument: [project_finance, loan]") == 1 and count("instrument: equity") == 0
    figures = ask('{company(name: "Bitfarms") {reports(metric: net_income) {value {value currency} period {text first last}'
                  " comparison {amount {caption} period {text}}}}}")["company"]["reports"]  # fmt: skip
    assert figures == [
        {
            "value": {"value": -46000000.0, "currency": "USD"},
            "period": {"text": "2025-Q3", "first": "2025-07-01", "last": "2025-09-30"},
            "comparison": {"amount": {"caption": "-92 %"}, "period": {"text": "2024-Q3"}},
        }
    ]


def test_related_entities(ask: Ask) -> None:
    found = ask("""{company(name: "Bitfarms") {sites(through: [operates, finances]) {name} people {name} companies {name}
                 activities(status: planned) {name} authorities {name}}}""")["company"]
    assert found == {
        "sites": [{"name": "Panther Creek"}, {"name": "Washington"}],
        "people": [{"name": "Ben Gagnon"}],
        "companies": [{"name": "Macquarie"}],
        "activities": [{"name": "bitcoin-mining"}, {"name": "gpu-as-a-service"}],
        "authorities": [],
    }


def test_any_fact_without_its_type(ask: Ask) -> None:
    query = """{facts(about: ["Ben Gagnon"]) {nodes {__typename type caption inferred roles {role entities {name}} values {name text}
            history {factuality published claim {id} values {text}}
            ... on HoldsRole {person {name} organization {name} role}}}}"""
    (found,) = ask(query)["facts"]["nodes"]
    assert ask('{person(name: "Ben Gagnon") {facts(types: [holds_role]) {nodes {caption}}}}') == {
        "person": {"facts": {"nodes": [{"caption": "holds_role: CEO, holds"}]}}
    }
    assert found["__typename"] == "HoldsRole" and found["type"] == "holds_role" and found["role"] == "CEO"
    assert found["roles"] == [
        {"role": "person", "entities": [{"name": "Ben Gagnon"}]},
        {"role": "organization", "entities": [{"name": "Bitfarms"}]},
    ]
    assert {v["name"]: v["text"] for v in found["values"]} == {"change": "holds", "role": "CEO"}
    assert found["history"][0]["published"] == "2025-11-13"


def test_claims_and_their_article(ask: Ask) -> None:
    page = ask("""{articles(first: 1) {nodes {id title state lang kind text warnings refusals {reason} claims(first: 2) {nodes
                {id quote start end extractor roles {role mentions {name start end entity {id}}} values {name text start end}
                 fact {id} article {id}}}}}}""")["articles"]
    (article,) = page["nodes"]
    for claim in article["claims"]["nodes"]:
        assert article["text"][claim["start"] : claim["end"]] == claim["quote"]
        assert claim["article"] == {"id": article["id"]}
        assert ask(f'{{claim(id: "{claim["id"]}") {{id}} fact(id: "{claim["id"]}") {{id}}}}') == {
            "claim": {"id": claim["id"]},
            "fact": claim["fact"],
        }
        for role in claim["roles"]:
            assert all(article["text"][m["start"] : m["end"]] and m["entity"] for m in role["mentions"])
    assert ask(f'{{claims(articles: ["{article["id"]}"]) {{nodes {{id}}}}}}')["claims"]["nodes"]


def test_what_a_speaker_said(ask: Ask) -> None:
    (fact,) = ask('{company(name: "Bitfarms") {exits {claims {speaker {name type entity {__typename}}}}}}')["company"]["exits"]
    assert fact["claims"] == [{"speaker": {"name": "Ben Gagnon", "type": "Person", "entity": {"__typename": "Person"}}}]


def test_review_lists_conflicts(ask: Ask) -> None:
    assert ask("{review {id}}") == {"review": []}
    store = MemoryStore("", NoReference())
    for number, figure in enumerate((40, 55)):
        told = Telling(f"figures-{number}", "2025-11-13")
        told.says("reports", f"Elm Mining earned {figure} million.", {"subject": "Company:Elm Mining"}, metric="revenue",
                  value={"value": figure * 1000000, "currency": "USD"}, period="2025-Q3")  # fmt: skip
        told.load(store)
    with serving(create_app(Settings(), store)) as address:
        query = "{review(kind: conflict) {kind rule reason subjects claims {quote} facts {id} entities {id}}}"
        (item,) = httpx.post(f"{address}/graphql", json={"query": query}).json()["data"]["review"]
    assert item["kind"] == "conflict" and item["reason"]
    assert {c["quote"] for c in item["claims"]} == {"Elm Mining earned 40 million.", "Elm Mining earned 55 million."}


def test_unforeseen_errors_are_masked_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(MemoryStore):
        def stats(self) -> dict[str, int]:
            raise RuntimeError("a secret of the house")

    with serving(create_app(Settings(), Broken("", NoReference()))) as address, caplog.at_level(logging.ERROR, "claimstake.api"):
        whole = httpx.post(f"{address}/graphql", json={"query": "{stats {articles}}"})
    assert "secret" not in whole.text
    assert whole.json()["errors"][0]["extensions"]["code"] == "INTERNAL_ERROR"
    assert "secret" in caplog.text
