"""Contract: entities, facts, edges and claims of the graph, with every filter."""

from __future__ import annotations

import pytest

from graph.dates import PartialDate
from graph.model import Fact
from graph.ontology import EntityType, Status
from graph.stores.base import ALL, EVERYTHING, Direction, Filter, Page, Store, cursor, every
from tests.contract.conftest import Open
from tests.contract.samples import Atlas, article, dollars, exit_of, figure, loan, say, seat

EVERY_STATUS = frozenset(Status)


@pytest.fixture
def lent(store: Store) -> Store:
    """A store with the two sample articles."""
    store.write(*loan())
    store.write(*seat())
    return store


def only(store: Store, type_: str, where: Filter = EVERYTHING) -> Fact:
    (fact,) = store.facts(types=[type_], where=where)
    return fact


def test_entities_are_found_by_id_type_and_page(lent: Store) -> None:
    ids = [e.id for e in lent.entities(page=ALL)]
    assert ids == sorted(ids)
    assert {"company/tamarack-compute", "company/lindwurm-bank", "place/oswego", "place/new-york"} < set(ids)
    firms = lent.entities(types=[EntityType.COMPANY])
    assert [e.id for e in firms] == ["company/aurore-energie", "company/lindwurm-bank", "company/tamarack-compute"]
    assert lent.entities(types=[EntityType.COMPANY], page=Page(1, cursor(firms[0]))) == [firms[1]]
    assert list(every(lambda page: lent.entities(page=page), size=3)) == lent.entities(page=ALL)
    assert lent.entities(["company/none", "company/lindwurm-bank"], page=Page(1)) == [firms[1]]
    assert lent.entities(["company/lindwurm-bank"], types=[EntityType.PLACE]) == []
    assert lent.entities([]) == []


def test_a_site_is_found_by_its_key(lent: Store) -> None:
    (site,) = lent.entities(["site/otter-lake"])
    assert site.id.startswith("site/otter-lake~")
    assert site.keys == ("site/otter-lake",)
    claims = lent.facts(types=["operates"])[0].claims
    assert lent.resolved(claims) == {
        (claims[0], "company/tamarack-compute"): "company/tamarack-compute",
        (claims[0], "site/otter-lake"): site.id,
    }
    assert lent.resolved(["claim/none"]) == {}


def test_entities_carry_what_the_gazetteer_knows(lent: Store) -> None:
    (firm,) = lent.entities(["company/aurore-energie"])
    assert firm.name == "Aurore Énergie"
    assert {n.name for n in firm.names} == {"Aurore Énergie", "Aurora Power"}
    assert firm.attributes == {"version": "atlas-1"}
    (state,) = lent.entities(["place/united-states"])
    assert state.attributes["origin"] == "gazetteer"


def test_search_finds_any_name_without_accents_or_case(lent: Store) -> None:
    assert [h.entity.name for h in lent.search("MAELLE ota")] == ["Maëlle Ôta"]
    assert [(h.entity.id, h.matched, h.score) for h in lent.search("aurora power")] == [("company/aurore-energie", "Aurora Power", 1.0)]
    assert [h.entity.id for h in lent.search("etats")] == ["place/united-states"]
    assert [h.matched for h in lent.search("tam")] == ["Tamarack Compute"]
    assert [h.matched for h in lent.search("comp tama")] == ["Tamarack Compute"]
    assert lent.search("pute") == lent.search("") == lent.search('"*') == lent.search("tamarack mining") == []


def test_search_ranks_equal_before_beginning_before_containing(store: Store) -> None:
    where = article("a", "Lake; Lake Compute; Otter Lake Power; Lakeside; Lake Compute Holdings of Oswego.")
    names = ("Lake", "Lake Compute", "Otter Lake Power", "Lakeside", "Lake Compute Holdings of Oswego")
    store.write(where, [say(where, "engages_in", {"company": name, "activity": "Power"}) for name in names])
    hits = store.search("lake", types=[EntityType.COMPANY])
    assert [h.matched for h in hits] == ["Lake", "Lakeside", "Lake Compute", "Lake Compute Holdings of Oswego", "Otter Lake Power"]
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert store.search("lake", types=[EntityType.COMPANY], limit=2) == hits[:2]
    assert [h.matched for h in store.search("power", types=[EntityType.ACTIVITY])] == ["Power"]
    assert store.search("lake", types=[EntityType.PERSON]) == []


