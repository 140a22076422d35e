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
