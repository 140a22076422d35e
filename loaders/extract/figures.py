"""Reported figures: which metric a number is of, of whom, for which period, and by how much it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.dates import Period
from graph.ontology import FLOW_METRICS, EntityType
from graph.values import Amount, Comparison
from loaders.extract import clause
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.metrics import MetricHit, MetricWords, load_metrics
from loaders.extract.periods import Periods, bracket
from loaders.extract.prices import prices
from loaders.extract.raw import Raw
from loaders.extract.skeleton import Skeleton, skeleton
from loaders.text.amounts import negate

_E = EntityType
_FAR = 14  # tokens between a metric's name and its number; beyond, they belong to different things
_SUBJECTS = (_E.COMPANY, _E.SITE, _E.SECURITY, _E.ASSET, _E.AUTHORITY)


@dataclass(frozen=True, slots=True)
class _Pair:
    cost: float
    token: Token
    hit: MetricHit


def figures(doc: Document) -> Iterator[Raw]:
    """All ``reports`` claims, in the order of the text."""
    words = load_metrics(doc.pack.code)
    periods = Periods(doc)
    for sentence in doc.sentences:
        skel = skeleton(sentence)
        taken: set[int] = set()
        for raw in prices(doc, skel, words, periods):
            taken.add(raw.trigger.i)
            yield raw
        yield from _metrics(doc, skel, words, periods, taken)


def _metrics(doc: Document, skel: Skeleton, words: MetricWords, periods: Periods, taken: set[int]) -> Iterator[Raw]:
    hits = words.hits(skel.string)
    amounts = [t for t in skel.sentence.tokens if t.amount and t.i not in taken and t.amount.kind != "percent"]
    pairs = sorted((_pair(skel, t, h) for t in amounts for h in hits if t.amount and t.amount.kind in h.metric.kinds), key=lambda p: p.cost)
    used: dict[int, _Pair] = {}
    for pair in pairs:
        if pair.cost <= _FAR and pair.token.i not in used:
            used[pair.token.i] = pair
    for token in amounts:
        chosen = used.get(token.i)
        raw = _report(doc, skel, words, periods, token, chosen.hit if chosen else _own_hit(skel, words, token))
        if raw:
            yield raw


def _own_hit(skel: Skeleton, words: MetricWords, token: Token) -> MetricHit | None:
    """A hashrate or an efficiency states its metric by its unit; power does not without a word near it."""
    for metric in words.metrics.values():
        if metric.own and token.amount and token.amount.kind in metric.kinds and token.amount.kind != "power":
            at = skel.at[token.i]
            return MetricHit(metric, at, at, "")
    return None


def _pair(skel: Skeleton, token: Token, hit: MetricHit) -> _Pair:
    first, last = skel.index(hit.start), skel.index(max(hit.start, hit.end - 1))
    before = last < token.i
    between = skel.sentence.tokens[last + 1 : token.i] if before else skel.sentence.tokens[token.i + 1 : first]
    kind = token.amount.kind if token.amount else ""
    cost = float(len(between)) - 0.5 * len(hit.phrase.split()) + (0.0 if before else 0.4)
    cost += 3.0 * sum(1 for t in between if t.amount and t.amount.kind == kind and not _compares(between, t))
    cost += sum(_BARRIERS.get(t.lower, 0.0) for t in between)
    if kind == "count":
        cost += _count_cost(between, before)
    elif not before and len(between) > 4:
        cost += 10.0
    return _Pair(cost, token, hit)


# How much a word between a metric's name and a number keeps them apart.
_BARRIERS = {",": 2.0, ";": 7.0, "(": 1.5, ")": 2.5, "—": 3.0, "–": 3.0, "while": 5.0, "tandis": 5.0, "alors": 4.0, "and": 1.0, "et": 1.0, "but": 3.0, "mais": 3.0}
_COUNTED = frozenset(":to at of from reached totalled à de atteint totalise compte comptait stood was est était".split()) | {":"}


def _count_cost(between: list[Token], before: bool) -> float:
    """A count stands right before its noun ("12 mining sites"), or behind it after a colon or "to"."""
    if not before:
        plain = [t for t in between if t.pos not in ("ADJ", "NOUN", "PROPN", "ADV", "NUM") and t.lower not in ("-", "of", "de", "d'", "its", "the", "our")]
        return 30.0 if plain or len(between) > 4 else 0.0
    return 0.0 if len(between) <= 3 and any(t.lower in _COUNTED for t in between) else 30.0


def _compares(between: list[Token], amount: Token) -> bool:
    return any(t.lower in ("from", "contre", "versus", "against", "compared", "vs", "to", "à") and t.i >= amount.i - 2 for t in between)


def _report(doc: Document, skel: Skeleton, words: MetricWords, periods: Periods, token: Token, hit: MetricHit | None) -> Raw | None:
    if hit is None or token.amount is None:
        return None
    subject = _subject(doc, skel, token, hit)
    if subject is None:
        return None
    metric = hit.metric.name
    raw = Raw("reports", f"figure/{metric}", skel.sentence, token, {"subject": (subject,)}, confidence=0.75 if hit.phrase else 0.6)
    span = skel.span(hit.start, hit.end) if hit.end > hit.start else (token.start, token.end)
    raw.put("metric", metric, span)
    raw.put("value", _signed(skel, token, hit), (token.start, token.end))
    prior = _is_prior(skel, words, token)
    period = periods.of(skel.sentence, token, flow=metric in FLOW_METRICS, prior=prior)
    if period:
        raw.put("period", period.period, period.span)
    if not prior:
        _compare(skel, words, token, raw)
    return raw


def _signed(skel: Skeleton, token: Token, hit: MetricHit) -> Amount:
    amount = token.amount.amount if token.amount else Amount()
    words = set(hit.phrase.split())
    before = skel.sentence.tokens[max(0, skel.index(hit.start) - 1) : skel.index(hit.start)]
    lossy = words | {t.lower for t in before if t.pos in ("ADJ", "NOUN")}
    positive = amount.value is None or amount.value >= 0
    return negate(amount) if hit.metric.negative & lossy and positive else amount


def _is_prior(skel: Skeleton, words: MetricWords, token: Token) -> bool:
    if bracket(skel.sentence, token) and any(t.time for t in bracket(skel.sentence, token)):
        return True
    before = [t.lower for t in skel.sentence.tokens[max(0, token.i - 6) : token.i]]
    return any(w in words.prior for w in before[-6:]) and any(
        t.amount and t.amount.kind == (token.amount.kind if token.amount else "") for t in skel.sentence.tokens[: token.i]
    )


def _compare(skel: Skeleton, words: MetricWords, token: Token, raw: Raw) -> None:
    """A percentage of change beside the figure: "climbed 42% to $58.4 million", "252 millions, en hausse de 92 %"."""
    for other in skel.sentence.tokens[max(0, token.i - 8) : token.i + 9]:
        if other.amount is None or other.amount.kind not in ("percent", "change") or other.i == token.i:
            continue
        lo, hi = sorted((other.i, token.i))
        if any(t.amount and t.amount.kind == (token.amount.kind if token.amount else "") for t in skel.sentence.tokens[lo + 1 : hi]):
            continue
        window = {t.lower for t in skel.sentence.tokens[max(0, other.i - 5) : other.i + 3]}
        down, up = bool(window & words.down), bool(window & words.up)
        if other.amount.kind == "change" or down or up:
            amount = negate(other.amount.amount) if down and not up else other.amount.amount
            raw.put("comparison", Comparison(amount, None), (other.start, other.end))
            return


def _subject(doc: Document, skel: Skeleton, token: Token, hit: MetricHit) -> Found | None:
    """Whose figure it is: possessor of the metric, subject of its verb, the last firm before it, else the firm that the text is about."""
    sentence = skel.sentence
    kinds = (_E.COMPANY, _E.SECURITY) if hit.metric.name in ("aum", "fund_flow") else (_E.COMPANY,)
    here = [t.found for t in sentence.tokens[: token.i] if t.found and t.found.type in kinds and t.found.key not in doc.asides]
    possessor = _possessor(sentence, skel.index(hit.start), kinds)
    if possessor:
        return possessor
    if kinds[1:]:
        return here[-1] if here else _firm(doc, sentence)
    for word in (token, sentence.tokens[skel.index(max(hit.start, hit.end - 1))]):
        owner = _verb_subject(sentence, word, doc)
        if owner:
            return owner
    if here:
        return here[-1] if len({f.key for f in here}) == 1 else _nearest_subject(sentence, token, here)
    after = [t.found for t in sentence.tokens[token.i :] if t.found and t.found.type is _E.COMPANY and t.found.key not in doc.asides]
    lead = _firm(doc, sentence)
    return after[0] if after and (lead is None or lead.key == after[0].key) else lead or (after[0] if after else None)


def _possessor(sentence: Sentence, first: int, kinds: tuple[EntityType, ...]) -> Found | None:
    """"its treasury", "sa dette", "Riot's revenue": a reference or a name with 's within three words before the metric."""
    for word in reversed(sentence.tokens[max(0, first - 4) : first]):
        if word.found and word.found.type in kinds:
            after = sentence.tokens[word.i + 1] if word.i + 1 < len(sentence.tokens) else None
            named = after is not None and after.text in ("'s", "’s", "'", "’")
            return word.found if word.found.how == "reference" or named else None
        if word.pos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _verb_subject(sentence: Sentence, word: Token, doc: Document) -> Found | None:
    node: Token | None = word
    for _ in range(6):
        if node is None:
            return None
        if node.pos in ("VERB", "AUX"):
            for subject in clause.subjects(sentence, node):
                for part in clause.noun_phrase(sentence, subject):
                    if part.found and part.found.type is _E.COMPANY and part.found.key not in doc.asides:
                        return part.found
            if not node.dep.startswith(("xcomp", "conj", "aux")):
                return None
        node = sentence.head(node)
    return None


def _nearest_subject(sentence: Sentence, token: Token, firms: list[Found]) -> Found:
    """Of several firms before a number, the last that is a subject or possessor, else the last."""
    for word in reversed(sentence.tokens[: token.i]):
        if word.found and word.found in firms and (word.dep.startswith("nsubj") or word.dep == "nmod:poss"):
            return word.found
    return firms[-1]


def _firm(doc: Document, sentence: Sentence) -> Found | None:
    main = doc.main_firm()
    for back in range(sentence.index - 1, max(-1, sentence.index - 3), -1):
        firms = [f for f in doc.sentences[back].found if f.type is _E.COMPANY]
        if firms:
            return next((f for f in firms if main and f.key == main.key), firms[0])
    return main


