"""Several processes: the store is the same as with one, and what goes wrong in one of them ends clearly and cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.reference import NoReference
from graph.stores.sqlite import SqliteStore
from loaders import pipeline
from loaders.extractors import ExtractorError, Named
from loaders.pipeline import Outcome, Result
from loaders.spread import Make, Team
from tests.unit.cli.conftest import ROOT
from tests.unit.loading.test_pipeline import ENGLISH, write
from tests.unit.loading.trying import broken, trying

TEXTS = {
    "a": "Slowly. Tamarack Compute runs Otter Lake.",
    "b": "Fjordline Data runs Otter Lake. Nobody runs Washington.",
    "c": "Tamarack Compute will run Saguenay.",
    "d": "Slowly. Fjordline Data runs Saguenay.",
    **{f"e{n}": f"Tamarack Compute runs Campus{'ABCDEFGHIJ'[n]}." for n in range(10)},
}


def loaded(store: Path, paths: list[Path], make: Make, workers: int) -> tuple[list[Outcome], list[str]]:
    """What became of each, and the dump of the store."""
    with SqliteStore(str(store), NoReference()) as opened:
        if workers == 1:
            outcomes = list(pipeline.load(paths, opened, make(), ENGLISH))
        else:
            with Team(make, workers) as team:
                outcomes = list(pipeline.load(paths, opened, team, ENGLISH))
        return outcomes, list(opened.dump())


def gone(pid: int, seconds: float = 20) -> bool:
    """Whether a process has ended within that time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        stat = Path(f"/proc/{pid}/stat")
        if not stat.exists() or stat.read_text("utf-8").rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def wait_for(path: Path, seconds: float = 60) -> int:
    """The process id that a file holds as soon as it is there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if path.exists() and (told := path.read_text("utf-8")):
            return int(told)
        time.sleep(0.05)
    raise AssertionError(f"{path} was not written")


def test_two_processes_write_what_one_writes_in_the_order_of_the_documents(tmp_path: Path) -> None:
    paths = [*write(tmp_path / "in", **TEXTS), tmp_path / "absent.txt"]
    one, dump = loaded(tmp_path / "one.db", paths, trying, 1)
    two, same = loaded(tmp_path / "two.db", paths, trying, 2)
    _, other_way_round = loaded(tmp_path / "three.db", paths[::-1], trying, 2)
    assert [o.where for o in two] == [o.where for o in one] == [str(p) for p in paths]
    assert [(o.result, o.claims, o.refused) for o in two] == [(o.result, o.claims, o.refused) for o in one]
    assert two[-1].result is Result.REJECTED
    assert dump == same == other_way_round


def test_two_processes_extract_anew(tmp_path: Path) -> None:
    paths = write(tmp_path / "in", **TEXTS)
    _, dump = loaded(tmp_path / "one.db", paths, trying, 1)
    with SqliteStore(str(tmp_path / "two.db"), NoReference()) as store, Team(trying, 2) as team:
        list(pipeline.load(paths, store, (), ENGLISH))
        done = list(pipeline.reextract(store, team))
        assert sorted(d.article.id for d in done) == [d.article.id for d in done]
        assert sum(len(d.new) for d in done) == 14
        assert list(store.dump()) == dump


def test_a_process_that_dies_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    texts = {"a": TEXTS["a"], "b": TEXTS["b"], "k": "Deadly. Tamarack Compute runs Otter Lake.", **{f"z{n}": TEXTS["c"] for n in range(30)}}
    paths = write(tmp_path / "in", **texts)
    outcomes: list[Outcome] = []
    with SqliteStore(str(tmp_path / "store.db"), NoReference()) as store:
        with pytest.raises(ExtractorError, match=r"process ended of itself .* what was stored before stays"), Team(trying, 2) as team:
            for outcome in pipeline.load(paths, store, team, ENGLISH):
                outcomes.append(outcome)
        assert len(outcomes) <= 2
        assert store.stats()["articles"] == len(outcomes)
        dump = list(store.dump())
    assert loaded(tmp_path / "clean.db", paths[: len(outcomes)], trying, 1)[1] == dump


def test_an_extractor_that_does_not_load_says_so_from_its_process(tmp_path: Path) -> None:
    with SqliteStore(str(tmp_path / "store.db"), NoReference()) as store, pytest.raises(ExtractorError, match="the weights are missing"):
        with Team(broken, 2) as team:
            list(pipeline.load(write(tmp_path / "in", a=TEXTS["c"]), store, team, ENGLISH))
        assert store.stats()["articles"] == 0


def test_processes_end_at_once_when_the_work_is_broken_off(tmp_path: Path) -> None:
    paths = write(tmp_path / "in", a=f"Here:{tmp_path / 'pid'} Tamarack Compute runs Otter Lake.")

    def interrupted() -> Iterator[Path]:
        yield from paths
        wait_for(tmp_path / "pid")
        raise KeyboardInterrupt

    start = time.monotonic()
    with SqliteStore(str(tmp_path / "store.db"), NoReference()) as store, pytest.raises(KeyboardInterrupt), Team(trying, 2) as team:
        list(pipeline.load(interrupted(), store, team, ENGLISH))
    assert gone(wait_for(tmp_path / "pid"))
    assert time.monotonic() - start < 100


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_command_that_is_stopped_leaves_no_process_and_a_sound_store(number: signal.Signals, tmp_path: Path) -> None:
    paths = write(tmp_path / "in", **{f"a{n:02d}": f"Bitfarms runs its Washington site with {n + 3} MW." for n in range(60)})
    store = tmp_path / "store.db"
    command = [sys.executable, "-m", "api.cli", "load", *map(str, paths), "--lang", "en", "--workers", "2", "--store", str(store)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        assert running.stdout is not None and running.stderr is not None
        first = running.stdout.readline()
        children = _children(running.pid)
        assert first.startswith("stored") and len(children) >= 2
        os.killpg(running.pid, number) if number == signal.SIGINT else running.send_signal(number)
        rest, errors = running.communicate(timeout=60)
    assert all(gone(pid) for pid in children)
    assert "Traceback" not in errors
    with SqliteStore(str(store), NoReference()) as opened:
        assert 1 + rest.count("\nstored") <= opened.stats()["articles"] < 60


def _children(pid: int) -> list[int]:
    return [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text("utf-8").split()]


@pytest.mark.slow
def test_the_real_rules_give_the_same_bytes_from_two_processes(tmp_path: Path) -> None:
    paths = sorted(p for p in (ROOT / "examples" / "articles").iterdir() if p.suffix in (".txt", ".html"))
    rules = Named(("rules",))
    assert loaded(tmp_path / "one.db", paths, rules, 1)[1] == loaded(tmp_path / "two.db", paths[::-1], rules, 2)[1]
