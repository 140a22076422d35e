"""Web pages: main text, time with offset, canonical address, what is dropped, what is refused."""

from __future__ import annotations

import json

import pytest

from loaders.sources.base import Meta
from loaders.sources.html_cut import is_cut
from loaders.sources.html_text import fragment_text, with_title
from tests.unit.sources.helpers import articles, fixture, load, reasons

TITLE = "Tamarack Compute borrows C$25 million to retool its Washington mine"
BODY = "".join(f"<p>Sentence {n} of an article that is long enough to be taken for the main text of its page.</p>" for n in range(8))


def page(head: str = "", body: str = BODY) -> bytes:
    """A page with a head and a body."""
    return (
        f"<!DOCTYPE html><html><head><title>A title of several words</title>{head}</head><body><main>{body}</main></body></html>".encode()
    )


def test_an_english_page() -> None:
    (article,) = articles(load("page-en.html", fixture("page-en.html")))
    assert article.text.startswith(f"{TITLE}\n\nTamarack Compute said on Wednesday")
    assert (article.title, article.publisher, article.author, article.lang) == (TITLE, "Hashboard Weekly", "Odile Marchand", "en")
    assert article.published == "2025-11-12T22:40:00-05:00"
    assert article.url == "https://www.hashboard-weekly.example/2025/11/tamarack-loan/"
    assert article.warnings == ()


def test_blocks_stand_on_lines_of_their_own() -> None:
    (article,) = articles(load("page-en.html", fixture("page-en.html")))
    assert "\n\nThree steps\n\n" in article.text
    assert "three steps:\n\n- new switchgear for the north hall, ordered in September;\n- liquid cooling for 18 MW of racks" in article.text
    assert "\n\n“We are not leaving bitcoin because we dislike it." in article.text
    assert "Quarter | Revenue | Hashrate\nQ2 2025 | C$9.1 million | 1.4 EH/s\nQ3 2025" in article.text
    assert "Vancouver, to turn its 40 MW mine" in article.text  # a line end inside a paragraph is a space


@pytest.mark.parametrize("name", ("page-en.html", "page-fr.html"))
def test_what_is_no_part_of_the_article_is_dropped(name: str) -> None:
    (article,) = articles(load(name, fixture(name)))
    dropped = "cookies|Home|Accueil|Read also|Lire aussi|Photo:|More from|Power prices|advice|analytics|Inscrivez-vous|mentions"
    assert [part for part in dropped.split("|") if part in article.text] == []


def test_a_french_page() -> None:
    (article,) = articles(load("page-fr.html", fixture("page-fr.html")))
    assert (article.published, article.lang, article.publisher) == ("2025-10-03T07:05:00+02:00", "fr", "La Lettre du hachage")
    assert article.source_key == "url:lettre-hachage.example/meleze-gaspesie"
    assert article.text.startswith("Mélèze Numérique confie sa mine de Gaspésie à un locataire de l’IA\n\n")


def linked(*objects: object) -> str:
    """Linked data in the head of a page."""
    return "".join(f'<script type="application/ld+json">{json.dumps(o)}</script>' for o in objects)


ARTICLE = {"@type": "NewsArticle", "datePublished": "2025-11-13T08:15:00Z"}
DAY = '<meta name="pubdate" content="2025-11-13">'
HEADS = [
    ('<meta property="article:published_time" content="2025-11-13T08:15:00+01:00">', "2025-11-13T08:15:00+01:00"),
    ('<meta name="date" content="Thu, 13 Nov 2025 08:15:00 GMT">', "2025-11-13T08:15:00+00:00"),
    ('<meta itemprop="datePublished" content="2025-11-13">', "2025-11-13"),
    (linked([{"@type": "BreadcrumbList"}, ARTICLE]), "2025-11-13T08:15:00+00:00"),
    (linked({"@type": "WebPage", "datePublished": "2020-01-01", "mainEntity": ARTICLE}), "2025-11-13T08:15:00+00:00"),
    ('<script type="application/ld+json">{"broken": </script>' + DAY, "2025-11-13"),
    (linked({"@type": "Article", "datePublished": "1970-01-01"}) + DAY, "2025-11-13"),
    (DAY + '<time itemprop="datePublished" datetime="2025-11-13T08:15:00+01:00"></time>', "2025-11-13T08:15:00+01:00"),
    ("", ""),
]


@pytest.mark.parametrize(("head", "published"), HEADS)
def test_the_time_is_kept_with_its_offset(head: str, published: str) -> None:
    (article,) = articles(load("a.html", page(head)))
    assert article.published == published


