"""Prices of coins and shares and their changes: "Bitcoin dropped 4.8% in 24 hours to $85,900", "le titre a cédé 6,7 %, à 16,55 dollars"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from graph.ontology import EntityType
from graph.values import Amount
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.raw import Raw
from loaders.extract.reports.crowned import crowned
from loaders.extract.reports.metrics import MetricWords
from loaders.extract.reports.periods import Periods
from loaders.extract.reports.together import owners
from loaders.text.amounts import negate

_E = EntityType
_REACH = 9  # tokens from the change to the price that goes with it
_NEAR = 7  # tokens before a number in which a word says that something else than the price moves
_SHARE_LIMIT = Decimal(20000)  # a share dearer than this is not read as one
_COIN_LIMIT = 10_000_000


def prices(doc: Document, skel: Skeleton, words: MetricWords, periods: Periods) -> Iterator[Raw]:
    """asset_price, asset_price_change, share_price and share_price_change claims of a sentence."""
    tokens = skel.sentence.tokens
    shares = any(_share(tokens, t, words) for t in tokens)
    if _widget(tokens):
        return
    metric_between = _metrics(skel, words)
    costs = {skel.index(h.start) for h in words.hits(skel.string) if h.metric.name in _NO_PRICE}
    subject = crowned(doc, skel.sentence)
    moved = False
    for token in tokens:
        if _counted(tokens, token, metric_between) or _of_network(tokens, token, words):
            continue
        if subject and subject.type is _E.COMPANY and shares and _named_in_passing(tokens, token):
            continue
        if token.found and token.found.type in (_E.ASSET, _E.COMPANY, _E.SECURITY) and token.found.key not in doc.asides:
            moves = _moves(tokens, token, words, metric_between) or (moved and _moved_too(tokens, token))
            subject = _priced(token.found, tokens, token, shares or moves, subject)
        if subject and subject.type is _E.ASSET and token.lower in words.share and _noun_of_move(tokens, token):
            subject = None  # "le rendement en bitcoin ..., l'action a gagné 7 %": the firm's
        if token.amount is None or subject is None:
            continue
        last = max((t.i for t in tokens[: token.i] if t.found == subject), default=-1)
        told = [t.i for t in tokens[last + 1 : token.i] if t.amount and t.amount.kind in ("money", "coin", "count")]
        open_ = [k for k in metric_between if last < k < token.i and not (shares and any(k < i for i in told))]
        if open_ or (subject.type is _E.ASSET and any(k < token.i for k in costs)):
            continue
        if subject.type is _E.ASSET and any(t.lower in words.other_than_price for t in tokens[max(0, token.i - _NEAR) : token.i]):
            continue
        for raw in _told(skel, words, periods, token, subject):
            moved = True
            yield raw
    behind = _named_behind(doc, tokens, words) if shares and not moved else None
    if behind:
        yield from [raw for raw in [_change(skel, words, periods, *behind)] if raw]
    elif subject is None and shares:
        yield from _bare_shares(doc, skel, words, periods)
    if shares:
        yield from _multiplied(doc, skel, words, periods)


def _told(skel: Skeleton, words: MetricWords, periods: Periods, token: Token, subject: Found) -> Iterator[Raw]:
    tell = {"percent": _change, "money": _price}.get(token.amount.kind if token.amount else "")
    for owner in owners(skel.sentence.tokens, subject, token) if tell else ():
        raw = tell(skel, words, periods, token, owner) if tell else None
        if raw:
            yield raw


_PRICE_NOUNS = ("price", "prices", "prix", "cours")  # "the price of bitcoin, at present about ..."
# What a coin costs its miner is no price of the coin.
_NO_PRICE = ("production_cost", "asset_production")


def _counted(tokens: list[Token], token: Token, metrics: set[int]) -> bool:
    """Whether a coin is what a number counts ("450 bitcoins (BTC)") or what a figure is of ("le chiffre d'affaires de Bitcoin"), not what is priced."""
    if token.found is None or token.found.type is not _E.ASSET or token.i < 2:
        return False
    before, earlier = tokens[token.i - 1], tokens[token.i - 2]
    held = earlier if before.lower in ("du", "de", "des", "le", "the") else before
    if "VerbForm=Part" in held.morph and held.lower.endswith(("ing", "ant")):
        return True  # "the number of firms holding bitcoin rose by 12%"
    bracketed = before.text == "(" and earlier.amount is not None and earlier.amount.kind == "coin"
    return bracketed or (before.lower in ("de", "d'", "of") and any(token.i - 5 <= k < token.i for k in metrics))


def _of_network(tokens: list[Token], token: Token, words: MetricWords) -> bool:
    """Whether a coin is named for its network: "la difficulté d'exploitation du bitcoin", "the output of bitcoin"."""
    coin = token.found is not None and token.found.type is _E.ASSET and token.i > 1
    of = coin and tokens[token.i - 1].lower in ("of", "de", "du", "d'")
    return of and any(t.lower in words.other_than_price for t in tokens[max(0, token.i - 5) : token.i])


def _share(tokens: list[Token], token: Token, words: MetricWords) -> bool:
    """Whether a word is of a firm's share, not of a sum for each ("$0.22 per share")."""
    return token.lower in words.share and (token.i == 0 or tokens[token.i - 1].lower not in ("per", "par", "a"))


