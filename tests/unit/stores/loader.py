"""A process that loads articles into a store and tells on its standard output what it does: ``loader.py STORE FIRST LAST [PAUSE]``.

Lines: ``begin``, ``inside`` (some statements into a transaction), ``commit``, ``stored ID``. PAUSE is ``TRANSACTION:STATEMENT``: there
the loader waits, in the middle of a transaction, until it is killed.
"""

from __future__ import annotations

import os
import sys
import time

from graph.model import Article, Claim
from graph.stores.sqlite import SqliteStore
from tests.contract.samples import Atlas, article, dollars, megawatts, say


def numbered(number: int) -> tuple[Article, list[Claim]]:
    """An article of four claims that meet those of others."""
    firm, site = f"Tamarack {number % 7}", f"Otter Lake {number % 5}"
    text = f"{firm} borrows $300 million for {site}, its {number} MW campus at Oswego."
    where = article(f"article/{number:04d}", text, f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}")
    return where, [
        say(where, "finances", {"recipient": firm, "purpose": f"Site:{site}"}, {"amount": dollars(300_000_000), "instrument": "loan"}),
        say(where, "operates", {"operator": firm, "site": site}, {"capacity": megawatts(number + 1)}),
        say(where, "located_in", {"subject": f"Site:{site}", "place": "Oswego"}),
        say(where, "engages_in", {"company": firm, "activity": "campus"}),
    ]


def tell(line: str) -> None:
    """Write a line at once."""
    os.write(1, f"{line}\n".encode())


class Watch:
    """Follows the statements of a connection; waits at one of them."""

    def __init__(self, transaction: int, statement: int) -> None:
        self._pause = (transaction, statement)
        self._transaction = 0
        self._statement = 0

    def __call__(self, sql: str) -> None:
        if sql.startswith("BEGIN IMMEDIATE"):
            self._transaction += 1
            self._statement = 0
            tell("begin")
        elif sql.startswith("COMMIT"):
            tell("commit")
        else:
            self._statement += 1
            if (self._transaction, self._statement) == self._pause:
                tell("inside")
                time.sleep(60)


def main() -> None:
    """Load the articles FIRST to LAST."""
    path, first, last = sys.argv[1:4]
    pause = [int(part) for part in sys.argv[4].split(":")] if len(sys.argv) > 4 else [0, 0]
    with SqliteStore(path, Atlas()) as store:
        store._db.connection.set_trace_callback(Watch(*pause))
        for number in range(int(first), int(last)):
            where, claims = numbered(number)
            store.write(where, claims)
            tell(f"stored {where.id}")


if __name__ == "__main__":
    main()
