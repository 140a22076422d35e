"""References without a name: "the company", "le mineur texan", "it", "il", "we" in a quote, a site already told of.

Which firm is meant is weighed in loaders.extract.names.antecedents; here stand the forms that a reference takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.names.activities import ActivityHit
from loaders.extract.names.antecedents import Antecedents, Clue, Known, country_of, nothing_known
from loaders.extract.names.nearby import Nearby, last_before
from loaders.extract.names.quoted import SINGULAR, Quoted
from loaders.extract.words import NameWords
from loaders.text.sentences import Sentence as SentenceSpan

_E = EntityType
_EITHER = frozenset(("il", "elle"))  # a firm or a person, whichever the sentence before speaks of
_POSSESSIVES = frozenset("its son sa ses leur leurs".split())
_REACH = 4  # sentences over which a site is remembered
_LISTING = 90  # characters behind a noun in which its ticker stands ("the miner, listed on Nasdaq under ...")
_STEPS = 4  # words between a noun and the name that it introduces
_GAP = re.compile(r"[\s\u00a0]|l['’]")
_ONE_OF = re.compile(r"(?:one|some|most|many|each|any|un|une|certains) (?:of|de|des)[\s\u00a0]$", re.IGNORECASE)
_TITLED = re.compile(r"[\s\u00a0][A-Z][a-z]+\b")  # "the Neocloud Era": no noun of its own in a title
_PLURAL = re.compile(r"(?<![su])s$")
_NAMED = re.compile(r"[A-ZÉ][a-zé]\w{2,}")
_FOLLOWED = re.compile(r"(?:succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing))[\s\u00a0]$")
# No firms: "par l'intermédiaire de", the stock market ("à la Bourse de Toronto").
_IDIOM = re.compile(r"l['’]intermédiaire[\s\u00a0]d|la[\s\u00a0]Bourse\b|la[\s\u00a0]bourse[\s\u00a0]d(?:e[\s\u00a0]|['’])[A-ZÉ]")
# "la société basée à Oslo, baptisée X": the noun means the one that is named behind it.
_CALLED = re.compile(r"[^.;:!?\n«\"“]{0,50}?,?[\s\u00a0](?:nommée?|baptisée?|appelée?|dénommée?|named|called|dubbed)[\s\u00a0](?=[A-ZÉ])")
_ADJECTIVE = re.compile(r"[a-zà-ÿ]{3,}(?:ique|ière|ier|elle|iel|ale|ive|ienne|aine)\b")
_THROUGH = re.compile(
    r"(?:\bvia|\bthrough|by way of|par l['’]intermédiaire de|par le biais de|au travers de|à travers|par l['’]entremise de)[\s\u00a0]$",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"(?:[\s\u00a0]\([^()]{1,30}\))?,[\s\u00a0]$")


@dataclass(frozen=True, slots=True)
class Hints:
    """What helps to read references: phrases that label firms, and what the gazetteer knows of the firms."""

    labels: Sequence[ActivityHit] = ()
    known: Known = nothing_known


def find_references(
    text: str,
    found: Sequence[Found],
    sentences: Sequence[SentenceSpan],
    words: NameWords,
    hints: Hints = Hints(),
    antecedents: Antecedents | None = None,
) -> list[Found]:
    """References to firms, persons and sites, each as the entity meant; those that nothing in the article answers are left out."""
    names = Nearby(found)
    antecedents = antecedents or Antecedents(text, found, sentences, hints.known)
    # A place or activity may stand inside a reference ("the Frankfurt group"); other names may not.
    taken = {k for f in found if f.type not in (_E.PLACE, _E.ACTIVITY, _E.ASSET) for k in range(f.start, f.end)}
    nouns, pronouns = _Nouns(text, names, sentences, words, hints), _Pronouns(text, names, sentences, words, antecedents)
    out: list[Found] = []

    def take(rows: Iterator[Found]) -> Iterator[Found]:
        for f in rows:
            if taken.isdisjoint(range(f.start, f.end)):
                taken.update(range(f.start, f.end))
                out.append(f)
                yield f

    list(take(_sites(text, names, antecedents, words)))
    places = dict.fromkeys(pronouns.places(), "") | {(start, end): noun for start, end, noun in nouns.places()}
    for (start, end), noun in sorted(places.items()):
        if taken.isdisjoint(range(start, end)):
            meant = nouns.meant(start, end, noun, antecedents) if noun else pronouns.meant(start, end)
            # each may mean what one before it means
            for reference in take(iter([meant] if meant else [])):
                if reference.type is _E.COMPANY:
                    antecedents.tell(reference)
    list(take(Quoted(text, names, sentences, words, antecedents).ours()))
    return sorted(out, key=lambda f: f.start)


def _sites(text: str, names: Nearby, antecedents: Antecedents, words: NameWords) -> Iterator[Found]:
    """ "the site", "the 60 MW facility": the last site told of."""
    sites = [f for f in names.all if f.type is _E.SITE]
    for match in words.site_reference.finditer(text):
        start, end = match.start(), match.end("noun")
        last = last_before(sites, start)
        if last and antecedents.sentence(start) - antecedents.sentence(last.start) <= _REACH:
            yield last.at(start, end)


class _Nouns:
    """Nouns for firms: "the company", "the Toronto-based payments app", "Group net loss"."""

    def __init__(self, text: str, names: Nearby, sentences: Sequence[SentenceSpan], words: NameWords, hints: Hints) -> None:
        self.text, self.names, self.sentences, self.words, self.hints = text, names, sentences, words, hints

    def places(self) -> Iterator[tuple[int, int, str]]:
        """Start, end and noun: lines of results that begin with the noun alone, definite nouns of the list, phrases that label a firm."""
        for span in self.sentences:
            issuer = self.words.issuer.match(self.text, span.start)
            if issuer and issuer.end() < span.end:
                yield issuer.start(), issuer.end(), issuer.group()
        for match in self.words.company_reference.finditer(self.text):
            yield match.start(), match.end("noun"), match.group("noun")
        for hit in self.hints.labels:
            head = self.text[hit.start : hit.end].split()[0 if self.words.lang == "fr" else -1]
            if _PLURAL.search(head) or self.words.doing.fullmatch(head):
                continue  # "the miners" are no one firm, "l'hébergement" is none
            lead = self.words.label_lead.search(self.text, max(0, hit.start - 40), hit.start)
            if lead:
                yield lead.start(), hit.end, self.text[hit.start : hit.end]

    def meant(self, start: int, end: int, noun: str, antecedents: Antecedents) -> Found | None:
        """The firm that a noun means, at the noun; None where the noun is no reference."""
        if self.words.issuer.fullmatch(noun):
            firm = antecedents.main  # "the Company", "la Société" of a press release
        elif self._defines(start, end, noun):
            return None
        else:
            firm = antecedents.firm(start, self._clue(start, end, noun))
        return firm.at(start, self._with_demonym(end)) if firm else None

    def _defines(self, start: int, end: int, noun: str) -> bool:
        """Whether the noun speaks of another firm than one told of, or describes one: "the rival", "the unit of X", "the miner MARA"."""
        other = self.words.relational.match(self.text, end - len(noun)) or self.words.reference_not.search(self.text, start, end)
        titled = noun[:1].isupper() and not noun.isupper() and _TITLED.match(self.text, end)
        return (
            bool(
                other
                or titled
                or _CALLED.match(self.text, end)
                or _IDIOM.match(self.text, start)
                or _ONE_OF.search(self.text[max(0, start - 12) : start])
            )
            or self._names_follow(end)
            or self._apposed(start)
        )

    def _with_demonym(self, end: int) -> int:
        """ "la société tokyoïte": an adjective of place behind the noun belongs to the reference."""
        behind = next((f for f in self.names.between(end + 1, end + 2) if f.how == "adjective"), None)
        return behind.end if behind and self.words.lang == "fr" and self.text[end].isspace() else end

    def _clue(self, start: int, end: int, noun: str) -> Clue:
        activity = next((h.activity for h in self.hints.labels if start <= h.start < end and h.end <= end + 30), "")
        near = [f for f in self.names.between(start, end + 3) if f.type is _E.PLACE]
        places = [f for f in near if f.end <= end or f.how == "adjective"]
        names = {f.name for f in places} | {country_of(f) for f in places}
        symbol = next((f for f in self.names.between(end, end + _LISTING) if f.type is _E.SECURITY), None)
        ticker = symbol.name.split(":")[-1] if symbol and "." not in self.text[end : symbol.start] else ""
        return Clue(noun, activity, frozenset(names), generic=bool(self.words.generic.fullmatch(noun)), ticker=ticker)

    def _names_follow(self, end: int) -> bool:
        """Whether the noun introduces a name ("the miner MARA", "le mineur australien IREN") or a clause that defines it."""
        if self.words.defines.match(self.text, end):
            return True
        at = end
        for _ in range(_STEPS):
            gap = _GAP.match(self.text, at)
            if not gap:
                return False
            at = gap.end()
            if self.names.at(at, _E.COMPANY, _E.PERSON, _E.SITE) or (self.words.lang == "fr" and self._unknown_name(at)):
                return True
            step = self._step(at, at > end + 6)
            if step is None:
                return False
            at = step
        return False

    def _unknown_name(self, at: int) -> bool:
        """Whether a word with a capital stands there that is no name found ("la société de conseil Sabre56")."""
        return bool(_NAMED.match(self.text, at)) and not any(f.start <= at < f.end for f in self.names.between(at - 1, at + 1))

    def _step(self, at: int, far: bool) -> int | None:
        """The end of a word that may stand between a noun and its name: a demonym, a place or coin behind another word, one of the list."""
        inside = self.names.at(at, _E.PLACE, _E.ASSET)
        word = (
            self.words.introduces.match(self.text, at) or (self.words.lang == "fr" and not far and _ADJECTIVE.match(self.text, at)) or None
        )
        ends = [inside.end] if inside and (inside.how == "adjective" or inside.type is _E.ASSET or far) else []
        return max([*ends, *([word.end()] if word else [])], default=None)

    def _apposed(self, start: int) -> bool:
        """Whether the noun stands right behind a firm and a comma ("Komainu, the custodian ..."): then it describes that firm."""
        lead = _APPOSED.search(self.text[max(0, start - 40) : start])
        last = last_before(self.names.firms, start)
        return bool(lead and last and last.end == start - len(lead.group()))


class _Pronouns:
    """ "it", "its", "il", "son" of a firm; "he", "elle" of a person where one was the last subject."""

    def __init__(self, text: str, names: Nearby, sentences: Sequence[SentenceSpan], words: NameWords, antecedents: Antecedents) -> None:
        self.text, self.names, self.sentences, self.words, self.antecedents = text, names, sentences, words, antecedents
        self._impersonal = {m.start() for m in words.impersonal.finditer(text)}

    def places(self) -> Iterator[tuple[int, int]]:
        """Where pronouns stand that can mean a firm or a person."""
        for pattern in (self.words.person_pronoun, self.words.company_pronoun):
            for match in pattern.finditer(self.text):
                shouted = len(match.group()) > 1 and match.group().isupper()  # "IT capacity"
                if not shouted and (pattern is self.words.company_pronoun or match.group().lower() in SINGULAR):
                    yield match.span()

    def meant(self, start: int, end: int) -> Found | None:
        """The firm or person that a pronoun means, at the pronoun; None where it means nothing of the kind."""
        word = self.text[start:end].lower()
        found = self._person(start, word)
        if found is None and word not in SINGULAR and start not in self._impersonal and not self._coin_leads(start):
            nearest = self.words.latter.fullmatch(word) or self._through(start)
            clue = Clue(last=True) if nearest else Clue(says=self.words.says, possessive=word in _POSSESSIVES)
            found = self.antecedents.firm(start, clue)
        return found.at(start, end) if found else None

    def _through(self, start: int) -> bool:
        """Whether "its" is whose a deal goes through: "A and B, through its subsidiary C" speaks of B."""
        here = self.sentences[self.antecedents.sentence(start)].start if self.sentences else 0
        last = last_before(self.names.firms, start)
        return last is not None and last.start >= here and bool(_THROUGH.search(self.text, max(0, start - 24), start))

    def _person(self, start: int, word: str) -> Found | None:
        if word in SINGULAR or (self.words.lang == "fr" and self._speaks(start)):
            subject = last_before(self.names.people, start)
            return last_before(self.names.people, subject.start) if subject and self._object(start) else subject
        subject = self._subject_before(start) if word in _EITHER and start not in self._impersonal else None
        return subject if subject and subject.type is _E.PERSON else None

    def _object(self, start: int) -> bool:
        """Whether a pronoun is who somebody follows in office ("Cole Abbas may succeed her"): never the one just named."""
        return bool(_FOLLOWED.search(self.text, max(0, start - 14), start))

    def _subject_before(self, at: int) -> Found | None:
        """The first person or firm of the sentence before the pronoun, else of the sentence before that."""
        here = self.antecedents.sentence(at)
        for place in (here, here - 1):
            if 0 <= place < len(self.sentences):
                inside = self.names.between(self.sentences[place].start, min(self.sentences[place].end, at))
                first = next((f for f in inside if f.type in (_E.PERSON, _E.COMPANY) and f.how != "adjective"), None)
                if first:
                    return first
        return None

    def _coin_leads(self, at: int) -> bool:
        """Whether a coin, and no firm, is named before in the sentence: then "its" is the coin's."""
        start = self.sentences[self.antecedents.sentence(at)].start if self.sentences else 0
        before = self.names.between(start, at)
        return any(f.type is _E.ASSET for f in before) and not any(f.type is _E.COMPANY for f in before)

    def _speaks(self, start: int) -> bool:
        """ "a-t-il ajouté", "précise-t-elle": the pronoun behind the verb is the speaker."""
        return self.text[start - 1 : start] == "-" or self.text[max(0, start - 3) : start].lower().endswith("t-")
