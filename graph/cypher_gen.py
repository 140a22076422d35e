"""The Cypher that follows from the ontology: constraints, indexes, statements that list edge types, and the style of Neo4j Browser.

``python -m graph.cypher_gen FOLDER`` writes the files into the folder ``cypher``; a test fails when they differ from what is there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.cypher_guide import guide, saved_queries
from graph.cypher_style import style
from graph.ontology import ONTOLOGY, EntityType

# Labels of what is not in the ontology, with the properties that are unique.
_OWN: Mapping[str, tuple[str, ...]] = {
    "Entity": ("id",),
    "Article": ("id",),
    "ArticleVersion": ("id",),
    "Publisher": ("id",),
    "Claim": ("id",),
    "Double": ("id",),
    "Review": ("id",),
    "Decision": ("id",),
    "Change": ("sequence",),
    "Migration": ("number",),
    "Store": ("id",),
    "IndexKey": ("key", "entity"),
    "IndexBlock": ("block", "claim"),
    "IndexBand": ("band", "article"),
}
_INDEXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Entity", ("type", "id")),
    ("Entity", ("name",)),
    ("Fact", ("type", "id")),
    ("Claim", ("place",)),
    ("Double", ("place",)),
    ("Double", ("claim",)),
    ("ArticleVersion", ("place",)),
    ("Article", ("state",)),
    ("Article", ("origin",)),
    ("Article", ("published_first",)),
    ("Review", ("kind",)),
    ("Review", ("scope",)),
    ("Decision", ("number",)),
)
# Types of relationships that are looked up by a property: a mention's key, and the id of an edge that the gazetteer alone says.
_RELATIONS = (("ABOUT", "key"), ("LOCATED_IN", "id"))
_PREFIX = "claimstake_"


def unique_labels() -> dict[str, tuple[str, ...]]:
    """Every label with the properties that tell its nodes apart."""
    typed = (*(str(t) for t in EntityType), *ONTOLOGY.node_labels())
    return dict(_OWN) | dict.fromkeys(typed, ("id",))


def schema_files() -> dict[str, str]:
    """The constraints and indexes: name -> text. The name of the file is that of the constraint, without prefix."""
    files = dict(_constraint(label, keys) for label, keys in sorted(unique_labels().items()))
    files |= dict(_index(label, keys) for label, keys in _INDEXES)
    files |= dict(_relation(type_, key) for type_, key in _RELATIONS)
    return files | {
        "names": _file(
            "Names of entities by their words, whatever accents and case: CALL db.index.fulltext.queryNodes('claimstake_names', 'bitf*').",
            f"CREATE FULLTEXT INDEX {_PREFIX}names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]\n"
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}",
        ),
        "search": _file(
            "Names of entities as the store folds them, so that every store finds the same (read/search.cypher).",
            f"CREATE FULLTEXT INDEX {_PREFIX}search IF NOT EXISTS FOR (n:Entity) ON EACH [n.search]\n"
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}",
        ),
    }


def schema_names() -> dict[str, str]:
    """The name in the database of each constraint and index -> its statement."""
    return {f"{_PREFIX}{name.replace('-', '_')}": text for name, text in schema_files().items()}


def _file(what: str, body: str, parameters: str = "none", columns: str = "none") -> str:
    head = (what, "Generated from the ontology (python -m graph.cypher_gen).", f"Parameters: {parameters}", f"Columns: {columns}")
    return "".join(f"// {line}\n" for line in head) + f"{body}\n"


def _constraint(label: str, keys: tuple[str, ...]) -> tuple[str, str]:
    name = f"unique-{label.lower()}"
    told = f"n.{keys[0]}" if len(keys) == 1 else f"({', '.join(f'n.{key}' for key in keys)})"
    body = f"CREATE CONSTRAINT {_PREFIX}{name.replace('-', '_')} IF NOT EXISTS FOR (n:{label}) REQUIRE {told} IS UNIQUE"
    return name, _file(f"No two {label} nodes have the same {' and '.join(keys)}.", body)


def _index(label: str, keys: tuple[str, ...]) -> tuple[str, str]:
    name = f"index-{label.lower()}-{'-'.join(keys).replace('_', '-')}"
    told = ", ".join(f"n.{key}" for key in keys)
    body = f"CREATE INDEX {_PREFIX}{name.replace('-', '_')} IF NOT EXISTS FOR (n:{label}) ON ({told})"
    return name, _file(f"{label} nodes by {' and '.join(keys)}.", body)


def _relation(type_: str, key: str) -> tuple[str, str]:
    name = f"index-{type_.lower().replace('_', '-')}-{key}"
    body = f"CREATE INDEX {_PREFIX}{name.replace('-', '_')} IF NOT EXISTS FOR ()-[r:{type_}]-() ON (r.{key})"
    return name, _file(f"{type_} relationships by {key}.", body)


def shortcut_types() -> tuple[str, ...]:
    """The types of plain edges between two entities."""
    return tuple(sorted({name for t in ONTOLOGY for s in t.shortcuts for name in (s.edge, *(edge for _, edge in s.names))}))


def edge_types() -> tuple[str, ...]:
    """All types of edges of the graph; LOCATED_IN is also what the gazetteer says."""
    return ONTOLOGY.edge_types()


def statement_files() -> dict[str, str]:
    """Statements that list edge types: a pattern without them would walk to the claims as well."""
    every = "|".join(edge_types())
    files = {
        "write/drop-shortcuts": _file(
            "Drops the plain edges of facts between two entities.",
            "UNWIND $rows AS row\nMATCH (s:Entity {id: row.source})\nMATCH (t:Entity {id: row.target})\n"
            f"MATCH (s)-[e:{'|'.join(shortcut_types())}]->(t)\nWHERE e.fact = row.fact\nDELETE e",
            "$rows: [{source, target, fact}]",
        ),
        "read/count-edges": _file(
            "Edges by type, from the counts that the database keeps.",
            "\nUNION ALL\n".join(f"RETURN '{t}' AS type, COUNT {{ MATCH ()-[:{t}]->() }} AS count" for t in edge_types()),
            columns="type, count",
        ),
        "read/facts-about": _file(
            "The ids of facts that have one of some entities as filler, after an id.",
            f"MATCH (n:Entity) WHERE n.id IN $about\nMATCH (n)-[e:{every}]-() WHERE e.fact > $after\n"
            "RETURN DISTINCT e.fact AS id ORDER BY id",
            "$about, $after",
            "id",
        ),
    }
    return files | {f"read/edges-{name}": text for name, text in _edge_reads(every)}


def _edge_reads(every: str) -> Iterator[tuple[str, str]]:
    columns = "id, type, source, target, fact (null when only the gazetteer says it), role, status, origin"
    parameters = "$ids, $types: empty for all, $gazetteer, $statuses (null: any), $origins, $confidence"
    for end, what in (("Entity", "entities"), ("Fact", "nodes of facts")):
        for way, words, pattern, ends in (
            ("out", "go out of", f"(n)-[e:{every}]->(m)", "n.id AS source, m.id AS target"),
            ("in", "come into", f"(n)<-[e:{every}]-(m)", "m.id AS source, n.id AS target"),
        ):
            # Edges have their own copies of the status, origins and confidence of their facts, by which a filter sees them.
            body = (
                f"MATCH (n:{end}) WHERE n.id IN $ids\nMATCH {pattern}\n"
                "WHERE (size($types) = 0 OR type(e) IN $types) AND ($gazetteer OR e.fact IS NOT NULL)\n  AND ($statuses IS NULL OR "
                "e.fact IS NULL OR (e.status IN $statuses AND e.origins >= $origins AND e.confidence >= $confidence))\n"
                f"RETURN e.id AS id, type(e) AS type, {ends}, e.fact AS fact, e.filler AS role, e.status AS status, e.origin AS origin"
            )
            yield f"{end.lower()}-{way}", _file(f"The edges that {words} {what}.", body, parameters, columns)


def generated_files() -> dict[str, str]:
    """All files under ``cypher/`` that follow from the ontology: path -> text."""
    schema = {f"schema/{name}.cypher": text for name, text in schema_files().items()}
    statements = {f"{path}.cypher": text for path, text in statement_files().items()}
    return {**schema, **statements, "browser/style.grass": style(), "browser/guide.html": guide(saved_queries())}


def main(folder: str) -> None:
    """Write the files; those of the schema that are no longer generated are removed."""
    root, files = Path(folder), generated_files()
    for path in sorted((root / "schema").glob("*.cypher")):
        if path.relative_to(root).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:2] or ("cypher",))
