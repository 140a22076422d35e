"""What a later sentence leaves of an instrument: "the offering" and "a further $75 million of notes" are of the kind told before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from loaders.extract.raw import Raw

_BACK = 5  # sentences back to the deal that a later sentence goes on about
_DEFINITE = frozenset("the this its le la l' les cette ce cet son sa ses".split())
_BARE = frozenset(("note", "notes", "billet", "billets", "obligation", "obligations", "titre", "titres"))
_SECURED = frozenset("secured garanti garantis garantie garanties".split())


def same_instruments(raws: Iterable[Raw]) -> None:
    """Give financings whose own words leave the instrument open that of the deal told before. ``raws`` in the order of the text."""
    told: list[Raw] = []
    for raw in raws:
        if raw.type != "finances" or "instrument" not in raw.values:
            continue
        before = next((r for r in _recent(told, raw) if _open(raw, r)), None)
        if before is not None:
            raw.put("instrument", before.values["instrument"], raw.spans["instrument"])
        told.append(raw)


def _recent(told: list[Raw], raw: Raw) -> Iterator[Raw]:
    """The financings of the same firm in the sentences before, the last first."""
    keys = {f.key for f in raw.roles.get("recipient", ())}
    near = takewhile(lambda r: raw.sentence.index - r.sentence.index <= _BACK, reversed(told))
    return (r for r in near if any(f.key in keys for f in r.roles.get("recipient", ())))


def _open(raw: Raw, before: Raw) -> bool:
    """Whether the words of a claim name the instrument only by the deal before it."""
    tokens = raw.sentence.tokens
    span = raw.spans["instrument"]
    if span == (raw.trigger.start, raw.trigger.end) and raw.values["instrument"] == "equity":  # nothing told but the trigger
        return raw.trigger.pos == "NOUN" and raw.trigger.i > 0 and tokens[raw.trigger.i - 1].lower in _DEFINITE
    if raw.values["instrument"] != "bonds" or before.values["instrument"] != "convertible_notes":
        return False
    named = [t for t in tokens if span[0] <= t.start < span[1]]
    return all(t.lower in _BARE for t in named) and not any(t.lower in _SECURED for t in tokens)
