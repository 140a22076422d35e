"""Factuality of a trigger: what governs it (plan, deny, consider), its auxiliaries and mood, negation, and words beside it.

Read twice: along the dependencies, and along the order of the words before an infinitive, which the parser often hangs wrong.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.ontology import Factuality
from loaders.extract.document import Sentence, Token
from loaders.extract.told.lists import Modality

_F = Factuality
# Which of two factualities wins when both are found on the way from the trigger to the root.
_RANK = {_F.ACTUAL: 0, _F.PLANNED: 1, _F.POSSIBLE: 2, _F.NEGATED: 3}
_UP = (
    "xcomp",
    "ccomp",
    "advcl",
    "acl",
    "obj",
    "obl",
    "nmod",
    "nsubj:pass",
    "nsubj",
    "aux",
    "conj",
    "pcomp",
    "dep",
    "compound",
    "appos",
    "root",
)
_CLAUSAL = ("xcomp", "ccomp", "advcl", "acl", "aux", "pcomp", "dep")
_BEFORE = 12  # tokens before an infinitive in which what governs it stands
_PAIR = 10  # tokens before a noun in which "walked away", "mis fin" stand
_AFTER = 6  # tokens behind a noun in which "is planned" stands


_IF = frozenset(("if", "should", "si", "s'"))
_HAVING = frozenset("a ont ai avons avait avaient".split())


def factuality(sentence: Sentence, trigger: Token, lists: Modality) -> Factuality:
    """The factuality with which a sentence tells what ``trigger`` names; actual when nothing says otherwise."""
    own = lists.governors.get(trigger.lemma, _F.ACTUAL) if trigger.pos == "VERB" and not _traded(sentence, trigger) else _F.ACTUAL
    told = _worse(_along_heads(sentence, trigger, lists), _along_words(sentence, trigger, lists))
    told = _F.NEGATED if _denied(sentence, trigger, lists) else told
    if trigger.lemma in lists.announcing:
        told = _worse(told, _aimed(sentence, trigger, lists))
    if told is _F.POSSIBLE and _foretold(sentence, trigger, lists):
        told = _F.PLANNED
    if told is _F.PLANNED and _conditional(sentence, trigger):
        told = _F.POSSIBLE
    return _worse(told, own if own is not _F.NEGATED else _F.ACTUAL)


def _denied(sentence: Sentence, trigger: Token, lists: Modality) -> bool:
    """ "X, its chief, denied that ...": the last verb of saying before the trigger denies what follows, however the sentence is parsed."""
    for verb in reversed(sentence.tokens[: trigger.i]):
        if verb.text == ";":
            return False
        if verb.pos == "VERB" and verb.lemma in lists.speech and not verb.found:
            behind = sentence.tokens[verb.i + 1 : verb.i + 3]
            infinitive = lists.lang == "fr" and any("VerbForm=Inf" in t.morph for t in behind)
            said = verb.lemma in lists.denials and (infinitive or _complement(sentence, verb))
            return said and _own(sentence, verb, lists) is not _F.NEGATED
    return False


def _foretold(sentence: Sentence, trigger: Token, lists: Modality) -> bool:
    """ "a révélé que X quitterait": the conditional behind a verb of announcing in the past is the future in the past, whatever the parse."""
    if lists.lang != "fr" or trigger.pos != "VERB" or "Mood=Cnd" not in trigger.morph:
        return False
    said = next((t for t in reversed(sentence.tokens[: trigger.i]) if t.pos == "VERB" and t.lemma in lists.speech and not t.found), None)
    past = said is not None and said.i > 0 and sentence.tokens[said.i - 1].lower in _HAVING
    return said is not None and past and said.lemma in lists.announcing and _complement(sentence, said)


def _aimed(sentence: Sentence, trigger: Token, lists: Modality) -> Factuality:
    """ "announced plans to sell notes", "a annoncé son intention d'offrir": what is made known is an aim."""
    for word in sentence.tokens[trigger.i + 1 : trigger.i + 1 + _AFTER]:
        if word.lemma in lists.aims:
            return lists.nouns.get(word.lemma, _F.PLANNED)
    return _F.ACTUAL


def _conditional(sentence: Sentence, trigger: Token) -> bool:
    """ "Should the deal close, X would run ...": a plan that hangs on a condition which opens the sentence."""
    first = sentence.tokens[0].lower
    return first in _IF and any(t.text == "," for t in sentence.tokens[: trigger.i])


def _table(table: Mapping[str, Factuality], sentence: Sentence, token: Token) -> Factuality | None:
    """What a table says of a word, or of the word with its particle ("call off", "walk away")."""
    after_it = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if after_it and after_it.amount and table.get(token.lemma) is _F.NEGATED:
        return None  # "dropped 4.8%", "a abandonné 4 %"
    if token.lower == "dû" and any(t.lower in _HAVING for t in sentence.tokens[max(0, token.i - 3) : token.i]):
        return None  # "a dû suspendre" is done; "aurait dû" is not
    after = after_it.lower if after_it else ""
    return table.get(f"{token.lemma} {after}") or (None if _traded(sentence, token) else table.get(token.lemma))


def _paired(table: Mapping[str, Factuality], sentence: Sentence, token: Token) -> bool:
    """Whether a table knows a word together with the one behind it."""
    return token.i + 1 < len(sentence.tokens) and f"{token.lemma} {sentence.tokens[token.i + 1].lower}" in table


def _traded(sentence: Sentence, token: Token) -> bool:
    """ "se négocie à 99 441 $": what is traded at a price is not under negotiation."""
    before = sentence.tokens[token.i - 1].lower if token.i else ""
    return token.lemma == "négocier" and before in ("se", "s'")


def own_factuality(sentence: Sentence, trigger: Token, lists: Modality) -> Factuality:
    """What the trigger's own auxiliaries, adverbs and negation say, whatever its sentence tells of (for nouns in apposition)."""
    own = _own(sentence, trigger, lists)
    copula = any(t.lower in lists.negations for t in sentence.tokens[max(0, trigger.i - 4) : trigger.i])
    return _F.NEGATED if copula and any(True for _ in sentence.children(trigger.i, "cop")) else own


