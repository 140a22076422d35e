"""Descriptions that stand apart from the name they speak of: "As a bitcoin miner, X ...", "Specialized in payments, X", "X ranks among the largest miners".

The ways are those of ``apart`` and ``own`` in ``trades.yaml``, read on the skeleton of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.extract.document import Token
from loaders.extract.grammar.sayings import compile_saying
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.labels.descriptions import Description
from loaders.extract.words import read_yaml

_PLAIN = r"(?:[^<>;:,.()]|<[ATLHnt]\d+>){1,90}?"
# What describes: words, with coins, places and lines of business among them.
_WORDS = r"(?P<d>(?:[^<>;:,.()]|<[ATLHn]\d+>){1,90}?)"
_SHORT = r"(?P<d>(?:(?!(?:said|says|is|has|will|was|and|in|on|of|to|for|qui|que|est|a)\b)(?:[\w-]+|<[ATH]\d+>) ){1,4}?)"


@lru_cache(maxsize=8)
def load_apart(lang: str, key: str) -> tuple[re.Pattern[str], ...]:
    """The ways of ``trades.yaml`` under a key; ``d`` is what describes, ``firm`` the one spoken of."""
    return tuple(
        compile_saying(say.replace("{D}", _WORDS).replace("{N}", _SHORT).replace("{W}", _PLAIN))
        for say in read_yaml(lang, "trades.yaml")[key]
    )


def apart(skel: Skeleton, lang: str) -> Iterator[Description]:
    """Noun phrases that describe a firm without standing beside its name."""
    for pattern in load_apart(lang, "apart"):
        for match in pattern.finditer(skel.string):
            firm = skel.found(match["firm"])
            first, last = skel.index(match.start("d")), skel.index(match.end("d") - 1)
            if firm and first <= last:
                yield Description(firm, skel.sentence, first, last, "apart")


def own_lines(skel: Skeleton, lang: str) -> Iterator[tuple[Token, tuple[int, int]]]:
    """A firm with the stretch of the text that names a business of its own: "X's mining business", "l'activité de minage de X"."""
    for pattern in load_apart(lang, "own"):
        for match in pattern.finditer(skel.string):
            yield skel.token(match["firm"]), skel.span(match.start("d"), match.end("d"))
