"""Grammatical places read from the order of the words alone, for sentences that the parser breaks.

A name that no preposition and no verb stands before is a subject; one right behind a verb its object; one behind "with" goes with what the
clause says. Small models often misread long press sentences, while this order is nearly fixed in English and French.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.ontology import EntityType
from loaders.extract.document import Token
from loaders.extract.grammar.rows import NOMINAL, PHRASE, Reach, Types, finite, load_grammar

__all__ = ["Line", "load_grammar"]
_E = EntityType
_LOOSE = frozenset((_E.SITE, _E.HARDWARE, _E.ASSET, _E.PLACE, _E.ACTIVITY))  # kinds whose names stand for themselves wherever they stand
_FREE = frozenset((_E.SITE, _E.HARDWARE, _E.ASSET))  # and those sought beyond an infinitive ("agreed to buy")
_FAR = 45  # tokens over which a subject is sought
_FRONTED = 20  # tokens of a participle phrase that opens a sentence
_LED = 5  # tokens from its comma to the name
_GAP = 12  # tokens between a name and the relative clause about it
CONTRACTED = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à"}


class Near(Reach):
    """Names near a trigger that no preposition governs."""

    def controls(self, i: int) -> bool:
        """Whether the verb at ``i`` only governs an infinitive: "plans to sell", "prévoit de vendre"; what is done is said by that one."""
        if i + 2 >= len(self.tokens) or self.tokens[i + 1].lower not in self.grammar.infinitive:
            return False
        return self.tokens[i + 2].pos == "VERB" and "VerbForm=Inf" in self.tokens[i + 2].morph

    def near(self, i: int, types: Types) -> list[Token]:
        """The nearest name of a kind in the trigger's clause, right first."""
        end = self.end(i)
        right = [k for k in range(i + 1, end) if self.is_name(k, types)]
        left = [k for k in range(i - 1, max(-1, i - _GAP), -1) if self.is_name(k, types)]
        best = right[:1] or left[:1]
        return [self.tokens[best[0]]] if best else []

    def there(self, i: int, types: Types) -> list[Token]:
        """What "there" means in the trigger's clause: the last name of a kind before it in the sentence."""
        if not any(t.lower in self.grammar.there for t in self.tokens[self.group_start(i) : self.end(i)]):
            return []
        return [self.tokens[k] for k in range(i - 1, -1, -1) if self.is_name(k, types)][:1]

    def dative(self, i: int, types: Types) -> list[Token]:
        """To whom: "lui a prêté", or in English the first of two objects ("gave X a licence")."""
        if self.grammar.lang == "en":
            two = i + 2 < len(self.tokens) and self.is_name(i + 1, types) and self.tokens[i + 2].pos in ("DET", "ADJ", "NOUN", "NUM")
            return [self.tokens[i + 1]] if two else []
        first = self.group_start(i)
        row = [t for t in self.tokens[max(0, first - 2) : i] if t.lower in self.grammar.clitics and t.found and t.found.how == "reference"]
        return [t for t in row if self.is_name(t.i, types)][:1]

    def after(self, i: int, types: Types) -> list[Token]:
        """The first name of a kind to the right in the clause, wherever it stands."""
        return [self.tokens[k] for k in range(i + 1, self.end(i)) if self.is_name(k, types)][:1]

    def led(self, i: int, types: Types) -> list[Token]:
        """The subject behind the phrase that opens the sentence with the noun at ``i``: "Under a hosting contract with X, Y gets half"."""
        if self.tokens[0].pos != "ADP" or any(t.pos in ("VERB", "AUX") for t in self.tokens[:i]):
            return []
        comma = next((t.i for t in self.tokens[i:] if t.text == ","), None)
        if comma is None or comma + 1 >= len(self.tokens) or not self.is_name(comma + 1, types):
            return []
        return [self.tokens[comma + 1]]

    def fronted(self, i: int, types: Types) -> list[Token]:
        """The subject behind a participle that opens the sentence: "Acquired by X in May, Y runs mines", "Racheté par X, le mineur Y ferme"."""
        opening = self.tokens[:i]
        if "VerbForm=Part" not in self.tokens[i].morph or any(t.found or t.pos in ("VERB", "AUX", "NOUN", "PRON") for t in opening):
            return []
        comma = next((t.i for t in self.tokens[i + 1 : i + 1 + _FRONTED] if t.text == ","), None)
        if comma is None or any(finite(t) for t in self.tokens[i + 1 : comma]):
            return []
        for word in self.tokens[comma + 1 : comma + 1 + _LED]:
            if self.is_name(word.i, types):
                return self.listed_behind(word.i, types)
            if word.pos not in ("DET", "NOUN", "ADJ", "PROPN") and not word.found:
                break
        return []

    def possessed(self, i: int, types: Types) -> list[Token]:
        """ "X's shares rose after signing", "les actions de X montent après avoir signé": the firm does it, not its shares."""
        if self.tokens[i].pos != "VERB" or not {"VerbForm=Ger", "VerbForm=Part", "VerbForm=Inf"} & set(self.tokens[i].morph.split("|")):
            return []
        lead = next((t.pos == "ADP" and t.lower in self.grammar.following for t in self.tokens[self.group_start(i) - 1 : i]), False)
        firms = [k for k in range(self.group_start(i)) if self.is_name(k, types)] if lead else []
        keys = {found.key for k in firms if (found := self.tokens[k].found)}
        return [self.tokens[firms[0]]] if len(keys) == 1 else []

    def unnamed(self, verb: Token) -> int:
        """Where names that may be the subject of a verb begin: at the subject that the parse gives it, if that is a plain noun ("hackers")."""
        subject = _parsed_subject(self.tokens, verb)
        if subject is None or subject.pos != "NOUN" or subject.found or subject.amount or subject.time:
            return 0
        start = self.phrase_start(subject.i)
        inside = self.tokens[start : verb.i]
        owned = start > 0 and self.tokens[start - 1].lower in self.grammar.possessive_marks
        return 0 if owned or any(t.found for t in inside) else start

    def governor(self, i: int) -> Token | None:
        """The verb before a noun in its clause: "announced the acquisition"."""
        for k in range(i - 1, max(-1, i - _GAP), -1):
            word = self.tokens[k]
            if word.pos == "VERB" and not word.found:
                return word
            if word.lower in self.grammar.relatives or word.text == ";":
                return None
        return None


