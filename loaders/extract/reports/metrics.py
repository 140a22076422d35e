"""The words that name a metric in a language (``metrics.yaml``), compiled for look-up in a skeleton."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from loaders.extract.words import read_yaml

_LISTS = "share up down flat price prior prior_near source flow_in flow_out target parts apart other_than_price".split()


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with the kinds of amounts it takes; ``own`` when the kind alone states it; ``negative`` words turn the sign.

    ``without``: phrases beside the metric's name that make it something else. ``unless``: words beside the number that do; ``near``: words
    of which one must stand shortly before the number; ``least``: the smallest number that is read as this metric.
    """

    name: str
    kinds: frozenset[str]
    own: bool
    negative: frozenset[str]
    without: tuple[str, ...]
    unless: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    least: int = 0


@dataclass(frozen=True, slots=True)
class MetricHit:
    """A phrase that names a metric, by offsets of the skeleton's string. ``tight``: a verb, of which the number is the object."""

    metric: Metric
    start: int
    end: int
    phrase: str
    tight: bool = False


@dataclass(frozen=True, slots=True)
class MetricWords:
    """All metric phrases as one pattern, and the words of direction, price, shares and earlier periods."""

    metrics: Mapping[str, Metric]
    phrases: Mapping[str, tuple[tuple[str, bool], ...]]
    pattern: re.Pattern[str]
    share: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    flat: frozenset[str]
    price: frozenset[str]
    prior: frozenset[str]
    prior_near: frozenset[str]
    source: frozenset[str]
    flow_in: frozenset[str]
    flow_out: frozenset[str]
    target: frozenset[str]
    parts: frozenset[str]
    apart: frozenset[str]
    other_than_price: frozenset[str]
    multiples: Mapping[str, int]

    def hits(self, string: str, refused: bool = False) -> list[MetricHit]:
        """Longest phrases in a skeleton, left to right; a phrase of several metrics gives a hit for each; ``refused`` ones too if asked for."""
        out = []
        for match in self.pattern.finditer(string):
            for name, tight in self.phrases[match.group()]:
                metric = self.metrics[name]
                around = string[max(0, match.start() - 25) : match.end() + 25]
                if refused or not any(w in around for w in metric.without):
                    out.append(MetricHit(metric, match.start(), match.end(), match.group(), tight))
        return out


@lru_cache(maxsize=8)
def load_metrics(lang: str) -> MetricWords:
    """The metric words of a language."""
    raw = read_yaml(lang, "metrics.yaml")
    metrics: dict[str, Metric] = {}
    phrases: dict[str, list[tuple[str, bool]]] = {}
    for name, row in raw["metrics"].items():
        metrics[name] = _metric(name, row)
        for key in ("words", "verbs"):
            for phrase in row.get(key, ()):
                phrases.setdefault(spaced(phrase.lower()), []).append((name, key == "verbs"))
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    pattern = re.compile(rf"(?<![\w<-])(?:{'|'.join(re.escape(p) for p in ordered)})(?![\w>-])")
    lists = {k: frozenset(w.lower() for w in raw[k]) for k in _LISTS}
    return MetricWords(metrics, {p: tuple(n) for p, n in phrases.items()}, pattern, multiples=dict(raw["multiples"]), **lists)


def _metric(name: str, row: Mapping[str, Any]) -> Metric:
    words = {k: frozenset(w.lower() for w in row.get(k, ())) for k in ("kinds", "negative", "unless", "near")}
    return Metric(name, own=bool(row.get("own")), without=tuple(row.get("without", ())), least=int(row.get("least", 0)), **words)


def spaced(phrase: str) -> str:
    """A phrase as the tokenizers split it: "chiffre d'affaires" is "chiffre d' affaires"."""
    return re.sub(r"(?<=[dl]')(?=\w)", " ", phrase)
