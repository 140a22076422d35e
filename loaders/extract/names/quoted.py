"""Who "we" is: the firm of the person who is quoted, else the one that the article is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.names.antecedents import Antecedents
from loaders.extract.names.nearby import Nearby, last_before
from loaders.extract.words import NameWords
from loaders.text.sentences import Sentence as SentenceSpan

_E = EntityType
SINGULAR = frozenset("he she his her him".split())  # pronouns of a person


class Quoted:
    """The speakers of one article."""

    def __init__(self, text: str, names: Nearby, sentences: Sequence[SentenceSpan], words: NameWords, antecedents: Antecedents) -> None:
        self.text, self.names, self.sentences, self.words, self.antecedents = text, names, sentences, words, antecedents
        self._firms_of = self._employers() if sentences else {}

    def ours(self) -> Iterator[Found]:
        """ "we", "notre" as the firm meant."""
        for match in self.words.we.finditer(self.text):
            shouted = len(match.group()) > 1 and match.group().isupper()  # "a US miner"
            firm = None if shouted else self._firm(match.start())
            if firm:
                yield firm.at(match.start(), match.end())

    def _firm(self, at: int) -> Found | None:
        person = self._speaker(self.antecedents.sentence(at)) if self.sentences else None
        return (self._firms_of.get(person.key) if person else None) or self.antecedents.main

    def _speaker(self, here: int) -> Found | None:
        """The person who speaks in a sentence: named in it, meant by "he added", named in the next where the quote goes on, or in the last."""
        span = self.sentences[here]
        inside = self._person_in(here)
        if inside:
            return inside
        if any(m.group().lower() in SINGULAR for m in self.words.person_pronoun.finditer(self.text, span.start, span.end)):
            return last_before(self.names.people, span.start)
        after = self._person_in(here + 1) if self.text[span.end - 1 : span.end] not in '"”»' else None
        return after or self._person_in(here - 1) or self._answering(span.start)

    def _answering(self, at: int) -> Found | None:
        """The last person before who belongs to a firm: an interview names its guest once."""
        return next((p for p in reversed(self.names.people) if p.start < at and p.key in self._firms_of), None)

    def _person_in(self, place: int) -> Found | None:
        if not 0 <= place < len(self.sentences):
            return None
        span = self.sentences[place]
        return next((f for f in self.names.between(span.start, span.end) if f.type is _E.PERSON), None)

    def _employers(self) -> dict[str, Found]:
        """For each person the firm that stands nearest to one of the names in one sentence, the first sentence with one counting."""
        out: dict[str, Found] = {}
        for person in self.names.people:
            if person.key in out:
                continue
            span = self.sentences[self.antecedents.sentence(person.start)]
            inside = [f for f in self.names.between(span.start, span.end) if f.type is _E.COMPANY and f.how != "adjective"]
            firms = [f for f in inside if not self.antecedents.known(f.key).aside]
            if firms:
                out[person.key] = min(firms, key=lambda f: (_apart(f, person), f.start))
        return out


def _apart(a: Found, b: Found) -> int:
    return max(a.start, b.start) - min(a.end, b.end)
