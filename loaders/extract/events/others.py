"""Amounts that stand in a trigger's reach and belong to something else: a hoard, a valuation, another verb, another noun."""

from __future__ import annotations

from loaders.extract.document import Sentence, Token
from loaders.extract.raw import Raw

_BACK = 7  # tokens before an amount in which a word says what it measures
_AHEAD = 6  # tokens behind an amount in which the noun stands that it belongs to
_LEAST = 10_000  # less money is the price of a share
# Words before an amount that make it a level, not a price: "bringing its holdings to 640 BTC", "portant ses réserves à".
_HOARD = frozenset(
    "bring lift push hold own holdings holding treasury stockpile hoard reserve stash porter atteindre détenir posséder réserve avoirs "
    "trésor trésorerie portefeuille cumul".split()
)
_EACH = frozenset("each apiece chacun chacune pièce unité".split())
_TOTAL = frozenset("aggregate total combined overall purchase global total".split())
_COST = frozenset("price average cost prix moyen moyenne cours".split())
_VALUED = frozenset(
    "valuation value valued valuing valorisation valoriser valorisé valorisée évaluer évalué évaluée capitalisation".split()
)
_FOREIGN = frozenset("valuation lease contract backlog project campus site center centre hall capitalization revenue loss profit".split())
_HOSTING = frozenset("lease hosting colocation cloud supply".split())
# Infinitives that go on with a raise or a trade: "an offering to raise $300 million".
_OWN = frozenset(
    "raise borrow issue sell total reach receive get take draw buy acquire purchase offer place price complete close secure lend provide give "
    "add lever emprunter émettre vendre atteindre obtenir recevoir acheter acquérir accorder prêter ajouter prendre offrir placer réaliser".split()
)
_WEIGHED = {
    "trades_asset": _HOARD | _COST | _VALUED,
    "acquires": _HOARD,
    "finances": _VALUED,
    "invests_in": _VALUED,
    "merges_with": _VALUED,
}
_TO_THAT_END = frozenset(("to", "pour", "afin"))
_SPENDING = frozenset(
    "spend use pay invest deploy allocate shell fork dépenser utiliser payer investir consacrer allouer débourser".split()
)
_BY_VERB = ("finances", "trades_asset")


def alien(claim: Raw, token: Token) -> bool:
    """Whether the amount at ``token`` is not the claim's own, though it stands in its reach."""
    if claim.type not in _WEIGHED or token.amount is None:
        return False
    if claim.type in _BY_VERB and (_taken_by_verb(claim, token) or _spent_else(claim, token)):
        return True
    return _level(claim, token) or _modifies(claim, token) or _small(claim, token) or _apiece(claim, token)


def _apiece(claim: Raw, token: Token) -> bool:
    """ "at $123,561 each": the price of one coin or share."""
    after = claim.sentence.tokens[token.i + 1 : token.i + 3]
    return token.amount is not None and token.amount.kind == "money" and any(t.lower in _EACH for t in after if not t.amount)


def measured(token: Token, tokens: list[Token]) -> bool:
    """Whether words before an amount say that it is what coins cost apiece or are worth in all."""
    row = tokens[max(0, token.i - _BACK) : token.i]
    return any(t.lemma in _HOARD | _COST | _VALUED or t.lower in _HOARD | _COST | _VALUED for t in row if not t.found)


def _level(claim: Raw, token: Token) -> bool:
    """Whether a word before the amount says that it is a level: a hoard, a valuation."""
    words = _WEIGHED[claim.type]
    if claim.type == "trades_asset" and token.amount and token.amount.kind == "coin":
        words = _HOARD
    for word in reversed(claim.sentence.tokens[max(0, token.i - _BACK) : token.i]):
        if word.i == claim.trigger.i or word.text in (";", ":"):
            return False
        if word.amount:  # "its reserves to 671 BTC, or more than $50 million"
            return claim.type == "trades_asset" and word.amount.kind == "coin" and _level(claim, word)
        if not word.found and (word.lemma in words or word.lower in words):
            return not (claim.type == "trades_asset" and (_in_all(claim, word) or _grown(claim, word, token)))
    return False


def _in_all(claim: Raw, word: Token) -> bool:
    """ "for an aggregate purchase price of $446 million" is what all the coins cost, "average purchase price" what one does."""
    row = {t.lower for t in claim.sentence.tokens[max(0, word.i - 3) : word.i]}
    return word.lemma in _COST and bool(row & _TOTAL) and not row & _COST


def _grown(claim: Raw, word: Token, token: Token) -> bool:
    """ "boosted its treasury by 225 BTC", "renforce sa trésorerie de 12 BTC": what a hoard grows by has been bought."""
    verb = claim.trigger
    return word.i + 2 == token.i and verb.pos == "VERB" and verb.i < word.i and claim.sentence.tokens[word.i + 1].lower in ("by", "de")


def _spent_else(claim: Raw, token: Token) -> bool:
    """Whether money before a trade is what another verb takes to that end: "issues notes for $400 million to buy bitcoin"."""
    tokens, i = claim.sentence.tokens, claim.trigger.i
    if claim.type != "trades_asset" or token.i > i or not token.amount or token.amount.kind != "money":
        return False
    if not any(t.lower in _TO_THAT_END for t in tokens[token.i + 1 : i]):
        return False
    return not any(t.lemma in _SPENDING for t in tokens[max(0, token.i - _BACK) : token.i])


def _taken_by_verb(claim: Raw, token: Token) -> bool:
    """Whether an infinitive between the trigger and the amount takes it: "raised capital to repay $500 million"."""
    between = claim.sentence.tokens[claim.trigger.i + 1 : token.i]
    return any(
        t.pos == "VERB" and "VerbForm=Inf" in t.morph and t.lemma not in _OWN and not t.found and not _closed(claim.sentence, t, token)
        for t in between
    )


def _closed(sentence: Sentence, verb: Token, token: Token) -> bool:
    """Whether the infinitive's phrase ends before the amount: at a comma."""
    return any(t.text == "," for t in sentence.tokens[verb.i + 1 : token.i])


def _modifies(claim: Raw, token: Token) -> bool:
    """Whether the amount stands before a noun that is another thing: "a $3 billion hosting deal", "at a $2 billion valuation"."""
    row = []
    for word in claim.sentence.tokens[token.i + 1 : token.i + 1 + _AHEAD]:
        if word.pos not in ("NOUN", "ADJ", "PROPN") and word.text != "-":
            break
        row.append(word)
    if not row or claim.type not in ("finances", "invests_in") or any(t.i == claim.trigger.i for t in row):
        return False
    head = row[-1]
    return head.lemma in _FOREIGN or (head.lemma in ("deal", "agreement") and any(_HOSTING & set(t.lower.split()) for t in row))


def _small(claim: Raw, token: Token) -> bool:
    """Whether the money is too little for a deal: the price of a share."""
    if claim.type not in ("finances", "acquires") or token.amount is None or token.amount.kind != "money":
        return False
    amount = token.amount.amount
    numbers = [n for n in (amount.value, amount.low, amount.high) if n is not None]
    return bool(numbers) and max(numbers) < _LEAST
