"""Terms and statements: IRIs, literals, and how the ontology's names become IRIs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import quote

from graph.dates import PartialDate, Period, Precision
from graph.errors import InvalidValue, SettingsError

NS = "https://claimstake.org/ns#"
DEFAULT_BASE = "https://claimstake.org/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA_ORG = "https://schema.org/"
PREFIXES = {
    "cs": NS, "dcterms": DCTERMS, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "schema": SCHEMA_ORG, "skos": SKOS, "xsd": XSD,
}  # fmt: skip
TYPE = f"{RDF}type"
# A quarter or a half has no type of XML Schema; its first and last day stand beside it.
QUARTER, HALF, PERIOD = f"{NS}Quarter", f"{NS}Half", f"{NS}Period"
_DATE_TYPE = {
    Precision.DAY: f"{XSD}date", Precision.MONTH: f"{XSD}gYearMonth", Precision.YEAR: f"{XSD}gYear", Precision.QUARTER: QUARTER,
    Precision.HALF: HALF,
}  # fmt: skip
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#:]", re.I)
_SAFE = "/~:@!$&'()*+,;=-._"


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """The name of a resource."""

    text: str


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value with its datatype (an IRI; none for plain words), or words with their language."""

    text: str
    datatype: str = ""
    lang: str = ""


Term: TypeAlias = Iri | Literal


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple; ``graph`` is the IRI of its named graph, empty for the default one."""

    subject: str
    predicate: str
    object: Term
    graph: str = ""

    @property
    def order(self) -> tuple[str, str, bool, str, str, str]:
        """By which statements are sorted; a resource's types come first."""
        about = self.object
        words = ("", "") if isinstance(about, Iri) else (about.datatype, about.lang)
        predicate = "" if self.predicate == TYPE else self.predicate
        return (self.subject, predicate, isinstance(about, Literal), about.text, *words)


def checked_base(base: str) -> str:
    """The base of all ids, if it is an absolute IRI that ends so that ids can follow. Raises SettingsError."""
    if not _ABSOLUTE.fullmatch(base):
        raise SettingsError(f"the base {base!r} must be an absolute IRI that ends in / or #, such as {DEFAULT_BASE}")
    return base


@lru_cache(maxsize=65536)
def iri_of(base: str, id_: str) -> str:
    """The IRI of an entity, fact, claim or article."""
    return base + quote(id_, safe=_SAFE)


@lru_cache(maxsize=1024)
def property_of(name: str) -> str:
    """The IRI of the property of a role, value or edge: ``from_activity`` is cs:fromActivity, ``CONVERTS_TO`` cs:convertsTo."""
    first, *others = name.lower().split("_")
    return NS + first + "".join(word.capitalize() for word in others)


@lru_cache(maxsize=256)
def class_of(name: str) -> str:
    """The IRI of the class of a claim type (``converts_to``: cs:ConvertsTo) or of a label, which stays as it is."""
    return NS + ("".join(word.capitalize() for word in name.split("_")) if name.islower() else name)


def date_literal(date: PartialDate) -> Literal:
    """The date at its own precision: xsd:date, xsd:gYearMonth, xsd:gYear, cs:Quarter or cs:Half."""
    return Literal(date.text, _DATE_TYPE[date.precision])


def period_literal(period: Period) -> Literal:
    """A period that is a partial date as that; fiscal periods, intervals and windows as cs:Period."""
    try:
        return date_literal(PartialDate(period.text))
    except InvalidValue:
        return Literal(period.text, PERIOD)


def moment_literal(text: str) -> Literal:
    """When an article was published: xsd:date or xsd:dateTime; words where it is neither."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Literal(text, f"{XSD}date")
    try:
        return Literal(datetime.fromisoformat(text).isoformat(), f"{XSD}dateTime")
    except ValueError:
        return Literal(text)


def integer(number: int) -> Literal:
    """A whole number."""
    return Literal(str(number), f"{XSD}integer")


def number_literal(text: str) -> Literal:
    """An exact decimal from its text."""
    return Literal(text, f"{XSD}decimal")
