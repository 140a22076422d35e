"""Firms that a plural noun introduces as a list: "nine listed bitcoin miners have plans: A, B and C", "les banques étaient A et B", "A and B are miners"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ontology import EntityType
from loaders.extract.document import Sentence, Token
from loaders.extract.labels.descriptions import Description, phrase_start
from loaders.extract.labels.trades import Trades

_OPENERS = frozenset((":", "–", "—", "("))
_COPULAS = frozenset("are were sont étaient include includes included comprennent comptent".split())
_JOINED = frozenset((",", "and", "et", "&", "ou", "or", ";"))
_ALL = frozenset("all both des tous toutes trois deux two three other autres".split())
_COMPLEMENT = 5  # tokens behind the noun that may say more of it ("makers of mining equipment")


def introduced(sentence: Sentence, trades: Trades) -> Iterator[Description]:
    """A description for each firm of a list of two or more that such a noun introduces or sums up."""
    for run in _runs(sentence.tokens):
        noun = _noun_before(sentence, run[0].i, trades) or _noun_behind(sentence, run[-1].i, trades)
        if noun is None:
            continue
        first, last = phrase_start(sentence, noun.i), _complement(sentence.tokens, noun.i)
        for token in run:
            if token.found:
                yield Description(token.found, sentence, min(first, noun.i), last, "before")


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Firms joined by commas and "and", brackets between them skipped."""
    run: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.text in "([") - (token.text in ")]")
        if depth > 0 or token.text in ")]":
            continue
        if token.found and token.found.type is EntityType.COMPANY and token.found.how != "reference":
            run.append(token)
        elif token.lower not in _JOINED and not (run and token.found and token.found.type is EntityType.SECURITY):
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _noun_before(sentence: Sentence, at: int, trades: Trades) -> Token | None:
    """The last plural noun for firms before the colon, dash or verb that opens the list."""
    if at < 2 or sentence.tokens[at - 1].lower not in _OPENERS | _COPULAS:
        return None
    before = sentence.tokens[: at - 1]
    plain = (t for t in reversed(before) if _plural(t, trades))
    noun = next(plain, None)
    between = before[noun.i :] if noun else []
    return None if any(t.found and t.found.type is EntityType.COMPANY for t in between) else noun


def _noun_behind(sentence: Sentence, at: int, trades: Trades) -> Token | None:
    """ "A and B are bitcoin miners", "A et B, deux mineurs de bitcoin": the plural noun that a copula or apposition gives the whole list."""
    behind = sentence.tokens[at + 1 : at + 8]
    if len(behind) > 2 and behind[0].text == "," and (behind[1].pos == "NUM" or behind[1].lower in _ALL):
        behind = behind[1:]
        if [t.lower for t in behind[1:3]] == ["of", "them"]:
            behind = behind[2:]
    elif not behind or behind[0].lower not in ("are", "sont", "were", "étaient"):
        return None
    stop = next((k for k, t in enumerate(behind[1:], 1) if t.pos in ("ADP", "VERB", "PUNCT") and t.lower not in ("de", "d'")), len(behind))
    return next((t for t in behind[1:stop] if _plural(t, trades)), None)


def _plural(token: Token, trades: Trades) -> bool:
    return token.pos == "NOUN" and token.found is None and token.lower.endswith(("s", "x")) and bool(trades.nouns.fullmatch(token.text))


def _complement(tokens: list[Token], noun: int) -> int:
    """The last token of what belongs to a noun behind it."""
    if noun + 1 >= len(tokens) or tokens[noun + 1].lower not in ("of", "de", "d'", "du"):
        return noun
    last = noun
    for token in tokens[noun + 1 : noun + 1 + _COMPLEMENT]:
        if token.pos not in ("NOUN", "ADJ", "ADP", "PROPN") or (token.pos == "ADP" and token.lower not in ("of", "de", "d'", "du")):
            break
        last = token.i
    return last
