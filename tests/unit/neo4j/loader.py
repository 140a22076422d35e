"""Writes articles into a store one after the other, and says so of each: a process that can be watched while its server dies."""

from __future__ import annotations

import sys

from graph.errors import ClaimstakeError
from graph.stores.neo4j import Neo4jStore
from tests.contract.samples import Atlas, loan


def main(url: str, count: int, patience: float) -> int:
    """Write ``count`` articles; returns the exit code."""
    try:
        with Neo4jStore(url, Atlas(), patience=patience) as store:
            for number in range(count):
                store.write(*loan(f"loan{number:03d}"))
                sys.stdout.write(f"{number}\n")
                sys.stdout.flush()
    except ClaimstakeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))
