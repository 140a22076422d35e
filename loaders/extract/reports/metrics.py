"""The words that name a metric in a language (``metrics.yaml``), compiled for look-up in a skeleton."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from loaders.extract.words import read_yaml

_LISTS = """share up down flat price prior prior_near source flow_in flow_out moved_in moved_out into out_of gone things dealings target parts apart
    other_than_price""".split()

# Marks of a skeleton in a phrase ("ended <t> with", "mine a <A>"): without their number in the files, with it in a text.
_MARK = re.compile(r"<([a-zA-Z])>")
_MARKED = re.compile(r"<([a-zA-Z])\d+>")


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with the kinds of amounts it takes; ``own`` when the kind alone states it; ``negative`` words turn the sign.

    ``without``: phrases beside the metric's name that make it something else. ``unless``: words beside the number that do; ``near``: words
    of which one must stand shortly before the number; ``least``: the smallest number that is read as this metric. Phrases under ``only`` count
    where one of the words or marks (``<t`` any time) ``beside`` stands in the sentence.
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
    moved_in: frozenset[str]
    moved_out: frozenset[str]
    into: frozenset[str]
    out_of: frozenset[str]
    gone: frozenset[str]
    things: frozenset[str]
    dealings: frozenset[str]
    target: frozenset[str]
    parts: frozenset[str]
    apart: frozenset[str]
    other_than_price: frozenset[str]
    multiples: Mapping[str, int]
    only: Mapping[str, tuple[str, ...]]

    def hits(self, string: str, refused: bool = False) -> list[MetricHit]:
        """Longest phrases in a skeleton, left to right; a phrase of several metrics gives a hit for each; ``refused`` ones too if asked for."""
        out = []
        for match in self.pattern.finditer(string):
            phrase = _MARKED.sub(r"<\1>", match.group())
            for name, tight in self.phrases[phrase]:
                metric = self.metrics[name]
                around = string[max(0, match.start() - 25) : match.end() + 25]
                if refused or not (self._alone(phrase, name, string) or any(w in around for w in metric.without)):
                    out.append(MetricHit(metric, match.start(), match.end(), phrase, tight))
        return out

    def _alone(self, phrase: str, metric: str, string: str) -> bool:
        """Whether a phrase of many uses lacks the company that makes it a metric: "took in $18 million" with no period, "worth" with no round."""
        company = self.only.get(f"{metric} {phrase}", ())
        return bool(company) and not any(f" {w}" in f" {string} " for w in company)


@lru_cache(maxsize=8)
def load_metrics(lang: str) -> MetricWords:
    """The metric words of a language."""
    raw = read_yaml(lang, "metrics.yaml")
    metrics: dict[str, Metric] = {}
    phrases: dict[str, list[tuple[str, bool]]] = {}
    only: dict[str, tuple[str, ...]] = {}
    for name, row in raw["metrics"].items():
        metrics[name] = _metric(name, row)
        for group in row.get("only", ()):
            for phrase in (*group.get("words", ()), *group.get("verbs", ())):
                only[f"{name} {_folded(phrase)}"] = tuple(w if w.startswith("<") else f"{w.lower()} " for w in group["beside"])
                phrases.setdefault(_folded(phrase), []).append((name, phrase in group.get("verbs", ())))
        for key in ("words", "verbs"):
            for phrase in row.get(key, ()):
                phrases.setdefault(_folded(phrase), []).append((name, key == "verbs"))
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    choice = "|".join(_MARK.sub(r"<\1\\d+>", re.escape(p)) for p in ordered)
    pattern = re.compile(rf"(?<![\w<-])(?:{choice})(?![\w>-])")
    lists = {k: frozenset(w.lower() for w in raw[k]) for k in _LISTS}
    return MetricWords(metrics, {p: tuple(n) for p, n in phrases.items()}, pattern, multiples=dict(raw["multiples"]), only=only, **lists)


def _metric(name: str, row: Mapping[str, Any]) -> Metric:
    words = {k: frozenset(w.lower() for w in row.get(k, ())) for k in ("kinds", "negative", "unless", "near")}
    return Metric(name, own=bool(row.get("own")), without=tuple(row.get("without", ())), least=int(row.get("least", 0)), **words)


def _folded(phrase: str) -> str:
    """A phrase in lower case, its marks (``<A>`` a coin, ``<t>`` a time) as they are."""
    return spaced("".join(part if _MARK.fullmatch(part) else part.lower() for part in re.split(r"(<[a-zA-Z]>)", phrase)))


def spaced(phrase: str) -> str:
    """A phrase as the tokenizers split it: "chiffre d'affaires" is "chiffre d' affaires"."""
    return re.sub(r"(?<=[dl]')(?=\w)", " ", phrase)
