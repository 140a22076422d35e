"""The committed corpus: sound, and compiled from its sources. Skipped until it is compiled for the first time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.ontology import ONTOLOGY
from graph.values import value_from_wire
from tests.corpus.tool.compile import compiled, drift
from tests.corpus.tool.corpus import default_places
from tests.corpus.tool.frozen import broken
from tests.corpus.tool.lint import lint

PLACES = default_places()
COMPILED = sorted(PLACES.corpus.glob("*/*.jsonl"))

pytestmark = pytest.mark.skipif(not COMPILED, reason="the corpus is not compiled yet")


def test_no_drift() -> None:
    files, findings = compiled(PLACES)
    assert [str(f) for f in findings] == []
    assert drift(PLACES, files) == []


def test_no_findings() -> None:
    assert [str(f) for f in lint(PLACES) if not f.warning] == []


def test_the_test_split_is_as_frozen() -> None:
    assert not broken(PLACES)


@pytest.mark.parametrize("path", COMPILED, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_value_reads_and_every_span_holds(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        passage = json.loads(line)
        text = passage["text"]
        assert all(0 <= m["start"] < m["end"] <= len(text) for m in passage["mentions"])
        for claim in passage["claims"]:
            kind = ONTOLOGY.claim_type(claim["type"])
            assert text[slice(*claim["quote_span"])] == claim["quote"]
            for name, value in claim["values"].items():
                value_from_wire(kind.value(name), value, passage["id"])
