"""``retract``, ``restore``, ``reextract`` and ``ledger``: articles that are in the store, and what was not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from api.cli.common import (
    DEFAULT_STORE,
    ExtractorOption,
    JsonOption,
    StoreOption,
    WorkersOption,
    extracting,
    number,
    progress,
    read_store,
    say,
    say_json,
    write_store,
)
from api.cli.finding import find_article
from graph.claims import to_wire
from graph.model import ArticleRecord, ArticleState, Claim, Refusal
from graph.stores.base import View, every
from graph.stores.wire import refusal_to_wire
from loaders import pipeline
from loaders.extractors import DEFAULT, extract_all, make_extractors
from loaders.gazetteer import load_gazetteer
from loaders.rejects import Rejected, read_rejects, rejects_beside

app = typer.Typer()
ArticleArgument = Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, its address, or words of its title that only it has")]


@app.command()
def retract(article: ArticleArgument, store: StoreOption = DEFAULT_STORE) -> None:
    """Take back an article: what only it supports disappears.

    A tombstone stays, so that a later load skips the article unless it is asked to restore it.

    [bold]Examples[/]

      claimstake retract article/4f1aab3ef887f8a72291

      claimstake retract https://example.com/story
    """
    with write_store(store) as opened:
        record = find_article(opened, article, [ArticleState.STORED])
        opened.retract(record.article.id)
        say(f"retracted {_named(record)}")


@app.command()
def restore(article: ArticleArgument, store: StoreOption = DEFAULT_STORE, extractor: ExtractorOption = list(DEFAULT)) -> None:  # noqa: B006
    """Bring back a retracted article from its stored text.

    [bold]Example[/]

      claimstake restore article/4f1aab3ef887f8a72291
    """
    extractors = make_extractors(extractor, load_gazetteer())
    with write_store(store) as opened:
        record = find_article(opened, article, [ArticleState.RETRACTED])
        written = pipeline.write(opened, record.article, extract_all(record.article, extractors), restore=True)
        say(f"restored {_named(record)}, {number(sum(w.claims for w in written), 'claim')}")


def _named(record: ArticleRecord) -> str:
    return f"{record.article.id} {record.article.title}".strip()


@app.command()
def reextract(
    store: StoreOption = DEFAULT_STORE,
    extractor: ExtractorOption = list(DEFAULT),  # noqa: B006 typer copies it
    workers: WorkersOption = 1,
    as_json: JsonOption = False,
) -> None:
    """Extract claims anew from the stored texts, offline, and print what changed.

    For when the extractor or the gazetteer has changed; what gives the same claims stays as it is.

    [bold]Example[/]

      claimstake reextract
    """
    counts: Counter[str] = Counter()
    with (
        extracting(extractor, workers) as extractors,
        write_store(store) as opened,
        progress("extracting", opened.stats()["articles"]) as bar,
    ):
        for done in pipeline.reextract(opened, extractors):
            bar.step()
            counts.update(articles=1, changed=int(bool(done.new or done.gone)), new=len(done.new), gone=len(done.gone))
            _print_changes(done, as_json)
    if not as_json:
        changed = f"{counts['changed']} of {number(counts['articles'], 'article')} changed"
        say(f"{changed}: {number(counts['new'], 'new claim')}, {number(counts['gone'], 'claim')} gone")


def _print_changes(done: pipeline.Reextracted, as_json: bool) -> None:
    if as_json:
        changes = [{"change": "new", "claim": to_wire(c)} for c in done.new] + [{"change": "gone", "claim": to_wire(c)} for c in done.gone]
        for change in changes:
            say_json(change)
        return
    if done.new or done.gone:
        say(f"{done.article.id} {done.article.title}")
    for sign, claims in (("+", done.new), ("-", done.gone)):
        for claim in claims:
            say(f"  {sign} {brief(claim)}")


def brief(claim: Claim) -> str:
    """A claim in one line: type, fillers, factuality."""
    roles = ", ".join(f"{role} {' + '.join(m.name for m in fillers)}" for role, fillers in claim.roles.items())
    return f"{claim.type}: {roles} ({claim.factuality})"


@app.command()
def ledger(
    store: StoreOption = DEFAULT_STORE,
    article: Annotated[str, typer.Option("--article", metavar="ARTICLE", help="Only of this article")] = "",
    as_json: JsonOption = False,
) -> None:
    """List what was not taken, and why: rejected documents, refused claims.

    [bold]Examples[/]

      claimstake ledger

      claimstake ledger --article article/4f1aab3ef887f8a72291 --json
    """
    with read_store(store) as opened:
        lines = list(_lines(opened, article, store))
    for line in lines:
        if as_json:
            say_json(_wire(line))
        elif isinstance(line, Rejected):
            say(f"rejected  {line.where}: {line.reason}")
        else:
            say(f"refused   {line.article} {line.type}: {line.reason}\n          “{' '.join(line.quote.split())[:160]}”")


def _lines(view: View, article: str, store: str) -> Iterator[Rejected | Refusal]:
    if article:
        yield from find_article(view, article).refusals
        return
    yield from read_rejects(rejects_beside(store))
    for record in every(lambda page: view.articles(states=[ArticleState.STORED], page=page)):
        yield from record.refusals


def _wire(line: Rejected | Refusal) -> dict[str, Any]:
    if isinstance(line, Rejected):
        return {"kind": "rejected", "where": line.where, "reason": line.reason}
    return {"kind": "refused", **refusal_to_wire(line)}
