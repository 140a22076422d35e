"""Who owns a firm, by fixed forms beside its name: "X, owned by Y", "Y's unit X", "the Y subsidiaries A, B and C"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ontology import EntityType
from loaders.extract.document import Token
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.raw import Raw, simple

_OWNED = re.compile(
    r"<C(?P<c>\d+)> ?,? ?(?:is |which is |est |qui est )?(?:majority |wholly |entirely |majority- )?-?(?:owned|controlled|détenue?|contrôlée?)"
    r"(?: à <p\d+>| à 100 %)? (?:by|par) <C(?P<p>\d+)>"
)
_OWNED_UNIT = re.compile(
    r"<C(?P<p>\d+)>(?: 's| ’s| s|')? (?:own |new )?(?:(?:[\w-]+|<[TAL]\d+>) ){0,3}?(?:subsidiary|unit|arm|division)(?: ,|,)? <C(?P<c>\d+)>"
)
_OWNED_UNIT_2 = re.compile(r"<C(?P<p>\d+)>(?: 's| ’s|')? <C(?P<c>\d+)> (?:subsidiary|unit|arm|division)\b")
_PARENT_OF = re.compile(r"<C(?P<p>\d+)> ?,? ?(?:which is |is )?(?:the )?parent(?: company| firm)? of (?:the )?<C(?P<c>\d+)>")
_ITS_PARENT = re.compile(r"<C(?P<c>\d+)>(?: 's| ’s|')? parent(?: company| firm)?(?: ,|,)? <C(?P<p>\d+)>")
_SEVERAL = re.compile(
    r"(?:<C(?P<p>\d+)>(?: 's| ’s| s’|')? (?:(?:[\w-]+|<[nL]\d+>) ){0,3}?(?:subsidiaries|units|affiliates|filiales)"
    r"|(?:subsidiaries|units|affiliates|filiales) (?:of|de|d') (?:the |la |l' |le )?<C(?P<q>\d+)>)"
    r"(?: ?[:–—,])?(?: (?:are|sont|include|including|comprennent|dont|among them|namely|notamment))? <C(?P<c>\d+)>"
)


def parents(skel: Skeleton) -> Iterator[Raw]:
    """``subsidiary_of`` claims of a sentence."""
    for pattern in (_OWNED, _OWNED_UNIT, _OWNED_UNIT_2, _PARENT_OF, _ITS_PARENT):
        for match in pattern.finditer(skel.string):
            yield from _owned(skel, skel.token(match["c"]), skel.token(match["p"]))
    for match in _SEVERAL.finditer(skel.string):
        parent = skel.token(match["p"] or match["q"])
        for child in _members(skel, skel.token(match["c"])):
            yield from _owned(skel, child, parent)


def _owned(skel: Skeleton, child: Token, parent: Token) -> Iterator[Raw]:
    if child.found and parent.found and child.found.key != parent.found.key and child.found.how != "reference":
        yield simple("subsidiary_of", "attribute/unit", skel.sentence, child, {"child": child.found, "parent": parent.found})


def _members(skel: Skeleton, first: Token) -> Iterator[Token]:
    """A firm and those joined to it by commas and "and"."""
    yield first
    joined = False
    for token in skel.sentence.tokens[first.i + 1 :]:
        if token.found and token.found.type is EntityType.COMPANY:
            if not joined:
                return
            yield token
            joined = False
        elif token.lower in (",", "and", "et", "&", ";"):
            joined = True
        elif not (token.text in "()" or (token.found and token.found.type in (EntityType.SECURITY, EntityType.PLACE))):
            return
