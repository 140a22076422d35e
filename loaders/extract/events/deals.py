"""Who is ruled on where an authority is to allow a takeover: the firm that is taken over, told there or before."""

from __future__ import annotations

from collections.abc import Sequence

from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.raw import Raw

_FIRM = (EntityType.COMPANY, EntityType.SITE)


class Deals:
    """The takeover told of last in an article, as its sentences are read. ``words`` are nouns for takeovers ("deal", "rachat")."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._target: Found | None = None
        self._seen: set[str] = set()

    def add(self, told: Sequence[Raw]) -> None:
        """Take up what a sentence tells, and give the rulings in it on "the deal" or "the acquisition" their subject."""
        targets = [r.roles["target"][0] for r in told if r.type == "acquires" and {"target", "buyer"} <= set(r.roles)]
        self._target = next((t for t in targets if t.type in _FIRM), self._target)
        self._seen |= {t.key for t in targets}
        if self._target is None:
            return
        for raw in told:
            spoken_of = raw.type == "approves" and any(t.lemma in self._words for t in raw.sentence.tokens)
            if spoken_of and not self._seen & {f.key for f in raw.roles.get("subject", ())}:
                here = raw.sentence.start <= self._target.start < raw.sentence.end
                raw.roles["subject"] = (self._target if here else self._target.at(raw.trigger.start, raw.trigger.end, "topic"),)
