"""Statements about one record each: entity, fact, claim, article. Each function gives those of its record in sorted order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.dates import Interval, PartialDate, Period
from graph.ids import digest
from graph.model import ArticleRecord, Claim, Edge, Entity, Fact, NameRecord
from graph.rdf.terms import (
    DCTERMS,
    DEFAULT_BASE,
    NS,
    PROV,
    RDFS,
    SKOS,
    TYPE,
    XSD,
    Iri,
    Literal,
    Statement,
    Term,
    class_of,
    date_literal,
    integer,
    iri_of,
    moment_literal,
    number_literal,
    period_literal,
    property_of,
)
from graph.values import Amount, Comparison, Value, plain


@dataclass(frozen=True, slots=True)
class Writer:
    """Makes the statements of records; ``base`` is put before their ids."""

    base: str = DEFAULT_BASE

    def entity(self, entity: Entity, edges: Iterable[Edge] = ()) -> list[Statement]:
        """An entity with its names, what the gazetteer says of it, and plain edges to others.

        ``edges`` are shortcuts of actual facts (``cs:operates``) and edges that the gazetteer alone says (``cs:gazetteerWithin``).
        """
        about = _About(self.base, entity.id)
        about.types(str(entity.type))
        about.say(f"{RDFS}label", Literal(entity.name))
        for name in entity.names:
            self._name(about, name, entity.name)
        for key, value in entity.attributes.items():
            about.say(property_of(f"gazetteer_{key}"), Literal(value))
        for edge in edges:
            about.say(property_of(edge.type) if edge.fact else f"{NS}gazetteerWithin", about.ref(edge.target))
        return about.sorted()

    def _name(self, about: _About, name: NameRecord, shown: str) -> None:
        if name.name != shown:
            about.say(f"{SKOS}altLabel", Literal(name.name, lang=name.lang))
        if not (name.start or name.end or name.claim):
            return
        node = about.part("name", digest("name", name.name, name.lang, size=10))
        node.types("Name")
        node.say(f"{NS}text", Literal(name.name, lang=name.lang))
        node.interval(Interval(name.start, name.end))
        if name.claim:
            node.say(f"{PROV}wasDerivedFrom", about.ref(name.claim))
        about.say(f"{NS}name", Iri(node.iri))

    def fact(self, fact: Fact) -> list[Statement]:
        """A fact with its roles, values, times, status and the claims that tell it."""
        about = _About(self.base, fact.id)
        about.types("Fact", fact.type)
        about.roles(fact.roles)
        about.values(fact.values)
        about.interval(fact.time)
        about.say(f"{NS}status", Literal(str(fact.status)))
        dates = {"firstPlanned": fact.first_planned, "actualSince": fact.actual_since, "ended": fact.ended, "until": fact.until}
        for name, date in dates.items():
            about.date(name, date)
        about.say(f"{NS}origins", integer(fact.origins))
        about.say(f"{NS}confidence", number_literal(f"{fact.confidence:.2f}"))
        for name in fact.inferred:
            about.say(f"{NS}inferred", Literal(name))
        for claim in fact.claims:
            about.say(f"{PROV}wasDerivedFrom", about.ref(claim))
        return about.sorted()

    def claim(self, claim: Claim, resolved: Mapping[tuple[str, str], str]) -> list[Statement]:
        """A claim: what one article says, in which words. ``resolved`` maps (claim id, key) to the id of the entity."""
        about = _About(self.base, claim.id, iri_of(self.base, claim.evidence.article))
        about.types("Claim", claim.type)
        entity = {m.key: resolved.get((claim.id, m.key), m.key) for fillers in claim.roles.values() for m in fillers}
        about.roles({role: tuple(entity[m.key] for m in fillers) for role, fillers in claim.roles.items()})
        about.values(claim.values)
        about.interval(claim.time)
        about.say(f"{NS}factuality", Literal(str(claim.factuality)))
        if claim.speaker is not None:
            about.say(f"{NS}speaker", about.ref(resolved.get((claim.id, claim.speaker.key), claim.speaker.key)))
        about.say(f"{PROV}wasDerivedFrom", about.ref(claim.evidence.article))
        about.say(f"{NS}quote", Literal(claim.evidence.quote))
        about.say(f"{NS}quoteStart", integer(claim.evidence.start))
        about.say(f"{NS}quoteEnd", integer(claim.evidence.end))
        about.say(f"{NS}confidence", number_literal(f"{claim.confidence:.2f}"))
        about.say(f"{NS}extractor", Literal(claim.extractor))
        return about.sorted()

    def article(self, record: ArticleRecord) -> list[Statement]:
        """An article without its text: where it is to be found, and of which story it is a copy."""
        article = record.article
        about = _About(self.base, article.id)
        about.types("Article")
        told = {"title": article.title, "publisher": article.publisher, "creator": article.author, "language": article.lang}
        for name, text in told.items():
            if text:
                about.say(f"{DCTERMS}{name}", Literal(text))
        if article.published:
            about.say(f"{DCTERMS}issued", moment_literal(article.published))
        if article.url:
            about.say(f"{DCTERMS}source", Literal(article.url, f"{XSD}anyURI"))
        about.say(f"{NS}origin", about.ref(record.origin or article.id))
        return about.sorted()


class _About:
    """Collects the statements about a resource and its parts."""

    def __init__(self, base: str, id_: str, graph: str = "", statements: list[Statement] | None = None) -> None:
        self._base, self._graph = base, graph
        self.iri = iri_of(base, id_)
        self._id = id_
        self._statements: list[Statement] = [] if statements is None else statements

    def part(self, *names: str) -> _About:
        """A resource that belongs to this one: an amount, a name."""
        return _About(self._base, "/".join((self._id, *names)), self._graph, self._statements)

    def ref(self, id_: str) -> Iri:
        """The IRI of another record."""
        return Iri(iri_of(self._base, id_))

    def say(self, predicate: str, about: Term) -> None:
        """Add a statement."""
        self._statements.append(Statement(self.iri, predicate, about, self._graph))

    def types(self, *names: str) -> None:
        """Say what it is."""
        for name in names:
            self.say(TYPE, Iri(class_of(name)))

    def roles(self, roles: Mapping[str, Iterable[str]]) -> None:
        """Say who fills its roles."""
        for role, fillers in roles.items():
            for filler in fillers:
                self.say(property_of(role), self.ref(filler))

    def values(self, values: Mapping[str, Value]) -> None:
        """Say its values: amounts and comparisons as parts, dates and periods as typed literals, the rest as words."""
        for name, value in values.items():
            if isinstance(value, Amount | Comparison):
                self._amount(name, value)
            elif isinstance(value, PartialDate):
                self.date(name, value)
            elif isinstance(value, Period):
                self._period(name, value)
            else:
                self.say(property_of(name), Literal(value))

    def _amount(self, name: str, value: Amount | Comparison) -> None:
        amount = value.amount if isinstance(value, Comparison) else value
        node = self.part(name)
        self.say(property_of(name), Iri(node.iri))
        node.types("Comparison" if isinstance(value, Comparison) else "Amount")
        for part, number in (("number", amount.value), ("min", amount.low), ("max", amount.high)):
            if number is not None:
                node.say(f"{NS}{part}", number_literal(plain(number)))
        for part, text in (("unit", amount.unit), ("currency", amount.currency)):
            if text:
                node.say(f"{NS}{part}", Literal(text))
        if isinstance(value, Comparison) and value.period is not None:
            node._period("period", value.period)

    def _period(self, name: str, period: Period) -> None:
        self.say(property_of(name), period_literal(period))
        bounds = period.bounds()
        if bounds is not None:
            self._days(property_of(name), bounds[0].isoformat(), bounds[1].isoformat())

    def date(self, name: str, date: PartialDate | None) -> None:
        """Say a date at its own precision, with the first and last day that it can mean."""
        if date is not None:
            predicate = property_of(name) if name.islower() else f"{NS}{name}"
            self.say(predicate, date_literal(date))
            self._days(predicate, date.first.isoformat(), date.last.isoformat())

    def _days(self, predicate: str, first: str, last: str) -> None:
        self.say(f"{predicate}Earliest", Literal(first, f"{XSD}date"))
        self.say(f"{predicate}Latest", Literal(last, f"{XSD}date"))

    def interval(self, time: Interval) -> None:
        """Say when it happens or holds."""
        self.date("start", time.start)
        self.date("end", time.end)

    def sorted(self) -> list[Statement]:
        """All statements, each once."""
        return sorted(set(self._statements), key=lambda s: s.order)


def named_graph(statements: Iterable[Statement], graph: str) -> Iterator[Statement]:
    """The statements in a named graph."""
    for statement in statements:
        yield Statement(statement.subject, statement.predicate, statement.object, graph)
