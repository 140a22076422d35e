"""RSS and Atom feeds: each entry an article, cleaned of its markup; a broken entry is a Reject and the others go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.sources.base import Draft, Meta, Raw, Reject
from loaders.sources.decode import decode
from loaders.sources.feed_entry import FeedEntry
from loaders.sources.feed_xml import Feed, read_feed
from loaders.sources.html_facts import declared_charset
from loaders.sources.html_text import with_title
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
        feed = read_feed(decoded.text)
        base = raw.url or meta.url or feed.link
        context = _Context(raw.locator, base, feed.title, meta, decoded.warnings, _shared_links(feed, base))
        if not feed.entries:
            yield Reject(raw.locator, "the feed holds no entry")
        for entry in feed.entries:
            yield _draft(entry, context)


@dataclass(frozen=True, slots=True)
class _Context:
    """What all entries of a feed have in common; ``shared`` are the keys of addresses that more than one of them gives."""

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
    meta, title = context.meta, entry.title
    if not entry.body:
        named = f" {title[:60]!r}" if title else ""
        return Reject(where, f"no text: the entry{named} has neither content nor summary; load its page instead")
    teaser = not entry.full and len(entry.body.split()) < _SHORT
    link = _link(entry, context)
    return Draft(
        text=with_title(title, entry.body),
        where=where,
        title=title,
        url=link,
        key=entry.guid,
        scope=host_of(link) or host_of(context.base) or context.title,
        published=meta.published or entry.published,
        publisher=meta.publisher or entry.publisher or context.title or host_of(link),
        author=meta.author or entry.author,
        lang=meta.lang,
        kind="feed",
        warnings=meta.warnings + context.warnings + (("the feed gives only the opening of this article",) if teaser else ()),
    )


def _link(entry: FeedEntry, context: _Context) -> str:
    """The entry's own address; none where several entries share it (a live page, the front page), since it tells no article apart."""
    found = clean_url(entry.link, context.base)
    if not found and is_web(entry.guid):
        found = clean_url(entry.guid)
    return "" if url_key(found) in context.shared else found


def _shared_links(feed: Feed, base: str) -> frozenset[str]:
    links = (clean_url(entry.link, base) for entry in feed.entries)
    counted = Counter(url_key(link) for link in links if link)
    return frozenset(key for key, count in counted.items() if count > 1 or "/" not in key)
