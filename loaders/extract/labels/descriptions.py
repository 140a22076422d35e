"""What the text says a firm is, beside its name: the noun phrase before it, the apposition or predicate behind it, a reference's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.ontology import EntityType
from loaders.extract.document import Found, Sentence, Token

_E = EntityType
_BEFORE = 10  # tokens of a noun phrase before a name
_AFTER = 20  # tokens of an apposition
_BEHIND = 8  # tokens that belong to a French reference behind its noun
_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X")
_OPENERS = (",", "(", "—", "–", "-", "--")
_CLOSERS = (")", ";", ".", "—", "–", ":", "»", '"', "”", "(")
_RELATIVES = frozenset("which who that qui dont que where où whose".split())
_ARTICLES = frozenset("a an the un une le la l' one another its their his her son sa leur ce cette l’ premier première ".split())
_DEFINITE = frozenset("du des aux au".split())
_SMALL = frozenset("de d' en - and et à & of".split())
_OTHERS = (_E.COMPANY, _E.PERSON, _E.SITE, _E.SECURITY, _E.AUTHORITY)  # names that end a noun phrase
_OF = frozenset("of de d' du".split())
_TURNS = frozenset((("in", "exchange"), ("en", "échange")))  # "In exchange X gets shares"
_COPULAS = frozenset("is are be est sont reste demeure devient becomes remains became".split())
_PAST = frozenset("was were était étaient".split())
_PARTICIPLES = frozenset(
    """based listed backed traded owned focused mining trading lending licensed regulated headquartered coté cotée cotées cotés basé basée
    spécialisée spécialisé établie établi installée installé reconverti reconvertie""".split()
)
_NOUN_PARTS = frozenset("crypto cryptos monnaie monnaies -monnaie -monnaies cryptomining".split())  # words that the parser takes for verbs
_SEATED = frozenset(
    """spécialisé spécialisée specialized specialised specializing specialising
    based headquartered basé basée installé installée established établi établie filiale founded fondée fondé spécialiste domiciliée domicilié
    implanté implantée sis sise pionnier pionnière of part éditeur""".split()
)


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens ``first`` to ``last`` (inclusive) of a sentence that describe ``firm``; ``place`` is before, after, predicate, apart or reference."""

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
    shared: Description | None = None
    for token in sentence.tokens:
        firm = token.found
        if firm is None or firm.type is not _E.COMPANY:
            continue
        if firm.how == "reference":
            yield _reference(sentence, token, firm)
            yield from _after(sentence, token, firm)
            continue
        before = _before(sentence, token, firm)
        if before:
            yield before
        elif shared and _joined(sentence, shared, token):
            before = replace(shared, firm=firm)
            yield before
        shared = before if before and (before is shared or _plural(before)) else None
        yield from _after(sentence, token, firm)
        yield from _predicate(sentence, token, firm)


def _plural(description: Description) -> bool:
    """ "bitcoin miners A and B", "les plateformes A et B": the noun describes every one of them."""
    nouns = [t for t in description.tokens() if t.pos in ("NOUN", "PROPN") and not t.found]
    return bool(nouns) and any(t.lower.endswith(("s", "x")) and "Number=Plur" in t.morph for t in (nouns[0], nouns[-1]))


def _joined(sentence: Sentence, shared: Description, token: Token) -> bool:
    """Whether a name stands in the list that a plural noun opens."""
    between = [t for t in sentence.tokens[shared.last + 1 : token.i] if t.lower not in _MARKS]
    depth = 0
    for t in between:
        depth += (t.text in "([") - (t.text in ")]")
        plain = (
            depth > 0
            or t.text in (",", ")", "]")
            or t.lower in ("and", "et", "&", "or", "ou")
            or (t.found is not None and t.found.type in (_E.COMPANY, _E.SECURITY, _E.PLACE))  # a firm taken for a place breaks no list
        )
        if not plain:
            return False
    return True


def _before(sentence: Sentence, token: Token, firm: Found) -> Description | None:
    end = _such_as(sentence, token.i - 1)
    listed = end > 0 and _opens_list(sentence, end - 1) and _goes_on(sentence, token, firm)
    if end > 0 and sentence.tokens[end].text == "," and (listed or _set_off(sentence, token)):
        end -= 1
    first = phrase_start(sentence, end)
    if first == end and end and (sentence.tokens[end - 1].lower, sentence.tokens[end].lower) in _TURNS:
        return None
    return Description(firm, sentence, first, end, "before") if first <= end else None


