"""Drafts to articles: stored text, ids, dates, languages, warnings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Article
from loaders.article import first_line, make_article, stored_text
from loaders.sources.base import Draft, Reject

TEXT = "Copperline Mining has sold the last of its containers to a buyer in Ohio.\nThe buyer paid $1.2 million."
DRAFT = Draft(text=TEXT, where="a.txt", published="2025-10-31", lang="en")


def made(draft: Draft) -> Article:
    """The article, which there must be."""
    article = make_article(draft)
    assert isinstance(article, Article)
    return article


def test_the_stored_text_keeps_the_characters_of_the_source() -> None:
    kept = "  “40 M€”\u00a0: l’e\u0301te\u0301, ﬁn\t \n\n trailing  "
    assert stored_text(kept) == kept
    assert stored_text("a\r\nb\rc\fd\x00e\x07\x85\ud800") == "a\nb\nc\nde\ufffd"


@pytest.mark.parametrize("text", ("", " \n\t", "\x00\x01", "\r\n"))
def test_nothing_is_no_article(text: str) -> None:
    assert make_article(replace(DRAFT, text=text)) == Reject("a.txt", "empty: there is no text in it")


def test_the_source_key_is_the_address_else_the_key_else_the_content() -> None:
    with_url = made(replace(DRAFT, url="https://www.example.org/a?utm_source=x#y", key="17"))
    assert (with_url.source_key, with_url.url) == ("url:example.org/a", "https://www.example.org/a")
    assert made(replace(DRAFT, key="17", scope="example.org")).source_key == "key:example.org:17"
    assert made(DRAFT).source_key == made(replace(DRAFT, published="2025-11-01", title="T", where="b")).source_key
    assert made(DRAFT).source_key != made(replace(DRAFT, publisher="Hashboard Weekly")).source_key
    assert made(DRAFT).source_key != made(replace(DRAFT, text=TEXT + ".")).source_key


def test_a_version_changes_with_whatever_the_source_gives() -> None:
    article = made(DRAFT)
    assert made(replace(DRAFT, where="elsewhere", warnings=("w",))).version == article.version
    changed = (
        replace(DRAFT, text=TEXT + "!"),
        replace(DRAFT, title="T"),
        replace(DRAFT, published="2025-11-01"),
        replace(DRAFT, publisher="P"),
        replace(DRAFT, author="A"),
        replace(DRAFT, url="https://e.org/"),
    )
    assert article.version not in {made(draft).version for draft in changed}


def test_dates_are_converted_and_told_when_missing_or_wrong() -> None:
    assert made(DRAFT).warnings == ()
    rfc = made(replace(DRAFT, published="Thu, 13 Nov 2025 23:15:00 -0500"))
    assert (rfc.published, rfc.day) == ("2025-11-13T23:15:00-05:00", "2025-11-13")
    assert "no date of publication" in made(replace(DRAFT, published="")).warnings[0]
    wrong = made(replace(DRAFT, published="last week"))
    assert wrong.published == ""
    assert "'last week' is no date" in wrong.warnings[0]


def test_languages_are_identified_or_as_given() -> None:
    assert made(replace(DRAFT, lang="")).lang == "en"
    assert made(replace(DRAFT, lang="fr-CA")).lang == "fr"
    german = made(replace(DRAFT, lang="", text="Der Bergbaukonzern hat am Montag mitgeteilt, dass er seine Anlage in Texas verkauft."))
    assert german.lang == "de"
    assert "no language pack for 'de'" in german.warnings[0]
    assert made(replace(DRAFT, lang="", text="1 2 3")).lang == ""
    assert "no language code" in made(replace(DRAFT, lang="3 rue")).warnings[0]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n# A heading of some words #\n\nText.", "A heading of some words"),
        ("Crypto Prices\n\nMarkets\n\nThe miner sells its last site\n\nText.", "The miner sells its last site"),
        ("Short\nlines", "Short"),
        ("----\nWords after a rule of dashes\n", "Words after a rule of dashes"),
        ("word " * 100, ("word " * 40).strip() + " …"),
        ("…", ""),
    ],
)
def test_titles_of_texts_without_one(text: str, title: str) -> None:
    assert first_line(text) == title


def test_any_field_may_hold_half_characters() -> None:
    half = "Copperline \ud800"
    article = made(Draft(half, half, half, half, half, half, half, half, half, half))
    assert article.model_dump_json().encode()
