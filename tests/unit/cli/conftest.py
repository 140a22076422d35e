"""A small store made without an extractor, and ways to run the command line on it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from graph.stores.sqlite import SqliteStore
from loaders.gazetteer import load_gazetteer
from tests.unit.api.telling import bitfarms

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Ran:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The answer as one JSON value."""
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        """The answer as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


def fill(path: Path) -> Path:
    """The small world as a store in a file."""
    with SqliteStore(str(path), load_gazetteer()) as store:
        for telling in bitfarms():
            telling.load(store)
    return path


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world in a file that no test changes."""
    return fill(tmp_path_factory.mktemp("cli") / "world.db")


@pytest.fixture
def own_world(tmp_path: Path) -> Path:
    """The small world in a file of the test's own."""
    return fill(tmp_path / "own.db")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``claimstake ARGUMENTS`` in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str | Path, store: Path | None = None, stdin: str = "") -> Ran:
        monkeypatch.setenv("CLAIMSTAKE_STORE", str(store or "claimstake.db"))
        out, err = _stream(), _stream()
        with redirect_stdout(out), redirect_stderr(err), _fed(stdin), pytest.raises(SystemExit) as ended:
            main([str(a) for a in arguments])
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, _text(out), _text(err))

    return call


@contextmanager
def _fed(text: str) -> Iterator[None]:
    """Give a text as standard input."""
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    data: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return data.decode("utf-8")


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Run ``claimstake ARGUMENTS`` as a process of its own, in an empty folder."""

    def call(*arguments: str | Path, store: Path | None = None, stdin: str = "", **environment: str) -> Ran:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("CLAIMSTAKE_")}
        given = {"CLAIMSTAKE_STORE": str(store)} if store else {}
        done = subprocess.run(
            [sys.executable, "-m", "api.cli", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**clean, **given, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **environment},
            timeout=300,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return call