def _along_heads(sentence: Sentence, trigger: Token, lists: Modality) -> Factuality:
    best = _own(sentence, trigger, lists)
    node = trigger
    for _ in range(8):
        head = sentence.head(node)
        denied = head is not None and head.lemma in lists.denials and _complement(sentence, head)
        if head is None or node.dep.split(":")[0] not in _UP or (node.dep.startswith("acl:relcl") and not denied):
            break
        if (node.found and node is not trigger) or _done(sentence, node, head) or _beside(sentence, node, head, lists):
            break
        if head.lemma in lists.speech and head.pos in ("VERB", "AUX"):
            return _reported(sentence, node, head, best, lists)
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


def _complement(sentence: Sentence, verb: Token) -> bool:
    """Whether a clause with "that" stands right behind a verb ("dément que"), which the parser may take for a relative one."""
    return verb.pos == "VERB" and verb.i + 1 < len(sentence.tokens) and sentence.tokens[verb.i + 1].lower in ("que", "qu'", "that")


def _done(sentence: Sentence, node: Token, head: Token) -> bool:
    """ "machines ordered in April": a past participle behind a noun has happened whatever becomes of the noun."""
    bare = not any(True for _ in sentence.children(node.i, "aux", "nsubj", "mark"))  # not "rumours that it had dumped"
    past = bare and "VerbForm=Part" in node.morph and "Tense=Past" in node.morph
    if node.dep == "advcl" and past and node.lower.endswith(("é", "ée", "és", "ées")):
        return True  # "commandés à Bitmain en avril"
    return node.dep.startswith("acl") and past and node.pos == "VERB" and head.pos in ("NOUN", "PROPN")


def _beside(sentence: Sentence, node: Token, head: Token, lists: Modality) -> bool:
    """Whether two words only stand side by side: parted by a semicolon, or a sentence that the parser hangs on the next one."""
    left, right = sorted((node.i, head.i))
    if any(t.text == ";" for t in sentence.tokens[left + 1 : right]):
        return True
    return node.dep == "ccomp" and node.i < head.i and head.lemma not in lists.speech and head.lemma not in lists.governors


