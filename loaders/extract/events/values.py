"""Values of a matched frame: the amounts and phrases that belong to the trigger, and what a number makes of the claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.ids import entity_key
from graph.ontology import ONTOLOGY, EntityType, ValueKind
from graph.values import Amount
from loaders.extract.document import Found, Sentence, Token
from loaders.extract.events.frames import ValueRule
from loaders.extract.events.others import alien
from loaders.extract.grammar.linear import Line
from loaders.extract.raw import Raw
from loaders.text.amounts import AmountSpan

_CLAUSES = ("acl:relcl", "advcl", "conj", "parataxis", "ccomp")
_NEAR = 6  # tokens within which a word like "stake" or "interest" marks a number
_WINDOW = 14  # tokens before a trigger in which an amount may belong to it
_COUNTED = 4  # tokens between a number and the machines that it counts
_WHOLE = frozenset("pipeline portfolio portefeuille".split())
_HALF = 50  # per cent of a firm's shares
HOLDING = frozenset("hold own have control keep retain détenir posséder contrôler conserver garder".split())
_DEALS = frozenset("acquisition purchase sale sell cession rachat achat vente céder vendre".split())
_TAKING = frozenset("take acquire buy purchase get secure prendre acquérir acheter racheter ramasser".split())


@dataclass(frozen=True, slots=True)
class Choices:
    """Phrases that state a value of a closed list: value name -> phrase (lower case) -> option."""

    phrases: Mapping[str, Mapping[str, str]]


def reach(sentence: Sentence, token: Token) -> list[Token]:
    """The tokens that belong to the trigger: its clause, and for a noun that of its verb, without clauses that have verbs of their own."""
    top = token
    head = sentence.head(top)
    while head is not None and top.pos in ("NOUN", "PROPN") and head.pos in ("VERB", "AUX", "NOUN", "PROPN"):
        top = head
        head = sentence.head(top)
    inside = {token.i} | {top.i}
    queue = list(inside)
    while queue:
        for child in sentence.children(queue.pop()):
            apart = child.dep in _CLAUSES and child.pos in ("VERB", "AUX") and child.i != token.i
            if child.i not in inside and not apart:
                inside.add(child.i)
                queue.append(child.i)
    return [sentence.tokens[i] for i in sorted(inside)]


def fill_value(candidate: Raw, rule: ValueRule, line: Line, choices: Choices) -> None:
    """Give the claim the value of a rule: of what the trigger's clause holds by the parse, else by the order of the words."""
    if rule.name in candidate.values:
        return
    spec = ONTOLOGY.claim_type(candidate.type).value(rule.name)
    tokens = reach(candidate.sentence, candidate.trigger)
    if spec.kind is ValueKind.CHOICE:
        _fill_choice(candidate, rule.name, tokens, choices)
        if rule.name not in candidate.values:
            _fill_choice(candidate, rule.name, _window(candidate, line), choices)
        return
    if spec.kind is ValueKind.DATE:
        put_date(candidate, rule.name, line.tokens)
        return
    best = _counting(candidate, rule) if rule.name in ("quantity", "count") else None
    if rule.name == "quantity" and candidate.type == "trades_asset":
        best = _of_them(candidate) or best
    best = best or _nearest(candidate, rule, tokens) or _nearest(candidate, rule, _window(candidate, line)) or _only(candidate, rule)
    if best is not None and best.amount:
        candidate.put(rule.name, best.amount.amount, (best.start, best.end))


def put_date(candidate: Raw, name: str, tokens: Iterable[Token]) -> None:
    """The maturity that a stretch of text tells ("due 2030")."""
    for token in tokens:
        if token.time and token.time.role == "maturity" and token.time.resolved.last:
            candidate.put(name, token.time.resolved.last, (token.start, token.end))
            return


def _window(candidate: Raw, line: Line) -> list[Token]:
    """The trigger's clause by the order of the words."""
    i = candidate.trigger.i
    return line.tokens[max(line.beginning(i), i - _WINDOW) : line.end(i)]


def _nearest(candidate: Raw, rule: ValueRule, tokens: list[Token]) -> Token | None:
    amounts = [t for t in tokens if t.amount and t.amount.kind in rule.kinds and not _taken(candidate, t.amount)]
    if rule.name == "capacity":
        amounts = [t for t in amounts if not _of_all(candidate.sentence, t)]
    if rule.name in ("amount", "quantity"):
        amounts = [t for t in amounts if not alien(candidate, t)]
    if rule.near:
        amounts = [t for t in amounts if _marked(candidate.sentence, t, rule.near)]
    if rule.name == "amount":  # the price of a thing apiece is no price of the deal
        amounts = [t for t in amounts if not t.amount or not t.amount.per]
    return min(amounts, key=lambda t: (abs(t.i - candidate.trigger.i), t.i), default=None)


