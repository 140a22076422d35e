"""The command line: ``claimstake COMMAND``. Exit codes: 0 fine, 1 something was rejected or failed, 2 wrong usage."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from typer import Typer

from api.cli.group import LazyGroup
from graph.errors import ClaimstakeError, OntologyError, SettingsError

ABOUT = """A knowledge graph of the crypto industry in which every edge cites the sentence that says it.

The store is --store or CLAIMSTAKE_STORE: a path, sqlite:PATH, neo4j://HOST:PORT or memory: (claimstake.db here by default).

Begin with: [bold]claimstake load ARTICLE.html[/], then [bold]claimstake show Bitfarms[/].
Exit codes: 0 fine, 1 something was rejected or failed, 2 wrong usage."""

app = Typer(
    cls=LazyGroup,
    help=ABOUT,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _root() -> None:
    """Makes typer treat the application as a group; its help is ABOUT."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line on the arguments (those of the process if none are given). Raises SystemExit with the exit code."""
    try:
        app(args=arguments, prog_name="claimstake")
    except ClaimstakeError as error:
        sys.stderr.write(f"claimstake: {error}\n")
        raise SystemExit(2 if isinstance(error, SettingsError | OntologyError) else 1) from error
