"""``evaluate`` and ``version``."""

from __future__ import annotations

from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.cli.common import ExtractorOption, JsonOption, number, progress, say, say_json, tell
from graph.claims import dump_lines
from graph.errors import SettingsError
from graph.model import Claim
from graph.stores.dump import VERSION as DUMP_VERSION
from loaders import evaluate as measures
from loaders.evaluate import By, EvaluationError, Report
from loaders.evaluation.score import by_article
from loaders.extractors import DEFAULT, Extractor, ExtractorError, installed, make_extractors
from loaders.gazetteer import Gazetteer, load_gazetteer

app = typer.Typer()


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="ID.txt with ID.json, or LANG/SPLIT.jsonl")],
    claims: Annotated[Path | None, typer.Option("--claims", metavar="OUT.jsonl", help="Write the claims that were found")] = None,
    scored: Annotated[Path | None, typer.Option("--score", metavar="IN.jsonl", help="Score these claims, and extract nothing")] = None,
    split: Annotated[str, typer.Option("--split", metavar="NAME", help="Only this part: learn, develop or test")] = "",
    by: Annotated[By, typer.Option("--by", help="Group the figures")] = By.LANG,
    misses: Annotated[bool, typer.Option("--misses", help="List what was missed or wrong")] = False,
    extractor: ExtractorOption = list(DEFAULT),  # noqa: B006 typer copies it
    as_json: JsonOption = False,
) -> None:
    """Measure the extractor against annotated articles.

    DIR is a gold folder (texts ID.txt with annotations ID.json; the date comes from the annotation) or a corpus folder (en/SPLIT.jsonl,
    fr/SPLIT.jsonl). Claim F1 counts a claim as right when its type, key roles and key values are; frame F1 leaves the values out.

    [bold]Examples[/]

      claimstake evaluate gold --split develop

      claimstake evaluate tests/corpus --split develop --by type

      claimstake evaluate gold --claims found.jsonl --misses
    """
    articles = measures.read_annotated(folder, split)
    if scored is not None:
        found = by_article(measures.read_found(scored.read_text("utf-8").splitlines(), str(scored)))
        report = measures.score(articles, found, by)
        _tell_strays(sum(len(c) for a, c in found.items() if a not in {x.id for x in articles}))
    else:
        report, made = _measure(articles, make_extractors(tuple(extractor), load_gazetteer()), by)
        _write(claims, made)
    _print(report, misses, as_json)


def _measure(articles: list[measures.Annotated], extractors: tuple[Extractor, ...], by: By) -> tuple[Report, list[Claim]]:
    made: list[Claim] = []
    with progress("extracting", len(articles)) as bar:
        for article in articles:
            bar.at(article.id)
            made += measures.find_claims([article], extractors)
            bar.step()
    return measures.score(articles, measures.by_wire(made), by), made


def _tell_strays(strays: int) -> None:
    if strays:
        tell(f"{number(strays, 'claim')} of articles that are not annotated here; not scored")


def _write(path: Path | None, claims: list[Claim]) -> None:
    if path is not None:
        try:
            path.write_text("".join(f"{line}\n" for line in dump_lines(claims)), "utf-8")
        except OSError as error:
            raise EvaluationError(f"{path} cannot be written: {error.strerror}") from error


def _print(report: Report, misses: bool, as_json: bool) -> None:
    if as_json:
        listed = {"misses": [{"fault": m.fault, "article": m.article, "claim": m.claim.brief()} for m in report.misses]} if misses else {}
        say_json({"rows": [row.wire() for row in report.rows], **listed})
        return
    for miss in report.misses if misses else ():
        say(f"{miss.fault:<6} {miss.article} {miss.claim.brief()}")
    names = list(report.total.wire())
    table = Table(*(name.replace("_", " ") for name in names), box=None, pad_edge=False, header_style="bold")
    for row in report.rows:
        table.add_row(*("-" if value is None else str(value) for value in row.wire().values()))
    Console(width=max(120, Console().width)).print(table)


@app.command()
def version(as_json: JsonOption = False) -> None:
    """Print the versions of Claimstake, extractor, gazetteer and store format.

    [bold]Example[/]

      claimstake version --json
    """
    gazetteer = load_gazetteer()
    extractors = {name: _version(name, gazetteer) for name in installed()}
    told = {"claimstake": installed_version("claimstake"), "gazetteer": gazetteer.version, "dump": DUMP_VERSION, "extractors": extractors}
    if as_json:
        say_json(told)
        return
    for name, value in told.items():
        say(f"{name:<11} {', '.join(extractors.values()) if name == 'extractors' else value}")


def _version(name: str, gazetteer: Gazetteer) -> str:
    """The extractor's name with its version; of one that needs settings or a package that are not there, that."""
    try:
        return make_extractors((name,), gazetteer)[0].name
    except (SettingsError, ExtractorError):
        return f"{name} (not set up)"
