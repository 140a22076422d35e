"""Grammatical places around a trigger: who does it, to what, with, from and by whom; through control, coordination, relatives and nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.ontology import EntityType
from loaders.extract.document import Sentence, Token

# Nouns that stand for a part or a share of what follows them: "shares of X", "64 % d'X", "control of X" mean X.
PARTITIVE = frozenset(
    """share stake majority minority control part portion rest unit arm subsidiary interest equity asset all remainder half percent %
    action part participation majorité minorité contrôle reste totalité intégralité capital filiale moitié quart tiers titre actif ensemble
    une un plusieurs certain""".split()
)
_ACTORS = (EntityType.COMPANY, EntityType.PERSON, EntityType.AUTHORITY)
_RELATIVE = frozenset("which that who whom qui que lequel laquelle lesquels lesquelles dont".split())
_DEPTH = 6  # how far control and coordination are followed; deeper chains are parse errors more often than grammar


def is_passive(sentence: Sentence, token: Token) -> bool:
    """Whether a verb is passive: an auxiliary or subject says so, or it is a past participle that modifies a noun."""
    if any(True for _ in sentence.children(token.i, "aux:pass", "nsubj:pass", "csubj:pass")):
        return True
    if token.dep == "advcl" and token.i < token.head and any(True for _ in sentence.children(token.i, "obl:agent")):
        return "VerbForm=Part" in token.morph  # "Acquired by X in May, Y runs mines"
    if token.dep.startswith("acl") and not token.dep.startswith("acl:relcl"):
        return "VerbForm=Part" in token.morph and "Tense=Past" in token.morph
    if token.dep == "conj" and "VerbForm=Part" in token.morph and not any(True for _ in sentence.children(token.i, "nsubj", "aux")):
        head = sentence.head(token)
        return bool(head and head.pos == "VERB" and is_passive(sentence, head))
    return False


def surface_subjects(sentence: Sentence, token: Token, depth: int = 0) -> list[Token]:
    """The heads of the grammatical subject of a verb or predicate, followed through control, coordination and relative clauses."""
    direct = list(sentence.children(token.i, "nsubj", "csubj"))
    if direct:
        return [_antecedent(sentence, token, s) for s in direct]
    head = sentence.head(token)
    if head is None or depth > _DEPTH:
        return []
    if token.dep == "conj" or token.dep in ("xcomp", "advcl", "ccomp", "aux", "parataxis", "pcomp", "dep"):
        return surface_subjects(sentence, head, depth + 1) if head.pos != "NOUN" or token.dep == "conj" else noun_subjects(sentence, head)
    if token.dep.startswith("acl"):
        return [head] if "VerbForm=Inf" not in token.morph else noun_subjects(sentence, head)
    return []


def _antecedent(sentence: Sentence, verb: Token, subject: Token) -> Token:
    """What a relative pronoun stands for; any other subject stands for itself."""
    if subject.lower not in _RELATIVE or subject.found:
        return subject
    node: Token | None = verb
    for _ in range(_DEPTH):
        if node is None:
            break
        if node.dep.startswith("acl"):
            return sentence.head(node) or subject
        node = sentence.head(node)
    return subject


def subjects(sentence: Sentence, token: Token) -> list[Token]:
    """Who does it: the subject of an active verb, the agent of a passive one, the possessor or agent of a noun."""
    if token.pos in ("NOUN", "PROPN"):
        return noun_subjects(sentence, token)
    if is_passive(sentence, token):
        return list(sentence.children(token.i, "obl:agent"))
    return surface_subjects(sentence, token)


def objects(sentence: Sentence, token: Token) -> list[Token]:
    """To what it is done: the object of an active verb (a relative pronoun's antecedent too), the subject of a passive one, "of X"."""
    if token.pos in ("NOUN", "PROPN"):
        return obliques(sentence, token, ("of", "de", "d'", "du", "des"))
    if is_passive(sentence, token):
        return surface_subjects(sentence, token)
    found = [_antecedent(sentence, token, o) for o in sentence.children(token.i, "obj", "dobj", "iobj")]
    if not found and token.dep.startswith("acl:relcl"):
        subject_is_relative = any(s.lower in _RELATIVE for s in sentence.children(token.i, "nsubj"))
        head = sentence.head(token)
        return [head] if head and not subject_is_relative else []
    return found


_MEANS = frozenset(("action", "titre", "emprunt", "échange", "share", "stock"))


def noun_subjects(sentence: Sentence, noun: Token, depth: int = 0) -> list[Token]:
    """Whose doing a noun is: possessor, "by X", else the subject of the verb that has the noun as its object."""
    owners = list(sentence.children(noun.i, "nmod:poss"))
    agents = sentence.children(noun.i, "nmod", "obl")
    owners += [t for t in agents if prepositions(sentence, t) & {"by", "par"} and t.lemma not in _MEANS]  # "par actions" says how
    if owners:
        return owners
    head = sentence.head(noun)
    if head is None or depth > _DEPTH:
        return []
    if head.pos in ("VERB", "AUX") and noun.dep in ("obj", "obl", "xcomp", "nsubj:pass", "dep", "attr", "ccomp"):
        return subjects(sentence, head)
    if head.pos in ("NOUN", "PROPN", "ADJ") and noun.dep in ("nmod", "conj", "appos", "compound", "obl"):
        return noun_subjects(sentence, head, depth + 1)
    return []


def prepositions(sentence: Sentence, token: Token) -> set[str]:
    """The prepositions before a noun, in lower case; contracted ones as their plain form (du: de, aux: à)."""
    words = {t.lower for t in sentence.children(token.i, "case", "mark", "fixed")}
    if token.dep == "conj" and not words:
        head = sentence.head(token)
        return prepositions(sentence, head) if head else set()
    contracted = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}
    return words | {contracted[w] for w in words if w in contracted}


