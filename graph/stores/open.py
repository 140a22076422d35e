"""Opening a store by its address."""

from __future__ import annotations

import re
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from graph.errors import StoreError
from graph.reference import Reference
from graph.stores.base import Store

GROUP = "claimstake.stores"
# Two letters and more: ``C:`` is a drive.
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(.*)", re.I | re.S)


class Opener(Protocol):
    """What an entry point of the group ``claimstake.stores`` names: a class of stores, or a function that opens one.

    ``address`` is what follows the scheme (the whole address where it begins with ``scheme://``).
    """

    def __call__(self, address: str, reference: Reference, read_only: bool = False) -> Store: ...


def open_store(url: str, reference: Reference, read_only: bool = False) -> Store:
    """The store at an address: the path of a file, ``sqlite:PATH``, ``memory:``, or the scheme of a store that is installed.

    Raises StoreError (unknown scheme, not a store, nothing there to read), StoreVersionError, StoreBusy.
    """
    scheme, address = _split(url)
    found = {point.name: point for point in entry_points(group=GROUP)}
    if scheme not in found:
        raise StoreError(_unknown(url, scheme, found))
    opener: Opener = found[scheme].load()
    return opener(address, reference, read_only)


def _split(url: str) -> tuple[str, str]:
    """Scheme and address; a plain path is a file of SQLite."""
    if not url.strip():
        raise StoreError("no store is named; give the path of a file (--store or CLAIMSTAKE_STORE)")
    match = _SCHEME.fullmatch(url)
    if match is None:
        return "sqlite", url
    scheme, rest = match[1].lower(), match[2]
    return scheme, url if rest.startswith("//") and scheme != "sqlite" else _path(scheme, rest)


def _path(scheme: str, rest: str) -> str:
    """``sqlite:///a/b`` and ``sqlite://a`` are written as often as ``sqlite:/a/b``."""
    return rest.removeprefix("//") if scheme == "sqlite" else rest


def _unknown(url: str, scheme: str, found: dict[str, EntryPoint]) -> str:
    known = ", ".join(f"{name}:" for name in sorted(found)) or "none (is claimstake installed? pip install -e . in its folder)"
    hint = f"; a file of that name is sqlite:{url}" if "//" not in url else ""
    return f"{url}: there is no kind of store called {scheme!r}; installed are {known}{hint}"
