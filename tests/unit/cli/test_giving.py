"""``export``: every format to a file and to the standard output, parts, vocabulary, and what goes wrong."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.rdf import Format
from tests.unit.cli.conftest import Run


@pytest.mark.parametrize("format_", list(Format))
def test_a_file_and_the_standard_output_are_the_same(run: Run, world: Path, tmp_path: Path, format_: Format) -> None:
    ran = run("export", "--format", format_, "--output", "graph.out", store=world)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    data = (tmp_path / "graph.out").read_bytes()
    assert data.decode() == run("export", "--format", format_, store=world).out
    assert len(list(ox.parse(data, format_.oxigraph))) > 100
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


def test_a_part(run: Run, world: Path) -> None:
    near = run("export", "--about", "Nvidia", "--depth", "1", store=world).out
    assert "cs:Makes" in near and "cs:Finances" not in near


def test_some_statuses_and_another_base(run: Run, world: Path) -> None:
    out = run("export", "--status", "planned", "--base", "https://data.example/", store=world).out
    assert 'cs:status "planned"' in out and 'cs:status "actual"' not in out
    assert "<https://data.example/company/bitfarms>" in out


def test_the_vocabulary_needs_no_store(run: Run) -> None:
    ran = run("export", "--vocabulary")
    assert ran.code == 0
    assert "cs:ConvertsTo a owl:Class" in ran.out


def test_what_goes_wrong(run: Run, world: Path) -> None:
    assert run("export", "--base", "nonsense", store=world).code == 2
    assert run("export", "--format", "word", store=world).code == 2
    assert run("export", "--output", "absent/graph.ttl", store=world).code == 2
    assert run("export", "--about", "Nobody", store=world).code == 1
