"""Products: what a firm launches, in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.ontology import EntityType, Factuality
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.grammar import clause
from loaders.extract.grammar.linear import Line, load_grammar
from loaders.extract.raw import Raw
from loaders.extract.words import read_yaml

_E = EntityType
_FIRM = (_E.COMPANY,)
_MOST_WORDS = 8  # a longer phrase is no product's name
_SKIPPED = 6  # tokens between a verb and its object ("lancera en mai, à Paris,")
_NAMED = re.compile(r"[A-Z][\w+.-]*[A-Z0-9][\w+.-]*|[A-ZÀ-Þ][\w’'+.-]+(?:[ \u00a0](?:[A-ZÀ-Þ0-9][\w’'+.-]*))*")
_NO_PRODUCT = (_E.PLACE, _E.PERSON, _E.AUTHORITY, _E.SITE, _E.ACTIVITY)
_NO_NAME = (*_NO_PRODUCT, _E.COMPANY, _E.ASSET)
_BARE = frozenset(
    """cryptomonnaies cryptomonnaie crédit crédits monnaie exchange lending trading custody market staking product products service services
    produit produits""".split()
)  # a trade, no product
_OF_A_DEAL = frozenset("rachat acquisition opa takeover buyback acquire".split())
_QUOTES = {'"': '"', "“": "”", "«": "»"}


def load_launch_words(lang: str) -> dict[str, frozenset[str]]:
    """The verbs, nouns and words for products of a language, and objects that are no products."""
    raw = read_yaml(lang, "launches.yaml")
    return {name: frozenset(words) for name, words in raw.items()}


@dataclass(frozen=True, slots=True)
class _Scene:
    doc: Document
    line: Line
    words: dict[str, frozenset[str]]
    topic: Found | None

    @property
    def tokens(self) -> list[Token]:
        return self.line.tokens


def launches(doc: Document, sentence: Sentence, words: dict[str, frozenset[str]], topic: Found | None = None) -> Iterator[Raw]:
    """``launches`` claims of a sentence: a verb of launching with a firm as subject (else the one spoken of) and a product as object."""
    scene = _Scene(doc, Line(sentence, load_grammar(doc.pack.code)), words, topic)
    for token in sentence.tokens:
        weak = token.lemma in words["plans"]
        out = token.lemma in words["out"] and any(t.lower == "out" for t in sentence.tokens[token.i + 1 : token.i + 3])  # "brought out"
        if token.found or token.pos != "VERB" or not (weak or out or token.lemma in words["verbs"]):
            continue
        if _reflexive(sentence, token):
            continue
        passive = clause.is_passive(sentence, token) or scene.line.passive(token.i)
        phrase = _before(scene, token) if passive else _behind(scene, token, weak or token.lemma in words["files"])
        if phrase is None:
            continue
        firms = _firms(scene, sentence, token, passive)
        for firm in firms:
            raw = Raw("launches", "launch", sentence, token, {"company": (firm,)}, confidence=0.7)
            raw.put("product", doc.text[phrase[0] : phrase[1]], phrase)
            raw.factuality = Factuality.PLANNED if token.lemma in words["files"] else None
            yield raw


def _reflexive(sentence: Sentence, token: Token) -> bool:
    """ "se présentant comme une plateforme sûre", "s'est lancée dans une stratégie d'achat": nothing is launched."""
    before = sentence.tokens[max(0, token.i - 2) : token.i]
    close = [t.lower for t in before if t.pos != "AUX"] if before and before[-1].pos == "AUX" else [t.lower for t in before[-1:]]
    return bool({"se", "s'", "s’"} & set(close))


def _firms(scene: _Scene, sentence: Sentence, token: Token, passive: bool) -> list[Found]:
    """The firms that launch: by the parse, by the order of the words, else in the line of a list the firm spoken of."""
    heads = [n for s in clause.subjects(sentence, token) for n in clause.spread(sentence, s)]
    found = [
        p.found
        for n in heads
        for p in clause.noun_phrase(sentence, n)
        if p.found and p.found.type is _E.COMPANY and not scene.line.possesses(p.i)
    ]
    if not found:
        row = scene.line.behind(token.i, scene.line.grammar.agent, _FIRM) if passive else scene.line.subjects(token.i, _FIRM)
        start = 0 if passive else scene.line.unnamed(token)
        found = [t.found for t in row if t.found and t.i >= start]
    if not found and scene.topic and sentence.span.kind in ("bullet", "headline"):
        found = [scene.topic.at(token.start, token.end, "topic")]
    return list({f.key: f for f in found}.values())


def _before(scene: _Scene, token: Token) -> tuple[int, int] | None:
    """The product that a passive is said of: "its coin was launched", "options, launched in May"."""
    k = scene.line.group_start(token.i) - 1
    while k >= 0 and (scene.tokens[k].text in (",", ")") or scene.tokens[k].lower in scene.line.grammar.relatives):
        k -= 1
    start = scene.line.phrase_start(k) if k >= 0 else 0
    return _product(scene, scene.tokens[start : k + 1], None, False) if k >= 0 else None


def _behind(scene: _Scene, token: Token, weak: bool) -> tuple[int, int] | None:
    """The product that stands behind a verb, with a name in apposition."""
    end, k = scene.line.end(token.i), token.i + 1
    if token.lemma in scene.words["files"]:  # "filed for an ETF"
        k = next((j for j in range(k, min(end, k + 4)) if scene.tokens[j].pos == "ADP"), k)
    while k < min(end, token.i + _SKIPPED) and (_adverbial(scene, k) or scene.tokens[k].pos == "ADP"):
        k += 1
    row = [scene.tokens[k]] if k < end else []
    while row and (nxt := row[-1].i + 1) < end and _continues(scene, row, scene.tokens[nxt]):
        row.append(scene.tokens[nxt])
    after = scene.tokens[row[-1].i + 1 : row[-1].i + 5] if row else []
    return _product(scene, row, after, weak)


def _adverbial(scene: _Scene, k: int) -> bool:
    """A time, an adverb or the preposition before one, between a verb and its object."""
    word, after = scene.tokens[k], scene.tokens[k + 1] if k + 1 < len(scene.tokens) else None
    if word.time or word.pos in ("ADV", "PART") or word.text in (",", "."):
        return True
    return word.pos in ("ADP", "DET") and after is not None and after.time is not None


def _continues(scene: _Scene, row: list[Token], word: Token) -> bool:
    """Whether a word goes on with the phrase of the product."""
    if word.time or word.text in (",", ";", ":", "(", ")", "—", "–") or word.pos in ("AUX", "SCONJ", "CCONJ", "ADV"):
        return False
    if row[-1].text == "-" and row[-1].end == word.start:  # "a Solana exchange-traded fund"
        return True
    if word.pos == "VERB":
        return "VerbForm=Part" in word.morph and scene.line.grammar.lang == "fr"
    if word.pos == "ADP" and not word.found:
        return word.lower in scene.words["joining"] and len(row) < _MOST_WORDS
    return True


def _product(scene: _Scene, row: list[Token], after: list[Token] | None, weak: bool) -> tuple[int, int] | None:
    """The characters of the product: a proper name in the phrase or in apposition, else the phrase without its article."""
    while row and (row[0].pos in ("DET", "PUNCT", "ADP") or row[0].lower in scene.words["leading"] or scene.line.possesses(row[0].i)):
        row = row[1:]
    head = _head(scene, row)
    if any(t.lemma in _OF_A_DEAL for t in row[:4]):  # "présente une offre de rachat"
        return None
    if head is None or row[0].amount or row[0].pos == "VERB" or {head.lemma, head.lower} & scene.words["not"]:
        return None
    if {t.lower for t in row} & scene.words["never"]:
        return None
    if _explained(scene, row, after or []):  # a product that was taken for a firm: "unveiled X, a wallet for shops"
        return row[0].start, row[0].end
    if (head.found and head.found.type in _NO_NAME) or (weak and any(t.found and t.found.type is _E.HARDWARE for t in row)):
        return None
    known = bool({w for t in row for w in (t.lemma, t.lower, *t.lower.split())} & scene.words["products"])
    name = _name(scene, row) or (_apposed(scene, after or []) if known else None)
    if name and not (weak and not known):
        return name
    row = row[:_MOST_WORDS]
    while row and row[-1].pos in ("ADP", "DET", "PUNCT"):
        row = row[:-1]
    alone = len(row) == 1 and row[0].lower in _BARE
    return (row[0].start, row[-1].end) if row and known and not alone and row[-1].text[-1:] not in ("-", "–") else None


def _explained(scene: _Scene, row: list[Token], after: list[Token]) -> bool:
    """Whether an unknown name is followed by what it is, a product."""
    unknown = len(row) == 1 and row[0].found is not None and row[0].found.how == "model"
    told = len(after) > 2 and after[0].text == "," and after[1].pos == "DET"
    return unknown and told and any({t.lemma, t.lower} & scene.words["products"] for t in after[2:])


def _head(scene: _Scene, row: list[Token]) -> Token | None:
    """The noun that says what the thing is: the last before a preposition in English, the first in French."""
    nouns = []
    for token in row:
        if token.pos == "ADP" and not token.found:
            break
        if token.pos in ("NOUN", "PROPN") or token.found or token.amount:
            nouns.append(token)
    if not nouns:
        return None
    return nouns[0] if scene.line.grammar.lang == "fr" else nouns[-1]


def _name(scene: _Scene, row: list[Token]) -> tuple[int, int] | None:
    """A capitalised name among the tokens, in quotes or not, that is no place or person."""
    text = scene.doc.text
    for token in row:
        if token.found and token.found.type in _NO_NAME:
            continue
        if token.text in _QUOTES:
            end = text.find(_QUOTES[token.text], token.end)
            if 0 < end - token.end < 40:
                return token.end + (text[token.end : token.end + 1] in " \u00a0\u202f"), end
        kinds = ("PROPN", "NOUN", "X") if scene.line.grammar.lang == "en" else ("PROPN", "NOUN", "X", "ADJ")  # "a Korean pact"
        capital = token.text[:1].isupper() and (token.pos in kinds or token.found)
        match = _NAMED.match(text[token.start : row[-1].end]) if capital else None
        if (
            match
            and len(match.group()) > 2
            and match.group()[-1] != "-"
            and match.group() not in ("ETF", "ETP", "API", "GPU", "USD", "BTC")
        ):
            return token.start, token.start + match.end()
    return None


def _apposed(scene: _Scene, after: list[Token]) -> tuple[int, int] | None:
    """A name behind the phrase: "a stablecoin, the USDX", "un réseau baptisé X"."""
    rest = [t for t in after if t.text not in (",", ":") and t.pos != "DET" and t.lower not in scene.words["called"]]
    lead = after[0] if after else None
    if (
        lead is None
        or not (lead.text in (",", ":") or lead.lower in scene.words["called"])
        or not rest
        or (rest[0].found and rest[0].found.type is _E.COMPANY)
    ):
        return None
    return _name(scene, rest[:1])
