"""What a source of articles is: bytes and where they came from go in, drafts of articles and rejects come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from graph.errors import SourceError
from loaders.sources.published import published_text

HEAD = 4096  # bytes by which a source decides whether a document is its own
DEFAULT_SIZE = 20_000_000


@dataclass(frozen=True, slots=True)
class Meta:
    """What the user says of a document, on the command line or in ``FILE.meta.json``; it goes before what the document says.

    ``published`` is a day or an ISO 8601 time. Sources of many articles (feed, jsonl) take no ``title`` from here, and ``url`` only as the
    base of relative links. Raises InvalidValue for a ``published`` that is no date.
    """

    published: str = ""
    lang: str = ""
    publisher: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.published:
            object.__setattr__(self, "published", published_text(self.published))

    def over(self, other: Meta) -> Meta:
        """This one's values, and the other's where this one says nothing."""
        chosen = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(Meta) if f.name != "warnings"}
        return Meta(**chosen, warnings=self.warnings + other.warnings)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its source gives it, before ids, language and signature.

    ``published`` is as the source writes it, in any of the usual forms; ``key`` tells the article apart inside its source (a feed's guid, a
    record's id) where it has no address of its own; ``scope`` is where such a key is unique (the feed's host, the publisher).
    """

    text: str
    where: str
    title: str = ""
    url: str = ""
    key: str = ""
    scope: str = ""
    published: str = ""
    publisher: str = ""
    author: str = ""
    lang: str = ""
    kind: str = "text"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """What could not be read as an article: where, why, and what to do. ``skipped`` marks a file passed over on purpose: no failure."""

    where: str
    reason: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """A document: its first bytes, and a stream of it from the start, which can be read once.

    ``media`` and ``charset`` are those of an HTTP content type (empty when unknown), ``url`` is the address that answered (after
    redirects), ``limit`` the most bytes to read.
    """

    locator: str
    head: bytes
    stream: BinaryIO = field(compare=False)
    media: str = ""
    charset: str = ""
    url: str = ""
    limit: int = DEFAULT_SIZE

    @staticmethod
    def of(locator: str, data: bytes, *, media: str = "", charset: str = "", url: str = "", limit: int = DEFAULT_SIZE) -> Raw:
        """A document that is already in memory."""
        return Raw(locator, data[:HEAD], BytesIO(data), media, charset, url, limit)

    def read(self) -> bytes:
        """The whole document. Raises SourceError when it is longer than the limit; no more than that is read."""
        data = self.stream.read(self.limit + 1)
        if len(data) > self.limit:
            raise SourceError(f"{self.locator}: larger than {self.limit:,} bytes; split it, or raise the size limit")
        return data

    def lines(self) -> Iterator[bytes]:
        """The lines, ends included. A line beyond the limit comes as its first ``limit`` + 1 bytes; the rest of it is passed over."""
        while line := self.stream.readline(self.limit + 1):
            yield line
            while line and not line.endswith(b"\n"):
                line = self.stream.readline(1 << 20)


class Source(Protocol):
    """A kind of document that articles are read from; found by the entry points ``claimstake.sources``."""

    name: str

    def accepts(self, locator: str | Path, head: bytes, media: str = "") -> bool:
        """Whether a document with these first bytes (and this media type, if one was told) is of this kind."""

    def read(self, raw: Raw, meta: Meta) -> Iterator[Draft | Reject]:
        """The articles of a document; one that cannot be read gives a Reject and the others go on.

        May raise SourceError when the whole document cannot be read; whoever calls makes a Reject of it.
        """
