"""Offices taken and left: by several at once, by words beside the title, and titles that are none of the firm."""

from __future__ import annotations

import pytest

from graph.ontology import EntityType
from loaders.extract.rules import RulesExtractor
from tests.unit.extract.naming import NamedExtractor, fillers, read

P, C = EntityType.PERSON, EntityType.COMPANY
NAMES = {"Ada Brenner": P, "Tom Osei": P, "Marta Lind": P, "Quarzo Compute": C}
Office = tuple[str, str, str]


@pytest.fixture(scope="module")
def named() -> RulesExtractor:
    """An extractor that knows the names of these sentences."""
    return NamedExtractor(NAMES)


def offices(named: RulesExtractor, lang: str, text: str) -> set[Office]:
    """Person, role and change of each holds_role claim of a text."""
    rows = [c for c in read(named, lang, text) if c.type == "holds_role"]
    return {(fillers(c)["person"][0], str(c.values["role"]), str(c.values["change"])) for c in rows}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Quarzo Compute today named Ada Brenner chief executive and Tom Osei finance chief.",
         {("Ada Brenner", "CEO", "appointed"), ("Tom Osei", "CFO", "appointed")}),
        ("en", "At Quarzo Compute Ada Brenner, chief executive, and Tom Osei, finance chief, have resigned.",
         {("Ada Brenner", "CEO", "left"), ("Tom Osei", "CFO", "left")}),
        ("en", "At Quarzo Compute Ada Brenner, chief executive, and Tom Osei, finance chief, agreed.",
         {("Ada Brenner", "CEO", "holds"), ("Tom Osei", "CFO", "holds")}),
        ("fr", "Quarzo Compute se sépare d'Ada Brenner, directrice des opérations, de Tom Osei, directeur financier, et de Marta Lind, directrice juridique.",
         {("Ada Brenner", "COO", "left"), ("Tom Osei", "CFO", "left"), ("Marta Lind", "general-counsel", "left")}),
        ("fr", "Chez Quarzo Compute, Ada Brenner, directrice des opérations, et Tom Osei, directeur financier, s'en vont.",
         {("Ada Brenner", "COO", "left"), ("Tom Osei", "CFO", "left")}),
    ],
)  # fmt: skip
def test_a_list_shares_what_is_told_of_one(named: RulesExtractor, lang: str, text: str, expected: set[Office]) -> None:
    assert expected == offices(named, lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Ada Brenner, the new chief executive of Quarzo Compute, agreed.", ("Ada Brenner", "CEO", "appointed")),
        ("fr", "Ada Brenner, la nouvelle directrice générale de Quarzo Compute, est d'accord.", ("Ada Brenner", "CEO", "appointed")),
        ("en", "Ada Brenner, the embattled CEO of Quarzo Compute, was removed as well.", ("Ada Brenner", "CEO", "left")),
        ("en", "Tom Osei, once finance chief of Quarzo Compute, agreed.", ("Tom Osei", "CFO", "left")),
        ("fr", "Tom Osei, PDG de Quarzo Compute, a présenté sa démission.", ("Tom Osei", "CEO", "left")),
        ("en", "Tom Osei, founder of Quarzo Compute, resigned on Friday.", ("Tom Osei", "founder", "holds")),
        ("en", "Quarzo Compute's crypto chief Tom Osei agreed.", ("Tom Osei", "executive", "holds")),
        ("en", "Quarzo Compute chief digital officer Tom Osei agreed.", ("Tom Osei", "executive", "holds")),
        ("en", "Tom Osei, president of ventures and sales at Quarzo Compute, agreed.", ("Tom Osei", "executive", "holds")),
        ("en", "Ada Brenner, chair of Quarzo Compute's audit committee, agreed.", ("Ada Brenner", "director", "holds")),
        ("fr", "Le départ d'Ada Brenner, directrice générale de Quarzo Compute, inquiète.", ("Ada Brenner", "CEO", "left")),
        ("en", "The appointment of Tom Osei, chief executive of Quarzo Compute, pleased.", ("Tom Osei", "CEO", "appointed")),
        ("fr", "Tom Osei, directeur de Quarzo Compute, est d'accord.", ("Tom Osei", "managing-director", "holds")),
        ("fr", "Tom Osei, PDG de la société de conseil en minage Quarzo Compute, est d'accord.", ("Tom Osei", "CEO", "holds")),
    ],
)  # fmt: skip
def test_words_beside_a_title(named: RulesExtractor, lang: str, text: str, expected: Office) -> None:
    assert offices(named, lang, text) == {expected}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Quarzo Compute was warned. Tom Osei, the county's head of planning, will write to the miner."),
        ("en", "Quarzo Compute has hired a lawyer appointed by President Ada Brenner to serve as its general counsel."),
        ("en", "Ada Brenner will lead Quarzo Compute's legal affairs."),
        ("en", "Quarzo Compute removed Ada Brenner from executive roles."),
        ("en", "Quarzo Compute grew. Ada Brenner and her partner Tom Osei agreed."),
        ("en", "Ada Brenner told traders that Quarzo Compute grows."),
        ("fr", "L'arrivée du président Tom Osei au pouvoir plaît à Quarzo Compute."),
    ],
)
def test_an_office_elsewhere(named: RulesExtractor, lang: str, text: str) -> None:
    assert not offices(named, lang, text)
