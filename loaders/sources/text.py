"""Plain text and Markdown: the file is the stored text, its first line the title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loaders.sources.base import Draft, Meta, Raw, Reject
from loaders.sources.decode import decode
from loaders.sources.sniff import kind_of


class TextSource:
    """One article a file, kept whole."""

    name = "text"

    def accepts(self, locator: str | Path, head: bytes, media: str = "") -> bool:
        """Whatever is none of the other kinds; what is no text at all is refused in reading."""
        return kind_of(locator, head, media) == self.name

    def read(self, raw: Raw, meta: Meta) -> Iterator[Draft | Reject]:
        """Raises SourceError for binary data and unknown encodings."""
        decoded = decode(raw.read(), raw.charset)
        yield Draft(
            text=decoded.text,
            where=raw.locator,
            title=meta.title,
            url=meta.url or raw.url,
            published=meta.published,
            publisher=meta.publisher,
            author=meta.author,
            lang=meta.lang,
            kind=self.name,
            warnings=meta.warnings + decoded.warnings,
        )
