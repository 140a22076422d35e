"""Whose a move is where several are named side by side: "A, B and C fell 10%", "A and B lost 11.6% and 10% respectively"."""

from __future__ import annotations

from graph.ontology import EntityType
from loaders.extract.document import Found, Token

_JOINS = frozenset((",", "(", ")", "and", "et", "&", ":"))
_EACH = ("respectively", "respectivement")


def owners(tokens: list[Token], subject: Found, token: Token) -> list[Found]:
    """The firms or coins that a number is told of: those named in one row with ``subject``, or the one whose turn it is ("respectively")."""
    row = _row(tokens, subject, token)
    if len(row) < 2 or token.amount is None:
        return [subject]
    members = [t.found for t in row if t.found]
    if any(t.lower in _EACH for t in tokens[row[-1].i :]):
        alike = [t.i for t in tokens[row[-1].i + 1 :] if t.amount and t.amount.kind == token.amount.kind]
        return [members[alike.index(token.i)]] if len(alike) == len(members) and token.i in alike else [subject]
    first = next((t for t in tokens[row[-1].i + 1 :] if t.amount), None)
    return members if first is token and token.amount.kind == "percent" and not _range(token) else [subject]


def _row(tokens: list[Token], subject: Found, token: Token) -> list[Token]:
    last = next((t for t in reversed(tokens[: token.i]) if t.found == subject), None)
    if last is None:
        return []
    row, joined = [last], False
    for word in reversed(tokens[: last.i]):
        if word.found and word.found.type is subject.type and joined:
            row.append(word)
            joined = False
        elif word.text.lower() in _JOINS:
            joined = True
        elif not (word.found and word.found.type is EntityType.SECURITY):
            break
    return list(reversed(row))


def _range(token: Token) -> bool:
    return token.amount is not None and token.amount.amount.low is not None and token.amount.amount.high is not None
