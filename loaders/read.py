"""From what a user names (files, directories, addresses, ``-``) to articles, in an order that depends on the names alone."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from graph.errors import SourceError
from graph.model import Article
from loaders.article import make_article
from loaders.fetch import Limits, fetch
from loaders.sources.base import HEAD, Meta, Raw, Reject, Source
from loaders.sources.meta_file import SUFFIX, meta_beside
from loaders.sources.registry import installed_sources, source_for
from loaders.sources.sniff import ending_kind

STDIN = "-"
_DEFAULT = Limits()
_NO_META = Meta()


def read(
    locators: Iterable[str | Path],
    meta: Meta = _NO_META,
    limits: Limits = _DEFAULT,
    sources: Sequence[Source] | None = None,
) -> Iterator[Article | Reject]:
    """The articles of files, directories (walked in sorted order), http(s) addresses and standard input (``-``).

    What cannot be read gives a Reject, and the rest goes on. ``meta`` goes before ``FILE.meta.json``, that before the document itself.
    Raises SourceError only when an installed source cannot be loaded.
    """
    chosen = installed_sources() if sources is None else sources
    for document in documents(locators):
        if isinstance(document, Reject):
            yield document
        else:
            yield from read_document(document, meta, limits, chosen)


def documents(locators: Iterable[str | Path]) -> Iterator[str | Reject]:
    """The single documents that the locators name, directories walked; a Reject for a directory or file that cannot be taken."""
    for locator in locators:
        text = str(locator)
        if text != STDIN and "://" not in text and _is_directory(text):
            yield from _walk(text)
        else:
            yield text


def read_document(locator: str, meta: Meta, limits: Limits, sources: Sequence[Source]) -> Iterator[Article | Reject]:
    """The articles of one document."""
    try:
        if "://" in locator:
            yield from read_raw(fetch(locator, limits), meta, sources)
        elif locator == STDIN:
            yield from read_raw(_raw(STDIN, sys.stdin.buffer, limits), meta, sources)
        else:
            with Path(locator).open("rb") as file:
                yield from read_raw(_raw(locator, file, limits), meta.over(meta_beside(Path(locator))), sources)
    except SourceError as error:
        yield Reject(locator, str(error).removeprefix(f"{locator}: "))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Reject(locator, f"cannot be opened or read: {reason}")


def read_raw(raw: Raw, meta: Meta, sources: Sequence[Source]) -> Iterator[Article | Reject]:
    """The articles of a document whose bytes are at hand."""
    try:
        if len(raw.head) < HEAD and not raw.head.strip():
            raise SourceError("empty: there is nothing in it")
        for item in source_for(raw.locator, raw.head, raw.media, sources).read(raw, meta):
            yield item if isinstance(item, Reject) else make_article(item)
    except SourceError as error:
        yield Reject(raw.locator, str(error).removeprefix(f"{raw.locator}: "))


def _raw(locator: str, stream: BinaryIO, limits: Limits) -> Raw:
    """A document of an open stream. The first bytes are put before the rest again: standard input cannot be wound back."""
    head = stream.read(HEAD)
    return Raw(locator, head, io.BufferedReader(_Joined(head, stream)), limit=limits.size)


class _Joined(io.RawIOBase):
    """Bytes that were read already, then the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from what is there, as io.RawIOBase asks."""
        chunk: bytes | memoryview = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(chunk) :] if self._head else self._head
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _is_directory(text: str) -> bool:
    try:
        return Path(text).is_dir()
    except OSError:
        return False  # a name that the system refuses is no directory; opening it tells why


def _walk(directory: str) -> Iterator[str | Reject]:
    found = False
    failed: list[OSError] = []
    for folder, names, files in os.walk(directory, onerror=failed.append):
        names[:] = sorted(n for n in names if not n.startswith("."))
        for name in sorted(files):
            path = str(Path(folder, name))
            if name.startswith(".") or name.endswith(SUFFIX):
                continue
            if name.endswith(".json") or not ending_kind(name) or not Path(path).is_file():
                yield Reject(path, "passed over: the ending names no kind of article; name the file itself to load it", skipped=True)
                continue
            found = True
            yield path
    for error in failed:
        yield Reject(str(error.filename), f"cannot be read: {error.strerror}")
    if not found and not failed:
        yield Reject(directory, "no article in this directory (.txt .md .html .jsonl .xml .rss .atom .pdf)")
