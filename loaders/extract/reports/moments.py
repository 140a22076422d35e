"""When a price is one: the day or window said beside it, else the trading day named before, else "now"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.dates import Period, Precision
from loaders.extract.document import Document, Sentence, Token

_NOW = re.compile(
    r"\b(?:now|currently|at the time of writing|as of press time|at press time|maintenant|au moment (?:d[e'’]|où)|"
    r"at present|as of this writing|as this (?:was|is) (?:written|published)|at (?:the )?last check|on the day|"
    r"pre-?market|after[- ]hours|préouverture|avant-bourse|"
    r"(?:in |during )?(?:morning|early|midday|afternoon|intraday|extended) (?:trading|trade|dealing|hours|session)|"
    r"at the (?:open|opening)|when the (?:U\.S\. |US )?market opened|"
    r"actuellement|désormais|"
    r"à l['’]heure (?:où|d)|ce (?:matin|soir)|today|aujourd['’]hui)\b", re.IGNORECASE,
)  # fmt: skip
_NEWS = re.compile(
    r"\b(?:after (?:the (?:\w+ )?(?:announce\w+|news|report|company|firm|miner)|it (?:announced|reported|said))|on the (?:news|announcement|report)|"
    r"following the (?:news|announcement)|après l['’]annonce|à la suite de l['’]annonce|dans la foulée)\b", re.IGNORECASE,
)  # fmt: skip
_WEEKLY = re.compile(r"\bweekly\b|\bhebdomadaire\b|\bsur la semaine\b|\bon the week\b", re.IGNORECASE)
_NEAR = 15  # characters between a move and the word that says over what
_SINCE = re.compile(
    r"\b(?:since|depuis) (?:(?:early|late|mid|the (?:start|beginning) of|début|fin|le début d[e'’]) ?)?[\w '’]{0,50}$", re.IGNORECASE
)
_FIRST_DAY = re.compile(
    r"\b(?:first (?:day|session|trading day)|(?:trading|market|stock|nyse|nasdaq|exchange) debut|debut (?:day|session)|"
    r"première (?:séance|journée|cotation)|premier jour d[e'’]|débuts en bourse)\b",
    re.IGNORECASE,
)
_YEAR_END = re.compile(r"\byear[- ]end\b|\bfin d['’](?:année|exercice)", re.IGNORECASE)
_RECENT = 10  # days
_EARLY = 20  # until this day of a month its end is that of the month before, where no plan is told
LEAD = 3  # first sentences: the day that they name is that of the news


@dataclass(frozen=True, slots=True)
class Dated:
    """A period with the characters that say it."""

    period: Period
    span: tuple[int, int]


class Moments:
    """The days and windows of one article."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    def dated(self, token: Token, future: bool = False) -> Dated | None:
        """The period of a token; of a bygone level at year-end that of December."""
        time = token.time
        if time is None:
            return None
        period = time.when(True).period if future and time.when(True).period else time.period
        at_end = time.part == "end" or bool(_YEAR_END.search(token.text))
        if period and time.part == "end" and not future and time.precision is Precision.MONTH:
            period = self._month_over(period)
        if period and at_end and time.precision is Precision.YEAR and len(period.text) == 4:
            published = self._doc.published
            if published is None or int(period.text) < published.year:
                period = Period(f"{period.text}-12")  # a bygone level at year-end is that of December
        return Dated(period, (token.start, token.end)) if period else None

    def _month_over(self, period: Period) -> Period:
        """The month before for "the month's end" that is still to come: a month's figures are told in the next one."""
        day = self._doc.published
        if day is None or day.day > _EARLY or period.text != day.isoformat()[:7]:
            return period
        return Period(f"{day.year}-{day.month - 1:02d}" if day.month > 1 else f"{day.year - 1}-12")

    def market(self, sentence: Sentence, token: Token, *, change: bool, asset: bool = False) -> Dated | None:
        """The period of a price or its change: a window beside a change, else a day, else the trading day named before, else "now"."""
        first = self._first_day(sentence)
        if first:
            return first
        weekly = (
            _WEEKLY.search(self._doc.text, max(sentence.start, token.start - _NEAR), min(sentence.end, token.end + _NEAR))
            if change
            else None
        )
        if weekly:
            return Dated(Period("P7D"), weekly.span())
        windows = [t for t in sentence.tokens if t.time and t.time.period and is_window(t)]
        if change and windows:
            best = min(windows, key=lambda t: abs(t.i - token.i))
            if abs(best.i - token.i) <= 8 or asset:
                return self.dated(best)
        since = next(
            (
                t
                for t in sentence.tokens
                if t.time and t.time.period and _SINCE.search(self._doc.text, max(sentence.start, t.start - 60), t.end)
            ),
            None,
        )
        if change and since:
            return self._from(since)
        beside = [t for t in sentence.tokens[token.i + 1 : token.i + 4] if t.time and t.time.period and not is_window(t)]
        months = [t for t in sentence.tokens[max(0, token.i - 2) : token.i] if t.time and t.time.precision is Precision.MONTH]
        beside = beside or [t for t in months if t.time and t.time.period]
        if beside and not change:
            return self.dated(beside[0])
        days = [t for t in sentence.tokens if t.time and t.time.period and t.time.precision is Precision.DAY and not is_window(t)]
        now = self._now(sentence)
        longer = [t for t in sentence.tokens if change and t.time and t.time.period and not is_window(t) and abs(t.i - token.i) <= 6]
        if now and not (change and asset) and all(abs(now.span[0] - token.end) < abs(t.start - token.end) for t in (*days, *longer)):
            return now
        if days:
            return self.dated(min(days, key=lambda t: abs(t.i - token.i)))
        if change:
            longer = [t for t in sentence.tokens if t.time and t.time.period and not is_window(t)]
            longer = [t for t in longer if abs(t.i - token.i) <= 6 or (t.time and t.time.precision is Precision.MONTH)]
            if longer:
                return self.dated(min(longer, key=lambda t: abs(t.i - token.i)))
        if change and asset:
            return self._listed_window(sentence) or self._trading_day(sentence) or now
        return self._trading_day(sentence) or (self._news(sentence) if change else None)

    def _from(self, token: Token) -> Dated | None:
        """The stretch from a time to the article's day: the year so far "since January"; nothing for one that cannot be bounded."""
        dated, published = self.dated(token), self._doc.published
        if dated is None or published is None or dated.period.fiscal:
            return None
        text, day = dated.period.text, published.isoformat()
        if text.endswith("-01") and len(text) == 7:  # the last January, however the tense was read
            return Dated(Period(day[:4]), dated.span)
        return Dated(Period(f"{text}/{day[: len(text)]}"), dated.span) if len(text) in (7, 10) and text < day else None

    def _first_day(self, sentence: Sentence) -> Dated | None:
        """The day named before, for a share on "its first day" of trading."""
        days = any(t.time and t.time.precision is Precision.DAY and not is_window(t) for t in sentence.tokens)
        return None if days or not _FIRST_DAY.search(self._doc.text, sentence.start, sentence.end) else self._trading_day(sentence)

    def _news(self, sentence: Sentence) -> Dated | None:
        """The article's own day, for a share that moves on its news."""
        match = _NEWS.search(self._doc.text, sentence.start, sentence.end)
        if match and self._doc.published:
            return Dated(Period(self._doc.published.isoformat()), (match.start(), match.end()))
        return None

    def _listed_window(self, sentence: Sentence) -> Dated | None:
        """The window of a list of changes, said at its first: "Bitcoin dropped 4.8% in 24 hours ... XRP, up 0.4%"."""
        for back in range(sentence.index, max(-1, sentence.index - 4), -1):
            for token in self._doc.sentences[back].tokens:
                if token.time and token.time.period and is_window(token):
                    return self.dated(token)
        return None

    def _trading_day(self, sentence: Sentence) -> Dated | None:
        later = self._doc.sentences[sentence.index + 1 : LEAD + 1] if sentence.index < LEAD else []
        for other in [*reversed(self._doc.sentences[: sentence.index]), *later]:
            for token in reversed(other.tokens):
                day = token.time and token.time.period and token.time.precision is Precision.DAY and token.time.role == "point"
                if day and self._recent(token) and (other.index < LEAD or any(a.kind in ("percent", "money") for a in other.amounts)):
                    return self.dated(token)
        return None

    def _recent(self, token: Token) -> bool:
        """Whether a day lies so near the article's that it can be the trading day told of."""
        last = token.time.resolved.last.last if token.time and token.time.resolved.last else None
        return last is None or self._doc.published is None or abs((self._doc.published - last).days) <= _RECENT

    def _now(self, sentence: Sentence) -> Dated | None:
        match = _NOW.search(self._doc.text, sentence.start, sentence.end)
        if match and self._doc.published:
            return Dated(Period(self._doc.published.isoformat()), (match.start(), match.end()))
        return None


def is_window(token: Token) -> bool:
    """Whether a time is a stretch that ends at the telling: "in 24 hours"."""
    return bool(token.time and token.time.role == "window")
