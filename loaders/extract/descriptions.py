"""What the text says a firm is, beside its name: the noun phrase before it, the apposition or predicate behind it, a reference's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.ontology import EntityType
from loaders.extract.document import Found, Sentence, Token

_E = EntityType
_BEFORE = 10  # tokens of a noun phrase before a name
_AFTER = 20  # tokens of an apposition
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X")
_OPENERS = (",", "(", "—", "–", "-", "--")
_CLOSERS = (")", ";", ".", "—", "–", ":", "»", '"', "”")
_RELATIVES = frozenset("which who that qui dont que where où".split())
_ARTICLES = frozenset("a an the un une le la l' one another its their his her son sa leur ce cette l’ premier première ".split())
_COPULAS = frozenset("is are was were be est sont était reste demeure devient became becomes remains".split())


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens ``first`` to ``last`` (inclusive) of a sentence that describe ``firm``; ``place`` is before, after, predicate or reference."""

    firm: Found
    sentence: Sentence
    first: int
    last: int
    place: str

    def tokens(self) -> list[Token]:
        """The tokens of the description."""
        return self.sentence.tokens[self.first : self.last + 1]

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.sentence.tokens[self.last].end


def descriptions(sentence: Sentence) -> Iterator[Description]:
    """All descriptions of firms in a sentence, in the order of the firms."""
    for token in sentence.tokens:
        firm = token.found
        if firm is None or firm.type is not _E.COMPANY:
            continue
        if firm.how == "reference":
            yield Description(firm, sentence, token.i, token.i, "reference")
            yield from _after(sentence, token, firm)
            continue
        yield from _before(sentence, token, firm)
        yield from _after(sentence, token, firm)
        yield from _predicate(sentence, token, firm)


def _before(sentence: Sentence, token: Token, firm: Found) -> Iterator[Description]:
    first = token.i
    lang_french = False
    for k in range(token.i - 1, max(-1, token.i - 1 - _BEFORE), -1):
        word = sentence.tokens[k]
        if word.found and word.found.type in (_E.COMPANY, _E.PERSON, _E.SITE, _E.SECURITY):
            break
        small = word.lower in ("de", "du", "d'", "des", "en", "of", "-", "and", "et", "à")
        participle = word.pos == "VERB" and word.lower in ("based", "listed", "backed", "traded", "owned", "coté", "cotée", "basé", "basée", "spécialisée", "spécialisé", "focused", "mining", "trading", "lending")
        if not (word.pos in _NOMINAL or word.found or word.amount or small or participle) or word.lower in _COPULAS:
            break
        first = k
        if word.lower in _ARTICLES and not small:
            break
        lang_french = lang_french or small
    if first < token.i and sentence.tokens[first].lower in ("de", "du", "d'", "of", "and", "et", "à", "en"):
        first += 1
    if first < token.i:
        yield Description(firm, sentence, first, token.i - 1, "before")


def _after(sentence: Sentence, token: Token, firm: Found) -> Iterator[Description]:
    k = token.i + 1
    while k < len(sentence.tokens) and _ticker_at(sentence, k):
        k = _past_bracket(sentence, k)
    if k + 1 >= len(sentence.tokens) or sentence.tokens[k].text not in _OPENERS:
        return
    first = k + 1
    opener = sentence.tokens[first]
    based = opener.lower in ("based", "headquartered", "basé", "basée", "installé", "installée", "established", "filiale", "founded", "fondée", "fondé", "spécialiste", "domiciliée")
    if not (opener.lower in _ARTICLES or opener.pos in ("NOUN", "ADJ") or based):
        return
    last = _end_of_apposition(sentence, first)
    if last >= first:
        yield Description(firm, sentence, first, last, "after")


def _ticker_at(sentence: Sentence, k: int) -> bool:
    """Whether brackets open here that hold a ticker or a short name in quotes."""
    if sentence.tokens[k].text not in ("(", "["):
        return False
    inside = sentence.tokens[k + 1 : k + 8]
    return any(t.found and t.found.type is _E.SECURITY for t in inside[:3]) or (bool(inside) and inside[0].text in ('"', "“", "«", "the", "l'"))


def _past_bracket(sentence: Sentence, k: int) -> int:
    while k < len(sentence.tokens) and sentence.tokens[k].text not in (")", "]"):
        k += 1
    return k + 1


def _end_of_apposition(sentence: Sentence, first: int) -> int:
    last = first - 1
    for k in range(first, min(len(sentence.tokens), first + _AFTER)):
        word = sentence.tokens[k]
        verb = word.pos in ("VERB", "AUX") and ("VerbForm=Fin" in word.morph or word.lower in _COPULAS)
        if word.text in _CLOSERS or word.lower in _RELATIVES or verb:
            break
        if word.text == "," and not _place_goes_on(sentence, k):
            break
        last = k
    return last


def _place_goes_on(sentence: Sentence, k: int) -> bool:
    """A comma between two nested places ("Omaha, Nebraska") ends nothing."""
    before, after = sentence.tokens[k - 1], sentence.tokens[k + 1] if k + 1 < len(sentence.tokens) else None
    return bool(after and before.found and after.found and before.found.type is _E.PLACE and after.found.type is _E.PLACE)


def _predicate(sentence: Sentence, token: Token, firm: Found) -> Iterator[Description]:
    """"Applied Digital is a developer of ...", ", which is a unit of ..."."""
    k = token.i + 1
    if k < len(sentence.tokens) and sentence.tokens[k].text == ",":
        k += 1
    if k < len(sentence.tokens) and sentence.tokens[k].lower in _RELATIVES:
        k += 1
    if k + 1 < len(sentence.tokens) and sentence.tokens[k].lower in _COPULAS:
        last = _end_of_apposition(sentence, k + 1)
        if last > k:
            yield Description(firm, sentence, k + 1, last, "predicate")