# Types of which a sentence tells one, and the values that it may give outside the trigger's clause.
_TOLD_ONCE = {"hosts": ("capacity", "term", "amount"), "develops": ("capacity",), "supplies_power": ("capacity", "term")}


def _only(candidate: Raw, rule: ValueRule) -> Token | None:
    """The only amount of a kind in the sentence: "signed a lease for X, where it plans a 245 MW hall"."""
    if rule.name not in _TOLD_ONCE.get(candidate.type, ()):
        return None
    amounts = [t for t in candidate.sentence.tokens if t.amount and t.amount.kind in rule.kinds]
    if amounts and rule.name == "capacity" and _of_all(candidate.sentence, amounts[0]):
        return None
    return amounts[0] if len(amounts) == 1 and amounts[0].amount and not amounts[0].amount.per else None


def _of_all(sentence: Sentence, token: Token) -> bool:
    """Whether a power is that of all that a firm plans or has, of no one site: "its 2.4 GW pipeline"."""
    around = sentence.tokens[max(0, token.i - 4) : token.i + 4]
    return any(t.lower in _WHOLE for t in around)


def _counting(candidate: Raw, rule: ValueRule) -> Token | None:
    """The number right before the machines or coins that it counts."""
    fillers = candidate.roles.get("hardware") or candidate.roles.get("asset") or candidate.roles.get("site")
    at = next((t.i for t in candidate.sentence.tokens if fillers and t.start == fillers[0].start), None)
    if at is None:
        return None
    row = candidate.sentence.tokens[max(0, at - _COUNTED) : at]
    own = (t for t in reversed(row) if t.amount and t.amount.kind in rule.kinds and not _taken(candidate, t.amount))
    return next((t for t in own if not alien(candidate, t)), None)


_THEM = frozenset(("en",))


def _of_them(candidate: Raw) -> Token | None:
    """The bare number behind a verb that speaks of the coins before it: "il a produit 520 BTC et en a vendu 185", "and sold 185 of them"."""
    i, tokens = candidate.trigger.i, candidate.sentence.tokens
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or not after.amount or after.amount.kind != "count":
        return None
    them = any(t.lower in _THEM and t.pos != "ADP" for t in tokens[max(0, i - 3) : i])
    of_them = i + 3 < len(tokens) and tokens[i + 2].lower == "of" and tokens[i + 3].lower in ("them", "these", "those")
    return after if them or of_them else None


def _taken(candidate: Raw, amount: AmountSpan) -> bool:
    return (amount.start, amount.end) in candidate.spans.values()


def _marked(sentence: Sentence, token: Token, words: frozenset[str]) -> bool:
    around = sentence.tokens[max(0, token.i - _NEAR) : token.i + _NEAR + 1]
    return any(t.lemma in words or t.lower in words for t in around)


def _fill_choice(candidate: Raw, name: str, tokens: list[Token], choices: Choices) -> None:
    """The option whose phrase stands nearest to the trigger; of two that overlap, the longer phrase."""
    best: tuple[int, int, str, tuple[int, int]] | None = None
    here = {word for t in tokens for word in (t.lower, t.lemma)}
    for phrase, option in choices.phrases.get(name, {}).items():
        words = phrase.split()
        if not here.issuperset(words):
            continue
        for k in range(len(tokens) - len(words) + 1):
            row = tokens[k : k + len(words)]
            if all(w in (t.lower, t.lemma) for w, t in zip(words, row, strict=True)) and not _verbal(row, tokens):
                rank = (abs(row[0].i - candidate.trigger.i) - 3 * len(words), -len(words), option, (row[0].start, row[-1].end))
                best = rank if best is None or rank < best else best
    if best:
        candidate.put(name, best[2], best[3])


_LENDING = frozenset("lend borrow prêter emprunter garantir cautionner guarantee backstop".split())


def _verbal(row: list[Token], tokens: list[Token]) -> bool:
    """Whether a noun of a list is a verb here ("granted an option", "noted that"), or only stands for security ("comme garantie")."""
    if any(t.i == row[0].i - 1 and t.lower in ("comme", "en", "as") for t in tokens) and row[0].lemma in ("garantie", "guarantee"):
        return True
    return len(row) == 1 and row[0].pos == "VERB" and row[0].lower != row[0].lemma and row[0].lemma not in _LENDING


