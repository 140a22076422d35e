"""The page of an entity: who it is, then its facts by kind, each with status, support, quote and source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.cli.finding import names_in
from api.wording import sentence, status_words, time_words
from graph.model import Article, ArticleRecord, Claim, Entity, Fact, ReviewItem
from graph.ontology import ONTOLOGY, Factuality, Status
from graph.stores.base import ALL, Filter, View

_COLOURS = {
    Status.ACTUAL: "green", Status.PLANNED: "yellow", Status.POSSIBLE: "magenta", Status.ENDED: "dim", Status.CANCELLED: "red",
    Status.DENIED: "red",
}  # fmt: skip
_NAMES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A claim with the article that says it."""

    claim: Claim
    article: ArticleRecord


@dataclass(frozen=True, slots=True)
class Page:
    """All that is shown of an entity. ``names`` are those of the entities in its facts; ``sources`` by fact, the newest first."""

    entity: Entity
    facts: tuple[Fact, ...]
    names: Mapping[str, str]
    sources: Mapping[str, tuple[Source, ...]]
    doubts: tuple[ReviewItem, ...] = ()
    quotes: int = 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Render for a terminal or a file."""
        yield from self._head()
        cited: dict[str, Article] = {}
        for type_, facts in self._by_type():
            yield Text(f"\n{_heading(type_)}", style="bold underline")
            shown = ""
            for fact in facts:
                yield Padding(bullet(self._fact_line(fact)), (0, 0, 0, 2), expand=False)
                for source in islice(self.sources.get(fact.id, ()), self.quotes):
                    quote = _quote(source, cited)
                    if quote.plain != shown:
                        yield Padding(quote, (0, 0, 0, 6), expand=False)
                    shown = quote.plain
        yield from self._doubts()
        yield from _sources(cited)

    def _head(self) -> Iterator[Text]:
        entity = self.entity
        yield Text.assemble((entity.name, "bold"), f"   {entity.type} · ", (entity.id, "dim"))
        others = list(dict.fromkeys(n.name for n in entity.names if n.name != entity.name))
        if others:
            more = f" and {len(others) - _NAMES_SHOWN} more" if len(others) > _NAMES_SHOWN else ""
            yield Text(f"also called {', '.join(others[:_NAMES_SHOWN])}{more}")
        if entity.attributes:
            yield Text(", ".join(f"{name} {value}" for name, value in entity.attributes.items()) + " (gazetteer)", style="dim")
        if not self.facts:
            yield Text("\nno fact is told of it")

    def _by_type(self) -> Iterator[tuple[str, list[Fact]]]:
        grouped: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            grouped[fact.type].append(fact)
        for spec in ONTOLOGY:
            if spec.name in grouped:
                yield spec.name, sorted(grouped[spec.name], key=lambda f: (sentence(f, self.names), f.id))

    def _fact_line(self, fact: Fact) -> Text:
        time = time_words(fact)
        support = f"{fact.origins} independent {'source' if fact.origins == 1 else 'sources'}"
        return Text.assemble(
            sentence(fact, self.names), f", {time}" if time else "", "  [", (status_words(fact), _COLOURS[fact.status]),
            f"; {support}; {fact.confidence:.2f}]",
        )  # fmt: skip

    def _doubts(self) -> Iterator[Text]:
        if self.doubts:
            yield Text("\nTo be looked at (claimstake review)", style="bold underline")
        for item in self.doubts:
            yield Text(f"  ! {item.kind}: {item.reason}", style="red")


def bullet(text: Text, mark: str = "•") -> Table:
    """A line of a list, its further lines under its first."""
    table = Table.grid(padding=(0, 1))
    table.add_row(Text(mark), text)
    return table


def _heading(type_: str) -> str:
    meaning = ONTOLOGY.claim_type(type_).meaning
    return f"{meaning[0].upper()}{meaning[1:]}  ({type_})"


def _quote(source: Source, cited: dict[str, Article]) -> Text:
    """The quote with the number of its article among those cited so far."""
    claim, article = source.claim, source.article.article
    cited.setdefault(article.id, article)
    told = "" if claim.factuality is Factuality.ACTUAL else f"{claim.factuality}: "
    by = f" ({claim.speaker.name})" if claim.speaker else ""
    return Text.assemble(told, (f"“{' '.join(claim.evidence.quote.split())}”", "italic"), by, f" [{list(cited).index(article.id) + 1}]")


def _sources(cited: Mapping[str, Article]) -> Iterator[Text | Padding]:
    if cited:
        yield Text("\nSources", style="bold underline")
    for number, article in enumerate(cited.values(), 1):
        told = ", ".join(part for part in (article.title, article.publisher, article.day, article.url) if part)
        yield Padding(bullet(Text.assemble(f"{told} ", (article.id, "dim")), f"[{number}]"), (0, 0, 0, 2), expand=False)


def make_page(view: View, entity: Entity, types: Sequence[str], where: Filter, quotes: int) -> Page:
    """Read all that a page shows, in a few batched calls."""
    facts = view.facts(about=[entity.id], types=types, where=where, page=ALL)
    ids = {fact.id for fact in facts} | {entity.id}
    doubts = [item for item in view.review() if ids & set(item.subjects)]
    return Page(entity, tuple(facts), names_in(view, facts), sources_of(view, facts), tuple(doubts), quotes)


def sources_of(view: View, facts: Sequence[Fact]) -> dict[str, tuple[Source, ...]]:
    """The claims of facts with their articles, the newest first, one of each article before its others."""
    claims = {c.id: c for c in view.claims(facts=[f.id for f in facts], page=ALL)} if facts else {}
    records = {r.article.id: r for r in view.articles(sorted({c.evidence.article for c in claims.values()}))}
    found = {}
    for fact in facts:
        own = [claims[id_] for id_ in fact.claims if id_ in claims]
        own.sort(key=lambda c: (records[c.evidence.article].article.day, str(c.factuality) == str(fact.status), c.id), reverse=True)
        found[fact.id] = tuple(Source(c, records[c.evidence.article]) for c in _each_article_first(own))
    return found


def _each_article_first(claims: Sequence[Claim]) -> list[Claim]:
    firsts = {c.evidence.article: c for c in reversed(claims)}
    return sorted(claims, key=lambda c: firsts[c.evidence.article] is not c)
