"""RSS and Atom: entries one by one, entity bombs refused before parsing."""

from __future__ import annotations

import pytest

from loaders.sources.base import Meta, Reject
from tests.unit.sources.helpers import articles, fixture, load, reasons

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><item><title>&c;</title></item></channel></rss>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><title>&x;</title></item></channel></rss>'


def rss(*items: str) -> bytes:
    """A feed of these items."""
    return f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'.encode()


def test_an_rss_feed() -> None:
    items = load("feed.rss", fixture("feed.rss"))
    first, second = articles([item for item in items if not isinstance(item, Reject)])
    assert first.text == (
        "Tamarack & Aldergrove sign a second loan\n\nTamarack Compute has signed a second loan with Aldergrove Capital Partners.\n\n"
        "- C$5 million, drawn at once\n- two years, at 9%"
    )
    assert (first.published, first.author, first.publisher) == ("2025-11-13T08:15:00-05:00", "Odile Marchand", "Hashboard Weekly")
    assert first.source_key == "url:hashboard-weekly.example/2025/11/second-loan"
    assert second.url == "https://www.hashboard-weekly.example/2025/11/power-prices"
    assert second.published == "2025-11-13T07:05:00"
    assert "only the opening" in second.warnings[0]
    (reject,) = [item for item in items if isinstance(item, Reject)]
    assert (reject.where, reject.reason[:7]) == ("feed.rss: entry 2", "no text")


def test_an_atom_feed() -> None:
    first, second = articles(load("feed.atom", fixture("feed.atom")))
    assert first.text == "Corvane & Cie lève 40 M€\n\nCorvane a levé 40 M€ auprès de ses actionnaires.\n\nLa société loue des serveurs."
    assert (first.title, first.author, first.published) == ("Corvane & Cie lève 40 M€", "Armel Quillien", "2025-11-13T08:15:00+01:00")
    assert second.text == "Une brève sans lien\n\nMélèze < Corvane, dit une note."
    assert second.source_key == "key:lettre-hachage.example:tag:lettre-hachage.example,2025:13"


@pytest.mark.parametrize("data", (BOMB.encode(), OUTSIDE.encode(), BOMB.encode("utf-16"), b"\n\n" + BOMB[21:].encode(),
                                  BOMB.replace("<!DOCTYPE rss [", "<!-- x --><!DOCTYPE rss SYSTEM 'u' [").encode()))  # fmt: skip
def test_entity_bombs_are_refused(data: bytes) -> None:
    (reason,) = reasons(load("bomb.xml", data))
    assert reason.startswith("the XML declares entities")


def test_a_plain_doctype_is_harmless() -> None:
    old = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    assert (
        len(articles(load("a.xml", old.encode() + rss("<item><title>A title</title><description>Some words.</description></item>")))) == 1
    )


GOOD = "<item><title>Good {0}</title><link>https://example.org/{0}</link><description>The words of the entry {0}.</description></item>"


@pytest.mark.parametrize(
    "broken",
    (
        "<item><title>Broken<link></item>",
        "<item><title>Broken</title><description>no end",
        "<item><title>Broken</title><description a=b>x</description></item>",
        "<item><description><b>Broken</description></item>",
    ),
)
def test_a_broken_entry_spoils_no_other(broken: str) -> None:
    items = load("a.rss", rss(GOOD.format(1), broken, GOOD.format(2)))
    assert [item.title for item in items if not isinstance(item, Reject)] == ["Good 1", "Good 2"]
    (reason,) = reasons(items)
    assert "not well-formed" in reason
    assert [item.where for item in items if isinstance(item, Reject)] == ["a.rss: entry 2"]


def test_bare_ampersands_and_names_of_characters_are_mended() -> None:
    (article,) = articles(
        load("a.rss", rss("<item><title>AT&T &eacute;tend&nbsp;</title><description>Q&amp;A & more</description></item>"))
    )
    assert article.text == "AT&T étend\n\nQ&A & more"


def test_a_feed_that_is_cut_off_is_told() -> None:
    whole = rss(GOOD.format(1), GOOD.format(2))
    inside, between = whole[: whole.index(b"entry 2")], whole[: whole.index(b"</channel>")]
    assert [isinstance(i, Reject) for i in load("a.rss", inside)] == [False, True]
    items = load("a.rss", between)
    assert [isinstance(i, Reject) for i in items] == [False, False, True]
    assert "breaks off" in reasons(items)[0]


def test_entries_that_share_an_address_stay_apart() -> None:
    live = GOOD.replace("/{0}<", "/live#p{0}<").replace("<description>", "<guid>{1}</guid><description>")
    first, second, front = articles(
        load("a.rss", rss(live.format(1, "g1"), live.format(2, "g2"), live.format(3, "").replace("live#p3", "")))
    )
    assert (first.source_key, second.source_key) == ("key:T:g1", "key:T:g2")
    assert front.source_key.startswith("content:")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<?xml version='1.0'?><note>hello</note>", "XML, but no RSS or Atom feed: its root is <note>"),
        (b"<rss version='2.0'><channel></channel></rss>", "the feed holds no entry"),
        (b"<rss version='2.0'><chan", "the feed is not well-formed XML"),
        (b"<?xml version='1.0'?>", "XML, but no RSS or Atom feed"),
    ],
)
def test_what_is_no_feed_says_so(data: bytes, reason: str) -> None:
    (found,) = reasons(load("a.xml", data))
    assert found.startswith(reason)


def test_the_command_line_goes_before_the_feed() -> None:
    found = articles(load("feed.atom", fixture("feed.atom"), Meta(published="2025-12-01", lang="en", publisher="P")))
    assert {(a.published, a.lang, a.publisher) for a in found} == {("2025-12-01", "en", "P")}
