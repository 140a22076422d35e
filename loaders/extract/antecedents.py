"""Which firm of the article a word means: the candidates before it, weighed by nearness, place in the sentence and what the word says.

Weights were set on the learn split of the corpus, where the reference of each bare noun and pronoun that carries a claim is annotated.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.text.sentences import Sentence as SentenceSpan

_E = EntityType
_LEADS = 0.8  # what the first firm of its sentence, no object of a preposition, weighs more
_TOPIC = 2.5  # what the firm that heads a paragraph or bullet ("Bitamiral. ...", "Kraken: ...") weighs more in it
_MAIN = 0.9  # what the firm that the article is about weighs more
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
_MINERS = frozenset(("bitcoin-mining", "crypto-mining", "mining-hosting"))


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
    says: re.Pattern[str] | None = None  # what may stand between a speaker and the pronoun that means it

    @property
    def nominal(self) -> bool:
        """Whether it is a noun ("the company"), no pronoun."""
        return bool(self.noun)


Known = Callable[[str], Facts]


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
        self._topics = self._headed()
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
        here = self.sentence(at)
        best: Found | None = None
        best_score = 0.0
        seen: dict[str, float] = {}
        before = self._before(at, here)
        first: dict[int, str] = {}
        for f in sorted(before, key=lambda f: (bool(_OBLIQUE.search(self.text, max(0, f.start - 40), f.start)), f.start)):
            first.setdefault(self.sentence(f.start), f.key)
        for firm in before:
            leads = first[self.sentence(firm.start)] == firm.key and not clue.last
            score = self._score(firm, at, here, clue) + (_LEADS if leads else 0.0)
            seen[firm.key] = max(seen.get(firm.key, -9.0), score)
            if best is None or seen[firm.key] > best_score:
                best, best_score = firm, seen[firm.key]
        if self.main and (best is None or (self.main.key not in seen and self._far(clue) > best_score)):
            return self.main
        return best

    def _before(self, at: int, here: int) -> list[Found]:
        start = self.sentences[max(0, here - _BACK)].start if self.sentences else 0
        low, high = bisect_right(self._ats, start - 1), bisect_right(self._ats, at - 1)
        return self._firms[max(low, high - _MOST) : high]

    def _far(self, clue: Clue) -> float:
        """What the main firm weighs when it is not named near."""
        return 1.6 - (9.0 if clue.last else 0.0) + (self._agreement(self.main, clue) if self.main else 0.0)

    def _score(self, firm: Found, at: int, here: int, clue: Clue) -> float:
        place = self.sentence(firm.start)
        near = (3.0, 2.6, 1.6, 0.9, 0.4)[min(here - place, 4)]
        if place != here and self.sentences[place].kind in ("bullet", "table"):
            near *= 0.4  # partners and lenders stand in bullets; what follows speaks of the one whose bullets they are
        if place == here and clue.nominal and not _CLAUSE.search(self.text, firm.end, at):
            near = 0.0  # a noun and the name before it in one clause are two firms
        if place == here and not clue.nominal and clue.says and self._says(firm, at, clue.says):
            near += 2.5  # "NorthWestern says it will not", "MARA a annoncé qu'en plus de ses revenus, il élargirait"
        if clue.last:
            return near + 2.0 * firm.start / max(1, len(self.text)) + self._agreement(firm, clue)
        score = near
        topic = self._topics.get(self.sentences[here].block) if self.sentences else None
        if topic == firm.key:
            score += _TOPIC
        if self.main and firm.key == self.main.key:
            score += _MAIN
        if firm.key in self._sources:
            score -= 3.0
        return score + self._agreement(firm, clue)

    def _says(self, firm: Found, at: int, says: re.Pattern[str]) -> bool:
        """Whether the firm is the speaker of the clause in which the pronoun stands, a short insertion between them or none."""
        said = says.match(self.text, firm.end, at)
        return bool(said) and at - said.end() <= _INSERTION and not re.search(r"[;:»”\"]", self.text[said.end() : at]) if said else False

    def _agreement(self, firm: Found, clue: Clue) -> float:
        facts = self.known(firm.key)
        score = 4.0 if clue.ticker and clue.ticker in facts.tickers else 0.0
        if clue.activity and facts.activities:
            fits = clue.activity in facts.activities or bool(clue.activity in _MINERS and facts.activities & _MINERS)
            score += 1.5 if fits else -1.5
        countries = {p for p in clue.places if len(p) == 2}
        if countries and facts.country:
            score += 1.0 if facts.country in countries else -2.0
        if clue.noun or clue.places:
            score += self._described(firm, clue)
        return score

    def _headed(self) -> dict[int, str]:
        """For each block that begins with a firm and a full stop or colon the key of that firm."""
        out: dict[int, str] = {}
        first: dict[int, int] = {}
        for span in self.sentences:
            first.setdefault(span.block, span.start)
        starts = {start: block for block, start in first.items()}
        for f in self._firms:
            if f.start in starts and _HEAD.match(self.text, f.end):
                out[starts[f.start]] = f.key
        return out

    def _described(self, firm: Found, clue: Clue) -> float:
        """Whether the noun or place of the clue stands beside the name of the firm, or in it, elsewhere in the article."""
        stems = [] if clue.generic else [w[:6].lower() for w in re.findall(r"\w{4,}", clue.noun)][-1:]
        if any(stem[:4] in firm.name.lower() for stem in stems):
            return 1.0
        beside, countries = self._beside.get(firm.key, ("", frozenset[str]()))
        named = any(stem in beside for stem in stems) or any(p.lower() in beside for p in clue.places if len(p) > 2)
        return 1.2 if named else 0.8 if countries & clue.places else 0.0

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
