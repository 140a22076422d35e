"""From what a model says to claims: every quote, name and value must stand in the article, else the candidate goes to the ledger.

A model's answer is only a proposal. What it quotes is looked for in the stored text (line breaks, case and typographic marks apart), the
canonical name of a filler must be named in the text too, and a number must be the one that its words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from graph.claims import make_claim, problems
from graph.dates import Interval
from graph.errors import ClaimstakeError, InvalidValue
from graph.ids import entity_key
from graph.model import Article, Claim, Evidence, Mention, Refusal
from graph.ontology import ACTIVITIES, ONTOLOGY, ClaimType, EntityType, Factuality, ValueKind
from graph.values import Amount, Json, Value, value_from_wire
from loaders.gazetteer import Gazetteer
from loaders.gazetteer.index import flat
from loaders.languages import load_pack, packs
from loaders.text.amounts import find as find_amounts

_SPEAKERS = (EntityType.PERSON, EntityType.COMPANY, EntityType.AUTHORITY)


@dataclass(frozen=True, slots=True)
class Named:
    """A filler as a model gives it: the ``words`` of the article, and the ``name`` that is meant by them ("the company" is Bitfarms)."""

    role: str
    type: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Given:
    """A value as a model gives it: the ``words`` of the article and what they mean, in the interchange format."""

    name: str
    words: str
    value: Json


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim as a model gives it, nothing of it believed yet."""

    type: str
    quote: str
    roles: tuple[Named, ...]
    values: tuple[Given, ...] = ()
    factuality: str = "actual"
    speaker: Named | None = None
    start: str = ""
    end: str = ""
    time_words: str = ""
    confidence: float = 0.7


@dataclass(frozen=True, slots=True)
class Grounded:
    """What stands, and what was refused; an Extraction."""

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]


class NotInText(ClaimstakeError):
    """Something that a model says of an article and that the article does not."""


def ground(article: Article, candidates: Iterable[Candidate], gazetteer: Gazetteer, extractor: str) -> Grounded:
    """Check candidates against the text and the ontology. The same candidates give the same claims, in the order of their evidence."""
    claims: dict[str, Claim] = {}
    refusals: list[Refusal] = []
    text = _Text(article, gazetteer)
    for candidate in candidates:
        try:
            claim = _claim(text, candidate, extractor)
            claims.setdefault(claim.id, claim)
        except ClaimstakeError as error:
            refusals.append(_refusal(text, candidate, str(error), extractor))
    ordered = sorted(claims.values(), key=lambda c: (c.evidence.start, c.type, c.id))
    return Grounded(tuple(ordered), tuple(sorted(refusals, key=lambda r: (r.start, r.type, r.reason))))


