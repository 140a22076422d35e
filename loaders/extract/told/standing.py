"""What a contract, a takeover or a ruling is worth by its kind: signed deals hold, takeovers hold when closed (settled cases of the ontology)."""

from __future__ import annotations

from collections.abc import Sequence

from graph.ontology import Factuality
from loaders.extract.document import Sentence, Token
from loaders.extract.raw import Raw
from loaders.extract.told.lists import TAKEOVERS, Modality

_F = Factuality
_CONTRACTS = ("hosts", "supplies_power", "orders", "partners_with")
_DEALS = ("hosts", "supplies_power", "orders", "partners_with", "acquires", "merges_with", "finances")
_SERVICES = ("hosts", "supplies_power")
_WORKS = ("develops", "converts_to")
_NEAR = 4
_BEHIND = 6  # tokens behind a trigger in which what leaves a contract open stands
_MONEY = 8  # tokens between what raises money and the works that it is for
_FOR = frozenset("for toward towards into pour à vers au aux".split())


def standing(raw: Raw, told: Factuality, lists: Modality) -> Factuality:
    """The factuality of a raw claim, given what its sentence tells of the trigger."""
    words = _words(raw.sentence)
    if raw.type == "orders" and told is _F.PLANNED and raw.trigger.lemma in lists.delivery:
        return _F.ACTUAL  # what is to be delivered has been ordered
    if raw.type in _DEALS and told is _F.ACTUAL and words & lists.intent:
        return _F.PLANNED
    if raw.type == "finances" and told is _F.PLANNED and words & lists.agreed and not words & lists.open:
        return _F.ACTUAL
    if raw.type in _CONTRACTS and told is _F.PLANNED:
        if _intended(raw, lists):
            return told
        return _F.ACTUAL if words & (lists.contract | lists.agreed) and not _opens(raw, lists) else told
    if raw.type in _WORKS and told is _F.ACTUAL and (words & lists.intent or _financed(raw, lists)):
        return _F.PLANNED
    if raw.type in _CONTRACTS and told is _F.ACTUAL and _ended(raw, lists):
        return _F.NEGATED
    if raw.type == "incident" and told is _F.PLANNED and raw.trigger.lemma in lists.governors:
        return _F.ACTUAL  # "sought protection from creditors"
    if raw.type in TAKEOVERS and told is _F.NEGATED and words & lists.closing and words & lists.negations:
        return _F.PLANNED  # "has not closed"
    if raw.type in TAKEOVERS and told is _F.ACTUAL and raw.factuality is None:
        return told if _closed(raw, words, lists) else _F.PLANNED
    if raw.type == "approves" and raw.values.get("decision") == "rejected" and told is _F.NEGATED:
        return _F.ACTUAL
    if raw.type == "approves" and raw.values.get("decision") == "approved":
        return _ruling(raw, told, words, lists)
    return told


def _financed(raw: Raw, lists: Modality) -> bool:
    """ "raised $50 million to fund the expansion", "a loan for the retrofit of X": works that money is raised for are still to come."""
    tokens, i = raw.sentence.tokens, raw.trigger.i
    if raw.trigger.pos not in ("NOUN", "PROPN"):
        return False
    near = tokens[max(0, i - _MONEY) : i]
    for word in reversed(near):
        if word.text in (".", ";", ":"):
            return False
        if word.lemma in lists.funding and word.pos == "VERB":
            return not ("VerbForm=Fin" in word.morph and "Tense=Past" in word.morph)
        if word.lower in _FOR:
            return any(t.lemma in lists.funds for t in tokens[max(0, word.i - _MONEY) : word.i] if not t.found)
    return False


def _opens(raw: Raw, lists: Modality) -> bool:
    """Whether words of a contract that is not yet one stand before what it is about, or shortly behind: "the tenant may take more" does not."""
    near = raw.sentence.tokens[: raw.trigger.i + 1 + _BEHIND]
    return any(t.lower in lists.open or t.lemma in lists.open for t in near)


def _ended(raw: Raw, lists: Modality) -> bool:
    """ "ended its partnership with Y", "a rompu son contrat": whether the verb right before a noun ends what it names."""
    if raw.trigger.pos not in ("NOUN", "PROPN"):
        return False
    before = raw.sentence.tokens[max(0, raw.trigger.i - _NEAR) : raw.trigger.i]
    return any(t.pos == "VERB" and t.lemma in lists.ending and not t.found for t in before)


def _words(sentence: Sentence) -> set[str]:
    return {t.lower for t in sentence.tokens} | {t.lemma for t in sentence.tokens}


def _closed(raw: Raw, words: set[str], lists: Modality) -> bool:
    """Whether a takeover is told as done: in the past tense, or by a word that closes it."""
    if words & lists.closed:
        return True
    trigger = raw.trigger
    if trigger.pos in ("NOUN", "PROPN"):
        return _carried_out(raw.sentence, trigger, lists)
    return not _presently(raw.sentence, trigger)


def _carried_out(sentence: Sentence, noun: Token, lists: Modality) -> bool:
    """ "a fait l'acquisition de X", "made the purchase": a light verb in the past makes a noun a deal that is done."""
    verb = sentence.head(noun)
    if verb is None or noun.dep != "obj" or verb.lemma not in lists.light or verb.pos not in ("VERB", "AUX"):
        return False
    past = "Tense=Past" in verb.morph and ("VerbForm=Fin" in verb.morph or any(True for _ in sentence.children(verb.i, "aux")))
    return past and not any("Cnd" in t.morph or "Fut" in t.morph for t in sentence.children(verb.i, "aux"))


def signed(raw: Raw, before: Sequence[Sentence], lists: Modality) -> bool:
    """Whether what "will" be hosted or supplied is the service of a contract that one of the sentences before tells of as signed."""
    if raw.type not in _SERVICES or raw.factuality is not _F.PLANNED or _intended(raw, lists):
        return False
    words: set[str] = set().union(*(_words(s) for s in before))
    return bool(words & lists.contract) and not (words | _words(raw.sentence)) & (lists.open | lists.intent)


def _intended(raw: Raw, lists: Modality) -> bool:
    """ "prévoit d'acheter": what is only intended is not signed, whatever contract the sentence names."""
    near = raw.sentence.tokens[max(0, raw.trigger.i - _NEAR) : raw.trigger.i]
    return any(t.lemma in lists.outlook and t.lemma not in lists.agreed for t in near)


def _presently(sentence: Sentence, trigger: Token) -> bool:
    """ "is buying": the progressive of a deal that goes on. (The plain present of headlines tells deals done as often as not.)"""
    auxiliaries = list(sentence.children(trigger.i, "aux"))
    progressive = trigger.lower.endswith("ing") and trigger.pos == "VERB"
    return progressive and any(t.lemma == "be" and "Tense=Pres" in t.morph for t in auxiliaries)


def _ruling(raw: Raw, told: Factuality, words: set[str], lists: Modality) -> Factuality:
    """ "has not yet approved" is pending, and so are "must still approve", "would have to approve"."""
    if told is not _F.ACTUAL and words & lists.pending:
        raw.values["decision"] = "pending"
        return _F.ACTUAL
    return told
