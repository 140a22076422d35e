"""Statements to bytes: pyoxigraph writes them as they come, rdflib holds those of small graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import IO

import pyoxigraph as ox
import rdflib
from rdflib.graph import Graph as RdflibGraph

from graph.rdf.terms import PREFIXES, Iri, Statement, Term


class Format(StrEnum):
    """The formats that RDF is written in. N-Quads and TriG keep each article's claims in a graph of their own."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"

    @property
    def has_graphs(self) -> bool:
        """Whether it holds named graphs."""
        return self in (Format.NQUADS, Format.TRIG)

    @property
    def oxigraph(self) -> ox.RdfFormat:
        """The format as pyoxigraph calls it."""
        return {
            Format.TURTLE: ox.RdfFormat.TURTLE,
            Format.NTRIPLES: ox.RdfFormat.N_TRIPLES,
            Format.NQUADS: ox.RdfFormat.N_QUADS,
            Format.TRIG: ox.RdfFormat.TRIG,
            Format.JSONLD: ox.RdfFormat.JSON_LD,
            Format.RDFXML: ox.RdfFormat.RDF_XML,
        }[self]


def write(statements: Iterable[Statement], output: IO[bytes], format_: Format) -> None:
    """Write statements as they come: memory does not grow with them."""
    items: Iterator[ox.Triple] | Iterator[ox.Quad] = _quads(statements) if format_.has_graphs else _triples(statements)
    ox.serialize(items, output, format_.oxigraph, prefixes=PREFIXES)


def _triples(statements: Iterable[Statement]) -> Iterator[ox.Triple]:
    for s in statements:
        yield ox.Triple(_node(s.subject), _node(s.predicate), _term(s.object))


def _quads(statements: Iterable[Statement]) -> Iterator[ox.Quad]:
    for s in statements:
        graph = _node(s.graph) if s.graph else ox.DefaultGraph()
        yield ox.Quad(_node(s.subject), _node(s.predicate), _term(s.object), graph)


@lru_cache(maxsize=65536)
def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _term(term: Term) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Iri):
        return _node(term.text)
    if term.lang:
        return ox.Literal(term.text, language=term.lang)
    return ox.Literal(term.text, datatype=_node(term.datatype)) if term.datatype else ox.Literal(term.text)


def to_rdflib(statements: Iterable[Statement]) -> RdflibGraph:
    """The statements as an rdflib Graph, named graphs left out; for small graphs, SPARQL and tools that speak rdflib."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for s in statements:
        graph.add((rdflib.URIRef(s.subject), rdflib.URIRef(s.predicate), _rdflib_term(s.object)))
    return graph


def _rdflib_term(term: Term) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(term, Iri):
        return rdflib.URIRef(term.text)
    # The text as it is: "2.60" stays "2.60".
    datatype = rdflib.URIRef(term.datatype) if term.datatype else None
    return rdflib.Literal(term.text, datatype=datatype, lang=term.lang or None, normalize=False)
