"""Which period a figure is of: said beside it, else carried on from the sentences before ("in the third quarter ... Revenue was ...")."""

from __future__ import annotations

import re

from graph.dates import Period, Precision
from graph.ontology import FLOW_METRICS
from loaders.extract.document import Document, Sentence, Token
from loaders.extract.reports.moments import LEAD, Dated, Moments, is_window
from loaders.text.timeexpr import Ago, Anchored, UnitAt

_AHEAD = re.compile(
    r"\b(?:will|expects?|guidance|forecasts?|outlook|sees|anticipates?|guid(?:es|ed|ing)|targets?|aims?|by the end of|"
    r"prévoit|prévoient|table sur|vise|perspectives|d['’]ici|objectif d[e'’]|goals?|ambitionne|attend(?:u|ue|us)?)\b", re.IGNORECASE
)  # fmt: skip
_GUIDED = re.compile(r"\b(?:guided|guidance|outlook|prévisions|objectifs? de)\b", re.IGNORECASE)
_YEAR_END = re.compile(r"\byear[- ]end\b|\bfin d['’](?:année|exercice)", re.IGNORECASE)
_QUARTER = re.compile(r"quarter|trimestre", re.IGNORECASE)
_BEFORE = re.compile(r"(?:période|trimestre) précédent|(?:previous|prior|preceding) (?:quarter|period)", re.IGNORECASE)
_NEXT = 70  # characters behind a number in which the period compared with is told
_QUARTERLY = re.compile(
    r"\b(?:quarterly|trimestriel(?:le)?s?|(?:the|its|le|ce|du) (?:last |dernier )?(?:quarter|trimestre))\b", re.IGNORECASE
)
_EARNINGS = re.compile(
    r"\b(?:quarterly (?:results|report)|earnings (?:call|results|report)|résultats trimestriels|trimestre)\b", re.IGNORECASE
)
_MONTHLY = re.compile(
    r"\b(?:monthly (?:update|production|mining)|month-over-month|production (?:and operations? )?update|mise à jour mensuelle|production mensuelle)\b",
    re.IGNORECASE,
)
_FOUNDED = frozenset(
    """founded created established since launched incorporated opened fondée fondé créée créé depuis lancée lancé
    ouverte ouvert née""".split()
)
# Income and costs are of a quarter or year, never of the day on which they are told.
_STRETCHES = frozenset("revenue net_income ebitda operating_income operating_cost production_cost impairment".split())
_MONTHS = ("asset_production", "hashrate")  # what a monthly update gives for the month
# Figures that a report gives for its period without saying it again; counts and capacities hold as of the telling.
_CARRIES = FLOW_METRICS | frozenset(
    "cash debt liquidity total_assets asset_holdings hashrate efficiency contract_backlog power_price production_cost aum".split()
)
_FOLLOWS = 3  # sentences behind a dated figure in which an undated one is of its period
_CARRIED = 12  # sentences over which a quarter named once still holds


