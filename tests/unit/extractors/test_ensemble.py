"""The ensemble: agreement is a vote, the first member is trusted, the rest stands above a score, the outvoted are in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from graph.errors import SettingsError
from graph.model import Article
from graph.reference import NoReference
from graph.stores.memory import MemoryStore
from loaders.ensemble import EnsembleExtractor, EnsembleSettings, agree
from loaders.extractors import extract_all
from loaders.gazetteer import load_gazetteer
from loaders.grounding import Candidate, Given, Grounded, Named, ground
from loaders.pipeline import write
from tests.unit.extractors.news import PLAN, QUOTE, article


@dataclass(frozen=True)
class Saying:
    """A member that says what it was told to."""

    name: str
    candidates: Sequence[Candidate]

    def supports(self, lang: str) -> bool:
        """English."""
        return lang == "en"

    def extract(self, given: Article) -> Grounded:
        """Its candidates, as far as they stand in the text."""
        return ground(given, self.candidates, load_gazetteer(), self.name)


def company(role: str, words: str, name: str = "") -> Named:
    """A firm in a role."""
    return Named(role, "Company", name or words, words)


LOAN = Candidate(
    "finances", QUOTE, (company("recipient", "Tamarack Compute"),),
    (Given("amount", "$300 million", {"value": 300_000_000, "currency": "USD"}), Given("instrument", "loan", "loan")), confidence=0.8,
)  # fmt: skip
SAME_LOAN = Candidate(
    "finances", QUOTE, (company("recipient", "Tamarack Compute"), company("funder", "Fjordline Bank")),
    (Given("amount", "$300 million", {"max": 300_000_000, "currency": "USD"}),), confidence=0.6,
)  # fmt: skip
OTHER_LOAN = Candidate("finances", QUOTE, (company("recipient", "Fjordline Bank"),), (Given("instrument", "loan", "loan"),), confidence=0.4)
OFFICE = Candidate(
    "holds_role", PLAN, (Named("person", "Person", "Jane Roe", "Jane Roe"), company("organization", "The company", "Tamarack Compute")),
    (Given("role", "chief executive", "CEO"), Given("change", "chief executive", "holds")), confidence=0.7,
)  # fmt: skip
UNTRUE = Candidate("finances", "Nobody said so.", (company("recipient", "Tamarack Compute"),))


def voting(first: Sequence[Candidate], second: Sequence[Candidate], votes: int = 1, score: float = 0.5) -> Grounded:
    """What two members say together."""
    members = (Saying("one/1.0", first), Saying("two/2", second))
    return EnsembleExtractor(members, EnsembleSettings(("one", "two"), votes, score)).extract(article())


def test_agreement_makes_a_claim_surer_and_keeps_the_trusted_member_s_words() -> None:
    told = voting([LOAN], [SAME_LOAN])
    [claim] = told.claims
    assert claim.confidence == 0.92
    assert claim.extractor == "ensemble/one-1.0+two-2"
    assert not claim.fillers("funder") and not told.refusals


def test_the_first_stands_and_others_above_the_score() -> None:
    told = voting([LOAN], [OFFICE, OTHER_LOAN, UNTRUE])
    assert [(c.type, c.confidence) for c in told.claims] == [("finances", 0.8), ("holds_role", 0.7)]
    assert [r.reason for r in told.refusals] == [
        "two/2: the quote is not in the text: 'Nobody said so.'",
        "only two/2 says so (confidence 0.4)",
    ]
    assert {r.extractor for r in told.refusals} == {"ensemble/one-1.0+two-2"}
    assert [c.type for c in voting([OTHER_LOAN], []).claims] == ["finances"]


def test_two_votes_leave_what_both_say() -> None:
    told = voting([LOAN, OFFICE], [SAME_LOAN, OTHER_LOAN], votes=2)
    assert [c.type for c in told.claims] == ["finances"]
    assert sorted(r.type for r in told.refusals) == ["finances", "holds_role"]


def test_a_member_does_not_vote_twice_and_denials_do_not_agree_with_news() -> None:
    assert len(voting([], [SAME_LOAN, SAME_LOAN], votes=2).claims) == 0
    one, other = (ground(article(), [c], load_gazetteer(), "x/1").claims[0] for c in (LOAN, SAME_LOAN))
    assert agree(one, other)
    assert not agree(one, other.model_copy(update={"factuality": "negated"}))
    assert not agree(one, other.model_copy(update={"values": {}, "roles": {"recipient": other.fillers("funder")}}))


def test_the_store_takes_its_claims_and_ledger() -> None:
    ensemble = EnsembleExtractor((Saying("one/1", [LOAN]), Saying("two/2", [OTHER_LOAN])), EnsembleSettings(("one", "two")))
    assert ensemble.supports("en") and not ensemble.supports("de")
    with MemoryStore("", NoReference()) as store:
        [written] = write(store, article(), extract_all(article(), [ensemble]))
        assert (written.claims, written.refused) == (1, 1)
        assert [w.state for w in write(store, article(), extract_all(article(), [ensemble]))] == ["unchanged"]


def test_settings() -> None:
    given = EnsembleSettings.of({"CLAIMSTAKE_ENSEMBLE": "rules, gliner,llm", "CLAIMSTAKE_ENSEMBLE_VOTES": "2"})
    assert (given.members, given.votes, given.score) == (("rules", "gliner", "llm"), 2, 0.5)
    for name, text in (("", "rules"), ("", "rules,rules"), ("", "rules,ensemble"), ("_VOTES", "3"), ("_VOTES", "two"), ("_SCORE", "7")):
        with pytest.raises(SettingsError, match="CLAIMSTAKE_ENSEMBLE"):
            EnsembleSettings.of({f"CLAIMSTAKE_ENSEMBLE{name}": text})
