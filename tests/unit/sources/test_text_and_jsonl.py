"""Plain text and JSON Lines."""

from __future__ import annotations

import json

import pytest

from loaders.sources.base import Meta, Reject
from tests.unit.sources.helpers import articles, fixture, load, reasons


def test_a_text_file_is_kept_whole() -> None:
    text = "  Copperline sells its last container\r\n\r\nThe buyer paid $1.2 million.  \n"
    (article,) = articles(load("a.txt", text.encode(), Meta(published="2025-10-31", lang="en", publisher="Hashboard Weekly")))
    assert article.text == text.replace("\r\n", "\n")
    assert article.title == "Copperline sells its last container"
    assert (article.kind, article.publisher, article.lang, article.warnings) == ("text", "Hashboard Weekly", "en", ())


def test_the_command_line_names_address_and_title() -> None:
    (article,) = articles(
        load("-", b"Some words.", Meta(url="https://example.org/a", title="T", author="A", published="2025-10-31", lang="en"))
    )
    assert (article.source_key, article.title, article.author) == ("url:example.org/a", "T", "A")


def test_content_goes_before_the_ending_of_the_name() -> None:
    (article,) = articles(load("page.txt", fixture("page-en.html")))
    assert (article.kind, article.publisher) == ("html", "Hashboard Weekly")
    assert [a.kind for a in load("list.txt", fixture("feed.rss")) if hasattr(a, "kind")] == ["feed", "feed"]
    (plain,) = articles(load("notes.html", b"No markup here, only a page by its name."))
    assert plain.kind == "text"


def test_jsonl_gives_articles_and_rejects_line_by_line() -> None:
    items = load("a.jsonl", fixture("articles.jsonl"))
    first, second, last = articles([item for item in items if hasattr(item, "text")])
    assert first.text.startswith("Copperline sells its last container\n\nCopperline Mining has sold")
    assert (first.source_key, first.published, first.lang) == ("key:Hashboard Weekly:a1", "2025-10-31", "en")
    assert second.text == "Mélèze vise 30 MW\n\nMélèze Numérique vise 30\u00a0MW.\n\nLa société l’a dit lundi."
    assert (second.url, second.published) == ("https://www.hashboard-weekly.example/2025/11/b", "2025-11-13T07:00:00+00:00")
    assert (last.published, last.author) == ("2025-10-31", "")
    assert [i.where for i in items if not hasattr(i, "text")] == ["a.jsonl:4", "a.jsonl:5", "a.jsonl:6"]
    assert [r.split(":")[0] for r in reasons(items)] == ["no article", "no object but list; write one JSON object an article", "no JSON"]


def test_the_command_line_goes_before_the_record() -> None:
    items = load("a.jsonl", fixture("articles.jsonl"), Meta(published="2025-12-01", lang="fr", publisher="P"))
    assert {(a.published, a.lang, a.publisher) for a in items if not isinstance(a, Reject)} == {("2025-12-01", "fr", "P")}


@pytest.mark.parametrize("indent", (None, 2))
def test_one_object_and_one_array_are_read_too(indent: int | None) -> None:
    records = [{"text": "The first of two articles."}, {"text": "The second of two articles."}]
    assert len(articles(load("a.json", json.dumps(records, indent=indent).encode()))) == 2
    assert len(articles(load("a.json", json.dumps(records[0], indent=indent).encode()))) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": true}', "text: not a text but bool"),
        (b'{"text": ["a"]}', "text: not a text but list"),
        (b'{"text": "a", "title": {"en": "b"}}', "title: not a text but dict"),
        (b'{"html": "<script>x</script>"}', "no article"),
        (b"[" * 100_000, "no JSON"),
        (b'{"text": "\xe9\xe8"', "no JSON"),
        (b'{"text": "a\x00b"}', "no text: binary data"),
    ],
)
def test_wrong_records_say_what_is_wrong(line: bytes, reason: str) -> None:
    (found,) = reasons(load("a.jsonl", b'{"text": "One good line stands before."}\n' + line))
    assert found.startswith(reason)


def test_the_size_limit_is_that_of_a_line() -> None:
    good = b'{"text": "A line of ordinary length that is read."}\n'
    items = load("a.jsonl", good * 50 + b'{"text": "' + b"x" * 5000 + b'"}\n' + good * 50, limit=1000)
    assert len(items) == 101
    assert reasons(items) == ["the line is longer than 1,000 bytes; raise the size limit"]


def test_a_file_that_is_no_json_lines_is_left_after_twenty_lines() -> None:
    items = load("a.jsonl", b"not json\n" * 1000)
    assert len(items) == 21
    assert "Is it JSON Lines?" in reasons(items)[-1]
