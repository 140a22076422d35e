"""Which firm a reference means, and which towns are sites."""

from __future__ import annotations

import pytest

from graph.model import Article
from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.names.antecedents import Antecedents, Clue
from loaders.extract.names.recognise import Candidate, legal_candidates
from loaders.extract.names.surnames import surnames
from loaders.extract.rules import RulesExtractor
from loaders.gazetteer import load_gazetteer
from loaders.text.sentences import split
from tests.unit.extract.naming import NamedExtractor

C, P = EntityType.COMPANY, EntityType.PERSON
NAMES = {"Quarzo Compute": C, "Velmont": C, "Atelier Hash": C, "Lumen Garde": C, "Ada Brenner": P, "Rémi Castan": P}


@pytest.fixture(scope="module")
def named() -> RulesExtractor:
    """An extractor that knows the names of these sentences."""
    return NamedExtractor(NAMES)


def meant(extractor: RulesExtractor, lang: str, text: str, surface: str) -> str:
    """The entity that the last occurrence of a surface names; empty when it names none."""
    document = extractor.analyse(Article(id="t", source_key="t", version="1", text=text, lang=lang, published="2025-11-13")).document
    at = text.rindex(surface)
    return next((f.name for f in document.found if f.how == "reference" and f.start == at), "")


@pytest.mark.parametrize(
    ("lang", "text", "surface", "expected"),
    [
        ("en", "Quarzo Compute borrowed from Macquarie. The Australian bank charges 8 %.", "The Australian bank", "Macquarie"),
        ("en", "Quarzo Compute borrowed from Velmont. It pays 8 %.", "It", "Quarzo Compute"),
        ("en", "Quarzo Compute waits. Velmont says it will not build a substation.", "it", "Velmont"),
        ("en", "Quarzo Compute rose, Reuters said. The company pays no dividend.", "The company", "Quarzo Compute"),
        ("en", "Quarzo Compute rose. Quarzo Compute hired. The day before, Velmont doubled its stake.", "its", "Velmont"),
        ("fr", "Atelier Hash recule. Atelier Hash licencie. La veille, Lumen Garde doublait sa mise.", "sa", "Lumen Garde"),
        ("en", "Quarzo Compute sued. Six of the miners left.", "the miners", ""),
        ("fr", "Atelier Hash recule.\n\n▪ Lumen Garde. Rémi Castan quitte la plateforme.", "la plateforme", "Lumen Garde"),
        ("fr", "Atelier Hash emprunte à Lumen Garde. L’entreprise paie 8 %.", "L’entreprise", "Atelier Hash"),
        ("fr", "Atelier Hash recule. Le mineur australien Quarzo Compute progresse.", "Le mineur", ""),
        ("fr", "Atelier Hash emprunte à Lumen Garde. Cette dernière exige 8 %.", "Cette dernière", "Lumen Garde"),
    ],
)
def test_references(named: RulesExtractor, lang: str, text: str, surface: str, expected: str) -> None:
    assert meant(named, lang, text, surface) == expected


def test_he_is_a_person(named: RulesExtractor) -> None:
    assert meant(named, "fr", "Rémi Castan a fondé Atelier Hash. Il dirige le groupe.", "Il") == "Rémi Castan"


def test_no_firm_before_gives_none() -> None:
    text = "Nothing is named here."
    assert Antecedents(text, [], split(text, "en")).firm(5, Clue(noun="company")) is None


def test_the_work_stays_linear_with_many_names() -> None:
    text = "Acme rose. " * 4000
    found = [Found(11 * k, 11 * k + 4, C, "Acme", "company/acme", "model") for k in range(4000)]
    antecedents = Antecedents(text, found, split(text, "en"))
    assert all(antecedents.firm(11 * k + 5, Clue()) for k in range(0, 4000, 40))


@pytest.mark.parametrize(
    ("lang", "text", "site"),
    [
        ("en", "Quarzo Compute has 112 MW of capacity at Corsicana.", "Corsicana"),
        ("en", "Quarzo Compute may convert Corsicana to AI.", "Corsicana"),
        ("en", "Quarzo Compute's Tumut Bitcoin mine is full.", "Tumut"),
        ("fr", "Atelier Hash exploite Vierzon (9 MW).", "Vierzon"),
        ("fr", "Atelier Hash, propriétaire de la mine suédoise de Porjus, recule.", "Porjus"),
    ],
)
def test_towns_that_are_sites(named: RulesExtractor, lang: str, text: str, site: str) -> None:
    document = named.analyse(Article(id="t", source_key="t", version="1", text=text, lang=lang, published="2025-11-13")).document
    assert site in {f.name for f in document.of_type(EntityType.SITE)}


def test_an_office_in_a_town_makes_no_site(named: RulesExtractor) -> None:
    text = "Quarzo Compute, based in Corsicana, hired Ada Brenner."
    document = named.analyse(Article(id="t", source_key="t", version="1", text=text, lang="en", published="2025-11-13")).document
    assert not document.of_type(EntityType.SITE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Company and Sawgrass Hash Corp. agreed.", "Sawgrass Hash Corp."),
        ("A contract with Microsoft IREN Limited was signed.", "IREN Limited"),
        ("Boréal Hash inc. a signé.", "Boréal Hash inc."),
    ],
)
def test_names_with_a_legal_form(text: str, name: str) -> None:
    assert [c.surface for c in legal_candidates(text, load_gazetteer())] == [name]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ada Brenner left. “We wait,” Brenner said.", 2),  # no source saw the second
        ("Ada Brenner left. She lives in Brenner now.", 1),
        ("Ada Brenner left. Brenner, Texas, is small.", 1),
        ("Ada Brenner left. Brenner Holdings stays.", 1),
        ("Brenner rose. Ada Brenner left.", 1),  # before she is named in full
        ("Ada Brenner-Lowe left. Six people follow Brenner-Lowe.", 2),
    ],
)
def test_a_surname_is_the_person_named_in_full_before(text: str, people: int) -> None:
    full = "Ada Brenner-Lowe" if "Lowe" in text else "Ada Brenner"
    at = text.index(full)
    rows = [Candidate(at, at + len(full), full, (P,), "model")]
    town = text.rfind("Brenner") if "in Brenner" in text or "Texas" in text else -1
    if town >= 0:
        rows.append(Candidate(town, town + 7, "Brenner", (EntityType.PLACE,), "gazetteer"))
    assert sum(c.types == (P,) for c in surnames(rows, text)) == people


def test_a_town_of_the_same_name_gives_way_to_the_person() -> None:
    text = "Ada Brenner left. Brenner waits."
    rows = [Candidate(0, 11, "Ada Brenner", (P,), "model"), Candidate(18, 25, "Brenner", (EntityType.PLACE,), "gazetteer", weak=True)]
    assert [(c.types, c.weak) for c in surnames(rows, text)] == [((P,), False), ((P,), False)]
