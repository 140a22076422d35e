"""Products: what a firm launches, in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ontology import EntityType
from loaders.extract import clause
from loaders.extract.document import Document, Sentence, Token
from loaders.extract.raw import Raw
from loaders.extract.words import read_yaml

_E = EntityType
_MOST_WORDS = 8  # a longer phrase is no product's name


def load_launch_words(lang: str) -> dict[str, frozenset[str]]:
    """The verbs, nouns and words for products of a language, and objects that are no products."""
    raw = read_yaml(lang, "launches.yaml")
    return {name: frozenset(words) for name, words in raw.items()}


def launches(doc: Document, sentence: Sentence, words: dict[str, frozenset[str]]) -> Iterator[Raw]:
    """``launches`` claims of a sentence: a verb of launching with a firm as subject and a product as object."""
    for token in sentence.tokens:
        verb = token.lemma in words["verbs"] and token.pos == "VERB"
        noun = token.lemma in words["nouns"] and token.pos == "NOUN"
        if not (verb or noun) or token.found:
            continue
        firms = [p.found for s in clause.subjects(sentence, token) for n in clause.spread(sentence, s) for p in clause.noun_phrase(sentence, n)
                 if p.found and p.found.type is _E.COMPANY]  # fmt: skip
        for obj in clause.objects(sentence, token):
            phrase = _phrase(doc, sentence, obj, words)
            if firms and phrase:
                raw = Raw("launches", "launch", sentence, token, {"company": (firms[0],)}, confidence=0.7)
                raw.put("product", doc.text[phrase[0] : phrase[1]], phrase)
                yield raw
                break


def _phrase(doc: Document, sentence: Sentence, obj: Token, words: dict[str, frozenset[str]]) -> tuple[int, int] | None:
    """The characters of the product: a proper name inside the phrase if there is one, else the phrase without its article."""
    if obj.amount or (obj.found and obj.found.type not in (_E.ASSET, _E.HARDWARE, _E.SECURITY, _E.COMPANY)):
        return None
    if obj.lemma in words["not"] or obj.lower in words["not"]:
        return None
    tokens = [t for t in sentence.subtree(obj.i) if t.i >= obj.i - 6 and t.i <= obj.i + 6]
    tokens = _contiguous(tokens, obj)
    while tokens and (
        tokens[0].pos in ("DET", "PUNCT", "ADP") or tokens[0].lower in ("its", "new", "sa", "son", "nouvelle", "nouveau", "their", "first")
    ):
        tokens = tokens[1:]
    if not tokens or len(tokens) > _MOST_WORDS:
        tokens = [t for t in tokens if t.i <= obj.i][-4:]
    named = _name(doc, tokens)
    if named:
        return named
    known = {t.lemma for t in tokens} | {t.lower for t in tokens}
    return (tokens[0].start, tokens[-1].end) if tokens and known & words["products"] else None


def _contiguous(tokens: list[Token], obj: Token) -> list[Token]:
    """The stretch around the head that no comma, verb or relative clause breaks."""
    by_index = {t.i: t for t in tokens}
    first = last = obj.i
    while first - 1 in by_index and by_index[first - 1].text not in (",", "(", ";", ":"):
        first -= 1
    while (
        last + 1 in by_index
        and by_index[last + 1].text not in (",", "(", ";", ":", "—", "–")
        and by_index[last + 1].pos not in ("VERB", "AUX", "SCONJ")
    ):
        last += 1
    return [by_index[k] for k in range(first, last + 1)]


_NAME = re.compile(r"[A-Z][\w+.-]*[A-Z0-9][\w+.-]*|[A-ZÀ-Þ][\w’'+.-]+(?: (?:[A-ZÀ-Þ0-9][\w’'+.-]*))*")


def _name(doc: Document, tokens: list[Token]) -> tuple[int, int] | None:
    """A capitalised name among the tokens, in quotes or not, that is no place or person."""
    for token in tokens:
        if token.found and token.found.type in (_E.PLACE, _E.PERSON, _E.AUTHORITY, _E.SITE):
            continue
        if token.text in ('"', "“", "«"):
            end = doc.text.find({'"': '"', "“": "”", "«": "»"}[token.text], token.end)
            if 0 < end - token.end < 40:
                return token.end + (doc.text[token.end : token.end + 1] in " \u00a0\u202f"), end
        if token.pos == "PROPN" or token.found:
            run = [t for t in tokens if t.i >= token.i]
            match = _NAME.match(doc.text[token.start : run[-1].end])
            if match and len(match.group()) > 2:
                return token.start, token.start + match.end()
    return None
