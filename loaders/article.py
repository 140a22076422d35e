"""Drafts to articles: the stored text, whose characters all offsets count, with its ids, date, language and signature."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from graph.errors import InvalidValue
from graph.ids import article_id, digest
from graph.model import Article
from loaders.languages import packs
from loaders.signature import signature
from loaders.sources.base import Draft, Reject
from loaders.sources.published import published_text
from loaders.sources.urls import clean_url, url_key
from loaders.text.langid import Language, identify

_TITLE_LENGTH = 200
_SURE = 0.5  # confidence below which a guessed language is worse than none
_OPENING = 20_000  # characters among which a title is looked for
_LINE_ENDS = re.compile(r"\r\n?|[\v\f]")  # form feeds part pages: dropping them would glue two words
_DROPPED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LANG = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.I)


def make_article(draft: Draft) -> Article | Reject:
    """The article of a draft, or a Reject when no text is left. A pure function: the same draft gives the same article.

    The text keeps the characters of the source: only line ends become ``\\n``, and control characters go.
    """
    draft = _cleaned(draft)
    text = draft.text
    if not text.strip():
        return Reject(draft.where, "empty: there is no text in it")
    published, date_warnings = _published(draft)
    lang, lang_warnings = _language(draft, text)
    key = source_key(draft, text)
    return Article(
        id=article_id(key),
        source_key=key,
        version=_version(draft, text),
        text=text,
        url=clean_url(draft.url),
        title=_line(draft.title) or first_line(text),
        published=published,
        publisher=_line(draft.publisher),
        author=_line(draft.author),
        lang=lang,
        kind=draft.kind,
        signature=signature(text),
        warnings=(*draft.warnings, *date_warnings, *lang_warnings),
    )


def _cleaned(draft: Draft) -> Draft:
    """All texts of a draft with characters that can be stored: JSON may hold halves of characters in any field."""
    return replace(
        draft,
        text=stored_text(draft.text),
        title=stored_text(draft.title),
        url=stored_text(draft.url),
        key=stored_text(draft.key),
        scope=stored_text(draft.scope),
        published=stored_text(draft.published),
        publisher=stored_text(draft.publisher),
        author=stored_text(draft.author),
        lang=stored_text(draft.lang),
    )


def stored_text(text: str) -> str:
    """The characters that the source gave, with ``\\n`` as line end, without control characters, unpaired surrogates marked U+FFFD."""
    return _SURROGATES.sub("\ufffd", _DROPPED.sub("", _LINE_ENDS.sub("\n", text)))


def first_line(text: str) -> str:
    """The first line as a title, without the marks of a Markdown heading, cut at a word when long.

    A pasted page begins with lines of its site ("Crypto Prices"): of its first lines, the first of four words or more is taken.
    """
    lines = (line.strip() for line in text[:_OPENING].split("\n"))
    opening = list(islice((line for line in lines if any(c.isalnum() for c in line)), 5))
    for line in [line for line in opening if len(line.split()) >= 4] or opening:
        return _line(re.sub(r"^#{1,6}\s+|\s+#+$", "", line))
    return ""


def source_key(draft: Draft, text: str) -> str:
    """What tells the article apart: its address, else the key in its source, else its publisher and content."""
    if clean_url(draft.url):
        return f"url:{url_key(draft.url)}"
    if draft.key:
        return f"key:{draft.scope}:{draft.key}"
    return f"content:{digest(_line(draft.publisher), text, size=40)}"


def _version(draft: Draft, text: str) -> str:
    """Digest of all that the source gave: what is equal needs no new version."""
    return digest(text, draft.title, draft.url, draft.published, draft.publisher, draft.author, draft.lang)


def _line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _TITLE_LENGTH else flat[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _published(draft: Draft) -> tuple[str, tuple[str, ...]]:
    if not draft.published.strip():
        return "", ("no date of publication: relative dates cannot be read; give it with --published",)
    try:
        return published_text(draft.published), ()
    except InvalidValue as error:
        return "", (f"the date of publication was not read: {error}",)


def _language(draft: Draft, text: str) -> tuple[str, tuple[str, ...]]:
    """The language's code as given, else as identified; empty when the text is too short to tell."""
    given = _LANG.fullmatch(draft.lang.strip())
    found = Language(given.group(1).lower(), 1.0) if given else identify(text)
    wrong = (f"{draft.lang[:20]!r} is no language code such as en or fr; the language was identified",) if draft.lang and not given else ()
    if found.confidence < _SURE:
        return "", (*wrong, "the language cannot be told; give it with --lang")
    if not found.supported:
        return found.code, (*wrong, f"there is no language pack for {found.code!r}; claims are read only in {', '.join(packs())}")
    return found.code, wrong
