"""JSON Lines: one article an object. A file that is one JSON object, or one array of objects, is read too.

Fields: ``text`` or ``html`` (one of them is needed), ``title``, ``url``, ``id``, ``published`` (ISO 8601, RFC 822 or Unix time), ``lang``,
``publisher``, ``author``. Others are left alone. The stored text begins with the title.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.errors import SourceError
from loaders.sources.base import Draft, Meta, Raw, Reject
from loaders.sources.decode import decode
from loaders.sources.html import html_text
from loaders.sources.html_text import with_title
from loaders.sources.sniff import kind_of
from loaders.sources.urls import clean_url

_HOPELESS = 20  # lines without an article after which a file is no JSON Lines
_TEXTS = ("text", "html", "title", "url", "id", "published", "lang", "publisher", "author")


class JsonlSource:
    """Articles as JSON objects, one a line; a broken line is a Reject and the next goes on."""

    name = "jsonl"

    def accepts(self, locator: str | Path, head: bytes, media: str = "") -> bool:
        """Content that begins with a JSON object or an array of objects, and files so named."""
        return kind_of(locator, head, media) == self.name

    def read(self, raw: Raw, meta: Meta) -> Iterator[Draft | Reject]:
        """The size limit holds for a line, not for the file: archives are longer than memory."""
        if _is_one_value(raw.head):
            yield from self._whole(raw, meta)
            return
        read = rejected = 0
        for number, line in enumerate(raw.lines(), 1):
            if not line.strip():
                continue
            item = _from_bytes(line, f"{raw.locator}:{number}", raw, meta)
            read, rejected = (read, rejected + 1) if isinstance(item, Reject) else (read + 1, rejected)
            yield item
            if not read and rejected == _HOPELESS:
                yield Reject(raw.locator, f"none of the first {_HOPELESS} lines is an article; the rest was not read. Is it JSON Lines?")
                return

    def _whole(self, raw: Raw, meta: Meta) -> Iterator[Draft | Reject]:
        found = _parse(decode(raw.read(), raw.charset).text)
        records: Iterable[object] = found if isinstance(found, list) else [found]
        for number, record in enumerate(records, 1):
            yield _from_object(record, f"{raw.locator}:{number}", raw, meta)


def _is_one_value(head: bytes) -> bool:
    """Whether the file is one JSON value over several lines, or an array, instead of an object a line."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].strip()
    return first.startswith(b"[") or first == b"{" or (first.startswith(b"{") and first.endswith(b",") and len(first) < len(head))


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"no JSON: {error}; mend the file or the line") from error


def _from_bytes(line: bytes, where: str, raw: Raw, meta: Meta) -> Draft | Reject:
    if len(line) > raw.limit:
        return Reject(where, f"the line is longer than {raw.limit:,} bytes; raise the size limit")
    try:
        return _from_object(_parse(decode(line, raw.charset).text), where, raw, meta)
    except SourceError as error:
        return Reject(where, str(error))


def _from_object(record: object, where: str, raw: Raw, meta: Meta) -> Draft | Reject:
    if not isinstance(record, dict):
        return Reject(where, f"no object but {type(record).__name__}; write one JSON object an article")
    given = {name: record.get(name) for name in _TEXTS}
    wrong = [name for name, value in given.items() if isinstance(value, bool | list | dict)]
    if wrong:
        return Reject(where, f"{', '.join(wrong)}: not a text but {type(given[wrong[0]]).__name__}; write a string")
    fields = {name: "" if value is None else str(value) for name, value in given.items()}
    body = fields["text"] or html_text(fields["html"])
    if not body.strip():
        return Reject(where, 'no article: it has neither "text" nor "html", or they are empty')
    return Draft(
        text=with_title(fields["title"], body),
        where=where,
        title=fields["title"],
        url=clean_url(fields["url"], raw.url or meta.url),
        key=fields["id"],
        scope=meta.publisher or fields["publisher"],
        published=meta.published or fields["published"],
        publisher=meta.publisher or fields["publisher"],
        author=meta.author or fields["author"],
        lang=meta.lang or fields["lang"],
        kind="jsonl",
        warnings=meta.warnings,
    )
