"""Offices of persons: title phrases, with the person and the organization that stand at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.ontology import EntityType, Factuality
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.raw import Raw, simple
from loaders.extract.skeleton import Skeleton
from loaders.extract.words import read_yaml

_E = EntityType


@dataclass(frozen=True, slots=True)
class Titles:
    """Title phrases (lower case) with their role, as one pattern over a skeleton."""

    pattern: re.Pattern[str]
    roles: Mapping[str, str]

    def role(self, phrase: str) -> str:
        """The ontology's role of a phrase that the pattern matched."""
        if phrase in self.roles:
            return self.roles[phrase]
        for known, role in self.roles.items():
            if "{x}" in known and phrase.startswith(known.split("{x}")[0]):
                return role
        return "other"


@lru_cache(maxsize=8)
def load_titles(lang: str) -> Titles:
    """The titles of a language."""
    roles: dict[str, str] = {}
    for role, phrases in read_yaml(lang, "titles.yaml").items():
        for phrase in phrases:
            roles.setdefault(_spaced(phrase.lower()), role)
    patterns = []
    for phrase in sorted(roles, key=lambda p: (-len(p), p)):
        patterns.append(re.escape(phrase).replace(re.escape("{x}"), r"(?:(?!of |de |d' |chez |at )[\w&’'-]+(?: (?:and|&|et) [\w-]+)?(?: [\w-]+)?)"))
    ordered = sorted(patterns, key=len, reverse=True)
    return Titles(re.compile(rf"(?<![\w<-])(?:{'|'.join(ordered)})(?![\w>-])"), dict(sorted(roles.items(), key=lambda kv: -len(kv[0]))))


def _spaced(phrase: str) -> str:
    """As the tokenizers split it: hyphens and apostrophes apart where they do so."""
    return phrase


_OF = r"(?: ?,)? (?:of|at|for|from|de|du|d'|chez|with|the|l'|la|le|des|and co-founder of|et cofondateur de)"
_ORG_AFTER = re.compile(rf"^(?: (?:and|et|&) [\w'’ -]{{2,40}}?)?(?:{_OF})+ (?:[^<,.;]{{0,40}}? )?<(?P<k>[CU])(?P<i>\d+)>")
_ORG_BEFORE = re.compile(r"<(?P<k>[CU])(?P<i>\d+)>(?: 's| ’s| s’| ')?(?: (?:interim|acting|new|former|current|longtime|global|deputy|outgoing|\w+))?,? ?$")
_PERSON_AFTER = re.compile(
    r"^(?: (?:and|et|&) [\w'’ -]{2,40}?)?(?:(?:(?: ?,)? (?:of|at|de|du|d'|chez|the|l'|la)+)+ (?:[^<,.;]{0,30}? )?<[CU]\d+>)?(?: \( ?[\w -]{2,8} ?\))? ?,? ?(?:is |est )?(?:mr\.? |ms\.? |m\. |mme |dr\.? )?<P(?P<i>\d+)>"
)
_PERSON_BEFORE = re.compile(
    r"<P(?P<i>\d+)>(?: \([^)]*\))? ?(?:,|\(|–|—|-)? ?(?:\w+ ){0,1}?(?:(?:who )?(?:is|was|serves|served|serving|acts|remains|est|était|occupe|reste|devient|became|becomes|named|appointed|as|comme)? ?){0,3}"
    r"(?:(?:also|named|appointed|as|the|its|their|a|an|our|le|la|son|sa|leur|l'|un|une|au poste de|poste de|the company 's|nommée?|former|ex|ancien|ancienne|new|nouveau|nouvelle|interim|actuel|current|longtime|,) ?-? ?){0,4}"
    r"(?:<[CU]\d+>(?: 's| ’s)? )?(?:\w+ )?$"
)
_FORMER = re.compile(r"\b(?:former|ex|ex-|ancien|ancienne|then|one-time|previously|précédemment|anciennement)\b ?-? ?(?:<[CU]\d+>(?: 's)? )?(?:\w+ )?$")
_APPOINTS = re.compile(
    r"\b(?:appoint(?:s|ed|ment)?|nam(?:es|ed|ing)|hir(?:es|ed|ing)|promot(?:es|ed|ion)|recruit(?:s|ed)|tapp(?:s|ed)|joins?|joined|becomes|became|takes over|succeeds?|succeeded|replaces?|replacing|elected|elevated|"
    r"nomm(?:e|é|ée|ant|ination)|recrut(?:e|é|ée)|promu(?:e)?|devient|deviendra|rejoint|succède|remplace|nomination|désigné(?:e)?|prend (?:la tête|les rênes)|arrive)\b"
)
_LEAVES = re.compile(
    r"\b(?:resign(?:s|ed|ation|ing)?|step(?:s|ped|ping)? down|leav(?:es|ing)|left|depart(?:s|ed|ure|ing)?|retir(?:es|ed|ing|ement)|oust(?:ed|er)|fired|dismissed|quits?|outgoing|removed|"
    r"démission(?:ne|né|naire|er)?|quitt(?:e|é|er)|départ|part|limogé(?:e)?|évincé(?:e)?|cède sa place|remercié(?:e)?|se retire)\b"
)


