"""When the thing told happens: the time in the trigger's own clause, else that of the announcement around it, never the article's date."""

from __future__ import annotations

from datetime import date

from graph.dates import Interval
from graph.ontology import ONTOLOGY, Factuality, Nature
from loaders.extract.document import Document, Sentence, Token
from loaders.extract.events.values import reach
from loaders.extract.grammar.linear import Line, load_grammar
from loaders.extract.raw import Raw
from loaders.extract.told.closing import follows_closing
from loaders.extract.told.lists import TAKEOVERS, Modality
from loaders.extract.told.tense import elsewhere, looks_back, papers_date, when_told
from loaders.extract.told.undone import UNDONE

_UNDATING = ("headline", "dateline")  # a heading or a dateline dates no event (settled case of the ontology)
_STATES = ("operates", "owns", "makes", "located_in", "engages_in", "listed_as", "subsidiary_of")
_CONTRACTS = ("hosts", "supplies_power")
_ANNOUNCED = (
    "finances",
    "acquires",
    "merges_with",
    "invests_in",
    "partners_with",
    "hosts",
    "supplies_power",
    "orders",
    "launches",
    "trades_asset",
    "incident",
    "legal_action",
    "holds_role",
    "approves",
)
# What is agreed has the date of the agreement where it has no other; so has a layoff that is announced.
_DECIDED = (*TAKEOVERS, "incident")
_SPAN = 14  # tokens from a trigger in which a time belongs to it where the parse does not say
_YEARS = 400  # days ahead in which a raise may be planned; beyond, a year is that of a maturity
_PAST = 200  # days: a day of the year that lies further back than this ...
_AHEAD = 120  # ... and less far ahead than this is one to come, where nothing looks back
_LEFT = 8  # tokens before a noun in which a time dates it
_SINCE = ("since", "depuis")
_SAID = 5  # tokens from a verb of announcing to its date
_BEGIN = 5  # tokens before what is built in which a word of beginning stands


def time_of(doc: Document, raw: Raw, lists: Modality) -> tuple[Interval, tuple[int, int]] | None:
    """The time of a raw claim with its span; None where the text does not say."""
    sentence = raw.sentence
    if not sentence.times:
        return None
    line = Line(sentence, load_grammar(lists.lang))
    said = _announcing(line, raw, lists)
    around = [t for t in _around(sentence, raw.trigger) if t.i not in said] + _before(sentence, raw.trigger, said)
    for tokens in (
        _own(line, raw, said),
        around if _is_event(raw) or raw.type == "listed_as" else [],
        [sentence.tokens[i] for i in said] if _dated_by_news(raw) and not _hearsay(raw) else [],
        _alone(sentence, said) if raw.judged == UNDONE or (raw.type == "incident" and raw.factuality is Factuality.ACTUAL) else [],
        _shared(sentence, raw.trigger, said) if _is_event(raw) or raw.type == "holds_role" else [],
    ):
        for chosen in _ranked([t for t in tokens if t.time], raw.trigger):
            if elsewhere(sentence, chosen, raw.trigger, lists):
                continue
            interval = None if _barred(doc, raw, chosen) else _fitting(doc, raw, chosen, chosen.i in said or looks_back(raw, chosen))
            if interval and not _undating(doc, sentence, chosen):
                return _as_meant(doc, raw, chosen, interval, lists), (chosen.start, chosen.end)
    return None


def _lasting(doc: Document, token: Token) -> bool:
    """Whether a time tells since when something holds; "from", "à compter de" tell of a change."""
    time = token.time
    return time is not None and time.role == "since" and doc.text[time.outer_start : time.start].lower().startswith(_SINCE)


def _barred(doc: Document, raw: Raw, token: Token) -> bool:
    """Whether a time that stands near cannot be that of a claim of the kind: that of another word's doing, or of what only holds."""
    if raw.type == "holds_role" and raw.values.get("change", "holds") == "holds":
        founded = raw.values.get("role") == "founder" and raw.trigger.pos == "VERB" and _hangs(raw.sentence, token, raw.trigger, True)
        return not founded and not _lasting(doc, token)
    if raw.type == "listed_as":
        return not _hangs(raw.sentence, token, raw.trigger)
    if raw.type in _STATES and raw.trigger.pos in ("NOUN", "PROPN"):
        return True
    return raw.type == "deploys" and raw.factuality is Factuality.ACTUAL and raw.sentence.head(token) is not raw.trigger


def _hangs(sentence: Sentence, token: Token, trigger: Token, beside: bool = False) -> bool:
    """Whether a time hangs on a trigger, or on what hangs on it; none does on "listed on Nasdaq" beside a name, unless ``beside`` allows it."""
    head = sentence.head(token)
    return (beside or not trigger.dep.startswith("acl")) and head is not None and trigger in (head, sentence.head(head))