def _named_in_passing(tokens: list[Token], token: Token) -> bool:
    """Whether a coin behind a firm with its share says what the firm does: "l'action de Riot, spécialisée dans le minage de Bitcoin"."""
    coin = token.found is not None and token.found.type is _E.ASSET and token.i > 1
    return coin and tokens[token.i - 1].lower in ("of", "de", "du", "d'", "en", "in") and tokens[token.i - 2].lower not in _PRICE_NOUNS


def carried(skel: Skeleton, words: MetricWords, periods: Periods, before: Raw | None) -> Iterator[Raw]:
    """ "This drop follows a fall of more than 51 % over the last month": a move told right behind a price, with no name of its own."""
    tokens = skel.sentence.tokens
    named = any(t.found and t.found.type in (_E.ASSET, _E.COMPANY, _E.SECURITY) for t in tokens)
    window = any(t.time and t.time.role == "window" for t in tokens)
    if before is None or named or not window or before.sentence.index != skel.sentence.index - 1 or _metrics(skel, words):
        return
    for token in tokens:
        if _percent(token):
            raw = _change(skel, words, periods, token, before.roles["subject"][0])
            if raw:
                yield raw


def _widget(tokens: list[Token]) -> bool:
    """Whether a line is a price ticker: several coins with their numbers and no verb."""
    coins = {t.found.key for t in tokens if t.found and t.found.type is _E.ASSET}
    return len(coins) > 1 and not any(t.pos == "VERB" for t in tokens)


def _metrics(skel: Skeleton, words: MetricWords) -> set[int]:
    """The tokens that name another metric than a price; "lost" may be of either."""
    hits = [h for h in words.hits(skel.string, refused=True) if not h.metric.own and h.metric.kinds & {"money", "coin", "count"}]
    return {skel.index(h.start) for h in hits if not (h.tight and h.metric.name == "net_income")}


def _priced(found: Found, tokens: list[Token], token: Token, shares: bool, before: Found | None) -> Found | None:
    """Whether a name can be the subject of a price: coins, and firms whose shares or ticker the sentence names."""
    if found.type is _E.ASSET:
        return found
    if found.type is _E.SECURITY:
        return None if before and before.type is _E.ASSET and tokens[token.i - 1].lower in ("action", "titre", "share", "stock") else before
    ticker = any(t.found and t.found.type is _E.SECURITY for t in tokens[token.i + 1 : token.i + 4])
    return found if shares or ticker else None


