"""A sentence read from left to right: lists of names, the grammatical place of a name, and where clauses begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from graph.ontology import EntityType
from loaders.extract.document import Sentence, Token
from loaders.extract.words import read_yaml

_E = EntityType
Place: TypeAlias = Literal["subject", "object", "oblique", "genitive", "agent", "possessor", "compound", "apposed"]
Types: TypeAlias = tuple[EntityType, ...]
NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X")
PHRASE = 9  # tokens of a noun phrase before its name
_BRACKET = 9  # tokens of a bracket that is skipped
_TELLERS = (_E.COMPANY, _E.PERSON, _E.AUTHORITY)
_CONTRACTIONS = ("du ", "des ", "au ", "aux ")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of a language, see ``grammar.yaml``."""

    lang: str
    relatives: frozenset[str]
    subject_relatives: frozenset[str]
    inverting: frozenset[str]
    object_relatives: frozenset[str]
    breakers: frozenset[str]
    genitive: frozenset[str]
    agent: frozenset[str]
    transparent: frozenset[str]
    be: frozenset[str]
    possessive_marks: frozenset[str]
    possessives: frozenset[str]
    speech: frozenset[str]
    respectively: frozenset[str]
    adverbial: frozenset[str]
    doings: frozenset[str]
    parts: frozenset[str]
    whose: frozenset[str]
    dative: frozenset[str]
    clitics: frozenset[str]
    there: frozenset[str]
    infinitive: frozenset[str]
    computing: frozenset[str]
    leaving: frozenset[str]
    artificial: frozenset[str]
    examples: frozenset[str]
    turning: frozenset[str]
    plural: frozenset[str]
    attributing: frozenset[str]
    deals: frozenset[str]
    about: frozenset[str]
    machines: frozenset[str]
    following: frozenset[str]


@lru_cache(maxsize=8)
def load_grammar(lang: str) -> Grammar:
    """The words of ``loaders/languages/LANG/grammar.yaml``."""
    return Grammar(lang, **{name: frozenset(words) for name, words in read_yaml(lang, "grammar.yaml").items()})


def finite(token: Token) -> bool:
    """Whether a token is a verb with a subject of its own."""
    return token.pos in ("VERB", "AUX") and "VerbForm=Fin" in token.morph


def _bare(token: Token) -> bool:
    """A noun or adjective that is no name; "centre de données" is one."""
    return token.pos in ("NOUN", "ADJ") and (token.found is None or token.found.type is _E.ACTIVITY)


class Words:
    """The names of a sentence and the phrases around them."""

    def __init__(self, sentence: Sentence, grammar: Grammar) -> None:
        self.tokens = sentence.tokens
        self.grammar = grammar
        self._tellers = frozenset(self._attributed())

    def _attributed(self) -> Iterator[int]:
        """The tokens of names that only tell: "according to X", "selon un rapport de X"."""
        for i, token in enumerate(self.tokens):
            if token.lower not in self.grammar.attributing or token.found:
                continue
            for word in self.tokens[i + 1 : i + PHRASE]:
                if word.found and word.found.type in _TELLERS:
                    yield word.i
                    break
                if word.pos in ("VERB", "AUX") or word.text in (",", ";"):
                    break

    def tells(self, k: int) -> bool:
        """Whether the name at ``k`` only tells what the sentence says."""
        return k in self._tellers

    def is_name(self, k: int, types: Types) -> bool:
        """Whether a name of one of the types stands at a place; "its" before a noun is none."""
        found = self.tokens[k].found
        return found is not None and found.type in types and found.how != "adjective" and not self.possesses(k) and not self.tells(k)

    def possesses(self, k: int) -> bool:
        """Whether the reference at ``k`` only says whose the next word is: "its", "son"."""
        token, after = self.tokens[k], self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        if token.found is None or token.found.how != "reference" or token.lower not in self.grammar.possessives or after is None:
            return False
        return bool(after.found or after.amount or after.pos in NOMINAL or after.text in ('"', "“", "«"))

    def bare(self, j: int, k: int) -> bool:
        """Whether only bare nouns stand between the "de" at ``j``, behind a noun, and the name at ``k``."""
        inside = self.tokens[j + 1 : k]
        nouns = bool(inside) and inside[-1].pos in ("NOUN", "ADJ") and all(_bare(t) or t.lower in ("de", "d'") for t in inside)
        return self.grammar.lang == "fr" and nouns and j > 0 and self.tokens[j - 1].pos in ("NOUN", "ADJ")

    def modifies(self, k: int, after: Token | None) -> bool:
        """ "Bitfarms shares": a firm right before a noun is no subject; "its Bakkt unit" is Bakkt."""
        token = self.tokens[k]
        if self.grammar.lang != "en" or after is None or token.found is None or token.found.type is not _E.COMPANY:
            return False
        if after.lemma in self.grammar.parts and k and (self.possesses(k - 1) or self.tokens[k - 1].lower in self.grammar.possessive_marks):
            return False
        return after.pos in ("NOUN", "PROPN") and not (after.found or after.time or after.amount) and token.found.how != "reference"

    def phrase_start(self, k: int) -> int:
        """The first token of the noun phrase of the name at ``k``."""
        j = k
        while j > 0 and k - j < PHRASE:
            word = self.tokens[j - 1]
            other = word.found is not None and word.found.type not in (_E.PLACE, _E.ACTIVITY, _E.ASSET) and not self.possesses(j - 1)
            joined = word.pos == "VERB" and j > 1 and self.tokens[j - 2].text == "-"  # "Toronto-based"
            inside = word.pos in NOMINAL or joined or word.found or word.amount or word.text in ("-", '"', "«", "“")
            if word.time or other or not inside:
                break
            j -= 1
        return j

    def earlier(self, k: int) -> int:
        """The token before ``k``, brackets such as "(NASDAQ: X)" left out; -1 at the beginning."""
        j = k - 1
        if j >= 0 and self.tokens[j].text == ")":
            opening = next((i for i in range(j - 1, max(-1, j - _BRACKET), -1) if self.tokens[i].text == "("), None)
            return j if opening is None else opening - 1
        return j

    def later(self, k: int) -> int:
        """The token behind ``k``, brackets left out."""
        j = k + 1
        if j < len(self.tokens) and self.tokens[j].text == "(":
            closing = next((i for i in range(j + 1, min(len(self.tokens), j + _BRACKET)) if self.tokens[i].text == ")"), None)
            return j if closing is None else closing + 1
        return j