def _as_meant(doc: Document, raw: Raw, token: Token, interval: Interval, lists: Modality) -> Interval:
    """The interval that the words of a time mean for a claim: the end of a plan that is to be done then, no end to come of what is done."""
    bygone = doc.published is not None and interval.start is not None and interval.start.last < doc.published
    if raw.factuality is Factuality.PLANNED and interval.end is None and not bygone:
        done = raw.type == "develops" and not _begins(raw.sentence, raw.trigger, token, lists)
        return Interval(None, interval.start) if done or follows_closing(raw.sentence, token, lists) else interval
    running = doc.published is not None and interval.start is not None and interval.end is not None and interval.end.last > doc.published
    return Interval(interval.start, None) if running and raw.factuality is Factuality.ACTUAL and _is_event(raw) else interval


def _begins(sentence: Sentence, trigger: Token, time: Token, lists: Modality) -> bool:
    """ "will start building in May": a word of beginning stands between or shortly before what is built and its time."""
    left, right = sorted((trigger.i, time.i))
    return any(t.lemma in lists.beginning for t in sentence.tokens[max(0, left - _BEGIN) : right + 1])


def _shared(sentence: Sentence, trigger: Token, said: set[int]) -> list[Token]:
    """ "mined 622 coins in December and sold 577": the time of the verb before "and" is that of the next one too."""
    if trigger.dep != "conj" or trigger.pos != "VERB":
        return []
    head = sentence.head(trigger)
    if head is None or head.pos != "VERB" or head.morph != trigger.morph:
        return []
    return [
        t for t in sentence.children(head.i) if t.time and t.time.role in ("point", "asof", "range") and t.i not in said and t.i < trigger.i
    ]


def _alone(sentence: Sentence, said: set[int]) -> list[Token]:
    """The one time of a sentence."""
    times = [t for t in sentence.tokens if t.time]
    only = times[0].time if len(times) == 1 and times[0].i not in said else None
    return times if only is not None and only.role in ("point", "asof") else []


def own_times(raw: Raw, lists: Modality) -> list[Token]:
    """The times in the clause of a claim's trigger that date neither a verb of saying nor a maturity or the start of service."""
    if not raw.sentence.times:
        return []
    line = Line(raw.sentence, load_grammar(lists.lang))
    return _own(line, raw, _announcing(line, raw, lists))


def _own(line: Line, raw: Raw, said: set[int]) -> list[Token]:
    spans = {span for name, span in raw.spans.items() if name in ("maturity", "begins")}
    return [t for t in _reached(line, raw) if t.time and (t.start, t.end) not in spans and t.i not in said]


def _is_event(raw: Raw) -> bool:
    return ONTOLOGY.claim_type(raw.type).nature is Nature.EVENT


def _dated_by_news(raw: Raw) -> bool:
    """Whether the date of its announcement dates the thing: deals that are done, not plans."""
    told = raw.factuality is Factuality.ACTUAL or (raw.type == "approves" and raw.factuality is Factuality.NEGATED)
    told = told or (raw.type in _DECIDED and raw.factuality is Factuality.PLANNED)
    return raw.type in _ANNOUNCED and told


def _hearsay(raw: Raw) -> bool:
    """Whether it is a third party that tells of it: "DL News reported this month that X had bought Y"."""
    return raw.speaker is not None and raw.speaker.key not in {f.key for fillers in raw.roles.values() for f in fillers}


def _reached(line: Line, raw: Raw) -> list[Token]:
    """Tokens of the trigger's clause: by the parse, and those near it that no other verb has."""
    inside = {t.i for t in reach(raw.sentence, raw.trigger)}
    i = raw.trigger.i
    end = min(line.end(i), i + _SPAN)
    for k in range(i + 1, end):
        inside.add(k)
    return [raw.sentence.tokens[k] for k in sorted(inside)]


def _announcing(line: Line, raw: Raw, lists: Modality) -> set[int]:
    """Tokens of times that date a verb of saying other than the trigger: "said on Tuesday", "today announced"."""
    out: set[int] = set()
    opening = _opening(raw.sentence)
    first = next((t for t in line.tokens if opening and t.i > opening.i and t.pos == "VERB"), None)
    if opening and first and first.lemma in lists.speech and first.i != raw.trigger.i:
        out.add(opening.i)
    paper = papers_date(raw.sentence, lists)
    if paper and paper.i < raw.trigger.i:
        out.add(paper.i)
    for verb in line.tokens:
        if verb.lemma not in lists.speech or verb.pos not in ("VERB", "AUX") or verb.found:
            continue
        if verb.i == raw.trigger.i and (raw.factuality is not Factuality.PLANNED or verb.lemma not in lists.announcing):
            continue
        for k in range(max(0, verb.i - 2), min(len(line.tokens), verb.i + _SAID)):
            word = line.tokens[k]
            if k > verb.i and (word.lower in ("that", "que", "qu'") or word.pos in ("VERB", "AUX")):
                break
            if word.time and word.time.role in ("point", "asof"):
                out.add(k)
    return out