SHOWN = [
    ("<p>Publié le 3 octobre 2025 à 7h05</p>", "2025-10-03T07:05:00"),
    ("<p>By Jane Doe | Nov. 13, 2025 8:15 AM EST</p>", "2025-11-13T08:15:00-05:00"),
    ("<p>13 novembre 2025</p>", "2025-11-13"),
    ("<div><span>13/11/2025</span></div>", "2025-11-13"),
    ("<p>Updated November 14, 2025</p><p>November 13, 2025</p>", "2025-11-13"),
    ("<p>Updated November 14, 2025</p>", "2025-11-14"),
    ("<p>31 November 2025</p>", ""),
    (BODY + "<p class='post-meta'>Posted on 13 November 2025 in Mining</p>", "2025-11-13"),
    ("</main><link rel='canonical' href='https://example.org/2025/11/13/a-title'><main>", "2025-11-13"),
    ("</main><link rel='canonical' href='https://example.org/2025/99/13/a-title'><main>", ""),
    ("", ""),
]


@pytest.mark.parametrize(("line", "published"), SHOWN)
def test_a_date_that_is_only_shown(line: str, published: str) -> None:
    told = BODY.replace("that is long enough", "that tells of 3 March 2019, or of March 4, 2020, and is long enough")
    footer = "</main><footer>© 2025 The site, since May 1, 2011</footer><main>"
    (article,) = articles(load("a.html", page(body=f"<h1>A title of several words</h1>{line}{told}{footer}")))
    assert article.published == published


def test_the_command_line_goes_before_the_page() -> None:
    meta = Meta(published="2025-12-01", lang="fr", publisher="P", url="https://example.org/z", title="Another title", author="A")
    (article,) = articles(load("page-en.html", fixture("page-en.html"), meta))
    assert (article.published, article.lang, article.publisher, article.author) == ("2025-12-01", "fr", "P", "A")
    assert article.source_key == "url:example.org/z"
    assert article.text.startswith("Another title\n\nTamarack")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"<html><body></body></html>", "no main text"),
        (b"<html><body><script>draw()</script><div id='app'></div></body></html>", "no main text"),
        (b"<!DOCTYPE html>", "no HTML|no main text"),
    ],
)
def test_pages_without_text_are_refused(html: bytes, reason: str) -> None:
    (found,) = reasons(load("a.html", html))
    assert any(found.startswith(part) for part in reason.split("|"))


@pytest.mark.parametrize("share", (0.4, 0.6, 0.8, 0.95))
def test_truncated_pages_are_refused(share: float) -> None:
    data = fixture("page-en.html")
    (found,) = reasons(load("page-en.html", data[: int(len(data) * share)]))
    assert found == "the page is cut off before its end; fetch or save it again"


def test_end_tags_that_html_allows_to_leave_out_are_no_cut() -> None:
    assert not is_cut("<!doctype html><html lang=en><title>T</title><p>One<p>Two<ul><li>a<li>b</ul>")
    assert not is_cut("<p>A piece<br>of a page")
    assert not is_cut("<html><body><div><div>sloppy</div></body></html>")
    assert not is_cut("<main/><p>XML style")
    for cut in ("<html><body><div><p>One", "<p>One <a hre", "<p>One <!-- two", "<p>x<script>var a = 1", "<p>One</"):
        assert is_cut(cut), cut


def test_the_charset_of_the_page_is_heeded() -> None:
    html = page('<meta charset="koi8-r">', BODY.replace("Sentence", "Компания")).decode().encode("koi8-r")
    (article,) = articles(load("a.html", html))
    assert "Компания 3 of an article" in article.text
    western = (
        page('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', BODY.replace("main", "manœuvré"))
        .decode()
        .encode("cp1252")
    )
    (article,) = articles(load("a.html", western))
    assert "manœuvré text" in article.text
    assert any("guessed as windows-1252" in w for w in article.warnings)


def test_pieces_of_html() -> None:
    assert fragment_text("<p>a&nbsp;b <b>c</b>d<br>e</p><ul><li>f</li><li><p>g</p><p>h</p></li></ul>") == "a\u00a0b cd\ne\n\n- f\n- g\nh"
    assert fragment_text("plain & simple") == "plain & simple"
    assert fragment_text("") == ""
    assert fragment_text("<table><tr><td><p>a</p></td><td>b</td></tr><tr><td>c</td></tr></table>") == "a | b\nc"
    assert fragment_text("<div>" * 3000 + "deep" + "</div>" * 3000) in ("deep", "")


def test_titles_are_not_told_twice() -> None:
    assert with_title("A Title!", "A title\n\nText") == "A title\n\nText"
    assert with_title("A title", "Text") == "A title\n\nText"
    assert with_title("", "Text") == "Text"