class Row(Words):
    """Names in the order of the words: their lists, and their places by what stands before them."""

    def place(self, k: int, depth: int = 0) -> Place:
        """The grammatical place of the name at token ``k``, by what stands before its noun phrase."""
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        if after is not None and after.lower in self.grammar.possessive_marks:
            return "possessor"
        if self.modifies(k, after):
            return "compound"
        if self.tokens[k].lower.startswith(_CONTRACTIONS):  # "du groupe": a reference with its preposition
            return "genitive"
        j = self.phrase_start(k) - 1
        return "subject" if j < 0 else self._behind(k, j, depth)

    def _behind(self, k: int, j: int, depth: int) -> Place:
        """The place of the name at ``k`` whose noun phrase stands behind the token at ``j``."""
        before = self.tokens[j]
        if before.lower in self.grammar.genitive:
            return self._described(k, j, depth) or "genitive"
        if before.lower in self.grammar.examples and (place := self._exemplified(k, j, depth)):
            return place
        if before.lower in self.grammar.agent:
            return "agent"
        if before.pos == "ADP" and not before.time:
            return "subject" if self._absolute(k, before) else "oblique"
        if before.text in ("(", "["):
            return "apposed"
        if before.pos in ("VERB", "AUX"):
            return "subject" if before.lemma in self.grammar.speech else "object"
        return self._coordinated(k, j, depth)

    def _absolute(self, k: int, before: Token) -> bool:
        """ "with X announcing a round": the name between "with" and a present participle does what that says."""
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        return before.lower == "with" and after is not None and after.pos == "VERB" and after.lower.endswith("ing")

    def _described(self, k: int, j: int, depth: int) -> Place | None:
        """ "l'hébergeur de minage X": a bare noun between "de" and the name belongs to what the name is, so the place is that of the whole."""
        if depth > 3 or not self.bare(j, k):
            return None
        start = self.phrase_start(j)
        return "subject" if start == 0 else self._behind(k, start - 1, depth + 1)

    def _exemplified(self, k: int, j: int, depth: int) -> Place | None:
        """ "miners such as X": a name given as an example stands where the whole stands."""
        while j > 0 and (self.tokens[j].lower in self.grammar.examples or self.tokens[j].text == ","):
            j -= 1
        if depth > 3 or self.tokens[j].pos != "NOUN" or self.tokens[j].found:
            return None
        start = self.phrase_start(j)
        return "subject" if start == 0 else self._behind(k, start - 1, depth + 1)

    def _coordinated(self, k: int, j: int, depth: int) -> Place:
        """A name joined by a comma or "and" to one of its kind stands where that one stands."""
        token, mark = self.tokens[k], self.tokens[j]
        at = self._before_mark(j)
        other = self.tokens[at] if at >= 0 else None
        joined = mark.pos == "CCONJ" or (mark.text == "," and self._goes_on(k))
        if joined and depth < 6 and other and other.found and token.found and other.found.type is token.found.type:
            return self.place(at, depth + 1)
        return "subject"

    def _goes_on(self, k: int) -> bool:
        at = self.later(k)
        return at < len(self.tokens) and (self.tokens[at].text == "," or self.tokens[at].pos == "CCONJ")

    def listed_before(self, k: int, types: Types) -> list[Token]:
        """The name at ``k`` and those coordinated before it, in the order of the text."""
        out, j = [self.tokens[k]], k
        while (mark := self.earlier(j)) > 0 and self._joins(mark, j):
            other = self._before_mark(mark)
            if other < 0 or not self.is_name(other, types):
                break
            out.insert(0, self.tokens[other])
            j = other
        return out

    def _before_mark(self, mark: int) -> int:
        """The token before a comma or conjunction of a list, the comma of ", and" left out."""
        at = self.earlier(mark)
        return self.earlier(at) if at > 0 and self.tokens[at].text == "," and self.tokens[mark].pos == "CCONJ" else at

    def _joins(self, mark: int, later: int) -> bool:
        word = self.tokens[mark]
        return word.pos == "CCONJ" or word.text == "&" or (word.text == "," and self._goes_on(later))

    def listed_behind(self, k: int, types: Types) -> list[Token]:
        """The name at ``k`` and those coordinated behind it: "A, B and C"; a list counts once a conjunction closes it."""
        out, queue, j = [self.tokens[k]], list[Token](), k
        while (at := self.later(j)) + 1 < len(self.tokens):
            if self.tokens[at].text == "," and self.tokens[at + 1].pos == "CCONJ":
                at += 1
            mark = self.tokens[at]
            closes = mark.pos == "CCONJ" or mark.text == "&"
            nxt = self._name_at(at + 1, types) if closes or mark.text == "," else None
            if nxt is None or self._acts(nxt):
                break
            queue.append(self.tokens[nxt])
            j = nxt
            if closes:
                out += queue
                queue = []
        return out

    def _name_at(self, k: int, types: Types) -> int | None:
        """A name at ``k``, an article or kind noun before it left out."""
        for j in range(k, min(len(self.tokens), k + 3)):
            if self.is_name(j, types):
                return j
            if self.tokens[j].pos not in ("DET", "NOUN", "ADJ", "ADP") or self.tokens[j].found:
                return None
        return None

    def _acts(self, k: int) -> bool:
        """Whether the name at ``k`` is the subject of a verb right behind it."""
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        return after is not None and (finite(after) or after.pos == "AUX" or after.lower in self.grammar.possessive_marks)