def test_facts_are_found_by_id_claim_entity_and_type(lent: Store) -> None:
    facts = lent.facts()
    assert [f.id for f in facts] == sorted(f.id for f in facts)
    assert len(facts) == 6
    money = only(lent, "finances")
    assert lent.facts([money.id]) == lent.facts([money.claims[0]]) == lent.facts([*money.claims, money.id, "fact/none"]) == [money]
    assert {f.type for f in lent.facts(about=["company/lindwurm-bank"])} == {"finances", "engages_in"}
    assert lent.facts(about=["company/lindwurm-bank"], types=["finances"]) == [money]
    assert lent.facts([money.id], about=["company/aurore-energie"]) == []
    assert len(lent.facts(about=["company/lindwurm-bank", "company/aurore-energie"])) == 4
    assert {f.type for f in lent.facts(types=["finances", "operates"])} == {"finances", "operates"}
    assert lent.facts([]) == lent.facts(about=[]) == lent.facts(types=["hosts"]) == []


def test_facts_are_paged(lent: Store) -> None:
    facts = lent.facts()
    assert list(every(lambda page: lent.facts(page=page), size=4)) == facts
    assert lent.facts(page=Page(2, facts[1].id)) == facts[2:4]
    about = lent.facts(about=["company/tamarack-compute"])
    assert list(every(lambda page: lent.facts(about=["company/tamarack-compute"], page=page), size=1)) == about
    assert lent.facts([f.id for f in facts], page=Page(1)) == facts


def test_values_come_back_exactly(store: Store) -> None:
    where = article("a", "Tamarack Compute: 0.1 of 12345678901234567890.123456789 dollars.")
    amounts = [dollars("12345678901234567890.123456789"), dollars("-0.1")]
    claims = [
        say(where, "reports", {"subject": "Company:Tamarack Compute"}, figure("net_income", amounts[0], "2025-Q3")),
        say(where, "reports", {"subject": "Company:Tamarack Compute"}, figure("net_income", amounts[1], "FY2024")),
    ]
    store.write(where, claims)
    assert store.claims() == sorted(claims, key=cursor)
    assert {str(f.values["period"]): f.values["value"] for f in store.facts()} == {"2025-Q3": amounts[0], "FY2024": amounts[1]}


def test_edges_of_a_whole_frontier_come_in_one_call(lent: Store) -> None:
    money = only(lent, "finances")
    (site,) = lent.entities(["site/otter-lake"])
    frontier = ["company/tamarack-compute", "company/lindwurm-bank"]
    edges = lent.edges(frontier)
    assert [e.id for e in edges] == sorted({e.id for e in edges})
    assert {(e.source, e.type, e.target) for e in edges} == {
        ("company/tamarack-compute", "RAISES", money.id),
        ("company/lindwurm-bank", "FUNDS", money.id),
        ("company/tamarack-compute", "OPERATES", site.id),
        ("company/lindwurm-bank", "ENGAGES_IN", "activity/bank"),
        *((only(lent, "operates").id, "OPERATOR", "company/tamarack-compute"),),
    }
    assert {e.fact for e in edges} == {f.id for f in lent.facts(about=frontier)}
    assert lent.edges([]) == lent.edges(["company/none"]) == []


def test_edges_have_directions_and_types(lent: Store) -> None:
    money = only(lent, "finances")
    into, out = lent.edges([money.id], Direction.IN), lent.edges([money.id], Direction.OUT)
    assert {e.type for e in into} == {"RAISES", "FUNDS"}
    assert {e.type for e in out} == {"FINANCES"}
    assert sorted((*into, *out), key=lambda e: e.id) == lent.edges([money.id])
    assert lent.edges([money.id], types=["FUNDS"]) == [e for e in into if e.type == "FUNDS"]
    assert lent.edges([money.id], Direction.OUT, types=["FUNDS", "RAISES"]) == []


def test_an_edge_between_two_of_the_nodes_comes_once(lent: Store) -> None:
    (site,) = lent.entities(["site/otter-lake"])
    runs = lent.edges(["company/tamarack-compute", site.id], types=["OPERATES"])
    assert [(e.source, e.target) for e in runs] == [("company/tamarack-compute", site.id)]


