"""Bitcoin named by its rank: "the largest cryptocurrency", "la principale crypto-monnaie"."""

from __future__ import annotations

import re

from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence

_FIRST = re.compile(
    r"\b(?<!second )(?<!second-)(?<!next )(?:top|largest|biggest|leading|flagship|most valuable|world['’]s most popular|apex) "
    r"(?:crypto(?:currency)?(?: asset)?|digital (?:asset|currency|coin|token)|coin)\b(?!s)"
    r"|\bl[ae] (?:principale|première|plus (?:grande|grosse|célèbre)(?: et la plus (?:grande|célèbre))?|reine des|star des|mère des) "
    r"(?:crypto-?(?:monnaie|devise|actif)?s?|(?:monnaie|devise)s? (?:numérique|virtuelle)s?)\b",
    re.IGNORECASE,
)
_BITCOIN = "bitcoin"


def crowned(doc: Document, sentence: Sentence) -> Found | None:
    """Bitcoin, where a sentence that names no coin speaks of the first of them and the text names it."""
    if any(f.type is EntityType.ASSET for f in sentence.found):
        return None
    match = _FIRST.search(doc.text, sentence.start, sentence.end)
    named = next((f for f in doc.found if match and f.type is EntityType.ASSET and f.name.lower() == _BITCOIN), None)
    return named.at(match.start(), match.end()) if named and match else None
