"""Rule 4: which sites of one name are one, and what a sale ends."""

from __future__ import annotations

from typing import Any

import pytest

from graph.model import Fact, ReviewKind
from graph.ontology import Status
from graph.projection import Projection
from tests.unit.projection.scenario import Story, facts_of

DAYS = {"a": "2025-01-01", "b": "2025-02-01", "c": "2025-03-01", "d": "2025-04-01"}


def _sites(graph: Projection) -> list[str]:
    return [id_ for id_ in graph.entities if id_.startswith("site/")]


def _site_of(graph: Projection, claim_id: str, name: str = "site/mill") -> str:
    return graph.resolved[claim_id, name]


def _doubts(graph: Projection) -> list[str]:
    return [r.reason for r in graph.review.values() if r.kind is ReviewKind.DOUBTFUL_MERGE]


def _tied(story: Story, article: str, company: str, place: str = "") -> str:
    """Tie the Mill of an article to a company, and put it in a place."""
    if place:
        _placed(story, article, place)
    return story.tell(article, "operates", operator=company, site="Mill").id


def _placed(story: Story, article: str, place: str) -> str:
    return story.tell(article, "located_in", subject="Site:Mill", place=place, kind="site").id


@pytest.mark.parametrize(
    ("first", "second", "sites"),
    [
        (("Alpha", ""), ("Alpha", ""), 1),
        (("Alpha", ""), ("Beta", ""), 2),  # two sites of one name
        (("Alpha", "Texas"), ("Alpha", "Ohio"), 2),  # states differ
        (("Alpha", "Texas"), ("Alpha", "Texas Panhandle"), 1),  # a place counts by its state
        (("Alpha", "Texas"), ("Alpha", "United States"), 1),  # a place in no state counts as absent
        (("Alpha", "Texas"), ("Beta", "Texas"), 2),
    ],
)
def test_sites_join_by_a_company_unless_their_states_differ(first: tuple[str, str], second: tuple[str, str], sites: int) -> None:
    story = Story(**DAYS)
    _tied(story, "a", *first)
    _tied(story, "b", *second)
    graph = story.graph()
    assert len(_sites(graph)) == sites
    assert not _doubts(graph)


def test_within_an_article_a_name_is_one_site() -> None:
    story = Story(**DAYS)
    one, other = _tied(story, "a", "Alpha"), _tied(story, "a", "Beta")
    graph = story.graph()
    assert _site_of(graph, one) == _site_of(graph, other)


@pytest.mark.parametrize(
    ("type_", "what", "tied"),
    [
        ("owns", {"owner": "Alpha"}, True),
        ("develops", {"developer": "Alpha", "fact": "planned"}, True),
        ("converts_to", {"owner": "Alpha", "activity": "ai-hpc"}, True),
        ("hosts", {"provider": "Alpha", "customer": "Beta"}, True),
        ("hosts", {"provider": "Beta", "customer": "Alpha"}, False),
        ("supplies_power", {"supplier": "Beta", "customer": "Alpha"}, True),
        ("supplies_power", {"supplier": "Alpha", "customer": "Beta"}, False),
        ("acquires", {"seller": "Alpha", "fact": "planned"}, True),
        ("acquires", {"buyer": "Alpha"}, True),
        ("acquires", {"buyer": "Alpha", "fact": "planned", "seller": "Beta"}, False),
        ("deploys", {"company": "Alpha", "hardware": "S21"}, None),
    ],
)
def test_what_ties_a_company_to_a_site(type_: str, what: dict[str, Any], tied: bool | None) -> None:
    """A tie to another company makes two sites; no tie at all (None) lets the site join the only one that fits."""
    story = Story(**DAYS)
    _tied(story, "a", "Alpha")
    story.tell("b", type_, **{"target" if type_ == "acquires" else "site": "Site:Mill"}, **what)
    assert len(_sites(story.graph())) == (2 if tied is False else 1)


