"""The sources that are installed, and which of them reads a document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

from graph.errors import SourceError
from loaders.sources.base import Source

GROUP = "claimstake.sources"


@lru_cache(maxsize=1)
def installed_sources() -> tuple[Source, ...]:
    """All sources that are found by entry points: those of others first, so that they can take what ours would read otherwise.

    Raises SourceError when one cannot be loaded.
    """
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.value.startswith("loaders."), point.name))
    return tuple(_loaded(point) for point in points)


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
