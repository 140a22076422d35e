"""The XML of feeds: what could blow up is refused before parsing, what is broken is told entry by entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from io import BytesIO
from typing import Any
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

import feedparser

from graph.errors import SourceError
from loaders.sources.feed_entry import FeedEntry, Fields, entry_of, text_of

_ROOT = re.compile(r"(?P<prolog>(?:<\?.*?\?>|<!--.*?-->|<![^>\[]*(?:\[.*?\]\s*)?>|[^<])*)<(?P<root>[\w:.-]+)", re.S)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!doctype[^>\[]*(\[)?[^>]*>?", re.I)
_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_ENTRY = re.compile(r"<(?P<name>(?:[\w-]+:)?(?:item|entry))[\s>].*?(?:</(?P=name)\s*>|(?=<(?P=name)[\s>])|\Z)", re.S)
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.S)
_ENTITY = re.compile(r"&(?:(#\d+|#x[0-9a-f]+|\w+);)?", re.I)
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its own title and address, and its entries."""

    title: str
    link: str
    entries: tuple[FeedEntry, ...]


def read_feed(text: str) -> Feed:
    """Read a feed's XML. Raises SourceError for what is no feed, for a DOCTYPE with declarations, and when no entry can be told apart."""
    text = _safe(text)
    fault = _fault(text)
    if not fault:
        parsed = _parse(text)
        return _feed(parsed.feed, [entry_of(number, entry) for number, entry in enumerate(parsed.entries, 1)])
    found = list(_ENTRY.finditer(text))
    if not found:
        raise SourceError("the feed is not well-formed XML and no entry can be read; fetch or save it again")
    opening = _Opening.of(text[: found[0].start()])
    entries = [opening.entry(number, match.group()) for number, match in enumerate(found, 1)]
    if not any(entry.error for entry in entries):
        lost = f"the feed breaks off or is broken between its entries ({fault}); some may be missing"
        entries.append(FeedEntry(len(found) + 1, error=lost))
    return _feed(opening.fields(), entries)


def _feed(fields: Fields, entries: list[FeedEntry]) -> Feed:
    return Feed(text_of(fields, "title"), text_of(fields, "link"), tuple(entries))


def _safe(text: str) -> str:
    """The text without XML declaration and DOCTYPE, its characters and ampersands such as XML allows.

    Entities that a DOCTYPE declares can grow without bound or name other files, and no feed needs them.
    """
    found = _ROOT.match(text)
    root = found.group("root").rpartition(":")[2].lower() if found else ""
    prolog = found.group("prolog") if found else text[:10_000]
    if any(doctype.group(1) for doctype in _DOCTYPE.finditer(prolog)) or "<!entity" in prolog.lower():
        raise SourceError(
            "the XML declares entities (a DOCTYPE with [...]), which may be an entity bomb; remove the DOCTYPE if you trust it"
        )
    if root not in _ROOTS:
        raise SourceError(f"XML, but no RSS or Atom feed{f': its root is <{root[:40]}>' if root else ''}; save the article as HTML or text")
    body = _FORBIDDEN.sub("", text[len(prolog) :])
    return "".join(part if part.startswith("<![CDATA[") else _ENTITY.sub(_mended, part) for part in _CDATA.split(body))


def _mended(match: re.Match[str]) -> str:
    """An ampersand as XML wants it: bare ones and HTML's names of characters are common in feeds and mean what they say."""
    name = match.group(1)
    if name and (name in _XML or name.startswith("#")):
        return match.group()
    known = html5.get(f"{name};") if name else None
    return known if known else "&amp;" + match.group()[1:]


def _fault(text: str) -> str:
    """What is not well formed in a text, empty when all is. Undeclared prefixes pass: feedparser knows the usual ones."""
    parser = ParserCreate("utf-8")
    try:
        parser.Parse(text.encode(), True)
    except ExpatError as error:
        return ErrorString(error.code)
    return ""


def _parse(text: str) -> Any:
    # Only what is well formed comes here: feedparser's lenient parser lets a broken entry swallow the next ones
    return feedparser.parse(BytesIO(text.encode()), response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands before the first entry of a feed that is not well formed; each entry is parsed alone behind its root element."""

    root: str
    name: str
    rest: str

    @staticmethod
    def of(text: str) -> _Opening:
        """Read the root element, a plain ``<rss>`` if it is broken."""
        found = re.match(r"<([\w:.-]+)[^<>]*>", text)
        if found and not _fault(f"{found.group()}</{found.group(1)}>"):
            return _Opening(found.group(), found.group(1), text[found.end() :])
        return _Opening("<rss>", "rss", "")

    def fields(self) -> Fields:
        """The feed's own fields, none when they are broken themselves."""
        closing = "</channel>" if "<channel" in self.rest else ""
        whole = f"{self.root}{self.rest}{closing}</{self.name}>"
        found: Fields = {} if _fault(whole) else _parse(whole).feed
        return found

    def entry(self, number: int, text: str) -> FeedEntry:
        """One entry, or why it cannot be read."""
        inner = f"<channel>{text}</channel>" if self.name == "rss" else text
        whole = f"{self.root}{inner}</{self.name}>"
        fault = _fault(whole)
        entries = [] if fault else _parse(whole).entries
        if not entries:
            return FeedEntry(number, error=f"the entry is not well-formed XML ({fault or 'it holds nothing'}); mend it or load its page")
        return entry_of(number, entries[0])
