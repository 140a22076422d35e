"""Rule 9: entities, their names, and what people decide."""

from __future__ import annotations

from graph.model import Entity
from graph.projection import Projection
from tests.unit.projection.scenario import Story, World, facts_of, merge, rename, split

DAYS = {"a": "2025-01-10", "b": "2025-02-10", "c": "2025-03-10"}


def _names(entity: Entity) -> list[tuple[str, str]]:
    return [(n.name, str(n.start or "")) for n in entity.names]


def _companies(graph: Projection) -> list[str]:
    return [e.name for e in graph.entities.values() if e.id.startswith("company/")]


def test_names_are_dated_by_the_first_article_that_uses_them() -> None:
    story = Story(**DAYS)
    for article, name in (("c", "Alpha"), ("b", "ALPHA Inc."), ("a", "Alpha")):
        story.tell(article, "engages_in", company=name, activity="ai-hpc")
    entity = story.graph().entities["company/alpha"]
    assert _names(entity) == [("ALPHA Inc.", "2025-02-10"), ("Alpha", "2025-01-10")]
    assert all(n.claim for n in entity.names)
    assert entity.name == "Alpha"  # that of the latest article
    assert entity.keys == ("company/alpha",)


def test_the_gazetteers_name_comes_first() -> None:
    story = Story(**DAYS)
    story.tell("a", "engages_in", company="Alpha", activity="ai-hpc")
    graph = story.graph(reference=World({}, "", {"company/alpha": "Alpha Digital"}))
    entity = graph.entities["company/alpha"]
    assert entity.name == "Alpha Digital"
    assert _names(entity) == [("Alpha", "2025-01-10"), ("Alpha Digital", "")]


def test_speakers_are_entities() -> None:
    story = Story(**DAYS)
    claim = story.tell("a", "engages_in", company="Alpha", activity="ai-hpc", by="Ann")
    graph = story.graph()
    assert graph.entities["person/ann"].name == "Ann"
    assert graph.resolved[claim.id, "person/ann"] == "person/ann"


def test_a_merge_makes_one_entity_of_the_first_key() -> None:
    story = Story(**DAYS)
    story.tell("a", "engages_in", company="Alpha", activity="ai-hpc")
    claim = story.tell("b", "engages_in", company="Alpha Mining", activity="ai-hpc")
    assert len(story.graph().facts) == 2
    graph = story.graph([merge("company/alpha", "company/alpha-mining")])
    (fact,) = graph.facts.values()
    assert fact.roles["company"] == ("company/alpha",)
    assert graph.resolved[claim.id, "company/alpha-mining"] == "company/alpha"
    entity = graph.entities["company/alpha"]
    assert entity.keys == ("company/alpha", "company/alpha-mining")  # either key finds it
    assert "company/alpha-mining" not in graph.entities
    assert [n for n, _ in _names(entity)] == ["Alpha", "Alpha Mining"]


def test_merges_chain() -> None:
    story = Story(**DAYS)
    for article, name in (("a", "Alpha"), ("b", "Beta"), ("c", "Gamma")):
        story.tell(article, "engages_in", company=name, activity="ai-hpc")
    graph = story.graph([merge("company/beta", "company/gamma"), merge("company/alpha", "company/beta")])
    assert [e for e in graph.entities if e.startswith("company/")] == ["company/alpha"]


def test_a_split_gives_claims_an_entity_of_their_own() -> None:
    story = Story(**DAYS)
    story.tell("a", "engages_in", company="Mercury", activity="banking")
    other = story.tell("b", "engages_in", company="Mercury", activity="banking")
    graph = story.graph([split("company/mercury", other, name="Mercury (the miner)")])
    assert len(graph.facts) == 2
    id_ = graph.resolved[other.id, "company/mercury"]
    assert id_.startswith("company/mercury~")
    assert graph.entities[id_].name == "Mercury (the miner)"
    assert graph.entities[id_].keys == (id_,)
    back = [split("company/mercury", other), merge("company/mercury", id_)]
    # The key of a split is made from the decision, so that a later merge can name it.
    own = story.graph(back[:1]).resolved[other.id, "company/mercury"]
    assert len(story.graph([back[0], merge("company/mercury", own)]).facts) == 1


