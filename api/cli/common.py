"""What the commands share: options, opening the store, printing, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from graph.errors import InvalidValue, SettingsError
from graph.reference import NoReference
from graph.stores.base import Store
from graph.stores.open import open_store
from loaders.extractors import Extractor, Named
from loaders.gazetteer import load_gazetteer
from loaders.sources.base import Meta
from loaders.spread import Team

DEFAULT_STORE = "claimstake.db"
StoreOption = Annotated[
    str, typer.Option("--store", envvar="CLAIMSTAKE_STORE", metavar="STORE", help="The store: a path, sqlite:PATH, neo4j://HOST, memory:")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines")]
PublishedOption = Annotated[str, typer.Option("--published", metavar="DATE", help="When it was published: 2025-11-13 or ISO 8601")]
LangOption = Annotated[str, typer.Option("--lang", metavar="CODE", help="Its language: en, fr ... (else it is identified)")]
PublisherOption = Annotated[str, typer.Option("--publisher", metavar="NAME", help="Who published it")]
UrlOption = Annotated[str, typer.Option("--url", metavar="URL", help="Its address, which also tells it apart from other articles")]
ExtractorOption = Annotated[
    list[str], typer.Option("--extractor", metavar="NAME", help="An extractor that is installed; several times for several")
]

WorkersOption = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, help="Extract in so many processes; each takes up to 1 GB of memory")
]


def read_store(url: str) -> Store:
    """The store, to be read. Raises StoreError."""
    return open_store(url, NoReference(), read_only=True)


def write_store(url: str) -> Store:
    """The store, to be written. Raises StoreError, StoreBusy."""
    return open_store(url, load_gazetteer())


def meta(published: str, lang: str, publisher: str, url: str) -> Meta:
    """What the options say of an article. Raises SettingsError for a date that is none."""
    try:
        return Meta(published=published, lang=lang, publisher=publisher, url=url)
    except InvalidValue as error:
        raise SettingsError(f"--published: {error}") from error


@contextmanager
def extracting(names: Sequence[str], workers: int) -> Iterator[Sequence[Extractor] | Team]:
    """The extractors of these names, in this process or in so many others.

    Raises SettingsError, ExtractorError. Ctrl-C ends the other processes at once.
    """
    named = Named(tuple(names))
    if workers == 1:
        yield named()
        return
    with Team(named, workers) as team:
        yield team


def say(text: str = "") -> None:
    """A line of the answer."""
    sys.stdout.write(f"{text}\n")


def tell(text: str) -> None:
    """A remark to the person, on the standard error output."""
    sys.stderr.write(f"{text}\n")


def say_json(data: Any) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")


def number(count: int, one: str, many: str = "") -> str:
    """``1 claim``, ``1,204 claims``."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def show(*parts: RenderableType) -> None:
    """Print what rich renders; into a file without the spaces that fill its lines."""
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(*parts, sep="\n")
        return
    with console.capture() as caught:
        console.print(*parts, sep="\n")
    for line in caught.get().splitlines():
        say(line.rstrip())


class Bar:
    """The bar of a long work: what is in hand, and how much is done."""

    def __init__(self, bar: Progress, what: str, total: int | None) -> None:
        self._bar = bar
        self._task = bar.add_task(what, total=total, at="")

    def at(self, what: str) -> None:
        """Show what is in hand."""
        self._bar.update(self._task, at=what[-50:])

    def step(self) -> None:
        """One more is done."""
        self._bar.advance(self._task)


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Bar]:
    """A bar on the standard error output while a long work runs; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[at]}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield Bar(bar, what, total)
