"""The whole way from bytes to claims and into a store, with documents of chance: no crash, and no claim that its text does not say.

``make fuzz`` runs it with 10,000 new documents (``CLAIMSTAKE_FUZZ`` is their number); the suite runs the same 300 each time.
"""

from __future__ import annotations

import os
import random
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings

from graph.claims import problems
from graph.model import Article
from graph.reference import NoReference
from graph.stores.memory import MemoryStore
from loaders.article import make_article
from loaders.extract.rules import RulesExtractor
from loaders.extractors import extract_all
from loaders.gazetteer import load_gazetteer
from loaders.pipeline import write
from loaders.read import read_raw
from loaders.sources.base import Draft, Meta, Raw
from loaders.sources.registry import installed_sources
from tests.fuzz.inputs import DAYS, DOCUMENTS, ENGLISH, FRENCH, LANGUAGES, NAMES

GIVEN = os.environ.get("CLAIMSTAKE_FUZZ", "")
LONG = 10_000  # words of a sentence


@cache
def rules() -> RulesExtractor:
    """The real rules; their models take seconds to load."""
    return RulesExtractor(load_gazetteer())


def check(article: Article) -> int:
    """Extract, look at every claim and refusal, store. Returns the number of claims."""
    [told] = extract_all(article, [rules()])
    for claim in told.extraction.claims:
        assert not problems(claim, article.text)
        assert claim.evidence.article == article.id
        assert 0 <= claim.confidence <= 1
    for refusal in told.extraction.refusals:
        assert refusal.reason and article.text[refusal.start : refusal.end] == refusal.quote
    with MemoryStore("", NoReference()) as store:
        [written] = write(store, article, [told])
        assert written.claims == len(told.extraction.claims)
        for line in store.dump():
            line.encode()
    return written.claims


@settings(
    max_examples=int(GIVEN or 300),
    derandomize=not GIVEN,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=tuple(Phase) if GIVEN else (Phase.explicit, Phase.generate),
)
@given(DOCUMENTS, LANGUAGES, DAYS)
def test_no_document_breaks_the_way_to_claims(document: tuple[str, bytes], lang: str, day: str) -> None:
    name, data = document
    for item in read_raw(Raw.of(name, data), Meta(lang=lang, published=day), installed_sources()):
        if isinstance(item, Article):
            note(item.model_dump_json())
            check(item)


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "words"), [("en", ENGLISH), ("fr", FRENCH)])
@pytest.mark.parametrize("kind", ["news", "one word", "names", "numbers", "quotes"])
def test_a_sentence_of_ten_thousand_words(lang: str, words: list[str], kind: str) -> None:
    chance = random.Random(kind)
    vocabulary = {
        "news": [*words, *NAMES],
        "one word": ["mine"],
        "names": [n for n in NAMES if n.isalpha()],
        "numbers": ["$300M", "341 MW", "2025", "8%", "1,827 BTC", "and", "Q3"],
        "quotes": ["“we", "said”", "«", "»", '"', "Bitfarms", "raises", "$3M"],
    }[kind]
    text = " ".join(w for w in (chance.choice(vocabulary) for _ in range(LONG)) if w not in {".", "!", "?", "...", "…"})
    made = make_article(Draft(f"A heading of it\n\n{text}.", "long", published="2025-11-13", lang=lang))
    assert isinstance(made, Article)
    check(made)
