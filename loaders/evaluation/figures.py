"""Counts of an evaluation and the figures that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

NONACTUAL = ("planned", "possible", "negated")


class Tally(Counter[str]):
    """Counts by name."""

    def ratio(self, part: str, whole: str) -> float | None:
        """A share, rounded to three decimals; None of nothing."""
        return round(self[part] / self[whole], 3) if self[whole] else None

    def quality(self, right: str, found: str, wanted: str) -> tuple[float, float, float]:
        """Precision, recall and F1; 0 where nothing is there."""
        p = self[right] / self[found] if self[found] else 0.0
        r = self[right] / self[wanted] if self[wanted] else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    def f1(self, name: str) -> float | None:
        """F1 of ``NAME_ok`` over ``NAME_pred`` and ``NAME_gold``; None where nothing is wanted."""
        return round(self.quality(f"{name}_ok", f"{name}_pred", f"{name}_gold")[2], 3) if self[f"{name}_gold"] else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a group of claims (a language, a type, an article, or all), each rounded to three decimals, None where nothing is.

    ``claim_*``: type, key roles and key values right; ``frame_*``: key values not looked at; ``arg_f1``: every filler and value of aligned
    claims; ``factuality``: accuracy over aligned claims; ``nonactual``: mean recall of planned, possible and negated;
    ``speaker``, ``time``: F1 over aligned claims; ``evidence``: share of found claims whose quote re-slices and whose fillers have spans.
    """

    group: str
    gold: int
    pred: int
    claim_p: float
    claim_r: float
    claim_f1: float
    frame_p: float
    frame_r: float
    frame_f1: float
    arg_f1: float
    factuality: float | None
    nonactual: float | None
    speaker: float | None
    time: float | None
    evidence: float | None

    def wire(self) -> dict[str, str | int | float | None]:
        """The figures by name."""
        return asdict(self)


def figures(group: str, tally: Tally) -> Figures:
    """The figures of a tally."""
    claim_p, claim_r, claim_f1 = (round(x, 3) for x in tally.quality("claim", "pred", "gold"))
    frame_p, frame_r, frame_f1 = (round(x, 3) for x in tally.quality("frame", "pred", "gold"))
    return Figures(
        group,
        tally["gold"],
        tally["pred"],
        claim_p,
        claim_r,
        claim_f1,
        frame_p,
        frame_r,
        frame_f1,
        arg_f1=round(tally.quality("arg_tp", "arg_pred", "arg_gold")[2], 3),
        factuality=tally.ratio("fact_ok", "frame"),
        nonactual=_mean(tally.ratio(f"ok_{kind}", f"n_{kind}") for kind in NONACTUAL),
        speaker=tally.f1("speaker"),
        time=tally.f1("time"),
        evidence=tally.ratio("evidence_ok", "evidence_n"),
    )


def _mean(ratios: Iterable[float | None]) -> float | None:
    known = [r for r in ratios if r is not None]
    return round(sum(known) / len(known), 3) if known else None