def _moves(tokens: list[Token], firm: Token, words: MetricWords, metrics: set[int]) -> bool:
    """Whether a firm's name alone stands for its share: "Hut 8 jumped 11.4 %", "HIVE −6,4 %", no metric named before it."""
    if any(k < firm.i for k in metrics):
        return False
    rest = [t for t in tokens[firm.i + 1 : firm.i + 9] if t.text not in ("(", ")", ":") and not (t.found and t.found.type is _E.SECURITY)]
    if rest and _percent(rest[0]) and rest[0].text[0] in "+-−–":
        return True
    bracketed = firm.i + 1 < len(tokens) and tokens[firm.i + 1].text == "("
    if bracketed and len(rest) > 1 and rest[0].lower in words.up | words.down and _percent(rest[1]):
        return True  # "Bitfarms (down 12%), Bitdeer (down 14.9%)"
    if len(rest) > 2 and rest[0].lower in words.price | words.up | words.down and rest[1].lower in _AT and _dollars(rest[2]):
        return True
    plain = firm.i == 0 or tokens[firm.i - 1].pos not in ("ADP", "NOUN", "PROPN", "VERB")
    verb = next((t for t in rest[:3] if t.pos in ("VERB", "AUX", "NOUN") and (t.lower in words.down or t.lower in words.up)), None)
    if verb is None or not plain:
        return False
    follow = [t for t in tokens[verb.i + 1 : verb.i + 4] if t.lower not in ("de", "d'", "by", "as", "much", "about", "nearly", "près")]
    at = follow[0].i if follow and _percent(follow[0]) else -1
    return at >= 0 and not (at + 1 < len(tokens) and tokens[at + 1].lower in ("of", "de", "du", "des", "d'"))


def _moved_too(tokens: list[Token], firm: Token) -> bool:
    """Whether a firm is the next in a row of moves: the second of "MARA sank 4.3%, Riot 3.9% and CleanSpark 6%"."""
    behind = [t for t in tokens[firm.i + 1 : firm.i + 6] if t.text not in ("(", ")") and not (t.found and t.found.type is _E.SECURITY)]
    joined = firm.i > 0 and tokens[firm.i - 1].lower in (",", ";", "and", "et", "while")
    return joined and bool(behind) and _percent(behind[0])


_AT = frozenset("at near around to below above à autour sous".split())  # "Riot hovered around $13.52"


def _dollars(token: Token) -> bool:
    return token.amount is not None and token.amount.kind == "money"


def _percent(token: Token) -> bool:
    return token.amount is not None and token.amount.kind == "percent"


def _bare_shares(doc: Document, skel: Skeleton, words: MetricWords, periods: Periods) -> Iterator[Raw]:
    """ "The shares fell 14% to $2.60": those of the firm that the text is about."""
    firm = doc.main_firm()
    recent = [f for f in doc.found if f.type is _E.COMPANY and f.start < skel.sentence.start]
    share = next((t for t in skel.sentence.tokens if t.lower in words.share), None)
    if firm is None or share is None:
        return
    if recent and recent[-1].key != firm.key and not any(f.key == firm.key for f in recent[-3:]):
        firm = recent[-1]
    subject = firm.at(share.start, share.end)
    metrics = _metrics(skel, words)
    for token in skel.sentence.tokens:
        if any(k < token.i for k in metrics) and not any(
            max(metrics, default=0) < t.i < token.i and t.lower in words.share for t in skel.sentence.tokens
        ):
            continue  # "Revenue rose 34%, or $0.22 per share"
        if token.amount and token.amount.kind == "percent":
            raw = _change(skel, words, periods, token, subject)
        elif token.amount and token.amount.kind == "money":
            raw = _price(skel, words, periods, token, subject)
        else:
            raw = None
        if raw:
            yield raw


def _named_behind(doc: Document, tokens: list[Token], words: MetricWords) -> tuple[Token, Found] | None:
    """ "a 12% drop in Riot's shares", "une chute de 18 % de l'action Bitfarms": a move told before the share, and whose it is."""
    moves = [t for t in tokens if _percent(t)]
    share = next((t for t in tokens if moves and t.lower in words.share and 0 < t.i - moves[0].i <= _BEHIND), None)
    if len(moves) != 1 or share is None:
        return None
    firms = [
        t.found for t in tokens[moves[0].i + 1 : share.i + 4] if t.found and t.found.type is _E.COMPANY and t.found.key not in doc.asides
    ]
    return (moves[0], firms[0].at(share.start, share.end)) if firms else None


_BEHIND = 8  # tokens from a move to the share that made it


def _noun_of_move(tokens: list[Token], share: Token) -> bool:
    """Whether a word for a share is the subject of what follows, no firm named with it."""
    near = tokens[max(0, share.i - 3) : share.i + 3]
    return not any(t.found and t.found.type in (_E.COMPANY, _E.SECURITY) for t in near) and share.dep.startswith("nsubj")


