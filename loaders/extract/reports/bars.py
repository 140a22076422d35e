"""What makes a number another thing than the metric named beside it: a change, a site's, a purchase, a class of machines."""

from __future__ import annotations

from itertools import pairwise

from graph.ontology import EntityType
from loaders.extract.document import Sentence, Token
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.reports.bearers import MACHINE
from loaders.extract.reports.metrics import MetricHit
from loaders.text.amounts import AmountSpan


def barred(skel: Skeleton, token: Token, hit: MetricHit) -> bool:
    """Whether words beside a number, or its size, make it another thing than this metric: coins bought, staff hired, a contract's worth."""
    metric, amount = hit.metric, token.amount
    if amount is None:
        return True
    if metric.name != "impairment" and _is_change(skel.sentence, token):
        return True
    size = next((n for n in (amount.amount.value, amount.amount.low, amount.amount.high) if n is not None), None)
    if size is not None and metric.least and abs(size) < metric.least:
        return True
    if amount.kind == "money" and metric.name in _OF_A_FIRM and size is not None and abs(size) < _SMALLEST:
        return True  # of one share
    if metric.name == "valuation" and _of_a_hoard(skel.sentence, token):
        return True
    if metric.name == "hashrate" and size is not None and size < MACHINE:
        return not any(f.type is EntityType.HARDWARE for f in skel.sentence.found)
    if (amount.per == "share" or _a_share(skel, hit)) and metric.name in ("net_income", "revenue", "valuation"):
        return True
    if metric.kinds & {"money"} and (_guessed(skel.sentence, token) or _of_one_share(skel.sentence, token)):
        return True
    if _one_sided(amount, hit) or _priced_or_daily(skel.sentence, token, metric.name) or _of_machines(skel.sentence, token, metric.name):
        return True
    if (amount.kind == "count" and _part(skel.sentence, token)) or _share_of(skel.sentence, token):
        return True
    around = _around(skel.sentence, token)
    if metric.name == "asset_holdings" and not hit.tight and hit.phrase and 0 < token.i - skel.index(hit.start) < _NEAR:
        around = [t for t in around if t.i > skel.index(hit.start) or t.lower not in _GROWTH]
    if amount.kind == "count" and _whole(skel.sentence, token):
        return False
    if _otherwise(skel, token, hit) & {t.lower for t in around}:
        return True
    if metric.name in ("energy_capacity", "hashrate") and _of_unnamed_site(skel, token, hit):
        return True
    if metric.name == "energy_capacity" and (any(_of_site(t, token) for t in around) or _of_a_deal(skel, token, hit)):
        return True  # it is that site's
    before = {t.lower for t in skel.sentence.tokens[max(0, token.i - 5) : token.i]}
    its = metric.name != "miner_count" and referred(skel.sentence, token)
    return bool(metric.near) and not metric.near & before and not its


_BOUGHT = frozenset("acquisition purchase purchased bought buying acquired acquiring achat acheté acquis acquérir rachat racheté".split())
# "The purchase takes its pile to 30,823": what was bought is what it grew by.
_GROWTH = _BOUGHT | frozenset("adds added acquires acquire achète ajoute ajouté".split())


_SMALLEST = 1000  # what no firm's books would state
_OF_A_FIRM = frozenset("net_income revenue ebitda operating_income cash debt total_assets market_cap valuation aum liquidity".split())


def _of_a_hoard(sentence: Sentence, token: Token) -> bool:
    """Whether a value is that of coins named right before it: "holds 1,863 BTC, valued at $118 million"."""
    near = sentence.tokens[max(0, token.i - 6) : token.i]
    return any(t.amount and t.amount.kind == "coin" for t in near)


def _part(sentence: Sentence, token: Token) -> bool:
    """Whether a count is the part of another: the 33 of "33 of its 140 people", the 260 of "260 personnes sur 4000 employés"."""
    behind = sentence.tokens[token.i + 1 : token.i + 6]
    of = next((k for k, t in enumerate(behind[:3]) if t.lower in _OUT_OF), None)
    after = behind[of + 1 : of + 3] if of is not None else []
    return any(t.amount and t.amount.kind == "count" for t in after) and not any(t.amount or t.text in ",;" for t in behind[: of or 0])


def _share_of(sentence: Sentence, token: Token) -> bool:
    """Whether a number is a part of the one before it: "$11 billion in all, $7 billion of which ...", "dont 7 milliards"."""
    behind = [t.lower for t in sentence.tokens[token.i + 1 : token.i + 3]]
    return behind in (["of", "which"], ["of", "them"], ["of", "it"]) or sentence.tokens[token.i - 1].lower == "dont"


def _whole(sentence: Sentence, token: Token) -> bool:
    """Whether a count is what another is a part of."""
    before = next((t for t in reversed(sentence.tokens[max(0, token.i - 6) : token.i]) if t.amount), None)
    return before is not None and before.amount is not None and before.amount.kind == "count" and _part(sentence, before)


_OUT_OF = frozenset("of sur parmi".split())


