"""``claimstake explain``: the real rules on stored texts tell where each part of a claim comes from, and change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.model import Article, Claim
from graph.stores.base import ALL, Store
from graph.stores.sqlite import SqliteStore
from loaders import pipeline
from loaders.article import make_article
from loaders.explain import Explanation, explain
from loaders.extract.rules import RulesExtractor
from loaders.extractors import extract_all
from loaders.gazetteer import load_gazetteer
from loaders.sources.base import Draft, Reject
from tests.unit.cli.conftest import Run
from tests.unit.loading.plain import PlainExtractor

ENGLISH = """Bitfarms turns to AI

Bitfarms plans to convert its Washington site to GPU-as-a-service by December 2026. The company raised $300 million from Macquarie in October.

"We will not sell any bitcoin this year," said Bitfarms CEO Ben Gagnon.
"""
FRENCH = """Bitfarms se tourne vers l’IA

L’entreprise Bitfarms prévoit de convertir son site de Washington en GPU-as-a-service d’ici fin 2026. La société n’a pas cessé le minage de bitcoin.
"""
RULES = RulesExtractor(load_gazetteer())


def article(text: str, lang: str, key: str) -> Article:
    """An article of a day."""
    made = make_article(Draft(text, key, key=key, published="2025-11-13", lang=lang))
    assert not isinstance(made, Reject)
    return made


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both articles in a store."""
    path = tmp_path_factory.mktemp("explain") / "store.db"
    with SqliteStore(str(path), load_gazetteer()) as store:
        for text, lang in ((ENGLISH, "en"), (FRENCH, "fr")):
            made = article(text, lang, lang)
            pipeline.write(store, made, extract_all(made, [RULES]))
    return path


def explanations(store: Store) -> list[tuple[Claim, Explanation]]:
    """Every claim of a store, explained."""
    records = {r.article.id: r for r in store.articles(page=ALL)}
    gazetteer = load_gazetteer()
    return [
        (c, explain(c, records[c.evidence.article].article, records[c.evidence.article].refusals, gazetteer, RULES))
        for c in store.claims(page=ALL)
    ]


def one(wires: list[Mapping[str, Any]], type_: str) -> Mapping[str, Any]:
    """The explanation of the claim of a type."""
    [found] = [w for w in wires if w["claim"]["type"] == type_]
    return found


def wires(run: Run, store: Path) -> list[Mapping[str, Any]]:
    """Everything that ``explain --json`` says of the store's claims."""
    with SqliteStore(str(store), load_gazetteer(), read_only=True) as opened:
        ids = [c.id for c in opened.claims(page=ALL)]
    return [run("explain", id_, "--json", store=store).json() for id_ in ids]


def test_every_claim_of_the_rules_is_found_again_with_all_its_parts(told: Path) -> None:
    with SqliteStore(str(told), load_gazetteer(), read_only=True) as store:
        before = list(store.dump())
        made = explanations(store)
        assert len(made) > 5
        for claim, why in made:
            assert why.rule and not why.note
            assert all(p.words == why.article.text[p.start : p.end] for p in why.parts)
            roles = {(p.name, p.start, p.end) for p in why.parts if p.part == "role"}
            assert roles == {(role, m.start, m.end) for role, fillers in claim.roles.items() for m in fillers}
            assert {p.name for p in why.parts if p.part == "value"} == set(claim.values)
            assert {"trigger", "factuality"} <= {p.part for p in why.parts}
        assert list(store.dump()) == before


def test_what_made_it_planned_and_how_names_were_known(run: Run, told: Path) -> None:
    english = [w for w in wires(run, told) if w["article"]["title"] == "Bitfarms turns to AI"]
    conversion = one(english, "converts_to")
    words = {p["part"]: p["words"] for p in conversion["parts"]}
    assert [p["words"] for p in conversion["parts"] if p["part"] == "factuality"] == ["plans", "to"]
    assert words["trigger"] == "convert"
    assert [(p["words"], p["read"], p["how"]) for p in conversion["parts"] if p["part"] == "time"] == [
        ("December 2026", "end 2026-12", "the article is of 2025-11-13")
    ]
    how = {p["name"]: p["how"] for p in conversion["parts"] if p["part"] == "role"}
    assert how["owner"] == "by a name that the gazetteer has"
    loan = one(english, "finances")
    recipient = next(p for p in loan["parts"] if p["name"] == "recipient")
    assert (recipient["words"], recipient["read"]) == ("The company", "Bitfarms (company/bitfarms)")
    assert recipient["how"] == "by reference to an entity named in the article"
    assert {"value": 300000000, "currency": "USD"} in [p["read"] for p in loan["parts"]]


def test_in_french(run: Run, told: Path) -> None:
    french = [w for w in wires(run, told) if w["article"]["title"] != "Bitfarms turns to AI"]
    conversion, left = one(french, "converts_to"), one(french, "exits")
    assert [p["words"] for p in conversion["parts"] if p["part"] == "factuality"] == ["prévoit"]
    assert [p["words"] for p in left["parts"] if p["part"] == "factuality"] == ["n’", "pas"]


def test_a_page_for_people_by_the_beginning_of_an_id_or_by_a_fact(run: Run, told: Path) -> None:
    with SqliteStore(str(told), load_gazetteer(), read_only=True) as store:
        [claim] = [c for c in store.claims(page=ALL) if c.type == "finances"]
        [fact] = store.facts([claim.id])
    page = run("explain", claim.id.removeprefix("claim/")[:8], store=told)
    assert page.code == 0
    assert "“$300 million”" in page.out and "300,000,000 USD" in page.out
    assert "rule " in page.out and "characters" in page.out
    assert run("explain", fact.id, store=told).out == page.out


def test_what_is_unknown_or_not_one(run: Run, told: Path) -> None:
    missing, several = run("explain", "claim/zz", store=told), run("explain", "claim/", store=told)
    assert (missing.code, several.code) == (1, 1)
    assert "no claim is 'claim/zz'; claimstake claims lists" in missing.err
    assert "can be several claims; give more of the id" in several.err


def test_claims_that_the_rules_do_not_find_say_so(tmp_path: Path) -> None:
    with SqliteStore(str(tmp_path / "store.db"), load_gazetteer()) as store:
        odd = article("Heading of it\n\nZorblat Quux runs Flumm Nargle.", "en", "odd")
        german = article("Überschrift\n\nZorblat Quux betreibt seit Jahren eine Anlage.", "de", "german")
        pipeline.write(store, odd, extract_all(odd, [PlainExtractor()]))
        [(claim, why)] = explanations(store)
        assert not why.rule and "plain/1 made it" in why.note
        assert [p.words for p in why.parts] == ["Zorblat Quux", "Flumm Nargle"]
        foreign = explain(claim, german, (), load_gazetteer(), RULES)
        assert "no rules for the language 'de'" in foreign.note


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Bitfarms appointed Ben Gagnon as chief executive, effective January 5, 2026.", "ahead of the article's date"),
        ("Bitfarms signed a hosting contract with CoreWeave. It will host 20 MW for CoreWeave in Washington.", "contract as signed"),
    ],
)
def test_what_decides_beyond_the_words_of_the_sentence(text: str, reason: str, tmp_path: Path) -> None:
    """A date to come, and a contract told before."""
    with SqliteStore(str(tmp_path / "store.db"), load_gazetteer()) as store:
        made = article(text, "en", "ahead")
        pipeline.write(store, made, extract_all(made, [RULES]))
        hows = [p.how for _, told in explanations(store) for p in told.parts if p.part == "factuality"]
    assert any(reason in how for how in hows), hows
