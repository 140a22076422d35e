"""Which side of a deal is which: by whose site it is, by what the two firms do, by what their names say."""

from __future__ import annotations

import pytest

from loaders.extract.rules import RulesExtractor
from tests.unit.extract.test_frames import names, told

_DEALS = [
    ("en", "Microsoft signed a lease with Cipher Mining for 300 MW.", "hosts", {"provider": "Cipher Mining", "customer": "Microsoft"}),
    ("en", "Cipher Mining signed a lease with Microsoft for 300 MW.", "hosts", {"provider": "Cipher Mining", "customer": "Microsoft"}),
    ("fr", "Microsoft a signé un bail avec Cipher Mining pour 300 MW.", "hosts", {"provider": "Cipher Mining", "customer": "Microsoft"}),
    ("en", "Riot Platforms opened its Rockdale site. Rockdale may be leased to CoreWeave.", "hosts", {"provider": "Riot Platforms"}),
    ("en", "Entergy signed a power purchase agreement with Riot Platforms.", "supplies_power", {"supplier": "Entergy"}),
    (
        "en",
        "BitMine, whose sale of 12,000 ETH surprised traders, lost money.",
        "trades_asset",
        {"company": "BitMine"},
    ),
    ("en", "Galaxy Digital wants Bitfarms to sell 640 bitcoin.", "trades_asset", {"company": "Bitfarms"}),
    ("en", "Galaxy Digital sold its Bakkt unit to Kraken.", "acquires", {"seller": "Galaxy Digital", "target": "Bakkt", "buyer": "Kraken"}),
    ("fr", "TeraWulf a conclu un bail avec le fournisseur de cloud Fluidstack.", "hosts", {"customer": "Fluidstack"}),
    (
        "fr",
        "Hut 8 va mal. Macquarie lui a accordé un prêt de 5 millions de dollars.",
        "finances",
        {"recipient": "Hut 8", "funder": "Macquarie"},
    ),
]


@pytest.mark.parametrize(("lang", "text", "type_", "roles"), _DEALS)
def test_sides_of_a_deal(extractor: RulesExtractor, lang: str, text: str, type_: str, roles: dict[str, str]) -> None:
    claim = told(extractor, lang, text, type_)[0]
    assert {role: names(claim, role) for role in roles} == {role: [name] for role, name in roles.items()}


def test_a_rival_is_a_party(extractor: RulesExtractor) -> None:
    claim = told(extractor, "fr", "Bakkt va fusionner avec son concurrent néerlandais Bitvavo.", "merges_with")[0]
    assert names(claim, "party") == ["Bakkt", "Bitvavo"]


def test_authority_of_the_sentence_before(extractor: RulesExtractor) -> None:
    claim = told(extractor, "fr", "La SEC enquête. Coinbase ne dispose d'aucun agrément.", "approves")[0]
    assert (names(claim, "authority"), claim.factuality.value) == (["SEC"], "negated")


_LEFT = [
    ("en", "Northern Data, once a miner, is done with bitcoin.", ["bitcoin-mining"]),
    ("fr", "Bit Digital, un mineur, s'est retiré du bitcoin.", ["bitcoin-mining"]),
    ("fr", "Hut 8 cessera de miner.", ["crypto-mining"]),
    ("en", "Coinbase, an exchange, dropped 3% as bitcoin fell.", []),
]


@pytest.mark.parametrize(("lang", "text", "activities"), _LEFT)
def test_leaving_a_coin_is_leaving_its_mining(extractor: RulesExtractor, lang: str, text: str, activities: list[str]) -> None:
    assert [name for c in told(extractor, lang, text, "exits") for name in names(c, "activity")] == activities


def test_machines_say_what_a_site_is_converted_to(extractor: RulesExtractor) -> None:
    claim = told(extractor, "en", "Bitfarms will rebuild its Panther Creek site for GPUs.", "converts_to")[0]
    assert names(claim, "activity") == ["ai-hpc"]


def test_a_verb_that_governs_an_infinitive_says_nothing(extractor: RulesExtractor) -> None:
    assert not told(extractor, "en", "Macquarie agreed to provide a $20 million loan.", "finances")
