"""Verbs that the tagger missed: "exploite" taken for a noun, "rejeté" left without its infinitive, "Riot prices $180 million" read as a noun.

The French model's own lemma table knows 50,000 verb forms; the tagger of a small model often does not ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from spacy.language import Language

from graph.ontology import EntityType
from loaders.extract.document import Token

_ACTORS = (EntityType.COMPANY, EntityType.PERSON, EntityType.AUTHORITY)

_POSSESSIVES = frozenset("son sa ses leurs notre nos".split())  # what stands behind them is a noun: "son rival", "son homologue"
_AUXILIARIES = ("être", "avoir", "aller", "venir", "faire", "laisser", "pouvoir", "devoir", "vouloir", "falloir", "savoir", None)
_TAGGED = ("CCONJ", "NOUN", "PROPN", "ADJ", "X", "ADP", "ADV")
_OPENED = frozenset("par à dans auprès en de d'".split())  # behind a participle that opens a sentence
_HAS = frozenset("a ont avait avaient".split())
_MOST = 20_000  # forms kept with their infinitives
_PARTED = 4  # tokens between an auxiliary and its participle
_APPOSED = 9  # tokens of what stands between a name and its verb
# Endings by which a form that only the table knows shows its mood and tense, longest first.
_ENDINGS = (
    (("rait", "raient"), "Mood=Cnd|Tense=Pres|VerbForm=Fin"),
    (("ra", "ront", "rons"), "Mood=Ind|Tense=Fut|VerbForm=Fin"),
    (("er", "ir", "re", "oir"), "VerbForm=Inf"),
    (("ant",), "Tense=Pres|VerbForm=Part"),
    (("é", "ée", "és", "ées", "u", "ue", "us", "ues", "is", "ise", "ises", "it", "ite", "ites", "ert", "erte"), "Tense=Past|VerbForm=Part"),
)


@dataclass(frozen=True, slots=True)
class VerbForms:
    """Verb forms with their infinitives: a table of exceptions, endings, and the known infinitives; ``nouns`` are known nouns and adjectives."""

    table: Mapping[str, list[str]]
    rules: Iterable[list[str]]
    infinitives: frozenset[str]
    nouns: frozenset[str]
    told: dict[str, str | None] = field(default_factory=dict)  # what was looked up before; emptied when it is full

    def infinitive(self, word: str) -> str | None:
        """The infinitive of a form, None where no verb has it."""
        if word not in self.told:
            if len(self.told) > _MOST:
                self.told.clear()
            self.told[word] = self._looked_up(word)
        return self.told[word]

    def _looked_up(self, word: str) -> str | None:
        known = self.table.get(word)
        if known:
            return known[0]
        if word in self.infinitives:
            return word
        if word.endswith("e") and word + "r" in self.infinitives:
            return word + "r"
        for ending, base in self.rules:
            if word.endswith(ending) and word[: -len(ending)] + base in self.infinitives:
                return word[: -len(ending)] + base
        return None


def verb_forms(nlp: Language) -> VerbForms:
    """The tables of a French pipeline with a rule lemmatizer."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lookups = lemmatizer.lookups
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    other = {*index["noun"], *exceptions["noun"], *index["adj"], *exceptions["adj"]}
    return VerbForms(exceptions["verb"], tuple(lookups.get_table("lemma_rules")["verb"]), frozenset(index["verb"]), frozenset(other))


def repair(tokens: list[Token], forms: VerbForms) -> list[Token]:
    """The tokens with the infinitive as the lemma of every verb, and verb forms that can be nothing else there tagged as verbs."""
    return [_repaired(tokens, t, forms) for t in tokens]


