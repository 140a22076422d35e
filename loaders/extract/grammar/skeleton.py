"""A sentence as a string in which names, amounts and times are short marks, so that regular expressions can speak of kinds.

``Bitfarms CEO Ben Gagnon`` is ``<C0> ceo <P2>``: the letter is the kind, the number the token's index. Words are in lower case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from graph.ontology import EntityType
from loaders.extract.document import Found, Sentence, Token

_E = EntityType
LETTERS = {
    _E.COMPANY: "C", _E.PERSON: "P", _E.SITE: "S", _E.HARDWARE: "H", _E.ASSET: "A", _E.SECURITY: "X", _E.ACTIVITY: "T", _E.PLACE: "L",
    _E.AUTHORITY: "U",
}  # fmt: skip
_KINDS = {"money": "m", "coin": "b", "percent": "p", "power": "w", "hashrate": "h", "count": "n"}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The string with the sentence it stands for; ``at[k]`` is the offset of token k in the string."""

    sentence: Sentence
    string: str
    at: tuple[int, ...]

    def token(self, mark: str) -> Token:
        """The token of a mark such as ``<C12>`` or of its number."""
        return self.sentence.tokens[int(re.sub(r"\D", "", mark))]

    def found(self, mark: str) -> Found | None:
        """The name at a mark."""
        return self.token(mark).found

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the article of a stretch of the string (of the tokens that begin in it)."""
        inside = [t for t, at in zip(self.sentence.tokens, self.at, strict=True) if start <= at < end]
        return (inside[0].start, inside[-1].end) if inside else (self.sentence.start, self.sentence.start + 1)

    def index(self, position: int) -> int:
        """The token that covers a position of the string."""
        return max(0, bisect_right(self.at, position) - 1)


# Brackets that only name a firm again: its ticker, short name or acronym, "the Company".
_ALIAS = re.compile(
    r"[(\[] (?:(?:[\"“”«»‘’',:/]|<[XCU]\d+>|the|l'|la|le|or|ou|and|et|ci-après|company|société|nasdaq|nyse|tsx|ticker|symbol|mnémo) ?)+ ?[)\]]"
)


def skeleton(sentence: Sentence, aliases: bool = True) -> Skeleton:
    """The skeleton of a sentence. Adjectives of places ("canadien") are marked ``L`` like places; their ``how`` tells them apart.

    Without ``aliases`` what brackets say of a name is left out: "Bitfarms (NASDAQ: BITF), the miner" is ``<C0> , the miner``.
    """
    full = _laid(sentence, [])
    left_out = [] if aliases else [m.span() for m in _ALIAS.finditer(full.string) if m.start()]
    return _laid(sentence, [(full.index(a), full.index(b - 1)) for a, b in left_out]) if left_out else full


def _laid(sentence: Sentence, left_out: list[tuple[int, int]]) -> Skeleton:
    parts, at, size = [], [], 0
    for token in sentence.tokens:
        if any(a <= token.i <= b for a, b in left_out):
            at.append(max(0, size - 1))  # on the space before what follows, so that no stretch begins with it
            continue
        word = mark_of(token)
        parts.append(word)
        at.append(size)
        size += len(word) + 1
    return Skeleton(sentence, " ".join(parts), tuple(at))


def mark_of(token: Token) -> str:
    """The mark or word of a token."""
    if token.found:
        return f"<{LETTERS[token.found.type]}{token.i}>"
    if token.amount:
        return f"<{_KINDS.get(token.amount.kind, 'q')}{token.i}>"
    if token.time:
        return f"<t{token.i}>"
    return token.lower.replace("<", "‹").replace(">", "›")
