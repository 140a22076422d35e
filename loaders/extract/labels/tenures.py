"""How an office is taken, held or left: the words of ``offices.yaml`` and what they say of one title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.ontology import Factuality
from loaders.extract.words import alternatives, read_yaml

_NEAR = 60  # characters between a verb of appointing and the person
_OTHER_OFFICE = re.compile(r" (?:as|from (?:the|its) board|de ses fonctions de)\b")  # what is left is named, and is not the title before
_REACH = 110  # characters behind a title in which its holder is said to leave
_ASIDE = re.compile(
    r" , (?:who|qui|a former|an? ex-|ancien|ancienne|formerly|previously|auparavant|jusqu' ici) [^,]{3,120} ,(?= (?:as|to|comme|au|en)\b)"
)
_BEHIND = 24  # characters between a person and the verb that says what becomes of the title before it


@dataclass(frozen=True, slots=True)
class Change:
    """``kind`` is holds, appointed or left; ``at`` is the offset in the skeleton of the word that says so (None: the title alone).

    ``label`` claims are said in passing (no time or speaker of their own); ``factuality`` None is read from the word at ``at``.
    """

    kind: str
    at: int | None
    label: bool
    factuality: Factuality | None


@dataclass(frozen=True, slots=True)
class Saying:
    """A way to say an office by a verb."""

    pattern: re.Pattern[str]
    role: str
    change: str
    example: str


@dataclass(frozen=True, slots=True)
class Tenures:
    """The compiled words of a language."""

    former: re.Pattern[str]
    future: re.Pattern[str]
    new: re.Pattern[str]
    appoints: re.Pattern[str]
    leaves: re.Pattern[str]
    stays: re.Pattern[str]
    past: re.Pattern[str]
    ousts: re.Pattern[str]
    holding: re.Pattern[str]
    explicit: frozenset[str]
    served: re.Pattern[str]
    goes: re.Pattern[str]
    appointer: re.Pattern[str]
    sayings: Sequence[Saying]
    succeeds: Sequence[re.Pattern[str]]
    departure: re.Pattern[str]

    def change(self, string: str, title: tuple[int, int], person: int, link: str) -> Change:
        """What a sentence says of the title at ``title`` of the person whose mark stands at ``person``; ``link`` stands between the two."""
        start, end = title
        before = string[max(0, start - 40) : start]
        former = self.former.search(before)
        if former or re.match(r"ex ?-", string[start:end]):
            return Change("left", None, True, Factuality.ACTUAL)
        if self.future.search(before):
            return Change("appointed", None, True, Factuality.PLANNED)
        change = self._between(string, person, (start, end)) if person < start else self._around(string, start, end, person)
        if change.at is None and change.kind == "holds" and self.new.search(before):
            return Change("appointed", None, True, Factuality.ACTUAL)  # "the new chief executive"
        return change

    def of_holder(self, link: str) -> bool:
        """Whether a verb between a person and a title may tell of the person's own office: "P serves as T", not "P criticized the T"."""
        patterns = (self.holding, self.appoints, self.leaves, self.stays, self.past, self.ousts)
        return any(pattern.search(link) for pattern in patterns)

    def _between(self, string: str, person: int, title: tuple[int, int]) -> Change:
        """The person stands first: "P resigned as T", "P becomes T", "named P T"; a comma makes an apposition of the title."""
        start, end = title
        # what a clause set off between commas tells is another office: "P, who was mining chief before, as chief executive"
        gap = _ASIDE.sub(lambda m: " " * len(m.group()), string[person:start])
        for kind, pattern in (("left", self.leaves), ("stays", self.stays), ("appointed", self.appoints)):
            found = pattern.search(gap)
            if found:
                return _holds() if kind == "stays" else Change(kind, person + found.start(), False, None)
        if self.past.search(gap):
            return Change("left", None, True, Factuality.ACTUAL)
        gone = self.departure.search(string[max(0, person - _NEAR) : person])
        if gone:  # "le départ de P, directrice de X"
            return Change("left" if gone["out"] else "appointed", person - len(gone.group()), False, None)
        ousted = self._verb_before(string, person, self.ousts, "left")
        if ousted:
            return ousted
        if re.match(r"<P\d+> ?(?:,|\(|–|—|:)(?!.*\b(?:as|comme) )", gap):
            return self._said_of(string, end) or _holds()
        return self._verb_before(string, person, self.appoints, "appointed") or self._said_of(string, end) or _holds()

    def _said_of(self, string: str, end: int) -> Change | None:
        """What the sentence goes on to say of its subject behind a title or a name: "..., chief executive of X, is due to retire"."""
        found = self.goes.match(string, end, end + _REACH)
        return Change("left", found.start("verb"), False, None) if found else None

    @staticmethod
    def _verb_before(string: str, person: int, pattern: re.Pattern[str], kind: str) -> Change | None:
        """A verb of appointing or ousting before the person, nobody else between."""
        window = string[max(0, person - _NEAR) : person]
        window = window[max(window.rfind(mark) + 1 for mark in ("<P", ";", '"', "»")) :]
        at = max((m.start() for m in pattern.finditer(window)), default=None)
        return None if at is None else Change(kind, person - len(window) + at, False, None)

    def _around(self, string: str, start: int, end: int, person: int) -> Change:
        """The title stands first: "finance head P is out", "the resignation of chief executive P", "the appointment of T P"."""
        mark = string.find(">", person) + 1
        behind = string[mark : mark + _BEHIND]
        leaves = self.leaves.search(behind)
        plain = leaves and not re.search(r"[,;\"»]|<", behind[: leaves.start()])
        if leaves and plain and not _OTHER_OFFICE.match(string, mark + leaves.end()):
            return Change("left", mark + leaves.start(), False, None)
        before = string[max(0, start - 30) : start]
        lead = re.search(rf"(?:^|[,;] )(?:{self.appoints.pattern}) (?:[\w'-]+ ){{0,3}}$", before) if start <= 30 or "," in before else None
        if (lead and behind[:2] == " ,") or (lead and string[end : end + 40].count(",")):  # "nommée directrice de X, P vient de ..."
            return Change("appointed", start - len(before) + lead.start() + 2 * (lead.start() > 0), False, None)
        for kind, pattern in (("left", self.leaves), ("appointed", self.appoints)):
            noun = re.search(
                rf"(?:{pattern.pattern}) (?:of|de|du|d') (?:(?:its|the|le|la|son|sa|l'|<C\d+>|'s|new|nouveau|nouvelle) ?)*$", before
            )
            if noun:
                return Change(kind, start - len(before) + noun.start(), False, None)
        return self._said_of(string, mark) or _holds()