class Line(Near):
    """A sentence read from left to right for the names at the places of a trigger."""

    def subjects(self, i: int, types: Types) -> list[Token]:
        """Names that stand as the subject of the verb at ``i``, with those coordinated before."""
        first = self.group_start(i)
        before = self.tokens[first - 1] if first else None
        if (several := self._several(first, i, types)) is not None:
            return several
        if before is not None and before.lower in self.grammar.inverting:
            for k in range(i + 1, min(len(self.tokens), i + 5)):
                if self.is_name(k, types):
                    return [self.tokens[k]]
        if before is not None and before.lower in self.grammar.subject_relatives and first > 1 and before.pos != "SCONJ":
            return self.antecedent(first - 1, types)
        for k in range(self._past_relative(first) - 1, max(-1, first - _FAR), -1):
            if self.tokens[k].text == ";":
                break
            if self.is_name(k, types) and (self.place(k) == "subject" or self._controls(k, first, i)):
                return self.listed_before(k, types)
        return self._enumerated(i, types) or self.possessed(i, types) or self.fronted(i, types)

    def _enumerated(self, i: int, types: Types) -> list[Token]:
        """The firms that a colon lists behind what is said of them together: "nine miners will turn to AI: A, B and C"."""
        colon = next((k for k in range(i + 1, len(self.tokens)) if self.tokens[k].text == ":"), None)
        plural = any(t.pos == "NOUN" and "Number=Plur" in t.morph for t in self.tokens[:i])
        if colon is None or not plural or colon + 1 >= len(self.tokens) or not self.is_name(colon + 1, types):
            return []
        row = self.listed_behind(colon + 1, types)
        return row if len(row) > 1 else []

    def _past_relative(self, first: int) -> int:
        """Where the subject of a verb group at ``first`` is sought: before a relative clause set off by commas, "X, in which Y has a stake, agreed"."""
        if not first or self.tokens[first - 1].text not in (",", "—", "–"):
            return first
        for j in range(first - 2, max(0, first - _FAR), -1):
            word = self.tokens[j]
            if word.lower in self.grammar.relatives and word.found is None and word.pos not in ("SCONJ", "DET"):
                k = j - 1 if self.tokens[j - 1].pos == "ADP" else j
                return k - 1 if k > 1 and self.tokens[k - 1].text == self.tokens[first - 1].text else first
            if word.text == ";":
                break
        return first

    def _several(self, first: int, i: int, types: Types) -> list[Token] | None:
        """The firms that "they" means: those of the last list before it in the sentence; None where no such pronoun stands before the verb."""
        if not any(t.lower in self.grammar.plural and t.found is None for t in self.tokens[max(0, first - 1) : i]):
            return None
        for k in range(first - 1, -1, -1):
            if self.is_name(k, types) and len(row := self.listed_before(k, types)) > 1:
                return row
        return None

    def _controls(self, k: int, first: int, i: int) -> bool:
        """ "wants the company to sell", "let X turn": the name between a verb and an infinitive does what the infinitive says."""
        if k != first - 1 or "VerbForm=Inf" not in self.tokens[i].morph or self.grammar.lang != "en":
            return False
        return self.place(k) == "object"

    def antecedent(self, i: int, types: Types) -> list[Token]:
        """The nearest name before a relative pronoun or a bare participle."""
        for k in range(i - 1, max(-1, i - 1 - _GAP), -1):
            if self.is_name(k, types) and self.place(k) not in ("possessor", "compound"):
                return self.listed_before(k, types)
        return []

    def objects(self, i: int, types: Types, partitive: frozenset[str]) -> list[Token]:
        """Names that stand as the object of the verb at ``i``, with those coordinated behind; else what a relative clause is about."""
        for k in range(i + 1, self.end(i)):
            word = self.tokens[k]
            if self.is_name(k, types) and self._governed(i, k, partitive):
                return self.listed_behind(k, types)
            if word.pos == "VERB" and "VerbForm=Inf" in word.morph and not set(types) & _FREE:
                break
        return self._relative_object(i, types)

    def _governed(self, i: int, k: int, partitive: frozenset[str]) -> bool:
        """Whether the name at ``k`` is the object of the verb at ``i``: no preposition between, or "of" behind a noun for a part."""
        start = self.phrase_start(k)
        between = self.tokens[i + 1 : start]
        found = self.tokens[k].found
        if found is not None and found.type in _LOOSE:
            return True
        if not any(t.pos in ("ADP", "VERB") or (t.found and found and t.found.type is found.type) for t in between):
            return True
        genitive = start > 0 and self.tokens[start - 1].lower in self.grammar.genitive
        return genitive and any(t.lemma in partitive or t.amount for t in between)

    def _relative_object(self, i: int, types: Types) -> list[Token]:
        """ "a broker that X acquired", "the shop it bought": the name before the relative clause."""
        first = self.group_start(i)
        for k in range(first - 1, max(0, first - PHRASE), -1):
            word = self.tokens[k]
            if word.lower in self.grammar.object_relatives and word.pos != "SCONJ":
                return self.antecedent(k, types)
            if word.text in (",", ";", ":") or word.pos in ("VERB", "AUX", "ADP"):
                break
            if word.found and word.found.how == "reference" and self.tokens[k - 1].pos in ("NOUN", "PROPN") and self.grammar.lang == "en":
                return self.antecedent(k, types)
        return []

    def behind(self, i: int, words: Iterable[str], types: Types) -> list[Token]:
        """Names behind one of the prepositions to the right of ``i``, within its clause."""
        wanted = frozenset(words)
        end = self.end(i)
        for k in range(i + 1, end):
            word = self.tokens[k]
            if self.is_name(k, types) and CONTRACTED.get(word.lower.split()[0]) in wanted:
                return self.listed_behind(k, types)
            if word.found or word.amount or not (word.lower in wanted or CONTRACTED.get(word.lower) in wanted):
                continue
            found = self._phrase_name(k + 1, end, types)
            if found is not None:
                return self.listed_behind(found, types)
        return []

    def _phrase_name(self, k: int, end: int, types: Types) -> int | None:
        """The first name of a noun phrase that begins at ``k``."""
        for j in range(k, min(end, k + PHRASE + 3)):
            word = self.tokens[j]
            if self.is_name(j, types) and self.modifies(j, self.tokens[j + 1] if j + 1 < len(self.tokens) else None):
                continue
            if self.is_name(j, types):
                possessed = self.tokens[j + 1 : j + 2] and self.tokens[j + 1].lower in self.grammar.possessive_marks
                return None if possessed else j
            if word.lower in self.grammar.transparent or word.text in (",", "-") or (j == k and word.lower in self.grammar.genitive):
                continue  # "auprès de X"
            if word.lower in self.grammar.genitive and (
                name := next((m for m in range(j + 2, min(end, j + 5)) if self.is_name(m, types)), 0)
            ):
                return name if self.bare(j, name) else None  # "avec le fournisseur de cloud X"
            if word.pos in ("VERB", "AUX", "SCONJ") or (word.pos == "ADP" and not word.amount) or word.text in (";", ":"):
                return None
        return None

    def owner(self, i: int, types: Types) -> list[Token]:
        """The possessor right before a noun: "X's acquisition", "its plan"."""
        for k in range(i - 1, max(-1, i - PHRASE), -1):
            word = self.tokens[k]
            if word.found and word.found.type in types:
                marked = self.tokens[k + 1].lower in self.grammar.possessive_marks
                if marked or self.possesses(k):
                    return [word]
            if word.lower in self.grammar.whose:
                return self.antecedent(k, types)
            if not (
                word.pos in NOMINAL
                or word.found
                or word.amount
                or word.time
                or word.lower in self.grammar.possessive_marks
                or word.text in ("-", '"')
            ):
                break
        return []

    def bearer(self, i: int, types: Types) -> list[Token]:
        """Whom a noun such as "owner" describes: the name right behind it, or before the comma or "is" before it."""
        if i + 1 < len(self.tokens) and self.is_name(i + 1, types):
            return [self.tokens[i + 1]]
        if (named := self._apposed(i, types)) is not None:
            return [named]
        j = self.phrase_start(i)
        if j > 1 and self.tokens[j - 1].lower == "en" and (self.tokens[j - 2].text == "," or self.tokens[j - 2].lemma in self.grammar.be):
            j -= 1  # "X, en faillite", "X est en faillite"
        before = self.tokens[j - 1] if j else None
        if before is None:
            return []
        if before.lemma in self.grammar.be:
            return self.subjects(before.i, types)
        if before.text in (",", "(", "-", "–", "—"):
            at = next((k for k in range(j - 2, max(-1, j - 7), -1) if self.is_name(k, types)), None)
            return [] if at is None else self.listed_before(at, types)
        return []

    def _apposed(self, i: int, types: Types) -> Token | None:
        """ "its biggest client, X, will": the name behind a noun with a possessor, set off by commas."""
        comma = i + 1 if i + 1 < len(self.tokens) and self.tokens[i + 1].text == "," else None
        start = self.phrase_start(i)
        marked = any(self.possesses(k) or self.tokens[k].lower in self.grammar.possessive_marks for k in range(start, i))
        if comma is None or not marked:
            return None
        k = next((m for m in range(comma + 1, min(len(self.tokens), comma + 4)) if self.is_name(m, types)), None)
        if k is None or any(t.pos not in ("DET", "NOUN", "ADJ") for t in self.tokens[comma + 1 : k]):
            return None
        after = self.later(k)
        return self.tokens[k] if after >= len(self.tokens) or self.tokens[after].pos in ("PUNCT", "ADP") else None


def _parsed_subject(tokens: list[Token], verb: Token) -> Token | None:
    """The subject that the parse gives a verb, or the verb above its infinitive ("hackers were able to forge")."""
    node = verb
    for _ in range(3):
        subject = next((t for t in tokens[: verb.i] if t.head == node.i and t.dep.split(":")[0] == "nsubj"), None)
        if subject is not None or node.dep != "xcomp" or node.head >= node.i:
            return subject
        node = tokens[node.head]
    return None
