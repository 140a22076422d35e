"""Every way of saying in the data has an example that yields its claim."""

from __future__ import annotations

import pytest

from graph.ontology import EntityType
from loaders.extract.grammar.sayings import load_sayings
from loaders.extract.labels.tenures import load_tenures
from loaders.extract.rules import RulesExtractor
from tests.unit.extract.naming import NamedExtractor, read

NAMES = {
    "Ines Grau": EntityType.PERSON, "Inès Grau": EntityType.PERSON, "Norvolt Compute": EntityType.COMPANY, "Lindgren Holdings": EntityType.COMPANY,
    "Lindgren": EntityType.COMPANY, "Kraken": EntityType.COMPANY,
    "Corsicana": EntityType.SITE, "Wink": EntityType.SITE,
}  # fmt: skip
SAYINGS = [(lang, s.type, s.example) for lang in ("en", "fr") for s in load_sayings(lang)]
OFFICES = [(lang, s.role, s.change, s.example) for lang in ("en", "fr") for s in load_tenures(lang).sayings]


@pytest.fixture(scope="module")
def named() -> RulesExtractor:
    """An extractor that knows the names of the examples."""
    return NamedExtractor(NAMES)


@pytest.mark.parametrize(("lang", "kind", "example"), SAYINGS)
def test_example_yields_its_claim(named: RulesExtractor, lang: str, kind: str, example: str) -> None:
    assert kind in {claim.type for claim in read(named, lang, example)}


@pytest.mark.parametrize(("lang", "role", "change", "example"), OFFICES)
def test_example_yields_its_office(named: RulesExtractor, lang: str, role: str, change: str, example: str) -> None:
    found = [(c.values.get("role"), c.values.get("change")) for c in read(named, lang, example) if c.type == "holds_role"]
    assert (role, change) in found
