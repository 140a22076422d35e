"""Whatever the bytes, there are articles or rejects, and never a crash."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Article
from tests.unit.sources.helpers import fixture, load
from tests.unit.sources.test_pdf import paragraphs, pdf

NAMES = st.sampled_from(("a.txt", "a.html", "a.jsonl", "a.json", "a.xml", "a.pdf", "a", "-"))
FILES = ("page-en.html", "page-fr.html", "feed.rss", "feed.atom", "articles.jsonl")
SEEDS = (*(fixture(name) for name in FILES), pdf(paragraphs(2)))
MARKUP = rb"""< > </div> <div><div><div><div><div><div> <script> <!-- <![CDATA[ ]]> &#x0; &#xD800; %PDF-1.4 %%EOF endobj << stream { "
\ud800 <item> </item> <table><tr><td> <svg> <!DOCTYPE""".split()
PIECES = (
    *MARKUP,
    b"<meta charset=utf-16>",
    b"<?xml version='1.0' encoding='utf-7'?>",
    b"<!DOCTYPE x [",
    b"\xe9\xe8",
    b"\xff\xfe",
    b"\x00",
    b"\r",
    b"\n",
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good document with some places cut, overwritten or grown."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        data = data[:at] + draw(st.sampled_from(PIECES) | st.binary(max_size=4)) + data[at + length :]
    return data[: draw(st.sampled_from((len(data), len(data) // 2)))]


def check(name: str, data: bytes) -> None:
    """Read it twice: the same things come, and all can be stored."""
    items = load(name, data)
    assert items
    assert items == load(name, data)
    for item in items:
        if isinstance(item, Article):
            assert item.text.strip()
            assert item.model_dump_json().encode()
        else:
            assert item.reason
            assert item.where


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, damaged())
def test_damaged_documents(name: str, data: bytes) -> None:
    check(name, data)


PIECEWISE = st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join)
TEXTS = st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))


@settings(max_examples=150, deadline=None)
@given(NAMES, st.binary(max_size=300) | PIECEWISE | TEXTS)
def test_any_bytes(name: str, data: bytes) -> None:
    check(name, data)
