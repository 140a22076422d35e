"""When a found value is the annotated one: numbers within one per cent, bounds by either end, periods as text, levels by their days."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.dates import PartialDate
from graph.errors import InvalidValue
from graph.ontology import FLOW_METRICS, METRICS
from graph.values import Json
from loaders.evaluation.names import plain

_TOLERANCE = 0.01
_PRODUCT_OVERLAP = 0.4  # share of common words from which two names of a product are one
# One length of time, written in two ways.
_SAME_WINDOW = {"PT24H": "P1D", "P7D": "P1W", "P30D": "P1M", "P12M": "P1Y"}
LEVELS = frozenset(METRICS) - FLOW_METRICS
_GRAINS_APART = 2  # a level at 2025-09-30 is that of 2025-09 and of 2025-Q3, not of 2025


@dataclass(frozen=True, slots=True)
class _Shown:
    """A value as the wire has it: its number or words, its bounds, its unit or currency."""

    value: Json
    low: Json = None
    high: Json = None
    measure: str = ""
    bounded: bool = False

    @property
    def single(self) -> Json:
        """The value; of a range the upper bound, else the lower."""
        if not self.bounded:
            return self.value
        return self.low if self.high is None else self.high

    def near(self, low: bool) -> Json:
        """One bound, or the value where there is none."""
        bound = self.low if low else self.high
        return self.value if bound is None else bound


def _shown(raw: Json) -> _Shown:
    if not isinstance(raw, dict):
        return _Shown(raw)
    measure = str(raw.get("currency") or raw.get("unit") or "")
    bounded = "value" not in raw and ("min" in raw or "max" in raw)
    return _Shown(raw.get("value"), raw.get("min"), raw.get("max"), measure, bounded)


def same_value(found: Json, wanted: Json, name: str) -> bool:
    """Whether a found value is right; what the annotation leaves open is."""
    if wanted is None:
        return True
    if name == "change":
        return (found or "holds") == wanted
    if found is None:
        return False
    if name in ("period", "maturity"):
        return _window(found) == _window(wanted)
    return _same_amount_or_words(_shown(found), _shown(wanted), name)


def _same_amount_or_words(found: _Shown, wanted: _Shown, name: str) -> bool:
    if wanted.bounded:
        ends = [(low, bound) for low, bound in ((True, wanted.low), (False, wanted.high)) if bound is not None]
        return any(_same_number(found.near(low), found, bound, wanted) for low, bound in ends)
    if _number(wanted.value) is not None:
        return _same_number(found.single, found, wanted.value, wanted)
    if name == "product":
        return _overlap(str(found.single), str(wanted.value)) >= _PRODUCT_OVERLAP
    return plain(str(found.single)) == plain(str(wanted.value))


def _same_number(found: Json, found_in: _Shown, wanted: Json, wanted_in: _Shown) -> bool:
    a, b = _number(found), _number(wanted)
    if a is None or b is None or abs(a - b) > _TOLERANCE * max(abs(b), 1e-9):
        return False
    return not wanted_in.measure or plain(found_in.measure) == plain(wanted_in.measure)


def _number(value: Json) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _overlap(a: str, b: str) -> float:
    """Share of the words of both that are in each."""
    words, others = set(plain(a).split()), set(plain(b).split())
    return len(words & others) / len(words | others) if words & others else 0.0


def _window(period: Json) -> str:
    return _SAME_WINDOW.get(str(period), str(period))


def same_period(found: Json, wanted: Json, metric: Json) -> bool:
    """Whether the period of a figure is right. Levels agree when one's days hold the other's, and their precisions are near."""
    if metric not in LEVELS or not found or not wanted or _is_window(str(wanted)):
        return same_value(found, wanted, "period")
    a, b = _level_date(str(found)), _level_date(str(wanted))
    if a is None or b is None:
        return same_value(found, wanted, "period")
    return abs(a.precision - b.precision) <= _GRAINS_APART and (a.covers(b) or b.covers(a))


def _is_window(period: str) -> bool:
    return "/" in period or re.match(r"P[T\d]", period) is not None


def _level_date(period: str) -> PartialDate | None:
    try:
        return PartialDate(period.removeprefix("FY"))
    except InvalidValue:
        return None
