"""Lines of business, seats and parents: what a description says of its own firm and what of another."""

from __future__ import annotations

import pytest

from graph.ontology import EntityType
from loaders.extract.rules import RulesExtractor
from tests.unit.extract.naming import NamedExtractor, fillers, read

C, P, S = EntityType.COMPANY, EntityType.PERSON, EntityType.SITE
NAMES = {
    "Quarzo Compute": C,
    "Velmont": C,
    "Atelier Hash": C,
    "Bluefin Bank": C,
    "Harrow Trust": C,
    "Tom Osei": P,
    "Hollin Ridge": S,
    "Sorley Bay": S,
}
Pairs = set[tuple[str, str]]


@pytest.fixture(scope="module")
def named() -> RulesExtractor:
    """An extractor that knows the names of these sentences."""
    return NamedExtractor(NAMES)


def pairs(named: RulesExtractor, lang: str, text: str, kind: str, roles: tuple[str, str]) -> Pairs:
    """Two roles of all claims of a type in a text."""
    rows = [fillers(c) for c in read(named, lang, text) if c.type == kind]
    return {(a, b) for f in rows for a in f.get(roles[0], []) for b in f.get(roles[1], [])}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Quarzo Compute, a subsidiary of the bank Velmont, grew.", {("Velmont", "banking")}),
        ("fr", "Quarzo Compute, filiale de Velmont spécialisée dans le staking, grandit.", {("Quarzo Compute", "staking")}),
        ("en", "Quarzo Compute, a developer of validator software, grew.", {("Quarzo Compute", "software")}),
        ("en", "Quarzo Compute, which develops bitcoin mining data centers, grew.", set()),
        ("fr", "Le loueur de serveurs Quarzo Compute grandit.", set()),
        ("fr", "Quarzo Compute, cotée à la Bourse de Toronto, grandit.", set()),
        ("fr", "Quarzo Compute, l'un des opérateurs de datacenters de minage, grandit.", {("Quarzo Compute", "crypto-mining")}),
        ("en", "The hyperscalers are Quarzo Compute and Velmont.", set()),
        ("en", "The cloud mining company Quarzo Compute grew.", set()),
        ("en", "Quarzo Compute, a listed group, offers custody.", {("Quarzo Compute", "custody")}),
        ("fr", "Au lieu d'acquérir des sociétés minières, Quarzo Compute investit.", set()),
    ],
)  # fmt: skip
def test_whose_line_of_business(named: RulesExtractor, lang: str, text: str, expected: Pairs) -> None:
    assert pairs(named, lang, text, "engages_in", ("company", "activity")) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "La société canadienne de minage de bitcoins Quarzo Compute grandit.", {("Quarzo Compute", "Canada")}),
        ("fr", "Le marché est dominé par deux acteurs américains, Quarzo Compute et Velmont.",
         {("Quarzo Compute", "United States"), ("Velmont", "United States")}),
        ("en", "Quarzo Compute, an entity serving US customers, grew.", set()),
        ("en", "Quarzo Compute, an exchange recently charged by U.S. authorities, grew.", set()),
        ("fr", "Harrow Trust grandit. La société basée à Oslo, baptisée Quarzo Compute, sera vendue.", {("Quarzo Compute", "Oslo")}),
        ("en", "Velmont will expand its Hollin Ridge and Sorley Bay data centers in Texas.", {("Hollin Ridge", "Texas"), ("Sorley Bay", "Texas")}),
        ("fr", "À la bourse de Toronto, Quarzo Compute a gagné 6 %.", set()),
    ],
)  # fmt: skip
def test_where_a_firm_sits(named: RulesExtractor, lang: str, text: str, expected: Pairs) -> None:
    assert pairs(named, lang, text, "located_in", ("subject", "place")) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The filing names the Velmont subsidiaries: Quarzo Compute, Atelier Hash and Harrow Trust.",
         {("Quarzo Compute", "Velmont"), ("Atelier Hash", "Velmont"), ("Harrow Trust", "Velmont")}),
        ("fr", "Les filiales de Velmont, Quarzo Compute et Atelier Hash, grandissent.",
         {("Quarzo Compute", "Velmont"), ("Atelier Hash", "Velmont")}),
        ("fr", "Harrow Trust et Velmont, par l'intermédiaire de sa filiale Quarzo Compute, se sont associées.", {("Quarzo Compute", "Velmont")}),
        ("en", "Quarzo Compute grew. The hall belongs to Velmont.", set()),
        ("en", "Tom Osei left Velmont. Tom Osei, Velmont's former finance chief, owns 80% of Quarzo Compute.", set()),
    ],
)  # fmt: skip
def test_whose_subsidiary(named: RulesExtractor, lang: str, text: str, expected: Pairs) -> None:
    assert pairs(named, lang, text, "subsidiary_of", ("child", "parent")) - {("Quarzo Compute", "Tom Osei")} == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le virage de Quarzo Compute vers d'autres revenus au-delà du minage de bitcoins plaît."),
        ("en", "Quarzo Compute is moving beyond bitcoin mining."),
        ("fr", "Quarzo Compute déploiera ses machines dans le Dakota du Sud."),
    ],
)
def test_what_is_not_entered(named: RulesExtractor, lang: str, text: str) -> None:
    rows = [fillers(c) for c in read(named, lang, text) if c.type == "enters"]
    assert not rows