def _goes_on(sentence: Sentence, token: Token, firm: Found) -> bool:
    """Whether another name follows in the list: "deux mineurs, A et B", not "des mineurs, A a acheté"."""
    k = token.i + 1
    while k < len(sentence.tokens) and _ticker_at(sentence, k, firm):
        k = _past_bracket(sentence, k)
    return k < len(sentence.tokens) and sentence.tokens[k].lower in (",", "et", "and", "&", "ou", "or", "(")


def phrase_start(sentence: Sentence, end: int) -> int:
    """The first token of the noun phrase that ends with token ``end``; behind ``end`` where none does."""
    if end < 0 or sentence.tokens[end].lower in _SMALL | _DEFINITE:
        return end + 1
    first = end + 1
    for k in range(end, max(-1, end - _BEFORE), -1):
        word = sentence.tokens[k]
        other = word.found is not None and word.found.type in _OTHERS and word.found.how != "reference"
        noun = "VerbForm=Inf" in word.morph and k < end and sentence.tokens[k + 1].pos == "NOUN"  # "to cloud provider X"
        if other or not (noun or _belongs(word) or _abbreviation(sentence, k)):
            break
        if word.lower in _DEFINITE and not _of_trade(sentence, k) and any(t.pos == "NOUN" for t in sentence.tokens[k + 1 : end + 1]):
            break
        first = k
        if word.lower in _ARTICLES and not _of_trade(sentence, k) and not (k and sentence.tokens[k - 1].lower == "numéro"):
            break
    while first <= end and sentence.tokens[first].lower in _SMALL | _DEFINITE:
        first += 1
    return first


def _abbreviation(sentence: Sentence, k: int) -> bool:
    """Whether a bracket of "Bitcoin (BTC) miners" stands here."""
    tokens = sentence.tokens
    opens, closes = (k, k + 2) if tokens[k].text == "(" else (k - 2, k)
    return (
        opens > 0 and closes < len(tokens) and tokens[opens].text == "(" and tokens[closes].text == ")" and tokens[opens + 1].text.isupper()
    )


# Nouns for firms whose line of business follows with an article: "le géant de la gestion d'actifs".
_LEADERS = frozenset(
    """géant géants leader leaders spécialiste spécialistes acteur acteurs pionnier pionniers champion champions numéro poids opérateur exploitant""".split()
)


def _of_trade(sentence: Sentence, k: int) -> bool:
    """Whether the article at ``k`` opens what such a noun is at home in, and no name's own phrase."""
    before = sentence.tokens[max(0, k - 3) : k]
    fused = sentence.tokens[k].lower in ("des", "du")
    return any(t.lower in _LEADERS for t in (before if fused else before[:-1])) and (fused or before[-1].lower == "de")


def _such_as(sentence: Sentence, end: int) -> int:
    """Where the noun stands whose examples follow: "des fonds tels que X, Y et Z", "plusieurs sociétés de gestion, dont X"."""
    words = [t.lower for t in sentence.tokens[max(0, end - 2) : end + 1]]
    size = next((len(mark) for mark in _EXAMPLES if words[-len(mark) :] == list(mark)), 0)
    before = end - size - (size > 0 and end > size and sentence.tokens[end - size].text == ",")
    return before if size and before >= 0 and _plural_noun(sentence, before) else end


_EXAMPLES = (
    ("tels", "que"), ("telles", "que"), ("tels", "qu'"), ("telles", "qu'"), ("dont",), ("notamment",), ("comme",), ("such", "as"), ("including",),
    ("like",), ("namely",),
)  # fmt: skip


_MARKS = frozenset(word for mark in _EXAMPLES for word in mark)


def _plural_noun(sentence: Sentence, k: int) -> bool:
    return any("Number=Plur" in t.morph and t.pos == "NOUN" for t in sentence.tokens[max(0, k - 4) : k + 1])


def _set_off(sentence: Sentence, token: Token) -> bool:
    """Whether a name stands between commas behind the noun phrase that opens the sentence: "Une autre plateforme japonaise, X, a été piratée"."""
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    opens = sentence.tokens[: token.i - 1]
    plain = all(_belongs(t) for t in opens) and 1 < len(opens) < _BEFORE
    return after is not None and after.text == "," and plain and opens[0].lower in _ARTICLES


def _belongs(word: Token) -> bool:
    """Whether a word can stand in the noun phrase before a name."""
    if word.lower in _NOUN_PARTS:
        return True
    if word.lower in _COPULAS | _PAST or (word.pos in ("VERB", "AUX") and "VerbForm=Fin" in word.morph):
        return False
    return (
        word.pos in _NOMINAL
        or bool(word.found or word.amount)
        or word.lower in _SMALL | _DEFINITE
        or word.lower in _PARTICIPLES
        or "-" in word.text
    )


