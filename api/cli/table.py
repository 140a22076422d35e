"""The table of commands: name, the module that holds it, the panel of the help that lists it, and what it does in one line.

The modules are imported when their command is called, so that help and completion do not wait for language models.
"""

from __future__ import annotations

from dataclasses import dataclass

FEED = "Articles in"
LOOK = "Look at the graph"
GIVE = "Give it to others"
MEND = "Mend"
MEASURE = "Measure"


@dataclass(frozen=True, slots=True)
class Row:
    """One command."""

    name: str
    module: str
    panel: str
    help: str


ROWS = (
    Row("load", "loading", FEED, "Load articles from files, folders, feeds or addresses into the store."),
    Row("extract", "loading", FEED, "Print the claims of articles without storing anything."),
    Row("retract", "articles", FEED, "Take back an article: what only it supports disappears."),
    Row("restore", "articles", FEED, "Bring back a retracted article from its stored text."),
    Row("reextract", "articles", FEED, "Extract claims anew from the stored texts, offline, and print what changed."),
    Row("ledger", "articles", FEED, "List what was not taken, and why: rejected documents, refused claims."),
    Row("show", "looking", LOOK, "Print a page about an entity: its facts, each with quote and source."),
    Row("path", "looking", LOOK, "Print how two entities are connected, each step with its quote."),
    Row("explain", "explaining", LOOK, "Explain why a claim was extracted."),
    Row("stats", "looking", LOOK, "Count what the store holds."),
    Row("ask", "serving", LOOK, "Run a GraphQL query file on the store."),
    Row("picture", "drawing", LOOK, "Draw the graph, or the part around a name, as one self-contained SVG or HTML file."),
    Row("claims", "giving", GIVE, "Print the store's claims in the interchange format, one JSON line each."),
    Row("export", "giving", GIVE, "Write the graph as RDF."),
    Row("dump", "giving", GIVE, "Write the whole store as JSON Lines, byte for byte the same for equal content."),
    Row("push", "moving", GIVE, "Copy the store into an empty database of a Neo4j server."),
    Row("pull", "moving", GIVE, "Copy the graph of a Neo4j server into a new store."),
    Row("neo4j-files", "moving", GIVE, "Write the store as files for neo4j-admin database import."),
    Row("serve", "serving", GIVE, "Serve the graph by GraphQL over HTTP."),
    Row("review", "mending", MEND, "List doubtful cases and conflicts for a person to decide."),
    Row("merge", "mending", MEND, "Decide that two entities are one."),
    Row("split", "mending", MEND, "Decide that the entity of some claims is another one."),
    Row("rename", "mending", MEND, "Decide under which name an entity is shown."),
    Row("undo", "mending", MEND, "Take back a decision, or list the decisions."),
    Row("rebuild", "mending", MEND, "Make entities, facts and edges anew from the claims."),
    Row("migrate", "moving", MEND, "Bring a store on Neo4j up to date: constraints, indexes, migrations."),
    Row("evaluate", "measuring", MEASURE, "Measure the extractor against annotated articles."),
    Row("version", "measuring", MEASURE, "Print the versions of Claimstake, extractor, gazetteer and store format."),
)
COMMANDS = {row.name: row for row in ROWS}