def _fitting(doc: Document, raw: Raw, token: Token, in_past: bool = False) -> Interval | None:
    """The interval of a time, None where it cannot be that of the claim: a future one of what is done, a past one of a plan."""
    if token.time is None:
        return None
    told = raw.factuality or Factuality.ACTUAL
    future = {Factuality.PLANNED: True, Factuality.ACTUAL: False}.get(told)
    role = token.time.role
    if raw.type in _CONTRACTS and role in ("until", "deadline", "range", "since"):
        return None
    if raw.type in _STATES and role in ("point", "asof") and raw.type != "listed_as" and not (raw.type == "makes" and future):
        return None
    if raw.type in _CONTRACTS and doc.published is not None and to_come(token, doc.published) and not in_past:
        return None  # the start of service, not the signature
    if in_past and told is Factuality.PLANNED and role in ("point", "asof") and raw.type not in _DECIDED:
        if doc.published is None or not to_come(token, doc.published):
            return None
        in_past = False
    if raw.values.get("decision") == "pending" and role in ("point", "asof") and not in_past:
        due = token.time.interval_when(True)
        return Interval(None, due.start) if doc.published is not None and due.start and due.start.first > doc.published else None
    interval = token.time.interval_when(False if in_past else future)
    if not interval or doc.published is None:
        return interval or None
    if raw.type == "finances" and interval.start is not None and (interval.start.first - doc.published).days > _YEARS:
        return None  # "rachat des obligations de 2029"
    late = interval.start is not None and interval.start.first > doc.published
    if told is Factuality.ACTUAL and _is_event(raw) and late:
        return None
    past = interval.start is not None and interval.start.last < doc.published and interval.end is None
    if told is Factuality.PLANNED and past:
        return interval if in_past and raw.type in _DECIDED else None
    return interval


def to_come(token: Token, published: date) -> bool:
    """Whether a time lies after the article: by its year, or as a day of the year of which only the coming one is near."""
    return token.time is not None and coming(token.time.interval_when(False), token.time.interval_when(True), published)


def coming(past: Interval, future: Interval, published: date) -> bool:
    """Whether of two readings of a time the one to come holds."""
    behind, before = past.start or past.end, future.start or future.end
    if behind is None or before is None:
        return False
    if behind.first > published:
        return True
    return (published - behind.last).days > _PAST and 0 < (before.first - published).days < _AHEAD


def _ranked(tokens: list[Token], trigger: Token) -> list[Token]:
    dated = [t for t in tokens if t.time and t.time.role not in ("window", "maturity")]
    return sorted(dated, key=lambda t: (abs(t.i - trigger.i), t.i))


def _around(sentence: Sentence, trigger: Token) -> list[Token]:
    """Times of the clauses above the trigger: the verb of announcing, the clause that an infinitive or a noun depends on."""
    node, out = trigger, []
    for _ in range(6):
        head = sentence.head(node)
        if head is None or node.dep in ("acl:relcl", "conj", "parataxis", "appos"):
            break
        out += [t for t in sentence.children(head.i) if t.time]
        node = head
    return out


def _before(sentence: Sentence, trigger: Token, said: set[int]) -> list[Token]:
    """ "a prononcé lundi la liquidation": a time shortly before a noun; "Last week it leased A and bought B": one that opens the sentence."""
    out = []
    for k in range(trigger.i - 1, max(-1, trigger.i - 1 - _LEFT), -1):
        word = sentence.tokens[k]
        if word.pos in ("PUNCT", "CCONJ", "SCONJ") or trigger.pos not in ("NOUN", "PROPN"):
            break
        out += [word] if word.time else []
    opening = _opening(sentence)
    told = when_told(sentence, trigger)
    return [t for t in [*out, *(t for t in (told, opening) if t)] if t.i not in said]


def _opening(sentence: Sentence) -> Token | None:
    """The time that opens a sentence: "In March,", "Last week"."""
    for word in sentence.tokens[:3]:
        if word.time:
            return word if word.time.role == "point" else None
        if word.pos not in ("ADP", "DET", "ADV", "PUNCT"):
            break
    return None


def _undating(doc: Document, sentence: Sentence, token: Token) -> bool:
    if sentence.span.kind in _UNDATING:
        return True
    before = doc.text[sentence.start : token.start]
    after = doc.text[token.end : token.end + 30]
    return len(before) < 60 and any(mark in after[:28] for mark in ("--", "–", "—")) and before.count(",") >= 1