def _a_share(skel: Skeleton, hit: MetricHit) -> bool:
    """Whether a metric is that of one share: "net loss per share of 0.65", "le bénéfice dilué par action"."""
    behind = [t.lower for t in skel.sentence.tokens[skel.index(hit.start) + 1 : skel.index(hit.start) + 5]]
    return any(pair in _PER_SHARE for pair in pairwise(behind))


_PER_SHARE = frozenset((("per", "share"), ("a", "share"), ("par", "action"), ("per", "user"), ("par", "utilisateur")))


def _of_one_share(sentence: Sentence, token: Token) -> bool:
    """Whether a sum is what one share earns: "$8.42 in diluted earnings per share", "4,20 euros de bénéfice par action"."""
    behind = [t.lower for t in sentence.tokens[token.i + 1 : token.i + 8]]
    stop = next((k for k, word in enumerate(behind) if word in _SUM_ENDS), len(behind))
    said = behind[:stop]
    return said[:1] in (["in"], ["of"], ["de"]) and ("eps" in said or any(pair in _PER_SHARE for pair in pairwise(said)))


_SUM_ENDS = frozenset((",", ";", ":", "(", ")", "and", "et", "but", "mais", "while"))


def _guessed(sentence: Sentence, token: Token) -> bool:
    """Whether a sum is what analysts had expected, not what was: "against $380 million estimates", "les 195 millions anticipés"."""
    for stretch in (reversed(sentence.tokens[max(0, token.i - 6) : token.i]), sentence.tokens[token.i + 1 : token.i + 5]):
        for word in stretch:
            if word.text in _ENDS or word.lower in ("and", "et", "but", "mais") or word.amount:
                break
            if word.lower in _GUESSES:
                return True
    behind = sentence.tokens[token.i + 1 : token.i + 2]
    return bool(behind) and behind[0].lower in ("expected", "anticipated", "attendus", "attendu", "prévus")


_ENDS = (",", ";", ":", "—", "–", "(", ")")
_GUESSES = frozenset(
    """estimates estimate consensus analysts analyst refinitiv factset analystes analyste anticipés anticipé anticipées escomptés attentes
    tablaient tablait""".split()
)


def _otherwise(skel: Skeleton, token: Token, hit: MetricHit) -> frozenset[str]:
    """The words that make a number another thing: for "sell its 640 bitcoin" no sale, for "holds 12 ETH bought at ..." none behind it."""
    unless = hit.metric.unless
    if hit.metric.name != "asset_holdings":
        return unless
    if referred(skel.sentence, token):
        unless = unless - _PARTING
    if hit.tight and 0 < token.i - skel.index(hit.start) <= 3:
        unless = unless & {t.lower for t in skel.sentence.tokens[max(0, token.i - 8) : token.i]}
    return unless


_PARTING = frozenset("sell selling vendre".split())


def _of_site(word: Token, token: Token) -> bool:
    named = word.found is not None and word.found.type is EntityType.SITE
    return named and (word.i > token.i or (word.found is not None and word.found.how != "descriptor"))


def _of_unnamed_site(skel: Skeleton, token: Token, hit: MetricHit) -> bool:
    """ "the facility will have a capacity of 60 MW", "the capacity of the single farms": of a site, not of its firm."""
    at = skel.index(hit.start)
    acting = [t for t in skel.sentence.tokens[: max(token.i, at)] if t.dep.startswith("nsubj")]
    behind = [t.lower for t in skel.sentence.tokens[at + 1 : at + 6]]
    of = behind[:1] in (["of"], ["des"], ["du"], ["de"]) and any(w in _PLACES for w in behind[1:])
    return of or bool(acting and acting[-1].lower in _PLACES and acting[-1].found is None)


_PLACES = frozenset(
    """facility facilities site farm mine plant campus building buildings project centre center établissement exploitation installation
    installations ferme usine bâtiment projet centrale""".split()
)


def _of_a_deal(skel: Skeleton, token: Token, hit: MetricHit) -> bool:
    """ "bought a mine with 75 MW of capacity", "this capacity", "porter la capacité à 110 MW": the power of what is spoken of, not of its firm."""
    noun = skel.index(hit.start)
    before = skel.sentence.tokens[max(0, noun - 1) : noun]
    if hit.phrase and before and before[0].lower in _POINTING and not any(t.found for t in skel.sentence.tokens[noun : noun + 8]):
        return not any(t.lower in _ALTOGETHER for t in skel.sentence.tokens[noun + 1 : noun + 3])
    owned = any(t.lower in _OWNING for t in skel.sentence.tokens[max(0, min(noun, token.i) - 3) : max(noun, token.i)])
    return token.i < noun and not owned and any(t.lower in _BOUGHT for t in skel.sentence.tokens[: token.i])


_POINTING = frozenset("this that these those cette ces la".split())
_ALTOGETHER = frozenset("totale total cumulée installée".split())
_OWNING = frozenset("its their our sa son ses leur leurs notre nos".split())


