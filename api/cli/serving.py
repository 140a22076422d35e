"""``serve`` and ``ask``: the graph by GraphQL, over HTTP and from a file."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import anyio
import typer
import uvicorn
from strawberry.types import ExecutionResult

from api.app import create_app
from api.cli.common import DEFAULT_STORE, StoreOption, read_store, say, tell
from api.graphql.context import Context
from api.graphql.schema import derived_types, make_schema
from api.settings import Settings, settings_from
from graph.errors import SettingsError
from graph.stores.base import View
from loaders.gazetteer import load_gazetteer

app = typer.Typer()


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen at; 0.0.0.0 for all")] = "",
    port: Annotated[int, typer.Option("--port", metavar="N", help="Port to listen at")] = -1,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Serve the graph by GraphQL over HTTP.

    /graphql answers queries, and shows GraphiQL in a browser without asking the network; /healthz and /readyz tell how it is. Settings
    come from CLAIMSTAKE_... variables; a load may run at the same time.

    [bold]Examples[/]

      claimstake serve

      claimstake serve --store demo/claimstake.db --port 8080
    """
    given: dict[str, Any] = {"store": store} | ({"host": host} if host else {}) | ({"port": port} if port >= 0 else {})
    settings = replace(settings_from(os.environ), **given)
    with read_store(settings.store) as opened:
        tell(f"serving {settings.store} at http://{settings.host}:{settings.port}/ (Ctrl+C stops it)")
        uvicorn.run(create_app(settings, opened, load_gazetteer()), host=settings.host, port=settings.port, log_level="warning")


@app.command()
def ask(
    query: Annotated[Path, typer.Argument(metavar="FILE.graphql", help="A query; - for standard input")],
    variable: Annotated[list[str], typer.Option("--var", metavar="NAME=VALUE", help="A variable; JSON where it can be read so")] = [],  # noqa: B006
    operation: Annotated[str, typer.Option("--operation", metavar="NAME", help="Which operation, where the file has several")] = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Run a GraphQL query file on the store.

    Prints the answer as JSON; exit code 1 when it has errors.

    [bold]Examples[/]

      claimstake ask examples/queries/sites.graphql --store demo/claimstake.db

      echo '{ stats { facts } }' | claimstake ask -
    """
    variables = dict(_variable(text) for text in variable)
    with read_store(store) as opened:
        settings = replace(settings_from(os.environ), store=store)
        result = anyio.run(partial(_answer, opened, settings, _text(query), variables, operation or None))
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [error.formatted for error in result.errors]
    if result.extensions:
        answer["extensions"] = result.extensions
    say(json.dumps(answer, ensure_ascii=False, indent=2))
    raise typer.Exit(1 if result.errors else 0)


def _text(path: Path) -> str:
    if str(path) == "-":
        return sys.stdin.read()
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: the query cannot be read: {error}") from error


def _variable(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign:
        raise SettingsError(f"--var {text!r}: write NAME=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


async def _answer(view: View, settings: Settings, query: str, variables: dict[str, Any], operation: str | None) -> ExecutionResult:
    context = Context(view, settings, derived_types(), anyio.CapacityLimiter(settings.threads))
    schema = make_schema(settings)
    result = await schema.execute(query, variable_values=variables, context_value=context, operation_name=operation)
    if not isinstance(result, ExecutionResult):
        raise SettingsError("ask answers one query at once; @defer and @stream are not for it")
    return result
