"""Copying a store into an empty one of any kind, and seeing that both hold the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from graph.errors import StoreError
from graph.stores.base import Page, Store


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: ``lines`` of the dump; ``different`` is the first line that is not equal at both ends (0: none)."""

    lines: int
    different: int = 0
    already: bool = False


def holds_anything(store: Store) -> bool:
    """Whether there is an article or a decision in a store."""
    return bool(store.articles(page=Page(1)) or store.decisions())


def compare(one: Store, other: Store) -> Copied:
    """Compare the dumps of two stores, line by line."""
    count = 0
    for count, (ours, theirs) in enumerate(zip_longest(one.dump(), other.dump()), 1):
        if ours != theirs:
            return Copied(count, count)
    return Copied(count)


def copy(source: Store, target: Store) -> Copied:
    """Copy a store into an empty one, in one transaction; equal stores are left as they are.

    Entities, facts and edges are made anew with the target's gazetteer: where another version of it, or of Claimstake, has made the
    source's graph, the two differ, and ``different`` says so. Raises StoreError when the target holds something else.
    """
    if holds_anything(target):
        found = compare(source, target)
        if found.different:
            raise StoreError(
                f"the target holds something else already (line {found.different} of its dump differs); copy into an empty store: a new "
                "file, or a database emptied by MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS"
            )
        return Copied(found.lines, already=True)
    target.load_dump(source.dump())
    return compare(source, target)
