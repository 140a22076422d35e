"""The sources there are, and which of them reads a document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

from graph.errors import SourceError
from loaders.sources.base import Source
from loaders.sources.feed import FeedSource
from loaders.sources.html import HtmlSource
from loaders.sources.jsonl import JsonlSource
from loaders.sources.pdf import PdfSource
from loaders.sources.text import TextSource

GROUP = "claimstake.sources"


@lru_cache(maxsize=1)
def installed_sources() -> tuple[Source, ...]:
    """Ours, and those that installed packages declare by the entry points ``claimstake.sources``.

    A declared source of one of our names takes its place; sources of other names are asked before ours, so that they can take a document
    that ours would read otherwise. Raises SourceError when one cannot be loaded.
    """
    ours: tuple[Source, ...] = (PdfSource(), FeedSource(), HtmlSource(), JsonlSource(), TextSource())
    declared = {point.name: _loaded(point) for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)}
    names = {source.name for source in ours}
    others = tuple(source for name, source in declared.items() if name not in names)
    return others + tuple(declared.get(source.name, source) for source in ours)


def source_for(locator: str, head: bytes, media: str, sources: Sequence[Source]) -> Source:
    """The first source that accepts a document. Raises SourceError when none does."""
    for source in sources:
        if source.accepts(locator, head, media):
            return source
    known = ", ".join(source.name for source in sources) or "none"
    raise SourceError(f"no source reads {media or 'this kind of document'}; there are: {known}")


def _loaded(point: EntryPoint) -> Source:
    try:
        source: Source = point.load()()
    except (ImportError, AttributeError, TypeError) as error:
        raise SourceError(f"the source {point.name!r} ({point.value}) cannot be loaded: {error}; mend or uninstall it") from error
    return source
