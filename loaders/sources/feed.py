"""RSS and Atom feeds: each entry an article, cleaned of its markup; a broken entry is a Reject and the others go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.sources.base import Draft, Meta, Raw, Reject
from loaders.sources.decode import decode
from loaders.sources.feed_xml import FeedEntry, read_feed
from loaders.sources.html_facts import declared_charset
from loaders.sources.html_text import fragment_text, with_title
from loaders.sources.sniff import kind_of
from loaders.sources.urls import clean_url, host_of, is_web, url_key

_SHORT = 60  # words below which an entry that gives no full content is called a teaser


class FeedSource:
    """One article an entry: its full content, else its summary. The stored text begins with the title."""

    name = "feed"

    def accepts(self, locator: str | Path, head: bytes, media: str = "") -> bool:
        """Whatever has the root element of a feed, and XML that is named or sent as one."""
        return kind_of(locator, head, media) == self.name

    def read(self, raw: Raw, meta: Meta) -> Iterator[Draft | Reject]:
        """Raises SourceError for XML that is no feed, and for a DOCTYPE that declares entities, before it is parsed."""
        decoded = decode(raw.read(), raw.charset or declared_charset(raw.head))
        feed, entries = read_feed(decoded.text)
        base = raw.url or meta.url or _text(feed, "link")
        context = _Context(raw.locator, base, _text(feed, "title"), meta, decoded.warnings, _shared_links(entries, base))
        if not entries:
            yield Reject(raw.locator, "the feed holds no entry")
        for entry in entries:
            yield _draft(entry, context)


@dataclass(frozen=True, slots=True)
class _Context:
    """What all entries of a feed have in common."""

    locator: str
    base: str
    title: str
    meta: Meta
    warnings: tuple[str, ...]
    shared: frozenset[str]


def _draft(entry: FeedEntry, context: _Context) -> Draft | Reject:
    where = f"{context.locator}: entry {entry.number}"
    if entry.error:
        return Reject(where, entry.error)
    fields, meta = entry.fields, context.meta
    title = _flat(_text(fields, "title"), _detail(fields, "title_detail"))
    body, is_full = _body(fields)
    if not body:
        return Reject(
            where, f"no text: the entry{f' {title[:60]!r}' if title else ''} has neither content nor summary; load its page instead"
        )
    teaser = not is_full and len(body.split()) < _SHORT
    link = _link(fields, context)
    return Draft(
        text=with_title(title, body),
        where=where,
        title=title,
        url=link,
        key=_text(fields, "id"),
        scope=host_of(link) or host_of(context.base) or context.title,
        published=meta.published or _first(fields, "published", "updated", "created"),
        publisher=meta.publisher or _text(fields.get("source") or {}, "title") or context.title or host_of(link),
        author=meta.author or _text(fields, "author"),
        lang=meta.lang,
        kind="feed",
        warnings=meta.warnings + context.warnings + (("the feed gives only the opening of this article",) if teaser else ()),
    )


def _link(fields: dict[str, Any], context: _Context) -> str:
    """The entry's own address; none where several entries share it (a live page, the front page), since it tells no article apart."""
    found = clean_url(_first(fields, "feedburner_origlink", "link"), context.base)
    if not found and is_web(_text(fields, "id")):
        found = clean_url(_text(fields, "id"))
    return "" if url_key(found) in context.shared else found


def _shared_links(entries: list[FeedEntry], base: str) -> frozenset[str]:
    links = (clean_url(_first(e.fields, "feedburner_origlink", "link"), base) for e in entries)
    counted = Counter(url_key(link) for link in links if link)
    return frozenset(key for key, count in counted.items() if count > 1 or "/" not in key)


def _body(fields: dict[str, Any]) -> tuple[str, bool]:
    """The longest content of an entry, else its summary; and whether it was a content."""
    contents = [_flat(_text(c, "value"), c, keep_lines=True) for c in fields.get("content") or ()]
    best = max(contents, key=len, default="")
    summary = _flat(_text(fields, "summary"), _detail(fields, "summary_detail"), keep_lines=True)
    return (best, True) if best and len(best) >= len(summary) else (summary, False)


def _flat(value: str, detail: dict[str, Any], *, keep_lines: bool = False) -> str:
    """Markup to text; what the feed says is plain stays as it is."""
    text = value.strip() if detail.get("type") == "text/plain" else fragment_text(value)
    return text if keep_lines else " ".join(text.split())


def _detail(fields: dict[str, Any], name: str) -> dict[str, Any]:
    found = fields.get(name)
    return found if isinstance(found, dict) else {}


def _first(fields: dict[str, Any], *names: str) -> str:
    return next((text for name in names if (text := _text(fields, name))), "")


def _text(fields: dict[str, Any], name: str) -> str:
    # dict.get, for feedparser's own get warns about names that it once mapped to others
    found = dict.get(fields, name)
    return found.strip() if isinstance(found, str) else ""
