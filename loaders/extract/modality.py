"""Factuality of a trigger: what governs it (plan, deny, consider), its auxiliaries and mood, negation, and words beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml

from graph.ontology import Factuality
from loaders.extract.document import Sentence, Token

_F = Factuality
# Which of two factualities wins when both are found on the way from the trigger to the root.
_RANK = {_F.ACTUAL: 0, _F.PLANNED: 1, _F.POSSIBLE: 2, _F.NEGATED: 3}
_UP = ("xcomp", "ccomp", "advcl", "acl", "obj", "obl", "nmod", "nsubj:pass", "nsubj", "aux", "conj", "pcomp", "dep", "compound", "appos", "root")
_CLAUSAL = ("xcomp", "ccomp", "advcl", "acl", "aux", "pcomp", "dep")


@dataclass(frozen=True, slots=True)
class Modality:
    """Word lists of a language: ``governors`` (lemma -> factuality), ``modals`` (auxiliary word -> factuality), ``words`` (beside it)."""

    lang: str
    governors: Mapping[str, Factuality]
    nouns: Mapping[str, Factuality]
    modals: Mapping[str, Factuality]
    words: Mapping[str, Factuality]
    negations: frozenset[str]
    undone: frozenset[str]
    speech: frozenset[str]


def load_modality(lang: str) -> Modality:
    """The lists of ``loaders/languages/LANG/modality.yaml``."""
    raw = yaml.load(files("loaders.languages").joinpath(lang, "modality.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)

    def table(name: str) -> dict[str, Factuality]:
        return {word: Factuality(kind) for kind, words in raw[name].items() for word in words}

    return Modality(lang, table("governors"), table("nouns"), table("modals"), table("words"), frozenset(raw["negations"]),
                    frozenset(raw["undone"]), frozenset(raw["speech"]))  # fmt: skip


def factuality(sentence: Sentence, trigger: Token, lists: Modality) -> Factuality:
    """The factuality with which a sentence tells what ``trigger`` names; actual when nothing says otherwise."""
    best = _own(sentence, trigger, lists)
    node = trigger
    for _ in range(8):
        head = sentence.head(node)
        if head is None or node.dep.split(":")[0] not in _UP or node.dep.startswith("acl:relcl"):
            break
        if head.lemma in lists.speech:
            return _reported(sentence, node, best, lists)
        if node.dep == "conj" and head.pos in ("VERB", "AUX"):
            if _finite(sentence, node):
                break
            best = _worse(best, _own(sentence, head, lists))
        elif _governs(node):
            best = _worse(best, _governed(sentence, node, head, lists))
        elif head.pos in ("NOUN", "PROPN"):
            best = _worse(best, lists.nouns.get(head.lemma, _F.ACTUAL))
        node = head
    return best


def _reported(sentence: Sentence, node: Token, best: Factuality, lists: Modality) -> Factuality:
    """The conditional that depends on "a annoncé que" is the future in the past: a plan, not hearsay."""
    moods = [node.morph, *(t.morph for t in sentence.children(node.i, "aux", "cop"))]
    told = any("Mood=Cnd" in m for m in moods) and node.dep.startswith(("ccomp", "xcomp"))
    compound = any("Mood=Cnd" in t.morph and t.lemma in ("avoir", "être") for t in sentence.children(node.i, "aux"))
    return _F.PLANNED if best is _F.POSSIBLE and told and not compound and lists.lang == "fr" else best


def _governs(node: Token) -> bool:
    dep = node.dep.split(":")[0]
    return dep in _CLAUSAL or (dep in ("obj", "obl", "nsubj") and node.pos in ("NOUN", "PROPN"))


def _finite(sentence: Sentence, token: Token) -> bool:
    return "VerbForm=Fin" in token.morph or any(t.pos == "AUX" for t in sentence.children(token.i, "aux", "cop"))


def _governed(sentence: Sentence, node: Token, head: Token, lists: Modality) -> Factuality:
    found = _F.ACTUAL
    table = lists.governors if head.pos in ("VERB", "AUX", "ADJ") else lists.nouns
    if node.dep not in ("advcl",) or "VerbForm=Inf" not in node.morph:
        found = table.get(head.lemma, _F.ACTUAL)
    if node.dep == "advcl":
        return found if found is _F.NEGATED else _F.ACTUAL
    own = _own(sentence, head, lists)
    if found is _F.NEGATED and own is _F.NEGATED:
        return _F.ACTUAL
    return _worse(found, own)


def _own(sentence: Sentence, token: Token, lists: Modality) -> Factuality:
    """What the token's own auxiliaries, adverbs, mood and negation say."""
    found = _F.ACTUAL
    for child in sentence.children(token.i, "aux", "advmod", "amod", "mark", "cop", "det", "neg", "case"):
        word = child.lower
        if word in lists.negations:
            found = _worse(found, _F.NEGATED)
        found = _worse(found, lists.modals.get(word, _F.ACTUAL) if child.dep.startswith(("aux", "cop")) else lists.words.get(word, _F.ACTUAL))
        if lists.lang == "fr" and child.dep.startswith(("aux", "cop")):
            found = _worse(found, _french_mood(child))
    if token.lemma in lists.undone and token.pos == "VERB":
        found = _worse(found, _F.ACTUAL)
    if lists.lang == "fr" and token.pos in ("VERB", "AUX"):
        found = _worse(found, _french_mood(token))
    return found


def _french_mood(token: Token) -> Factuality:
    """The conditional of the press is hearsay; the future is a plan."""
    if "Mood=Cnd" in token.morph:
        return _F.POSSIBLE
    return _F.PLANNED if "Tense=Fut" in token.morph else _F.ACTUAL


def _worse(a: Factuality, b: Factuality) -> Factuality:
    return a if _RANK[a] >= _RANK[b] else b
