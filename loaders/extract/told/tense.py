"""To which verb a time belongs, and whether that verb looks back."""

from __future__ import annotations

from loaders.extract.document import Sentence, Token
from loaders.extract.raw import Raw
from loaders.extract.told.lists import TAKEOVERS, Modality

_STEPS = 3  # heads from a time up to its verb
_PERFECT = frozenset("has have had was were a ai ont avait avaient est sont était étaient été fut furent".split())
_WHEN = frozenset("when lorsque lorsqu' quand".split())
_FROM = (" after", " before", " après", " avant")
_ASIDE = frozenset("since after before depuis après avant".split())
_CLAUSE = 8  # tokens behind "when" in which the thing that it dates stands
_HEADING = 9  # tokens at the head of a sentence in which "in a release of 2 August" stands


def looks_back(raw: Raw, token: Token) -> bool:
    """Whether the verb on which a time hangs is in a past tense: "fell on Thursday", "avait conclu en juillet" look back.

    Of a takeover also the verb over an infinitive: "avait conclu un accord pour racheter X en juillet" dates the agreement.
    """
    sentence = raw.sentence
    node: Token | None = sentence.head(token)
    for _ in range(_STEPS):
        if node is None or node.pos == "VERB":
            break
        node = sentence.head(node)
    if node is not None and raw.type in TAKEOVERS and "VerbForm=Inf" in node.morph and node.dep in ("advcl", "acl"):
        node = sentence.head(node)
        node = sentence.head(node) if node is not None and node.pos == "NOUN" else node
    if node is not None and raw.type in TAKEOVERS and node is raw.trigger and node.dep == "xcomp" and _infinitive(sentence, node):
        node = sentence.head(node)  # "agreed to acquire X in April"
    if node is None or node.pos != "VERB":
        return False
    if "Tense=Past" in node.morph and "VerbForm=Fin" in node.morph:
        return True
    if node.dep.startswith("acl") and "Tense=Past" in node.morph and "VerbForm=Part" in node.morph and not _auxiliaries(sentence, node):
        return True  # "une assemblée tenue jeudi"
    auxiliaries = _auxiliaries(sentence, node)
    return bool(auxiliaries) and "VerbForm=Part" in node.morph and all(t.lower in _PERFECT for t in auxiliaries)


def _auxiliaries(sentence: Sentence, verb: Token) -> list[Token]:
    return list(sentence.children(verb.i, "aux"))


def _infinitive(sentence: Sentence, token: Token) -> bool:
    return "VerbForm=Inf" in token.morph or (token.i > 0 and sentence.tokens[token.i - 1].lower == "to")


def elsewhere(sentence: Sentence, time: Token, trigger: Token, lists: Modality) -> bool:
    """Whether a time dates another verb than a trigger: "founded in 2010", "after it filed in May", "who joined in 2021"."""
    node: Token | None = sentence.head(time)
    if time.lower.endswith(_FROM):
        return True  # "two years after its bankruptcy"
    for _ in range(_STEPS):
        if node is None or node is trigger or node.pos == "VERB":
            break
        if node.pos == "NOUN" and not node.found and any(t.lower in _ASIDE for t in sentence.children(node.i, "case", "mark")):
            return True  # "since its listing in 2021"
        node = sentence.head(node)
    if node is None or node is trigger or node.pos != "VERB" or node.found or _above(sentence, node, trigger):
        return False
    if node.lemma in lists.speech or node.lemma in lists.dating or _infinitive(sentence, node):
        return False  # what dates the deal itself: "an agreement signed in May", "the firm said on Friday"
    head = sentence.head(node)
    if node.dep.startswith("acl"):
        return head is not None and head.lemma not in lists.dealings and head is not trigger
    return node.dep == "advcl" and any(t.pos == "SCONJ" for t in sentence.children(node.i, "mark"))


def _above(sentence: Sentence, top: Token, token: Token) -> bool:
    """Whether one token stands over another in the sentence's tree."""
    node: Token | None = token
    for _ in range(10):
        node = sentence.head(node) if node is not None else None
        if node is None:
            return False
        if node is top:
            return True
    return False


def when_told(sentence: Sentence, trigger: Token) -> Token | None:
    """ "in September, when it raised $500 million": the time before the "when" that leads in a trigger's clause."""
    for k in range(trigger.i - 1, max(0, trigger.i - 1 - _CLAUSE), -1):
        word = sentence.tokens[k]
        if word.lower in _WHEN:
            before = [t for t in sentence.tokens[max(0, k - 2) : k] if t.text != ","]
            return before[-1] if before and before[-1].time and before[-1].time.role == "point" else None
        if word.text in (",", ";", ":") or (word.pos == "VERB" and not word.found):
            return None
    return None


def papers_date(sentence: Sentence, lists: Modality) -> Token | None:
    """ "In a release of 2 August, X announced ...", "Dans un communiqué publié mardi": the date of the paper in which it is said."""
    paper = False
    for token in sentence.tokens[:_HEADING]:
        if token.text == "," or (token.pos == "VERB" and not token.found and "VerbForm=Part" not in token.morph):
            return None
        if token.time:
            return token if paper and token.time.role in ("point", "asof") else None
        paper = paper or token.lemma in lists.papers or token.lemma in lists.mouthpieces or token.lower in lists.mouthpieces
    return None
