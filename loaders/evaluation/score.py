"""Scoring: the claims found in annotated articles against those annotated, in figures by group, with what was missed or wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import OntologyError
from graph.ontology import ONTOLOGY
from loaders.evaluation.align import Degree, Pair, align, arguments
from loaders.evaluation.annotated import Annotated, Said
from loaders.evaluation.figures import NONACTUAL, Figures, Tally, figures
from loaders.evaluation.names import is_named

ALL = "all"
UNKNOWN = "unknown type"


class By(StrEnum):
    """What figures are grouped by."""

    LANG = "lang"
    TYPE = "type"
    ARTICLE = "article"


class Fault(StrEnum):
    """What is wrong with a claim."""

    MISSED = "MISSED"  # annotated, not found
    WRONG = "WRONG"  # found, not annotated
    VALUE = "VALUE"  # found with a wrong key value


@dataclass(frozen=True, slots=True)
class Miss:
    """A claim that was missed, or found wrongly."""

    fault: Fault
    article: str
    claim: Said


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of all groups, those of everything last; and the misses, article by article."""

    rows: tuple[Figures, ...]
    misses: tuple[Miss, ...]

    @property
    def total(self) -> Figures:
        """The figures of everything."""
        return self.rows[-1]

    def row(self, group: str) -> Figures | None:
        """The figures of a group."""
        return next((row for row in self.rows if row.group == group), None)


def score(articles: Sequence[Annotated], found: Mapping[str, Sequence[Said]], by: By = By.LANG) -> Report:
    """Score the claims found, given by article; those of articles that are not annotated are passed over."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    tallies[ALL] = Tally()
    misses: list[Miss] = []
    for article in articles:
        scored = _Scored(article, found.get(article.id, ()), tallies, by)
        scored.count()
        misses += scored.misses()
    rows = [figures(group, tallies[group]) for group in sorted(tallies, key=lambda g: (g == ALL, g))]
    return Report(tuple(rows), tuple(misses))


def is_known(type_: str) -> bool:
    """Whether the ontology has a claim type."""
    try:
        ONTOLOGY.claim_type(type_)
    except OntologyError:
        return False
    return True


class _Scored:
    """One article: its found claims laid beside the annotated ones."""

    def __init__(self, article: Annotated, found: Sequence[Said], tallies: dict[str, Tally], by: By) -> None:
        self._article, self._found, self._tallies, self._by = article, found, tallies, by
        self._pairs = align(found, article.claims, article.names)
        self._of_found = {pair.found: pair for pair in self._pairs}
        self._matched = {pair.wanted for pair in self._pairs}

    def count(self) -> None:
        """Add this article to the tallies."""
        for number, claim in enumerate(self._found):
            self._count_found(claim, self._of_found.get(number))
        for number, claim in enumerate(self._article.claims):
            if not claim.optional:
                self._count_wanted(claim, number in self._matched)
        for pair in self._pairs:
            if not self._article.claims[pair.wanted].optional:
                self._count_pair(self._found[pair.found], self._article.claims[pair.wanted], pair.degree)

    def _groups(self, claim: Said) -> list[Tally]:
        group = {By.TYPE: claim.type, By.LANG: self._article.lang, By.ARTICLE: self._article.id}[self._by]
        return [self._tallies[ALL], self._tallies[group if is_known(claim.type) else UNKNOWN]]

    def _count_found(self, claim: Said, pair: Pair | None) -> None:
        text = self._article.text
        optional = pair is not None and self._article.claims[pair.wanted].optional
        for tally in self._groups(claim):
            if text is not None:
                tally["evidence_n"] += 1
                tally["evidence_ok"] += grounded(claim, text)
            if not optional:
                tally["pred"] += 1
                tally["arg_pred"] += _size(claim) if pair is None else 0

    def _count_wanted(self, claim: Said, matched: bool) -> None:
        for tally in self._groups(claim):
            tally["gold"] += 1
            tally["arg_gold"] += 0 if matched else _size(claim)

    def _count_pair(self, found: Said, wanted: Said, degree: Degree) -> None:
        counted = arguments(found, wanted, self._article.names)
        kind = wanted.factuality
        right = found.factuality == kind
        more = Tally(frame=1, claim=degree is Degree.CLAIM, fact_ok=right)
        more.update({"arg_tp": counted.right, "arg_pred": counted.found, "arg_gold": counted.wanted})
        more.update({f"n_{kind}": 1, f"ok_{kind}": right} if kind in NONACTUAL else {})
        more.update(self._speaker(found, wanted))
        more.update(self._time(found.start, wanted.start))
        more.update(self._time(found.end, wanted.end))
        for tally in self._groups(wanted):
            tally.update(more)

    def _speaker(self, found: Said, wanted: Said) -> dict[str, int]:
        a, b = found.speaker, wanted.speaker
        right = a is not None and b is not None and is_named(a, b, self._article.names)
        return {"speaker_gold": b is not None, "speaker_pred": a is not None, "speaker_ok": right}

    def _time(self, found: str, wanted: str) -> dict[str, int]:
        """Dates of articles without a date of their own are not counted: nothing could resolve them."""
        if not self._article.published and (found or wanted):
            return {}
        right = bool(wanted and found) and found[: len(wanted)] == wanted
        return {"time_gold": bool(wanted), "time_pred": bool(found), "time_ok": right}

    def misses(self) -> Iterator[Miss]:
        """What is wrong or missing in this article."""
        for number, claim in enumerate(self._found):
            pair = self._of_found.get(number)
            optional = pair is not None and self._article.claims[pair.wanted].optional
            if not optional and (pair is None or pair.degree is Degree.FRAME):
                yield Miss(Fault.WRONG if pair is None else Fault.VALUE, self._article.id, claim)
        for number, claim in enumerate(self._article.claims):
            if not claim.optional and number not in self._matched:
                yield Miss(Fault.MISSED, self._article.id, claim)


def _size(claim: Said) -> int:
    return sum(len(fillers) for fillers in claim.roles.values()) + len(claim.values)


def grounded(claim: Said, text: str) -> bool:
    """Whether the quote re-slices from the text, and each filler has a span that lies in it and holds something."""
    if claim.evidence is None:
        return False
    start, end, quote = claim.evidence
    if not quote or text[start:end] != quote:
        return False
    spans = [filler.span for fillers in claim.roles.values() for filler in fillers]
    return all(span is not None and 0 <= span[0] < span[1] <= len(text) and text[slice(*span)].strip() for span in spans)


def by_article(found: Iterable[tuple[str, Said]]) -> dict[str, list[Said]]:
    """Claims by their article."""
    grouped: dict[str, list[Said]] = defaultdict(list)
    for article, claim in found:
        grouped[article].append(claim)
    return dict(grouped)
