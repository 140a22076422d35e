"""Learn how firms are weighed that a reference may mean: ``python -m loaders.train.antecedents --corpus tests/corpus --out loaders/models``.

A log-linear choice among the candidates of each annotated reference (the words that carry a claim without naming a firm), trained on both
languages together; the names are the annotated ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from graph.errors import ClaimstakeError
from graph.ids import entity_key
from graph.ontology import EntityType
from loaders.extract.analyse import facts_of
from loaders.extract.document import Found
from loaders.extract.names.activities import load_activities
from loaders.extract.names.antecedents import Antecedents, Clue, Known
from loaders.extract.names.reference import Hints, find_references
from loaders.extract.words import load_words
from loaders.gazetteer import Gazetteer, load_gazetteer
from loaders.text.sentences import Sentence, split
from loaders.train.logistic import Vector, lowest, stack

LANGUAGES = ("en", "fr")
KINDS = ("noun", "pronoun", "possessive")
_NO_CLUE = Clue()
# What is too rare in the corpus to be learned, and right wherever it is seen (in 23 of 25 choices of the learn split).
_PRIOR = {"says": 3.0, "topic": 2.5, "ticker": 4.0}
_ROUNDS, _DECAY = 200, 0.002


@dataclass(frozen=True, slots=True)
class Choice:
    """One reference: the features of each candidate, and which of them is meant."""

    kind: str
    candidates: tuple[tuple[str, ...], ...]
    right: int


class _Taught(Antecedents):
    """Antecedents that are told the annotated answer, and write down the choice."""

    def __init__(self, text: str, found: Sequence[Found], sentences: Sequence[Sentence], known: Known, answers: Mapping[int, str]) -> None:
        super().__init__(text, found, sentences, known)
        self.answers, self.choices = answers, list[Choice]()

    def firm(self, at: int, clue: Clue = _NO_CLUE) -> Found | None:
        """The annotated firm where there is one; nothing elsewhere, so that no error is carried on."""
        answer = self.answers.get(at)
        candidates = self.candidates(at, clue) if answer else []
        right = next((k for k, c in enumerate(candidates) if c.firm.key == answer), None)
        if right is None:
            return None
        self.choices.append(Choice(clue.kind, tuple(c.features for c in candidates), right))
        return candidates[right].firm


def choices(corpus: Path, lang: str, gazetteer: Gazetteer) -> Iterator[Choice]:
    """The choices of a compiled corpus file."""
    words, activities = load_words(lang), load_activities(lang)
    for line in corpus.read_text("utf-8").splitlines():
        passage = json.loads(line)
        text, spans = passage["text"], split(passage["text"], lang)
        found = sorted(
            (*(_found(m, gazetteer) for m in passage["mentions"] if m["named"]), *_adjectives(text, gazetteer)), key=lambda f: f.start
        )
        answers = {
            k: _found(m, gazetteer).key
            for m in passage["mentions"]
            if not m["named"] and m["type"] == "Company"
            for k in range(m["start"], m["end"])
        }
        hints = Hints([h for h in activities.find(text) if h.form == "label"], lambda key: facts_of(gazetteer, key))
        taught = _Taught(text, found, spans, hints.known, answers)
        find_references(text, found, spans, words, hints, taught)
        yield from taught.choices


def _found(mention: Mapping[str, Any], gazetteer: Gazetteer) -> Found:
    kind, name = EntityType(mention["type"]), mention["entity"]
    known = gazetteer.lookup(name, kind)
    return Found(mention["start"], mention["end"], kind, name, known[0].key if known else entity_key(kind, name), "model")


def _adjectives(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """ "canadien", "Texan": they carry no claim, and so are not annotated, but tell firms apart."""
    for hit in gazetteer.find(text):
        if hit.adjective:
            yield Found(hit.start, hit.end, hit.entries[0].type, hit.entries[0].name, hit.entries[0].key, "adjective")


def learn(rows: Sequence[Choice]) -> dict[str, float]:
    """Weights under which the right candidates are likeliest, held to the prior by an L2 penalty that grows with the number of choices."""
    if not rows:
        return {}
    names = sorted({f for row in rows for candidate in row.candidates for f in candidate})
    place = {name: k for k, name in enumerate(names)}
    features = stack([np.array([place[f] for f in dict.fromkeys(c)], dtype=np.int64) for row in rows for c in row.candidates])
    starts = np.cumsum([0, *(len(row.candidates) for row in rows[:-1])])
    choice = np.repeat(np.arange(len(rows)), [len(row.candidates) for row in rows])
    right = starts + np.array([row.right for row in rows])
    prior = np.array([_PRIOR.get(name, 0.0) for name in names])
    penalty = _DECAY * len(rows)

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = np.bincount(features.row, weights=weights[features.column], minlength=features.size)
        scores -= np.maximum.reduceat(scores, starts)[choice]
        chances = np.exp(scores)
        chances /= np.bincount(choice, weights=chances)[choice]
        moved, error = weights - prior, chances.copy()
        error[right] -= 1
        slope = np.bincount(features.column, weights=error[features.row], minlength=len(names)) + penalty * moved
        return float(-np.log(chances[right]).sum() + 0.5 * penalty * (moved * moved).sum()), slope

    weights = lowest(loss, prior, _ROUNDS)
    return {name: round(float(weights[k]), 3) for name, k in place.items()}


def right_share(rows: Sequence[Choice], weights: Mapping[str, Mapping[str, float]]) -> float:
    """How many of the choices come out right."""
    hits = 0
    for row in rows:
        scores = [sum(weights[row.kind].get(f, 0.0) for f in c) for c in row.candidates]
        hits += scores.index(max(scores)) == row.right
    return hits / max(1, len(rows))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m loaders.train.antecedents", description="Learn which firm a reference means.")
    parser.add_argument("--corpus", type=Path, required=True, help="folder with LANG/learn.jsonl and LANG/develop.jsonl")
    parser.add_argument("--out", type=Path, help="folder for antecedents.json; left out, nothing is written")
    options = parser.parse_args(arguments)
    try:
        _run(options.corpus, options.out)
    except (ClaimstakeError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(corpus: Path, out: Path | None) -> None:
    gazetteer = load_gazetteer()
    rows = {(s, lang): list(choices(corpus / lang / f"{s}.jsonl", lang, gazetteer)) for s in ("learn", "develop") for lang in LANGUAGES}
    learned = [row for lang in LANGUAGES for row in rows["learn", lang]]
    weights = {kind: learn([row for row in learned if row.kind == kind]) for kind in KINDS}
    for (part, lang), found in rows.items():
        for kind in weights:
            those = [row for row in found if row.kind == kind]
            print(f"{part} {lang} {kind}: {right_share(those, weights):.3f} of {len(those)}")
    if out:
        out.mkdir(parents=True, exist_ok=True)
        digests = {lang: hashlib.sha256((corpus / lang / "learn.jsonl").read_bytes()).hexdigest() for lang in LANGUAGES}
        told = {"corpus_sha256": digests, "gazetteer": gazetteer.version, "weights": weights}
        (out / "antecedents.json").write_text(json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