def test_companies_join_through_others() -> None:
    story = Story(**DAYS)
    _tied(story, "a", "Alpha")
    _tied(story, "c", "Beta")
    assert len(_sites(story.graph())) == 2
    _tied(story, "b", "Alpha")
    _tied(story, "b", "Beta")
    assert len(_sites(story.graph())) == 1


@pytest.mark.parametrize(("fact", "sites"), [("actual", 1), ("planned", 2)])
def test_a_takeover_of_the_one_company_by_the_other_links_their_sites(fact: str, sites: int) -> None:
    story = Story(**DAYS)
    _tied(story, "a", "Alpha")
    _tied(story, "b", "Beta")
    story.tell("c", "acquires", buyer="Beta", target="Company:Alpha", fact=fact)
    assert len(_sites(story.graph())) == sites


def test_a_sale_of_the_site_links_the_sites_of_buyer_and_seller() -> None:
    story = Story(**DAYS)
    _tied(story, "a", "Alpha")
    _tied(story, "b", "Beta")
    story.tell("c", "acquires", buyer="Beta", target="Site:Mill", seller="Alpha")
    assert len(_sites(story.graph())) == 1


def test_what_would_bring_two_states_together_stays_its_own_on_the_review_list() -> None:
    story = Story(**DAYS)
    texas, ohio = _tied(story, "a", "Alpha", "Texas"), _tied(story, "b", "Beta", "Ohio")
    between = _tied(story, "c", "Alpha")
    _tied(story, "c", "Beta")
    with_texas = _tied(story, "d", "Alpha")
    graph = story.graph()
    ids = [_site_of(graph, c) for c in (texas, ohio, between)]
    assert len(set(ids)) == 3
    assert _site_of(graph, with_texas) == ids[0]
    (item,) = [r for r in graph.review.values() if r.rule == "4"]
    assert item.subjects == (ids[2], *sorted(ids[:2]))
    assert item.scope == "site/mill"


def test_a_site_without_company_joins_the_only_one_that_fits() -> None:
    story = Story(**DAYS)
    texas = _tied(story, "a", "Alpha", "Texas")
    untied = _placed(story, "b", "Dallas")
    graph = story.graph()
    assert _site_of(graph, untied) == _site_of(graph, texas)
    ohio = _placed(story, "c", "Ohio")
    graph = story.graph()
    assert _site_of(graph, ohio) != _site_of(graph, texas)
    assert not _doubts(graph)


def test_a_site_without_company_that_fits_several_stays_its_own_on_the_review_list() -> None:
    story = Story(**DAYS)
    texas = [_tied(story, "a", "Alpha", "Texas"), _tied(story, "b", "Beta", "Texas")]
    untied = [_placed(story, "c", "Texas"), _placed(story, "d", "Dallas")]
    graph = story.graph()
    assert len({_site_of(graph, c) for c in texas}) == 2
    assert len({_site_of(graph, c) for c in untied}) == 1  # of one state they are one
    assert len(_sites(graph)) == 3
    assert _doubts(graph) == ["fits several sites of its name"]


def test_sites_without_company_and_state_are_one() -> None:
    story = Story(**DAYS)
    for article in ("a", "b"):
        story.tell(article, "deploys", site="Mill", hardware="S21")
    _placed(story, "c", "Texas")
    assert len(_sites(story.graph())) == 1
    _placed(story, "d", "Ohio")
    graph = story.graph()
    assert len(_sites(graph)) == 3
    assert _doubts(graph) == ["fits several sites of its name"]


def test_two_states_do_not_meet_in_one_site_without_a_state() -> None:
    story = Story(**DAYS)
    _tied(story, "a", "Alpha")
    _placed(story, "b", "Texas")
    assert len(_sites(story.graph())) == 1
    _placed(story, "c", "Ohio")
    graph = story.graph()
    assert len(_sites(graph)) == 3
    assert len(_doubts(graph)) == 2


def test_one_article_that_puts_a_site_in_two_states() -> None:
    story = Story(**DAYS)
    _tied(story, "a", "Alpha", "Texas")
    _tied(story, "b", "Alpha", "Ohio")
    _placed(story, "b", "Texas")
    graph = story.graph()
    assert len(_sites(graph)) == 2
    assert _doubts(graph) == ["one article puts it in several states"]