def test_edges_of_the_gazetteer_come_when_asked(lent: Store) -> None:
    wider = lent.edges(["place/new-york"], where=Filter(gazetteer=True))
    assert {(e.source, e.target, e.origin, e.fact) for e in wider} == {
        ("place/oswego", "place/new-york", "gazetteer", ""),
        ("place/new-york", "place/united-states", "gazetteer", ""),
    }
    assert lent.edges(["place/new-york"]) == []
    later = Filter(gazetteer=True, as_of=PartialDate("2025"), known_at="2026-01-01")
    assert lent.edges(["place/new-york"], where=later) == wider
    lent.retract("loan")
    assert lent.edges(["place/new-york"], where=EVERYTHING) == []
    assert lent.entities(["place/new-york", "place/oswego"]) == []


def test_filter_status(store: Store) -> None:
    store.write(*loan(told="possible"))
    assert store.facts(types=["finances"]) == []
    assert only(store, "finances", Filter(statuses=frozenset({Status.POSSIBLE}))).status is Status.POSSIBLE
    assert {e.type for e in store.edges(["company/lindwurm-bank"])} == {"ENGAGES_IN"}
    assert {e.type for e in store.edges(["company/lindwurm-bank"], where=EVERYTHING)} == {"ENGAGES_IN", "FUNDS"}
    assert store.facts(where=Filter(statuses=frozenset())) == []


def test_filter_known_at(store: Store) -> None:
    store.write(*exit_of("plan", "2025-01-10", "planned"))
    store.write(*exit_of("done", "2025-06-20", "actual"))
    assert only(store, "exits").status is Status.ACTUAL
    then = only(store, "exits", Filter(known_at="2025-03-01"))
    assert (then.status, len(then.claims)) == (Status.PLANNED, 1)
    assert store.facts(where=Filter(known_at="2025-01-09")) == []
    (edge,) = store.edges(["company/tamarack-compute"], where=Filter(known_at="2025-03-01"))
    assert (edge.type, edge.status) == ("EXITS", Status.PLANNED)
    assert store.edges(["company/tamarack-compute"], where=Filter(known_at="2025-03-01", statuses=frozenset({Status.ACTUAL}))) == []
    assert store.edges(["company/tamarack-compute"], where=Filter(known_at="2024-12-31")) == []


def test_filter_as_of(store: Store) -> None:
    where = article("a", "Maëlle Ôta led Aurore Énergie from 2020 to 2023.")
    roles = {"person": "Maëlle Ôta", "organization": "Company:Aurore Énergie"}
    store.write(where, [say(where, "holds_role", roles, {"role": "CEO", "change": "holds"}, time=("2020", "2023"))])
    ended = only(store, "holds_role")
    assert ended.status is Status.ENDED
    assert store.facts() == []
    assert [f.status for f in store.facts(where=Filter(as_of=PartialDate("2022")))] == [Status.ACTUAL]
    assert store.facts(where=Filter(as_of=PartialDate("2024"))) == []
    assert store.facts(where=Filter(as_of=PartialDate("2019"))) == []
    (edge,) = store.edges(["person/maelle-ota"], where=Filter(as_of=PartialDate("2022")))
    assert edge.status is Status.ACTUAL


def test_a_fact_is_about_whom_it_was_about_then(store: Store) -> None:
    where = article("a", "Tamarack Compute borrows $300 million.", "2025-01-10")
    store.write(where, [say(where, "finances", {"recipient": "Tamarack Compute"}, {"amount": dollars(300_000_000), "instrument": "loan"})])
    store.write(*loan("b", "2025-02-10"))
    money = only(store, "finances")
    assert len(money.claims) == 2
    early = Filter(known_at="2025-01-31")
    assert store.facts(about=["company/lindwurm-bank"], types=["finances"]) == [money]
    assert store.facts(about=["company/lindwurm-bank"], where=early) == []
    assert store.edges(["company/lindwurm-bank"], where=early) == []
    assert [e.type for e in store.edges([money.id], where=early)] == ["RAISES"]
    assert [f.claims for f in store.facts(about=["company/tamarack-compute"], types=["finances"], where=early)] == [
        (money.history[0].claim,)
    ]


