"""The vocabulary, made from the ontology: classes, properties with their domains and ranges, datatypes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.ontology import ONTOLOGY, ClaimType, EntityType, Ontology, ValueKind
from graph.rdf.terms import (
    DCTERMS,
    HALF,
    NS,
    OWL,
    PERIOD,
    PROV,
    QUARTER,
    RDFS,
    SCHEMA_ORG,
    TYPE,
    XSD,
    Iri,
    Literal,
    Statement,
    class_of,
    property_of,
)

_NUMERIC = frozenset({ValueKind.MONEY, ValueKind.QUANTITY, ValueKind.PERCENT, ValueKind.TERM, ValueKind.COUNT, ValueKind.NUMBER})
_SAME_AS_OTHERS = {
    EntityType.COMPANY: f"{SCHEMA_ORG}Organization", EntityType.AUTHORITY: f"{SCHEMA_ORG}GovernmentOrganization",
    EntityType.PERSON: f"{SCHEMA_ORG}Person", EntityType.PLACE: f"{SCHEMA_ORG}Place",
}  # fmt: skip
_CLASSES = {
    "Entity": "what claims are about", "Fact": "what one or more claims tell, with its history", "Claim": "one thing that one article says",
    "Article": "a source", "Amount": "an exact number or bounds on it, with unit or currency", "Comparison": "by how much a figure differs",
    "Name": "a name and when it held",
}  # fmt: skip
_OWN_PROPERTIES = {
    "number": ("decimal", "the exact number of an amount"), "min": ("decimal", "at least"), "max": ("decimal", "at most"),
    "unit": ("string", "MW, EH/s, J/TH, %, years, BTC ..."), "currency": ("string", "an ISO 4217 code"),
    "status": ("string", "possible, planned, actual, ended, cancelled or denied"),
    "factuality": ("string", "actual, planned, possible or negated"), "origins": ("integer", "independent sources"),
    "confidence": ("decimal", "0 to 1"), "inferred": ("string", "a value that the text does not give itself"),
    "quote": ("string", "the exact characters of the article"), "quoteStart": ("integer", "the first character of the quote"),
    "quoteEnd": ("integer", "the character after the quote"), "extractor": ("string", "what found the claim, with version"),
    "text": ("string", "a name"),
}  # fmt: skip
_DATES = {
    "start": "when it begins or happens", "end": "when it ends, or a deadline", "firstPlanned": "when it was first told as planned",
    "actualSince": "since when it is so", "ended": "when it ended", "until": "its coming end",
}  # fmt: skip


def vocabulary(ontology: Ontology = ONTOLOGY) -> list[Statement]:
    """The statements of the vocabulary, sorted."""
    found = [
        Statement(NS.rstrip("#"), TYPE, Iri(f"{OWL}Ontology")),
        Statement(NS.rstrip("#"), f"{DCTERMS}title", Literal("Claimstake")),
        *_classes(ontology),
        *_roles(ontology),
        *_values(ontology),
        *_shortcuts(ontology),
        *_own(),
    ]
    return sorted(set(found), key=lambda s: s.order)


def _class(iri: str, comment: str = "", parent: str = "") -> Iterator[Statement]:
    yield Statement(iri, TYPE, Iri(f"{OWL}Class"))
    yield Statement(iri, f"{RDFS}label", Literal(iri.removeprefix(NS)))
    if comment:
        yield Statement(iri, f"{RDFS}comment", Literal(comment))
    if parent and parent != iri:
        yield Statement(iri, f"{RDFS}subClassOf", Iri(parent))


def _classes(ontology: Ontology) -> Iterator[Statement]:
    for name, comment in _CLASSES.items():
        yield from _class(NS + name, comment)
    yield Statement(f"{NS}Claim", f"{RDFS}subClassOf", Iri(f"{PROV}Entity"))
    yield Statement(f"{NS}Article", f"{RDFS}subClassOf", Iri(f"{SCHEMA_ORG}Article"))
    yield Statement(f"{NS}Comparison", f"{RDFS}subClassOf", Iri(f"{NS}Amount"))
    for entity_type in EntityType:
        yield from _class(NS + entity_type, parent=f"{NS}Entity")
        if entity_type in _SAME_AS_OTHERS:
            yield Statement(NS + entity_type, f"{RDFS}subClassOf", Iri(_SAME_AS_OTHERS[entity_type]))
    for spec in ontology:
        yield from _class(class_of(spec.name), spec.meaning, class_of(spec.node))
        yield from _class(class_of(spec.node), parent=f"{NS}Fact") if spec.node != "Fact" else ()
    for datatype in (QUARTER, HALF, PERIOD):
        yield Statement(datatype, TYPE, Iri(f"{RDFS}Datatype"))


def _property(iri: str, kind: str, comment: str = "", range_: str = "") -> Iterator[Statement]:
    yield Statement(iri, TYPE, Iri(f"{OWL}{kind}Property"))
    yield Statement(iri, f"{RDFS}label", Literal(iri.removeprefix(NS)))
    if comment:
        yield Statement(iri, f"{RDFS}comment", Literal(comment))
    if range_:
        yield Statement(iri, f"{RDFS}range", Iri(range_))


def _used_by(specs: list[ClaimType]) -> str:
    return ", ".join(spec.name for spec in specs)


def _roles(ontology: Ontology) -> Iterator[Statement]:
    """A role's filler; its range where all types of fact that have it agree on one type."""
    users: dict[str, list[ClaimType]] = defaultdict(list)
    for spec in ontology:
        for role in spec.roles:
            users[role.name].append(spec)
    for name, specs in users.items():
        types = {t for spec in specs for t in spec.role(name).types}
        range_ = NS + next(iter(types)) if len(types) == 1 else f"{NS}Entity"
        yield from _property(property_of(name), "Object", f"a filler of {_used_by(specs)}", range_)


