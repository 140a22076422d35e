"""When the thing told happens: the time in the trigger's own clause, else that of the announcement around it, never the article's date."""

from __future__ import annotations

from graph.dates import Interval
from graph.ontology import ONTOLOGY, Factuality, Nature
from loaders.extract.document import Document, Sentence, Token
from loaders.extract.match import reach
from loaders.extract.raw import Raw

_UNDATING = ("headline", "dateline")  # a heading or a dateline dates no event (settled case of the ontology)
_CLAUSE = ("acl:relcl", "conj", "parataxis", "advcl")


def time_of(doc: Document, raw: Raw) -> tuple[Interval, tuple[int, int]] | None:
    """The time of a raw claim with its span; None where the text does not say."""
    sentence = raw.sentence
    spans = {span for name, span in raw.spans.items() if name in ("maturity", "begins")}
    near = [t for t in reach(sentence, raw.trigger) if t.time and (t.start, t.end) not in spans]
    chosen = _best(near, raw.trigger)
    if chosen is None and ONTOLOGY.claim_type(raw.type).nature is Nature.EVENT:
        chosen = _best(_around(sentence, raw.trigger), raw.trigger)
    if chosen is None or chosen.time is None:
        return None
    future = {Factuality.PLANNED: True, Factuality.ACTUAL: False}.get(raw.factuality or Factuality.ACTUAL)
    interval = chosen.time.interval_when(future)
    if not interval or _undating(doc, sentence, chosen):
        return None
    return interval, (chosen.start, chosen.end)


def _best(tokens: list[Token], trigger: Token) -> Token | None:
    dated = [t for t in tokens if t.time and t.time.role not in ("window", "maturity")]
    return min(dated, key=lambda t: (abs(t.i - trigger.i), t.i), default=None)


def _around(sentence: Sentence, trigger: Token) -> list[Token]:
    """Times of the clauses above the trigger: the verb of announcing, the clause that an infinitive or a noun depends on."""
    node, out = trigger, []
    for _ in range(6):
        head = sentence.head(node)
        if head is None or node.dep in ("acl:relcl", "conj", "parataxis"):
            break
        out += [t for t in sentence.children(head.i) if t.time]
        node = head
    return out


def _undating(doc: Document, sentence: Sentence, token: Token) -> bool:
    if sentence.span.kind in _UNDATING:
        return True
    before = doc.text[sentence.start : token.start]
    after = doc.text[token.end : token.end + 30]
    return len(before) < 60 and any(mark in after[:28] for mark in ("--", "–", "—")) and before.count(",") >= 1
