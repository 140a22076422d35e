"""Sites that stand in one list: "its Odessa, Black Pearl (300 MW) and Bear sites", "mines in Norway and Sweden"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.extract.document import Found, Sentence, Token

_SKIPPED = frozenset(", and et & ( ) à at de in en au aux dans the la le l' d' /".split())


_BEHIND = 5  # tokens behind the noun of a site that may stand before its place
_NOMINAL = ("NOUN", "ADJ", "ADP", "VERB", "ADV")


def coordinated(sentence: Sentence, site: Token) -> Iterator[Token]:
    """A site and those joined to it by commas and "and", their capacities and places between."""
    yield site
    tokens = sentence.tokens
    k, joined, placed = site.i + 1, False, False
    while k < len(tokens):
        token = tokens[k]
        if is_site(token.found):
            if not joined or token.found is None or token.found.how == "reference":
                return
            yield token
            joined = False
        elif token.lower in (",", "and", "et", "&"):
            joined = True
        elif token.found is not None and token.found.type == "Place":
            placed = True
        elif not (token.lower in _SKIPPED or token.amount or (not placed and _describes(site, token))):
            return
        k += 1


def _describes(site: Token, token: Token) -> bool:
    """Words between the noun of a described site and its place: "centres de minage répartis entre"."""
    near = token.i - site.i <= _BEHIND and token.found is None
    finite = token.pos == "VERB" and "VerbForm=Fin" in token.morph
    return (
        near and is_site(site.found) and site.found is not None and site.found.how == "descriptor" and not finite and token.pos in _NOMINAL
    )


def listed(sentence: Sentence, sites: Sequence[Found]) -> list[Found]:
    """Sites with those that stand in one list with one described by its place: "runs mines in Norway and Sweden"."""
    at = {id(t.found): t for t in sentence.tokens if t.found}
    lists = [coordinated(sentence, at[id(f)]) if f.how == "descriptor" and id(f) in at else () for f in sites]
    joined = [t.found for tokens in lists for t in tokens if t.found and t.found.how == "descriptor"]
    return list({f.key: f for f in (*sites, *joined)}.values())


def is_site(found: Found | None) -> bool:
    """Whether a name is a site's."""
    return found is not None and found.type == "Site"
