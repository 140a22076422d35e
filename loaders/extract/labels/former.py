"""Lines of business that a description says a firm has left: "a former bitcoin miner", "un ancien mineur de bitcoins" (settled case: exits)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.extract.document import Document
from loaders.extract.labels.descriptions import Description, descriptions
from loaders.extract.labels.trades import lines, load_trades
from loaders.extract.names.activities import MINERS, ActivityHit
from loaders.extract.raw import Raw, simple

_FORMER = re.compile(
    r"(?<![\w’'])(?:former(?:ly)?(?: an?)?|ex|erstwhile|one-?time|once an?|anciens?|anciennes?|autrefois|jadis)[\s\u00a0-]", re.IGNORECASE
)
_OWNED = re.compile(r"(?:\b(?:its|their|his|her|our|son|sa|ses|leurs?|notre)|['’]s?)[\s\u00a0]$", re.IGNORECASE)


def former_trades(doc: Document, labels: Sequence[ActivityHit]) -> Iterator[Raw]:
    """``exits`` claims of the descriptions of firms in a text; "its former miner" is said of a supplier and left out."""
    for sentence in doc.sentences:
        if _FORMER.search(doc.text, sentence.start, sentence.end):
            for description in descriptions(sentence):
                yield from _left(doc, description, labels)


def _left(doc: Document, description: Description, labels: Sequence[ActivityHit]) -> Iterator[Raw]:
    match = _FORMER.search(doc.text, description.start, description.end)
    if match is None or _OWNED.search(doc.text[max(0, match.start() - 8) : match.start()]):
        return
    inside = [h for h in labels if match.end() <= h.start and h.end <= description.end]
    trigger = description.sentence.tokens[description.first]
    for hit in lines(doc.text, match.end(), description.end, inside, load_trades(doc.pack.code), description.place == "before"):
        if hit.activity in MINERS:
            yield simple(
                "exits", "attribute/former", description.sentence, trigger, {"company": description.firm, "activity": hit.found()}, 0.7
            )
