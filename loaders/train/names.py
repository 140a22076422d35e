"""Train the name recogniser: ``python -m loaders.train.names --lang en --corpus tests/corpus/en/learn.jsonl --out loaders/models/en``."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from spacy.language import Language

from graph.errors import ClaimstakeError
from graph.ontology import EntityType
from loaders.extract.names.head import BASES, lay
from loaders.gazetteer import Gazetteer, load_gazetteer
from loaders.train.head import Plan, Trainer
from loaders.train.samples import Passage, read_passages, sentences
from loaders.train.score import score


class Trained:
    """A head as a recogniser, as it stands in memory."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self._nlp, self._gazetteer = nlp, gazetteer

    def spans(self, sentences: Sequence[str]) -> list[list[tuple[int, int, EntityType]]]:
        """For each sentence (plain text), (start, end, type) by characters."""
        docs = [lay(self._nlp.make_doc(t), self._gazetteer.find(t)) for t in sentences]
        return [[(e.start_char, e.end_char, EntityType(e.label_)) for e in doc.ents] for doc in self._nlp.pipe(docs)]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    options = _options().parse_args(arguments)
    try:
        passages = read_passages(options.corpus, options.lang)
        if options.first:
            random.Random(options.seed).shuffle(passages)
            passages = passages[: options.first]
        _run(options, passages)
    except ClaimstakeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders.train.names", description="Train the name recogniser of a language.")
    parser.add_argument("--lang", choices=sorted(BASES), required=True)
    parser.add_argument("--corpus", type=Path, required=True, help="compiled learn split, LANG/learn.jsonl")
    parser.add_argument("--out", type=Path, help="folder for the weights; left out, nothing is written")
    parser.add_argument("--check", type=Path, help="compiled file to score the head on, LANG/develop.jsonl")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="learn from N passages only (for a learning curve)")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    return parser


def _run(options: argparse.Namespace, passages: Sequence[Passage]) -> None:
    gazetteer, plan = load_gazetteer(), replace(Plan(), epochs=options.epochs, seed=options.seed)
    corpus = sentences(passages)
    trainer = Trainer(options.lang, corpus, gazetteer, plan)
    for number, loss in enumerate(trainer.train(), 1):
        print(f"epoch {number} of {plan.epochs}: loss {loss:.0f}", flush=True)
    if options.check:
        gold = sentences(read_passages(options.check, options.lang))
        seen = {surface for s in corpus for surface, _ in s.surfaces()}
        print("\n".join(score(Trained(trainer.nlp, gazetteer), gold, seen, gazetteer).lines()))
    if options.out:
        _write(options.out, trainer.head, _facts(options, passages, gazetteer, plan))


def _facts(options: argparse.Namespace, passages: Sequence[Passage], gazetteer: Gazetteer, plan: Plan) -> dict[str, object]:
    """What the weights were made of."""
    return {
        "language": options.lang, "corpus_sha256": hashlib.sha256(options.corpus.read_bytes()).hexdigest(), "passages": len(passages),
        "gazetteer": gazetteer.version, "plan": asdict(plan),
    }  # fmt: skip


def _write(folder: Path, head: Any, facts: dict[str, object]) -> None:
    """The weights and the facts; a LICENSE that stands in the folder stays."""
    folder.mkdir(parents=True, exist_ok=True)
    head.to_disk(folder, exclude=["vocab"])
    (folder / "training.json").write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
