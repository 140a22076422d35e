"""Which firm of the article a word means: the candidates before it, weighed by nearness, place in the sentence and what the word says.

The weights are learned (loaders.train.antecedents) from the learn split of the corpus, where the reference of each bare noun and pronoun that
carries a claim is annotated; one set for nouns ("the company"), one for pronouns, one for possessives.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.names.activities import MINERS
from loaders.text.sentences import Sentence as SentenceSpan

_E = EntityType
_BACK = 4  # sentences that are searched for the firm meant
_MOST = 24  # names that are weighed for one reference; keeps the time linear
_NAMINGS = 6  # first namings whose surroundings are read
_WINDOW = 70  # characters around a name in which its description stands
_OBLIQUE = re.compile(
    r"(?<![\w])(?:with|from|by|to|of|for|at|in|on|avec|par|à|chez|pour|sur|auprès de|auprès d['’])[\s\u00a0](?:[a-zà-ÿ-]+[\s\u00a0]){0,3}$"
)
_HEAD = re.compile(r"[\s\u00a0]?[.:–—][\s\u00a0]")
_INSERTION = 60  # characters of an insertion between "a annoncé que" and its subject
_CLAUSE = re.compile(r"[,;:»”\"]|\b(?:and|but|whose|that|which|et|mais|dont|qui|que|où|where|after|as)\b")

# What it adds to be the only firm named in the sentence of the reference so far ("Google raised its stake"), or in the one before ("the company").
# Not learned: passages written for the corpus set traps there far more often than the press does.
_LONE = {("possessive", 0): 3.0, ("noun", 1): 0.5}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gazetteer says of a firm: lines of business and country (ISO code, lower case); both empty when it does not know the firm."""

    activities: frozenset[str] = frozenset()
    country: str = ""
    aside: bool = False  # a stock exchange or medium: told of in passing
    tickers: frozenset[str] = frozenset()  # without the exchange