def offices(doc: Document, skel: Skeleton) -> Iterator[Raw]:
    """holds_role claims of a sentence: each title with its person and organization."""
    titles = load_titles(doc.pack.code)
    persons = [t for t in skel.sentence.tokens if t.found and t.found.type is _E.PERSON]
    if not persons:
        return
    seen: set[tuple[str, str, str]] = set()
    for match in titles.pattern.finditer(skel.string):
        raw = _office(doc, skel, match, titles.role(match.group()))
        if raw:
            key = (raw.roles["person"][0].key, raw.roles["organization"][0].key, str(raw.values["role"]))
            if key not in seen:
                seen.add(key)
                yield raw


def _office(doc: Document, skel: Skeleton, match: re.Match[str], role: str) -> Raw | None:
    before, after = skel.string[: match.start()], skel.string[match.end() :]
    person = _person(skel, before, after)
    if person is None or person.found is None:
        return None
    organization = _organization(doc, skel, before, after, person)
    if organization is None:
        return None
    trigger = skel.sentence.tokens[skel.index(match.start())]
    raw = simple("holds_role", "attribute/office", skel.sentence, trigger, {"person": person.found, "organization": organization}, 0.85)
    span = skel.span(match.start(), match.end())
    raw.put("role", role, span)
    raw.put("title", doc.text[span[0] : span[1]], span)
    change, where = _change(skel, before, match)
    raw.put("change", change, where or span)
    raw.label = change == "holds"
    if change != "holds":
        raw.trigger = _change_trigger(skel, where) or trigger
    raw.factuality = None if change != "holds" else Factuality.ACTUAL
    return raw


def _person(skel: Skeleton, before: str, after: str) -> Token | None:
    for found in (_PERSON_AFTER.match(after), _PERSON_BEFORE.search(before)):
        if found:
            return skel.token(found["i"])
    return None


def _organization(doc: Document, skel: Skeleton, before: str, after: str, person: Token) -> Found | None:
    for found in (_ORG_AFTER.match(after), _ORG_BEFORE.search(before)):
        if found:
            return skel.found(found["i"])
    return _default_firm(doc, skel.sentence, person)


def _default_firm(doc: Document, sentence: Sentence, person: Token) -> Found | None:
    """The firm of a title without one: the last organization named before it in the sentence, else in the sentences before, else the first after."""
    firms = [f for f in doc.found if f.type in (_E.COMPANY, _E.AUTHORITY)]
    here = [f for f in firms if sentence.start <= f.start < person.start]
    if here:
        return here[-1]
    before = [f for f in firms if f.start < person.start]
    main = doc.main_firm()
    if before and sentence.index and before[-1].start >= doc.sentences[max(0, sentence.index - 2)].start:
        recent = [f for f in before if f.start >= doc.sentences[max(0, sentence.index - 2)].start]
        return next((f for f in recent if main and f.key == main.key), recent[-1])
    return main


def _change(skel: Skeleton, before: str, match: re.Match[str]) -> tuple[str, tuple[int, int] | None]:
    if _FORMER.search(before):
        found = _FORMER.search(before)
        return "left", skel.span(found.start(), found.start() + 6) if found else None
    window = skel.string[max(0, match.start() - 90) : match.end() + 60]
    offset = max(0, match.start() - 90)
    for change, pattern in (("left", _LEAVES), ("appointed", _APPOINTS)):
        found = pattern.search(window)
        if found:
            return change, skel.span(offset + found.start(), offset + found.end())
    return "holds", None


def _change_trigger(skel: Skeleton, where: tuple[int, int] | None) -> Token | None:
    return next((t for t in skel.sentence.tokens if where and t.start >= where[0]), None)
