"""Contract: people's merges, splits and renames, and taking them back."""

from __future__ import annotations

import pytest

from graph.errors import NotFound
from graph.stores.base import EVERYTHING, Store
from tests.contract.conftest import Open
from tests.contract.samples import article, exit_of, loan, merge, rename, say, seat, split


def graph(store: Store) -> list[str]:
    """The derived part of the dump."""
    return [
        line for line in store.dump() if not line.startswith(('{"format"', '{"kind":"article"', '{"kind":"claim"', '{"kind":"decision"'))
    ]


def two_names(store: Store) -> None:
    store.write(*exit_of("a", "2025-01-10", "planned", firm="Tamarack Compute"))
    store.write(*exit_of("b", "2025-06-10", "actual", firm="Tamarack Labs"))


def test_a_merge_makes_one_of_two_and_their_facts(store: Store) -> None:
    two_names(store)
    assert len(store.facts()) == 2
    store.decide(merge("m", "company/tamarack-compute", "company/tamarack-labs"))
    (fact,) = store.facts()
    assert fact.roles["company"] == ("company/tamarack-compute",)
    (firm,) = store.entities(["company/tamarack-labs"])
    assert firm.id == "company/tamarack-compute"
    assert firm.keys == ("company/tamarack-compute", "company/tamarack-labs")
    assert store.resolved(fact.claims)[store.claims(articles=["b"])[0].id, "company/tamarack-labs"] == firm.id
    assert {h.matched for h in store.search("tamarack")} <= {"Tamarack Compute", "Tamarack Labs"}
    assert [h.entity.id for h in store.search("tamarack labs")] == [firm.id]


def test_a_merge_holds_for_what_is_loaded_later(store: Store) -> None:
    two_names(store)
    store.decide(merge("m", "company/tamarack-compute", "company/tamarack-labs"))
    store.write(*exit_of("c", "2025-07-01", "actual", firm="Tamarack Labs"))
    assert [f.origins for f in store.facts()] == [3]
    store.retract("b")
    store.write(*exit_of("b", "2025-06-10", "actual", firm="Tamarack Labs"), restore=True)
    assert [f.origins for f in store.facts()] == [3]


def test_taking_back_a_decision_leaves_no_trace(store: Store) -> None:
    two_names(store)
    before = list(store.dump())
    store.decide(merge("m", "company/tamarack-compute", "company/tamarack-labs"))
    store.decide(rename("r", "company/tamarack-compute", "Tamarack"))
    store.undecide("m")
    assert store.decisions() == [rename("r", "company/tamarack-compute", "Tamarack")]
    store.undecide("r")
    assert list(store.dump()) == before
    assert [c.action for c in store.changes()][-4:] == ["decide", "decide", "undecide", "undecide"]


def test_a_split_gives_fillers_an_entity_of_their_own(store: Store) -> None:
    store.write(*exit_of("a", "2025-01-10", "actual"))
    store.write(*exit_of("b", "2025-01-11", "actual"))
    claim = store.claims(articles=["b"])[0]
    store.decide(split("s", "company/tamarack-compute", [claim.id], "Tamarack of Oswego"))
    assert len(store.facts()) == 2
    (own,) = (e for e in store.entities() if e.name == "Tamarack of Oswego")
    assert store.facts(about=[own.id])[0].claims == (claim.id,)
    assert [h.entity.id for h in store.search("tamarack of")] == [own.id]
    store.undecide("s")
    assert len(store.facts()) == 1


def test_a_rename_changes_the_name_shown(store: Store) -> None:
    store.write(*seat())
    store.decide(rename("r", "company/aurore-energie", "Aurore"))
    assert store.entities(["company/aurore-energie"])[0].name == "Aurore"
    assert store.search("aurore")[0].score == 1.0
    assert [h.entity.id for h in store.search("aurora power")] == ["company/aurore-energie"]
    store.decide(rename("r", "company/aurore-energie", "Aurore SA"))
    assert [d.name for d in store.decisions()] == ["Aurore SA"]
    assert store.entities(["company/aurore-energie"])[0].name == "Aurore SA"


def test_sites_of_one_name_are_merged_by_their_claims(store: Store) -> None:
    for id_, firm, state in (("a", "Tamarack Compute", "New York"), ("b", "Lindwurm Bank", "Québec")):
        where = article(id_, f"{firm} runs Otter Lake in {state}.")
        store.write(
            where,
            [
                say(where, "operates", {"operator": firm, "site": "Otter Lake"}),
                say(where, "located_in", {"subject": "Site:Otter Lake", "place": state}),
            ],
        )
    assert len(store.entities(["site/otter-lake"])) == 2
    claims = [c.id for c in store.claims()]
    store.decide(merge("m", "site/otter-lake", claims=claims))
    assert len(store.entities(["site/otter-lake"])) == 1
    store.undecide("m")
    assert len(store.entities(["site/otter-lake"])) == 2


def test_the_same_decision_twice_is_one(store: Store) -> None:
    two_names(store)
    decision = merge("m", "company/tamarack-compute", "company/tamarack-labs")
    store.decide(decision)
    before = list(store.dump()), store.changes()
    store.decide(decision)
    assert (list(store.dump()), store.changes()) == before


def test_decisions_about_what_nobody_says_are_refused(store: Store) -> None:
    two_names(store)
    claim = store.claims(articles=["a"])[0].id
    before = list(store.dump()), store.changes()
    for wrong, words in (
        (merge("m", "company/tamarack-compute", "company/none"), "no claim has the key company/none"),
        (split("s", "company/tamarack-labs", [claim]), "none of the claims that it names has the key company/tamarack-labs"),
        (rename("r", "company/none", "X"), "company/none"),
    ):
        with pytest.raises(NotFound, match=words):
            store.decide(wrong)
    with pytest.raises(NotFound, match="no decision m"):
        store.undecide("m")
    assert (list(store.dump()), store.changes()) == before


def test_decisions_keep_their_order_and_outlive_their_claims(store: Store) -> None:
    two_names(store)
    decisions = [
        merge("z", "company/tamarack-labs", "company/tamarack-compute"),
        rename("b", "company/tamarack-labs", "First"),
        rename("a", "company/tamarack-labs", "Second"),
    ]
    for decision in decisions:
        store.decide(decision)
    assert store.decisions() == decisions
    assert store.entities(["company/tamarack-labs"])[0].name == "Second"
    store.retract("b")
    assert store.decisions() == decisions
    assert [e.name for e in store.entities(["company/tamarack-labs"])] == ["Second"]


def test_the_order_of_writing_and_deciding_does_not_matter(new_store: Open) -> None:
    decision = merge("m", "company/tamarack-compute", "company/tamarack-labs")
    early, late = new_store(), new_store()
    two_names(early)
    early.decide(decision)
    early.write(*loan())
    early.write(*seat())
    late.write(*seat())
    two_names(late)
    late.write(*loan())
    late.decide(decision)
    assert list(early.dump()) == list(late.dump())
    assert graph(early) and len(early.facts(where=EVERYTHING)) == len(late.facts(where=EVERYTHING))
