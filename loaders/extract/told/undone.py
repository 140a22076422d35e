"""What was planned and has come to nothing: offers withdrawn, deals that fall through, votes that fail.

Read along the words, for the parser hangs "withdrew its offer to buy X" on the wrong verb as often as not.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extract.document import Sentence, Token
from loaders.extract.told.lists import Modality

#: Claim types of which a deal, a plan or an order can come to nothing.
UNDOABLE = (
    "acquires",
    "merges_with",
    "finances",
    "invests_in",
    "orders",
    "hosts",
    "supplies_power",
    "partners_with",
    "listed_as",
    "develops",
    "converts_to",
)
UNDONE = "its sentence tells that it came to nothing"
_GAP = 14  # tokens between a verb that undoes and the deal that it undoes
_NOUN = 7  # ... where the deal is named by a noun alone
_TAIL = 28  # tokens between the name of a deal and the verb that says it fell through
_BEFORE = 3  # tokens before a verb in which its auxiliaries and negation stand
_ASKED = 5  # tokens before an infinitive in which who resolves on it stands
_STOPS = (";", ":", "•", "|")
_BREAKS = frozenset("that which who whom whose qui que qu' dont lequel laquelle où if si because since car".split())
_BE = frozenset("be is are was were been being est sont fut furent été être étaient était".split())


def undone(sentence: Sentence, trigger: Token, lists: Modality) -> bool:
    """Whether a sentence tells that the deal which ``trigger`` names has been called off, refused or has failed."""
    return (
        any(_undoes(sentence, verb, end, trigger, lists) for verb, end in _undoing(sentence, lists, trigger.i))
        or _unapproved(sentence, trigger, lists)
        or lapsed(sentence, trigger, lists)
    )


def lapsed(sentence: Sentence, noun: Token, lists: Modality) -> bool:
    """ "The sale of X to Y fell through", "was voted down": a verb behind a deal, of which it is the subject, ends it."""
    if not _named(sentence, noun, lists):
        return False
    for token in _clause(sentence, noun):
        word = _phrase(sentence, token, lists.lapsing)
        if word and not _softened(sentence, token, lists):
            return True
        if _phrase(sentence, token, lists.undoing):
            passive = any(t.lower in _BE for t in sentence.tokens[max(0, token.i - _BEFORE) : token.i])
            return passive and not _softened(sentence, token, lists)
        if token.pos == "VERB" and not token.found and token.lower not in lists.words and token.lemma not in lists.dealings:
            return False
    return False


def _clause(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """The words behind a noun in its clause; what stands between two commas is left out."""
    row = sentence.tokens[noun.i + 1 : noun.i + 1 + _TAIL]
    inside = False
    for k, token in enumerate(row):
        if token.text in _STOPS or (token.pos == "CCONJ" and not inside and not _listed(sentence, token)):
            return
        if token.text == ",":
            if not inside and not any(t.text == "," for t in row[k + 1 :]):
                return
            inside = not inside
        elif not inside:
            yield token


def _listed(sentence: Sentence, conjunction: Token) -> bool:
    """Whether "and" only joins two names."""
    beside = sentence.tokens[conjunction.i - 1 : conjunction.i + 2]
    return len(beside) == 3 and bool(beside[0].found) and bool(beside[2].found)


def _named(sentence: Sentence, trigger: Token, lists: Modality) -> bool:
    """Whether a trigger is a noun, or an infinitive or verb right behind the noun of a deal ("a bid to acquire", "a deal under which")."""
    if trigger.pos in ("NOUN", "PROPN"):
        return True
    return any(t.lemma in lists.dealings or t.lower in lists.dealings for t in sentence.tokens[max(0, trigger.i - _NOUN) : trigger.i])


def _undoing(sentence: Sentence, lists: Modality, before: int) -> Iterator[tuple[Token, int]]:
    """The verbs of calling off before a token, each with the place behind its particle."""
    for token in sentence.tokens[:before]:
        words = _phrase(sentence, token, lists.undoing)
        if words and not _softened(sentence, token, lists):
            yield token, token.i + words


def _phrase(sentence: Sentence, token: Token, phrases: frozenset[str]) -> int:
    """How many tokens of a listed phrase ("call off", "tomber à l'") begin at a token; 0 for none."""
    if token.found or token.amount or token.time or token.pos == "NOUN":
        return 0
    after = [t.lower for t in sentence.tokens[token.i + 1 : token.i + 3]]
    if any(t.amount for t in sentence.tokens[token.i + 1 : token.i + 2]):
        return 0  # "dropped 4.8%"
    for k in (2, 1, 0):
        if len(after) >= k and " ".join([token.lemma, *after[:k]]) in phrases:
            return k + 1
    return 0


def _softened(sentence: Sentence, verb: Token, lists: Modality) -> bool:
    """Whether what undoes is itself denied, only possible, or an infinitive on which nobody resolves."""
    row = sentence.tokens[max(0, verb.i - _BEFORE) : verb.i]
    if any(t.lower in lists.negations or t.lower in lists.modals for t in row if not t.found):
        return True
    if "Mood=Cnd" in verb.morph or "Tense=Fut" in verb.morph:
        return True
    infinitive = "VerbForm=Inf" in verb.morph or (bool(row) and row[-1].lower == "to")
    asked = sentence.tokens[max(0, verb.i - _ASKED) : verb.i]
    return infinitive and not any(t.lemma in lists.resolving for t in asked)


def _undoes(sentence: Sentence, verb: Token, start: int, trigger: Token, lists: Modality) -> bool:
    """Whether a verb of calling off leads to a trigger: by the noun of a deal, or to the noun that the trigger is."""
    row = sentence.tokens[start : trigger.i]
    if len(row) > _GAP:
        return False
    deal = False
    for token in row:
        named = token.lemma in lists.dealings or token.lower in lists.dealings
        deal = deal or named
        if token.text in (*_STOPS, ",") or token.lower in _BREAKS or token.pos in ("CCONJ", "SCONJ"):
            return False
        planned = token.lower in lists.words or token.lemma in lists.linking
        if token.pos == "VERB" and not token.found and not named and not planned:
            return False
    return deal or (len(row) <= _NOUN and (trigger.pos in ("NOUN", "PROPN") or trigger.lower in lists.dealings))


def _unapproved(sentence: Sentence, trigger: Token, lists: Modality) -> bool:
    """ "failed to win approval for its merger", "n'a pas obtenu l'aval de ses actionnaires pour la fusion"."""
    row = sentence.tokens[max(0, trigger.i - 2 * _GAP) : trigger.i]
    vote = next((t for t in reversed(row) if t.lemma in lists.votes or t.lower in lists.votes), None)
    if vote is None or any(t.text in _STOPS for t in sentence.tokens[vote.i : trigger.i]):
        return False
    lead = sentence.tokens[max(0, vote.i - _GAP // 2 - 2) : vote.i]
    short = any(t.lemma in lists.falling or _phrase(sentence, t, lists.falling) for t in lead)
    denied = any(t.lower in lists.negations for t in lead) and any(t.lemma in lists.obtaining or t.lower in lists.obtaining for t in lead)
    return short or denied
