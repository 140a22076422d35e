"""Train the score of claims: ``python -m loaders.train.claims --lang en --corpus tests/corpus/en/learn.jsonl --out loaders/models/en``.

The rules read the corpus with the names that they find themselves; every pair of names is an example, right where the annotation has the claim
in that sentence. What is proposed, from which probability on, is set by cross-validation on what the rules left untold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from graph.errors import ClaimstakeError
from graph.model import Article
from graph.ontology import ONTOLOGY
from loaders.evaluation.annotated import Annotated, Said, annotated
from loaders.evaluation.names import is_named
from loaders.extract.rules import RulesExtractor
from loaders.extract.scoring.candidates import Candidate, Known, candidates
from loaders.extract.scoring.propose import proposable
from loaders.extract.scoring.weights import BITS, Places, Weights, save_weights
from loaders.gazetteer import load_gazetteer
from loaders.train.logistic import Vector, chances, fit, stack
from loaders.train.samples import TrainingError

_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How the score is trained: penalty, rounds, and how precise proposals must be in cross-validation, ``least`` of them at least being right."""

    ridge: float = 1.5
    rounds: int = 80
    precision: float = 0.6
    least: int = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate with its truth: ``here`` the annotation has it in this sentence, ``somewhere`` in the article; ``free``: the rules left it open."""

    claim: str
    passage: str
    key: tuple[str, str]
    places: Places
    here: bool
    somewhere: bool
    optional: bool
    free: bool

    @property
    def counts(self) -> bool:
        """Whether it is learned from: claims told in another sentence, or optional ones, teach neither way."""
        return self.here or not (self.somewhere or self.optional)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    options = _options().parse_args(arguments)
    try:
        examples = list(read_examples(_rows(options.corpus)))
        weights = train(examples, Plan(precision=options.precision), report=True)
        weights = replace(weights, thresholds={c: t for c, t in weights.thresholds.items() if c not in options.leave})
        if options.check:
            print(f"check: {_told(list(read_examples(_rows(options.check))), weights)}")
        if options.out:
            facts = {
                "language": options.lang,
                "corpus_sha256": hashlib.sha256(options.corpus.read_bytes()).hexdigest(),
                "examples": len(examples),
            }
            save_weights(options.out, weights, facts)
    except ClaimstakeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders.train.claims", description="Train the score of claims of a language.")
    parser.add_argument("--lang", required=True)
    parser.add_argument("--corpus", type=Path, required=True, help="compiled learn split, LANG/learn.jsonl")
    parser.add_argument("--out", type=Path, help="folder for the weights; left out, nothing is written")
    parser.add_argument("--check", type=Path, help="compiled file on which the proposals are counted, LANG/develop.jsonl")
    parser.add_argument(
        "--precision", type=float, default=Plan().precision, help="share of proposals that must be right in cross-validation"
    )
    parser.add_argument(
        "--leave", nargs="*", default=(), help="claim types of which nothing is proposed, for they were mostly wrong on real articles"
    )
    return parser


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise TrainingError(f"{path}: there is no such corpus file; run `python -m tests.corpus.tool compile` first")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def read_examples(rows: Sequence[Mapping[str, Any]]) -> Iterator[Example]:
    """The candidates of annotated passages, read as the extractor reads an article."""
    extractor = RulesExtractor(load_gazetteer())
    every = frozenset(spec.name for spec in ONTOLOGY)
    for row in rows:
        truth = annotated(row)
        spans = [tuple(claim["quote_span"]) for claim in row["claims"]]
        published = row["published"] or ""
        article = Article(id=row["id"], source_key=row["id"], version="1", text=row["text"], lang=row["lang"], published=published)
        analysis = extractor.analyse(article)
        known = Known(extractor.told(analysis))
        for candidate in candidates(analysis, every):
            yield _example(candidate, truth, spans, known)


def _example(candidate: Candidate, truth: Annotated, spans: Sequence[tuple[int, ...]], known: Known) -> Example:
    pair, slot, sentence = candidate.pair, candidate.slot, candidate.scene.sentence
    same = [(c, span) for c, span in zip(truth.claims, spans, strict=True) if c.type == slot.claim and _tells(c, candidate, truth)]
    firm = [(c, span) for c, span in same if not c.optional]
    return Example(
        claim=slot.claim,
        passage=truth.id,
        key=(pair.a.found.key, pair.b.found.key),
        places=candidate.places,
        here=any(sentence.start < end and start < sentence.end for _, (start, end) in firm),
        somewhere=bool(firm),
        optional=len(firm) < len(same),
        free=not (known.tells(pair, slot) or known.settles(pair, slot)),
    )


def _tells(claim: Said, candidate: Candidate, truth: Annotated) -> bool:
    """Whether an annotated claim has the two names in their roles."""
    pair, slot = candidate.pair, candidate.slot
    roles = ((slot.first, pair.a), (slot.second, pair.b))
    return all(any(is_named(mention.found.name, name, truth.names) for name in claim.names(role)) for role, mention in roles)


def train(examples: Sequence[Example], plan: Plan, report: bool = False) -> Weights:
    """The weights of all examples, with thresholds from cross-validation by passages. Raises TrainingError when nothing is right."""
    learned = [e for e in examples if e.counts]
    if not any(e.here for e in learned):
        raise TrainingError("no pair of names in the corpus tells a claim; is it annotated, and does --lang fit it?")
    folds = np.array([crc32(e.passage.encode()) % _FOLDS for e in learned])
    chance = np.zeros(len(learned))
    for fold in range(_FOLDS):
        held = [e for e, f in zip(learned, folds, strict=True) if f == fold]
        if held and len(held) < len(learned):
            table = _fit([e for e, f in zip(learned, folds, strict=True) if f != fold], plan)
            chance[folds == fold] = chances(table, stack([e.places for e in held]))
    thresholds = {}
    for claim, ranked in sorted(_ranked(learned, chance).items()):
        threshold = _threshold(ranked, plan)
        if threshold is not None and proposable(claim):
            thresholds[claim] = threshold
            if report:
                chosen = [right for c, right in ranked if c >= threshold]
                print(
                    f"{claim}: from {threshold}, {sum(chosen)} of {len(chosen)} right in cross-validation; {sum(r for _, r in ranked)} untold"
                )
    return Weights(_fit(learned, plan).astype(np.float16).astype(np.float32), thresholds)


def _fit(examples: Sequence[Example], plan: Plan) -> Vector:
    right = np.array([float(e.here) for e in examples])
    return fit(stack([e.places for e in examples]), right, 1 << BITS, plan.ridge, plan.rounds)


def _ranked(examples: Sequence[Example], chance: Vector) -> dict[str, list[tuple[float, bool]]]:
    """For each claim type what the rules left open, likeliest first, each claim of a passage once."""
    best: dict[tuple[str, str, tuple[str, str]], tuple[float, bool]] = {}
    for example, c in zip(examples, chance, strict=True):
        key = (example.claim, example.passage, example.key)
        if example.free and not example.optional and (key not in best or c > best[key][0]):
            best[key] = (float(c), example.somewhere)
    out = defaultdict(list)
    for (claim, _, _), row in best.items():
        out[claim].append(row)
    return {claim: sorted(rows, reverse=True) for claim, rows in out.items()}


def _threshold(ranked: Sequence[tuple[float, bool]], plan: Plan) -> float | None:
    """The lowest probability from which on enough claims are right (counted as if two had been seen before, 1.2 of them right)."""
    right, lowest = 0, None
    for number, (chance, good) in enumerate(ranked, 1):
        right += good
        if right >= plan.least and (right + 1.2) / (number + 2) >= plan.precision:
            lowest = chance
    return None if lowest is None else int(lowest * 1000) / 1000


def _told(examples: Sequence[Example], weights: Weights) -> str:
    chance = np.array([weights.score(e.places) for e in examples])
    lines, right, number = [], 0, 0
    for claim, ranked in sorted(_ranked(examples, chance).items()):
        chosen = [good for c, good in ranked if c >= weights.thresholds.get(claim, 2.0)]
        if chosen:
            lines.append(f"{claim} {sum(chosen)}/{len(chosen)}")
            right, number = right + sum(chosen), number + len(chosen)
    return f"{right} of {number} proposals right ({', '.join(lines)})"


if __name__ == "__main__":
    sys.exit(main())
