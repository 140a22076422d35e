"""The vocabulary: it covers all that is exported, nothing means two things, and it is the committed one."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

from graph import rdf
from graph.ontology import ONTOLOGY, EntityType
from graph.rdf import NS, Writer
from graph.rdf.terms import OWL, RDFS, TYPE, class_of, property_of
from graph.stores.base import Store

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "vocabulary.ttl"


def declared(kind: str) -> set[str]:
    """What the vocabulary declares as of a kind."""
    return {s.subject for s in rdf.vocabulary() if s.predicate == TYPE and s.object.text == kind}


def test_it_is_the_committed_one() -> None:
    """``python -m tests.golden.update_rdf`` writes it anew after a wanted change of the ontology."""
    buffer = io.BytesIO()
    rdf.write(rdf.vocabulary(), buffer, rdf.Format.TURTLE)
    assert buffer.getvalue().decode() == GOLDEN.read_text("utf-8")


def test_all_that_is_exported_is_declared(store: Store) -> None:
    statements = list(rdf.statements(store, rdf.Whole(store), Writer(), gazetteer=True))
    properties = {s.predicate for s in statements if s.predicate.startswith(NS) and not s.predicate.startswith(f"{NS}gazetteer")}
    classes = {s.object.text for s in statements if s.predicate == TYPE}
    assert properties <= declared(f"{OWL}ObjectProperty") | declared(f"{OWL}DatatypeProperty")
    assert classes <= declared(f"{OWL}Class")


def test_every_type_role_and_value_is_declared() -> None:
    properties = declared(f"{OWL}ObjectProperty") | declared(f"{OWL}DatatypeProperty")
    classes = declared(f"{OWL}Class")
    for spec in ONTOLOGY:
        assert {class_of(spec.name), class_of(spec.node)} <= classes
        assert {property_of(r.name) for r in spec.roles} | {property_of(v.name) for v in spec.values} <= properties
    assert {NS + t for t in EntityType} <= classes


def test_no_property_is_of_two_kinds_or_means_two_things() -> None:
    assert not declared(f"{OWL}ObjectProperty") & declared(f"{OWL}DatatypeProperty")
    comments = Counter(s.subject for s in rdf.vocabulary() if s.predicate == f"{RDFS}comment")
    assert {iri: n for iri, n in comments.items() if n > 1} == {}


def test_only_classes_have_capitals() -> None:
    assert all(iri.removeprefix(NS)[0].isupper() for iri in declared(f"{OWL}Class"))
    assert all(iri.removeprefix(NS)[0].islower() for iri in declared(f"{OWL}ObjectProperty"))