@dataclass(frozen=True, slots=True)
class Clue:
    """What a reference says of the firm meant: the noun's words, the activity it labels, the countries and names of its places, its ticker."""

    noun: str = ""
    activity: str = ""
    places: frozenset[str] = frozenset()
    last: bool = False  # "ce dernier", "the latter": the last one named
    generic: bool = True  # the noun fits every firm ("the company")
    ticker: str = ""
    possessive: bool = False  # "its", "son"
    says: re.Pattern[str] | None = None  # what may stand between a speaker and the pronoun that means it

    @property
    def nominal(self) -> bool:
        """Whether it is a noun ("the company"), no pronoun."""
        return bool(self.noun)

    @property
    def kind(self) -> str:
        """Which weights decide."""
        return "noun" if self.noun else "possessive" if self.possessive else "pronoun"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm that a reference may mean, at its last naming, with the features that are weighed and what it is given without learning."""

    firm: Found
    features: tuple[str, ...]
    lone: float = 0.0


Known = Callable[[str], Facts]


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """What each feature weighs, for nouns and for pronouns."""
    weights: dict[str, dict[str, float]] = json.loads(files("loaders.models").joinpath("antecedents.json").read_text("utf-8"))["weights"]
    return weights


def nothing_known(_: str) -> Facts:
    """The facts of a firm where there is no gazetteer."""
    return Facts()


def country_of(place: Found) -> str:
    """The ISO code in the key of a place (``place/us-tx`` is in ``us``); a continent gives its name."""
    return place.key.split("/")[1].split("-")[0] if "/" in place.key else ""


class Antecedents:
    """The firms of one article by place, with the references that are told so far."""

    def __init__(self, text: str, found: Sequence[Found], sentences: Sequence[SentenceSpan], known: Known = nothing_known) -> None:
        self.text, self.sentences, self.known = text, sentences, known
        rows = sorted((f for f in found if f.type is _E.COMPANY), key=lambda f: f.start)
        self._firms = [f for f in rows if f.how != "adjective"]
        self._starts = [s.start for s in sentences]
        self._ats = [f.start for f in self._firms]
        self._topics = _headed(text, sentences, self._firms)
        self._names = {f.key: f.name.lower() for f in self._firms}
        self._sources = {f.key for f in self._firms if self._is_source(f)}
        named = [f for f in self._firms if f.how != "reference"]
        self._beside = self._surroundings([f for f in sorted(found, key=lambda f: f.start) if f.type is _E.PLACE])
        self.main = self._main([f for f in named if f.key not in self._sources] or named)

    def sentence(self, at: int) -> int:
        """The number of the sentence at an offset."""
        return max(0, bisect_right(self._starts, at) - 1)

    def tell(self, found: Found) -> None:
        """Remember a reference: what follows may mean the same firm."""
        where = bisect_right(self._ats, found.start)
        self._firms.insert(where, found)
        insort(self._ats, found.start)

    def firm(self, at: int, clue: Clue = Clue()) -> Found | None:
        """The firm that a noun, a pronoun or nothing at all ("said the chief executive") at ``at`` means; the main one if none stands before."""
        candidates = self.candidates(at, clue)
        if clue.last:
            return max(candidates, key=lambda c: c.firm.start).firm if candidates else None
        weights = load_weights()[clue.kind]
        best = max(candidates, key=lambda c: c.lone + sum(weights.get(f, 0.0) for f in c.features), default=None)
        return best.firm if best else None

    def candidates(self, at: int, clue: Clue) -> list[Candidate]:
        """The firms named or meant in the sentences before a place, the nearest first, and the main one, each with what speaks for and against it."""
        here = self.sentence(at)
        namings: dict[str, list[Found]] = {}
        leading: dict[int, str] = {}
        for f in self._before(at, here):
            namings.setdefault(f.key, []).append(f)
            if not _oblique(self.text, f):
                leading.setdefault(self.sentence(f.start), f.key)
        if self.main:
            namings.setdefault(self.main.key, [])
        order = sorted(namings, key=lambda k: -namings[k][-1].start if namings[k] else 1)
        order = [k for n, k in enumerate(order) if self._may_be(k, n == 0, namings[k], here)] or order
        out = []
        for rank, key in enumerate(order):
            last = namings[key][-1] if namings[key] else None
            features = [
                *self._position(last, at, here, rank, leading, clue),
                *self._standing(key, namings[key], leading, here),
                *self._agreement(key, clue),
            ]
            firm = last or self.main
            if firm:
                lone = rank == 0 and last and self._alone(last, at, leading)
                out.append(Candidate(firm, tuple(features), _LONE.get((clue.kind, here - self.sentence(firm.start)), 0.0) if lone else 0.0))
        return out

    def _alone(self, firm: Found, at: int, leading: Mapping[int, str]) -> bool:
        """Whether a firm, no source, leads its sentence and no other one is named there before an offset."""
        place = self.sentence(firm.start)
        if _oblique(self.text, firm) or leading.get(place) != firm.key or firm.key in self._sources:
            return False
        start, end = (self.sentences[place].start, self.sentences[place].end) if self.sentences else (0, at)
        inside = self._firms[bisect_left(self._ats, start) : bisect_left(self._ats, min(at, end))]
        return all(f.key == firm.key for f in inside)

    def _before(self, at: int, here: int) -> list[Found]:
        start = self.sentences[max(0, here - _BACK)].start if self.sentences else 0
        low, high = bisect_right(self._ats, start - 1), bisect_right(self._ats, at - 1)
        return self._firms[max(low, high - _MOST) : high]

    def _may_be(self, key: str, nearest: bool, namings: Sequence[Found], here: int) -> bool:
        """Whether a firm can be meant: of a medium only what stands nearest and in the same sentence ("Reuters said it")."""
        if not self.known(key).aside or (self.main and key == self.main.key):
            return True
        return nearest and bool(namings) and self.sentence(namings[-1].start) == here

    def _position(self, last: Found | None, at: int, here: int, rank: int, leading: Mapping[int, str], clue: Clue) -> Iterator[str]:
        """Where the last naming stands, seen from the reference."""
        yield f"rank {min(rank, 3)}"
        if last is None:
            yield "far"
            return
        distance = here - self.sentence(last.start)
        yield f"distance {min(distance, 4)}"
        oblique = _oblique(self.text, last)
        if oblique:
            yield "oblique"
        if leading.get(self.sentence(last.start)) == last.key:
            yield f"leads {min(distance, 2)}"
        if last.how == "reference":
            yield "told before"
        if distance == 0:
            one = not _CLAUSE.search(self.text, last.end, at)
            yield "one clause" + (" oblique" if one and oblique else "") if one else "other clause"
            if clue.says and _says(self.text, last, at, clue.says):
                yield "says"
        elif self.sentences[self.sentence(last.start)].kind in ("bullet", "table"):
            yield "bullet"

    def _standing(self, key: str, namings: Sequence[Found], leading: Mapping[int, str], here: int) -> Iterator[str]:
        """What the firm is in the article."""
        if self.main and key == self.main.key:
            yield "main"
        if self._firms and key == self._firms[0].key:
            yield "first of all"
        if len(namings) > 1:
            yield "often"
        if sum(k == key for k in leading.values()) > 1:
            yield "leads often"
        if self.sentences and self._topics.get(self.sentences[here].block) == key:
            yield "topic"
        if key in self._sources:
            yield "source"

    def _agreement(self, key: str, clue: Clue) -> Iterator[str]:
        """Whether what the reference says of the firm fits what is known of it."""
        facts = self.known(key)
        if clue.ticker and clue.ticker in facts.tickers:
            yield "ticker"
        if clue.activity and facts.activities:
            fits = clue.activity in facts.activities or bool(clue.activity in MINERS and facts.activities & MINERS)
            yield "activity" if fits else "other activity"
        countries = {p for p in clue.places if len(p) == 2}
        if countries and facts.country:
            yield "country" if facts.country in countries else "other country"
        if clue.noun or clue.places:
            yield from self._described(key, clue)

    def _described(self, key: str, clue: Clue) -> Iterator[str]:
        """Whether the noun or place of the clue stands beside the name of the firm, or in it, elsewhere in the article."""
        stems = [] if clue.generic else [w[:6].lower() for w in re.findall(r"\w{4,}", clue.noun)][-1:]
        if any(stem[:4] in self._names.get(key, "") for stem in stems):
            yield "in its name"
        beside, countries = self._beside.get(key, ("", frozenset[str]()))
        if any(stem in beside for stem in stems):
            yield "called so"
        if any(p.lower() in beside for p in clue.places if len(p) > 2) or countries & clue.places:
            yield "place beside"
        elif clue.places and countries:
            yield "other place beside"

    def _surroundings(self, places: Sequence[Found]) -> dict[str, tuple[str, frozenset[str]]]:
        """For each firm the words beside its first names, in lower case, and the countries of the places among them."""
        out: dict[str, tuple[str, frozenset[str]]] = {}
        count = Counter[str]()
        starts = [p.start for p in places]
        for f in self._firms:
            count[f.key] += 1
            if f.how != "reference" and count[f.key] <= _NAMINGS:
                before = self.text[max(0, f.start - _WINDOW) : f.start].rpartition(". ")[2]
                after = self.text[f.end : f.end + _WINDOW].partition(". ")[0]
                inside = places[bisect_left(starts, f.start - len(before)) : bisect_left(starts, f.end + len(after))]
                words, countries = out.get(f.key, ("", frozenset[str]()))
                out[f.key] = f"{words} | {before} {after}".lower(), countries | {country_of(p) for p in inside}
        return out

    def _is_source(self, firm: Found) -> bool:
        """Whether a firm is a news source of the article: a medium or agency, or told of only as "according to X", "(X)" in a dateline."""
        if self.known(firm.key).aside:
            return True
        before, after = self.text[max(0, firm.start - 16) : firm.start], self.text[firm.end : firm.end + 4]
        agency = bool(re.search(r"[(/]$", before)) and bool(re.match(r"\)? ?[-–—/)]", after)) and self.sentence(firm.start) <= 3
        return agency or bool(
            re.search(r"(?:selon|according to|d['’]après|per|rapporte|écrit|reported by)[\s\u00a0]$", before, re.IGNORECASE)
        )

    def _main(self, firms: Sequence[Found]) -> Found | None:
        """The firm that the article is about: the most named one, those of the first three sentences counted double."""
        early = self.sentences[min(2, len(self.sentences) - 1)].end if self.sentences else 0
        count = Counter[str]()
        for f in firms:
            count[f.key] += 2 if f.start < early else 1
        best = max(count.values(), default=0)
        return next((f for f in firms if count[f.key] == best), None)


def _oblique(text: str, firm: Found) -> bool:
    """Whether a preposition leads to a firm."""
    return bool(_OBLIQUE.search(text, max(0, firm.start - 40), firm.start))


def _says(text: str, firm: Found, at: int, says: re.Pattern[str]) -> bool:
    """Whether the firm is the speaker of the clause in which the pronoun stands, a short insertion between them or none."""
    said = says.match(text, firm.end, at)
    return bool(said) and at - said.end() <= _INSERTION and not re.search(r"[;:»”\"]", text[said.end() : at]) if said else False


def _headed(text: str, sentences: Sequence[SentenceSpan], firms: Sequence[Found]) -> dict[int, str]:
    """For each block that begins with a firm and a full stop or colon the key of that firm."""
    out: dict[int, str] = {}
    first: dict[int, int] = {}
    for span in sentences:
        first.setdefault(span.block, span.start)
    starts = {start: block for block, start in first.items()}
    for f in firms:
        if f.start in starts and _HEAD.match(text, f.end):
            out[starts[f.start]] = f.key
    return out
