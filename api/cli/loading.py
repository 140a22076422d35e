"""``load`` and ``extract``: articles in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from api.cli.common import (
    DEFAULT_STORE,
    Bar,
    ExtractorOption,
    JsonOption,
    LangOption,
    PublishedOption,
    PublisherOption,
    StoreOption,
    UrlOption,
    WorkersOption,
    extracting,
    meta,
    number,
    progress,
    say,
    say_json,
    tell,
    write_store,
)
from graph.claims import dump_lines
from graph.model import Claim
from loaders import pipeline
from loaders.extractors import DEFAULT, make_extractors
from loaders.fetch import Limits
from loaders.gazetteer import load_gazetteer
from loaders.pipeline import Options, Outcome, Result
from loaders.read import documents
from loaders.rejects import RejectFile, rejects_beside
from loaders.sources.base import DEFAULT_SIZE, Reject

app = typer.Typer()
Locators = Annotated[list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders, http(s) addresses, or - for standard input")]
Private = Annotated[bool, typer.Option("--allow-private", help="Let addresses lead to private networks")]
MaxBytes = Annotated[int, typer.Option("--max-bytes", metavar="N", help="Largest document that is read")]


@app.command()
def load(
    locators: Locators,
    store: StoreOption = DEFAULT_STORE,
    published: PublishedOption = "",
    lang: LangOption = "",
    publisher: PublisherOption = "",
    url: UrlOption = "",
    restore: Annotated[bool, typer.Option("--restore", help="Also take articles that were retracted")] = False,
    extractor: ExtractorOption = list(DEFAULT),  # noqa: B006 typer copies it
    workers: WorkersOption = 1,
    allow_private: Private = False,
    max_bytes: MaxBytes = DEFAULT_SIZE,
    as_json: JsonOption = False,
) -> None:
    """Load articles from files, folders, feeds or addresses into the store.

    Text, Markdown, HTML, JSON Lines, RSS and Atom feeds, PDF. Loading the same again changes nothing; a changed article becomes a new
    version. What a document does not say itself comes from the options, or from FILE.meta.json beside it. What cannot be read is listed
    with its reason, the rest goes on, and the exit code is 1. One process writes, in the order given, so the store is the same with any
    number of workers; what is stored when it is stopped stays, and loading again goes on.

    [bold]Examples[/]

      claimstake load article.html

      claimstake load news/ feed.xml https://example.com/story --workers 2

      claimstake load notes.txt --published 2025-11-13 --publisher "The Miner's Post"
    """
    options = Options(meta(published, lang, publisher, url), Limits(size=max_bytes, allow_private=allow_private), restore)
    found = list(documents(locators))
    counts: Counter[str] = Counter()
    with extracting(extractor, workers) as extractors, write_store(store) as opened, progress("loading", len(found)) as bar:
        rejects = RejectFile(rejects_beside(store))
        for outcome in pipeline.load(_watched(found, bar), opened, extractors, options):
            rejects.note(outcome)
            _print(outcome, as_json)
            counts[outcome.result] += 1
            counts["claims"] += outcome.claims
    if not as_json:
        say(_summary(counts))
    raise typer.Exit(1 if counts[Result.REJECTED] else 0)


def _watched(found: Sequence[str | Reject], bar: Bar) -> Iterator[str | Reject]:
    """The documents, each shown when it is read; with several workers that is somewhat before it is written."""
    for document in found:
        bar.at(document if isinstance(document, str) else document.where)
        yield document
        bar.step()


def _print(outcome: Outcome, as_json: bool) -> None:
    article = outcome.article
    if as_json:
        say_json(_wire(outcome))
    elif article is None:
        tell(f"{outcome.result}: {outcome.where}: {outcome.reason}")
    else:
        say(f"{outcome.result:<10} {article.title or outcome.where}  [{_detail(outcome)}]")
        for warning in article.warnings:
            tell(f"warning: {outcome.where}: {warning}")
        if outcome.reason:
            tell(f"{outcome.result}: {outcome.where}: {outcome.reason}")


def _detail(outcome: Outcome) -> str:
    refused = f", {outcome.refused} refused" if outcome.refused else ""
    return f"{number(outcome.claims, 'claim')}{refused}"


def _wire(outcome: Outcome) -> dict[str, Any]:
    article = outcome.article
    told = {"id": article.id, "title": article.title, "lang": article.lang, "published": article.published} if article else {}
    warnings = {"warnings": list(article.warnings)} if article and article.warnings else {}
    reason = {"reason": outcome.reason} if outcome.reason else {}
    counts = {"claims": outcome.claims, "refused": outcome.refused}
    return {"where": outcome.where, "result": str(outcome.result), **told, **counts, **reason, **warnings}


def _summary(counts: Counter[str]) -> str:
    results = [f"{counts[result]} {result}" for result in Result if counts[result]]
    return f"{', '.join(results) or 'nothing to load'}; {number(counts['claims'], 'claim')}"


@app.command()
def extract(
    locators: Locators,
    published: PublishedOption = "",
    lang: LangOption = "",
    publisher: PublisherOption = "",
    url: UrlOption = "",
    extractor: ExtractorOption = list(DEFAULT),  # noqa: B006 typer copies it
    allow_private: Private = False,
    max_bytes: MaxBytes = DEFAULT_SIZE,
    refused: Annotated[bool, typer.Option("--refused", help="Tell also what was refused, and why")] = False,
) -> None:
    """Print the claims of articles without storing anything.

    One JSON line a claim, in the interchange format; the article of its evidence is the stem of the file's name (STEM#2 for the second
    article of a file). Warnings and rejects go to the standard error output.

    [bold]Examples[/]

      claimstake extract article.html | head -3

      claimstake extract notes.txt --published 2025-11-13 > claims.jsonl
    """
    options = Options(meta(published, lang, publisher, url), Limits(size=max_bytes, allow_private=allow_private))
    failed = False
    for item in pipeline.extract(locators, make_extractors(tuple(extractor), load_gazetteer()), options):
        if isinstance(item, Reject):
            failed = failed or not item.skipped
            tell(f"{'passed over' if item.skipped else 'rejected'}: {item.where}: {item.reason}")
            continue
        article, extracted = item
        for warning in article.warnings:
            tell(f"warning: {article.id}: {warning}")
        _print_claims([claim for _, found in extracted for claim in found.claims])
        for refusal in [r for _, found in extracted for r in found.refusals] if refused else []:
            tell(f"refused: {article.id}: {refusal.type}: {refusal.reason}")
    raise typer.Exit(1 if failed else 0)


def _print_claims(claims: list[Claim]) -> None:
    for line in dump_lines(claims):
        say(line)
