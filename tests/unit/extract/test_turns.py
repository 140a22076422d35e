"""Turns to AI, leases without a named tenant, names given as examples, and words that stand for no firm."""

from __future__ import annotations

import pytest

from graph.model import Article
from loaders.extract.rules import RulesExtractor

_CASES = [
    ("Hut 8 signed an AI lease worth $4.8 billion with a US hyperscaler.", "hosts", "provider", {"Hut 8"}),
    ("TeraWulf said it has signed a deal with a US landlord.", "located_in", "subject", set()),
    ("Miners such as Riot Platforms and Hut 8 have shifted to AI.", "enters", "company", {"Riot Platforms", "Hut 8"}),
    ("Cipher Mining is moving from bitcoin mining to AI.", "enters", "company", {"Cipher Mining"}),
    (
        "Blockworks wrote that Core Scientific leased 16 MW to CoreWeave. It runs the Austin site.",
        "operates",
        "operator",
        {"Core Scientific"},
    ),
]


@pytest.mark.parametrize(("text", "type_", "role", "names"), _CASES)
def test_turns(extractor: RulesExtractor, text: str, type_: str, role: str, names: set[str]) -> None:
    article = Article(id="x", source_key="x", version="1", text=text, lang="en", published="2026-01-14")
    claims = [c for c in extractor.extract(article).claims if c.type == type_]
    assert {m.name for c in claims for m in c.roles.get(role, ())} == names
