"""Training the score of claims: the regression, the thresholds, what cannot be trained on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from loaders.extract.scoring.weights import BITS
from loaders.train.claims import Example, Plan, main, train
from loaders.train.logistic import chances, fit, stack
from loaders.train.samples import TrainingError


def example(claim: str, number: int, places: list[int], here: bool, free: bool = True) -> Example:
    """A candidate of a passage of its own."""
    return Example(claim, f"p{number}", ("a", "b"), np.array(places), here, here, optional=False, free=free)


def test_the_regression_separates_what_can_be_separated_and_gives_the_same_bytes() -> None:
    rows = stack([np.array(p) for p in ([0, 1], [0, 2], [0, 1, 3], [0, 2, 3])])
    right = np.array([1.0, 0.0, 1.0, 0.0])
    table = fit(rows, right, 8, ridge=0.01, rounds=50)
    assert (chances(table, rows).round() == right).all()
    assert table[4:].tolist() == [0.0] * 4
    assert fit(rows, right, 8, ridge=0.01, rounds=50).tobytes() == table.tobytes()


def test_a_type_has_a_threshold_where_enough_of_what_is_left_is_right() -> None:
    sure = [example("operates", n, [1, 2] if n % 2 else [1, 3], here=bool(n % 2)) for n in range(40)]
    mixed = [example("owns", n, [4], here=n % 5 == 0) for n in range(40)]
    told = [example("makes", n, [5], here=True, free=False) for n in range(40)]  # the rules have these
    weights = train([*sure, *mixed, *told], Plan(ridge=0.1))
    assert set(weights.thresholds) == {"operates"}
    assert weights.table.shape == (1 << BITS,)
    assert weights.score(np.array([1, 2])) > weights.thresholds["operates"] > weights.score(np.array([1, 3]))


def test_nothing_right_is_no_training() -> None:
    with pytest.raises(TrainingError, match="no pair of names"):
        train([example("owns", 1, [1], here=False)], Plan())


def test_a_missing_corpus_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "--corpus", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err
