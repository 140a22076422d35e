"""Which period a figure is of: said beside it, else carried on from the sentences before ("in the third quarter ... Revenue was ...")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.dates import Period, Precision
from loaders.extract.document import Document, Sentence, Token

_NOW = re.compile(r"\b(?:now|currently|at the time of writing|as of press time|at press time|maintenant|actuellement|désormais|à l['’]heure (?:où|d)|ce (?:matin|soir)|today|aujourd['’]hui)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|expects?|guidance|forecasts?|outlook|sees|anticipates?|guid(?:es|ed|ing)|targets?|aims?|by the end of|prévoit|prévoient|table sur|vise|perspectives|d['’]ici|"
    r"objectif|ambitionne|attend(?:u|ue|us)?)\b", re.IGNORECASE
)  # fmt: skip
_CARRIED = 12  # sentences over which a quarter named once still holds


@dataclass(frozen=True, slots=True)
class Dated:
    """A period with the characters that say it."""

    period: Period
    span: tuple[int, int]


class Periods:
    """The periods of one article, looked up by sentence and number."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    def of(self, sentence: Sentence, token: Token, *, flow: bool, prior: bool) -> Dated | None:
        """The period of a figure; ``flow`` figures are of a stretch (a quarter), levels of a day; ``prior`` ones of the time compared with."""
        own = self._beside(sentence, token, prior)
        if own or prior:
            return own
        return self._carried(sentence, flow)

    def _beside(self, sentence: Sentence, token: Token, prior: bool) -> Dated | None:
        inside = bracket(sentence, token)
        dated = [t for t in (inside or sentence.tokens) if t.time and t.time.period and not _window(t)]
        if inside and dated:
            return _dated(dated[0])
        dated = [t for t in sentence.tokens if t.time and t.time.period and not _window(t) and (prior or not bracket(sentence, t))]
        if prior:
            after = [t for t in dated if t.i > token.i] or [t for t in dated if token.i - 4 <= t.i < token.i]
            return _dated(after[0]) if after else None
        kept = [t for t in dated if not _of_comparison(sentence, t)]
        if not kept:
            return None
        best = min(kept, key=lambda t: (_crossed(sentence, t, token), abs(t.i - token.i)))
        return _dated(best, future=bool(_AHEAD.search(self._doc.text, sentence.start, sentence.end)))

    def _carried(self, sentence: Sentence, flow: bool) -> Dated | None:
        """The reporting period named before: the latest quarter, half or fiscal period that has ended; a month or day only close by."""
        best: tuple[str, Dated] | None = None
        for back in range(sentence.index - 1, max(-1, sentence.index - 1 - _CARRIED), -1):
            other = self._doc.sentences[back]
            for token in reversed(other.tokens):
                if not (token.time and token.time.period) or _window(token) or _of_comparison(other, token) or bracket(other, token):
                    continue
                dated = _dated(token)
                if dated is None:
                    continue
                if _quarterly(token):
                    end = self._end(token)
                    if end and (best is None or end > best[0]):
                        best = (end, dated)
                elif best is None and self._close(sentence, other, token, flow):
                    return dated
        return best[1] if best else None

    def _end(self, token: Token) -> str:
        """The last day of a period that has ended by the article's date, as text; empty for one to come."""
        last = token.time.resolved.last.last if token.time and token.time.resolved.last else None
        if last is None or (self._doc.published and last > self._doc.published):
            return ""
        return last.isoformat()

    def _close(self, sentence: Sentence, other: Sentence, token: Token, flow: bool) -> bool:
        precision = token.time.precision if token.time else None
        listed = sentence.span.kind in ("bullet", "table") and sentence.index - other.index <= 8
        same = other.span.block == sentence.span.block
        if precision is Precision.MONTH:
            return same or listed
        return precision is Precision.DAY and not flow and (same or listed) and bool(token.time and token.time.role == "asof")

    def market(self, sentence: Sentence, token: Token, *, change: bool) -> Dated | None:
        """The period of a price or its change: a window beside a change, else a day, else the trading day named before, else "now"."""
        windows = [t for t in sentence.tokens if t.time and t.time.period and _window(t)]
        if change and windows:
            best = min(windows, key=lambda t: abs(t.i - token.i))
            if abs(best.i - token.i) <= 8:
                return _dated(best)
        days = [t for t in sentence.tokens if t.time and t.time.period and t.time.precision is Precision.DAY and not _window(t)]
        if days:
            return _dated(min(days, key=lambda t: abs(t.i - token.i)))
        if change:
            longer = [t for t in sentence.tokens if t.time and t.time.period and not _window(t) and abs(t.i - token.i) <= 6]
            if longer:
                return _dated(longer[0])
        return self._trading_day(sentence) or self._now(sentence)

    def _trading_day(self, sentence: Sentence) -> Dated | None:
        for other in reversed(self._doc.sentences[: sentence.index]):
            for token in reversed(other.tokens):
                if token.time and token.time.period and token.time.precision is Precision.DAY and token.time.role == "point":
                    return _dated(token)
        return None

    def _now(self, sentence: Sentence) -> Dated | None:
        match = _NOW.search(self._doc.text, sentence.start, sentence.end)
        if match and self._doc.published:
            return Dated(Period(self._doc.published.isoformat()), (match.start(), match.end()))
        return None


def bracket(sentence: Sentence, token: Token) -> list[Token]:
    """The tokens of the brackets in which a token stands; none when it stands in none."""
    first = next((t for t in reversed(sentence.tokens[: token.i]) if t.text in ("(", ")")), None)
    last = next((t for t in sentence.tokens[token.i + 1 :] if t.text in ("(", ")")), None)
    if first is None or last is None or first.text != "(" or last.text != ")":
        return []
    return sentence.tokens[first.i + 1 : last.i]


def _window(token: Token) -> bool:
    return bool(token.time and token.time.role == "window")


def _quarterly(token: Token) -> bool:
    time = token.time
    return bool(time and (time.precision in (Precision.QUARTER, Precision.HALF) or (time.period and time.period.fiscal)))


def _dated(token: Token, future: bool = False) -> Dated | None:
    time = token.time
    if time is None:
        return None
    period = time.when(True).period if future and time.when(True).period else time.period
    if period and time.part == "end" and time.precision is Precision.YEAR and len(period.text) == 4:
        period = Period(f"{period.text}-12")  # a level at year-end is that of December
    return Dated(period, (token.start, token.end)) if period else None


def _of_comparison(sentence: Sentence, token: Token) -> bool:
    """Whether a time is the one compared with: "a year earlier", "compared with the third quarter of 2024"."""
    before = {t.lower for t in sentence.tokens[max(0, token.i - 6) : token.i]}
    words = {"compared", "versus", "vs", "against", "from", "contre", "rapport", "comparé", "than", "après", "since", "depuis"}
    anchored = type(token.time.expression).__name__ == "Anchored" if token.time else False
    return bool(before & words) or (anchored and getattr(token.time.expression if token.time else None, "n", 0) != 0)


def _crossed(sentence: Sentence, a: Token, b: Token) -> int:
    """How many clause borders lie between two tokens."""
    lo, hi = sorted((a.i, b.i))
    return sum(t.text in (";", ":") or t.lower in ("and", "et", "while") for t in sentence.tokens[lo + 1 : hi]) if hi - lo > 3 else 0
