"""Turns of the daily press: names set off by commas, firms called as on the day, symbols, sums told twice, figures that go from one to another."""

from __future__ import annotations

import pytest

from graph.claims import to_wire
from graph.model import Article
from graph.ontology import EntityType
from loaders.extract.rules import RulesExtractor
from tests.unit.extract.naming import NamedExtractor, fillers, read

C, S = EntityType.COMPANY, EntityType.SITE
NAMES = {"Norvolt": C, "Atelier Hash": C, "Lac-Brun": S, "Velmont": C, "Quarzo": C, "Ines Grau": EntityType.PERSON}


@pytest.fixture(scope="module")
def named() -> RulesExtractor:
    """An extractor that knows the names of these sentences."""
    return NamedExtractor(NAMES)


PAIRS = [
    ("Norvolt rachète son homologue Velmont.", "acquires", "buyer", "target", ("Norvolt", "Velmont")),
    ("Norvolt rachète son rival Velmont.", "acquires", "buyer", "target", ("Norvolt", "Velmont")),
    ("Une autre banque japonaise, Norvolt, a été piratée.", "located_in", "subject", "place", ("Norvolt", "Japan")),
    ("Des mineurs de bitcoins tels que Norvolt, Velmont et Quarzo changent.", "engages_in", "company", "activity", ("Quarzo", "bitcoin-mining")),
    ("Norvolt, spécialisée dans le calcul haute performance, grandit.", "engages_in", "company", "activity", ("Norvolt", "ai-hpc")),
    ("Norvolt est un opérateur de centres de données pour le minage de bitcoin.", "engages_in", "company", "activity", ("Norvolt", "bitcoin-mining")),
    ("Située dans le Texas, Norvolt grandit.", "located_in", "subject", "place", ("Norvolt", "Texas")),
    ("Norvolt exploite le site de Lac-Brun dans le nord-est de l'Oregon.", "located_in", "subject", "place", ("Lac-Brun", "Oregon")),
    ("Le titre Norvolt NVLT.O , a bondi.", "listed_as", "company", "security", ("Norvolt", "NASDAQ:NVLT")),
    ("L'action de Norvolt se négociera sous le symbole NVLT.", "listed_as", "company", "security", ("Norvolt", "NVLT")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "first", "second", "expected"), PAIRS, ids=[p[0][:40] for p in PAIRS])
def test_pairs(named: RulesExtractor, text: str, kind: str, first: str, second: str, expected: tuple[str, str]) -> None:
    rows = [fillers(c) for c in read(named, "fr", text) if c.type == kind]
    assert expected in {(a, b) for f in rows for a in f.get(first, []) for b in f.get(second, [])}


NONE = [
    ("Norvolt a cédé 3 % à la société de conseil Sabrecourt.", "located_in"),
    ("Ines Grau, présidente de la région, a parlé de Norvolt.", "holds_role"),
    ("L'actionnaire détient une participation de 14 % dans Norvolt, dont l'action est chère.", "reports"),
    ("Norvolt perd 7 cents par action.", "reports"),
    ("Norvolt construira son centre de Lac-Brun.", "operates"),
]


@pytest.mark.parametrize(("text", "kind"), NONE, ids=[n[0][:40] for n in NONE])
def test_none(named: RulesExtractor, text: str, kind: str) -> None:
    assert not [c for c in read(named, "fr", text) if c.type == kind]


def test_a_plan_is_not_dated_by_a_verb_that_looks_back(named: RulesExtractor) -> None:
    found = read(named, "fr", "Le cours a chuté vendredi après que Norvolt a révélé son intention d'abandonner le minage de bitcoin.")
    assert [c.time for c in found if c.type == "exits" and c.time and c.time.start] == []


@pytest.mark.parametrize(("had", "told"), [("a dû", "actual"), ("aurait dû", "possible"), ("doit", "planned")])
def test_what_one_had_to_do_is_done(named: RulesExtractor, had: str, told: str) -> None:
    found = read(named, "fr", f"Norvolt {had} suspendre les retraits.")
    assert [str(c.factuality) for c in found if c.type == "incident"] == [told]


FIGURES = [
    ("Le chiffre d'affaires de Norvolt au T3 2025 a chuté, passant de 9 millions de dollars à 6 millions de dollars.",
     {(9e6, "2024-Q3"), (6e6, "2025-Q3")}),
    ("Norvolt affiche une perte trimestrielle de 4 millions de dollars.", {(-4e6, "2025-Q3")}),
    ("Norvolt a perdu 4 millions de dollars (environ 3,5 millions d'euros) en 2024.", {(-4e6, "2024")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[f[0][:40] for f in FIGURES])
def test_figures(named: RulesExtractor, text: str, expected: set[tuple[float, str]]) -> None:
    wires = [to_wire(c)["values"] for c in read(named, "fr", text) if c.type == "reports"]
    assert {(float(v["value"]["value"]), v.get("period", "")) for v in wires} == expected


@pytest.mark.parametrize(("published", "name"), [("2024-05-02", "MicroStrategy"), ("2025-11-13", "Strategy")])
def test_a_firm_is_called_as_on_the_day(named: RulesExtractor, published: str, name: str) -> None:
    article = Article(id="t", source_key="t", version="1", text="MicroStrategy détient 2 000 bitcoins.", lang="fr", published=published)
    assert {m.name for c in named.extract(article).claims for m in c.roles.get("subject", ())} == {name}


def test_one_sum_of_one_family_is_one_claim(named: RulesExtractor) -> None:
    text = "Norvolt va émettre un emprunt obligataire de 700 millions de dollars. Norvolt place 700 millions de dollars d'obligations convertibles."
    found = [c for c in read(named, "fr", text) if c.type == "finances"]
    assert [c.values["instrument"] for c in found] == ["convertible_notes"]
