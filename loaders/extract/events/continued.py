"""Claims told over two sentences: "... a $300M facility from Macquarie. The facility bears 8 % and matures in 2028."

The second sentence adds to the claim of the first: values that it leaves open, a purpose, a site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.ontology import ONTOLOGY
from loaders.extract.document import Sentence, Token
from loaders.extract.events.frames import ValueRule
from loaders.extract.events.others import measured
from loaders.extract.events.values import put_date
from loaders.extract.grammar.linear import Line, load_grammar
from loaders.extract.raw import Raw
from loaders.extract.words import read_yaml

_BACK = 4  # sentences back to the one that the noun goes on about
_OPENING = 6  # tokens in which the noun stands at the head of its sentence
_IT, _THEM = frozenset("it they il elle ils elles celui-ci celle-ci".split()), frozenset("it them this lui elle eux".split())
_UNDER, _AND = frozenset("under with selon".split()), frozenset("and et also , all".split())
_DEFINITE = frozenset("the this that le la l' les ce cette cet ces its son sa ses leur".split())
_MARKS = frozenset(("interest", "rate", "coupon", "annual", "yield", "bear", "intérêt", "taux", "annuel", "rendement", "an"))


@dataclass(frozen=True, slots=True)
class Going:
    """What a sentence may add to a claim of one type.

    The ``nouns`` that take the claim up, or the ``verbs`` behind "it"; ``values`` with kinds of amount, ``roles`` with places.
    """

    nouns: frozenset[str]
    verbs: frozenset[str]
    values: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def load_continued(lang: str) -> dict[str, Going]:
    """The table of ``loaders/languages/LANG/continued.yaml``."""
    out = {}
    for claim, row in read_yaml(lang, "continued.yaml").items():
        values = {name: tuple(kinds) for name, kinds in (row["values"] or {}).items()}
        roles = {name: tuple(places) for name, places in (row["roles"] or {}).items()}
        out[claim] = Going(frozenset(row["nouns"]), frozenset(row.get("verbs", ())), values, roles)
    return out


def go_on(raws: Sequence[Raw], sentences: Sequence[Sentence], lang: str, table: Mapping[str, Going]) -> None:
    """Add to the claims what the sentences behind them tell of the same thing. ``raws`` in the order of the text."""
    by_sentence: dict[int, list[Raw]] = {}
    for raw in raws:
        by_sentence.setdefault(raw.sentence.index, []).append(raw)
    for sentence in sentences:
        noun = _opening_noun(sentence)
        if noun is None:
            continue
        for back in range(1, _BACK + 1):
            told = [r for r in by_sentence.get(sentence.index - back, ()) if r.type in table and _takes_up(noun, table[r.type])]
            if told:
                _add(told[-1], sentence, noun, table[told[-1].type], lang)
                by_sentence.setdefault(sentence.index, []).append(told[-1])  # and the sentence behind may go on
                break


def _takes_up(word: Token, going: Going) -> bool:
    return word.lemma in going.nouns or word.lemma in going.verbs or (word.lower in _THEM and bool(going.verbs))


def _opening_noun(sentence: Sentence) -> Token | None:
    """The definite noun at the head of a sentence, the verb behind "it", or the pronoun of "under them"."""
    first = [t for t in sentence.tokens[:_OPENING] if t.lower not in _AND]
    if len(first) > 2 and first[0].lower in _IT and first[1].pos in ("VERB", "AUX"):
        return next((t for t in first[1:] if t.pos == "VERB"), None)
    if len(first) > 2 and first[0].lower in _UNDER and first[1].lower in _THEM:
        return first[1]
    for token in sentence.tokens[:_OPENING]:
        if token.found and token.found.how != "reference":
            return None
        if token.pos == "NOUN" and not token.amount and not token.time:
            before = sentence.tokens[: token.i]
            return token if not before or any(t.lower in _DEFINITE or t.time for t in before) else None
    return None


def _add(raw: Raw, sentence: Sentence, noun: Token, going: Going, lang: str) -> None:
    line = Line(sentence, load_grammar(lang))
    for name, kinds in going.values.items():
        if name not in raw.values:
            _value(raw, sentence, ValueRule(name, kinds))
    for name, places in going.roles.items():
        role = ONTOLOGY.claim_type(raw.type).role(name)
        if name in raw.roles:
            continue
        for place in places:
            found = line.after(noun.i, role.types) if place == "object" else line.behind(noun.i, place.split("|"), role.types)
            names = [t.found for t in found if t.found and t.found.key not in {f.key for fs in raw.roles.values() for f in fs}]
            if names:
                raw.roles[name] = tuple(names if role.many else names[:1])
                break


def _value(raw: Raw, sentence: Sentence, rule: ValueRule) -> None:
    if rule.kinds == ("date",):
        put_date(raw, rule.name, sentence.tokens)
        return
    amounts = [t for t in sentence.tokens if t.amount and t.amount.kind in rule.kinds and not t.amount.per]
    if raw.type == "trades_asset":
        amounts = [t for t in amounts if not measured(t, sentence.tokens)]
    if rule.name == "rate":
        amounts = [t for t in amounts if any(w.lemma in _MARKS for w in sentence.tokens[max(0, t.i - 6) : t.i + 5])]
    if amounts and amounts[0].amount:
        raw.put(rule.name, amounts[0].amount.amount, (amounts[0].start, amounts[0].end))
