"""The claims of the gold set's develop half, in any order, make one graph, in which what must be one fact is one."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from random import Random

import pytest

from graph.ids import entity_key
from graph.model import Claim, Fact
from graph.ontology import EntityType, Status
from graph.projection import ArticleMeta, Projection, project
from graph.reference import Reference
from loaders.gazetteer.index import load_gazetteer
from tests.contract import gold
from tests.unit.projection.scenario import Graph, World, dump

pytestmark = pytest.mark.skipif(not gold.available(), reason=gold.MISSING)

PLACES = World(
    {
        "Toronto": "Ontario>Canada", "Frankfurt": "Hesse>Germany", "Fort Lauderdale": "Florida>United States", "Texas": "United States",
        "Sherbrooke": "Quebec>Canada", "Texas Panhandle": "Texas>United States", "Colorado City": "Texas>United States",
        "Buffalo": "New York>United States", "Henderson": "Nevada>United States", "Pennsylvania": "United States",
    },
    "Ontario>Hesse>Florida>Texas>Quebec>New York>Nevada>Pennsylvania>Georgia>Nebraska>Iowa>Washington>Newfoundland and Labrador",
)  # fmt: skip


# How fillers get their types and keys: the types that the article lists, Site wherever the role allows it, keys of the real gazetteer.
WAYS = ("listed", "site first", "gazetteer")


@lru_cache(maxsize=3)
def _claims(way: str = "listed") -> tuple[Claim, ...]:
    key = _known_key if way == "gazetteer" else entity_key
    return tuple(c for g in gold.develop() for c in gold.claims(g, way == "site first", key))


def _known_key(type_: EntityType, name: str) -> str:
    found = load_gazetteer().lookup(name, type_)
    return found[0].key if found else entity_key(type_, name)


def _articles() -> dict[str, ArticleMeta]:
    return gold.articles(gold.develop())


@lru_cache(maxsize=3)
def _graph(way: str = "listed") -> Projection:
    return project(_claims(way), _articles(), (), load_gazetteer() if way == "gazetteer" else PLACES)


def _facts(type_: str, graph: Projection | None = None, **roles: str) -> list[Fact]:
    """Facts of a type whose roles have fillers of these names."""
    return [f for f in (graph or _graph()).facts.values() if f.type == type_ and all(_has(f, r, n) for r, n in roles.items())]


def _has(fact: Fact, role: str, name: str) -> bool:
    return any(filler.split("/", 1)[1].split("~")[0] == name for filler in fact.roles.get(role, ()))


def test_twenty_orders_with_articles_retracted_and_restored_give_the_same_bytes() -> None:
    rng = Random(3)
    articles, whole = _articles(), dump(_graph())
    by_article = {g["id"]: gold.claims(g) for g in gold.develop()}
    for _ in range(20):
        order = sorted(by_article)
        rng.shuffle(order)
        graph = Graph(PLACES)
        for article in order:
            graph.load({article: articles[article]}, by_article[article])
            if rng.random() < 0.3:
                away = rng.choice(sorted(graph.metas))
                graph.retract(away)
                graph.load({away: articles[away]}, by_article[away])
        assert dump(graph) == whole
        claims = list(_claims())
        rng.shuffle(claims)
        assert dump(project(claims, articles, (), PLACES)) == whole


@pytest.mark.parametrize("way", WAYS)
def test_how_many_facts(way: str) -> None:
    """By the gazetteer Taiga and Taiga Cloud are one subsidiary; by the slugs of their names they are two."""
    assert len(_claims(way)) == 512
    assert len(_graph(way).facts) == (455 if way == "gazetteer" else 456)
    assert not [r for r in _graph(way).review.values() if r.rule in ("1", "4")]


@pytest.mark.parametrize("way", WAYS)
def test_sites(way: str) -> None:
    graph = _graph(way)
    sites = [id_ for id_ in graph.entities if id_.startswith("site/")]
    assert len([s for s in sites if s.startswith("site/washington~")]) == 2
    for name in ("panther-creek", "rockdale", "austin-county", "vega"):
        assert len([s for s in sites if s.startswith(f"site/{name}~")]) == 1
    owners = {f.roles["operator"] for f in _facts("operates", graph, site="washington")}
    assert owners == {("company/bitfarms",), ("company/tamarack-compute",)}


@pytest.mark.parametrize("way", WAYS)
def test_one_fact_and_not_two(way: str) -> None:
    graph = _graph(way)
    (facility,) = _facts("finances", graph, purpose="panther-creek")
    assert {s.article for s in facility.history} == {"dev-fr-00", "dev-fr-01"}
    (loan,) = _facts("finances", graph, recipient="bybit", funder="bitget")
    assert len(loan.claims) == 2
    assert len(_facts("acquires", graph, buyer="riot-platforms", target="rockdale")) == 2
    assert len([f for f in _facts("incident", graph) if f.values.get("kind") == "fraud"]) == 3
    (run,) = _facts("operates", graph, operator="rhodium", site="rockdale")
    assert (run.status, str(run.ended)) == (Status.ENDED, "2025-04")


def _exchanged(one: str, other: str) -> Projection:
    articles = _articles()
    first, second = articles[one], articles[other]
    articles |= {one: replace(first, published=second.published), other: replace(second, published=first.published)}
    return project(_claims(), articles, (), PLACES)


@pytest.mark.parametrize(
    ("type_", "roles", "articles"),
    [
        ("acquires", {"seller": "northern-data", "target": "peak-mining"}, ("dev-fr-14", "dev-en-16")),
        ("enters", {"company": "mara", "activity": "ai-hpc"}, ("dev-fr-03", "dev-fr-00")),
    ],
)
def test_a_later_article_that_still_calls_it_planned(type_: str, roles: dict[str, str], articles: tuple[str, str]) -> None:
    (fact,) = _facts(type_, None, **roles)
    assert [str(s.factuality) for s in fact.history] == ["actual", "planned"]
    assert (fact.status, fact.first_planned) == (Status.ACTUAL, None)
    graph = _exchanged(*articles)
    (fact,) = _facts(type_, graph, **roles)
    assert [str(s.factuality) for s in fact.history] == ["planned", "actual"]
    assert (fact.status, str(fact.first_planned)) == (Status.ACTUAL, fact.history[0].published)


def _conflicts(graph: Projection) -> list[str]:
    return [r.reason for r in graph.review.values() if r.kind == "conflict"]


@pytest.mark.parametrize("way", WAYS)
def test_no_false_conflict(way: str) -> None:
    """One article calls Peak Mining sold, a later one a subsidiary still to be sold: a conflict between them, and the only one.

    As a Site it is another node than the subsidiary, and there is none.
    """
    assert _conflicts(_graph(way)) == ([] if way == "site first" else ["told as still held by the one who sold it"])


def test_a_headquarters_within_the_other_is_none() -> None:
    nowhere: Reference = World({}, "")
    blind = project(_claims(), _articles(), (), nowhere)
    assert len([r for r in _conflicts(blind) if r.startswith("two headquarters")]) > 2
    assert not [r for r in _conflicts(_graph()) if r.startswith("two headquarters")]
