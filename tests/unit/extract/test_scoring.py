"""The learned score: pairs of names, what is said of them, weights by hash, and what is proposed beside the rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graph.model import Article
from graph.ontology import EntityType
from loaders.extract.analyse import Analysis
from loaders.extract.raw import Raw
from loaders.extract.rules import RulesExtractor, load_choices
from loaders.extract.scoring.candidates import Known, candidates
from loaders.extract.scoring.pairs import slots_of
from loaders.extract.scoring.propose import proposable, propose
from loaders.extract.scoring.weights import ALL, BITS, FACTS, Strings, Weights, codes, load_weights, places_of, save_weights
from loaders.extract.scoring.words import lexical, step
from tests.unit.extract.naming import NamedExtractor

E = EntityType
NAMES = {"Quarzo Compute": E.COMPANY, "Bluefin Bank": E.COMPANY, "Sorley Bay": E.SITE, "Ada Brenner": E.PERSON, "Velmont": E.COMPANY}
PLACES = [67732, 201554, 157388]  # of one string of the claim type alone and one that counts for every type besides
EVEN = np.zeros(1 << BITS, np.float32)  # finds everything as likely as not


@pytest.fixture(scope="module")
def named() -> RulesExtractor:
    """An extractor that knows the names of these sentences."""
    return NamedExtractor(NAMES)


def analysed(named: RulesExtractor, text: str, lang: str = "en") -> Analysis:
    """A text as the rules see it."""
    return named.analyse(Article(id="a", source_key="a", version="1", text=text, lang=lang, published="2025-11-13"))


def proposals(named: RulesExtractor, text: str, *claims: str, told: list[Raw] | None = None) -> list[Raw]:
    """What is proposed for claim types when nothing is likelier than anything else."""
    analysis = analysed(named, text)
    weights = Weights(EVEN, dict.fromkeys(claims, 0.5))
    return list(propose(analysis, told or [], weights, load_choices("en")))


@pytest.mark.parametrize(
    ("first", "second", "claims"),
    [
        (E.COMPANY, E.HARDWARE, {"orders", "deploys", "makes"}),
        (E.SITE, E.HARDWARE, {"converts_to", "deploys"}),
        (E.COMPANY, E.PLACE, {"located_in", "enters", "exits"}),
        (E.PERSON, E.COMPANY, {"holds_role", "acquires", "invests_in", "legal_action"}),
        (E.PLACE, E.PLACE, set()),
    ],
)
def test_the_ontology_says_which_claims_two_names_may_tell(first: EntityType, second: EntityType, claims: set[str]) -> None:
    assert {slot.claim for slot in slots_of(first, second)} == claims


def test_only_types_whose_key_needs_no_choice_are_proposed() -> None:
    assert all(map(proposable, ("located_in", "operates", "holds_role", "hosts")))
    assert not any(map(proposable, ("trades_asset", "legal_action", "approves")))


def test_each_pair_is_proposed_once_with_what_it_rests_on(named: RulesExtractor) -> None:
    (raw,) = proposals(named, "Quarzo Compute was glad that the Sorley Bay site and Quarzo Compute had come through the storm.", "owns")
    assert (raw.rule, raw.confidence) == ("score:owns", 0.5)
    assert [f.name for f in (*raw.roles["owner"], *raw.roles["site"])] == ["Quarzo Compute", "Sorley Bay"]
    assert raw.why == ()  # nothing speaks for it here


def test_what_the_rules_told_is_not_proposed_again(named: RulesExtractor) -> None:
    text = "Quarzo Compute runs Sorley Bay, and Velmont visited it."
    analysis = analysed(named, text)
    told = [r for r in named.told(analysis) if r.type == "operates"]
    assert told
    assert proposals(named, text, "operates", told=told) == []  # the site has its operator
    known = Known(told)
    left = [c for c in candidates(analysis, frozenset({"operates"})) if not known.tells(c.pair, c.slot)]
    assert [c.pair.a.found.name for c in left] == ["Velmont"]
    assert all(known.settles(c.pair, c.slot) for c in left)


def test_an_office_is_read_for_a_person_or_nothing_is_proposed(named: RulesExtractor) -> None:
    assert proposals(named, "Ada Brenner met Bluefin Bank.", "holds_role") == []
    (raw,) = proposals(named, "Once chief financial officer of Bluefin Bank, she is called Ada Brenner.", "holds_role")
    assert (raw.values["role"], raw.values["title"]) == ("CFO", "chief financial officer")


def test_parties_and_amounts_are_filled(named: RulesExtractor) -> None:
    text = "Quarzo Compute and Bluefin Bank will share 40 MW as landlord and tenant."
    (merger,) = proposals(named, text, "merges_with")
    assert [f.name for f in merger.roles["party"]] == ["Quarzo Compute", "Bluefin Bank"]
    capacities = {str(raw.values["capacity"]) for raw in proposals(named, text, "supplies_power")}
    assert len(capacities) == 1


def test_a_giant_sentence_gives_few_pairs(named: RulesExtractor) -> None:
    text = "Quarzo Compute runs Sorley Bay and Velmont thanked Bluefin Bank, " * 40 + "which left."
    analysis = analysed(named, text)
    found = list(candidates(analysis, frozenset({"acquires", "operates"})))
    assert 0 < len(found) <= 24 * 24


def test_strings_tell_words_order_and_grammar(named: RulesExtractor) -> None:
    analysis = analysed(named, "Sorley Bay was bought by Quarzo Compute, which likes the mine.")
    (candidate,) = candidates(analysis, frozenset({"operates"}))
    told = lexical(candidate.scene.sentence, candidate.pair)
    assert {"ord BA", "COMPANY|SITE", "atstart BA", "btw BA be buy by"} <= set(told)
    assert [step(n) for n in (0, 3, 5, 9, 100)] == [0, 3, 4, 6, 30]


def test_places_are_the_same_everywhere() -> None:
    places = places_of("operates", codes(["ord AB"]), ["own none"])
    assert places.tolist() == PLACES
    assert places_of("owns", codes(["ord AB"]), ["own none"]).tolist()[2] == PLACES[2]  # what counts for every type


def test_weights_go_to_disk_and_name_what_speaks_for_a_claim(tmp_path: Path) -> None:
    table = EVEN.copy()
    table[places_of("operates", codes(["w run"]), [])] = 2.5
    table[places_of(ALL, codes(["ord AB"]), [])] = -1.0
    weights = Weights(table, {"operates": 0.7})
    save_weights(tmp_path, weights, {"language": "en"})
    read = np.load(tmp_path / "claims.npy", allow_pickle=False)
    assert np.array_equal(read.astype(np.float32), table)
    assert (tmp_path / FACTS).read_text("utf-8").count('"operates": 0.7') == 1
    assert weights.reasons("operates", Strings(("w run", "ord BA"), ("own none",))) == ("w run",)
    assert weights.score(places_of("operates", codes(["w run"]), [])) == pytest.approx(0.924, abs=0.001)
    assert replace(weights, table=EVEN).score(places_of("operates", codes(["w run"]), [])) == 0.5


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_shipped_weights_have_thresholds(lang: str) -> None:
    weights = load_weights(lang)
    assert weights is not None
    assert weights.table.shape == (1 << BITS,)
    assert all(0 < t < 1 and proposable(claim) for claim, t in weights.thresholds.items())


def test_a_language_without_weights_has_no_score() -> None:
    assert load_weights("xx") is None
