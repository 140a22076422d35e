"""Command line of the corpus tool: python -m tests.corpus.tool COMMAND."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.corpus.tool import agreement as agreements
from tests.corpus.tool import compile as compiler
from tests.corpus.tool import docs, frozen, report
from tests.corpus.tool.blank import blank
from tests.corpus.tool.corpus import Places, default_places, expand, load, passages_of, source_paths
from tests.corpus.tool.lint import lint
from tests.corpus.tool.model import CorpusError, Finding, Passage
from tests.corpus.tool.tables import LANGS

Command = Callable[[argparse.Namespace, Places], int]


def main(arguments: Sequence[str] | None = None, places: Places | None = None) -> int:
    """Runs one command. Exit code 0: well; 1: findings or drift; 2: cannot be done."""
    options = _parser().parse_args(arguments)
    run: Command = options.run
    try:
        return run(options, places or default_places())
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as head, has seen enough; nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    about = "Compiles, checks, counts and compares the corpus (tests/corpus/FORMAT.md)."
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.tool", description=about)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    one = _command(commands, _lint, "lint", "check source files; exit 1 on findings")
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files or folders (default: the whole corpus)")
    one = _command(commands, _compile, "compile", "sources to tests/corpus/{en,fr}/*.jsonl")
    one.add_argument("--check", action="store_true", help="write nothing; exit 1 where the files differ from the sources")
    one = _command(commands, _report, "report", "counts against the targets; ✗ marks what is missed")
    one.add_argument("--rare", action="store_true", help="list what is still rare, for writers")
    one.add_argument("--lang", choices=LANGS, default="", help="with --rare: one language")
    one.add_argument("--write", action="store_true", help="put the tables into docs/corpus.md")
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files or folders to count (default: the whole corpus)")
    one = _command(commands, _agreement, "agreement", "claim F1 between two annotations of the same texts")
    one.add_argument("first", nargs="?", type=Path, metavar="A.txt", help="first annotation, a file or folder (default: src/)")
    one.add_argument("second", nargs="?", type=Path, metavar="B.txt", help="second annotation (default: second/)")
    one.add_argument("--quiet", action="store_true", help="tables only, no differing claims")
    one.add_argument("--write", action="store_true", help="put the tables into docs/corpus.md")
    one = _command(commands, _blank, "blank", "print passages without marks and annotations, for a second annotator")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    one.add_argument("--every", type=int, default=1, metavar="N", help="every Nth passage only")
    one = _command(commands, _freeze, "freeze", "write the hash of the compiled test split to tests/corpus/test.sha256")
    one.add_argument("--check", action="store_true", help="write nothing; exit 1 where the test split differs from its hash")
    return parser


def _command(commands: argparse._SubParsersAction[argparse.ArgumentParser], run: Command, name: str, text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _lint(options: argparse.Namespace, places: Places) -> int:
    return _tell(lint(places, expand(options.files)))


def _tell(findings: Sequence[Finding]) -> int:
    for finding in findings:
        print(finding)
    print(_tally(findings))
    return 1 if any(not f.warning for f in findings) else 0


def _tally(findings: Sequence[Finding]) -> str:
    faults = sum(not f.warning for f in findings)
    return f"{faults} findings, {len(findings) - faults} warnings"


def _compile(options: argparse.Namespace, places: Places) -> int:
    files, findings = compiler.compiled(places)
    if findings:
        _tell(findings)
        raise CorpusError("the sources cannot be read as they are; mend the findings above, then compile again")
    changed = compiler.drift(places, files) if options.check else compiler.write(places, files)
    for name in changed:
        print(f"{name}: {'differs from the sources; run python -m tests.corpus.tool compile' if options.check else 'written'}")
    print("passages:", ", ".join(f"{name} {content.count(chr(10))}" for name, content in files.items()))
    return 1 if changed and options.check else 0


def _passages(files: Sequence[Path], places: Places) -> list[Passage]:
    return passages_of(load(expand(files) or source_paths(places.sources), places))


def _report(options: argparse.Namespace, places: Places) -> int:
    passages = _passages(options.files, places)
    if options.rare:
        print(report.rare(passages, options.lang))
        return 0
    text = f"{report.report(passages)}\nLint: {_tally(lint(places, expand(options.files)))}.\n"
    print(text)
    if options.write:
        docs.insert(places.docs, "report", text)
    return 0


def _agreement(options: argparse.Namespace, places: Places) -> int:
    if (options.first is None) != (options.second is None):
        raise CorpusError("name both annotations, first and second, or neither")
    scorer = agreements.load_scorer(places.shared / "score.py")
    firsts = _passages([options.first] if options.first else [], places)
    seconds = passages_of(load(expand([options.second]) if options.second else source_paths(places.second), places))
    result = agreements.compare(firsts, seconds, scorer)
    if not options.quiet:
        print(agreements.differences(result), end="\n\n")
    text = agreements.tables(result)
    print(text)
    if options.write:
        docs.insert(places.docs, "agreement", text)
    return 0


def _blank(options: argparse.Namespace, places: Places) -> int:
    if options.every < 1:
        raise CorpusError(f"--every {options.every}: name a number from 1")
    for file in load(expand(options.files), places):
        print(blank(file.passages, options.every))
    return 0


def _freeze(options: argparse.Namespace, places: Places) -> int:
    if not options.check:
        frozen.freeze(places)
    if frozen.broken(places):
        print(f"{frozen.NAME}: the test split differs from its hash; it is fixed for good, undo the change")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
