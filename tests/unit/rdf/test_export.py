"""The graph as RDF: the same triples in every format and by both libraries, exact values, dates at their precision, evidence."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from graph import rdf
from graph.errors import SettingsError
from graph.model import ArticleRecord, Entity
from graph.ontology import EntityType, Status
from graph.rdf import DEFAULT_BASE, NS, Format, Statement, Writer
from graph.rdf.terms import moment_literal
from graph.reference import NoReference
from graph.stores.base import Filter, Store
from graph.stores.memory import MemoryStore
from tests.contract.samples import Atlas, loan
from tests.unit.api.telling import Telling, bitfarms

# rdflib warns of what it does itself while it parses a dataset.
pytestmark = pytest.mark.filterwarnings(r"ignore:(Dataset\.|ConjunctiveGraph):DeprecationWarning")

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "world.ttl"
RDFLIB = {
    Format.TURTLE: "turtle",
    Format.NTRIPLES: "nt",
    Format.JSONLD: "json-ld",
    Format.RDFXML: "xml",
    Format.TRIG: "trig",
    Format.NQUADS: "nquads",
}
PREFIXES = f"PREFIX cs: <{NS}> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/> BASE <{DEFAULT_BASE}> "


def whole(store: Store, **more: bool) -> list[Statement]:
    """All statements of a store."""
    return list(rdf.statements(store, rdf.Whole(store), Writer(), **more))


def written(statements: list[Statement], format_: Format) -> bytes:
    """The bytes of statements in a format."""
    buffer = io.BytesIO()
    rdf.write(statements, buffer, format_)
    return buffer.getvalue()


def by_oxigraph(data: bytes, format_: Format) -> set[ox.Triple]:
    """The triples that pyoxigraph reads."""
    return {quad.triple for quad in ox.parse(data, format_.oxigraph)}


def by_rdflib(data: bytes, format_: Format) -> rdflib.Graph:
    """The triples that rdflib reads, named graphs joined."""
    if format_.has_graphs:
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=data, format=RDFLIB[format_])
        plain = rdflib.Graph()
        for triple in dataset.triples((None, None, None)):
            plain.add(triple)
        return plain
    return rdflib.Graph().parse(data=data, format=RDFLIB[format_])


@pytest.mark.parametrize("format_", list(Format))
def test_both_libraries_read_the_same_triples_from_every_format(store: Store, format_: Format) -> None:
    statements = whole(store)
    data = written(statements, format_)
    assert by_oxigraph(data, format_) == by_oxigraph(written(statements, Format.NTRIPLES), Format.NTRIPLES)
    assert len(by_oxigraph(data, format_)) == len({(s.subject, s.predicate, s.object) for s in statements})
    assert isomorphic(by_rdflib(data, format_), rdf.to_rdflib(statements))


@pytest.mark.parametrize("format_", list(Format))
def test_the_same_store_gives_the_same_bytes(store: Store, format_: Format) -> None:
    with MemoryStore("", NoReference()) as other:
        for telling in reversed(bitfarms()):
            telling.load(other)
        assert written(whole(other), format_) == written(whole(store), format_)


def test_the_turtle_is_the_committed_one(store: Store) -> None:
    """``python -m tests.golden.update_rdf`` writes it anew after a wanted change."""
    assert written(whole(store), Format.TURTLE).decode() == GOLDEN.read_text("utf-8")


def test_a_financing_is_a_node_with_exact_amount_lender_and_evidence(store: Store) -> None:
    graph = rdf.to_rdflib(whole(store))
    [row] = graph.query(
        PREFIXES
        + """SELECT ?max ?currency ?lender ?start ?first ?status (COUNT(?claim) AS ?claims) WHERE {
          ?fact a cs:Finances; cs:recipient <company/bitfarms>; cs:amount [cs:max ?max; cs:currency ?currency]; cs:funder ?lender;
                cs:start ?start; cs:startEarliest ?first; cs:status ?status; prov:wasDerivedFrom ?claim .
          ?claim a cs:Claim; cs:quote ?quote; prov:wasDerivedFrom ?article . ?article a cs:Article; dcterms:issued ?issued
        } GROUP BY ?max ?currency ?lender ?start ?first ?status"""
    )
    told = [str(x) for x in row]  # type: ignore[union-attr]
    assert told == ["300000000", "USD", f"{DEFAULT_BASE}company/macquarie", "2025-10", "2025-10-01", "actual", "2"]


def test_planned_facts_have_no_plain_triple(store: Store) -> None:
    graph = rdf.to_rdflib(whole(store))
    assert graph.query(PREFIXES + "ASK { <company/bitfarms> cs:operates ?site }").askAnswer
    assert not graph.query(PREFIXES + "ASK { ?site cs:convertsTo ?activity }").askAnswer
    assert graph.query(PREFIXES + 'ASK { ?fact a cs:ConvertsTo; cs:status "planned"; cs:hardware <hardware/nvidia-gb300> }').askAnswer


def test_claims_stand_in_the_graph_of_their_article(store: Store) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=written(whole(store), Format.TRIG), format="trig")
    query = PREFIXES + "SELECT DISTINCT ?article ?g WHERE { GRAPH ?g { ?claim a cs:Claim; prov:wasDerivedFrom ?article } }"
    rows = [tuple(map(str, row)) for row in dataset.query(query)]  # type: ignore[arg-type]
    assert len(rows) == 4
    assert all(article == graph for article, graph in rows)


def test_the_gazetteer_is_left_out_unless_asked_for() -> None:
    with MemoryStore("", Atlas()) as made:
        made.write(*loan())
        within = f"{NS}gazetteerWithin"
        assert not [s for s in whole(made) if s.predicate == within]
        found = [(s.subject, s.object.text) for s in whole(made, gazetteer=True) if s.predicate == within]
        assert (f"{DEFAULT_BASE}place/oswego", f"{DEFAULT_BASE}place/new-york") in found


@pytest.mark.parametrize(
    ("text", "type_"), [("2025", "gYear"), ("2025-10", "gYearMonth"), ("2025-11-13", "date"), ("2025-Q3", "Quarter"), ("2025-H1", "Half")]
)
def test_dates_keep_their_precision(text: str, type_: str) -> None:
    telling = Telling("dates", "2025-11-13")
    telling.says("operates", "Tamarack runs Otter Lake.", {"operator": "Company:Tamarack", "site": "Site:Otter Lake"}, time=(text, ""))
    with MemoryStore("", NoReference()) as made:
        telling.load(made)
        objects = {s.object.datatype.rsplit("#")[-1] for s in whole(made) if s.predicate == f"{NS}start" and "/fact/" in s.subject}  # type: ignore[union-attr]
        days = [s.object.text for s in whole(made) if s.predicate in (f"{NS}startEarliest", f"{NS}startLatest") and "/fact/" in s.subject]
    assert objects == {type_}
    assert days[0][:4] == "2025" and len(days[0]) == 10


def test_the_part_around_an_entity(store: Store) -> None:
    near = rdf.around(store, ["company/nvidia"], 1)
    assert [f.type for f in near.facts()] == ["makes"]
    assert {e.name for e in near.entities()} == {"Nvidia", "Nvidia GB300"}
    further = rdf.around(store, ["company/nvidia"], 2)
    assert {f.type for f in further.facts()} == {"makes", "converts_to"}
    subjects = {s.subject for s in rdf.statements(store, near, Writer())}
    assert not any("finances" in s for s in subjects)
    assert list(rdf.around(store, ["company/nvidia"], 0).facts()) == []


def test_a_part_has_the_plain_triples_of_its_own_facts_only(store: Store) -> None:
    near = rdf.around(store, ["person/ben-gagnon"], 1)
    plain = [s for s in rdf.statements(store, near, Writer()) if s.predicate == f"{NS}operates"]
    assert plain == []


def test_only_some_statuses(store: Store) -> None:
    planned = rdf.Whole(store, Filter(statuses=frozenset({Status.PLANNED})))
    told = {s.object.text for s in rdf.statements(store, planned, Writer()) if s.predicate == f"{NS}status"}
    assert told == {"planned"}
    assert not [s for s in rdf.statements(store, planned, Writer()) if s.predicate == f"{NS}operates"]


def test_another_base(store: Store) -> None:
    base = "https://data.example/x#"
    statements = rdf.statements(store, rdf.Whole(store), Writer(rdf.checked_base(base)))
    assert {s.subject.startswith(base) for s in statements} == {True}


@pytest.mark.parametrize("base", ["", "ids/", "https://data.example/a b/", "https://data.example", "data:"])
def test_what_is_no_base(base: str) -> None:
    with pytest.raises(SettingsError, match="absolute IRI"):
        rdf.checked_base(base)


def test_names_of_any_script_make_good_iris() -> None:
    entity = Entity(id="company/マイニング 株", type=EntityType.COMPANY, name='"Quoted" \\ 株\n')
    statements = Writer().entity(entity)
    for format_ in Format:
        assert len(by_oxigraph(written(statements, format_), format_)) == len(statements)
        assert isomorphic(by_rdflib(written(statements, format_), format_), rdf.to_rdflib(statements))


@pytest.mark.parametrize(
    ("text", "type_"),
    [("2025-11-13", "date"), ("2025-11-14T09:30:00-05:00", "dateTime"), ("2025-11-14T09:30Z", "dateTime"), ("last week", "")],
)
def test_when_an_article_was_published(text: str, type_: str) -> None:
    assert moment_literal(text).datatype.rsplit("#")[-1] == type_


def test_an_article_is_told_without_its_text(store: Store) -> None:
    record: ArticleRecord = store.articles()[0]
    told = Writer().article(record)
    assert all(record.article.text != s.object.text for s in told)
    assert {s.predicate.rsplit("/")[-1] for s in told} >= {"title", "issued", "publisher", "source", "language"}
