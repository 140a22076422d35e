"""Training: a tiny head trained twice has the same bytes; the command writes weights and what they were made of."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from loaders.gazetteer import load_gazetteer
from loaders.train.head import Plan, Trainer
from loaders.train.names import main
from loaders.train.samples import read_passages, sentences

TEXTS = (
    "Pebblewick Power hired Ada Quell.",
    "Ada Quell left Pebblewick Power for Tarnfold Mining.",
    "Tarnfold Mining runs a mine near Boston.",
)
NAMES = {"Pebblewick Power": "Company", "Tarnfold Mining": "Company", "Ada Quell": "Person", "Boston": "Place"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    rows = []
    for number, text in enumerate(TEXTS):
        at = [(text.find(name), name, kind) for name, kind in NAMES.items() if name in text]
        mentions = [{"start": a, "end": a + len(n), "type": k, "named": True} for a, n, k in at]
        rows.append({"id": f"en-learn-z{number}", "text": text, "mentions": mentions, "entities": []})
    path = tmp_path / "learn.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def trained(corpus: Path) -> bytes:
    trainer = Trainer("en", sentences(read_passages(corpus, "en")), load_gazetteer(), Plan(epochs=2))
    assert len(list(trainer.train())) == 2
    weights: bytes = trainer.head.to_bytes(exclude=["vocab"])
    return weights


def test_the_same_corpus_gives_the_same_bytes(corpus: Path) -> None:
    assert trained(corpus) == trained(corpus)


def test_the_command_writes_weights_and_their_origin(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "en"
    assert main(["--lang", "en", "--corpus", str(corpus), "--check", str(corpus), "--out", str(out), "--epochs", "1"]) == 0
    facts = json.loads((out / "training.json").read_text("utf-8"))
    assert facts["corpus_sha256"] == hashlib.sha256(corpus.read_bytes()).hexdigest()
    assert facts["passages"] == 3
    assert (out / "model").stat().st_size < 10_000_000
    assert "firms that training did not name: 0 of 0 found" in capsys.readouterr().out


def test_the_command_tells_of_a_missing_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "fr", "--corpus", str(tmp_path / "none.jsonl")]) == 1
    assert "no such corpus file" in capsys.readouterr().err
