"""What lies ahead: claims told as facts that their own words or their time put after the article's date are plans.

"Bitfarms forecasts revenue of ...", "Objectif 2026 : 24 EH/s", "6 EH/s by the end of the year", "appointed X, effective August 4".
"""

from __future__ import annotations

from graph.dates import Period
from graph.ontology import ONTOLOGY, Factuality, Nature
from loaders.extract.document import Document, Sentence, Token
from loaders.extract.raw import STATED, Raw
from loaders.extract.told.lists import Modality
from loaders.extract.told.tense import elsewhere, looks_back
from loaders.extract.told.timing import own_times, to_come

_BEFORE = 14  # tokens before a figure in which "forecast", "target", "prévoit" stand
_LIST = 8  # lines above a figure in which the heading of its list stands
_BASES = frozenset("from against versus contre".split())
_STOPS = (";", "|", "•")
_MISHAPS = ("incident",)
# Of a signed contract or a raise a date to come is that of service, drawing or maturity, not of the deal.
_SIGNED = ("finances", "hosts", "supplies_power", "orders", "partners_with", "invests_in", "legal_action", "approves", "trades_asset")


def ahead(doc: Document, raw: Raw, lists: Modality) -> bool:
    """Whether a claim that is told as a fact is one of the future."""
    if raw.factuality is not Factuality.ACTUAL:
        return False
    if raw.type == "reports":
        if raw.rule.endswith(STATED):
            return _later(doc, raw)  # "its 640 bitcoin" are there, whatever becomes of them
        return _expected(raw.sentence, raw.trigger, lists) or _later(doc, raw) or _headed(doc, raw, lists)
    if raw.type in _SIGNED or (ONTOLOGY.claim_type(raw.type).nature is not Nature.EVENT and raw.type != "holds_role"):
        return False
    return doc.published is not None and any(_coming(doc, raw, t, lists) for t in own_times(raw, lists))


def _coming(doc: Document, raw: Raw, time: Token, lists: Modality) -> bool:
    """Whether a time of a claim is one to come: of a mishap only one whose year says so, for nobody plans it."""
    if time.time is None or doc.published is None or elsewhere(raw.sentence, time, raw.trigger, lists):
        return False
    begins = any(word in lists.effective for word in doc.text[time.time.outer_start : time.start].lower().split())
    if not begins and looks_back(raw, time):
        return False
    past = time.time.interval_when(False)
    sure = past.start is not None and past.start.first > doc.published
    return sure or (raw.type not in _MISHAPS and to_come(time, doc.published))


def _expected(sentence: Sentence, trigger: Token, lists: Modality) -> bool:
    """Whether the last word of expecting, targeting or achieving before a figure is one of the first two."""
    for k in range(trigger.i - 1, max(-1, trigger.i - 1 - _BEFORE), -1):
        word = sentence.tokens[k]
        if word.text in _STOPS:
            return False
        if word.found or word.amount or word.time:
            continue
        if word.pos == "VERB" and "Tense=Fut" in word.morph:
            return True
        if word.lemma in lists.outlook or word.lower in lists.outlook:
            return not any(t.lower in lists.surpassed or t.lemma in lists.surpassed for t in sentence.tokens[max(0, k - 4) : k])
        past = "Tense=Past" in word.morph and ("VerbForm=Fin" in word.morph or any(True for _ in sentence.children(word.i, "aux")))
        if word.pos == "VERB" and past and word.lemma not in lists.governors:
            return False
    return False


def _headed(doc: Document, raw: Raw, lists: Modality) -> bool:
    """Whether a figure stands in a list, without a verb, under a line of targets: "2026 guidance:", "Objectifs pour l'exercice"."""
    if raw.sentence.span.kind == "prose" or any(t.pos == "VERB" and "VerbForm=Fin" in t.morph for t in raw.sentence.tokens):
        return False
    for line in reversed(doc.sentences[max(0, raw.sentence.index - _LIST) : raw.sentence.index]):
        if any(t.lemma in lists.headings or t.lower in lists.headings for t in line.tokens):
            return not line.amounts
        if line.span.kind == "prose" and not line.amounts:
            return False
    return False


def based(raw: Raw) -> bool:
    """Whether a figure is what another one is measured against: "to 130 million from 41 million", "contre 84 millions"."""
    words = [t for t in raw.sentence.tokens[max(0, raw.trigger.i - 3) : raw.trigger.i] if t.pos not in ("DET", "ADV")]
    return bool(words) and words[-1].lower in _BASES


def _later(doc: Document, raw: Raw) -> bool:
    """Whether the period of a figure begins after the article, or is a deadline that has not come."""
    period, published = raw.values.get("period"), doc.published
    if published is None or not isinstance(period, Period) or not period.bounds():
        return False
    first, last = period.bounds() or (published, published)
    if first > published:
        return True
    span = raw.spans.get("period")
    time = next((t.time for t in raw.sentence.tokens if t.time and (t.start, t.end) == span), None)
    return time is not None and time.role == "deadline" and last > published
