"""Reported figures: which metric a number is of, of whom, for which period, and by how much it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph.ontology import EntityType
from graph.values import Amount, Comparison
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.grammar.skeleton import Skeleton, skeleton
from loaders.extract.raw import STATED, Raw
from loaders.extract.reports.bare import numbers
from loaders.extract.reports.bars import barred, contracted, referred
from loaders.extract.reports.bearers import bearer
from loaders.extract.reports.flows import flows
from loaders.extract.reports.metrics import Metric, MetricHit, MetricWords, load_metrics
from loaders.extract.reports.periods import Periods, in_list
from loaders.extract.reports.prices import carried, prices
from loaders.extract.reports.priors import follows, is_prior
from loaders.extract.reports.rows import row
from loaders.text.amounts import negate

_FAR = 14  # tokens between a metric's name and its number; beyond, they belong to different things


@dataclass(frozen=True, slots=True)
class _Pair:
    cost: float
    token: Token
    hit: MetricHit


def figures(doc: Document) -> Iterator[Raw]:
    """All ``reports`` claims, in the order of the text."""
    words = load_metrics(doc.pack.code)
    periods = Periods(doc)
    moved: Raw | None = None
    for sentence in doc.sentences:
        skel = skeleton(sentence)
        taken: set[int] = set()
        told = list(prices(doc, skel, words, periods)) or list(carried(skel, words, periods, moved))
        moved = told[-1] if told else None
        for raw in told:
            taken.add(raw.trigger.i)
            yield raw
        for raw in flows(doc, skel, words, periods, taken):
            taken.add(raw.trigger.i)
            yield raw
        yield from _metrics(doc, skel, words, periods, taken)


def _metrics(doc: Document, skel: Skeleton, words: MetricWords, periods: Periods, taken: set[int]) -> Iterator[Raw]:
    hits = [_of_the_same(skel, words, h) for h in (*words.hits(skel.string), *_taken_for_names(skel, words))]
    amounts = [
        t
        for t in numbers(doc, skel, hits)
        if t.amount and t.i not in taken and t.amount.kind != "percent" and not _converted(skel.sentence, t)
    ]
    fits = [
        (t, h) for t in amounts for h in hits if t.amount and t.amount.kind in h.metric.kinds and not (h.tight and _named(skel, hits, t, h))
    ]
    pairs = sorted((_pair(skel, t, h) for t, h in fits if not barred(skel, t, h)), key=lambda p: p.cost)
    used: dict[int, _Pair] = {}
    for pair in pairs:
        if pair.cost <= _FAR and pair.token.i not in used and not _better(skel, pair, pairs, used):
            used[pair.token.i] = pair
    members = row(skel.sentence)
    for token in amounts:
        if token.i in members and token.i not in used and not _listed_with(skel.sentence, token):
            mate = _of_the_row(members, token, pairs, used)
            if mate:
                used[token.i] = mate
        left = next((used[t.i] for t in amounts if t.i in used and follows(skel.sentence, t, token)), None)
        if left and token.i not in used:
            used[token.i] = _Pair(left.cost, token, left.hit)
        chosen = used.get(token.i)
        raw = _report(doc, skel, words, periods, token, chosen.hit if chosen else _own_hit(skel, words, token))
        if raw and token.i in members:
            raw.roles["subject"] = (members[token.i],)
        if raw:
            yield raw


def _named(skel: Skeleton, hits: list[MetricHit], token: Token, verb: MetricHit) -> bool:
    """Whether the noun right behind a sum says what a verb of many uses leaves open: "earned $79 million in revenue"."""
    behind = [h for h in hits if not h.tight and h.metric.name != verb.metric.name and "money" in h.metric.kinds & verb.metric.kinds]
    return any(0 < skel.index(h.start) - token.i <= _RIGHT_BEHIND for h in behind)


_RIGHT_BEHIND = 2


def _of_the_row(members: Mapping[int, Found], token: Token, pairs: list[_Pair], used: Mapping[int, _Pair]) -> _Pair | None:
    """The metric of a number in a row of firms: that of its mates, else the nearest one in the sentence that takes numbers of its kind."""
    kind = token.amount.kind if token.amount else ""
    mates = [p for i, p in used.items() if i in members and p.token.amount and p.token.amount.kind == kind]
    own = [p for p in pairs if p.token is token]
    best = min(mates, key=lambda p: abs(p.token.i - token.i), default=None) or next(iter(own), None)
    return replace(best, token=token) if best else None


def _of_the_same(skel: Skeleton, words: MetricWords, hit: MetricHit) -> MetricHit:
    """ "Adjusted EBITDA of 12 million, against a loss of 3 million": a loss that is one of the metric named before it."""
    at = skel.index(hit.start)
    before = [t.lower for t in skel.sentence.tokens[max(0, at - 3) : at]]
    behind_sum = at > 0 and skel.sentence.tokens[at - 1].amount is not None  # "higher than the $3 million loss"
    article = before[-1:] in (["a"], ["an"], ["une"], ["un"]) and not {"and", "et"} & set(before)
    if hit.phrase not in _SIGNS or not (article or behind_sum):
        return hit
    named = [h for h in words.hits(skel.string) if h.start < hit.start and h.metric.kinds == hit.metric.kinds]
    last = named[-1].metric if named else hit.metric
    return replace(hit, metric=last) if last.name in ("ebitda", "operating_income") else hit


_SIGNS = ("loss", "profit", "perte", "bénéfice")


def _taken_for_names(skel: Skeleton, words: MetricWords) -> list[MetricHit]:
    """Metrics whose noun was read as a firm, a name, a line of business or a site ("La trésorerie atteignait ...", "son BAIIA")."""
    out = []
    for token in skel.sentence.tokens:
        how = token.found.how if token.found else ""
        noun = token.lower.rpartition(" ")[2] if how in ("reference", "model") else token.lower if how in ("activity", "descriptor") else ""
        if how == "activity" and noun not in words.phrases:
            noun = noun.partition(" ")[0]  # "2 MW de capacité de calcul"
        if noun in words.phrases:
            at = skel.at[token.i]
            out += [MetricHit(words.metrics[name], at, at + 1, noun) for name, tight in words.phrases[noun] if not tight]
    return out


def _better(skel: Skeleton, pair: _Pair, pairs: list[_Pair], used: dict[int, _Pair]) -> bool:
    """Whether a metric has its number already and another, still without one, is nearly as near ("liquidity, with cash of X, was Y")."""
    held = any(p.hit == pair.hit for p in used.values())
    opened = any(t.text == ":" for t in skel.sentence.tokens[skel.index(pair.hit.start) : pair.token.i])
    if held and opened and pair.token.amount and pair.token.amount.kind == "count":
        return True  # "four sites: two in Texas, one in ..."
    if not held or _compared(skel.sentence.tokens[: pair.token.i]) >= pair.token.i - _COMPARED:
        return False
    taken = [p.hit for p in used.values()]
    return any(p.token is pair.token and p.hit not in taken and p.cost <= pair.cost + _NEARLY for p in pairs)


def _own_hit(skel: Skeleton, words: MetricWords, token: Token) -> MetricHit | None:
    """A hashrate or an efficiency states its metric by its unit; power does not without a word near it."""
    for metric in words.metrics.values():
        if metric.own and token.amount and token.amount.kind in metric.kinds and token.amount.kind != "power":
            at = skel.at[token.i]
            if any(w in skel.string[max(0, at - 60) : at + 25] for w in metric.without) or barred(
                skel, token, _unnamed(skel, metric, token)
            ):
                return None
            return _unnamed(skel, metric, token)
    kind = token.amount.kind if token.amount else ""
    if kind == "coin" and _listed_with(skel.sentence, token):
        return _unnamed(skel, words.metrics["asset_holdings"], token)
    if kind in _POSSESSED and referred(skel.sentence, token) and not (kind == "power" and _of_something(skel.sentence, token)):
        own = _unnamed(skel, words.metrics[_POSSESSED[kind]], token)
        return None if kind == "coin" and barred(skel, token, own) else own
    return None


def _listed_with(sentence: Sentence, token: Token) -> bool:
    """ "MARA with 52,850 BTC, Metaplanet with 30,823 BTC": a hoard right behind its holder."""
    if token.i < 2 or sentence.tokens[token.i - 1].lower not in ("with", "avec"):
        return False
    holder = sentence.tokens[token.i - 2].found
    return holder is not None and holder.type is EntityType.COMPANY


# What "its 640 bitcoin" and "ses 90 MW" state without a noun.
_POSSESSED = {"coin": "asset_holdings", "power": "energy_capacity"}


def _unnamed(skel: Skeleton, metric: Metric, token: Token) -> MetricHit:
    return MetricHit(metric, skel.at[token.i], skel.at[token.i], "")


def _of_something(sentence: Sentence, token: Token) -> bool:
    return any(t.pos in ("NOUN", "PROPN", "ADP") or t.found for t in sentence.tokens[token.i + 1 : token.i + 2])


def _pair(skel: Skeleton, token: Token, hit: MetricHit) -> _Pair:
    first, last = skel.index(hit.start), skel.index(max(hit.start, hit.end - 1))
    before = last < token.i
    between = skel.sentence.tokens[last + 1 : token.i] if before else skel.sentence.tokens[token.i + 1 : first]
    between = [t for t in between if set(t.text) != {"."}]  # the dots that lead from a name to its number in a list
    kind = token.amount.kind if token.amount else ""
    cost = float(len(between)) - 0.5 * len(hit.phrase.split()) + (0.0 if before else 0.4)
    compared = _compared(between)
    cost += 3.0 * sum(1 for t in between if t.amount and t.amount.kind == kind and compared < t.i - _COMPARED)
    cost += sum(_BARRIERS.get(t.lower, 0.0) for t in between)
    if hit.tight and first == token.i + 1 and "VerbForm=Part" in skel.sentence.tokens[first].morph:
        cost += 0.0  # "450 bitcoins mined in June"
    elif hit.tight:
        labelled = bool(between) and between[-1].text in _LABELLING and in_list(skel.sentence)  # "Bitcoin held at month-end: 18,020"
        label = between[:-1] if labelled else between
        fits = before and (labelled or len(label) <= _TIGHT + (kind == "coin")) and not any(t.amount or t.text in _CLOSING for t in label)
        cost += 0.0 if fits else 30.0
    elif kind == "count":
        cost += 0.0 if before and not between and hit.phrase.endswith(_OF) else _count_cost(between, before)
    elif not before and (len(between) > 4 or any(t.text in _CLOSING for t in between)) and not _fronted(skel.sentence, token):
        cost += 10.0
    return _Pair(cost, token, hit)


def _fronted(sentence: Sentence, token: Token) -> bool:
    """Whether a number opens its sentence: "At $22 billion, Galaxy's market value is ..."."""
    return 0 < token.i <= _OPENING and sentence.tokens[0].lower in ("at", "with", "à", "avec")


_OPENING = 2
_NEARLY = 6.0
_COMPARED = 2  # tokens from a word of comparison to its amount
_TIGHT = 3  # words between a verb and the number that is its object ("mined a record 403 BTC")
_CLOSING = frozenset(",;:()—–")
_LABELLING = (":", "|")
_OF = (" of", " de", " d'")  # "a staff of 85"

# How much a word between a metric's name and a number keeps them apart.
_BARRIERS = {
    ",": 2.0, ";": 7.0, "(": 1.5, ")": 2.5, "—": 3.0, "–": 3.0, "while": 5.0, "tandis": 5.0, "alors": 4.0,
    "and": 1.0, "et": 1.0, "but": 3.0, "mais": 3.0,
}  # fmt: skip
_COMPARING = frozenset("from contre versus against compared vs to à".split())
_COUNTED = frozenset(":to at of from reached totalled à de atteint totalise compte comptait stood was est était".split()) | {":"}


def _compared(tokens: list[Token]) -> int:
    """The index of the last word of comparison; an amount shortly behind it, or before it, is of another time. Below all others if there is none."""
    return max((t.i for t in tokens if t.lower in _COMPARING), default=-_COMPARED - 1)


_NOMINAL = ("ADJ", "NOUN", "PROPN", "ADV", "NUM")


def _count_cost(between: list[Token], before: bool) -> float:
    """A count stands right before its noun ("12 mining sites"), or behind it after a colon or "to"."""
    if not before:
        plain = [t for t in between if t.pos not in _NOMINAL and t.lower not in ("-", "of", "de", "d'", "its", "the", "our")]
        return 30.0 if plain or len(between) > 4 else 0.0
    return 0.0 if len(between) <= 3 and any(t.lower in _COUNTED for t in between) else 30.0


def _report(doc: Document, skel: Skeleton, words: MetricWords, periods: Periods, token: Token, hit: MetricHit | None) -> Raw | None:
    if hit is None or token.amount is None:
        return None
    subject = bearer(doc, skel, words, token, hit)
    if subject is None:
        return None
    metric = hit.metric.name
    stated = metric == "asset_holdings" and (referred(skel.sentence, token) or (hit.tight and token.i == skel.index(hit.start) + 1))
    stated = stated or (metric in ("cash", "liquidity") and _had(skel, token, hit))
    raw = Raw(
        "reports",
        f"figure/{metric}{STATED if stated else ''}",
        skel.sentence,
        token,
        {"subject": (subject,)},
        confidence=0.75 if hit.phrase else 0.6,
    )
    span = skel.span(hit.start, hit.end) if hit.end > hit.start else (token.start, token.end)
    raw.put("metric", metric, span)
    raw.put("value", _signed(skel, token, hit), (token.start, token.end))
    if metric == "other":
        raw.put("label", doc.text[span[0] : span[1]], span)
    prior = is_prior(skel.sentence, words, token, skel.index(hit.start))
    period = periods.of(skel.sentence, token, metric, prior=prior)
    if period is None and metric == "fund_flow":
        period = periods.market(skel.sentence, token, change=True)
    if period:
        raw.put("period", period.period, period.span)
    elif metric == "revenue" and contracted(skel.sentence):
        return None
    if not prior:
        _compare(skel, words, token, raw)
    return raw


def _had(skel: Skeleton, token: Token, hit: MetricHit) -> bool:
    """Whether money is told as had, its noun beside it: "which had liquidity of $453 million", "qui avait 1,9 milliard en caisse"."""
    first, last = sorted((token.i, skel.index(hit.start)))
    return last - first <= _RIGHT_BEHIND and any(t.lower in _HAVING for t in skel.sentence.tokens[max(0, first - 3) : first])


_HAVING = frozenset("had has have having held holds avait a ont avaient disposait dispose disposent détenait".split())


def _signed(skel: Skeleton, token: Token, hit: MetricHit) -> Amount:
    amount = token.amount.amount if token.amount else Amount()
    words = set(hit.phrase.split())
    before = skel.sentence.tokens[max(0, skel.index(hit.start) - 1) : skel.index(hit.start)]
    lossy = words | {t.lower for t in before if t.pos in ("ADJ", "NOUN")}
    if amount.high is not None and amount.low is None and _risen(skel.sentence, token):
        amount = replace(amount, value=amount.high, high=None)
    positive = amount.value is None or amount.value >= 0
    minus = token.i > 0 and skel.sentence.tokens[token.i - 1].lower in _MINUS
    if minus and positive and amount.value is not None and hit.metric.negative:
        return negate(amount)
    told = [t.lower for t in skel.sentence.tokens[max(0, (token.i if token else 0) - 4) : token.i]]
    if hit.metric.negative and positive and len(told) > 1 and told[-1] in ("of", "de", "d'") and set(told[-3:-1]) & _GAINS:
        return amount
    return negate(amount) if hit.metric.negative & lossy and positive else amount


_MINUS = ("negative", "minus")  # "compared with negative $2.1 million"
_GAINS = frozenset("gain profit income bénéfice gains".split())  # "an EBITDA loss of 8.7 million vs. a gain of 78.8 million"


def _risen(sentence: Sentence, token: Token) -> bool:
    """Whether "up to" says where a figure has come to, not a bound: "holdings went up to 3,879"."""
    verb = next((t for t in reversed(sentence.tokens[max(0, token.i - 4) : token.i]) if t.lower not in ("up", "to", "about", "back")), None)
    return verb is not None and verb.lower in _WENT


_WENT = frozenset("went goes gone ticked moved crept rose edged climbed grew is was".split())


def _converted(sentence: Sentence, token: Token) -> bool:
    """Whether a sum repeats the one before it in another currency: "27 million dollars (about 25 million euros)", ", soit 177 millions d'euros"."""
    before = next((t for t in reversed(sentence.tokens[max(0, token.i - 5) : token.i]) if t.amount), None)
    if before is None or before.amount is None or token.amount is None or not before.amount.kind == token.amount.kind == "money":
        return False
    between = {t.lower for t in sentence.tokens[before.i + 1 : token.i]}
    return before.amount.amount.currency != token.amount.amount.currency and bool(between & _AGAIN)


_AGAIN = frozenset(("(", "soit", "ou", "or"))


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
