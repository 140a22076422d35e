"""The ledger of documents that could not be read: JSON Lines beside a store's file, one line a reject, each once.

What a store refuses of an article stands in that article's ledger; a document that gives no article has none, and stands here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from loaders.pipeline import Outcome

SUFFIX = ".rejects.jsonl"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that could not be read, and why."""

    where: str
    reason: str


def rejects_beside(store: str) -> Path | None:
    """The ledger of a store in a file (``claimstake.db.rejects.jsonl``); None for stores that are no file."""
    match = re.fullmatch(r"(?:sqlite:(?://)?)?(.+)", store)
    if not match or re.match(r"[a-z][a-z0-9+.-]+:", match[1]):
        return None
    return Path(match[1] + SUFFIX)


class RejectFile:
    """Notes rejects in a file, each once; several loaders may write to it. Without a path it notes nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known = {(r.where, r.reason) for r in read_rejects(path)}

    def note(self, outcome: Outcome) -> None:
        """Note a rejected document; other outcomes are passed over."""
        line = (outcome.where, outcome.reason)
        if self._path is None or not outcome.failed or line in self._known:
            return
        self._known.add(line)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"where": outcome.where, "reason": outcome.reason}, ensure_ascii=False) + "\n")


def read_rejects(path: Path | None) -> list[Rejected]:
    """The noted rejects, in the order of noting; a line cut off by a crash is left out."""
    if path is None or not path.is_file():
        return []
    found = []
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            raw = json.loads(line)
            found.append(Rejected(str(raw["where"]), str(raw["reason"])))
        except (ValueError, KeyError, TypeError):
            continue
    return found
