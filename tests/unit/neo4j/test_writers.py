"""Eight writers at once on the same companies: nothing is lost and nothing is there twice."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.model import Article, Claim
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore
from tests.contract.samples import Atlas, article, dollars, exit_of, loan, say, seat
from tests.neo4j import pool

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]
WRITERS, EACH = 8, 6


def stories(writer: int) -> list[tuple[Article, list[Claim]]]:
    """What one writer has to write: all tell of the same firms, in part the same facts."""
    found = []
    for number in range(EACH):
        where = article(f"w{writer}-{number}", f"Tamarack Compute borrows ${100 * number + 100} million from Lindwurm Bank.", "2025-11-13")
        roles = {"recipient": "Tamarack Compute", "funder": "Company:Lindwurm Bank"}
        found.append((where, [say(where, "finances", roles, {"amount": dollars(10**8 * (number + 1)), "instrument": "loan"})]))
    return [*found, exit_of(f"x{writer}", "2025-02-01", "actual"), loan(f"loan{writer}"), seat(f"seat{writer % 2}")]


def write(url: str, own: Sequence[tuple[Article, list[Claim]]]) -> int:
    """Write with a driver of one's own."""
    with Neo4jStore(url, Atlas()) as store:
        for where, claims in own:
            store.write(where, claims)
    return len(own)


def test_eight_writers_lose_and_double_nothing() -> None:
    url = pool.empty()
    Neo4jStore(url, Atlas()).close()
    work = [stories(writer) for writer in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as threads:
        done = list(threads.map(lambda own: write(url, own), work))
    assert sum(done) == WRITERS * (EACH + 3)
    with MemoryStore("", Atlas()) as reference, Neo4jStore(url, Atlas()) as store:
        for own in work:
            for where, claims in own:
                reference.write(where, claims)
        assert list(store.dump()) == list(reference.dump())
        assert [c.sequence for c in store.changes()] == list(range(1, len(store.changes()) + 1))
        store.rebuild()
        assert list(store.dump()) == list(reference.dump())


def test_eight_that_open_an_empty_database_at_once() -> None:
    url = pool.empty()
    with ThreadPoolExecutor(WRITERS) as threads:
        assert list(threads.map(lambda writer: write(url, [loan(f"l{writer}")]), range(WRITERS))) == [1] * WRITERS
    with Neo4jStore(url, Atlas()) as store:
        assert store.stats()["articles"] == WRITERS


def test_a_dump_that_others_write_into_is_refused() -> None:
    with Neo4jStore(pool.empty(), Atlas()) as store:
        store.write(*loan())
        lines = store.dump()
        next(lines)
        store.write(*seat())
        with pytest.raises(Exception, match="written while it was dumped"):
            list(lines)


def test_the_routing_scheme_on_one_server() -> None:
    with Neo4jStore(pool.empty().replace("bolt://", "neo4j://"), Atlas()) as store:
        where, claims = loan()
        store.write(where, claims)
        assert len(store.claims()) == len(claims), "a client reads what it has written"