def _values(ontology: Ontology) -> Iterator[Statement]:
    users: dict[str, list[ClaimType]] = defaultdict(list)
    for spec in ontology:
        for value in spec.values:
            users[value.name].append(spec)
    for name, specs in users.items():
        kinds = {spec.value(name).kind for spec in specs}
        comment = f"a value of {_used_by(specs)}"
        if kinds <= _NUMERIC | {ValueKind.COMPARISON}:
            yield from _property(
                property_of(name), "Object", comment, f"{NS}{'Comparison' if kinds == {ValueKind.COMPARISON} else 'Amount'}"
            )
        else:
            yield from _property(property_of(name), "Datatype", comment)
        if kinds & {ValueKind.DATE, ValueKind.PERIOD}:
            yield from _days(property_of(name))


def _shortcuts(ontology: Ontology) -> Iterator[Statement]:
    """Plain edges between the two main ends of an actual fact."""
    for spec in ontology:
        ends: dict[str, list[str]] = defaultdict(list)
        for shortcut in spec.shortcuts:
            for name in [edge for _, edge in shortcut.names] or [shortcut.edge]:
                ends[name].append(f"from {shortcut.source} to {shortcut.target}")
        for name, told in ends.items():
            yield from _property(property_of(name), "Object", f"{spec.meaning}: {', or '.join(told)}; actual facts only")


def _own() -> Iterator[Statement]:
    for name, (kind, comment) in _OWN_PROPERTIES.items():
        yield from _property(NS + name, "Datatype", comment, XSD + kind)
    for name, comment in _DATES.items():
        yield from _property(NS + name, "Datatype", f"{comment}: a year, half, quarter, month or day")
        yield from _days(NS + name)
    yield from _property(f"{NS}speaker", "Object", "to whom the words are attributed", f"{NS}Entity")
    yield from _property(f"{NS}name", "Object", "a dated name", f"{NS}Name")
    yield from _property(f"{NS}origin", "Object", "the article of which this one tells the story", f"{NS}Article")
    yield from _property(f"{NS}gazetteerWithin", "Object", "a wider place, by the gazetteer alone", f"{NS}Place")


def _days(iri: str) -> Iterator[Statement]:
    for suffix, comment in (("Earliest", "the first day that it can mean"), ("Latest", "the last day that it can mean")):
        yield from _property(f"{iri}{suffix}", "Datatype", comment, f"{XSD}date")