def test_a_rename_shows_another_name_and_changes_no_id() -> None:
    story = Story(**DAYS)
    story.tell("a", "engages_in", company="Alpha", activity="ai-hpc")
    before = story.graph()
    after = story.graph([rename("company/alpha", "First"), rename("company/alpha", "Alpha One")])
    assert after.entities["company/alpha"].name == "Alpha One"  # the last decision counts
    assert after.facts == before.facts
    merged = story.graph([merge("company/omega", "company/alpha"), rename("company/alpha", "Alpha One")])
    assert merged.entities["company/omega"].name == "Alpha One"


def _mills(story: Story) -> list[str]:
    return [
        story.tell(article, "operates", operator=who, site="Mill").id for article, who in (("a", "Alpha"), ("b", "Beta"), ("c", "Gamma"))
    ]


def test_people_join_sites_by_their_claims_or_by_their_names() -> None:
    story = Story(**DAYS)
    ids = _mills(story)
    first, second, third = story.claims

    def sites(*decisions: object) -> list[str]:
        graph = story.graph(list(decisions))  # type: ignore[arg-type]
        return [graph.resolved[i, "site/mill"] for i in ids]

    assert len(set(sites())) == 3
    one, other, apart = sites(merge("site/mill", claims=(first, second)))
    assert one == other != apart
    assert len(set(sites(merge("site/mill")))) == 1
    # A merge of names by claims leaves the other sites of those names alone.
    story.tell("c", "operates", operator="Gamma", site="Dock")
    graph = story.graph([merge("site/mill", "site/dock", claims=(first, story.claims[-1]))])
    joined = graph.resolved[first.id, "site/mill"]
    assert joined == graph.resolved[story.claims[-1].id, "site/dock"]
    assert graph.entities[joined].keys == ("site/dock", "site/mill")
    assert graph.resolved[third.id, "site/mill"] != joined


def test_merges_of_sites_add_up() -> None:
    story = Story(**DAYS)
    ids = _mills(story)
    dock = story.tell("a", "operates", operator="Delta", site="Dock")
    other = story.tell("b", "operates", operator="Epsilon", site="Dock")
    first, second, third = story.claims[:3]
    graph = story.graph([merge("site/mill", "site/dock", claims=(first, dock)), merge("site/mill", claims=(first, second))])
    assert len({graph.resolved[c, "site/mill"] for c in ids[:2]} | {graph.resolved[dock.id, "site/dock"]}) == 1
    # Sites that no merge reaches keep their own names.
    assert graph.resolved[other.id, "site/dock"].startswith("site/dock~")
    assert graph.resolved[third.id, "site/mill"].startswith("site/mill~")


def test_people_part_sites() -> None:
    story = Story(**DAYS)
    first = story.tell("a", "operates", operator="Alpha", site="Mill")
    second = story.tell("b", "operates", operator="Alpha", site="Mill")
    assert len(story.graph().facts) == 1
    graph = story.graph([split("site/mill", second, name="Mill two")])
    assert graph.resolved[first.id, "site/mill"] != graph.resolved[second.id, "site/mill"]
    assert graph.entities[graph.resolved[second.id, "site/mill"]].name == "Mill two"


def test_a_rename_of_a_site_by_its_claims() -> None:
    story = Story(**DAYS)
    first, second, _ = _mills(story)
    graph = story.graph([rename("site/mill", "Old Mill", [story.claims[0]])])
    assert graph.entities[graph.resolved[first, "site/mill"]].name == "Old Mill"
    assert graph.entities[graph.resolved[second, "site/mill"]].name == "Mill"


def test_a_site_and_a_place_of_one_name_are_two_nodes() -> None:
    story = Story(**DAYS)
    story.tell("a", "located_in", subject="Site:Ohio", place="Ohio", kind="site")
    ids = list(story.graph().entities)
    assert "place/ohio" in ids
    assert [i for i in ids if i.startswith("site/ohio~")]


def test_one_claim_found_by_two_extractors_is_told_once_by_the_surer() -> None:
    story = Story(**DAYS)
    claim = story.tell("a", "engages_in", company="Alpha", activity="ai-hpc", confidence=0.6)
    story.claims.append(claim.model_copy(update={"extractor": "other/1", "confidence": 0.8}))
    for claims in (story.claims, story.claims[::-1]):
        story.claims = list(claims)
        (fact,) = facts_of(story.graph(), "engages_in")
        assert (fact.confidence, len(fact.history)) == (0.8, 1)
