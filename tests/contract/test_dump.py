"""Contract: dumps, rebuilding, and that the order of loading does not matter."""

from __future__ import annotations

import json
import random
from itertools import pairwise

import pytest

from graph.errors import InvalidValue, StoreError
from graph.stores.base import Store
from graph.stores.memory import MemoryStore
from tests.contract import gold
from tests.contract.conftest import Open
from tests.contract.gold_store import stored
from tests.contract.samples import Atlas, exit_of, fill, loan, say, seat


def test_a_dump_holds_everything_once(store: Store) -> None:
    fill(store)
    lines = [json.loads(line) for line in store.dump()]
    assert lines[0] == {"format": "claimstake-dump", "version": 1}
    kinds = [line["kind"] for line in lines[1:]]
    assert list(dict.fromkeys(kinds)) == ["article", "claim", "decision", "resolved", "entity", "fact", "edge", "review"][:-1]
    assert kinds.count("article") == 6 and kinds.count("claim") == 4 + 1 + 2 + 2
    stats = store.stats()
    assert [kinds.count(k) for k in ("entity", "fact", "edge")] == [stats["entities"], stats["facts"], stats["edges"]]
    edges = [line["record"]["id"] for line in lines[1:] if line["kind"] == "edge"]
    assert len(edges) == len(set(edges))


def test_a_dump_names_no_time_of_recording(store: Store) -> None:
    fill(store)
    text = "\n".join(store.dump())
    assert "recorded" not in text and "sequence" not in text


def test_a_dump_fills_an_empty_store_of_any_kind(store: Store, new_store: Open) -> None:
    fill(store)
    lines = list(store.dump())
    with MemoryStore("", Atlas()) as reference:
        fill(reference)
        assert list(reference.dump()) == lines
    other = new_store()
    other.load_dump(lines)
    assert list(other.dump()) == lines
    where, claims = seat(place="Oswego")
    assert str(other.write(where, claims).state) == "unchanged"
    old, claims = seat()
    other.write(old, claims)
    store.write(old, claims)
    assert list(other.dump()) == list(store.dump())
    assert other.articles(["seat"])[-1].article == old


def test_a_dump_is_not_loaded_into_a_store_that_holds_something(store: Store) -> None:
    store.write(*loan())
    with pytest.raises(StoreError, match="empty store"):
        store.load_dump(list(store.dump()))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "no dump"),
        (["nonsense"], "no dump"),
        (['{"format": "claimstake-dump", "version": 99}'], "99"),
        (['{"format": "claimstake-dump", "version": 1}', '{"kind": "cake", "record": {}}'], "line 2.*cake"),
        (['{"format": "claimstake-dump", "version": 1}', '{"kind": "claim"'], "line 2"),
        (['{"format": "claimstake-dump", "version": 1}', '{"kind": "article", "record": {"id": "x"}}'], "line 2"),
    ],
)
def test_a_broken_dump_is_refused_whole(store: Store, lines: list[str], words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        store.load_dump(lines)
    assert store.articles() == []


def test_a_claim_without_its_article_is_refused(store: Store, new_store: Open) -> None:
    store.write(*loan())
    lines = [line for line in store.dump() if '"kind":"article"' not in line]
    with pytest.raises(InvalidValue, match="loan"):
        new_store().load_dump(lines)


def test_rebuilding_changes_no_byte(store: Store) -> None:
    fill(store)
    before = list(store.dump())
    store.rebuild()
    assert list(store.dump()) == before


def test_the_order_of_loading_does_not_matter(new_store: Open) -> None:
    wheres = [loan(), seat(), loan("again", "2025-11-20"), *(exit_of(f"x{n}", f"2025-0{n + 1}-01", "planned") for n in range(4))]
    dumps = []
    for seed in range(4):
        store = new_store()
        for where, claims in random.Random(seed).sample(wheres, len(wheres)):
            store.write(where, claims)
        dumps.append(list(store.dump()))
    assert all(a == b for a, b in pairwise(dumps))


@pytest.mark.slow
@pytest.mark.skipif(not gold.available(), reason=gold.MISSING)
def test_the_gold_articles_give_one_graph_in_any_order(new_store: Open) -> None:
    articles = [stored(annotation) for annotation in gold.develop()]
    with MemoryStore("", Atlas()) as reference:
        for where, claims in articles:
            reference.write(where, claims)
        expected = list(reference.dump())
    for seed in range(20):
        chance = random.Random(seed)
        store = new_store()
        for where, claims in chance.sample(articles, len(articles)):
            store.write(where, claims)
            if chance.random() < 0.3:
                store.retract(chance.choice([r.article.id for r in store.articles()]))
        for where, claims in chance.sample(articles, len(articles)):
            store.write(where, claims, restore=True)
        assert list(store.dump()) == expected, f"seed {seed}"


def test_a_sample_is_sound(store: Store) -> None:
    where, claims = loan()
    assert store.write(where, [*claims, say(where, "engages_in", {"company": "Lindwurm Bank", "activity": "Bank"})]).refused == 0
