"""An entry of a feed, from the names and types that feedparser gives to ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.sources.html_text import fragment_text

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry, its number from 1, or the ``error`` for which it cannot be read. ``full``: the body is a content and no summary."""

    number: int
    title: str = ""
    link: str = ""
    guid: str = ""
    published: str = ""
    author: str = ""
    publisher: str = ""
    body: str = ""
    full: bool = False
    error: str = ""


def entry_of(number: int, fields: Fields) -> FeedEntry:
    """The entry of feedparser's fields; the markup of title and body becomes text."""
    source = fields.get("source")
    body, full = _body(fields)
    return FeedEntry(
        number=number,
        title=" ".join(_flat(text_of(fields, "title"), fields.get("title_detail")).split()),
        link=_first(fields, "feedburner_origlink", "link"),
        guid=text_of(fields, "id"),
        published=_first(fields, "published", "updated", "created"),
        author=text_of(fields, "author"),
        publisher=text_of(source, "title") if isinstance(source, Mapping) else "",
        body=body,
        full=full,
    )


def text_of(fields: Fields, name: str) -> str:
    """A field that is a text, else an empty one."""
    # dict.get, for feedparser's own get warns about names that it once mapped to others
    found = dict.get(fields, name) if isinstance(fields, dict) else fields.get(name)
    return found.strip() if isinstance(found, str) else ""


def _body(fields: Fields) -> tuple[str, bool]:
    """The longest content of an entry, else its summary; and whether it was a content."""
    contents = fields.get("content")
    texts = [_flat(text_of(c, "value"), c) for c in contents if isinstance(c, Mapping)] if isinstance(contents, list) else []
    best = max(texts, key=len, default="")
    summary = _flat(text_of(fields, "summary"), fields.get("summary_detail"))
    return (best, True) if best and len(best) >= len(summary) else (summary, False)


def _flat(value: str, detail: object) -> str:
    """Markup to text; what the feed says is plain stays as it is."""
    plain = isinstance(detail, Mapping) and detail.get("type") == "text/plain"
    return value if plain else fragment_text(value)


def _first(fields: Fields, *names: str) -> str:
    return next((text for name in names if (text := text_of(fields, name))), "")
