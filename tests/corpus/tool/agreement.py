"""How far two annotations of the same texts agree, measured by the official scorer."""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, cast

from graph.ontology import ONTOLOGY
from tests.corpus.tool.compile import record
from tests.corpus.tool.model import CorpusError, Json, Passage
from tests.corpus.tool.report import table
from tests.corpus.tool.tables import LANGS

WANTED_F1 = 0.92
Wire = dict[str, Any]  # a claim or passage as JSON, the form that the scorer reads
Pair = tuple[int, int, int]  # a claim of the second, one of the first, degree (2: claim, 1: key values differ)


class Scorer(Protocol):
    """What is used of the official scorer."""

    def accepted(self, gold: Wire) -> dict[str, set[str]]:
        """Every form that counts as an entity's name."""
        ...

    def align(self, preds: Sequence[Wire], golds: Sequence[Wire], names: Mapping[str, set[str]]) -> list[Pair]:
        """One-to-one alignment of claims."""
        ...


def load_scorer(path: Path) -> Scorer:
    """The official scorer, loaded from its file. Raises CorpusError where it is not there."""
    spec = importlib.util.spec_from_file_location("official_scorer", path)
    if spec is None or spec.loader is None or not path.exists():
        raise CorpusError(f"{path}: the official scorer is not there; agreement is measured by its rules alone: put score.py there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Scorer, module)


@dataclass(slots=True)
class Tally:
    """Claims of both annotations, those that agree, and what agrees besides over aligned claims."""

    first: int = 0
    second: int = 0
    agreed: int = 0
    aligned: int = 0
    factuality: int = 0
    speaker: int = 0
    time: int = 0

    def add(self, other: Tally) -> None:
        """Adds the counts of another tally."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def f1(self) -> float:
        """Claim F1 of the two annotations; 1 where neither has a claim."""
        both = self.first + self.second
        return 2 * self.agreed / both if both else 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """Two claims that do not agree, or one that only one annotation has. ``what`` says how they differ."""

    passage: str
    where: str
    what: str
    first: Wire | None
    second: Wire | None


@dataclass(slots=True)
class Comparison:
    """Tallies by language and claim type, differences in the order of the passages, passages that both annotations have."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    differences: list[Difference] = field(default_factory=list)
    passages: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def language(self, lang: str) -> Tally:
        """The tally of a whole language."""
        total = Tally()
        for (of, _), tally in self.tallies.items():
            if of == lang:
                total.add(tally)
        return total


def compare(firsts: Sequence[Passage], seconds: Sequence[Passage], scorer: Scorer) -> Comparison:
    """Compares the passages that both have. Raises CorpusError where a text differs or none is common."""
    known = {p.id: p for p in firsts}
    common = [(known[p.id], p) for p in seconds if p.id in known]
    if not common:
        raise CorpusError("the two annotations have no passage in common; take ids and texts of the second from `blank`")
    result = Comparison()
    for first, second in common:
        if first.text != second.text:
            raise CorpusError(
                f"{second.file}:{second.line}: the text of {second.id} differs from {first.file}:{first.line}; run lint on it"
            )
        result.passages[first.lang] += 1
        _compare_passage(result, first, second, scorer)
    return result


def _compare_passage(result: Comparison, first: Passage, second: Passage, scorer: Scorer) -> None:
    gold = _wire(first)
    same = same_entities(first, second)
    golds: list[Wire] = gold["claims"]
    preds = [_renamed(c, same) for c in _wire(second)["claims"]]
    pairs = scorer.align(preds, golds, scorer.accepted(gold))
    left_g, left_p = set(range(len(golds))), set(range(len(preds)))
    for i, j, degree in pairs:
        left_p.discard(i)
        left_g.discard(j)
        if not golds[j].get("optional"):
            _count_pair(result.tallies[first.lang, golds[j]["type"]], preds[i], golds[j], degree)
    for chosen, claims, name in ((left_g, golds, "first"), (left_p, preds, "second")):
        for at in list(chosen):
            if claims[at].get("optional"):
                chosen.discard(at)
                continue
            tally = result.tallies[first.lang, claims[at]["type"]]
            setattr(tally, name, getattr(tally, name) + 1)
    where = f"{first.file}:{first.line} | {second.file}:{second.line}"
    found = [*_inner(preds, golds, pairs), *_outer([preds[i] for i in sorted(left_p)], [golds[j] for j in sorted(left_g)])]
    result.differences += [Difference(first.id, where, *d) for d in found]


def _wire(p: Passage) -> Wire:
    """A passage as the scorer reads it: plain JSON."""
    return cast(Wire, json.loads(json.dumps(record(p))))


def same_entities(first: Passage, second: Passage) -> dict[tuple[str, str], str]:
    """Type and name of an entity of the second -> its name in the first, where both mark the same words as its name."""
    marks = {(m.start, m.end): first.entities[m.key] for m in first.marks if m.named and m.key in first.entities}
    out: dict[tuple[str, str], str] = {}
    for mark in second.marks:
        entity, other = second.entities.get(mark.key), marks.get((mark.start, mark.end))
        if mark.named and entity is not None and other is not None and entity.type == other.type:
            out.setdefault((entity.type, entity.name), other.name)
    return out


def _renamed(claim: Wire, same: Mapping[tuple[str, str], str]) -> Wire:
    kind = ONTOLOGY.claim_type(claim["type"])
    roles = {
        role: [next((same[str(t), name] for t in kind.role(role).types if (str(t), name) in same), name) for name in names]
        for role, names in claim["roles"].items()
    }
    speakers = [same[t, claim["speaker"]] for t in ("Person", "Company", "Authority") if (t, claim["speaker"]) in same]
    return {**claim, "roles": roles, "speaker": speakers[0] if speakers else claim["speaker"]}


def _count_pair(tally: Tally, pred: Wire, gold: Wire, degree: int) -> None:
    tally.first += 1
    tally.second += 1
    tally.agreed += degree == 2
    tally.aligned += 1
    tally.factuality += pred["factuality"] == gold["factuality"]
    tally.speaker += pred["speaker"] == gold["speaker"]
    tally.time += pred["time"] == gold["time"]


def _inner(preds: Sequence[Wire], golds: Sequence[Wire], pairs: Sequence[Pair]) -> Iterator[tuple[str, Wire, Wire]]:
    """Aligned claims that differ in something."""
    for i, j, degree in sorted(pairs, key=lambda t: t[1]):
        pred, gold = preds[i], golds[j]
        parts = [name for name in ("roles", "values", "factuality", "speaker", "time") if pred[name] != gold[name]]
        if degree < 2:
            yield "key values differ", gold, pred
        elif parts:
            yield f"agree, but differ in {', '.join(parts)}", gold, pred


def _outer(preds: Sequence[Wire], golds: Sequence[Wire]) -> Iterator[tuple[str, Wire | None, Wire | None]]:
    """Claims that did not align: those of one type side by side, then the rest alone."""
    rest = list(preds)
    for gold in golds:
        twin = next((p for p in rest if p["type"] == gold["type"]), None)
        if twin is not None:
            rest.remove(twin)
            yield "key roles differ", gold, twin
        else:
            yield "only in the first", gold, None
    for pred in rest:
        yield "only in the second", None, pred


def tables(result: Comparison) -> str:
    """Agreement by language and claim type, as Markdown."""
    rows = [_row(lang, result.language(lang), result.passages[lang]) for lang in LANGS if result.passages[lang]]
    head = ["passages", "first", "second", "agreed", "claim F1", "factuality", "speaker", "time"]
    parts = [table(f"By language (wanted: claim F1 {WANTED_F1})", ["", *head], rows)]
    for lang in LANGS:
        kinds = [(t.name, result.tallies[lang, t.name]) for t in ONTOLOGY if (lang, t.name) in result.tallies]
        if kinds:
            ordered = sorted(kinds, key=lambda k: (k[1].f1, k[0]))
            parts.append(table(f"By claim type, {lang}", ["", *head[1:]], [_row(name, tally) for name, tally in ordered]))
    return "\n".join(parts)


def _row(name: str, tally: Tally, passages: int | None = None) -> list[str]:
    low = " ✗" if tally.f1 < WANTED_F1 else ""
    shares = [f"{part / tally.aligned:.2f}" if tally.aligned else "-" for part in (tally.factuality, tally.speaker, tally.time)]
    counts = [] if passages is None else [str(passages)]
    return [name, *counts, str(tally.first), str(tally.second), str(tally.agreed), f"{tally.f1:.3f}{low}", *shares]


def differences(result: Comparison) -> str:
    """The differing claims, first over second, passage by passage."""
    lines: list[str] = []
    last = ""
    for d in result.differences:
        if d.passage != last:
            lines.append(f"\n{d.passage}  {d.where}")
            last = d.passage
        lines += [f"  {d.what}", f"    first   {brief(d.first)}", f"    second  {brief(d.second)}"]
        quote = (d.first or d.second or {}).get("quote", "")
        lines.append(f"    quote   {quote}")
    return "\n".join(lines).lstrip("\n")


def brief(claim: Wire | None) -> str:
    """A claim on one line."""
    if claim is None:
        return "-"
    parts = [claim["type"], *(f"{role}={', '.join(names)}" for role, names in claim["roles"].items())]
    parts += [f"{name}={_short(value)}" for name, value in claim["values"].items()]
    time = claim["time"] or {}
    parts += [claim["factuality"]] + [f"{side}={time[side]}" for side in ("start", "end") if time.get(side)]
    return " · ".join(parts + ([f"by={claim['speaker']}"] if claim["speaker"] else []))


def _short(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
