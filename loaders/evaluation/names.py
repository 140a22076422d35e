"""When two names are one: accents, case, legal forms and words like "site" apart, with the aliases that the annotation lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from graph.ids import unaccented
from graph.ontology import EntityType

# Words that tell no two names apart: legal forms, articles, what a site is called.
_EMPTY = frozenset(
    """inc incorporated corp corporation ltd limited llc lp plc sa sas ag gmbh nv bv co company group groupe holdings holding
    the le la les l site campus facility project projet""".split()
)
# "Crypto miner" of a bitcoin miner: either is right.
_MINING = frozenset({"bitcoin-mining", "crypto-mining"})

Names: TypeAlias = Mapping[str, frozenset[str]]


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The words of a name that tell it apart, in ASCII and lower case; all its words if none does."""
    words = re.findall(r"[a-z0-9]+", unaccented(name))
    return " ".join([w for w in words if w not in _EMPTY] or words)


def ticker(name: str) -> str:
    """The plain name without the exchange: ``NASDAQ:BITF`` is ``bitf``."""
    return plain(name.rpartition(":")[2])


def accepted_names(entities: Iterable[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    """Canonical name -> all plain forms that count as it. A Site and a Place of one name share their forms."""
    table: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        forms = [entity["name"], *entity.get("aliases", ())]
        own = table[entity["name"]]
        own.update(map(plain, forms))
        if entity.get("type") == EntityType.SECURITY:
            own.update(map(ticker, forms))
    return {name: frozenset(forms) for name, forms in table.items()}


def is_named(found: str, wanted: str, names: Names) -> bool:
    """Whether a found name means the annotated one."""
    forms = names.get(wanted) or frozenset({plain(wanted)})
    if wanted in _MINING:
        forms = forms | {plain(m) for m in _MINING}
    return plain(found) in forms or ticker(found) in forms
