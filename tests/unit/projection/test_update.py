"""A change rewrites what it concerns and nothing else (that it rewrites enough is held by tests/property/test_projection.py)."""

from __future__ import annotations

from graph.model import Claim
from graph.projection import ArticleMeta
from tests.unit.projection.scenario import Graph, compact, dump, merge

DAY = "2025-01-10"


def _load(graph: Graph, article: str, *claims: Claim, day: str = DAY) -> None:
    graph.load({article: ArticleMeta(article, day, article)}, claims)


def _many(graph: Graph, count: int = 20) -> None:
    """Articles on many firms that mine, hold and build the same things."""
    for n in range(count):
        article, who = f"a{n}", f"Firm {n}"
        _load(
            graph,
            article,
            compact(article, 1, "engages_in", company=who, activity="bitcoin-mining"),
            compact(article, 2, "trades_asset", company=who, asset="Bitcoin", side="buys", quantity=100 + n),
            compact(article, 3, "orders", buyer=who, hardware="S21", supplier="Bitmain", quantity=500),
            compact(
                article,
                4,
                "reports",
                subject="CryptoAsset:Bitcoin",
                metric="asset_price_change",
                value="3 %",
                period=f"2024-{n % 12 + 1:02}",
            ),
            compact(article, 5, "located_in", subject=f"Company:{who}", place="Texas", kind="headquarters"),
            compact(article, 6, "operates", operator=who, site=f"Site {n}"),
        )


def test_an_article_rewrites_no_fact_of_others() -> None:
    graph = Graph()
    _many(graph)
    told = [
        compact("new", 1, "engages_in", company="Newcomer", activity="bitcoin-mining"),
        compact("new", 2, "trades_asset", company="Newcomer", asset="Bitcoin", side="buys", quantity=7),
        compact("new", 3, "orders", buyer="Newcomer", hardware="S21", supplier="Bitmain", quantity=7),
        compact("new", 4, "reports", subject="CryptoAsset:Bitcoin", metric="asset_price_change", value="9 %", period="2025-01"),
        compact("new", 5, "located_in", subject="Company:Newcomer", place="Texas", kind="headquarters"),
        compact("new", 6, "operates", operator="Newcomer", site="New"),
    ]
    _load(graph, "new", *told)
    assert graph.last.claims == {c.id for c in told}
    assert {f for fact in graph.last.facts.values() for f in fact.claims} == graph.last.claims
    assert "asset/bitcoin" in graph.last.entities  # a record of its own: the fact of its name, not its facts


def test_a_claim_without_first_role_reaches_only_those_that_it_can_join() -> None:
    graph = Graph()
    _many(graph)
    lone = compact("new", 1, "trades_asset", asset="Bitcoin", side="buys", quantity=105)
    _load(graph, "new", lone)
    joined = {graph.stored[c].fillers("company")[0].name for c in graph.last.claims if graph.stored[c].fillers("company")}
    assert joined == {"Firm 5", "Firm 10"}  # 105, and 110 of which two digits are stated
    assert not [c for c in graph.last.claims if graph.stored[c].type != "trades_asset"]


def test_a_claim_about_one_site_leaves_the_other_sites_of_its_operator() -> None:
    graph = Graph()
    for n in range(5):
        _load(graph, f"a{n}", compact(f"a{n}", 1, "operates", operator="Alpha", site=f"Site {n}"))
    claim = compact("new", 1, "operates", operator="Alpha", site="Site 3")
    _load(graph, "new", claim)
    assert {graph.stored[c].evidence.article for c in graph.last.claims} == {"a3", "new"}


def test_a_retraction_takes_back_what_only_it_supported() -> None:
    graph, never = Graph(), Graph()
    _many(graph, 3)
    _many(never, 3)
    _load(graph, "new", compact("new", 1, "located_in", subject="Company:Firm 1", place="Toronto", kind="headquarters"), day="2024-01-01")
    assert "place/canada" in graph.entities
    assert graph.review
    graph.retract("new")
    assert dump(graph) == dump(never)
    assert "place/canada" not in graph.entities


def test_a_decision_rewrites_the_facts_of_its_keys() -> None:
    graph = Graph()
    _many(graph)
    graph.decide(merge("company/firm-1", "company/firm-2"))
    assert "company/firm-2" in graph.last.gone
    assert {graph.stored[c].evidence.article for c in graph.last.claims} == {"a1", "a2"}
    assert not [f for f in graph.facts.values() for fillers in f.roles.values() if "company/firm-2" in fillers]


def test_an_article_with_another_date_is_a_change() -> None:
    graph = Graph()
    _load(graph, "a", compact("a", 1, "reports", subject="Company:Alpha", metric="cash", value="5 USD"))
    _load(graph, "a", day="2025-02-02")
    (fact,) = graph.facts.values()
    assert str(fact.values["period"]) == "2025-02-02"
