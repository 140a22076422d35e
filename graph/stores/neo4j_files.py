"""A whole store as files for ``neo4j-admin database import``: for archives that are too large for one transaction.

The graph is made anew from claims and decisions, as a rebuild does, so that the store is up to date when it is opened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from graph.model import ArticleRecord, ArticleState, Claim
from graph.origins import bands, stories
from graph.projection import ArticleMeta, Projection, project
from graph.reference import Reference
from graph.stores import wire
from graph.stores.base import View, every
from graph.stores.intake import by_family, family
from graph.stores.neo4j_given import Claims, block_rows, decision_properties
from graph.stores.neo4j_graph import about
from graph.stores.neo4j_rows import (
    article_properties,
    claim_row,
    double_row,
    edge_row,
    entity_row,
    extra_keys,
    fact_row,
    review_row,
    version_properties,
)
from graph.stores.neo4j_schema import shipped
from graph.stores.neo4j_upkeep import maker
from graph.stores.sqlite_view import hashed

_BETWEEN = "\x1f"  # the elements of a list: no text of ours has the separator of units
_KINDS: Mapping[type, str] = {str: "string", bool: "boolean", int: "long", float: "double", date: "date", list: "string[]"}
Properties: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One file: nodes of a label (``ends`` empty), or relationships of a type between two labels."""

    name: str
    ends: tuple[str, str] | tuple[()] = ()
    rows: list[tuple[tuple[str, ...], Properties]] = field(default_factory=list)


class Tables:
    """The files, by label or type."""

    def __init__(self) -> None:
        self._nodes: dict[str, Table] = {}
        self._edges: dict[tuple[str, str, str], Table] = {}

    def node(self, label: str, properties: Properties, labels: Sequence[str] = ()) -> None:
        """A node; ``labels`` are those that it has besides."""
        self._nodes.setdefault(label, Table(label)).rows.append(((_BETWEEN.join((label, *labels)),), properties))

    def edge(self, type_: str, source: tuple[str, str], target: tuple[str, str], properties: Properties | None = None) -> None:
        """A relationship between two nodes, each (label, id)."""
        key = (type_, source[0], target[0])
        self._edges.setdefault(key, Table(type_, (source[0], target[0]))).rows.append(((source[1], target[1]), properties or {}))

    def write(self, folder: Path) -> str:
        """Write the files; returns the command that imports them."""
        parts, lines = [], 0
        for table in (*self._nodes.values(), *self._edges.values()):
            kind = "relationships" if table.ends else "nodes"
            name = f"{kind}-{'-'.join((table.name, *table.ends))}.csv"
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                for line in _lines(table):
                    file.write(f"{line}\n")
                    lines += line.count("\n")
            parts.append(f"--{kind}={f'{table.name}=' if table.ends else ''}{folder / name}")
        options = [
            "--id-type=string",
            "--array-delimiter=U+001F",
            "--overwrite-destination",
            *(["--multiline-fields=true"] if lines else []),
        ]
        return " \\\n  ".join(["neo4j-admin database import full neo4j", *options, *parts])


def _lines(table: Table) -> Iterator[str]:
    """Head and rows of a file."""
    kinds: dict[str, str] = {}
    for _, properties in table.rows:
        kinds.update({name: _kind(value) for name, value in properties.items() if value is not None})
    names = sorted(kinds)
    own = [f":START_ID({table.ends[0]})", f":END_ID({table.ends[1]})"] if table.ends else [":LABEL"]
    yield ",".join([*own, *(_head(table, name, kinds[name]) for name in names)])
    for fixed, properties in table.rows:
        yield ",".join([*map(_quoted, fixed), *(_cell(properties.get(name)) for name in names)])


def _head(table: Table, name: str, kind: str) -> str:
    """The id of a node is what relationships name it by, besides being a property."""
    return f"{name}:ID({table.name})" if name == "id" and not table.ends else f"{name}:{kind}"


def _kind(value: Any) -> str:
    return _KINDS[type(value)]


def _cell(value: Any) -> str:
    """A field; what is absent stands without quotes, an empty text within them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _quoted(_BETWEEN.join(value)) if value else ""
    return repr(value) if isinstance(value, int | float) else _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a store holds, and the graph that follows from it."""

    records: Sequence[ArticleRecord]
    claims: Claims
    metas: Mapping[str, ArticleMeta]
    projection: Projection

    @property
    def days(self) -> dict[str, str]:
        """The day of each stored article."""
        return {id_: meta.day for id_, meta in self.metas.items()}


def write_files(view: View, reference: Reference, folder: Path) -> str:
    """Write a store into an empty folder; returns the command that imports the files. Raises OSError."""
    whole = _read(view, reference)
    tables = Tables()
    fillers: tuple[Callable[[Tables, Whole], None], ...] = (_articles, _claims, _graph)
    for fill in fillers:
        fill(tables, whole)
    decisions = view.decisions()
    for number, decision in enumerate(decisions, 1):
        tables.node("Decision", {**decision_properties(decision), "number": number})
    _own(tables, len(whole.records), len(decisions), reference)
    return tables.write(folder)


