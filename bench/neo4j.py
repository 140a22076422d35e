"""``python -m bench.neo4j``: the Neo4j store beside the bare driver, in one run on one server (tests/neo4j starts it, or CLAIMSTAKE_TEST_NEO4J).

Writing: the rows of a whole graph put in as the store does, beside the same rows by bare UNWIND CREATE. Reading: a call of the store beside
the statements that it sends, sent by the bare driver with the same parameters. Ratios are printed, and written to docs/neo4j.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

import neo4j

from bench.timing import Row, side_by_side, table
from graph.model import Article, Claim
from graph.ontology import EntityType
from graph.projection import ArticleMeta, project
from graph.stores.base import EVERYTHING
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_driver import BATCH, Connection, Work
from graph.stores.neo4j_given import Claims, Given, block_rows
from graph.stores.neo4j_graph import GraphNodes
from graph.stores.neo4j_statements import statement
from graph.stores.neo4j_upkeep import Upkeep
from graph.stores.neo4j_view import Neo4jView
from graph.traverse import neighbourhood, shortest_path
from tests.contract.samples import Atlas, article, dollars, say
from tests.neo4j import pool

OUT = Path(__file__).parent.parent / "docs" / "neo4j.md"
FIRMS, ARTICLES, MORE = 400, 2000, 80
_MARK = "<!-- bench -->"
_Result = TypeVar("_Result")
# What a statement of ours creates, as a person would write it who has nothing to match or to keep free of doubles.
_BARE = {
    "write/put-claims": "UNWIND $rows AS row MATCH (a:Article {id: row.article}) CREATE (c:Claim) SET c = row.properties CREATE (c)-[:STATED_IN]->(a)",
    "write/file-blocks": "UNWIND $rows AS row CREATE (b:IndexBlock) SET b = row",
    "write/put-entities": "UNWIND $rows AS row CREATE (e:Entity) SET e = row.properties",
    "write/file-keys": "UNWIND $rows AS row CREATE (k:IndexKey) SET k = row",
    "write/put-facts": "UNWIND $rows AS row CREATE (f:Fact) SET f = row.properties",
    "write/put-supports": "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) MATCH (f:Fact {id: row.fact}) CREATE (c)-[:SUPPORTS]->(f)",
    "write/put-about": "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) MATCH (e:Entity {id: row.entity}) CREATE (c)-[m:ABOUT]->(e) "
                       "SET m = row.properties",
    "write/put-edges-between": "UNWIND $rows AS row MATCH (s:Entity {id: row.source}) MATCH (t:Entity {id: row.target}) "
                               "CREATE (s)-[e:OPERATES]->(t) SET e = row.properties",
    "write/put-edges-into-facts": "UNWIND $rows AS row MATCH (s:Entity {id: row.source}) MATCH (t:Fact {id: row.target}) "
                                  "CREATE (s)-[e:RAISES]->(t) SET e = row.properties",
    "write/put-edges-out-of-facts": "UNWIND $rows AS row MATCH (s:Fact {id: row.source}) MATCH (t:Entity {id: row.target}) "
                                    "CREATE (s)-[e:FINANCES]->(t) SET e = row.properties",
}  # fmt: skip


def archive() -> list[tuple[Article, list[Claim]]]:
    """Articles of two claims each about some hundred firms."""
    made = []
    for number in range(ARTICLES):
        firm, bank, site = f"Firm {number % FIRMS}", f"Bank {number % 37}", f"Site {number % (FIRMS * 2)}"
        where = article(
            f"a{number:05d}", f"{firm} runs {site} and borrows {number + 1} dollars from {bank}.", f"20{10 + number % 15}-01-01"
        )
        loan = {"recipient": firm, "funder": f"Company:{bank}"}
        runs = say(where, "operates", {"operator": firm, "site": site})
        made.append((where, [runs, say(where, "finances", loan, {"amount": dollars(number + 1), "instrument": "loan"})]))
    return made


class Spy(Work):
    """Work that keeps what it sends."""

    sent: list[tuple[str, dict[str, Any]]]

    def rows(self, name: str, /, **parameters: Any) -> list[Any]:
        self.sent.append((name, parameters))
        return super().rows(name, **parameters)


class Watched(Connection):
    """A connection that keeps what is read through it."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []
        super().__init__(pool.address())

    def read(self, work: Callable[[Work], _Result]) -> _Result:
        def spying(plain: Work) -> _Result:
            spy = Spy(plain._transaction)
            spy.sent = self.sent
            return work(spy)

        return super().read(spying)


