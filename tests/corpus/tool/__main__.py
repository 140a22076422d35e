"""Command line of the corpus tool: python -m tests.corpus.tool COMMAND."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.corpus.tool import compile as compiler
from tests.corpus.tool.corpus import Places, default_places, expand
from tests.corpus.tool.lint import lint
from tests.corpus.tool.model import CorpusError, Finding

Command = Callable[[argparse.Namespace, Places], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Exit code 0: well; 1: findings or drift; 2: cannot be done."""
    options = _parser().parse_args(arguments)
    run: Command = options.run
    try:
        return run(options, default_places())
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    about = "Compiles, checks, counts and compares the corpus (tests/corpus/FORMAT.md)."
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.tool", description=about)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("lint", help="check source files; exit 1 on findings")
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files or folders (default: the whole corpus)")
    one.set_defaults(run=_lint)
    one = commands.add_parser("compile", help="sources to tests/corpus/{en,fr}/*.jsonl")
    one.add_argument("--check", action="store_true", help="write nothing; exit 1 where the files differ from the sources")
    one.set_defaults(run=_compile)
    return parser


def _lint(options: argparse.Namespace, places: Places) -> int:
    findings = lint(places, expand(options.files))
    return _tell(findings)


def _tell(findings: Sequence[Finding]) -> int:
    for finding in findings:
        print(finding)
    faults = sum(not f.warning for f in findings)
    print(f"{faults} findings, {len(findings) - faults} warnings")
    return 1 if faults else 0


def _compile(options: argparse.Namespace, places: Places) -> int:
    files, findings = compiler.compiled(places)
    if findings:
        _tell(findings)
        raise CorpusError("the sources cannot be read as they are; mend the findings above, then compile again")
    changed = compiler.drift(places, files) if options.check else compiler.write(places, files)
    for name in changed:
        print(f"{name}: {'differs from the sources; run python -m tests.corpus.tool compile' if options.check else 'written'}")
    counts = ", ".join(f"{name} {content.count(chr(10))}" for name, content in files.items())
    print(f"passages: {counts}")
    return 1 if changed and options.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