def settled(candidate: Raw) -> Raw | None:
    """What a number makes of a claim: a stake of more than half is a parent's, a bought stake of less gives no control; trades need a coin."""
    if candidate.type == "trades_asset":
        return coin_trade(candidate)
    if candidate.type == "finances":
        return _in_money(candidate)
    if candidate.values.get("kind") == "insolvency":  # what is owed or lost is no part of it
        candidate.drop("amount")
    stake = candidate.values.get("stake")
    share = stake.value if isinstance(stake, Amount) else None
    if share is None:
        return candidate
    if candidate.type == "invests_in" and share > _HALF and candidate.trigger.lemma in HOLDING:
        candidate.type = "subsidiary_of"
        candidate.roles = {"child": candidate.roles["investee"], "parent": candidate.roles["investor"][:1]}
        candidate.drop("amount")
    elif candidate.type == "invests_in" and share > _HALF and _changes_hands(candidate):
        return None  # "the purchase of a 64 % stake" is told by its own way
    elif candidate.type == "invests_in" and share > _HALF and candidate.trigger.lemma in _TAKING:
        candidate.type = "acquires"
        candidate.roles = {"buyer": candidate.roles["investor"], "target": candidate.roles["investee"][:1]}
    elif candidate.type == "acquires" and share < _HALF and {"buyer", "target"} <= set(candidate.roles):
        if candidate.roles["target"][0].type is not EntityType.COMPANY:
            return candidate
        candidate.type = "invests_in"
        candidate.roles = {"investor": candidate.roles["buyer"], "investee": candidate.roles["target"]}
        for name in ("consideration", "capacity", "count"):
            candidate.drop(name)
    return candidate


def _changes_hands(candidate: Raw) -> bool:
    """Whether the stake that a noun names is bought or sold: "completed the acquisition of a 64 % stake in X"."""
    if candidate.trigger.pos not in ("NOUN", "PROPN"):
        return False
    before = candidate.sentence.tokens[max(0, candidate.trigger.i - _NEAR) : candidate.trigger.i]
    return any(t.lemma in _TAKING | _DEALS for t in before if not t.found)


_LENT = ("loan", "credit_facility", "other")


def _in_money(candidate: Raw) -> Raw | None:
    """A financing with a plausible sum: coins are lent, not raised ("issues notes to buy 20,000 BTC")."""
    amount = candidate.values.get("amount")
    if isinstance(amount, Amount) and amount.unit and candidate.values.get("instrument", "other") not in _LENT:
        candidate.drop("amount")
    told = {"amount", "instrument"} & set(candidate.values) or candidate.roles.get("funder")
    return candidate if told else None


def coin_trade(candidate: Raw) -> Raw | None:
    """A trade needs a coin: named, or as the unit of the quantity ("bought 780 BTC"). The quantity is a plain number of that coin."""
    if _names_another(candidate):
        return None
    quantity = candidate.values.get("quantity")
    if isinstance(quantity, Amount) and quantity.unit:
        span = candidate.spans["quantity"]
        if "asset" not in candidate.roles:
            candidate.roles["asset"] = (coin(quantity.unit, *span),)
        candidate.put("quantity", replace(quantity, unit=""), span)
    elif isinstance(quantity, Amount) and "asset" not in candidate.roles and (before := _coins_before(candidate)):
        candidate.roles["asset"] = (before,)  # "mined 520 BTC and sold 185 of them"
    return candidate if candidate.roles.get("asset") else None


def _coins_before(candidate: Raw) -> Found | None:
    """The coin of the last amount before the trigger."""
    for token in reversed(candidate.sentence.tokens[: candidate.trigger.i]):
        if token.amount and token.amount.kind == "coin":
            return coin(token.amount.amount.unit, token.start, token.end)
    return None


_COIN_NOUNS = frozenset("coin token holding holdings reserve treasury stash position purchase acquisition".split())


def _names_another(candidate: Raw) -> bool:
    """Whether the coin stands before a noun that is no coin: "bought a bitcoin mining facility", "17,000 Bitcoin (BTC) mining machines"."""
    asset = candidate.roles.get("asset")
    at = next((t.i for t in candidate.sentence.tokens if asset and t.start == asset[0].start), None)
    if at is None:
        return False
    rest = candidate.sentence.tokens[at + 1 : at + 5]
    if len(rest) > 2 and rest[0].text == "(" and rest[2].text == ")":
        rest = rest[3:]
    return bool(rest) and rest[0].pos == "NOUN" and not (rest[0].amount or rest[0].time) and rest[0].lemma not in _COIN_NOUNS


def coin(symbol: str, start: int, end: int) -> Found:
    """The coin of a unit, mentioned where the amount stands."""
    name = _COINS.get(symbol, symbol)
    return Found(start, end, EntityType.ASSET, name, entity_key(EntityType.ASSET, name), "unit")


# Units of amounts whose coin goes by another name than its symbol; the rest are named by their symbol.
_COINS = {"BTC": "Bitcoin", "ETH": "Ether", "LTC": "Litecoin", "BCH": "Bitcoin Cash", "DOGE": "Dogecoin", "SOL": "Solana", "ADA": "Cardano"}
