"""Money into and out of funds: lists of tickers with signed amounts, and verbs ("shed $61 million", "a attiré 21,9 millions")."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ontology import EntityType
from graph.values import Amount
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.raw import Raw
from loaders.extract.reports.metrics import MetricWords
from loaders.extract.reports.periods import Periods
from loaders.text.amounts import negate

_LIST_LENGTH = 8  # words of a list's line at most
_TO_FUND = 8  # tokens from an amount to the fund that it goes into
_REACH = 15  # sentences over which the heading of a list of flows holds


def flows(doc: Document, skel: Skeleton, words: MetricWords, periods: Periods, taken: set[int]) -> Iterator[Raw]:
    """fund_flow claims that no noun names; one for each amount with its fund."""
    sentence = skel.sentence
    listed = len(sentence.tokens) <= _LIST_LENGTH and _heading(doc, sentence, words)
    for token in sentence.tokens:
        if token.amount is None or token.amount.kind != "money" or token.i in taken:
            continue
        behind = _moved(sentence, token, words)
        fund = behind[0] if behind else _fund(sentence, token)
        if fund is None:
            continue
        out = behind[1] if behind else _verb(sentence, token, words)
        if out is None and not (listed and _signed(doc, token)):
            continue
        amount = token.amount.amount
        yield _raw(doc, skel, periods, token, (fund, negate(amount) if out and _positive(amount) else amount))


def _raw(doc: Document, skel: Skeleton, periods: Periods, token: Token, told: tuple[Found, Amount]) -> Raw:
    fund, amount = told
    raw = Raw("reports", "flow/fund_flow", skel.sentence, token, {"subject": (fund,)}, confidence=0.75)
    raw.put("metric", "fund_flow", (token.start, token.end))
    raw.put("value", amount, (token.start, token.end))
    period = periods.market(skel.sentence, token, change=True)
    if period:
        raw.put("period", period.period, period.span)
    return raw


def _fund(sentence: Sentence, token: Token) -> Found | None:
    """The last fund before an amount, no other name's figure between them."""
    for word in reversed(sentence.tokens[: token.i]):
        if word.found and word.found.type is EntityType.SECURITY:
            return word.found
        if word.amount:
            return None
    return None


def _moved(sentence: Sentence, token: Token, words: MetricWords) -> tuple[Found, bool] | None:
    """The fund that people move an amount into or out of, and whether out: "investors pulled $523 million out of X", "retiré 9 M$ de X"."""
    verbs = {t.lower for t in sentence.tokens[max(0, token.i - 4) : token.i + 3]}
    behind = sentence.tokens[token.i + 1 : token.i + _TO_FUND]
    fund = next((t for t in behind if t.found and t.found.type is EntityType.SECURITY), None)
    if fund is None or any(t.amount for t in behind[: fund.i - token.i - 1]):
        return None
    between = {t.lower for t in behind[: fund.i - token.i - 1]}
    if verbs & words.moved_out and between & words.out_of:
        return (fund.found, True) if fund.found else None
    return (fund.found, False) if fund.found and verbs & words.moved_in and between & words.into else None


def _verb(sentence: Sentence, token: Token, words: MetricWords) -> bool | None:
    """True for a verb of outflow right before the amount, False for one of inflow, None for neither."""
    for word in reversed(sentence.tokens[max(0, token.i - 3) : token.i]):
        two = " ".join(t.lower for t in sentence.tokens[max(0, word.i - 1) : word.i + 1])
        gone = any(t.lower in words.gone for t in sentence.tokens[token.i + 1 : token.i + 4])
        if word.lower in words.flow_out or (gone and word.lower in words.flow_in):
            return True
        if word.lower in words.flow_in or two in words.flow_in:
            return False
    return None


def _signed(doc: Document, token: Token) -> bool:
    return doc.text[token.start] in "+-−–" or (token.amount is not None and token.amount.amount.value == 0)


def _positive(amount: Amount) -> bool:
    return amount.value is None or amount.value > 0


def _heading(doc: Document, sentence: Sentence, words: MetricWords) -> bool:
    """Whether a sentence before speaks of flows."""
    names = {p for p, told in words.phrases.items() if any(name == "fund_flow" for name, _ in told)} | {"flows", "flux"}
    return any(t.lower in names for s in doc.sentences[max(0, sentence.index - _REACH) : sentence.index] for t in s.tokens)
