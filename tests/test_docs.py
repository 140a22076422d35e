"""The documents say what is: every command, option, target, file and link in them exists, and what is generated is as generated."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from api.cli.group import command
from api.cli.table import COMMANDS
from tests.floor import README, floor, with_table
from tests.golden.update_cli import FILE, page

ROOT = Path(__file__).parent.parent
PAGES = [README, *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples" / "README.md"]
# Pages about the command line alone; other pages tell of other programs too.
OURS = [README, FILE]
_CODE = re.compile(r"```(?:sh|console)\n(.*?)```|`([^`\n]+)`", re.S)


def snippets(text: str) -> list[str]:
    """Command lines in blocks of code and in lines of text."""
    found = []
    for block, inline in _CODE.findall(text):
        lines = re.sub(r"\\\n\s*", " ", block or inline).splitlines()
        found += [line.removeprefix("$ ").strip() for line in lines]
    return [re.sub(r"^echo .*?\| ", "", line) for line in found]


def calls(text: str, name: str) -> list[list[str]]:
    """The calls of a program in a page, as words."""
    lines = [part.strip() for line in snippets(text) for part in re.split(r"\s[|;]\s|\s&&\s", line)]
    return [shlex.split(line.split(" > ")[0]) for line in lines if re.match(rf"{name}\s", line)]


@pytest.mark.parametrize("page_", PAGES, ids=lambda p: p.name)
def test_every_command_and_option_that_is_named_exists(page_: Path) -> None:
    for words in calls(page_.read_text("utf-8"), "claimstake"):
        if words[1] in ("--install-completion", "--help", "COMMAND", "..."):
            continue
        assert words[1] in COMMANDS, words
        known = {option for p in command(words[1]).params for option in p.opts}
        named = {word.split("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
        assert named <= known | {"--help"}, words


@pytest.mark.parametrize("page_", OURS, ids=lambda p: p.name)
def test_options_that_are_named_alone_exist(page_: Path) -> None:
    known = {option for name in COMMANDS for p in command(name).params for option in p.opts} | {"--help", "--install-completion"}
    assert set(re.findall(r"`(--[a-z0-9-]+)`", page_.read_text("utf-8"))) <= known


@pytest.mark.parametrize("page_", PAGES, ids=lambda p: p.name)
def test_every_target_of_make_that_is_named_exists(page_: Path) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {words[1] for words in calls(page_.read_text("utf-8"), "make") if len(words) > 1}
    assert named <= targets


@pytest.mark.parametrize("page_", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page_: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)#\s]+)\)", page_.read_text("utf-8")) if "://" not in link]
    assert [x for x in links if not (page_.parent / x).exists()] == []


@pytest.mark.parametrize("page_", [README, ROOT / "examples" / "README.md"], ids=["README.md", "examples"])
def test_files_that_are_named_are_there(page_: Path) -> None:
    text = page_.read_text("utf-8")
    files = [f for f in re.findall(r"`((?:examples|docs|tests|graph|loaders|api)/[\w./-]+)`", text) if "*" not in f]
    assert [x for x in files if not (ROOT / x).exists()] == []


def test_every_command_is_in_the_reference() -> None:
    reference = FILE.read_text("utf-8")
    assert [name for name in COMMANDS if f"### claimstake {name}" not in reference] == []


def test_the_reference_is_as_generated() -> None:
    """``make golden`` writes it anew."""
    assert FILE.read_text("utf-8") == page()


def test_the_table_of_accuracy_is_the_floor() -> None:
    """``make floor`` writes it anew."""
    text = README.read_text("utf-8")
    assert text == with_table(text, floor())


def test_every_target_is_explained() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)[0].split()
    assert set(phony) == set(re.findall(r"^([a-z0-9-]+):.*## ", text, re.MULTILINE))


def test_the_queries_that_the_readme_names_are_there() -> None:
    assert list((ROOT / "examples" / "queries").glob("*.graphql"))