def _read(view: View, reference: Reference) -> Whole:
    records = list(every(lambda page: view.articles(page=page)))
    rows = {(family(c.extractor), c.id): c for c in every(lambda page: view.claims(doubles=True, page=page))}
    stored = {r.article.id: r.article for r in records if r.state is ArticleState.STORED}
    origins = stories(stored.values())
    metas = {id_: ArticleMeta(id_, article.published, origins[id_]) for id_, article in stored.items()}
    claims = Claims.of(rows)
    return Whole(records, claims, metas, project(claims.standing.values(), metas, view.decisions(), reference))


def _own(tables: Tables, sequence: int, decisions: int, reference: Reference) -> None:
    """The store's own node, and its migrations: done, for what is imported is of the newest version."""
    migrations = shipped()
    for migration in migrations:
        shown = {"number": migration.number, "name": migration.name, "checksum": migration.checksum, "applied": "imported"}
        tables.node("Migration", shown)
    store = {"version": migrations[-1].number, "sequence": sequence, "decisions": decisions, "made_by": maker(reference)}
    tables.node("Store", {"id": "claimstake", "caption": "Claimstake store", **store})


def _articles(tables: Tables, whole: Whole) -> None:
    """Versions of articles, each with a line of the journal; the newest one is the article."""
    counts: dict[str, int] = defaultdict(int)
    for claim in whole.claims.standing.values():
        counts[claim.evidence.article] += 1
    newest = {record.article.id: record for record in whole.records}
    for sequence, record in enumerate(whole.records, 1):
        version = version_properties(record.article, sequence)
        tables.node("ArticleVersion", version)
        tables.edge("HAS_VERSION", ("Article", record.article.id), ("ArticleVersion", str(version["id"])))
        tables.node("Change", {"sequence": sequence, "action": "load", "subject": record.article.id, "recorded": ""})
    for id_, record in newest.items():
        origin = whole.metas[id_].origin if id_ in whole.metas else ""
        shown = article_properties(record.article, str(record.state), counts[id_], by_family(record.refusals))
        tables.node("Article", {"id": id_, "origin": origin, **shown})
        if record.state is ArticleState.STORED:
            for band in sorted({hashed(b) for b in bands(record.article.signature)}):
                tables.node("IndexBand", {"band": band, "article": id_})
    for name in sorted({record.article.publisher for record in newest.values() if record.article.publisher}):
        tables.node("Publisher", {"id": name, "name": name, "caption": name})
    for id_, record in newest.items():
        if record.article.publisher:
            tables.edge("PUBLISHED_BY", ("Article", id_), ("Publisher", record.article.publisher))


def _claims(tables: Tables, whole: Whole) -> None:
    for label, rows in (
        ("Claim", map(claim_row, whole.claims.standing.values())),
        ("Double", map(double_row, whole.claims.doubles.values())),
    ):
        for row in rows:
            tables.node(label, row["properties"])
            tables.edge("STATED_IN", (label, row["id"]), ("Article", row["article"]))
    for row in block_rows(whole.claims.standing.values(), whole.days):
        tables.node("IndexBlock", row)
    for claim in whole.claims.standing.values():
        _about(tables, claim, whole)


def _about(tables: Tables, claim: Claim, whole: Whole) -> None:
    for row in about(claim, whole.days[claim.evidence.article], whole.projection.resolved):
        tables.edge("ABOUT", ("Claim", claim.id), ("Entity", row["entity"]), row["properties"])


def _graph(tables: Tables, whole: Whole) -> None:
    graph = whole.projection
    for entity in graph.entities.values():
        row = entity_row(entity, wire.to_json(wire.entity_to_wire(entity)))
        tables.node("Entity", row["properties"], [row["type"]])
        for key, id_ in sorted(extra_keys(entity)):
            tables.node("IndexKey", {"key": key, "entity": id_})
    for fact in graph.facts.values():
        row = fact_row(fact, wire.to_json(wire.fact_to_wire(fact)))
        tables.node("Fact", row["properties"], [label for label in row["labels"] if label != "Fact"])
        for claim in fact.claims:
            tables.edge("SUPPORTS", ("Claim", claim), ("Fact", fact.id))
    for edge in graph.edges.values():
        row = edge_row(edge, graph.facts.get(edge.fact))
        tables.edge(row["type"], _end(row["source"]), _end(row["target"]), row["properties"])
    for item in graph.review.values():
        row = review_row(item, wire.to_json(wire.review_to_wire(item)))
        tables.node("Review", row["properties"])
        _concerns(tables, item.id, row["claims"])


def _concerns(tables: Tables, review: str, claims: Iterable[str]) -> None:
    for claim in claims:
        tables.edge("CONCERNS", ("Review", review), ("Claim", claim))


def _end(id_: str) -> tuple[str, str]:
    return ("Fact" if id_.startswith("fact/") else "Entity", id_)
