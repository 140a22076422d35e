"""Writes the golden RDF files anew: ``python -m tests.golden.update_rdf``. Look at the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from graph import rdf
from graph.reference import NoReference
from graph.stores.memory import MemoryStore
from tests.unit.api.telling import bitfarms

FOLDER = Path(__file__).parent


def main() -> None:
    """Write world.ttl and vocabulary.ttl."""
    with (
        MemoryStore("", NoReference()) as store,
        (FOLDER / "world.ttl").open("wb") as world,
        (FOLDER / "vocabulary.ttl").open("wb") as words,
    ):
        for telling in bitfarms():
            telling.load(store)
        rdf.write(rdf.statements(store, rdf.Whole(store), rdf.Writer()), world, rdf.Format.TURTLE)
        rdf.write(rdf.vocabulary(), words, rdf.Format.TURTLE)


if __name__ == "__main__":
    main()
