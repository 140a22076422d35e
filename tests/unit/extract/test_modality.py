"""Factuality: planned, possible, negated and actual, in both languages."""

from __future__ import annotations

import pytest

from graph.model import Article
from graph.ontology import Factuality
from loaders.extract.grammar.verbs import mood
from loaders.extract.rules import RulesExtractor

_P, _M, _N, _A = Factuality.PLANNED, Factuality.POSSIBLE, Factuality.NEGATED, Factuality.ACTUAL
_TOLD = [
    ("en", "Galaxy Digital has acquired Bakkt.", "acquires", _A),
    ("en", "Galaxy Digital will acquire Bakkt.", "acquires", _P),
    ("en", "Galaxy Digital agreed to acquire Bakkt for $40 million.", "acquires", _P),
    ("en", "Galaxy Digital to acquire Bakkt", "acquires", _P),
    ("en", "Galaxy Digital could acquire Bakkt.", "acquires", _M),
    ("en", "Galaxy Digital is considering acquiring Bakkt.", "acquires", _M),
    ("en", "Galaxy Digital denied that it had acquired Bakkt.", "acquires", _N),
    ("en", "Galaxy Digital has no plans to acquire Bakkt.", "acquires", _N),
    ("en", "Galaxy Digital called off its merger with Bakkt.", "merges_with", _N),
    ("en", "Galaxy Digital completed its merger with Bakkt.", "merges_with", _A),
    ("en", "Galaxy Digital announced its merger with Bakkt.", "merges_with", _P),
    ("en", "IREN failed to secure a $300 million loan from Macquarie.", "finances", _N),
    ("en", "Under the signed agreement, Core Scientific will provide 70 MW of hosting capacity to CoreWeave.", "hosts", _A),
    ("en", "Under a letter of intent, Core Scientific will provide 70 MW of hosting capacity to CoreWeave.", "hosts", _P),
    ("fr", "Galaxy Digital a acquis Bakkt.", "acquires", _A),
    ("fr", "Galaxy Digital va acquérir Bakkt.", "acquires", _P),
    ("fr", "Galaxy Digital rachètera Bakkt.", "acquires", _P),
    ("fr", "Galaxy Digital aurait acquis Bakkt.", "acquires", _M),
    ("fr", "Galaxy Digital envisage de racheter Bakkt.", "acquires", _M),
    ("fr", "Galaxy Digital a annoncé que Coinbase rachèterait Bakkt.", "acquires", _P),
    ("fr", "Galaxy Digital ne rachètera pas Bakkt.", "acquires", _N),
    ("fr", "Galaxy Digital a renoncé à racheter Bakkt.", "acquires", _N),
    ("en", "Bitfarms's sale of Bakkt to Coinbase fell through on Friday.", "acquires", _N),
    ("en", "The merger of Bitfarms with Bakkt is dead.", "merges_with", _N),
    ("en", "The acquisition of Bakkt by Bitfarms has not closed.", "acquires", _P),
    ("en", "Coinbase is said to be acquiring Bakkt.", "acquires", _M),
    ("en", "Canaan is thinking of quitting self-mining in Ethiopia.", "exits", _M),
    ("en", "Cipher Mining has agreed to lease 168 MW at Barber Lake to Fluidstack, and the tenant may take 39 MW besides.", "hosts", _A),
    ("en", "Bitfarms has agreed to partner with Bakkt on payments.", "partners_with", _A),
    ("en", "Bitfarms will not sell its 640 bitcoin.", "reports", _A),
    ("fr", "Le 21 août, Bitfarms a fait l'acquisition de Bakkt.", "acquires", _A),
    (
        "fr",
        "Asher Genoot, PDG de Hut 8, dément que le groupe prépare une levée de 300 millions de dollars auprès de Macquarie.",
        "finances",
        _N,
    ),
    ("fr", "Riot Platforms a nié vouloir vendre son site de Rockdale à Bakkt.", "acquires", _N),
    ("fr", "Argo Blockchain a révélé que le PDG Thomas Chippas quitterait ses fonctions.", "holds_role", _P),
    ("fr", "Bitfarms : objectifs pour l'exercice 2026\n- chiffre d'affaires : au moins 46 M€", "reports", _P),
]


@pytest.mark.parametrize(("lang", "text", "type_", "expected"), _TOLD)
def test_factuality(extractor: RulesExtractor, lang: str, text: str, type_: str, expected: Factuality) -> None:
    article = Article(id="a", source_key="a", version="1", text=text, lang=lang, published="2025-11-20")
    claims = [c for c in extractor.extract(article).claims if c.type == type_]
    assert claims and claims[0].factuality is expected


def test_not_yet_approved_is_pending(extractor: RulesExtractor) -> None:
    text = "The SEC has not yet approved the Grayscale Solana Trust."
    article = Article(id="a", source_key="a", version="1", text=text, lang="en", published="2025-11-20")
    claim = next(c for c in extractor.extract(article).claims if c.type == "approves")
    assert claim.values["decision"] == "pending" and claim.factuality is _A


@pytest.mark.parametrize(
    ("word", "infinitive", "expected"),
    [
        ("céderait", "céder", "Cnd"),
        ("préparait", "préparer", ""),
        ("obtiendra", "obtenir", "Fut"),
        ("achètera", "acheter", "Fut"),
        ("ouvrait", "ouvrir", ""),
    ],
)
def test_mood_is_read_from_the_spelling(word: str, infinitive: str, expected: str) -> None:
    assert (expected in mood(word, infinitive)) if expected else not mood(word, infinitive)
