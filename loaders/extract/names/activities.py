"""Lines of business in the text: labels of a firm ("bitcoin miner") and names of the doing ("le minage de bitcoin")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

import ahocorasick_rs
import yaml

from graph.ids import entity_key
from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.gazetteer.index import flat

FORMS = ("label", "activity")
MINING = frozenset(("bitcoin-mining", "crypto-mining"))  # one business; which of the two, the coins of the article say
MINERS = MINING | {"mining-hosting"}


@dataclass(frozen=True, slots=True)
class ActivityHit:
    """A phrase that states an activity. ``form`` is label or activity; ``weak`` phrases count only beside a name or a clear verb;

    ``unstated`` ones leave the coin open ("miner"): the article decides.
    """

    start: int
    end: int
    activity: str
    form: str
    weak: bool = False
    unstated: bool = False

    def found(self) -> Found:
        """The activity as an entity at this place."""
        return Found(self.start, self.end, EntityType.ACTIVITY, self.activity, entity_key(EntityType.ACTIVITY, self.activity), "activity")


@dataclass(frozen=True, slots=True)
class _Phrase:
    activity: str
    form: str
    weak: bool
    unstated: bool
    exact: str  # words with a capital, which match only as written; empty when there are none


class Activities:
    """The phrases of one language as an automaton."""

    def __init__(self, phrases: dict[str, _Phrase]) -> None:
        self._phrases = phrases
        self._patterns = sorted(phrases)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns, matchkind=ahocorasick_rs.MatchKind.Standard)

    def find(self, text: str) -> list[ActivityHit]:
        """Longest phrases at word boundaries, left to right, without overlap."""
        best: dict[int, ActivityHit] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(flat(text), overlapping=True):
            phrase = self._phrases[self._patterns[number]]
            if _inside_word(text, start, end) or not _as_written(text[start:end], phrase.exact):
                continue
            if start not in best or best[start].end < end:
                best[start] = ActivityHit(start, end, phrase.activity, phrase.form, phrase.weak, phrase.unstated)
        out, at = [], 0
        for start in sorted(best):
            if start >= at:
                out.append(best[start])
                at = best[start].end
        return out


def _inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def _as_written(surface: str, exact: str) -> bool:
    return not exact or all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", surface) or surface.isupper() for word in exact.split())


@lru_cache(maxsize=8)
def load_activities(lang: str) -> Activities:
    """The phrases of a language; one with few phrases, or none, finds little and guesses nothing."""
    raw = yaml.load(files("loaders.gazetteer").joinpath("activities.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    phrases: dict[str, _Phrase] = {}
    for entry in raw:
        weak = {flat(p) for p in _phrases(entry.get("weak"), lang)}
        for form in FORMS:
            for phrase in _phrases(entry.get(form), lang):
                phrases.setdefault(flat(phrase), _Phrase(entry["id"], form, flat(phrase) in weak, False, _capitals(phrase)))
    for entry in raw:
        for form, source in _unstated(entry, lang):
            phrases.setdefault(flat(source), _Phrase(entry["id"], form, False, True, _capitals(source)))
    return Activities(phrases)


def _unstated(entry: dict[str, Any], lang: str) -> Iterator[tuple[str, str]]:
    raw = entry.get("unstated") or {}
    if set(raw) & set(FORMS):
        for form in FORMS:
            yield from ((form, p) for p in _phrases(raw.get(form), lang))
    else:
        yield from (("label", p) for p in _phrases(raw, lang))


def _phrases(raw: dict[str, list[str]] | None, lang: str) -> list[str]:
    return [phrase for line in (raw or {}).get(lang, ()) for phrase in expand(line)]


def expand(line: str) -> list[str]:
    """All phrases of a line with ``{a|b}`` choices."""
    parts = re.split(r"\{([^}]*)\}", line)
    choices = [part.split("|") if k % 2 else [part] for k, part in enumerate(parts)]
    return [" ".join("".join(row).split()) for row in product(*choices)]


def _capitals(phrase: str) -> str:
    return " ".join(w for w in phrase.split() if any(c.isupper() for c in w))