def _reported(sentence: Sentence, node: Token, head: Token, best: Factuality, lists: Modality) -> Factuality:
    """A denial denies. The conditional that depends on "a annoncé que" is the future in the past: a plan, not hearsay."""
    if head.lemma in lists.denials and _own(sentence, head, lists) is not _F.NEGATED:
        return _F.NEGATED
    if node.pos in ("NOUN", "PROPN"):
        best = _worse(best, _own(sentence, head, lists))
    if lists.lang == "en" and node.dep == "xcomp" and any(True for _ in sentence.children(head.i, "aux:pass")):
        perfect = any(t.lower == "have" for t in sentence.children(node.i, "aux"))
        best = best if perfect else _worse(best, _F.POSSIBLE)  # "is said to be buying"
    moods = [node.morph, *(t.morph for t in sentence.children(node.i, "aux", "cop"))]
    that = any(t.lower.startswith("qu") for t in sentence.tokens[head.i + 1 : head.i + 4])
    told = any("Mood=Cnd" in m for m in moods) and (that or node.dep.startswith(("ccomp", "xcomp")))
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
        found = _table(table, sentence, head) or _F.ACTUAL
        if node.dep == "advcl" and _paired(table, sentence, head):
            return _worse(found, _own(sentence, head, lists))  # "is not thinking of quitting"
    own = _own(sentence, head, lists)
    if node.dep == "advcl":
        if (
            "VerbForm=Part" in node.morph
            and "Tense=Past" not in node.morph
            and own is _F.PLANNED
            and not any(True for _ in sentence.children(node.i, "aux", "mark"))
        ):
            return own
        return found if found is _F.NEGATED else _F.ACTUAL
    if found is _F.NEGATED and own is _F.NEGATED:
        return _F.POSSIBLE if head.lemma in lists.excluding else _F.ACTUAL
    return _worse(found, own)


def _own(sentence: Sentence, token: Token, lists: Modality) -> Factuality:
    """What the token's own auxiliaries, adverbs, mood and negation say."""
    found = _F.ACTUAL
    helpers = {t.lower for t in sentence.children(token.i, "aux")}
    if lists.lang == "en" and {"would", "have"} <= helpers and "VerbForm=Part" in token.morph:
        return _F.NEGATED  # "would have acquired"
    for child in sentence.children(token.i, "aux", "advmod", "amod", "mark", "cop", "det", "neg", "case"):
        word = child.lower
        if word == "to" and ("have" in helpers or _achieving(sentence, token, lists)):
            continue  # "is said to have brought", "began to build"
        if word == "longer" and child.i and sentence.tokens[child.i - 1].lower == "no":
            found = _F.NEGATED
        if word in lists.negations and not _lesser(sentence, child, lists):
            found = _worse(found, _F.NEGATED)
        found = _worse(
            found, lists.modals.get(word, _F.ACTUAL) if child.dep.startswith(("aux", "cop")) else lists.words.get(word, _F.ACTUAL)
        )
        if lists.lang == "fr" and child.dep.startswith(("aux", "cop")):
            found = _worse(found, _french_mood(child))
    if lists.lang == "fr" and token.pos in ("VERB", "AUX"):
        found = _worse(found, _french_mood(token))
    return found


def _achieving(sentence: Sentence, token: Token, lists: Modality) -> bool:
    head = sentence.head(token)
    return head is not None and head.lemma in lists.achieved and token.dep in ("xcomp", "ccomp", "advcl")


def _lesser(sentence: Sentence, negation: Token, lists: Modality) -> bool:
    """ "no less than", "pas moins de", "not only", "n'est pas la seule", "n'a extrait que 31" deny nothing."""
    if negation.lower in ("ne", "n'") and _restricted(sentence, negation, lists):
        return True
    head = sentence.head(negation)
    if head is not None and any(t.lower in lists.lesser for t in sentence.children(head.i, "amod")):
        return True
    return negation.i + 1 < len(sentence.tokens) and sentence.tokens[negation.i + 1].lower in lists.lesser


def _restricted(sentence: Sentence, negation: Token, lists: Modality) -> bool:
    """ "n'a extrait que 31 bitcoins": "ne ... que" with no other word of denial says how little."""
    for word in sentence.tokens[negation.i + 1 : negation.i + _AFTER]:
        if word.lower in lists.negations:
            return False
        if word.lower in ("que", "qu'"):
            return True
    return False


def _french_mood(token: Token) -> Factuality:
    """The conditional of the press is hearsay; the future is a plan."""
    if "Mood=Cnd" in token.morph:
        return _F.PLANNED if token.lemma == "devoir" else _F.POSSIBLE  # "devrait" is expected
    return _F.PLANNED if "Tense=Fut" in token.morph else _F.ACTUAL


def _worse(a: Factuality, b: Factuality) -> Factuality:
    return a if _RANK[a] >= _RANK[b] else b