def test_a_denied_place_and_a_headquarters_give_no_state() -> None:
    story = Story(**DAYS)
    _tied(story, "a", "Alpha", "Texas")
    _tied(story, "b", "Alpha")
    story.tell("b", "located_in", subject="Site:Mill", place="Ohio", fact="negated")
    story.tell("b", "located_in", subject="Site:Mill", place="Ohio", kind="headquarters")
    assert len(_sites(story.graph())) == 1


def test_a_site_is_called_by_its_name_and_its_earliest_claim() -> None:
    story = Story(**DAYS)
    later = _tied(story, "b", "Alpha")
    alone = _site_of(story.graph(), later)
    assert alone.startswith("site/mill~")
    earlier = _tied(story, "a", "Alpha")
    assert _site_of(story.graph(), later) == _site_of(story.graph(), earlier) != alone
    _tied(story, "c", "Alpha")
    assert _site_of(story.graph(), later) == _site_of(story.graph(), earlier)


# Sales.


def _held(story: Story) -> Fact:
    (fact,) = [f for f in story.graph().facts.values() if f.type in ("operates", "owns", "subsidiary_of")]
    return fact


@pytest.mark.parametrize(
    ("holding", "target"),
    [
        (("operates", {"operator": "Alpha", "site": "Mill"}), "Site:Mill"),
        (("owns", {"owner": "Alpha", "site": "Mill"}), "Site:Mill"),
        (("subsidiary_of", {"child": "Beta", "parent": "Alpha"}), "Company:Beta"),
    ],
)
def test_an_actual_sale_ends_what_its_seller_held(holding: tuple[str, dict[str, Any]], target: str) -> None:
    story = Story(**DAYS)
    story.tell("a", holding[0], **holding[1])
    sale = story.tell("c", "acquires", buyer="Gamma", target=target, seller="Alpha")
    fact = _held(story)
    assert (fact.status, str(fact.ended)) == (Status.ENDED, "2025-03-01")
    assert [s.claim for s in fact.history if s.cause] == [sale.id]
    assert sale.id not in fact.claims


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ({"fact": "planned"}, Status.ACTUAL),
        ({"fact": "negated"}, Status.ACTUAL),
        ({"stake": "49 %"}, Status.ACTUAL),
        ({"stake": "50 %"}, Status.ENDED),
        ({"stake": "87.5 %"}, Status.ENDED),
        ({"seller": "Delta"}, Status.ACTUAL),
        ({"target": "Site:Dock"}, Status.ACTUAL),
    ],
)
def test_what_ends_nothing(what: dict[str, Any], status: Status) -> None:
    story = Story(**DAYS)
    story.tell("a", "operates", operator="Alpha", site="Mill")
    story.tell("c", "acquires", **{"buyer": "Gamma", "target": "Site:Mill", "seller": "Alpha", **what})
    assert _held(story).status is status


def test_a_sale_makes_no_fact_and_ends_no_later_one() -> None:
    story = Story(**DAYS)
    story.tell("a", "acquires", buyer="Gamma", target="Site:Mill", seller="Alpha")
    assert not [f for f in story.graph().facts.values() if f.type != "acquires"]
    story.tell("b", "operates", operator="Gamma", site="Mill")
    story.tell("b", "operates", operator="Alpha", site="Mill")
    mine, theirs = sorted(facts_of(story.graph(), "operates"), key=lambda f: f.roles["operator"])
    assert (mine.status, theirs.status) == (Status.ACTUAL, Status.ACTUAL)  # and Alpha's is listed as a conflict


def test_the_article_that_tells_of_the_sale_may_call_the_seller_the_operator() -> None:
    story = Story(**DAYS)
    story.tell("a", "operates", operator="Alpha", site="Mill")
    story.tell("a", "acquires", buyer="Gamma", target="Site:Mill", seller="Alpha")
    assert _held(story).status is Status.ENDED
    assert not story.graph().review