class _Text:
    """An article's text in which words are looked for."""

    def __init__(self, article: Article, gazetteer: Gazetteer) -> None:
        self.article = article
        self.gazetteer = gazetteer
        self._flat = flat(article.text)

    def find(self, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Where words stand first within a part of the text."""
        pattern = _pattern(words)
        match = pattern.search(self._flat, start, len(self._flat) if end is None else end) if pattern else None
        return match.span() if match else None

    def place(self, words: str, quote: tuple[int, int], what: str) -> tuple[int, int]:
        """Where an argument stands: in the quote, else elsewhere in the article. Raises NotInText."""
        found = self.find(words, *quote) or self.find(words)
        if found is None:
            raise NotInText(f"{what} {words!r} is not in the text")
        return found


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    parts = flat(words).split()
    if not parts:
        return None
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    return re.compile(before + r"\s+".join(map(re.escape, parts)) + after)


def _claim(text: _Text, candidate: Candidate, extractor: str) -> Claim:
    spec = ONTOLOGY.claim_type(candidate.type)
    quote = text.find(candidate.quote)
    if quote is None:
        raise NotInText(f"the quote is not in the text: {candidate.quote[:80]!r}")
    roles = _roles(text, spec, candidate.roles, quote)
    spans: dict[str, tuple[int, int]] = {}
    values = {g.name: _value(text, spec, g, quote, spans) for g in candidate.values}
    speaker = _mention(text, candidate.speaker, _SPEAKERS, quote) if candidate.speaker else None
    claim = make_claim(
        spec.name,
        roles,
        Evidence(article=text.article.id, start=quote[0], end=quote[1], quote=text.article.text[quote[0] : quote[1]]),
        values=values,
        told=(_factuality(candidate.factuality), speaker, _time(text, spec, candidate, quote, spans)),
        spans=spans,
        made_by=(extractor, min(max(candidate.confidence, 0.0), 1.0)),
    )
    if found := [*_lacking(spec, claim), *problems(claim, text.article.text)]:
        raise NotInText("; ".join(found))
    return claim


def _roles(text: _Text, spec: ClaimType, given: Sequence[Named], quote: tuple[int, int]) -> dict[str, tuple[Mention, ...]]:
    roles: dict[str, tuple[Mention, ...]] = {}
    for named in given:
        mention = _mention(text, named, spec.role(named.role).types, quote)
        if mention.key not in {m.key for m in roles.get(named.role, ())}:
            roles[named.role] = (*roles.get(named.role, ()), mention)
    return roles


def _mention(text: _Text, named: Named, types: Sequence[EntityType], quote: tuple[int, int]) -> Mention:
    """The filler with the entity that its name means; the name itself must be in the text, or be that of an entry that is."""
    type_ = EntityType(named.type) if named.type in set(EntityType) else types[0]
    start, end = text.place(named.words, quote, named.role)
    if type_ is EntityType.ACTIVITY:
        if named.name not in ACTIVITIES:
            raise NotInText(f"{named.role} {named.name!r} is no line of business of the ontology")
        return Mention(name=named.name, type=type_, start=start, end=end, key=entity_key(type_, named.name))
    entry = next(iter(text.gazetteer.lookup(named.name, type_)), None)
    forms = (named.name, *(entry.forms() if entry else ()))
    if not any(text.find(form) for form in forms):
        raise NotInText(f"{named.role} {named.name!r} is not named in the text")
    name, key = (entry.name, entry.key) if entry else (named.name, entity_key(type_, named.name))
    return Mention(name=name, type=type_, start=start, end=end, key=key)


def _value(text: _Text, spec: ClaimType, given: Given, quote: tuple[int, int], spans: dict[str, tuple[int, int]]) -> Value:
    kind = spec.value(given.name)
    value = value_from_wire(kind, given.value, spec.name)
    spans[given.name] = text.place(given.words, quote, given.name)
    if isinstance(value, Amount):
        _check_number(text, value, given)
    elif kind.kind is ValueKind.TEXT and text.find(str(value)) is None:
        raise NotInText(f"{given.name} {str(value)!r} is not in the text")
    return value


def _check_number(text: _Text, value: Amount, given: Given) -> None:
    """A number must be one that our own reading finds in its words, where there is a pack that reads them."""
    lang = text.article.lang
    read = find_amounts(given.words, load_pack(lang)) if lang in packs() else []
    said = {abs(n) for a in read for n in _numbers(a.amount)}
    if said and not {abs(n) for n in _numbers(value)} <= said:
        raise NotInText(f"{given.name} {value.text()} is not what {given.words!r} says")


def _numbers(amount: Amount) -> set[Decimal]:
    return {n for n in (amount.value, amount.low, amount.high) if n is not None}


def _factuality(word: str) -> Factuality:
    try:
        return Factuality(word)
    except ValueError as error:
        raise InvalidValue(f"{word!r} is no factuality; there are {', '.join(Factuality)}") from error


def _time(text: _Text, spec: ClaimType, candidate: Candidate, quote: tuple[int, int], spans: dict[str, tuple[int, int]]) -> Interval:
    if spec.name == "reports" or not (candidate.start or candidate.end):
        return Interval()
    spans["time"] = text.place(candidate.time_words, quote, "time")
    return Interval.of(candidate.start or None, candidate.end or None)


def _lacking(spec: ClaimType, claim: Claim) -> list[str]:
    """What the ontology asks for beyond graph.claims.problems."""
    if spec.either and not any(claim.fillers(role) for role in spec.either):
        return [f"none of {' or '.join(spec.either)} is told"]
    if spec.name in ("merges_with", "partners_with") and len(claim.fillers("party")) < 2:
        return ["fewer than two parties are told"]
    return []


def _refusal(text: _Text, candidate: Candidate, reason: str, extractor: str) -> Refusal:
    start, end = text.find(candidate.quote) or (0, 0)
    quote = text.article.text[start:end] or candidate.quote
    return Refusal(
        article=text.article.id, type=candidate.type, reason=reason, start=start, end=end, quote=quote[:500], extractor=extractor
    )
