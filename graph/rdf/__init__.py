"""RDF: the graph as statements, whole or in part, in a vocabulary made from the ontology.

Entities, facts, claims and articles are resources under one base IRI. A fact is a node with its roles, exact values, partial dates and
status, and ``prov:wasDerivedFrom`` its claims; a claim has its quote and ``prov:wasDerivedFrom`` its article. Actual facts also give a
plain triple between their main ends. The same content gives the same bytes.
"""

from graph.rdf.records import Writer
from graph.rdf.selection import Part, Selection, Whole, around, statements
from graph.rdf.terms import DEFAULT_BASE, NS, PREFIXES, Iri, Literal, Statement, checked_base
from graph.rdf.vocabulary import vocabulary
from graph.rdf.write import Format, to_rdflib, write

__all__ = [
    "DEFAULT_BASE",
    "NS",
    "PREFIXES",
    "Format",
    "Iri",
    "Literal",
    "Part",
    "Selection",
    "Statement",
    "Whole",
    "Writer",
    "around",
    "checked_base",
    "statements",
    "to_rdflib",
    "vocabulary",
    "write",
]
