"""Facts as sentences for people: ``Bitfarms raises 300,000,000 USD (credit facility) from Macquarie for Panther Creek``.

A pattern per claim type; a part in brackets is left out when the fact does not give what it names. Values that the pattern does not name
follow in parentheses. A type without a pattern gets a plain one from its roles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from api.graphql.captions import value_text
from graph.model import Fact
from graph.ontology import ONTOLOGY, ClaimType, Status
from graph.values import Value

_PATTERNS: Mapping[str, str] = {
    "operates": "{operator} operates {site}",
    "owns": "{owner} owns [{stake} of ]{site}",
    "located_in": "{subject} is in {place}[ ({kind})]",
    "develops": "{developer} develops {site}[ ({capacity})]",
    "converts_to": "[{owner}: ]{site} converts[ to {activity}][ for {hardware}]",
    "engages_in": "{company} is in the business of {activity}",
    "enters": "{company} enters [{activity}][ in {place}]",
    "exits": "{company} exits [{activity}][ in {place}]",
    "finances": "{recipient} raises [{amount}][ as {instrument}][ from {funder}][ for {purpose}]",
    "acquires": "{buyer} acquires [{stake} of ]{target}[ from {seller}][ for {amount}]",
    "merges_with": "{party} merge[ for {amount}]",
    "invests_in": "{investor} invests [{amount} ]in {investee}[ (stake {stake})]",
    "partners_with": "{party} work together[ on {purpose}]",
    "hosts": "{provider} hosts {customer}[ at {site}][ ({capacity})]",
    "supplies_power": "{supplier} supplies power to {customer}[ at {site}][ ({capacity})]",
    "orders": "{buyer} orders [{quantity} ]{hardware}[ from {supplier}][ for {amount}]",
    "deploys": "[{company} ]deploys [{quantity} ]{hardware}[ at {site}]",
    "makes": "{company} makes {hardware}",
    "holds_role": "{person}: {role} of {organization}[ ({change})]",
    "subsidiary_of": "{child} is a subsidiary of {parent}",
    "listed_as": "{company} is listed as {security}[ on {exchange}]",
    "reports": "{subject}: [{label} ][{segment} ]{metric}[ {period}] {value}[, {comparison}]",
    "trades_asset": "{company} {side} [{quantity} ]{asset}[ for {amount}]",
    "legal_action": "[{plaintiff} against ]{defendant}: {kind}[ over {amount}]",
    "approves": "[{authority} ]rules on {subject}: {decision}[ ({matter})]",
    "incident": "{victim}: {kind}[ by {perpetrator}][ of {amount}]",
    "launches": "{company} launches {product}",
}
_SLOT = re.compile(r"\{(\w+)\}")
_PART = re.compile(r"\[([^\]]*)\]|\{(\w+)\}")
# What goes without saying.
_SILENT = frozenset({("change", "holds"), ("kind", "site")})


@lru_cache(maxsize=64)
def pattern(type_: str) -> str:
    """The pattern of a claim type."""
    return _PATTERNS.get(type_) or _plain_pattern(ONTOLOGY.claim_type(type_))


def _plain_pattern(spec: ClaimType) -> str:
    first, *others = [role.name for role in spec.roles]
    return f"{{{first}}} {spec.name.replace('_', ' ')}" + "".join(f"[ {name} {{{name}}}]" for name in others)


def sentence(fact: Fact, names: Mapping[str, str]) -> str:
    """A fact in words, without its time and status. ``names`` are those of its entities, by id."""
    return " ".join(_filled(pattern(fact.type), _words(fact, names)).split()) + _rest(fact)


def _words(fact: Fact, names: Mapping[str, str]) -> dict[str, str]:
    roles = {role: joined([names.get(id_, id_) for id_ in fillers]) for role, fillers in fact.roles.items() if fillers}
    return roles | {name: value_words(name, value) for name, value in fact.values.items() if (name, value) not in _SILENT}


def _filled(text: str, words: Mapping[str, str]) -> str:
    def part(match: re.Match[str]) -> str:
        if match[2]:
            return words.get(match[2], "…")
        wanted = _SLOT.findall(match[1])
        return _SLOT.sub(lambda slot: words[slot[1]], match[1]) if all(name in words for name in wanted) else ""

    return _PART.sub(part, text)


def _rest(fact: Fact) -> str:
    told = set(_SLOT.findall(pattern(fact.type)))
    rest = [f"{name.replace('_', ' ')} {value_words(name, value)}" for name, value in fact.values.items() if name not in told]
    return f" ({', '.join(rest)})" if rest else ""


def value_words(name: str, value: Value) -> str:
    """A value as a sentence has it: choices without underscores, a matter or title in its own words."""
    return value_text(value).replace("_", " ") if name in ("instrument", "metric", "kind") else value_text(value)


def joined(words: list[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def status_words(fact: Fact) -> str:
    """The fact's status with the dates of its history: ``planned, first told 2025-11``, ``actual since 2025-10``."""
    words = str(fact.status)
    if fact.status is Status.ACTUAL and fact.actual_since and fact.type != "reports":
        words += f" since {fact.actual_since}"
    if fact.ended:
        words += f" {fact.ended}"
    if fact.first_planned:
        words += f", planned since {fact.first_planned}" if fact.status is not Status.PLANNED else f" since {fact.first_planned}"
    return words + (f", until {fact.until}" if fact.until else "")


def time_words(fact: Fact) -> str:
    """When it happens or holds, by what the text says; empty for figures, whose period says it."""
    start, end = fact.time.start, fact.time.end
    if fact.type == "reports" or not fact.time:
        return ""
    if start and end:
        return str(start) if start == end else f"{start} to {end}"
    return str(start) if start else f"by {end}"