def obliques(sentence: Sentence, token: Token, words: Iterable[str]) -> list[Token]:
    """Nouns that hang by one of the prepositions on the trigger, on its object or on an auxiliary of it (attachment is often wrong)."""
    wanted = set(words)
    places = [token.i]
    if token.pos not in ("NOUN", "PROPN"):
        places += [o.i for o in sentence.children(token.i, "obj", "obl", "xcomp", "nsubj:pass")]
    else:
        places += [o.i for o in sentence.children(token.i, "nmod")]
        head = sentence.head(token)
        if head is not None and head.pos == "VERB" and token.dep in ("obj", "obl", "nsubj:pass", "nsubj"):
            places.append(head.i)
    found = []
    for place in dict.fromkeys(places):
        found += [t for t in sentence.children(place, "obl", "nmod", "advcl") if prepositions(sentence, t) & wanted]
    return found


def spread(sentence: Sentence, token: Token) -> Iterator[Token]:
    """A noun and what is coordinated with it."""
    yield token
    for other in sentence.children(token.i, "conj"):
        if other.pos not in ("VERB", "AUX"):
            yield from spread(sentence, other)


def noun_phrase(sentence: Sentence, token: Token) -> Iterator[Token]:
    """A noun, then the parts of its phrase that can name it: compounds, appositions; "of X" behind a partitive noun."""
    yield token
    for child in sentence.children(token.i, "compound", "flat", "appos", "nmod", "amod", "nummod", "dep"):
        if child.dep == "compound" and child.found and child.found.type in _ACTORS and child.i < token.i and not token.found:
            continue  # "Nvidia GPUs" are not Nvidia
        if child.dep.split(":")[0] == "nmod":
            if child.dep == "nmod:poss" or not (prepositions(sentence, child) & {"of", "de", "d'", "in", "dans"}):
                continue
            if not (token.lemma in PARTITIVE or token.lower in PARTITIVE or token.amount):
                continue
        yield from noun_phrase(sentence, child)