def _repaired(tokens: list[Token], token: Token, forms: VerbForms) -> Token:
    if token.found or token.amount or token.time or not token.lower.isalpha():
        return token
    if _possessed(tokens, token, forms):
        return replace(token, lemma=token.lower, pos="NOUN", morph="")
    if token.i and tokens[token.i - 1].lower in _POSSESSIVES and _named_next(tokens, token):
        return replace(token, lemma=token.lower, pos="NOUN", morph="") if token.pos in ("VERB", "ADV", "ADJ", "X") else token
    if token.pos in ("VERB", "AUX") and token.lemma in ("être", "avoir"):
        return token
    if token.pos == "VERB" or (token.pos == "AUX" and forms.infinitive(token.lower) not in _AUXILIARIES):
        infinitive = forms.infinitive(token.lower)
        return replace(token, lemma=infinitive, pos="VERB", morph=mood(token.lower, infinitive) or token.morph) if infinitive else token
    if token.pos not in _TAGGED and not _after_auxiliary(tokens, token):
        return token
    nominal = token.lower in forms.nouns or token.lemma in forms.nouns
    infinitive = forms.infinitive(token.lower)
    if infinitive and (
        not nominal or any(stands(tokens, token) for stands in (_after_auxiliary, predicates, _opens_clause, _opens_sentence))
    ):
        return replace(token, lemma=infinitive, pos="VERB", morph=mood(token.lower, infinitive) or _morph(token.lower))
    return token


def _possessed(tokens: list[Token], token: Token, forms: VerbForms) -> bool:
    """A known noun between a possessive and a preposition, an amount or a verb: "son partenariat avec", "sa commande de"."""
    if not token.i or tokens[token.i - 1].lower not in _POSSESSIVES or token.pos not in ("VERB", "ADJ", "ADV", "X"):
        return False
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    ends = after is None or after.pos in ("ADP", "PUNCT", "VERB", "AUX", "CCONJ") or after.amount is not None
    return ends and token.lower in forms.nouns


def _opens_sentence(tokens: list[Token], token: Token) -> bool:
    """ "Racheté par X en mai, Y ...": a participle before its agent that opens the sentence."""
    return (
        not token.i and token.lower.endswith(("é", "ée", "és", "ées", "u", "ue", "us")) and tokens[1:2] != [] and tokens[1].lower in _OPENED
    )


def _named_next(tokens: list[Token], token: Token) -> bool:
    return token.i + 1 < len(tokens) and tokens[token.i + 1].found is not None


_STEMS = {  # of the future and conditional, where the infinitive does not give it
    "avoir": "aur", "être": "ser", "faire": "fer", "aller": "ir", "pouvoir": "pourr", "devoir": "devr", "vouloir": "voudr", "venir": "viendr",
    "voir": "verr", "savoir": "saur", "falloir": "faudr", "envoyer": "enverr", "acquérir": "acquerr", "recevoir": "recevr", "prévoir": "prévoir",
}  # fmt: skip


def mood(word: str, infinitive: str) -> str:
    """The features of a French form in the conditional or the future, read from its spelling; empty for other forms."""
    stems = {_STEMS.get(infinitive, ""), infinitive.removesuffix("e"), infinitive[:-4] + "iendr" if infinitive.endswith("enir") else ""}
    if infinitive.endswith("er"):  # "cédera", "achètera", "jettera"
        stems.add(infinitive[:-3].translate(_GRAVE) + infinitive[-3:])
        stems.add(infinitive[:-2] + infinitive[-3] + "er")
    for stem in sorted(s for s in stems if len(s) > 1):
        if word.startswith(stem):
            ending = word[len(stem) :]
            if ending in ("ait", "aient", "ais", "ions", "iez"):
                return "Mood=Cnd|Tense=Pres|VerbForm=Fin"
            if ending in ("a", "ont", "ai", "ons", "ez"):
                return "Mood=Ind|Tense=Fut|VerbForm=Fin"
    return ""


_GRAVE = str.maketrans("eé", "èè")


def _after_auxiliary(tokens: list[Token], token: Token) -> bool:
    """ "a rejeté", "a par ailleurs nié que": a participle right behind "avoir", or parted from it by an adverb before a clause."""
    if not token.i or not token.lower.endswith(("é", "ée", "és", "ées", "u", "i", "is", "it")):
        return False
    row = [tokens[token.i - 1], *(tokens[max(0, token.i - _PARTED) : token.i - 1] if _before_clause(tokens, token) else ())]
    return any(t.lower in _HAS or t.lemma == "avoir" for t in row)


