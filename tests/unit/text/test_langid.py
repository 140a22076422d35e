"""The language of a text."""

from __future__ import annotations

import pytest

from loaders.text.langid import identify


@pytest.mark.parametrize(
    ("text", "code", "supported"),
    [
        ("The miner said on Thursday that it had closed a credit facility.", "en", True),
        ("Le mineur de bitcoins a annoncé jeudi la signature d’un contrat d’hébergement.", "fr", True),
        ("Der Bitcoin-Miner hat am Donnerstag einen Kredit über 300 Millionen Dollar erhalten.", "de", False),
        ("La minera de bitcoin anunció el jueves que cerrará su planta de Texas.", "es", False),
        ("比特币矿工周四宣布获得贷款", "zh", False),
    ],
)
def test_identify(text: str, code: str, supported: bool) -> None:
    """Common languages are told apart; those without a pack are said to be unsupported."""
    language = identify(text)
    assert (language.code, language.supported) == (code, supported)
    assert 0.5 < language.confidence <= 1


@pytest.mark.parametrize("text", ["", "12 34 $", "-- !"])
def test_nothing_to_tell(text: str) -> None:
    """A text without letters has no language."""
    code, confidence = identify(text)
    assert (code, confidence) == ("", 0.0)