def _holds() -> Change:
    return Change("holds", None, True, Factuality.ACTUAL)


@lru_cache(maxsize=8)
def load_tenures(lang: str) -> Tenures:
    """The words of ``offices.yaml``."""
    raw = read_yaml(lang, "offices.yaml")
    small = r"(?:(?:<[CU]\d+>|'s|’s|'|le|la|l'|the|its|his|her|son|sa|d'|de|as|a|an|un|une|-|\w+) ?){0,3}"
    return Tenures(
        re.compile(rf"(?<![\w-])(?:{alternatives(raw['former'])})[ -]{small}$"),
        re.compile(rf"(?<![\w-])(?:{alternatives(raw['future'])}) (?:[\w-]+ )?$"),
        re.compile(rf"(?<![\w-])(?:{alternatives(raw['new'])}) (?:[\w-]+ )?$"),
        _words(raw["appoints"]), _words(raw["leaves"]), _words(raw["stays"]), _words(raw["past"]),
        _words(raw["ousts"]), _words(raw["holding"]), frozenset(raw["explicit"]),
        re.compile(alternatives(raw["served"])), _goes(raw["leaves"], raw["between"]), _appointer(raw["appoints"]),
        tuple(_saying(row) for row in raw["patterns"]), tuple(_compile(p) for p in raw["succeeds"]),
        re.compile(rf"(?<![\w-])(?:(?P<out>{alternatives(raw['departures'])})|{alternatives(raw['arrivals'])}) (?:of |de |d' ?)$"),
    )  # fmt: skip


def _goes(leaves: Sequence[str], between: Sequence[str]) -> re.Pattern[str]:
    """A verb of leaving behind a title, with the firm, a date and small words between."""
    firm = r"(?: (?:of|at|de|d'|du|chez) (?:(?:[\w'’-]+|<[TA]\d+>) ?){0,4}?<[CU]\d+>)?(?: (?:since|depuis) <t\d+>)?"
    return re.compile(
        rf"{firm}(?: \([^)]*\))?(?: ,)?(?: (?:{alternatives(between)}|<[CU]\d+>))*? (?P<verb>{'|'.join(leaves)})"
        r"(?! (?:as(?! well)|from (?:the|its) board|de ses fonctions de)\b)(?![\w-])"
    )


def _appointer(appoints: Sequence[str]) -> re.Pattern[str]:
    """A firm, a verb of appointing, and nobody up to the person that the string ends before."""
    return re.compile(
        rf"<C(?P<i>\d+)>(?: (?!to\b|said\b|a dit\b)(?:[\w-]+|<t\d+>)){{0,4}}? (?:{'|'.join(appoints)}) (?:[^<>;.,]|<[TALn]\d+>){{0,40}}$"
    )


def _words(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?![\w-])")


def _saying(row: dict[str, Any]) -> Saying:
    return Saying(_compile(row["say"]), row["role"], row.get("change", "holds"), row.get("example", ""))


def _compile(say: str) -> re.Pattern[str]:
    """A pattern of the data file with its marks for persons, organizations, possessives and gaps."""
    count: Counter[str] = Counter()

    def mark(match: re.Match[str]) -> str:
        word = match["word"]
        if word == "A":
            return r"(?:[^<>;]|<[^PCU>]\d+>){0,60}?"
        if word == "S":
            return r"(?:'s|’s|'|s’)"
        if word == "P2":
            return r"<P(?P<p2>\d+)>"
        count[word] += 1
        name = word.lower() + (str(count[word]) if count[word] > 1 else "")
        return rf"<{'P' if word == 'P' else '[CU]'}(?P<{name}>\d+)>"

    whole = re.sub(r"\{(?P<word>P2|P|C|A|S)\}", mark, say)
    return re.compile(whole + (r"(?! (?:'s|’s|'))" if say.endswith("{C}") else ""))  # who runs X's fund runs no X
