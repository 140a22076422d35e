"""An article as the extractor sees it: sentences of tokens in one dependency scheme, with names, amounts and times laid over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.model import Article, Mention
from graph.ontology import EntityType
from loaders.languages import Pack
from loaders.text.amounts import AmountSpan
from loaders.text.sentences import Sentence as SentenceSpan
from loaders.text.times import TimeSpan


@dataclass(frozen=True, slots=True)
class Found:
    """An entity found at one place of the text. ``how`` tells by what: gazetteer, ticker, model, rule, short, reference, descriptor."""

    start: int
    end: int
    type: EntityType
    name: str
    key: str
    how: str

    def mention(self) -> Mention:
        """The filler that a claim carries."""
        return Mention(name=self.name, type=self.type, start=self.start, end=self.end, key=self.key)

    def at(self, start: int, end: int, how: str = "reference") -> Found:
        """The same entity, mentioned at another place."""
        return Found(start, end, self.type, self.name, self.key, how)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a name or amount taken as one word. ``head`` is the index in the sentence (its own for the root).

    ``lower`` is the text in lower case with the plain apostrophe.
    ``dep`` follows Universal Dependencies in both languages (nsubj, nsubj:pass, obj, obl, obl:agent, nmod, nmod:poss, case, appos, conj ...).
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str = ""
    found: Found | None = None
    amount: AmountSpan | None = None
    time: TimeSpan | None = None


@dataclass(slots=True)
class Sentence:
    """A sentence with its tokens; ``kind`` is prose, headline, bullet, table ... (see loaders.text.sentences)."""

    index: int
    span: SentenceSpan
    tokens: list[Token]
    _children: list[list[int]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.span.start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.span.end

    @property
    def found(self) -> list[Found]:
        """The names and references in the order of the text."""
        return [t.found for t in self.tokens if t.found]

    @property
    def amounts(self) -> list[AmountSpan]:
        """The amounts in the order of the text."""
        return [t.amount for t in self.tokens if t.amount]

    @property
    def times(self) -> list[TimeSpan]:
        """The dates and periods in the order of the text."""
        return [t.time for t in self.tokens if t.time]

    def children(self, i: int, *deps: str) -> Iterator[Token]:
        """Dependents of token ``i``, with one of ``deps`` (a name matches its subtypes: ``obl`` also ``obl:agent``), left to right."""
        if not self._children:
            self._children = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head != token.i:
                    self._children[token.head].append(token.i)
        for child in self._children[i]:
            token = self.tokens[child]
            if not deps or token.dep in deps or token.dep.split(":")[0] in deps:
                yield token

    def head(self, token: Token) -> Token | None:
        """The token that governs another; None for the root."""
        return None if token.head == token.i else self.tokens[token.head]

    def text_of(self, text: str) -> str:
        """The characters of the sentence."""
        return text[self.span.start : self.span.end]


@dataclass(slots=True)
class Document:
    """An article with its analysis. ``published`` is the local date by which relative dates resolve.

    ``asides`` are keys of firms that an article names without being about them: its media and stock exchanges.
    """

    article: Article
    pack: Pack
    published: date | None
    sentences: list[Sentence]
    found: list[Found]
    asides: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The stored text."""
        return self.article.text

    def of_type(self, *types: EntityType) -> list[Found]:
        """All names of the types in the order of the text."""
        return [f for f in self.found if f.type in types]

    def main_firm(self) -> Found | None:
        """The firm that the article is about: the one named most often, names in the first three sentences counted double."""
        firms = [f for f in self.found if f.type is EntityType.COMPANY and f.how != "reference" and f.key not in self.asides]
        early = self.sentences[min(2, len(self.sentences) - 1)].end if self.sentences else 0
        count = Counter[str]()
        for firm in firms:
            count[firm.key] += 2 if firm.start < early else 1
        return max(firms, key=lambda f: (count[f.key], -f.start), default=None)