def _multiplied(doc: Document, skel: Skeleton, words: MetricWords, periods: Periods) -> Iterator[Raw]:
    """ "The shares tripled in 2025": a rise of 200 %."""
    tokens = skel.sentence.tokens
    for token in tokens:
        times = words.multiples.get(token.lower)
        share = next((t for t in tokens[max(0, token.i - 5) : token.i] if t.lower in words.share), None)
        if times is None or share is None:
            continue
        named = [t.found for t in tokens[: token.i] if t.found and t.found.type is _E.COMPANY and t.found.key not in doc.asides]
        firm = named[-1] if named else doc.main_firm()
        if firm is None:
            continue
        raw = Raw("reports", "price/multiple", skel.sentence, token, {"subject": (firm.at(share.start, share.end),)}, confidence=0.7)
        raw.put("metric", "share_price_change", (token.start, token.end))
        raw.put("value", Amount(Decimal(times), unit="%"), (token.start, token.end))
        period = periods.market(skel.sentence, token, change=True)
        if period:
            raw.put("period", period.period, period.span)
        yield raw


def _change(skel: Skeleton, words: MetricWords, periods: Periods, token: Token, subject: Found) -> Raw | None:
    down = direction(skel.sentence, token, words)
    if down is None or token.amount is None or _no_move(skel.sentence, token, words) or _of_metric(skel, token, words):
        return None
    metric = "asset_price_change" if subject.type is _E.ASSET else "share_price_change"
    amount = negate(token.amount.amount) if down and _positive(token.amount.amount) else token.amount.amount
    raw = Raw("reports", f"price/{metric}", skel.sentence, token, {"subject": (subject,)}, confidence=0.75)
    raw.put("metric", metric, (token.start, token.end))
    raw.put("value", amount, (token.start, token.end))
    period = periods.market(skel.sentence, token, change=True, asset=subject.type is _E.ASSET)
    if period:
        raw.put("period", period.period, period.span)
    return raw


def _of_metric(skel: Skeleton, token: Token, words: MetricWords) -> bool:
    """Whether a percentage moves a metric named right behind it: "a 98% rise in revenue", "une hausse de 98 % sur un an des revenus"."""
    for at in sorted(_metrics(skel, words)):
        between = skel.sentence.tokens[token.i + 1 : at]
        if between and len(between) <= _REACH:
            plain = not any(t.pos in ("VERB", "AUX", "PUNCT") or t.found or t.amount or t.lower in words.share for t in between)
            return plain and any(t.lower in _OF for t in between[-3:])
    return False


_OF = frozenset("in of de des du d' les its their ses son sa".split())


def _no_move(sentence: Sentence, token: Token, words: MetricWords) -> bool:
    """Whether a percentage is a part or a distance: "une participation de 14 %", "40 % below its peak"."""
    before = [t.lower for t in sentence.tokens[max(0, token.i - 4) : token.i]]
    behind = [t.lower for t in sentence.tokens[token.i + 1 : token.i + 4]]
    of = next((k for k, word in enumerate(before) if word in words.parts), None)
    whole = of is not None and not any(w in words.up or w in words.down for w in before[of + 1 :])
    rated = any(w in _RATES for w in [t.lower for t in sentence.tokens[max(0, token.i - 6) : token.i]])
    return whole or rated or any(w in words.apart for w in behind) or _off_peak(sentence, token)


_RATES = frozenset("margin margins marge marges yield".split())  # "margin slipped to 16% from 21%"


def _off_peak(sentence: Sentence, token: Token) -> bool:
    """Whether a percentage is the distance from a peak: "off 80% from its 2021 peak", "en recul de 40 % par rapport à son sommet"."""
    behind = sentence.tokens[token.i + 1 : token.i + 9]
    away = next((k for k, t in enumerate(behind) if t.lower in ("from", "off", "below", "rapport", "sous", "depuis")), None)
    stop = next((k for k, t in enumerate(behind) if t.amount or t.text in (",", ";")), len(behind))
    return away is not None and any(t.lower in _PEAK for t in behind[away + 1 : max(stop, away + 1)])


def _level(before: list[Token], words: MetricWords) -> bool:
    """Whether the words before a price say that it was reached: "climbed over", "drops under", "is back above"."""
    return any(t.lower in words.up or t.lower in words.down or t.lower in _REACHED for t in before)


_PEAK = frozenset("peak peaks high highs ath record sommet sommets pic plus-haut".split())
_PEAKS = ("high", "record", "sommet", "niveau", "level")
_REACHED = frozenset(
    "back crossed topped topping hits hitting broke breached reclaimed hit touched franchi franchit repassé repasse atteint touché dépassé dépasse".split()
)