def test_filter_origins_and_confidence(store: Store) -> None:
    store.write(*exit_of("a", "2025-01-10", "actual"))
    store.write(*exit_of("b", "2025-01-11", "actual"))
    store.write(*exit_of("c", "2025-01-11", "actual", firm="Lindwurm Bank"))
    (twice,) = store.facts(where=Filter(min_origins=2))
    assert (twice.origins, twice.confidence) == (2, 0.99)
    assert store.facts(where=Filter(min_confidence=0.95)) == [twice]
    assert len(store.facts(where=Filter(min_confidence=0.9))) == 2
    assert store.facts(where=Filter(min_origins=3)) == store.facts(where=Filter(min_confidence=1.0)) == []
    assert [e.source for e in store.edges(["activity/bitcoin-mining"], where=Filter(min_origins=2))] == ["company/tamarack-compute"]
    assert [e.source for e in store.edges(["activity/bitcoin-mining"], where=Filter(min_confidence=0.95))] == ["company/tamarack-compute"]
    assert store.facts(where=Filter(min_origins=2, known_at="2025-01-10")) == []


def test_pages_of_filtered_facts_are_full(store: Store) -> None:
    for number in range(12):
        store.write(*exit_of(f"a{number}", f"2025-01-{10 + number}", "actual", firm=f"Firm {number}"))
    where = Filter(known_at="2025-01-15")
    whole = store.facts(where=where, page=ALL)
    assert len(whole) == 6
    assert list(every(lambda page: store.facts(where=where, page=page), size=2)) == whole
    assert store.facts(where=where, page=Page(4)) == whole[:4]
    assert [f.id for f in every(lambda page: store.facts(about=["activity/bitcoin-mining"], where=where, page=page), size=3)] == [
        f.id for f in whole
    ]


def test_claims_are_found_by_id_fact_and_article(lent: Store) -> None:
    claims = lent.claims()
    assert claims == sorted(claims, key=cursor)
    money = only(lent, "finances")
    assert [c.id for c in lent.claims(facts=[money.id])] == list(money.claims)
    assert [c.id for c in lent.claims(money.claims)] == list(money.claims)
    assert {c.evidence.article for c in lent.claims(articles=["seat"])} == {"seat"}
    assert lent.claims(facts=[money.id], articles=["seat"]) == lent.claims(["claim/none"]) == lent.claims([]) == []
    assert lent.claims(facts=[]) == lent.claims(articles=[]) == lent.claims(facts=["fact/none"]) == []
    assert len(lent.claims(articles=["seat", "loan", "none"])) == 6


def test_claims_are_paged(lent: Store) -> None:
    claims = lent.claims()
    assert list(every(lambda page: lent.claims(page=page), size=4)) == claims
    assert lent.claims(articles=["loan"], page=Page(2, cursor(lent.claims(articles=["loan"])[0]))) == lent.claims(articles=["loan"])[1:3]
    assert lent.claims([c.id for c in claims], page=Page(1)) == claims


def test_conflicts_and_doubts_are_listed(store: Store) -> None:
    store.write(*seat())
    store.write(*seat("other", "2025-10-02", place="Oswego"))
    (item,) = store.review()
    assert (str(item.kind), item.rule) == ("conflict", "8")
    assert set(item.claims) <= {c.id for c in store.claims()}
    assert store.stats()["review:conflict"] == 1
    store.retract("other")
    assert store.review() == []


def test_stats_count(lent: Store) -> None:
    stats = lent.stats()
    assert (stats["articles"], stats["claims"], stats["facts"], stats["facts:finances"], stats["edges:FUNDS"]) == (2, 6, 6, 1, 1)
    assert stats["entities"] == len(lent.entities(page=ALL))
    assert stats["edges"] == sum(n for name, n in stats.items() if name.startswith("edges:"))
    lent.retract("loan")
    assert lent.stats()["articles"] == 1


def test_another_gazetteer_makes_the_graph_anew(new_store: Open) -> None:
    old, new = new_store(Atlas()), new_store(Atlas("atlas-2"))
    for store in (old, new):
        store.write(*seat())
    (firm,) = new.entities(["company/aurore-energie"])
    assert firm.attributes == {"version": "atlas-2"}
    assert old.entities(["company/aurore-energie"]) != [firm]
