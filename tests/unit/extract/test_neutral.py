"""An article in a language without a pack: what is sure is kept in the ledger, nothing is claimed."""

from __future__ import annotations

from graph.model import Article
from graph.stores.memory import MemoryStore
from loaders.article import make_article
from loaders.extract.rules import RulesExtractor
from loaders.extractors import extract_all
from loaders.gazetteer import load_gazetteer
from loaders.pipeline import write
from loaders.sources.base import Draft

GERMAN = """Bitfarms baut um

Bitfarms (NASDAQ: BITF) hat von Macquarie einen Kredit über 300.000.000 $ erhalten, und Bitfarms verfügt über 341 MW.
Der Core des Unternehmens bleibt, was er war.
"""


def test_names_tickers_and_amounts_are_kept_and_nothing_is_claimed(extractor: RulesExtractor) -> None:
    article = make_article(Draft(GERMAN, "de", key="de", published="2025-11-13", lang="de"))
    assert isinstance(article, Article)
    assert any("no language pack" in warning for warning in article.warnings)
    with MemoryStore("", load_gazetteer()) as store:
        [written] = write(store, article, extract_all(article, [extractor]))
        assert written.claims == 0
        [record] = store.articles()
    told = [r.reason.split(": there is no language pack")[0] for r in record.refusals]
    assert {r.type for r in record.refusals} == {"mention"}
    assert all(r.quote == article.text[r.start : r.end] for r in record.refusals)
    assert told.count("Bitfarms (company/bitfarms)") == 1
    assert {"amount 300.000.000 $", "amount 341 MW"} <= set(told)
    assert any(t.startswith("ticker") for t in told)
    assert not any("Core" in t for t in told)