class Periods(Moments):
    """The periods of one article, looked up by sentence and number."""

    def __init__(self, doc: Document) -> None:
        super().__init__(doc)
        self._told: tuple[int, Dated] | None = None

    def of(self, sentence: Sentence, token: Token, metric: str, *, prior: bool) -> Dated | None:
        """The period of a figure: flows are of a stretch (a quarter), levels of a day; ``prior`` ones are of the time compared with."""
        own = self._beside(sentence, token, metric, prior)
        if own and not prior and metric in FLOW_METRICS:
            own = self._ended(sentence, metric, own)
        if own:
            if metric in _STRETCHES and not prior and not _AHEAD.search(self._doc.text, sentence.start, token.start):
                self._told = (sentence.index, own)
            return own
        if prior:
            return self._before(sentence, token, metric)
        carried = self._carried(sentence, metric) if metric in _CARRIES or in_list(sentence) else None
        if carried is None and metric in _STRETCHES:
            return self._told_before(sentence) or self._last_quarter(sentence)
        if carried is None and metric in _MONTHS:
            month = self._last_month(sentence)
            if month or metric in FLOW_METRICS:
                return month
        return carried if carried or metric in FLOW_METRICS else self._first_day(sentence) or self._now(sentence)

    def _ended(self, sentence: Sentence, metric: str, own: Dated) -> Dated:
        """For "this quarter" in results the one reported on: the quarter carried or the last, not the one still under way."""
        said = next((t for t in sentence.tokens if t.start == own.span[0]), None)
        expression = said.time.expression if said and said.time else None
        here = isinstance(expression, UnitAt | Anchored) and expression.unit == "quarter" and expression.n == 0
        if not here or said is None or _AHEAD.search(self._doc.text, sentence.start, said.end):
            return own
        last = said.time.resolved.last.last if said.time and said.time.resolved.last else None
        if last is None or self._doc.published is None or last < self._doc.published:
            return own
        carried = self._carried(sentence, metric)
        return carried if carried and re.fullmatch(r"(FY)?\d{4}-Q\d", carried.period.text) else self._last_quarter(sentence) or own

    def _told_before(self, sentence: Sentence) -> Dated | None:
        """The period of the figure told right before, where that was no quarter: "lost 4 million in 2025 ... Revenue was ..."."""
        if self._told is None or sentence.index - self._told[0] > _FOLLOWS:
            return None
        return self._told[1]

    def _last_quarter(self, sentence: Sentence) -> Dated | None:
        """ "a quarterly loss" of no named quarter: the last one that had ended by the article's date."""
        lead = self._doc.sentences[min(LEAD, len(self._doc.sentences)) - 1].end
        match = _QUARTERLY.search(self._doc.text, sentence.start, sentence.end) or _EARNINGS.search(self._doc.text, 0, lead)
        published = self._doc.published
        if match is None or published is None:
            return None
        year, quarter = (published.year, (published.month - 1) // 3) if published.month > 3 else (published.year - 1, 4)
        return Dated(Period(f"{year}-Q{quarter}"), match.span())

    def _last_month(self, sentence: Sentence) -> Dated | None:
        """Output of no named month, in a monthly update: the month before the article's."""
        lead = self._doc.sentences[min(LEAD, len(self._doc.sentences)) - 1].end
        match = _MONTHLY.search(self._doc.text, sentence.start, sentence.end) or _MONTHLY.search(self._doc.text, 0, lead)
        published = self._doc.published
        if match is None or published is None:
            return None
        year, month = (published.year, published.month - 1) if published.month > 1 else (published.year - 1, 12)
        return Dated(Period(f"{year}-{month:02d}"), match.span())

    def _before(self, sentence: Sentence, token: Token, metric: str) -> Dated | None:
        """The period compared with where only "against" says it: the quarter before if so named, else the same stretch a year before."""
        if metric not in FLOW_METRICS:
            return None
        main = self._beside(sentence, token, metric, False) or self._carried(sentence, metric) or self._last_quarter(sentence)
        if main is None:
            return None
        unresolved = [t for t in sentence.tokens[token.i + 1 : token.i + 6] if t.time and t.time.period is None]
        said = any(_QUARTER.search(t.text) for t in unresolved) or bool(
            _BEFORE.search(self._doc.text, token.end, min(sentence.end, token.end + _NEXT))
        )
        text = earlier(main.period.text, quarter=said)
        return Dated(Period(text), main.span) if text else None

    def _beside(self, sentence: Sentence, token: Token, metric: str, prior: bool) -> Dated | None:
        inside = bracket(sentence, token)
        dated = [t for t in (inside or sentence.tokens) if self._fits(sentence, t, metric)]
        if inside and dated:
            return self.dated(dated[0])
        dated = [t for t in sentence.tokens if self._fits(sentence, t, metric) and (prior or not bracket(sentence, t))]
        if prior:
            if _GUIDED.search(self._doc.text, sentence.start, token.start):
                return self._beside(sentence, token, metric, False)  # "guided revenue to X, down from Y": both of the year to come
            dated = [t for t in dated if not _current(t)]
            last = next((t for t in sentence.tokens[token.i + 1 : token.i + 6] if _year_before(t)), None)
            main = self._beside(sentence, token, metric, False) if last and metric in FLOW_METRICS else None
            text = earlier(self._ended(sentence, metric, main).period.text) if main else ""
            if text and last:
                return Dated(Period(text), (last.start, last.end))
            near = [t for t in dated if token.i - 7 <= t.i < token.i and of_comparison(sentence, t)]
            behind = [t for t in dated if t.i > token.i]
            compared = [t for t in behind if of_comparison(sentence, t)] or behind or near
            return self.dated(compared[0]) if compared else None
        kept = [t for t in dated if not of_comparison(sentence, t) and not (metric not in FLOW_METRICS and _years(sentence, t, token))]
        if not kept:
            return None
        best = min(kept, key=lambda t: (_crossed(sentence, t, token), _anothers(sentence, t, token), abs(t.i - token.i)))
        ahead = _AHEAD.search(self._doc.text, sentence.start, max(best.start, token.start))
        return self.dated(best, future=bool(ahead))

    def _fits(self, sentence: Sentence, token: Token, metric: str) -> bool:
        """Whether a time can be the period of a metric: not a founding year, a day for income, a bygone year for a level."""
        time = token.time
        if time is None or time.period is None or is_window(token):
            return False
        if {t.lower for t in sentence.tokens[max(0, token.i - 3) : token.i]} & _FOUNDED:
            return False
        if metric in _STRETCHES:
            return time.precision is not Precision.DAY
        if metric in FLOW_METRICS or time.precision is not Precision.YEAR or time.period.fiscal:
            return True
        if time.part == "end" or _YEAR_END.search(token.text):
            return True
        if any(t.amount for t in sentence.tokens[max(0, token.i - 2) : token.i]):
            return True  # "valued at 4 billion in 2021"
        last = time.resolved.last.last if time.resolved.last else None
        return last is not None and self._doc.published is not None and last >= self._doc.published

    def _carried(self, sentence: Sentence, metric: str) -> Dated | None:
        """The reporting period named before: the latest quarter, half or fiscal period that has ended; a month or day only close by."""
        best: tuple[str, Dated] | None = None
        for back in range(sentence.index - 1, max(-1, sentence.index - 1 - _CARRIED), -1):
            other = self._doc.sentences[back]
            for token in reversed(other.tokens):
                if not (token.time and token.time.period) or is_window(token) or of_comparison(other, token) or bracket(other, token):
                    continue
                if in_list(sentence) and in_list(other) and not _quarterly(token):
                    continue  # a list is of the month of its heading; what its other lines name is theirs
                dated = self.dated(token)
                if dated is None:
                    continue
                if _quarterly(token):
                    end = self._end(token)
                    if end and (best is None or end > best[0]):
                        best = (end, dated)
                elif best is None and self._close(sentence, other, token, metric):
                    return dated
        return best[1] if best else None

    def _end(self, token: Token) -> str:
        """The last day of a period that has ended by the article's date, as text; empty for one to come."""
        if token.time and token.time.period and token.time.period.fiscal:
            text, published = token.time.period.text.removeprefix("FY"), self._doc.published
            due = int(text[:4]) - (len(text) > 4)  # a fiscal year may be named after the next calendar year: its quarters come earlier
            return "" if published and due > published.year else text
        last = token.time.resolved.last.last if token.time and token.time.resolved.last else None
        if last is None or (self._doc.published and last > self._doc.published):
            return ""
        return last.isoformat()

    def _close(self, sentence: Sentence, other: Sentence, token: Token, metric: str) -> bool:
        """Whether a month or day named before still holds: in its block or list; the month of a report on production, named in its lead, throughout."""
        flow = metric in FLOW_METRICS
        precision = token.time.precision if token.time else None
        listed = in_list(sentence)
        same = other.span.block == sentence.span.block
        if precision is Precision.MONTH:
            return (
                same
                or listed
                or (metric in _MONTHS and other.index < LEAD and not _AHEAD.search(self._doc.text, sentence.start, sentence.end))
            )
        return precision is Precision.DAY and not flow and (same or listed) and bool(token.time and token.time.role == "asof")


def _current(token: Token) -> bool:
    """Whether a time is the one spoken of: "the quarter", "ce trimestre"."""
    expression = token.time.expression if token.time else None
    return isinstance(expression, UnitAt | Anchored) and expression.n == 0


def _year_before(token: Token) -> bool:
    """Whether a time is the same of the year before: "a year earlier", "the same period last year"."""
    expression = token.time.expression if token.time else None
    return (isinstance(expression, Anchored | Ago) and expression.unit == "year") and (
        expression.n == (1 if isinstance(expression, Ago) else -1) and not getattr(expression, "year", 0)
    )


def in_list(sentence: Sentence) -> bool:
    """Whether a sentence is a line of a list: a bullet, a row of a table, or a short line of its own with a number."""
    kind = sentence.span.kind
    return kind in ("bullet", "table") or (kind == "headline" and sentence.index > 0 and bool(sentence.amounts))


def bracket(sentence: Sentence, token: Token) -> list[Token]:
    """The tokens of the brackets in which a token stands; none when it stands in none."""
    first = next((t for t in reversed(sentence.tokens[: token.i]) if t.text in ("(", ")")), None)
    last = next((t for t in sentence.tokens[token.i + 1 :] if t.text in ("(", ")")), None)
    if first is None or last is None or first.text != "(" or last.text != ")":
        return []
    return sentence.tokens[first.i + 1 : last.i]


def _quarterly(token: Token) -> bool:
    time = token.time
    return bool(time and (time.precision in (Precision.QUARTER, Precision.HALF) or (time.period and time.period.fiscal)))


def earlier(text: str, *, quarter: bool = False) -> str:
    """The period a year before ("2025-Q3": "2024-Q3"), or a quarter before; empty for one that has no such (a day, a window)."""
    match = re.fullmatch(r"(FY)?(\d{4})(?:-([QH])(\d)|-(\d\d))?", text)
    if match is None:
        return ""
    fiscal, year, kind, part, month = match.groups()
    if quarter and kind == "Q":
        before = int(part) - 1
        return f"{fiscal or ''}{int(year) - (before == 0)}-Q{before or 4}"
    rest = f"-{kind}{part}" if kind else f"-{month}" if month else ""
    return f"{fiscal or ''}{int(year) - 1}{rest}"


def of_comparison(sentence: Sentence, token: Token) -> bool:
    """Whether a time is the one compared with: "a year earlier", "compared with the third quarter of 2024"."""
    before = {t.lower for t in _leading(sentence, token) if t.lower not in _LOOSE or _leads_to_number(sentence, t)}
    anchored = type(token.time.expression).__name__ == "Anchored" if token.time else False
    if token.time and isinstance(token.time.expression, Ago):
        return True  # "twice the figure of a year ago"
    if tuple(t.lower for t in sentence.tokens[max(0, token.i - 2) : token.i]) in _OF_THAT:
        return True  # "below that of September"
    return bool(before & _COMPARING) or (anchored and getattr(token.time.expression if token.time else None, "n", 0) != 0)


def _leading(sentence: Sentence, token: Token) -> list[Token]:
    """The six words before a time; ten where a number stands right before it ("compared to a net loss of $84 million in the second quarter")."""
    near = sentence.tokens[max(0, token.i - 6) : token.i]
    number = next((t for t in reversed(near[-3:]) if t.amount), None)
    if number is None:
        return near
    between = sentence.tokens[max(0, number.i - 7) : number.i]
    start = next((t.i + 1 for t in reversed(between) if t.amount or t.text in (",", ";")), between[0].i if between else number.i)
    return sentence.tokens[min(start, max(0, token.i - 6)) : token.i]


_OF_THAT = frozenset((("that", "of"), ("those", "of"), ("celui", "de"), ("celle", "de"), ("ceux", "de"), ("celles", "de")))
# Words of comparison that have other uses: "revenue from hosting", "more than $30 billion".
_LOOSE = frozenset(("from", "than", "after"))


def _leads_to_number(sentence: Sentence, word: Token) -> bool:
    """Whether an amount or time follows, and "than" is not one of a bound ("more than"); behind "after" an amount ("after one of $84 million")."""
    if word.lower == "after":
        return any(t.amount for t in sentence.tokens[word.i + 1 : word.i + 5]) and not any(
            t.time for t in sentence.tokens[word.i + 1 : word.i + 3]
        )
    if word.lower == "than" and word.i and sentence.tokens[word.i - 1].lower in ("more", "less", "fewer", "greater", "higher"):
        return False
    return any(t.amount or t.time for t in sentence.tokens[word.i + 1 : word.i + 4])


_COMPARING = frozenset(
    """after compared versus vs vs. against double previous from contre rapport comparé comparer than après since depuis exceeding surpassing
    inférieur inférieure inférieurs supérieur supérieure supérieurs dépassant""".split()
)


def _years(sentence: Sentence, time: Token, token: Token) -> bool:
    """Whether a year stands right behind another number of the kind: the 7 of "from 7 EH/s in 2022 to 24.7 EH/s"."""
    return bool(time.time and time.time.precision is Precision.YEAR) and _anothers(sentence, time, token)


def _crossed(sentence: Sentence, a: Token, b: Token) -> int:
    """How many clause borders lie between two tokens."""
    lo, hi = sorted((a.i, b.i))
    return sum(t.text in (";", ":") or t.lower in ("and", "et", "while") for t in sentence.tokens[lo + 1 : hi]) if hi - lo > 3 else 0


def _anothers(sentence: Sentence, time: Token, token: Token) -> bool:
    """Whether a time stands right behind another number of the kind: "3.8 in September against 0.7 in July"."""
    kind = token.amount.kind if token.amount else ""
    before = next((t for t in reversed(sentence.tokens[max(0, time.i - 4) : time.i]) if t.amount), None)
    return before is not None and before.i != token.i and before.amount is not None and before.amount.kind == kind
