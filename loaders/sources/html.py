"""Web pages: main text, title, time, author and site by trafilatura; what it rounds (the time) or misses is read from the head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from trafilatura import bare_extraction
from trafilatura.settings import Document

from graph.errors import SourceError
from loaders.sources.base import Draft, Meta, Raw, Reject
from loaders.sources.dateline import dateline, marked_date, url_date
from loaders.sources.decode import decode
from loaders.sources.html_cut import is_cut
from loaders.sources.html_facts import Facts, declared_charset, facts, published_of
from loaders.sources.html_text import fragment_text, parsed, tree_text, with_title
from loaders.sources.logs import gathered
from loaders.sources.sniff import kind_of
from loaders.sources.urls import host_of, trusted_canonical

# The date that trafilatura gives is not used (see _visible_date): let it be quick, and let no clock in.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}
# Markup that no browser wrote can break the assumptions of the libraries below trafilatura anywhere.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RuntimeError, LxmlError)
_PAGE = re.compile(r"<(?:html|body|article|main)\b", re.I)


class HtmlSource:
    """One article a page. The stored text begins with the title."""

    name = "html"

    def accepts(self, locator: str | Path, head: bytes, media: str = "") -> bool:
        """Whatever begins with HTML markup, under any name, and files or media types so named."""
        return kind_of(locator, head, media) == self.name

    def read(self, raw: Raw, meta: Meta) -> Iterator[Draft | Reject]:
        """Raises SourceError for a page that is cut off, binary, or holds no main text."""
        data = raw.read()
        decoded = decode(data, raw.charset or declared_charset(data[:4096]))
        if is_cut(decoded.text):
            raise SourceError("the page is cut off before its end; fetch or save it again")
        yield _draft(decoded.text, raw, meta, decoded.warnings)


def html_text(html: str) -> str:
    """The text of HTML that may be a whole page or a piece of one; empty when there is none."""
    if not _PAGE.search(html):
        return fragment_text(html)
    document = _extract(html, "")
    return tree_text(document.body) if document is not None else fragment_text(html)


def _draft(html: str, raw: Raw, meta: Meta, warnings: tuple[str, ...]) -> Draft:
    tree = parsed(html)
    if tree is None:
        raise SourceError("no HTML that can be read; save the page from a browser, or give its text")
    found = facts(tree)
    base = meta.url or raw.url
    document = _extract(html, base)
    body = tree_text(document.body) if document is not None else ""
    if document is None or not body.strip():
        raise SourceError("no main text: the page is empty, a list of links, or drawn by scripts; save it from a browser, or give its text")
    title = document.title or found.headline
    url = meta.url or trusted_canonical(found.canonical, raw.url)
    return Draft(
        text=with_title(meta.title or title, body),
        where=raw.locator,
        title=meta.title or title,
        url=url,
        published=meta.published or published_of(found, _visible_date(found, tree, title, url)),
        publisher=meta.publisher or found.publisher or document.sitename or host_of(url),
        author=meta.author or document.author or found.author,
        lang=meta.lang,
        kind="html",
        warnings=meta.warnings + warnings,
    )


def _extract(html: str, url: str) -> Document | None:
    try:
        with gathered("trafilatura", "htmldate", "justext", "courlan"):  # what they log is told by what they find: nothing
            found: Any = bare_extraction(
                html, url=url or None, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
            )
    except _BROKEN as error:
        raise SourceError(f"the page cannot be read as HTML ({type(error).__name__}); save it from a browser, or give its text") from error
    return found if isinstance(found, Document) else None


def _visible_date(found: Facts, tree: Any, title: str, url: str) -> str:
    """The date that the page shows about its headline, in an element called so, or in its address.

    Not what htmldate finds, which trafilatura uses: where nothing is plain it takes a date of the footer or of the story itself.
    """
    return dateline(tree_text(tree).split("\n"), title) or marked_date(list(found.dates)) or url_date(url)