def _opens_list(sentence: Sentence, k: int) -> bool:
    word = sentence.tokens[k]
    adjective = word.pos == "ADJ" and word.lower.endswith(("s", "x"))  # "deux acteurs américains, A et B"
    return (word.pos == "NOUN" and "Number=Plur" in word.morph) or (adjective and k > 0 and _opens_list(sentence, k - 1))


def _reference(sentence: Sentence, token: Token, firm: Found) -> Description:
    """A reference with what belongs to it: in French adjectives and "de ..." follow the noun."""
    last = token.i
    if token.lower[:2] in ("le", "la", "l'", "ce", "du", "au"):
        for k in range(token.i + 1, min(len(sentence.tokens), token.i + 1 + _BEHIND)):
            word = sentence.tokens[k]
            small = word.lower in ("de", "d'", "du", "des", "en", "la", "l'") and k + 1 < len(sentence.tokens)
            place = word.found is not None and word.found.type in (_E.PLACE, _E.ASSET, _E.ACTIVITY, _E.HARDWARE)
            part = word.lower in _NOUN_PARTS or (word.text == "-" and sentence.tokens[k - 1].lower == "crypto")
            if not (word.pos in ("ADJ", "NOUN") or small or place or part):
                break
            last = k
        while last > token.i and sentence.tokens[last].lower in ("de", "d'", "du", "des", "en", "la", "l'"):
            last -= 1
    return Description(firm, sentence, token.i, last, "reference")


def _after(sentence: Sentence, token: Token, firm: Found) -> Iterator[Description]:
    k = token.i + 1
    while k < len(sentence.tokens) and _ticker_at(sentence, k, firm):
        k = _past_bracket(sentence, k)
    if k + 1 >= len(sentence.tokens) or sentence.tokens[k].text not in _OPENERS:
        return
    first = k + 1
    opener = sentence.tokens[first]
    if not (opener.lower in _ARTICLES or opener.pos in ("NOUN", "ADJ") or opener.lower in _SEATED) or (
        opener.found and opener.lower not in _ARTICLES
    ):
        return
    last = _end_of_apposition(sentence, first)
    if last >= first and not _list_goes_on(sentence, token, last):
        yield Description(firm, sentence, first, last, "after")


def _list_goes_on(sentence: Sentence, token: Token, last: int) -> bool:
    """ "among A, the lender B": what follows the comma introduces the next name."""
    after = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    ends = sentence.tokens[last].found
    before = sentence.tokens[last - 1].found
    coin = before is not None and before.type is _E.ASSET
    another = ends is not None and ends.type is _E.COMPANY and (token.found is None or ends.key != token.found.key)
    return another and (after is None or after.text != ",") and (coin or sentence.tokens[last - 1].pos in ("NOUN", "ADJ", "VERB", "PROPN"))


def _ticker_at(sentence: Sentence, k: int, firm: Found) -> bool:
    """Whether brackets open here that hold a ticker, a short name in quotes or the firm's own."""
    if sentence.tokens[k].text not in ("(", "["):
        return False
    inside = sentence.tokens[k + 1 : k + 8]
    own = bool(inside) and inside[0].found is not None and inside[0].found.key == firm.key
    return (
        own
        or any(t.found and t.found.type is _E.SECURITY for t in inside[:3])
        or (bool(inside) and inside[0].text in ('"', "“", "«", "the", "l'"))
    )


def _past_bracket(sentence: Sentence, k: int) -> int:
    while k < len(sentence.tokens) and sentence.tokens[k].text not in (")", "]"):
        k += 1
    return k + 1


def _end_of_apposition(sentence: Sentence, first: int) -> int:
    last = first - 1
    for k in range(first, min(len(sentence.tokens), first + _AFTER)):
        word = sentence.tokens[k]
        verb = word.pos in ("VERB", "AUX") and ("VerbForm=Fin" in word.morph or word.lower in _COPULAS | _PAST)
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
    """ "Applied Digital is a developer of ...", ", which is a unit of ..."."""
    if token.i and sentence.tokens[token.i - 1].lower in _OF:
        return  # "the largest shareholder of X is the bank Y"
    k = token.i + 1
    while k < len(sentence.tokens) and _ticker_at(sentence, k, firm):
        k = _past_bracket(sentence, k)
    if k < len(sentence.tokens) and sentence.tokens[k].text == ",":
        k += 1
    if k < len(sentence.tokens) and sentence.tokens[k].lower in _RELATIVES:
        k += 1
    if k + 1 < len(sentence.tokens) and sentence.tokens[k].lower in _COPULAS:
        opener = sentence.tokens[k + 1]
        last = _end_of_apposition(sentence, k + 1)
        if last > k and (opener.lower in _ARTICLES or opener.pos in ("NOUN", "ADJ")):
            yield Description(firm, sentence, k + 1, last, "predicate")
