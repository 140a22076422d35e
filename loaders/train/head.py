"""Training of a head: copied word vectors, varied names, averaged weights. The same corpus gives the same bytes on one machine."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language
from spacy.tokens import Span
from spacy.training import Example
from spacy.util import filter_spans
from thinc.api import fix_random_seed

from loaders.extract.names.head import LEARNED, add_head, base_names, lay
from loaders.gazetteer import Gazetteer
from loaders.train.samples import Sample
from loaders.train.vary import Shares, Varier


@dataclass(frozen=True, slots=True)
class Plan:
    """How a head is trained. ``unknown`` is the share of the gazetteer's hits that are hidden, so that the head does not lean on them alone."""

    epochs: int = 16
    rate: float = 0.001
    dropout: float = 0.35
    batch: int = 16
    unknown: float = 0.1
    seed: int = 7
    shares: Shares = field(default_factory=Shares)


class Trainer:
    """Trains one head."""

    def __init__(self, lang: str, corpus: Sequence[Sample], gazetteer: Gazetteer, plan: Plan) -> None:
        fix_random_seed(plan.seed)
        self._corpus, self._gazetteer, self._plan = corpus, gazetteer, plan
        self._rng = random.Random(plan.seed)
        self._varier = Varier(lang, corpus, gazetteer, plan.shares, self._rng)
        self.nlp, self.head = add_head(lang)
        for kind in LEARNED:
            self.head.add_label(str(kind))
        self.head.initialize(lambda: [self._example(s) for s in corpus[:200]], nlp=self.nlp)
        copy_vectors(base_names(lang), self.head.model)

    def train(self) -> Iterator[float]:
        """Train epoch by epoch, and give the loss of each. When the last is taken, the averaged weights are in the head."""
        optimizer: Any = self.nlp.resume_training()
        optimizer.learn_rate = self._plan.rate
        order = list(self._corpus)
        for _ in range(self._plan.epochs):
            self._rng.shuffle(order)
            losses: dict[str, float] = {}
            for at in range(0, len(order), self._plan.batch):
                examples = [self._example(self._varier.vary(s)) for s in order[at : at + self._plan.batch]]
                self.head.update(examples, drop=self._plan.dropout, sgd=optimizer, losses=losses)
                optimizer.step_schedules()
            yield losses["ner"]
        _take_averages(self.head.model, optimizer.averages)

    def _example(self, sample: Sample) -> Example:
        """A sentence as spaCy learns it. A name that ends inside a token takes the whole token."""
        reference = self.nlp.make_doc(sample.text)
        spans = [reference.char_span(a, b, label=str(kind), alignment_mode="expand") for a, b, kind in sample.spans]
        reference.set_ents([Span(reference, s.start, s.end, label=s.label_) for s in filter_spans([s for s in spans if s])])
        shown = [h for h in self._gazetteer.find(sample.text) if self._rng.random() >= self._plan.unknown]
        return Example(lay(self.nlp.make_doc(sample.text), shown), reference)


def copy_vectors(base: Language, model: Any) -> None:
    """Start from the word vectors of the base model's own recogniser; the gazetteer's column starts without weight."""
    old: Any = base.get_pipe("ner")
    given = [n for n in old.model.get_ref("tok2vec").walk() if n.param_names]
    tables = sum(n.name == "hashembed" for n in given)
    own = [n for n in model.get_ref("tok2vec").walk() if n.param_names]
    extra = [n for n in own if n.name == "hashembed"][tables:]
    for source, target in zip(given, [n for n in own if n not in extra], strict=True):
        for name in source.param_names:
            weights, padded = source.get_param(name), target.get_param(name).copy()
            padded[...] = 0
            padded[tuple(slice(0, k) for k in weights.shape)] = weights
            target.set_param(name, padded)


def _take_averages(model: Any, averages: dict[tuple[int, str], Any]) -> None:
    for node in model.walk():
        for name in node.param_names:
            if (node.id, name) in averages:
                node.set_param(name, averages[(node.id, name)])
