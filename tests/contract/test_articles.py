"""Contract: writing articles with their claims, versions, ledgers, tombstones."""

from __future__ import annotations

import pytest

from graph.errors import NotFound, StoreError
from graph.model import ArticleState, Refusal
from graph.stores.base import ALL, EVERYTHING, Page, Store, cursor, every
from tests.contract.samples import article, exit_of, loan, say, seat


def states(store: Store, *ids: str) -> list[ArticleState]:
    return [record.state for record in store.articles(ids)]


def test_an_empty_store_answers_everything_with_nothing(store: Store) -> None:
    assert not any((store.entities(), store.facts(where=EVERYTHING), store.claims(), store.articles(), store.review()))
    assert not any((store.search("x"), store.edges(["company/x"]), store.decisions(), store.changes()))
    assert store.resolved(["claim/x"]) == {}
    assert store.stats() == dict.fromkeys(("articles", "claims", "entities", "facts", "edges", "decisions", "sequence"), 0)
    assert len(list(store.dump())) == 1


def test_what_is_written_is_read(store: Store) -> None:
    where, claims = loan()
    written = store.write(where, claims)
    assert (written.article, written.state, written.claims, written.refused, written.message) == (where.id, ArticleState.STORED, 4, 0, "")
    (record,) = store.articles([where.id])
    assert record.article == where
    assert (record.state, record.origin, record.claims, record.refusals) == (ArticleState.STORED, where.id, 4, ())
    assert {c.id: c for c in store.claims()} == {c.id: c for c in claims}


def test_writing_the_same_again_changes_nothing(store: Store) -> None:
    where, claims = loan()
    store.write(where, claims)
    before = list(store.dump()), store.changes()
    assert store.write(where, claims[::-1]).state is ArticleState.UNCHANGED
    assert (list(store.dump()), store.changes()) == before


def test_a_new_version_supersedes_text_and_claims_of_the_old(store: Store) -> None:
    old, claims = seat()
    store.write(old, claims)
    new, claims = seat(place="Oswego")
    assert store.write(new, claims).state is ArticleState.STORED
    assert [r.article for r in store.articles([old.id])] == [old, new]
    assert states(store, old.id) == [ArticleState.SUPERSEDED, ArticleState.STORED]
    assert [r.claims for r in store.articles([old.id])] == [0, 2]
    assert {c.id for c in store.claims()} == {c.id for c in claims}
    assert store.entities(["place/quebec"]) == []


def test_an_old_version_can_come_back(store: Store) -> None:
    old, old_claims = seat()
    new, new_claims = seat(place="Oswego")
    store.write(old, old_claims)
    before = list(store.dump())
    store.write(new, new_claims)
    store.write(old, old_claims)
    assert [r.article for r in store.articles([old.id])] == [new, old]
    assert [line for line in store.dump() if '"kind":"article"' not in line] == [x for x in before if '"kind":"article"' not in x]


def test_a_new_extraction_replaces_the_claims_of_its_extractor_only(store: Store) -> None:
    where = article("a", "Tamarack Compute runs Otter Lake and mines.")
    runs = say(where, "operates", {"operator": "Tamarack Compute", "site": "Otter Lake"}, by=("rules/1.0", 0.9))
    mines = say(where, "engages_in", {"company": "Tamarack Compute", "activity": "mines"}, by=("rules/1.0", 0.8))
    other = say(where, "owns", {"owner": "Company:Tamarack Compute", "site": "Otter Lake"}, by=("llm/3", 0.7))
    store.write(where, [runs, mines])
    store.write(where, [other])
    assert {c.id for c in store.claims()} == {runs.id, mines.id, other.id}
    better = runs.model_copy(update={"extractor": "rules/1.1", "confidence": 0.95})
    store.write(where, [better])
    assert {c.id: c for c in store.claims()} == {runs.id: better, other.id: other}
    store.write(where, [], extractor="rules")
    assert [c.id for c in store.claims()] == [other.id]
    store.write(where, [])
    assert store.claims() == []


