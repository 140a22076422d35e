"""The guide of Neo4j Browser: one page for each saved query, made of the query files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from importlib import resources

_HEAD = """<!-- Generated from cypher/browser/queries (python -m graph.cypher_gen).
     In Neo4j Browser: :guide http://localhost:8000/neo4j/guide.html -->
<article class="guide">
<carousel class="deck container-fluid">
<slide class="row-fluid">
  <div class="col-sm-12">
    <h3>Claimstake: a graph in which every edge cites its sentence</h3>
    <p>Entities (companies, sites, people ...) are joined by what articles say of them. A plain edge is a fact between two of them; a fact
    with an amount or more than two ends is a node of its own. What is only planned, possible or denied has a coloured border, and its edges
    say so. From every fact <em>SUPPORTS</em> leads back to the claims, and from these <em>STATED_IN</em> to the article.</p>
    <p>First load the style: click to run it.</p>
    <pre class="pre-scrollable code runnable">:style http://localhost:8000/neo4j/style.grass</pre>
    <p>Then go on with the arrow: each page is a question. Click a query to put it into the editor, and run it.</p>
  </div>
</slide>
"""
_SLIDE = """<slide class="row-fluid">
  <div class="col-sm-12">
    <h3>{title}</h3>
    <p>{comment}</p>
    <pre class="pre-scrollable code runnable">{query}</pre>
  </div>
</slide>
"""
_FOOT = "</carousel>\n</article>\n"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query: its file's name, the title by which Browser lists it, what it answers, and the whole text."""

    name: str
    title: str
    comment: str
    text: str

    @property
    def query(self) -> str:
        """The statement without comments."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("//"))


def saved_queries() -> tuple[SavedQuery, ...]:
    """The saved queries of ``cypher/browser/queries``, in the order of their numbers."""
    folder = resources.files("cypher") / "browser" / "queries"
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".cypher")), key=lambda item: item.name)
    return tuple(_read(item.name, item.read_text("utf-8")) for item in files)


def _read(name: str, text: str) -> SavedQuery:
    title, comment = (line.removeprefix("//").strip() for line in text.splitlines()[:2])
    return SavedQuery(name, title, comment, text)


def guide(queries: Iterable[SavedQuery]) -> str:
    """The text of ``guide.html``."""
    slides = (_SLIDE.format(title=escape(q.title), comment=escape(q.comment), query=escape(q.query, quote=False)) for q in queries)
    return f"{_HEAD}{''.join(slides)}{_FOOT}"