class Reach(Row):
    """The clause around a trigger."""

    def group_start(self, i: int) -> int:
        """The first token of the verb group that ends at ``i``: auxiliaries, negation, adverbs, clitics before it."""
        j = i
        while j > 0:
            word = self.tokens[j - 1]
            clitic = word.pos in ("PRON", "PART") and word.found is None and word.lower not in self.grammar.relatives
            if (
                not (
                    word.pos in ("AUX", "ADV")
                    or clitic
                    or word.lower in self.grammar.adverbial
                    or word.lower in ("ne", "n'", "se", "s'", "to")
                )
                or word.found
            ):
                break
            j -= 1
        return j

    def passive(self, i: int) -> bool:
        """Whether the participle at ``i`` stands behind "be", or bare before "by"."""
        token = self.tokens[i]
        group = self.tokens[self.group_start(i) : i]
        reflexive = any(t.lower in ("se", "s'") for t in group)  # "s'est retiré"
        if not reflexive and any(t.lemma in self.grammar.be and t.pos in ("AUX", "VERB") for t in group):
            return "VerbForm=Part" in token.morph or token.lower.endswith(("ed", "é", "ée", "és", "ées"))
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        bare = not any(t.pos == "AUX" for t in group) and "VerbForm=Part" in token.morph and "Tense=Past" in token.morph
        if not bare or after is None:
            return False
        before = self.tokens[i - 1] if i else None
        apposed = (before is None or before.text in (",", "(")) and (after.pos == "ADP" or (before is None and after.time is not None))
        return after.lower in self.grammar.agent or apposed

    def end(self, i: int) -> int:
        """Where the clause of the trigger at ``i`` ends: a relative pronoun, a breaking word, or another finite verb."""
        own = i
        for k in range(i + 1, len(self.tokens)):
            word = self.tokens[k]
            if word.found or word.amount or word.time:
                continue
            if word.lower in self.grammar.breakers or (word.lower in self.grammar.relatives and word.pos != "SCONJ" and word.pos != "DET"):
                return k
            if word.pos == "CCONJ" and k > own + 1 and k + 1 < len(self.tokens) and self.tokens[k + 1].pos == "VERB":
                return k
            if finite(word) and k > own + 1 and not (k == own + 2 and self.tokens[own + 1].pos == "CCONJ"):
                return self._clause_start(own, k)
        return len(self.tokens)

    def _clause_start(self, own: int, k: int) -> int:
        """Where the clause of the finite verb at ``k`` begins: behind the last comma or conjunction before its subject."""
        for j in range(k - 1, max(own + 1, k - PHRASE), -1):
            word = self.tokens[j]
            if word.pos == "CCONJ" or word.text == ",":
                return j
            if word.pos in ("ADP", "VERB"):
                break
        return k

    def beginning(self, i: int) -> int:
        """Where the clause of the trigger at ``i`` begins: behind a semicolon, a relative pronoun or a breaking word before it."""
        for k in range(i - 1, -1, -1):
            word = self.tokens[k]
            if word.found or word.amount or word.time:
                continue
            if word.lower in self.grammar.breakers or (word.lower in self.grammar.relatives and word.pos not in ("SCONJ", "DET")):
                return k + 1
        return 0
