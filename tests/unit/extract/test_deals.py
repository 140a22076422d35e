"""Takeovers and what stands around them: rulings on "the deal", lines of business left, lists, names that only tell."""

from __future__ import annotations

import pytest

from loaders.extract.rules import RulesExtractor
from tests.unit.extract.test_frames import names, told


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "CleanSpark will acquire Bitfarms for $500 million. The deal needs the approval of the SEC."),
        ("fr", "CleanSpark va racheter Bitfarms pour 500 millions de dollars. L'opération attend l'autorisation de la SEC."),
    ],
)
def test_ruling_on_a_deal_is_on_its_target(extractor: RulesExtractor, lang: str, text: str) -> None:
    (ruling,) = told(extractor, lang, text, "approves")
    assert (names(ruling, "authority"), names(ruling, "subject")) == (["SEC"], ["Bitfarms"])


@pytest.mark.parametrize(
    ("lang", "text", "left"),
    [
        ("en", "CleanSpark, a former bitcoin miner, rents out halls.", 1),
        ("en", "CleanSpark paid its former miner Bitfarms.", 0),
        ("fr", "CleanSpark, un ancien mineur de bitcoins, loue des salles.", 1),
    ],
)
def test_former_miners_have_left(extractor: RulesExtractor, lang: str, text: str, left: int) -> None:
    assert [names(c, "activity") for c in told(extractor, lang, text, "exits")] == [["bitcoin-mining"]] * left


def test_list_before_they(extractor: RulesExtractor) -> None:
    text = "Shares of CleanSpark, Bitfarms, and Hut 8 rose as they pivoted to high-performance computing."
    assert sorted(names(c, "company")[0] for c in told(extractor, "en", text, "enters")) == ["Bitfarms", "CleanSpark", "Hut 8"]


def test_subject_of_a_verb_behind_a_relative_clause(extractor: RulesExtractor) -> None:
    text = "Bitdeer, in which Tether has a stake, acquired Bakkt."
    assert [names(c, "buyer") for c in told(extractor, "en", text, "acquires")] == [["Bitdeer"]]


def test_who_tells_is_no_side_of_a_deal(extractor: RulesExtractor) -> None:
    text = "Riot Platforms discute de l'acquisition de Bitfarms, selon un rapport de Galaxy Digital."
    assert [names(c, "target") for c in told(extractor, "fr", text, "acquires")] == [["Bitfarms"]]


def test_list_behind_a_colon(extractor: RulesExtractor) -> None:
    text = "Three listed miners plan to move into high-performance computing: CleanSpark, Bitfarms and Hut 8."
    assert sorted(names(c, "company")[0] for c in told(extractor, "en", text, "enters")) == ["Bitfarms", "CleanSpark", "Hut 8"]
