"""How big a query may be, and what is said of one that is bigger."""

from __future__ import annotations

from functools import lru_cache

import httpx
import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, parse

from api.app import create_app
from api.graphql.limits import Measure, Size
from api.graphql.schema import make_schema
from api.settings import Settings
from graph.stores.base import Store
from tests.unit.api.conftest import Ask
from tests.unit.api.serving import serving


@lru_cache(maxsize=1)
def schema() -> GraphQLSchema:
    """The schema, made once."""
    return make_schema(Settings())._schema


def size(query: str, **variables: object) -> Size:
    """The size of the first operation of a document."""
    document = parse(query)
    operation = next(d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    return Measure(schema(), document, variables).operation(operation)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{stats {articles}}", Size(2, 0, 1)),
        ('{company(name: "a") {name}}', Size(2, 0, 1)),
        ('{company(name: "a") {sites(first: 10) {name operates(first: 3) {id}}}}', Size(4, 0, 1 + 10 * (1 + 3))),
        ('{company(name: "a") {sites {id}}}', Size(3, 0, 1 + 20)),
        ("{facts(first: 7) {nodes {id} edges {node {id}}}}", Size(4, 0, 7 * (1 + 1 + (1 + 1)))),
        ('{a: company(name: "a") {b: name}}', Size(2, 2, 1)),
        ("{...F ...F} fragment F on Query {s: stats {articles}}", Size(2, 2, 2)),
        ("{...F} fragment F on Query {...G} fragment G on Query {...F stats {articles}}", Size(2, 0, 1)),
        ("{... on Query {stats {articles}}}", Size(2, 0, 1)),
        ("{__schema {types {fields {type {ofType {ofType {name}}}}}} __typename}", Size()),
        ("{nothing {below}}", Size(2, 0, 1)),
        ("{search(text: 1, first: -5) {score}}", Size(2, 0, 1)),
    ],
)  # fmt: skip
def test_sizes(query: str, expected: Size) -> None:
    assert size(query) == expected


def test_a_variable_counts_as_what_is_given_for_it() -> None:
    query = "query ($n: Int!) {facts(first: $n) {nodes {id}}}"
    assert size(query, n=50).nodes == 100
    assert size(query).nodes == 2


def test_fragments_that_double_are_measured_once_and_counted_at_each_use() -> None:
    doubling = " ".join(f"fragment F{k} on Query {{...F{k + 1} ...F{k + 1}}}" for k in range(40))
    assert size(f"{{...F0}} {doubling} fragment F40 on Query {{a: stats {{articles}}}}").aliases == 2**40


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{entities(first: 100) {nodes {facts(first: 100) {nodes {claims(first: 100) {article {id}}}}}}}", "CLAIMSTAKE_MAX_NODES"),
        ("{" + " ".join(f"a{k}: stats {{articles}}" for k in range(31)) + "}", "CLAIMSTAKE_MAX_ALIASES"),
        ("{fact(id: 1) " + "{evidence {fact " * 6 + "{id}" + "}}" * 6 + "}", "CLAIMSTAKE_MAX_DEPTH"),
        ("{stats {" + "articles " * 2000 + "}}", "CLAIMSTAKE_MAX_TOKENS"),
        ("{...F0} " + " ".join(f"fragment F{k} on Query {{...F{k + 1} ...F{k + 1}}}" for k in range(40))
         + " fragment F40 on Query {a: stats {articles}}", "CLAIMSTAKE_MAX_ALIASES"),
    ],
    ids=["nodes", "aliases", "depth", "tokens", "fragments"],
)  # fmt: skip
def test_too_big(answer: Ask, query: str, message: str) -> None:
    whole = answer(query)
    assert whole["data"] is None
    (error,) = whole["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_BIG"
    assert message in error["message"] and "set" in error["message"]


def test_limits_are_settings(store: Store) -> None:
    strict = Settings(max_depth=2, max_page=10)
    with serving(create_app(strict, store)) as address:
        deep = httpx.post(f"{address}/graphql", json={"query": "{facts {nodes {id}}}"}).json()
        wide = httpx.post(f"{address}/graphql", json={"query": '{search(text: "b", first: 11) {score}}'}).json()
    assert "the limit is 2" in deep["errors"][0]["message"]
    assert "outside 1 to 10 (set CLAIMSTAKE_MAX_PAGE" in wide["errors"][0]["message"]


def test_fragment_cycles_are_refused_and_harm_nothing(answer: Ask) -> None:
    whole = answer("{...F} fragment F on Query {...F stats {articles}}")
    assert whole["data"] is None and "itself" in whole["errors"][0]["message"]


def test_long_bodies_and_addresses(client: httpx.Client) -> None:
    long = "x" * 1_000_001
    sent = client.post("/graphql", content=long, headers={"content-type": "application/json"})
    assert sent.status_code == 413 and "CLAIMSTAKE_MAX_BODY" in sent.text
    chunked = client.post("/graphql", content=iter([b"x" * 600_000] * 2), headers={"content-type": "application/json"})
    assert chunked.status_code == 413


def test_a_long_address(store: Store) -> None:
    with serving(create_app(Settings(max_body=100), store)) as address:
        assert httpx.get(f"{address}/graphql", params={"query": "{" + " " * 100 + "}"}).status_code == 414
