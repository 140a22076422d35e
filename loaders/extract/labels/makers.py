"""Whose machines: "Nvidia's latest GB300 GPUs", "the S21 from Bitmain", "les puces H100 de Nvidia". Said of firms known to make hardware only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ids import entity_key
from graph.ontology import EntityType
from loaders.extract.document import Found, Token
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.names.antecedents import Known
from loaders.extract.raw import Raw, simple

_OWN = re.compile(
    r"<C(?P<c>\d+)>(?: (?:'s|’s|s’|'))? (?:(?:latest|new|newest|own|next|generation|next-generation|-|flagship|current|powerful|[\w-]+) ){0,4}?<H(?P<h>\d+)>"
)
_OF = re.compile(
    r"<H(?P<h>\d+)>(?: (?:gpus?|chips?|machines?|rigs?|miners?|systems?|servers?|processors?|accelerators?|units?|asics?|models?|mineurs|puces|serveurs))?"
    r"(?: ,)? (?:from|by|made by|built by|designed by|de|d'|du fabricant|fabriquée?s? par|conçue?s? par|signée?s?) <C(?P<c>\d+)>"
)
_MAKES = "hardware-manufacturing"
_MARKED = ("'s", "’s", "s’", "'")


def makers(skel: Skeleton, known: Known) -> Iterator[Raw]:
    """``makes`` claims of a sentence: a machine with its maker as owner or origin, and the machines joined to it."""
    for pattern in (_OWN, _OF):
        for match in pattern.finditer(skel.string):
            firm, machine = skel.token(match["c"]), skel.token(match["h"])
            if pattern is _OWN and skel.sentence.tokens[firm.i + 1].lower not in _MARKED and not _own_reference(firm):
                continue
            if firm.found and machine.found and _makes(known, firm.found, machine.found):
                for token in _joined(skel, machine) if pattern is _OWN else (machine,):
                    if token.found:
                        yield simple("makes", "attribute/maker", skel.sentence, firm, {"company": firm.found, "hardware": token.found}, 0.8)


def _makes(known: Known, firm: Found, machine: Found) -> bool:
    """Whether a firm is known to make hardware, and the machine's name does not open with another such firm's ("GB300 systems from Dell")."""
    named = entity_key(EntityType.COMPANY, machine.name.split()[0])
    return _MAKES in known(firm.key).activities and (named == firm.key or _MAKES not in known(named).activities)


def _own_reference(token: Token) -> bool:
    """ "its H200 chips" of a maker."""
    return (
        token.found is not None
        and token.found.how == "reference"
        and token.lower in ("its", "their", "our", "son", "sa", "ses", "leurs", "nos")
    )


def _joined(skel: Skeleton, machine: Token) -> Iterator[Token]:
    """A machine and those that "and" or a comma joins to it."""
    yield machine
    tokens, k = skel.sentence.tokens, machine.i + 1
    while (
        k + 1 < len(tokens) and tokens[k].lower in ("and", "et", "&", ",") and (f := tokens[k + 1].found) and f.type is EntityType.HARDWARE
    ):
        yield tokens[k + 1]
        k += 2
