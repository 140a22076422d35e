"""Contract: copies of one story count once, whatever is loaded, retracted or mended when."""

from __future__ import annotations

import itertools

from graph.origins import ANCHORS, FIGURES, SHINGLES
from graph.stores.base import EVERYTHING, Filter, Store
from tests.contract.conftest import Open
from tests.contract.samples import exit_of

FIRST = tuple(range(1000, 1000 + SHINGLES))
SECOND = tuple(range(5000, 5000 + SHINGLES))
BRIDGE = (*FIRST[: SHINGLES // 2], *SECOND[SHINGLES // 2 :])


def put(store: Store, id_: str, day: str, signature: tuple[int, ...], restore: bool = False) -> None:
    where, claims = exit_of(id_, day, "actual")
    store.write(where.model_copy(update={"signature": (*signature, *[0] * FIGURES)}), claims, restore=restore)


def origins(store: Store) -> dict[str, str]:
    return {r.article.id: r.origin for r in store.articles()}


def support(store: Store) -> tuple[int, float]:
    (fact,) = store.facts(where=EVERYTHING)
    return fact.origins, fact.confidence


def test_copies_are_one_origin(store: Store) -> None:
    put(store, "b", "2025-01-02", FIRST)
    put(store, "c", "2025-01-03", FIRST)
    put(store, "d", "2025-01-03", SECOND)
    assert origins(store) == {"b": "b", "c": "b", "d": "d"}
    assert support(store) == (2, 0.99)
    put(store, "e", "2025-01-01", FIRST)
    assert origins(store) == {"b": "e", "c": "e", "d": "d", "e": "e"}
    assert support(store) == (2, 0.99)
    assert store.facts(where=Filter(min_origins=3)) == []


def test_a_translation_counts_with_its_original(store: Store) -> None:
    anchors = tuple(range(9000, 9000 + ANCHORS))
    for id_, lang, text in (("a", "en", FIRST), ("b", "fr", SECOND), ("c", "en", SECOND[::-1])):
        where, claims = exit_of(id_, f"2025-01-0{ord(id_) - 96}", "actual")
        store.write(where.model_copy(update={"lang": lang, "signature": (*text, *[0] * FIGURES, *anchors)}), claims)
        assert origins(store)[id_] == "a"  # "c" by way of "b": they are no copies of each other
    store.retract("b")
    assert origins(store) == {"a": "a", "b": "", "c": "c"}


def test_an_article_without_signature_is_a_story_of_its_own(store: Store) -> None:
    for id_ in ("a", "b"):
        store.write(*exit_of(id_, "2025-01-01", "actual"))
    assert origins(store) == {"a": "a", "b": "b"}


def test_a_bridge_joins_two_stories_and_parts_them_when_it_goes(store: Store) -> None:
    put(store, "a", "2025-01-01", FIRST)
    put(store, "c", "2025-01-03", SECOND)
    put(store, "d", "2025-01-04", SECOND)
    before = list(store.dump())
    assert support(store) == (2, 0.99)
    put(store, "b", "2025-01-02", BRIDGE)
    assert set(origins(store).values()) == {"a"}
    assert support(store) == (1, 0.9)
    store.retract("b")
    assert origins(store) == {"a": "a", "b": "", "c": "c", "d": "c"}
    assert [line for line in store.dump() if '"kind":"article"' not in line] == [x for x in before if '"kind":"article"' not in x]
    put(store, "b", "2025-01-02", BRIDGE, restore=True)
    assert support(store) == (1, 0.9)


def test_a_new_version_can_leave_its_story(store: Store) -> None:
    put(store, "a", "2025-01-01", FIRST)
    put(store, "b", "2025-01-02", FIRST)
    put(store, "c", "2025-01-03", FIRST)
    put(store, "a", "2025-01-05", FIRST)
    assert origins(store)["c"] == "b"
    where, claims = exit_of("a", "2025-01-01", "actual")
    store.write(where.model_copy(update={"signature": (*SECOND, *[0] * FIGURES)}), claims)
    assert {r.article.id: r.origin for r in store.articles() if r.origin} == {"a": "a", "b": "b", "c": "b"}
    assert support(store) == (2, 0.99)


def test_stories_do_not_depend_on_the_order(new_store: Open) -> None:
    articles = [("a", "2025-01-04", FIRST), ("b", "2025-01-01", SECOND), ("c", "2025-01-03", BRIDGE), ("d", "2025-01-02", FIRST)]
    dumps = []
    for order in itertools.permutations(articles):
        store = new_store()
        for id_, day, signature in order:
            put(store, id_, day, signature)
        dumps.append(list(store.dump()))
        store.rebuild()
        assert list(store.dump()) == dumps[-1]
    assert all(dump == dumps[0] for dump in dumps)
