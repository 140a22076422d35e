"""The projection is a pure function of a set of claims, and keeping a graph up to date gives the same graph as making it anew."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.model import Claim, Decision
from graph.projection import ArticleMeta, project, view
from tests.contract import gold
from tests.property.claims_of_chance import DAYS, articles_of_chance, claim_of_chance
from tests.unit.projection.scenario import WORLD, Graph, dump, merge, rename, split

CHANCE = st.randoms(use_true_random=False)
# Types that look across claims: sites with their sales, offices, figures, events; and all of them.
MIXES: tuple[tuple[str, ...], ...] = (
    ("operates", "acquires", "located_in", "owns", "subsidiary_of", "converts_to"),
    ("reports",),
    ("holds_role", "subsidiary_of", "located_in"),
    ("finances", "trades_asset", "incident", "partners_with"),
    (),
)
# No shrinking: a history of claims drawn from one source of chance shrinks for minutes and to nothing.
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.reuse, Phase.generate)
)


def _told(rng: Random, types: tuple[str, ...]) -> tuple[dict[str, ArticleMeta], dict[str, list[Claim]]]:
    articles = articles_of_chance(rng, 6)
    return articles, {a: [claim_of_chance(rng, a, n, types) for n in range(rng.randint(1, 6))] for a in articles}


@pytest.mark.parametrize("types", MIXES)
@given(rng=CHANCE)
@SLOW
def test_the_order_of_claims_is_nothing(types: tuple[str, ...], rng: Random) -> None:
    articles, told = _told(rng, types)
    claims = [c for own in told.values() for c in own]
    first = dump(project(claims, articles, (), WORLD))
    rng.shuffle(claims)
    assert dump(project(claims, articles, (), WORLD)) == first


@pytest.mark.parametrize("types", MIXES)
@given(rng=CHANCE)
@SLOW
def test_patches_keep_the_graph_that_a_rebuild_makes(types: tuple[str, ...], rng: Random) -> None:
    articles, told = _told(rng, types)
    graph = Graph()
    for number in range(10):
        _change(rng, graph, articles, told, number)
        claims = [c for a in graph.metas for c in told[a]]
        assert dump(graph) == dump(project(claims, graph.metas, graph.decisions, WORLD))


def _change(rng: Random, graph: Graph, articles: dict[str, ArticleMeta], told: dict[str, list[Claim]], number: int) -> None:
    """Load, retract or re-date articles, or decide something."""
    loaded, missing = sorted(graph.metas), sorted(articles.keys() - graph.metas.keys())
    what = rng.choice(("load", "load", "retract", "redate", "decide"))
    if what == "load" and missing:
        batch = rng.sample(missing, min(len(missing), rng.choice((1, 2))))
        graph.load({a: articles[a] for a in batch}, [c for a in batch for c in told[a]])
    elif what == "retract" and loaded:
        graph.retract(rng.choice(loaded))
    elif what == "redate" and loaded:
        article = rng.choice(loaded)
        graph.load({article: ArticleMeta(article, rng.choice(DAYS), rng.choice(sorted(articles)))}, [])
    elif what == "decide":
        graph.decide(_decision(rng, [c for own in told.values() for c in own], number))


def _decision(rng: Random, claims: list[Claim], number: int) -> Decision:
    one, other = rng.choice(claims), rng.choice(claims)
    keys = [rng.choice([m.key for fillers in c.roles.values() for m in fillers]) for c in (one, other)]
    decision = rng.choice(
        (
            merge(*keys, claims=rng.choice(((), (one, other)))),
            split(keys[0], one, *rng.sample(claims, 2 if len(claims) > 1 else 1), name=rng.choice(("", "Other"))),
            rename(keys[0], f"Name {number}", rng.choice(((), (one,)))),
        )
    )
    return decision.model_copy(update={"id": f"decision {number}"})


@given(rng=CHANCE)
@SLOW
def test_a_fact_known_at_a_day_is_the_fact_of_the_claims_of_that_day(rng: Random) -> None:
    """Where later claims do not change which claims are one fact, a view of the past is the projection of the past."""
    articles, told = _told(rng, ("engages_in", "listed_as", "makes", "enters"))
    claims = [c for own in told.values() for c in own]
    day = rng.choice(DAYS[1:])
    past = project([c for c in claims if articles[c.evidence.article].day <= day], articles, (), WORLD)
    seen = {f.claims: f for fact in project(claims, articles, (), WORLD).facts.values() if (f := view(fact, day)) is not None}
    for fact in past.facts.values():
        if fact.claims in seen:
            assert seen[fact.claims].model_copy(update={"id": fact.id}) == fact


@pytest.mark.skipif(not gold.available(), reason=gold.MISSING)
@given(rng=CHANCE)
@settings(SLOW, max_examples=5)
def test_gold_in_batches_gives_the_graph_of_all(rng: Random) -> None:
    half = list(gold.develop())
    articles = gold.articles(half)
    whole = dump(project([c for g in half for c in gold.claims(g)], articles, (), WORLD))
    rng.shuffle(half)
    graph = Graph()
    while half:
        batch = [half.pop() for _ in range(min(len(half), rng.choice((1, 2, 5))))]
        graph.load({g["id"]: articles[g["id"]] for g in batch}, [c for g in batch for c in gold.claims(g)])
        if rng.random() < 0.3:
            graph.retract(batch[0]["id"])
            graph.load({batch[0]["id"]: articles[batch[0]["id"]]}, gold.claims(batch[0]))
    assert dump(graph) == whole
