"""The records of the graph, all frozen: articles and claims come in; entities, facts and edges are made of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from graph.dates import Interval, PartialDate
from graph.ontology import EntityType, Factuality, Status
from graph.values import Value


class Record(BaseModel):
    """Base of all records: frozen, nothing unknown let in."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, revalidate_instances="never")


class Article(Record):
    """One version of an article with its stored text; all offsets count the characters of ``text``.

    ``published`` is ISO 8601 as the source gives it (its UTC offset kept), empty when unknown; ``signature`` is the MinHash of the text
    (for copies of one story); ``version`` is a digest of what the source gave.
    """

    id: str
    source_key: str
    version: str
    text: str
    url: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    author: str = ""
    lang: str = ""
    kind: str = "text"
    signature: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The local date of publication, empty when unknown: relative dates resolve by it."""
        return self.published[:10]


class Mention(Record):
    """An entity as named at one place of an article: canonical ``name`` and its ``key``; ``start``/``end`` count characters."""

    name: str
    type: EntityType
    start: int
    end: int
    key: str


class Evidence(Record):
    """The characters of an article that say a claim: ``text[start:end] == quote``."""

    article: str
    start: int
    end: int
    quote: str


class Claim(Record):
    """One thing that one article says. ``id`` holds neither extractor nor confidence; see graph.claims for making one."""

    id: str
    type: str
    roles: Mapping[str, tuple[Mention, ...]]
    values: Mapping[str, Value]
    time: Interval
    factuality: Factuality
    speaker: Mention | None
    spans: Mapping[str, tuple[int, int]]
    evidence: Evidence
    confidence: float
    extractor: str

    def fillers(self, role: str) -> tuple[Mention, ...]:
        """The fillers of a role, empty when the claim has none."""
        return self.roles.get(role, ())


class Refusal(Record):
    """A candidate claim that was not kept, and why; a line of the article's ledger. ``extractor`` is the one whose candidate it was."""

    article: str
    type: str
    reason: str
    start: int = 0
    end: int = 0
    quote: str = ""
    extractor: str = ""


class NameRecord(Record):
    """A name of an entity and when it held; ``claim`` is the evidence, or empty when the gazetteer alone says it."""

    name: str
    lang: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    claim: str = ""


class Entity(Record):
    """A resolved entity. ``keys`` are the claims' keys that it gathers; ``name`` is the one shown."""

    id: str
    type: EntityType
    name: str
    keys: tuple[str, ...] = ()
    names: tuple[NameRecord, ...] = ()
    attributes: Mapping[str, str] = {}


class Step(Record):
    """One claim in the history of a fact. ``roles`` hold entity ids.

    ``cause`` is empty for the fact's own claims and "sale" for a claim of another fact that ends this one (rule 4).
    """

    claim: str
    article: str
    origin: str
    published: str
    factuality: Factuality
    time: Interval
    confidence: float
    values: Mapping[str, Value] = {}
    roles: Mapping[str, tuple[str, ...]] = {}
    cause: str = ""


class Fact(Record):
    """A cluster of the claims of one type that tell one thing, with its history.

    ``roles`` hold entity ids; ``values`` the deciding ones; ``first_planned``, ``actual_since`` and ``ended`` are partial dates (rule 7);
    ``until`` is the coming end of what is actual (a lease that runs to 2030, a planned departure).
    ``origins`` counts independent articles; ``inferred`` lists what the text does not say itself (a figure's date, say).
    """

    id: str
    type: str
    roles: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Value]
    time: Interval
    status: Status
    first_planned: PartialDate | None = None
    actual_since: PartialDate | None = None
    ended: PartialDate | None = None
    until: PartialDate | None = None
    origins: int = 1
    confidence: float = 0.0
    claims: tuple[str, ...] = ()
    history: tuple[Step, ...] = ()
    inferred: tuple[str, ...] = ()


class Edge(Record):
    """An edge of the graph. ``source`` and ``target`` are ids of entities or facts; ``fact`` is the fact that it projects.

    Edges that only the gazetteer says (a state lies in a country) have an empty ``fact`` and ``origin`` "gazetteer".
    """

    id: str
    type: str
    source: str
    target: str
    fact: str = ""
    role: str = ""
    status: Status = Status.ACTUAL
    origin: str = "claims"


class ReviewKind(StrEnum):
    """What a person is asked to look at."""

    DOUBTFUL_MERGE = "doubtful_merge"
    DOUBTFUL_FACT = "doubtful_fact"
    CONFLICT = "conflict"


class ReviewItem(Record):
    """A doubtful case or a conflict. ``subjects`` are ids of entities, facts or claims; ``rule`` names the rule that found it.

    ``scope`` is the key of the name whose sites are in doubt (rule 4), empty for what concerns facts.
    """

    id: str
    kind: ReviewKind
    rule: str
    reason: str
    subjects: tuple[str, ...]
    claims: tuple[str, ...] = ()
    scope: str = ""


class DecisionKind(StrEnum):
    """What a person can decide."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"


class Decision(Record):
    """A person's decision. It names claims and keys, never fact ids, so that it survives re-loading.

    merge: ``keys`` are one entity from now on, the first one's. split: the fillers of ``claims`` that have a key of ``keys`` are an entity
    of their own, called ``name`` if given. rename: the entity of ``keys[0]`` is shown as ``name``. ``note`` is the person's reason.
    """

    id: str
    kind: DecisionKind
    keys: tuple[str, ...]
    claims: tuple[str, ...] = ()
    name: str = ""
    note: str = ""


class ArticleState(StrEnum):
    """What the store did with an article."""

    STORED = "stored"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class ArticleRecord(Record):
    """An article as the store knows it, with its ledger. ``origin`` is the id of the story that it is a copy of (its own when first)."""

    article: Article
    state: ArticleState
    origin: str
    sequence: int
    claims: int
    refusals: tuple[Refusal, ...] = ()


class Change(Record):
    """One line of the store's journal: what was written when, by number and never by clock."""

    sequence: int
    action: str
    subject: str
