"""References without a name: "the company", "le mineur texan", "it", "il", "we" in a quote, a site already told of.

Which firm is meant is weighed in loaders.extract.antecedents; here stand the forms that a reference takes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ontology import EntityType
from loaders.extract.activities import ActivityHit
from loaders.extract.antecedents import Antecedents, Clue, Known, country_of, nothing_known
from loaders.extract.document import Found
from loaders.extract.words import NameWords
from loaders.text.sentences import Sentence as SentenceSpan

_E = EntityType
_SPEAKERS = frozenset("he she his her him".split())
_EITHER = frozenset(("il", "elle"))  # a firm or a person, whichever the sentence before speaks of
_REACH = 4  # sentences over which a site is remembered
_GAP = re.compile(r"[\s\u00a0]|l['’]")


@dataclass(frozen=True, slots=True)
class Hints:
    """What helps to read references: phrases that label firms, and what the gazetteer knows of the firms."""

    labels: Sequence[ActivityHit] = ()
    known: Known = nothing_known


def find_references(text: str, found: Sequence[Found], sentences: Sequence[SentenceSpan], words: NameWords, hints: Hints = Hints()) -> list[Found]:
    """References to firms, persons and sites, each as the entity meant; those that nothing in the article answers are left out."""
    finder = _Finder(text, found, sentences, words, hints)
    out = [*finder.sites(), *finder.firms(), *finder.ours()]
    return sorted(out, key=lambda f: f.start)


class _Finder:
    """The state of one article while its references are found."""

    def __init__(self, text: str, found: Sequence[Found], sentences: Sequence[SentenceSpan], words: NameWords, hints: Hints) -> None:
        self.text, self.words, self.sentences, self.hints = text, words, sentences, hints
        self.found = sorted(found, key=lambda f: f.start)
        self.starts = [f.start for f in self.found]
        # A place or activity may stand inside a reference ("the Frankfurt group"); other names may not.
        inner = (_E.PLACE, _E.ACTIVITY, _E.ASSET)
        self.taken = {k for f in found if f.type not in inner for k in range(f.start, f.end)}
        self.firms_named = [f for f in self.found if f.type is _E.COMPANY]
        self.people = [f for f in self.found if f.type is _E.PERSON]
        self.impersonal = {m.start() for m in words.impersonal.finditer(text)}
        self.antecedents = Antecedents(text, found, sentences, hints.known)
        self._firms_of = self._employers() if sentences else {}

    def _free(self, start: int, end: int) -> bool:
        return self.taken.isdisjoint(range(start, end))

    def _take(self, found: Found) -> Found:
        self.taken.update(range(found.start, found.end))
        return found

    def _last(self, rows: Sequence[Found], at: int) -> Found | None:
        """The last of some names that ends before an offset."""
        k = bisect_left(rows, at, key=lambda f: f.start)
        while k and rows[k - 1].end > at:
            k -= 1
        return rows[k - 1] if k else None

    def firms(self) -> Iterator[Found]:
        """Nouns and pronouns for firms, and pronouns for persons, from left to right: each may mean what one before it means."""
        nouns = {(start, end): noun for start, end, noun in (*self._issuer(), *self._nominals())}
        pronouns = {m.span(): "" for m in self.words.company_pronoun.finditer(self.text)}
        persons = {m.span(): "" for m in self.words.person_pronoun.finditer(self.text) if m.group().lower() in _SPEAKERS}
        for (start, end), noun in sorted({**persons, **pronouns, **nouns}.items()):
            if not self._free(start, end):
                continue
            meant = self._noun(start, end, noun) if noun else self._pronoun(start, end)
            end = self._with_demonym(end) if noun else end
            if meant:
                reference = self._take(meant.at(start, end))
                if meant.type is _E.COMPANY:
                    self.antecedents.tell(reference)
                yield reference

    def _with_demonym(self, end: int) -> int:
        """"la société tokyoïte": an adjective of place behind the noun belongs to the reference."""
        behind = next((f for f in self._between(end + 1, end + 2) if f.how == "adjective"), None)
        return behind.end if behind and self.words.lang == "fr" and self.text[end].isspace() else end

    def _nominals(self) -> Iterator[tuple[int, int, str]]:
        """Definite nouns for firms: of the word list, and phrases that label a firm ("the payments app")."""
        for match in self.words.company_reference.finditer(self.text):
            yield match.start(), match.end("noun"), match.group("noun")
        for hit in self.hints.labels:
            if re.search(r"(?<![su])s$", self.text[hit.start : hit.end].split()[0 if self.words.lang == "fr" else -1]):
                continue  # "the miners" are no one firm
            lead = self.words.label_lead.search(self.text, max(0, hit.start - 40), hit.start)
            if lead:
                yield lead.start(), hit.end, self.text[hit.start : hit.end]

    def _issuer(self) -> Iterator[tuple[int, int, str]]:
        """"Group net loss": a line of results that begins with the noun alone."""
        for span in self.sentences:
            match = self.words.issuer.match(self.text, span.start)
            if match and match.end() < span.end:
                yield match.start(), match.end(), match.group()

    def _noun(self, start: int, end: int, noun: str) -> Found | None:
        surface = self.text[start:end]
        if self.words.issuer.fullmatch(noun):
            return self.antecedents.main  # "the Company", "la Société" of a press release
        if self.words.relational.match(self.text, start + len(surface) - len(noun)) or self.words.reference_not.search(surface) or self._names_follow(end) or self._apposed(start) or self._plural_follows(start):
            return None
        return self.antecedents.firm(start, self._clue(start, end, noun))

    def _plural_follows(self, start: int) -> bool:
        """"one of the miners", "each of the ..." name no firm."""
        return bool(re.search(r"(?:one|some|most|many|each|any|un|une|certains) (?:of|de|des)[\s\u00a0]$", self.text[max(0, start - 12) : start], re.IGNORECASE))

    def _clue(self, start: int, end: int, noun: str) -> Clue:
        activity = next((h.activity for h in self.hints.labels if start <= h.start and h.end <= end + 30 and h.start < end), "")
        places = [f for f in self._between(start, end + 30) if f.type is _E.PLACE and (f.end <= end or f.how == "adjective" and f.start <= end + 2)]
        names = {f.name for f in places} | {country_of(f) for f in places}
        return Clue(noun, activity, frozenset(names), generic=bool(self.words.generic.fullmatch(noun)))

    def _between(self, start: int, end: int) -> list[Found]:
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return self.found[low:high]

    def _names_follow(self, end: int) -> bool:
        """Whether the noun introduces a name ("the miner MARA", "le mineur australien IREN") or a clause that defines it."""
        if self.words.defines.match(self.text, end):
            return True
        at = end
        for _ in range(4):
            gap = _GAP.match(self.text, at)
            if not gap:
                return False
            at = gap.end()
            named = next((f for f in self._between(at, at + 2) if f.type in (_E.COMPANY, _E.PERSON) and f.start == at), None)
            if named:
                return True
            inside = next((f for f in self._between(at, at + 1) if f.type in (_E.PLACE, _E.ASSET) and (f.how == "adjective" or at > end + 6)), None)
            step = self.words.introduces.match(self.text, at)
            if not inside and not step:
                return False
            at = inside.end if inside and (not step or step.end() < inside.end) else step.end() if step else at
        return False

    def _apposed(self, start: int) -> bool:
        """Whether the noun stands right behind a firm and a comma ("Komainu, the custodian ..."): then it describes that firm."""
        before = self.text[max(0, start - 40) : start]
        lead = re.search(r"(?:[\s\u00a0]\([^()]{1,30}\))?,[\s\u00a0]$", before)
        return bool(lead) and any(f.end == start - len(lead.group()) for f in self._named_before(start)) if lead else False

    def _named_before(self, at: int) -> list[Found]:
        k = bisect_left(self.firms_named, at, key=lambda f: f.start)
        return self.firms_named[max(0, k - 2) : k]

    def _pronoun(self, start: int, end: int) -> Found | None:
        word = self.text[start:end].lower()
        if word in _SPEAKERS:
            return self._last(self.people, start)
        if start in self.impersonal or self._coin_leads(start):
            return None
        if self.words.latter.fullmatch(word):
            return self.antecedents.firm(start, Clue(last=True))
        if self.words.lang == "fr" and self._person_speaks(start):
            return self._last(self.people, start) or self.antecedents.firm(start)
        if word in _EITHER:
            subject = self._subject_before(start)
            if subject and subject.type is _E.PERSON:
                return subject
        return self.antecedents.firm(start, Clue(says=self.words.says))

    def _subject_before(self, at: int) -> Found | None:
        """The first person or firm of the sentence before the pronoun, else of the sentence before that."""
        here = self.antecedents.sentence(at)
        for place in (here, here - 1):
            if place >= 0:
                inside = self._between(self.sentences[place].start, min(self.sentences[place].end, at))
                first = next((f for f in inside if f.type in (_E.PERSON, _E.COMPANY) and f.how != "adjective"), None)
                if first:
                    return first
        return None

    def sites(self) -> Iterator[Found]:
        """"the site", "the 60 MW facility": the last site told of."""
        sites = [f for f in self.found if f.type is _E.SITE]
        for match in self.words.site_reference.finditer(self.text):
            start, end = match.start(), match.end("noun")
            last = self._last(sites, start)
            if last and self._free(start, end) and self.antecedents.sentence(start) - self.antecedents.sentence(last.start) <= _REACH:
                yield self._take(last.at(start, end))

    def _coin_leads(self, at: int) -> bool:
        """Whether a coin, and no firm, is named before in the sentence: then "its" is the coin's."""
        start = self.sentences[self.antecedents.sentence(at)].start if self.sentences else 0
        before = self._between(start, at)
        return any(f.type is _E.ASSET for f in before) and not any(f.type is _E.COMPANY for f in before)

    def _person_speaks(self, start: int) -> bool:
        """"a-t-il ajouté", "précise-t-elle": the pronoun behind the verb is the speaker."""
        return self.text[start - 1 : start] == "-" or self.text[max(0, start - 3) : start].lower().endswith("t-")

    def ours(self) -> Iterator[Found]:
        """"we", "notre": the firm of the one who is quoted; the main one where no other firm stands in the sentence of the quote."""
        for match in self.words.we.finditer(self.text):
            if not self._free(match.start(), match.end()):
                continue
            firm = self._quoted_firm(match.start())
            if firm:
                yield self._take(firm.at(match.start(), match.end()))

    def _quoted_firm(self, at: int) -> Found | None:
        person = self._speaker(self.antecedents.sentence(at))
        firm = self._firms_of.get(person.key) if person else None
        return firm or self.antecedents.main

    def _speaker(self, here: int) -> Found | None:
        """The person who speaks in a sentence: named in it, meant by "he added", named in the next where the quote goes on, or in the one before."""
        span = self.sentences[here]
        inside = self._person_in(here)
        if inside:
            return inside
        if any(m.group().lower() in _SPEAKERS for m in self.words.person_pronoun.finditer(self.text, span.start, span.end)):
            return self._last(self.people, span.start)
        after = self._person_in(here + 1) if self.text[span.end - 1 : span.end] not in '"”»' else None
        return after or self._person_in(here - 1)

    def _person_in(self, place: int) -> Found | None:
        if not 0 <= place < len(self.sentences):
            return None
        span = self.sentences[place]
        return next((f for f in self._between(span.start, span.end) if f.type is _E.PERSON), None)

    def _employers(self) -> dict[str, Found]:
        """For each person the firm that stands nearest to one of the names in one sentence, the first sentence with one counting."""
        out: dict[str, Found] = {}
        for person in self.people:
            if person.key in out:
                continue
            span = self.sentences[self.antecedents.sentence(person.start)]
            firms = [f for f in self._between(span.start, span.end) if f.type is _E.COMPANY and f.how != "adjective"]
            if firms:
                out[person.key] = min(firms, key=lambda f: (_apart(f, person), f.start))
        return out


def _apart(a: Found, b: Found) -> int:
    return max(a.start, b.start) - min(a.end, b.end)