def test_a_claim_found_by_two_extractors_stands_once(store: Store) -> None:
    where = article("a", "Tamarack Compute runs Otter Lake.")
    first = say(where, "operates", {"operator": "Tamarack Compute", "site": "Otter Lake"}, by=("rules/1", 0.7))
    second = first.model_copy(update={"extractor": "llm/1", "confidence": 0.8})
    store.write(where, [first])
    store.write(where, [second])
    assert store.claims() == [second]
    assert store.claims(doubles=True) == [second, first]
    assert store.facts()[0].confidence == 0.8
    assert store.articles(["a"])[0].claims == store.stats()["claims"] == 1
    store.write(where, [], extractor="llm")
    assert store.claims(doubles=True) == [first]
    assert store.facts()[0].confidence == 0.7


def test_claims_of_two_extractors_in_one_write_are_refused(store: Store) -> None:
    where = article("a", "Tamarack Compute runs Otter Lake.")
    claims = [say(where, "operates", {"operator": "Tamarack Compute", "site": "Otter Lake"}, by=(by, 0.9)) for by in ("rules/1", "llm/1")]
    with pytest.raises(StoreError, match=r"llm, rules"):
        store.write(where, claims)
    assert store.articles() == []


def test_unsound_claims_go_to_the_ledger(store: Store) -> None:
    where, claims = loan()
    strange = claims[1].model_copy(update={"evidence": claims[1].evidence.model_copy(update={"article": "other"})})
    moved = claims[2].model_copy(update={"evidence": claims[2].evidence.model_copy(update={"start": 3})})
    unknown = claims[3].model_copy(update={"type": "plays_golf"})
    unlike = claims[0].model_copy(update={"confidence": 0.123})
    given = Refusal(article="", type="owns", reason="the owner is a pronoun without a name")
    written = store.write(where, [strange, moved, unknown, unlike], [given])
    assert (written.claims, written.refused) == (0, 5)
    reasons = [r.reason for r in store.articles([where.id])[0].refusals]
    assert reasons[0] == given.reason
    for reason, words in zip(reasons[1:], ("is of other", "does not re-slice", "plays_golf", "make_claim"), strict=True):
        assert words in reason
    assert all(r.article == where.id and r.extractor == "test" for r in store.articles([where.id])[0].refusals)


def test_the_ledger_follows_its_extractor(store: Store) -> None:
    where = article("a", "Nothing much.")
    store.write(where, [], [Refusal(article="a", type="owns", reason="one")], extractor="rules/1")
    store.write(where, [], [Refusal(article="a", type="owns", reason="two")], extractor="llm/1")
    store.write(where, [], [Refusal(article="a", type="owns", reason="three")], extractor="rules/2")
    assert [(r.extractor, r.reason) for r in store.articles(["a"])[0].refusals] == [("llm", "two"), ("rules", "three")]


def test_a_retracted_article_leaves_a_tombstone_and_nothing_in_the_graph(store: Store, new_store: object) -> None:
    where, claims = loan()
    store.write(*seat())
    before = [line for line in store.dump() if '"kind":"article"' not in line]
    store.write(where, claims)
    store.retract(where.id)
    assert states(store, where.id) == [ArticleState.RETRACTED]
    assert store.articles([where.id])[0].article == where
    assert [line for line in store.dump() if '"kind":"article"' not in line] == before
    store.retract(where.id)
    assert [c.action for c in store.changes()] == ["store", "store", "retract"]


