"""References without a name: "the company", "le mineur", "it", "il", "we" in a quote, a site already told of.

A bare firm is the last one named or the article's main one: measured on annotated articles, one of the two is right nine times in ten,
the main one more often than the last (research on the development half), so recency must be clear to win.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.words import NameWords
from loaders.text.sentences import Sentence as SentenceSpan

_E = EntityType
_FIRMS = (_E.COMPANY,)


def find_references(text: str, found: Sequence[Found], sentences: Sequence[SentenceSpan], words: NameWords) -> list[Found]:
    """References to firms, persons and sites, each as the entity meant; those that nothing in the article answers are left out."""
    finder = _Finder(text, found, sentences, words)
    out = [*finder.sites(), *finder.firms(), *finder.pronouns(), *finder.ours()]
    return sorted(out, key=lambda f: f.start)


class _Finder:
    """The state of one article while its references are found."""

    def __init__(self, text: str, found: Sequence[Found], sentences: Sequence[SentenceSpan], words: NameWords) -> None:
        self.text, self.words, self.sentences = text, words, sentences
        self.found = sorted(found, key=lambda f: f.start)
        # A place or activity may stand inside a reference ("the Frankfurt group"); other names may not.
        inner = (_E.PLACE, _E.ACTIVITY, _E.ASSET)
        self.taken = {k for f in found if f.type not in inner for k in range(f.start, f.end)}
        self.firms_named = [f for f in self.found if f.type in _FIRMS]
        self.starts = [s.start for s in sentences]
        self.main = self._main()
        self.told: list[Found] = []

    def _main(self) -> Found | None:
        """The firm that the article is about: the most named one, those of the first three sentences counted double."""
        if not self.firms_named:
            return None
        early = self.sentences[min(2, len(self.sentences) - 1)].end if self.sentences else 0
        count = Counter[str]()
        for f in self.firms_named:
            count[f.key] += 2 if f.start < early else 1
        best = max(count.values())
        return next(f for f in self.firms_named if count[f.key] == best)

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    def _free(self, start: int, end: int) -> bool:
        return self.taken.isdisjoint(range(start, end))

    def _take(self, found: Found) -> Found:
        self.taken.update(range(found.start, found.end))
        self.told.append(found)
        return found

    def _firm_before(self, at: int) -> Found | None:
        """The firm that a bare noun or pronoun at ``at`` means: first firm of its sentence before it, of the sentence before, the main one."""
        here = self._sentence(at)
        for back in (here, here - 1):
            if back < 0:
                break
            if back < here and self.sentences[back].block != self.sentences[here].block and here - back > 1:
                break
            start, end = self.sentences[back].start, min(self.sentences[back].end, at)
            named = [f for f in self.firms_named if start <= f.start < end]
            named += [f for f in self.told if f.type in _FIRMS and start <= f.start < end]
            if named:
                first = min(named, key=lambda f: f.start)
                main = [f for f in named if self.main and f.key == self.main.key]
                return main[0] if main else first
        return self.main

    def firms(self) -> Iterator[Found]:
        """"the company", "the Toronto-based miner", "le groupe"."""
        for match in self.words.company_reference.finditer(self.text):
            start, end = match.start(), match.end("noun")
            if not self._free(start, end) or self._names_follow(end) or self._apposed(start):
                continue
            firm = self._firm_before(start)
            if firm:
                yield self._take(firm.at(start, end))

    def _names_follow(self, end: int) -> bool:
        """Whether the noun introduces a name ("the miner MARA"): then it is no reference."""
        return any(f.start - end in (1, 2) and f.type in (_E.COMPANY, _E.PERSON) for f in self.found if end <= f.start <= end + 2) or bool(
            re.match(r"[\s\u00a0](?:de bitcoins?[\s\u00a0])?(?:that|qui|dont|which)\b", self.text[end : end + 20])
        )

    def _apposed(self, start: int) -> bool:
        """Whether the noun stands right behind a firm and a comma ("Komainu, the custodian ..."): then it describes that firm."""
        before = self.text[max(0, start - 40) : start]
        lead = re.search(r"(?:[\s\u00a0]\([^()]{1,30}\))?,[\s\u00a0]$", before)
        return bool(lead) and any(f.end == start - len(lead.group()) for f in self.firms_named) if lead else False

    def sites(self) -> Iterator[Found]:
        """"the site", "the 60 MW facility": the last site told of."""
        sites = [f for f in self.found if f.type is _E.SITE]
        for match in self.words.site_reference.finditer(self.text):
            start, end = match.start(), match.end("noun")
            before = [f for f in sites if f.end <= start]
            if self._free(start, end) and before and self._sentence(start) - self._sentence(before[-1].start) <= 4:
                yield self._take(before[-1].at(start, end))

    def pronouns(self) -> Iterator[Found]:
        """"it", "its", "il", "son" of a firm; "he", "sa" of a person where a person was the last subject."""
        impersonal = {m.start() for m in self.words.impersonal.finditer(self.text)}
        people = [f for f in self.found if f.type is _E.PERSON]
        person_only = {"he", "she", "his", "her", "him"}
        for match in self.words.company_pronoun.finditer(self.text):
            if match.start() in impersonal or not self._free(match.start(), match.end()):
                continue
            meant = self._firm_before(match.start())
            if self._coin_leads(match.start()):
                continue
            if self.words.lang == "fr" and self._person_speaks(match.start(), match.end()):
                meant = next((p for p in reversed(people) if p.end <= match.start()), meant)
            if meant:
                yield self._take(meant.at(match.start(), match.end()))
        for match in self.words.person_pronoun.finditer(self.text):
            if match.group().lower() in person_only and self._free(match.start(), match.end()):
                person = next((p for p in reversed(people) if p.end <= match.start()), None)
                if person:
                    yield self._take(person.at(match.start(), match.end()))

    def _coin_leads(self, at: int) -> bool:
        """Whether a coin, and no firm, is named before in the sentence: then "its" is the coin's."""
        start = self.sentences[self._sentence(at)].start if self.sentences else 0
        before = [f for f in self.found if start <= f.start < at]
        return any(f.type is _E.ASSET for f in before) and not any(f.type in _FIRMS for f in before)

    def _person_speaks(self, start: int, end: int) -> bool:
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
        here = self._sentence(at)
        for place in (here, here + 1, here - 1):
            if 0 <= place < len(self.sentences):
                span = self.sentences[place]
                persons = [f for f in self.found if f.type is _E.PERSON and span.start <= f.start < span.end]
                firms = [f for f in self.firms_named if span.start <= f.start < span.end]
                if persons and firms:
                    return min(firms, key=lambda f: abs(f.start - persons[0].start))
        return self.main