_NO_SHARE = 10  # tokens from "profit" to a sum per share that is no price


def _positive(amount: Amount) -> bool:
    return all(n is None or n >= 0 for n in (amount.value, amount.low, amount.high))


def direction(sentence: Sentence, token: Token, words: MetricWords) -> bool | None:
    """Whether a percentage is a fall (True) or a rise (False); None when no word near it says a change.

    The nearest word before it decides, then the nearest behind; in a list ("A lost 13.6%, B 4.1% and C 18%") the verb of the first holds.
    """
    if token.text[0] in "+-−–":
        return token.text[0] != "+"
    before = sentence.tokens[max(0, token.i - 8) : token.i]
    for word in reversed(before):
        two = _with_next(sentence, token, word.i - 1)
        if two in words.down or (two not in words.up and (word.lower in words.down or word.lemma in words.down)):
            return True
        if two in words.up or word.lower in words.up or word.lemma in words.up:
            return False
    for word in sentence.tokens[token.i + 1 : token.i + 4]:
        two = _with_next(sentence, token, word.i)
        if two in words.down or word.lower in words.down:
            return True
        if two in words.up or word.lower in words.up:
            return False
    for word in reversed(sentence.tokens[: max(0, token.i - 8)]):
        if word.pos in ("VERB", "NOUN", "ADV", "ADJ") and (word.lower in words.down or word.lower in words.up):
            return word.lower in words.down
    return None


def _with_next(sentence: Sentence, token: Token, i: int) -> str:
    """Two words on one side of a number as a phrase: "gave up", "de plus"."""
    pair = [t.lower for t in sentence.tokens[max(0, i) : i + 2]]
    than = i < token.i and pair[:1] == ["de"]  # "une baisse de plus de 5 %"
    return "" if i + 1 == token.i or than else " ".join(pair)


def _price(skel: Skeleton, words: MetricWords, periods: Periods, token: Token, subject: Found) -> Raw | None:
    amount = token.amount.amount if token.amount else Amount()
    before = skel.sentence.tokens[max(0, token.i - 4) : token.i]
    if subject.type is _E.ASSET:
        before += [t for t in skel.sentence.tokens[max(0, token.i - _NEAR) : token.i] if t.lower in _PRICE_NOUNS]
    if any(t.lower in words.target for t in skel.sentence.tokens[max(0, token.i - 10) : token.i]):
        return None
    if not any(t.lower in words.price or t.lemma in words.price for t in before):
        return None
    if subject.type is _E.ASSET and any(t.lower in _PEAKS for t in before):
        before = skel.sentence.tokens[max(0, token.i - _NEAR) : token.i]
    reached = _level(before, words) and not any(at < token.i for at in _metrics(skel, words))
    if amount.value is None and not (subject.type is _E.ASSET and reached):
        return None
    moved = reached or any(
        t.amount and t.amount.kind == "percent" for t in skel.sentence.tokens[max(0, token.i - _REACH) : token.i + _REACH]
    )
    traded = any(t.lower in words.price and len(t.lower) > 3 for t in skel.sentence.tokens[max(0, token.i - 8) : token.i])
    per_share = token.amount is not None and token.amount.per in ("share", "coin")
    if per_share and any(
        token.i - _NO_SHARE <= skel.index(h.start) < token.i for h in words.hits(skel.string) if h.metric.name == "net_income"
    ):
        return None  # a loss per share
    if not (moved or traded or per_share) or (subject.type is not _E.ASSET and amount.value is not None and amount.value > _SHARE_LIMIT):
        return None
    if subject.type is _E.ASSET and max(amount.value or 0, amount.low or 0, amount.high or 0) > _COIN_LIMIT:
        return None  # what all coins are worth, or what was paid for many
    metric = "asset_price" if subject.type is _E.ASSET else "share_price"
    raw = Raw("reports", f"price/{metric}", skel.sentence, token, {"subject": (subject,)}, confidence=0.75)
    raw.put("metric", metric, (token.start, token.end))
    raw.put("value", amount, (token.start, token.end))
    period = periods.market(skel.sentence, token, change=False)
    if period:
        raw.put("period", period.period, period.span)
    return raw