def test_a_retracted_article_is_skipped_until_it_is_restored(store: Store) -> None:
    where, claims = loan()
    store.write(where, claims)
    before = list(store.dump())
    store.retract(where.id)
    written = store.write(where, claims)
    assert written.state is ArticleState.RETRACTED
    assert "was retracted" in written.message
    newer, _ = loan(published="2025-11-14")
    assert store.write(newer, []).state is ArticleState.RETRACTED
    assert store.claims() == []
    assert store.write(where, claims, restore=True).state is ArticleState.STORED
    assert list(store.dump()) == before
    store.retract(where.id)
    store.write(newer, [], restore=True)
    assert states(store, where.id) == [ArticleState.SUPERSEDED, ArticleState.STORED]


def test_retracting_what_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(NotFound, match="article/none"):
        store.retract("article/none")


def test_restoring_an_article_that_was_not_retracted_is_a_plain_write(store: Store) -> None:
    where, claims = loan()
    store.write(where, claims, restore=True)
    assert store.write(where, claims, restore=True).state is ArticleState.UNCHANGED


def test_changed_metadata_of_one_version_is_taken_over(store: Store) -> None:
    where, claims = loan()
    store.write(where, claims)
    titled = where.model_copy(update={"title": "A loan", "warnings": ("no author",), "signature": (2**63, 5)})
    assert store.write(titled, claims).state is ArticleState.STORED
    assert [r.article for r in store.articles()] == [titled]
    dated = titled.model_copy(update={"published": "2024-01-01T08:00:00+02:00"})
    store.write(dated, claims)
    assert store.facts(types=["finances"])[0].history[0].published == "2024-01-01"


def test_articles_are_paged_and_filtered_by_state(store: Store) -> None:
    for number in range(5):
        store.write(*exit_of(f"x{number}", "2025-01-01", "planned"))
    store.write(*exit_of("x1", "2025-02-02", "actual"))
    store.retract("x3")
    whole = store.articles(page=ALL)
    assert [r.article.id for r in whole] == ["x0", "x1", "x1", "x2", "x3", "x4"]
    assert list(every(lambda page: store.articles(page=page), size=2)) == whole
    assert store.articles(page=Page(2, cursor(whole[1]))) == whole[2:4]
    current = store.articles(states=[ArticleState.STORED])
    assert [(r.article.id, r.article.published) for r in current if r.article.id == "x1"] == [("x1", "2025-02-02")]
    assert [r.article.id for r in store.articles(states=[ArticleState.RETRACTED, ArticleState.SUPERSEDED])] == ["x1", "x3"]
    assert [r.article.id for r in store.articles(["x4", "none", "x1"], states=[ArticleState.STORED])] == ["x1", "x4"]
    assert store.articles([]) == []


def test_the_journal_numbers_what_was_done(store: Store) -> None:
    store.write(*loan())
    store.write(*loan(published="2025-11-14"))
    store.write(*loan(published="2025-11-14"))
    store.write(loan(published="2025-11-14")[0], [])
    store.retract("loan")
    store.write(*loan(), restore=True)
    changes = store.changes()
    assert [c.action for c in changes] == ["store", "supersede", "update", "retract", "restore"]
    assert [c.sequence for c in changes] == sorted({c.sequence for c in changes})
    assert store.changes(changes[1].sequence, limit=2) == changes[2:4]
    assert store.stats()["sequence"] == changes[-1].sequence
    assert store.articles(["loan"])[-1].sequence == changes[-1].sequence


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    for call in (store.claims, store.stats, lambda: store.write(*loan()), lambda: store.retract("loan")):
        with pytest.raises(StoreError, match="closed"):
            call()
    store.close()


def test_any_text_is_kept(store: Store) -> None:
    where = article(
        "ü/€ 🙂", "Tamarack​ Compute 数据中心 runs Æther\u202fLake 🙂\n\t\"'\\ end.", url="https://example.org/?q=ü&b=1", title="数据"
    )
    claims = [say(where, "operates", {"operator": ("Tamarack​ Compute", "数据中心"), "site": "Æther\u202fLake"})]
    store.write(where, claims)
    assert store.articles()[0].article == where
    assert store.claims() == claims
    assert {hit.matched for hit in store.search("数据")} == {"数据中心"}
