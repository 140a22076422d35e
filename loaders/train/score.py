"""How well a recogniser finds the names of annotated sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from graph.ontology import EntityType
from loaders.extract.names.recognise import Recogniser
from loaders.gazetteer import Gazetteer
from loaders.train.samples import Sample

_E = EntityType


@dataclass(slots=True)
class Score:
    """Counts by type: names found with the right type and extent, found wrongly, missed; and the firms that training never saw."""

    right: Counter[EntityType] = field(default_factory=Counter)
    wrong: Counter[EntityType] = field(default_factory=Counter)
    missed: Counter[EntityType] = field(default_factory=Counter)
    new_firms: int = 0
    new_firms_found: int = 0

    def prf(self, *kinds: EntityType) -> tuple[float, float, float]:
        """Precision, recall and F1 over the types (all when none is given), each from 0 to 1."""
        wanted = kinds or tuple(_E)
        right, wrong, missed = (sum(c[k] for k in wanted) for c in (self.right, self.wrong, self.missed))
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def lines(self) -> list[str]:
        """For people to read."""
        rows = [("all", self.prf())] + [(str(k), self.prf(k)) for k in _E if self.right[k] + self.missed[k]]
        new = f"firms that training did not name: {self.new_firms_found} of {self.new_firms} found"
        return [f"{name:<12} P {p:.3f}  R {r:.3f}  F1 {f:.3f}" for name, (p, r, f) in rows] + [new]


def score(recogniser: Recogniser, gold: Sequence[Sample], seen: Collection[str], gazetteer: Gazetteer) -> Score:
    """Score exact extents and types. A known coin that is not annotated counts neither way: in "bitcoin miner" it may stand or not."""
    out = Score()
    for sample, found in zip(gold, recogniser.spans([s.text for s in gold]), strict=True):
        wanted, told = set(sample.spans), set(found)
        told = {t for t in told if t in wanted or t[2] is not _E.ASSET or not gazetteer.lookup(sample.text[t[0] : t[1]], _E.ASSET)}
        for counts, spans in ((out.right, told & wanted), (out.wrong, told - wanted), (out.missed, wanted - told)):
            counts.update(kind for _, _, kind in spans)
        new = {w for w in wanted if w[2] is _E.COMPANY and sample.text[w[0] : w[1]] not in seen}
        out.new_firms += len(new)
        out.new_firms_found += len(new & told)
    return out