class Batches(Work):
    """Work that keeps its batches, to be sent again by others."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, list[Any]]] = []

    def many(self, name: str, rows: Sequence[Any], parameter: str = "rows") -> None:
        self.kept += [(name, list(rows[start : start + BATCH])) for start in range(0, len(rows), BATCH)]


def batches(told: Sequence[tuple[Article, list[Claim]]]) -> list[tuple[str, list[Any]]]:
    """The rows of the graph of an archive, as the store writes them."""
    kept = Batches()
    claims = {c.id: c for _, found in told for c in found}
    metas = {where.id: ArticleMeta(where.id, where.published, where.id) for where, _ in told}
    days = {id_: meta.day for id_, meta in metas.items()}
    Given(kept).put_claims(Claims(), Claims(claims))
    kept.many("write/file-blocks", block_rows(claims.values(), days))
    GraphNodes(kept).fill(project(claims.values(), metas, (), Atlas()), claims.values(), days)
    return kept.kept


def writing(driver: neo4j.Driver, told: Sequence[tuple[Article, list[Claim]]]) -> Row:
    """The store's statements beside bare ones, with the same constraints and indexes."""
    kept = batches(told)
    count = sum(len(rows) for _, rows in kept)

    def send(texts: dict[str, str]) -> Callable[[], None]:
        def run() -> None:
            driver.execute_query("MATCH (n) WHERE NOT n:Store DETACH DELETE n", database_="neo4j")
            driver.execute_query("UNWIND $ids AS id CREATE (:Article {id: id})", ids=[where.id for where, _ in told], database_="neo4j")
            start = time.perf_counter()
            with driver.session(database="neo4j") as session:
                session.execute_write(lambda tx: [tx.run(texts[name], rows=rows).consume() for name, rows in kept])
            taken.append(time.perf_counter() - start)

        taken: list[float] = times.setdefault(id(texts), [])
        return run

    times: dict[int, list[float]] = {}
    ours = {name: statement(name) for name, _ in kept}
    for _ in range(3):
        send(ours)()
        send(_BARE)()
    return Row("rows upserted by the store", "bare UNWIND CREATE", median(times[id(ours)]), median(times[id(_BARE)]), count, "rows")


def reading(driver: neo4j.Driver) -> list[Row]:
    """Calls of the view beside the statements that they send."""
    watched = Watched()
    view = Neo4jView(watched)
    firms = [e.id for e in view.entities(types=[EntityType.COMPANY])][:20]
    calls: dict[str, Callable[[], object]] = {
        "edges of 20 firms": lambda: view.edges(firms, where=EVERYTHING),
        "search by a word's beginning": lambda: view.search("firm 1"),
        "neighbourhoods of depth 2": lambda: neighbourhood(view, firms[:3], 2),
        "shortest paths": lambda: [shortest_path(view, firms[0], other) for other in firms[1:4]],
    }
    rows = [_beside(driver, watched, name, call) for name, call in calls.items()]
    watched.close()
    return rows


def _beside(driver: neo4j.Driver, watched: Watched, name: str, call: Callable[[], object]) -> Row:
    watched.sent.clear()
    call()
    sent = [(statement(n), dict(p)) for n, p in watched.sent]

    def bare() -> None:
        for text, parameters in sent:
            with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
                session.execute_read(lambda tx, text=text, parameters=parameters: list(tx.run(text, parameters)))  # type: ignore[misc]

    return side_by_side((name, call), (f"the same {len(sent)} statements by the bare driver", bare), 1, "calls", times=7)


def writers(store: Neo4jStore) -> list[str]:
    """Articles written one by one into the full graph, each with the graph kept up to date, by one writer and by eight."""
    lines = []
    for count in (1, 8):
        own = [_moved(count)[n::count] for n in range(count)]
        start = time.perf_counter()
        with ThreadPoolExecutor(count) as threads:
            list(threads.map(lambda part: [store.write(*one) for one in part], own))
        taken = time.perf_counter() - start
        lines.append(f"- {count} writer{'s' if count > 1 else ''}: {MORE / taken:.1f} articles/s, each a transaction of its own")
    return lines


def _moved(count: int) -> list[tuple[Article, list[Claim]]]:
    """Some more articles about the same firms."""
    made = []
    for number in range(MORE):
        firm, site = f"Firm {number % FIRMS}", f"Site {(number + count) % FIRMS}"
        where = article(f"more{number:04d}-{count}", f"{firm} runs {site}.", "2025-02-01")
        made.append((where, [say(where, "operates", {"operator": firm, "site": site})]))
    return made


def main() -> None:
    """Run everything and print it."""
    pool.empty()
    driver = pool.driver()
    told = archive()
    with Neo4jStore(pool.url(), Atlas()) as store:
        rows = [writing(driver, told)]
        driver.execute_query("MATCH (n) WHERE NOT n:Store AND NOT n:Migration DETACH DELETE n", database_="neo4j")
        store._connection.write(lambda work: _load(work, told))
        rows += reading(driver)
        text = "\n".join((table(rows), *writers(store))) + "\n"
    print(text)
    _keep(text)


def _load(work: Work, told: Sequence[tuple[Article, list[Claim]]]) -> None:
    upkeep = Upkeep(work, Atlas())
    for where, found in told:
        upkeep.given.put_article(where, "stored", upkeep.given.journal("load", where.id), len(found), {})
    upkeep.given.put_claims(Claims(), Claims({c.id: c for _, found in told for c in found}))
    upkeep.rebuild()


def _keep(text: str) -> None:
    whole = OUT.read_text("utf-8") if OUT.exists() else f"{_MARK}\n{_MARK}\n"
    head, _, rest = whole.partition(_MARK)
    OUT.write_text(f"{head}{_MARK}\n{text}{_MARK}{rest.partition(_MARK)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
