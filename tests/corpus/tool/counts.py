"""Counts of a set of passages: claims by type, factuality and way, names, forms of values; and the targets of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.ontology import ONTOLOGY
from tests.corpus.tool.doubles import name_key, words
from tests.corpus.tool.model import Amount, Claim, Passage
from tests.corpus.tool.tables import CURRENCIES, UNMARKED_TYPES, WAYS

TYPE_LEAST = 40
WAYS_LEAST = 6


@dataclass(frozen=True, slots=True)
class Target:
    """What a language must reach: ``least`` of ``measure``, and at most ``most`` where that is given."""

    measure: str
    least: float
    most: float | None = None

    def missed(self, value: float) -> bool:
        """Whether a measured value falls short."""
        return value < self.least or (self.most is not None and value > self.most)


TARGETS = (
    Target("passages", 800),
    Target("articles", 80),
    Target("% without claim", 25, 35),
    Target("firms", 700),
    Target("% firms invented", 45, 60),
    Target("% planned", 15),
    Target("% possible", 8),
    Target("% negated", 5),
    Target("% with speaker", 15),
    Target("% two sentences or reference", 20),
)
SPLIT_TARGETS = {
    "learn": Target("% of passages", 68, 72),
    "develop": Target("% of passages", 13, 17),
    "test": Target("% of passages", 13, 17),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of some passages. Optional claims are left out."""

    passages: Sequence[Passage]

    def told(self) -> Iterator[tuple[Passage, Claim]]:
        """Each claim with its passage."""
        return ((p, c) for p in self.passages for c in p.claims if not c.optional)

    def measures(self) -> dict[str, float]:
        """The rows of the overview, in their order; shares in per cent."""
        claims = [c for _, c in self.told()]
        firms = self._named("Company")
        invented = self._named("Company", invented=True)
        out: dict[str, float] = {
            "passages": len(self.passages),
            "articles": sum(p.article for p in self.passages),
            "words": sum(len(words(p.text)) for p in self.passages),
            "% without claim": _share(sum(not any(not c.optional for c in p.claims) for p in self.passages), len(self.passages)),
            "claims": len(claims),
            "firms": len(firms),
            "% firms invented": _share(len(invented), len(firms)),
        }
        out |= {label: len(self._named(kind)) for label, kind in _NAMED}
        for factuality in ("planned", "possible", "negated"):
            out[f"% {factuality}"] = _share(sum(c.factuality == factuality for c in claims), len(claims))
        out["% with speaker"] = _share(sum(c.speaker is not None for c in claims), len(claims))
        out["% two sentences or reference"] = _share(sum(needs_more(p, c) for p, c in self.told()), len(claims))
        return out

    def _named(self, kind: str, invented: bool = False) -> set[str]:
        every = (e for p in self.passages for e in p.entities.values())
        return {name_key(e.name) for e in every if e.type == kind and (e.invented or not invented)}

    def types(self) -> Counter[str]:
        """Claims by type."""
        return Counter(c.type for _, c in self.told())

    def ways(self) -> Counter[tuple[str, str]]:
        """Claims by type and way of saying."""
        return Counter((c.type, c.way) for _, c in self.told())

    def kinds(self) -> Counter[str]:
        """Passages by kind."""
        return Counter(p.kind for p in self.passages)

    def factualities(self) -> Counter[str]:
        """Claims by factuality."""
        return Counter(c.factuality for _, c in self.told())

    def forms(self) -> Counter[str]:
        """Claims by the forms of their amounts and dates."""
        return Counter(form for _, c in self.told() for form in sorted(set(claim_forms(c))))

    def lists(self) -> Counter[tuple[str, str, str]]:
        """Claims by type, enumerated value and its option."""
        chosen = ((c, v) for _, c in self.told() for v in ONTOLOGY.claim_type(c.type).values if v.options)
        return Counter((c.type, v.name, str(c.values[v.name])) for c, v in chosen if v.name in c.values)


_NAMED = (
    ("persons", "Person"),
    ("sites", "Site"),
    ("hardware", "Hardware"),
    ("coins", "CryptoAsset"),
    ("authorities", "Authority"),
    ("places", "Place"),
)


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def needs_more(p: Passage, claim: Claim) -> bool:
    """Whether the claim needs two sentences or a reference: its quote has several lines, or a filler is not named in it."""
    if claim.sentences[0] != claim.sentences[1]:
        return True
    start, end = p.quote_span(claim)
    for key in (k for keys in claim.roles.values() for k in keys):
        entity = p.entities.get(key)
        if entity is None or entity.type in UNMARKED_TYPES:
            continue
        if not any(m.named and start <= m.start < end for m in p.marks_of(key)):
            return True
    return False


def rare_ways(ways: Counter[tuple[str, str]], claim_type: str, least: int = 1) -> list[str]:
    """The ways in which a claim type is said less often than ``least`` times."""
    return [w for w in WAYS if ways[claim_type, w] < least]


def claim_forms(claim: Claim) -> Iterator[str]:
    """The forms of amounts, units, dates and periods in a claim."""
    for value in claim.values.values():
        if isinstance(value, Amount):
            yield from _amount_forms(value)
    times = {"start": claim.start, "end": claim.end}
    given = [side for side, day in times.items() if day]
    if given:
        yield f"time: {' and '.join(given)}"
    yield from (f"date: {_grain(day)}" for day in times.values() if day)
    period = claim.values.get("period")
    if isinstance(period, str):
        yield f"period: {_grain(period)}"


def _amount_forms(amount: Amount) -> Iterator[str]:
    unit = amount.unit
    if amount.period or unit:
        yield f"unit: {unit if unit in CURRENCIES or not unit.isupper() or unit == 'MW' else 'coin'}"
    else:
        yield "unit: none (count)"
    if amount.low is not None and amount.high is not None:
        yield "amount: range"
    elif amount.value is None:
        yield "amount: only min" if amount.low is not None else "amount: only max"
    numbers: Iterable[object] = amount.numbers()
    if any(str(n).startswith("-") for n in numbers):
        yield "amount: negative"
    if any("." in str(n) for n in numbers):
        yield "amount: decimals"


def _grain(partial: str) -> str:
    if partial.startswith("P"):
        return "window"
    if partial.startswith("FY"):
        return "fiscal"
    if "/" in partial:
        return "interval"
    if "Q" in partial or "H" in partial:
        return "quarter" if "Q" in partial else "half"
    return {4: "year", 7: "month"}.get(len(partial), "day")
