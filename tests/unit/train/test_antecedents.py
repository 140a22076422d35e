"""Learning which firm a reference means."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.extract.names.antecedents import load_weights
from loaders.train.antecedents import KINDS, LANGUAGES, Choice, learn, main, right_share

CORPUS = Path(__file__).parents[2] / "corpus"


def test_it_learns_what_tells_the_right_one() -> None:
    near, far = ("distance 0", "rank 0"), ("distance 3", "rank 1", "main")
    rows = [Choice("noun", (near, far), 1), Choice("noun", (far, near), 0), Choice("noun", (near, ("distance 3", "rank 1")), 0)]
    weights = learn(rows)
    assert weights["main"] > 0
    assert right_share(rows, {"noun": weights}) == 1


def test_what_is_too_rare_keeps_its_prior() -> None:
    weights = learn([Choice("pronoun", (("distance 0", "says"), ("distance 1",)), 0)])
    assert weights["says"] >= 3


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The first passages of each split."""
    for lang in LANGUAGES:
        (tmp_path / lang).mkdir()
        for split in ("learn", "develop"):
            lines = (CORPUS / lang / f"{split}.jsonl").read_text("utf-8").splitlines(keepends=True)[:40]
            (tmp_path / lang / f"{split}.jsonl").write_text("".join(lines), "utf-8")
    return tmp_path


def test_the_same_corpus_gives_the_same_bytes(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = []
    for turn in ("one", "two"):
        (small / turn).mkdir()
        assert main(["--corpus", str(small), "--out", str(small / turn)]) == 0
        made.append((small / turn / "antecedents.json").read_bytes())
    assert made[0] == made[1]
    assert "develop fr noun" in capsys.readouterr().out


def test_a_missing_corpus_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--corpus", str(tmp_path)]) == 1
    assert "learn.jsonl" in capsys.readouterr().err


def test_the_weights_that_ship_have_every_kind() -> None:
    assert set(load_weights()) == set(KINDS)
    assert load_weights()["noun"]["activity"] > 0 > load_weights()["noun"]["other activity"]
