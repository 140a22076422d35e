"""Persons who take or leave their offices together: "X names A chief executive and B finance chief", "A, B and C have all left"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders.extract.raw import Raw

# What stands between two members of such a list, names and titles aside.
_JOINED = re.compile(
    r"(?:[\s\u00a0,;()-]|\b(?:d|l)['’]|\b(?:and|et|as well as|ainsi que|of|at|to|as|de|du|des|comme|the|its|his|her|le|la|les|son|sa|ses|new|nouveau|"
    r"nouvelle)\b|&)*",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b(?:have|had|are|were|both|all|ont|avaient|sont|vont|tous|toutes|en vont)\b|ent\b", re.IGNORECASE)
_VERB = 10  # characters behind its first word in which a verb of leaving ends ("s'en vont")
_STAYING = frozenset(("founder", "other"))


def together(text: str, rows: Sequence[Raw]) -> None:
    """Give the members of a list the change that is told of the first by a verb before them, or of the last by a verb in the plural."""
    ordered = sorted((r for r in rows if r.values["role"] not in _STAYING), key=_start)
    for run in _runs(text, ordered):
        first, last = run[0], run[-1]
        if not first.label and first.trigger.start < _start(first):
            _spread(first, run[1:])
        elif not last.label and last.trigger.start >= _end(last) and _PLURAL.search(text, _end(last), last.trigger.end + _VERB):
            _spread(last, run[:-1])


def _spread(told: Raw, others: Iterable[Raw]) -> None:
    for raw in others:
        if raw.label and raw.values["change"] == "holds":
            raw.trigger, raw.label, raw.factuality = told.trigger, False, told.factuality
            raw.put("change", told.values["change"], (told.trigger.start, told.trigger.end))


def _runs(text: str, rows: Sequence[Raw]) -> list[list[Raw]]:
    runs: list[list[Raw]] = []
    for raw in rows:
        before = runs[-1][-1] if runs else None
        if before and before.roles["organization"][0].key == raw.roles["organization"][0].key and _adjoins(text, before, raw):
            runs[-1].append(raw)
        else:
            runs.append([raw])
    return [run for run in runs if len({r.roles["person"][0].key for r in run}) > 1]


def _adjoins(text: str, one: Raw, other: Raw) -> bool:
    end, start = _end(one), _start(other)
    firm = one.roles["organization"][0]
    if end <= firm.start < start and _JOINED.fullmatch(text, end, firm.start):
        end = firm.end
    return end > start or bool(_JOINED.fullmatch(text, end, start))


def _start(raw: Raw) -> int:
    return min(raw.roles["person"][0].start, raw.spans["title"][0])


def _end(raw: Raw) -> int:
    return max(raw.roles["person"][0].end, raw.spans["title"][1])