def _is_change(sentence: Sentence, token: Token) -> bool:
    """Whether a number says by how much a figure moved: "went up by 100 PH/s to 3.4", "down $18 million", "$24,314 more than a year ago"."""
    if token.amount is None or token.amount.amount.value is None:
        return False
    before = [t.lower for t in sentence.tokens[max(0, token.i - 3) : token.i]]
    behind = [t.lower for t in sentence.tokens[token.i + 1 : token.i + 3]]
    if _moves(sentence.tokens[token.i + 1 : token.i + 5]):
        return True
    by = bool(before) and before[-1] in _BY
    passed = by and before[-1] == "by" and token.amount.kind in ("coin", "hashrate", "power")  # "ahead of its rival by 676 bitcoin"
    moved = passed or (by and any(t.lower in _MOVED for t in sentence.tokens[max(0, token.i - 5) : token.i]))
    by_so_much = before[-1:] in (["up"], ["down"]) and not set(before[:-1]) & _PHRASAL
    return moved or by_so_much or (len(behind) == 2 and behind[0] in _MORE and behind[1] in ("than", "que", "qu'"))


def _moves(behind: list[Token]) -> bool:
    """Whether a noun of change has the number before it: "a $24.6 million revenue drop", "a $3 million increase in costs"."""
    for word in behind:
        if word.pos not in ("NOUN", "ADJ", "PROPN") or word.amount:
            return False
        if word.lower in _CHANGES:
            return True
    return False


_CHANGES = frozenset(
    "drop decline increase decrease fall rise reduction improvement jump dip slide shortfall hausse baisse recul augmentation".split()
)
_BY = frozenset(("by", "de", "d'"))
_MOVED = frozenset(
    """up down rose fell grew increased decreased climbed dropped rise fall increase decrease raised lifted cut reduced
    hausse baisse augmenté diminué réduit réduire
    réduisant diminuer progressé reculé augmentation réduction""".split()
)
_PHRASAL = frozenset("dug digs turned ended made brought racked piled built wrote written".split())  # "dug up 190 bitcoin"
_MORE = frozenset("more less higher lower plus moins".split())


def referred(sentence: Sentence, token: Token) -> bool:
    """Whether a possessive that stands for a firm ("its", "ses") is just before a number."""
    return any(t.lower in _POSSESSIVES for t in sentence.tokens[max(0, token.i - 2) : token.i])


_POSSESSIVES = frozenset("its their our ses leurs nos".split())


def _around(sentence: Sentence, token: Token) -> list[Token]:
    """The words of a number's stretch: at most eight before it and behind it, not beyond a comma or a number of its kind."""
    kind = token.amount.kind if token.amount else ""
    out: list[Token] = []
    for stretch in (reversed(sentence.tokens[max(0, token.i - 8) : token.i]), sentence.tokens[token.i + 1 : token.i + 9]):
        for word in stretch:
            if word.text in _ENDS or (word.amount and (word.amount.kind == kind or kind == "coin")):
                break
            out.append(word)
    return out


def _one_sided(amount: AmountSpan, hit: MetricHit) -> bool:
    """ "machines below 20 J/TH", "can grow to up to 1 GW": a bound that no metric's name says is of a class or a plan."""
    bounded = amount.amount.value is None
    return bounded and (hit.metric.name == "efficiency" or (hit.metric.name == "energy_capacity" and amount.amount.low is None))


def _priced_or_daily(sentence: Sentence, token: Token, metric: str) -> bool:
    """Machines and hashrate bought "for $15 million"; coins mined "a day", which the month's output says better."""
    behind = sentence.tokens[token.i + 1 : token.i + 9]
    if metric in ("miner_count", "hashrate"):
        return any(t.lower in ("for", "pour") and k + 1 < len(behind) and _sum(behind[k + 1 : k + 4]) for k, t in enumerate(behind))
    daily = (
        [t.lower for t in behind[:2]] in _DAILY
        or any(t.lower in _A_DAY for t in sentence.tokens[max(0, token.i - 5) : token.i])
        or (token.amount is not None and token.amount.per == "day")
    )
    return metric in ("asset_production", "asset_holdings") and daily


def _sum(words: list[Token]) -> bool:
    return any(t.amount and t.amount.kind == "money" for t in words)


_NEAR = 9  # tokens between machines and the hashrate that they make
_MAKERS = (EntityType.HARDWARE, EntityType.COMPANY, EntityType.SITE)
_A_DAY = ("daily", "quotidien", "quotidienne")
_DAILY = (["a", "day"], ["per", "day"], ["par", "jour"], ["each", "day"])


def _of_machines(sentence: Sentence, token: Token, metric: str) -> bool:
    """ "The 2,000 S21 make 400 PH/s": the hashrate of machines named before it, not of their firm."""
    if metric != "hashrate" or referred(sentence, token):
        return False
    named = [t.found.type for t in sentence.tokens[max(0, token.i - _NEAR) : token.i] if t.found and t.found.type in _MAKERS]
    return named[-1:] == [EntityType.HARDWARE]


def contracted(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a contract: what it will bring over its term is no revenue of a period."""
    return any(t.lower in _CONTRACTS for t in sentence.tokens)


_CONTRACTS = frozenset(
    "lease leases contract contracts agreement agreements deal tenant term terms bail baux contrat contrats accord accords".split()
)
