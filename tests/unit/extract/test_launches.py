"""Products: what a firm launches, called by its own name where it has one; what is no product is no launch."""

from __future__ import annotations

import pytest

from loaders.extract.rules import RulesExtractor
from tests.unit.extract.test_frames import names, told

_SAID = [
    ("en", "Coinbase unveiled Tillway, a wallet for shops, on Monday.", "Coinbase", "Tillway"),
    ("en", "Kraken plans to start a lending platform for banks in May.", "Kraken", "lending platform for banks"),
    ("en", "In June, Ripple quietly introduced its own custody service.", "Ripple", "custody service"),
    ("en", "Bitwise has filed for a Solana fund.", "Bitwise", "Solana fund"),
    ("en", "VanEck has filed for an exchange-traded fund.", "VanEck", "exchange-traded fund"),
    ("fr", "Coinbase lancera en mai sa propre carte, la Baleo.", "Coinbase", "Baleo"),
    ("fr", "Kraken a dévoilé hier une plateforme de prêt.", "Kraken", "plateforme de prêt"),
    ("fr", "Ledger, qui présentera le 3 mars un portefeuille pour les banques, embauche.", "Ledger", "portefeuille pour les banques"),
]
_NOT_SAID = [
    ("en", "Coinbase launched an investigation into the outage."),
    ("en", "Riot Platforms opened its 60 MW Rockdale site."),
    ("en", "CleanSpark introduced Zach Bradford to the board."),
    ("fr", "Riot Platforms a lancé une offre publique d'achat sur Bitfarms."),
    ("fr", "En mars, Coinbase s'est lancée dans une stratégie d'achat de bitcoins."),
    ("fr", "Kraken a lancé une enquête sur la panne."),
    ("fr", "MARA a émis des obligations pour 300 millions de dollars."),
]


@pytest.mark.parametrize(("lang", "text", "firm", "product"), _SAID)
def test_product_is_told(extractor: RulesExtractor, lang: str, text: str, firm: str, product: str) -> None:
    claims = told(extractor, lang, text, "launches")
    assert [(names(c, "company"), c.values["product"]) for c in claims] == [([firm], product)]


@pytest.mark.parametrize(("lang", "text"), _NOT_SAID)
def test_no_product_is_told(extractor: RulesExtractor, lang: str, text: str) -> None:
    assert not told(extractor, lang, text, "launches")
