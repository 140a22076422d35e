"""Writes docs/cli.md from the help of the commands: ``python -m tests.golden.update_cli``. A test holds the two equal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

from api.cli.group import command
from api.cli.table import ROWS

FILE = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
_HEAD = """# The command line

Made from the help of the commands by `make golden`; `claimstake COMMAND --help` says the same.

The store is `--store` or `CLAIMSTAKE_STORE`: a path, `sqlite:PATH`, `memory:`, or the scheme of a store that is installed; without either
it is `claimstake.db` in the folder you are in. Answers go to the standard output, progress and remarks to the standard error output;
`--json` prints for machines. Exit codes: 0 fine, 1 something was rejected or failed, 2 wrong usage. `claimstake --install-completion` sets
up completion in your shell.

What cannot be read as an article is noted once in `STORE.rejects.jsonl` beside the store's file; what an extractor or the store refuses of
an article stands in that article's ledger. `claimstake ledger` lists both.
"""


def page() -> str:
    """The whole reference."""
    return "\n".join([_HEAD, *_sections()]).rstrip() + "\n"


def _sections() -> Iterator[str]:
    panel = ""
    for row in ROWS:
        if row.panel != panel:
            panel = row.panel
            yield f"## {panel}\n"
        found = command(row.name)
        arguments = " ".join(_name(p) for p in found.params if p.param_type_name == "argument")
        yield f"### claimstake {row.name}{f' {arguments}' if arguments else ''}\n\n{_text(found.help or '')}\n"
        yield from _options([p for p in found.params if p.param_type_name == "option" and "--help" not in p.opts])


def _name(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _text(help_: str) -> str:
    """The help as Markdown: examples as a block of code."""
    words, _, examples = help_.partition("[bold]Example")
    lines = [line.strip() for line in examples.splitlines()[1:] if line.strip()]
    block = "\n\n```sh\n" + "\n".join(lines) + "\n```" if lines else ""
    return re.sub(r"\[/?bold\]", "", words).strip() + block


def _options(options: list[Any]) -> Iterator[str]:
    if options:
        yield "| option | what | default |\n|---|---|---|"
        yield "\n".join(f"| `{_usage(o)}` | {o.help}{_list(o)}{_variable(o)} | {_default(o)} |" for o in options) + "\n"


def _usage(option: Any) -> str:
    name = option.opts[0]
    if option.is_flag:
        return str(name)
    return f"{name} {option.metavar or ('CHOICE' if _choices(option) else 'TEXT')}"


def _choices(option: Any) -> list[str]:
    """The words of a closed list."""
    annotation = option.type_descriptor.annotation
    kinds = [kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type) and issubclass(kind, StrEnum)]
    return [str(member) for kind in kinds for member in kind]


def _list(option: Any) -> str:
    choices = _choices(option)
    return f": {', '.join(choices)}" if choices else ""


def _variable(option: Any) -> str:
    return f" (`{option.envvar}`)" if option.envvar else ""


def _default(option: Any) -> str:
    value = option.default() if callable(option.default) else option.default
    if option.is_flag or value in (None, "", [], (), -1):
        return ""
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(f"`{getattr(v, 'value', v)}`" for v in values)


def main() -> None:
    """Write the page."""
    FILE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