def _along_words(sentence: Sentence, trigger: Token, lists: Modality) -> Factuality:
    """The factuality by the words before an infinitive or behind a noun."""
    if trigger.pos in ("NOUN", "PROPN"):
        return _behind_noun(sentence, trigger, lists)
    if not _is_infinitive(sentence, trigger):
        return _F.ACTUAL
    start = trigger.i - 2 if _be(sentence.tokens[trigger.i - 1]) else trigger.i - 1
    for k in range(start, max(-1, trigger.i - 1 - _BEFORE), -1):
        word = sentence.tokens[k]
        if word.text in (";", ":") or word.found or word.amount:
            if word.text in (";", ":"):
                break
            continue
        told = _telling(sentence, word, lists)
        if told is not None:
            told = _worse(told, _softened(sentence, k, lists))
            told = _worse(told, _behind_noun(sentence, word, lists)) if word.pos == "NOUN" else told  # "walked away from its plan to buy"
            denied = any(t.lower in lists.negations for t in sentence.tokens[max(0, k - 3) : k + 3] if t.i < trigger.i)
            if denied and told is _F.NEGATED:
                return _F.POSSIBLE if word.lemma in lists.excluding else _F.ACTUAL  # "n'exclut pas de vendre"
            return _F.NEGATED if denied else told
        if word.pos == "VERB" and "VerbForm=Fin" in word.morph:
            break
    return _F.PLANNED if _purposive(sentence, trigger, lists) else _F.ACTUAL


def _softened(sentence: Sentence, k: int, lists: Modality) -> Factuality:
    """ "would be ready to", "seraient prêts à": what the words right before a governing word make of it."""
    found = _F.ACTUAL
    for word in sentence.tokens[max(0, k - 3) : k]:
        if word.pos in ("AUX", "VERB") and lists.lang == "fr":
            found = _worse(found, _french_mood(word) if "Mood=Cnd" in word.morph else _F.ACTUAL)
        if lists.modals.get(word.lower) is _F.POSSIBLE:
            found = _F.POSSIBLE
    return found


def _telling(sentence: Sentence, word: Token, lists: Modality) -> Factuality | None:
    """The factuality that a word gives to an infinitive behind it; None for words that say nothing of it."""
    if word.lemma in lists.achieved and word.pos in ("VERB", "ADJ"):
        return _F.ACTUAL
    if word.pos in ("VERB", "AUX", "ADJ"):
        mood = _french_mood(word) if lists.lang == "fr" and "Mood=Cnd" in word.morph else _F.ACTUAL
        told = _table(lists.governors, sentence, word) or lists.infinitive.get(word.lemma) or lists.modals.get(word.lower)
        return _worse(told, mood) if told else None
    return lists.nouns.get(word.lemma) if word.pos == "NOUN" else None


def _is_infinitive(sentence: Sentence, trigger: Token) -> bool:
    before = sentence.tokens[trigger.i - 1] if trigger.i else None
    if before is None or trigger.amount:
        return "VerbForm=Inf" in trigger.morph
    gerund = before.lower == "of" and trigger.lower.endswith("ing")  # "no intention of selling"
    return "VerbForm=Inf" in trigger.morph or before.lower == "to" or gerund or _be(before)  # "va être convertie"


def _be(word: Token) -> bool:
    return word.lower == "be" or (word.lower == "être" and word.pos in ("AUX", "VERB"))


def _purposive(sentence: Sentence, trigger: Token, lists: Modality) -> bool:
    """ "to build", "pour construire": what money is raised for is a plan. A perfect infinitive is none."""
    before = [t.lower for t in sentence.tokens[max(0, trigger.i - 3) : trigger.i]]
    return any(word in lists.purpose for word in before) and not {"have", "avoir", "être"} & set(before)


def _behind_noun(sentence: Sentence, trigger: Token, lists: Modality) -> Factuality:
    """ "A second phase is planned": a participle behind the noun; "planned", "no", "proposed" right before it."""
    found = _F.ACTUAL
    for k in range(max(0, trigger.i - _PAIR), trigger.i - 1):
        pair = f"{sentence.tokens[k].lemma} {sentence.tokens[k + 1].lower}"  # "walked away from its merger"
        inside = sentence.tokens[k + 2 : trigger.i]  # "met fin au minage pour se tourner vers l'IA" ends no turn
        if " " in pair and pair in lists.governors and not any("VerbForm=Inf" in t.morph for t in inside):
            found = _worse(found, lists.governors[pair])
    for word in sentence.tokens[max(0, trigger.i - 3) : trigger.i]:
        found = _worse(found, lists.words.get(word.lower, _F.ACTUAL) if not word.found else _F.ACTUAL)
    for k in range(trigger.i + 1, min(len(sentence.tokens), trigger.i + 1 + _AFTER)):
        word = sentence.tokens[k]
        if word.text in (",", ";", ":") or word.pos == "CCONJ":
            break
        participle = word.lower in lists.words and word.pos in ("VERB", "ADJ") and sentence.tokens[k - 1].lemma in ("be", "être", "remain")
        found = _worse(found, lists.words[word.lower] if participle else _F.ACTUAL)
    return found
