"""The group of commands that imports a command's module when the command is called, and not before."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from typer import Typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from api.cli.table import COMMANDS, Row


class LazyGroup(TyperGroup):
    """Lists the commands of the table; the one that is called is taken from its module."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: _listed(row) for name, row in COMMANDS.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first argument names, with the rest; typer's own message when there is none."""
        if args and args[0] in COMMANDS:
            return args[0], command(args[0]), args[1:]
        return super().resolve_command(ctx, args)


def command(name: str) -> TyperCommand:
    """The command of that name, with its options. Raises KeyError."""
    whole = Typer()
    whole.add_typer(import_module(f"api.cli.{COMMANDS[name].module}").app)
    found = get_group(whole).commands[name]
    if not isinstance(found, TyperCommand):
        raise KeyError(f"{name} is a group, not a command")
    return found


def _listed(row: Row) -> TyperCommand:
    """What help and completion show of a command."""
    return TyperCommand(name=row.name, help=row.help, short_help=row.help, rich_help_panel=row.panel)
