"""The words that name a metric in a language (``metrics.yaml``), compiled for look-up in a skeleton."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from loaders.extract.words import read_yaml


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with the kinds of amounts it takes; ``own`` when the kind alone states it; ``negative`` words turn the sign."""

    name: str
    kinds: frozenset[str]
    own: bool
    negative: frozenset[str]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetricHit:
    """A phrase that names a metric, by offsets of the skeleton's string and its first and last token."""

    metric: Metric
    start: int
    end: int
    phrase: str


@dataclass(frozen=True, slots=True)
class MetricWords:
    """All metric phrases as one pattern, and the words of direction, price, shares and earlier periods."""

    metrics: Mapping[str, Metric]
    phrases: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str]
    share: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    flat: frozenset[str]
    price: frozenset[str]
    prior: frozenset[str]

    def hits(self, string: str) -> list[MetricHit]:
        """Longest phrases in a skeleton, left to right; a phrase of several metrics gives a hit for each."""
        out = []
        for match in self.pattern.finditer(string):
            for name in self.phrases[match.group()]:
                metric = self.metrics[name]
                around = string[max(0, match.start() - 25) : match.end() + 25]
                if not any(w in around for w in metric.without):
                    out.append(MetricHit(metric, match.start(), match.end(), match.group()))
        return out


@lru_cache(maxsize=8)
def load_metrics(lang: str) -> MetricWords:
    """The metric words of a language."""
    raw = read_yaml(lang, "metrics.yaml")
    metrics: dict[str, Metric] = {}
    phrases: dict[str, list[str]] = {}
    for name, row in raw["metrics"].items():
        metrics[name] = Metric(name, frozenset(row["kinds"]), bool(row.get("own")), frozenset(row.get("negative", ())), tuple(row.get("without", ())))
        for phrase in row["words"]:
            phrases.setdefault(spaced(phrase.lower()), []).append(name)
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    pattern = re.compile(rf"(?<![\w<-])(?:{'|'.join(re.escape(p) for p in ordered)})(?![\w>-])")
    lists = {k: frozenset(w.lower() for w in raw[k]) for k in ("share", "up", "down", "flat", "price", "prior")}
    return MetricWords(metrics, {p: tuple(n) for p, n in phrases.items()}, pattern, **lists)


def spaced(phrase: str) -> str:
    """A phrase as the tokenizers split it: "chiffre d'affaires" is "chiffre d' affaires"."""
    return re.sub(r"(?<=[dl]')(?=\w)", " ", phrase)
