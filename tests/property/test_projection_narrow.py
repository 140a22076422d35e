"""What is filed narrowly is still found: histories of levels and of partnerships, kept up to date by patches, against the whole."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.model import Claim
from graph.projection import ArticleMeta, project
from tests.unit.projection.scenario import WORLD, Graph, compact, dump, merge, split

Tell: TypeAlias = Callable[[Random, str, int], Claim]
DAYS = ["", *(f"2025-0{month}-{day:02d}" for month in (1, 2) for day in (1, 3, 5, 7, 9))]
FIRMS = ["Company:Alpha", "Company:Beta", "Company:Gamma", "Company:Delta"]
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.reuse, Phase.generate)
)


def level(rng: Random, article: str, number: int) -> Claim:
    """A figure of a day, or of none, that others repeat or not."""
    what: dict[str, Any] = {
        "metric": rng.choice(["cash", "cash", "hashrate"]),
        "value": rng.choice(["100 USD", "101 USD", "250 USD", "30 USD", "30 EUR"]),
        "fact": rng.choice([*["actual"] * 5, "planned", "negated"]),
    }
    if rng.random() < 0.6:
        what["period"] = rng.choice([*DAYS[1:], "2025-01", "2025-Q1", "FY2025", "P1M"])
    return compact(article, number, "reports", subject=rng.choice([*FIRMS[:2], "Site:Mill"]), **what)


def partners(rng: Random, article: str, number: int) -> Claim:
    """A partnership or merger of none, one, two or three who are named."""
    type_ = rng.choice(["partners_with", "partners_with", "merges_with"])
    what: dict[str, Any] = rng.choice([{}, {"amount": rng.choice(["100 USD", "250 USD"])}])
    if type_ == "partners_with" and rng.random() < 0.5:
        what["purpose"] = rng.choice(["ai-hpc", "bitcoin-mining"])
    what |= rng.choice([{}, {"start": rng.choice(["2025", "2025-01", "2025-05-01"])}]) | {
        "fact": rng.choice(["actual", "planned", "negated"])
    }
    count = 0 if "purpose" in what and rng.random() < 0.2 else rng.choice([1, 2, 2, 3])
    return compact(article, number, type_, **({"party": rng.sample(FIRMS, count)} if count else {}), **what)


class Untimed(Graph):
    """A graph in a store that keeps no moments."""

    cuts = None  # type: ignore[assignment]


@pytest.mark.parametrize("kind", [Graph, Untimed])
@pytest.mark.parametrize("tell", [level, partners])
@given(seed=st.integers(0, 2**32 - 1))
@SLOW
def test_narrow_blocks_find_all_that_counts(kind: type[Graph], tell: Tell, seed: int) -> None:
    rng, graph = Random(seed), kind()
    for number in range(25):
        _change(rng, graph, tell, f"a{number}")
        whole = project(list(graph.stored.values()), graph.metas, graph.decisions, WORLD)
        assert dump(graph) == dump(whole)


def _change(rng: Random, graph: Graph, tell: Tell, article: str) -> None:
    what = rng.choice(["load", "load", "load", "load", "retract", "redate", "decide"])
    if what == "load" or not graph.stored:
        meta = ArticleMeta(article, rng.choice(DAYS), article)
        graph.load({article: meta}, [tell(rng, article, n) for n in range(rng.randint(1, 3))])
    elif what == "retract":
        graph.retract(rng.choice(sorted(graph.metas)))
    elif what == "redate":
        old = rng.choice(sorted(graph.metas))
        graph.load({old: ArticleMeta(old, rng.choice(DAYS), old)}, [])
    elif len(graph.decisions) < 2:
        claim = rng.choice(sorted(graph.stored.values(), key=lambda c: c.id))
        keys = [m.key for fillers in claim.roles.values() for m in fillers]
        graph.decide(rng.choice([merge("company/alpha", "company/beta"), split(keys[0], claim, name="Other")]))


def test_a_price_of_one_day_does_not_need_those_of_others() -> None:
    """With a claim of each day's own price, a new one touches a day and not the series."""
    graph = Graph()
    for number in range(40):
        day = f"2025-{number // 28 + 1:02d}-{number % 28 + 1:02d}"
        meta = {f"a{number}": ArticleMeta(f"a{number}", day, f"a{number}")}
        dated = compact(f"a{number}", 0, "reports", subject="Company:Alpha", metric="cash", value=f"{number} USD", period=day)
        undated = compact(f"a{number}", 1, "reports", subject="Company:Alpha", metric="cash", value=f"{number} USD")
        graph.load(meta, [dated, undated])
        assert len(graph.last.claims) <= 4
