"""Help: every command is listed, documented, with an example, and what the table says of it is what it says itself."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from api.cli.group import command
from api.cli.table import COMMANDS
from tests.unit.cli.conftest import Run


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_table_says_what_the_command_says(name: str) -> None:
    help_ = command(name).help or ""
    assert help_.split("\n\n")[0].replace("\n", " ").strip() == COMMANDS[name].help


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_an_example(name: str) -> None:
    assert re.search(rf"\n\s+(?:echo .*\| )?claimstake {name}\b", command(name).help or "")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_explained(name: str) -> None:
    bare = [p.name for p in command(name).params if not getattr(p, "help", None)]
    assert not bare


def test_the_table_lists_every_command_of_the_modules() -> None:
    found = {}
    for module in {row.module for row in COMMANDS.values()}:
        app = import_module(f"api.cli.{module}").app
        found.update({c.name or c.callback.__name__: module for c in app.registered_commands})
    assert found == {name: row.module for name, row in COMMANDS.items()}


def test_help_lists_all_commands(process: Run) -> None:
    ran = process("--help")
    assert ran.code == 0
    assert all(re.search(rf"\b{name}\b", ran.out) for name in COMMANDS)


def test_without_arguments_it_helps(run: Run) -> None:
    assert "Usage" in run().out + run().err


def test_a_wrong_command_is_wrong_usage_with_a_hint(run: Run) -> None:
    ran = run("shwo")
    assert ran.code == 2
    assert "show" in ran.err


def test_a_wrong_option_is_wrong_usage(run: Run) -> None:
    ran = run("stats", "--nonsense")
    assert ran.code == 2
    assert "--nonsense" in ran.err


def test_completion_offers_commands(process: Run) -> None:
    shell = {
        "_CLAIMSTAKE_COMPLETE": "complete_bash",
        "_TYPER_COMPLETE_ARGS": "claimstake re",
        "COMP_WORDS": "claimstake re",
        "COMP_CWORD": "1",
    }
    offered = process(**shell).out
    assert {"reextract", "restore", "retract", "rename", "rebuild", "review"} <= set(re.findall(r"[a-z]+", offered))