def _opens_clause(tokens: list[Token], token: Token) -> bool:
    """ "X annonce que", "X, son patron, dément que": a form in the present behind a name or the comma of what is said of it, before a clause."""
    before = tokens[token.i - 1] if token.i else None
    if before is None or not _before_clause(tokens, token) or token.lower.endswith(("é", "ée", "és", "ées")):
        return False
    if before.text == ",":
        return any(t.found and t.found.type in _ACTORS for t in tokens[max(0, token.i - _APPOSED) : token.i])
    return before.found is not None and before.found.type in _ACTORS and before.lower not in _POSSESSIVES


def _before_clause(tokens: list[Token], token: Token) -> bool:
    return token.i + 1 < len(tokens) and tokens[token.i + 1].lower in ("que", "qu'")


def predicates(tokens: list[Token], token: Token) -> bool:
    """Whether a word stands where a verb would: right behind a firm, person or authority, before an amount, an article or a name."""
    before = tokens[token.i - 1] if token.i else None
    after = next((t for t in tokens[token.i + 1 : token.i + 3] if t.pos != "ADV" or t.found), None)  # "exploite aussi un site"
    if before is None or after is None or before.found is None or before.found.type not in _ACTORS or before.found.how == "adjective":
        return False
    if after.pos in ("VERB", "AUX") and "VerbForm=Inf" in after.morph:
        return True
    if after.pos == "ADP" and after.i + 1 < len(tokens) and "VerbForm=Inf" in tokens[after.i + 1].morph:
        return True  # "Bitfarms cherche à emprunter"
    return bool(after.amount or after.found or after.pos in ("DET", "NUM") or after.lower in ("up", "off", "its", "to", "sa", "son", "ses"))


_TELLING = frozenset("report claim state note forecast estimate".split())
# Lemmas that the English model gets wrong, by what it says.
_MISSAID = {
    "fin": "fine", "instal": "install", "ax": "axe", "backstoppe": "backstop", "depege": "depeg", "depegge": "depeg", "greenlighte": "greenlight",
    "gutte": "gut",
}  # fmt: skip


_DEALS = frozenset("lease contract order purchase hosting".split())


def _names_a_deal(tokens: list[Token], token: Token) -> bool:
    """Whether a word for a deal stands behind an amount, or before the noun that it describes: "a $7 billion lease", "the hosting agreement"."""
    if token.lower not in _DEALS or not token.i:
        return False
    before, after = tokens[token.i - 1], tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    return bool(before.amount) or (token.dep == "amod" and after is not None and after.pos == "NOUN")


def repair_english(tokens: list[Token]) -> list[Token]:
    """Nouns in -s right behind a firm and before an amount or name are verbs ("Riot prices $180 million of notes"); wrong lemmas are mended."""
    out = []
    for token in tokens:
        if token.pos == "VERB" and token.lemma in _MISSAID:
            token = replace(token, lemma=_MISSAID[token.lemma])
        if token.pos == "VERB" and not token.found and _names_a_deal(tokens, token):
            token = replace(token, lemma=token.lower, pos="NOUN", morph="Number=Sing")
        plural = token.pos in ("NOUN", "PROPN") and not token.found and token.lower.endswith("s") and token.lower != token.lemma
        verb = (plural and predicates(tokens, token)) or _reporting(tokens, token)
        out.append(replace(token, pos="VERB", morph="Tense=Pres|VerbForm=Fin") if verb else token)
    return out


def _reporting(tokens: list[Token], token: Token) -> bool:
    """ "X and Y report that": a noun in form, between those who tell and a clause."""
    before = tokens[token.i - 1] if token.i else None
    after = tokens[token.i + 1].lower if token.i + 1 < len(tokens) else ""
    told = token.pos in ("NOUN", "PROPN") and token.lemma in _TELLING and not token.found
    return told and after == "that" and before is not None and before.found is not None and before.found.type in _ACTORS


def _morph(word: str) -> str:
    return next((morph for endings, morph in _ENDINGS if word.endswith(endings)), "Mood=Ind|Tense=Pres|VerbForm=Fin")
