"""The word lists around names of a language (``names.yaml``), compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class NameWords:
    """Compiled patterns: definite company nouns ("the miner"), site nouns, pronouns; ``impersonal`` are uses of "it" that name nothing.

    ``label_lead`` is what stands before a label that is a reference ("the Toronto-based "), ``introduces`` what may stand between a noun and
    the name that it introduces, ``reference_not`` makes a noun mean another firm, ``defines`` a clause that makes it no reference.
    """

    lang: str
    company_reference: re.Pattern[str]
    site_noun: re.Pattern[str]
    site_reference: re.Pattern[str]
    site_preps: str
    company_pronoun: re.Pattern[str]
    person_pronoun: re.Pattern[str]
    we: re.Pattern[str]
    impersonal: re.Pattern[str]
    titles: tuple[str, ...]
    label_lead: re.Pattern[str]
    reference_not: re.Pattern[str]
    introduces: re.Pattern[str]
    defines: re.Pattern[str]
    issuer: re.Pattern[str]
    latter: re.Pattern[str]
    relational: re.Pattern[str]
    generic: re.Pattern[str]
    site_named: re.Pattern[str]
    site_where: re.Pattern[str]
    site_at: re.Pattern[str]
    site_context: re.Pattern[str]
    site_verbs: re.Pattern[str]
    site_not_before: re.Pattern[str]
    site_single: re.Pattern[str]
    says: re.Pattern[str]


def alternatives(words: Iterable[str]) -> str:
    """A pattern of the words, longest first; a space matches no-break spaces and hyphens stay."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"[\s\u00a0\u202f]").replace("'", "['’]") for w in ordered)


def read_yaml(lang: str, name: str) -> Any:
    """A data file of a language pack."""
    return yaml.load(files("loaders.languages").joinpath(lang, name).read_text("utf-8"), Loader=yaml.CBaseLoader)


@lru_cache(maxsize=8)
def load_words(lang: str) -> NameWords:
    """The word lists of a language that has a pack."""
    raw = read_yaml(lang, "names.yaml")
    plural = "e?s?" if lang == "en" else "s?"
    firms, sites = alternatives(raw["company_nouns"]), alternatives(raw["site_nouns"])
    determiners = alternatives(d for d in raw["company_determiners"] if not d.endswith("'"))
    elided = "|l['’]" if lang == "fr" else ""
    lead = rf"(?<![\w-])(?:(?:{determiners})[\s\u00a0]{elided})"
    # "the Toronto-based bitcoin miner", "la petite société": a few words may stand between, no preposition or verb.
    stops = alternatives(raw["reference_stops"])
    word = rf"(?!(?:{stops})(?![\w-]))[\w.’'-]+,?[\s\u00a0]"
    middle = rf"(?:{word}){{0,4}}?" if lang == "en" else rf"(?:(?:{alternatives(raw['reference_adjectives'])})[\s\u00a0])??"
    pronouns = raw["pronouns"]
    return NameWords(
        lang,
        re.compile(rf"{lead}{middle}(?P<noun>{firms})(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?P<noun>(?:{sites}){plural})(?![\w-])", re.IGNORECASE),
        re.compile(rf"{lead}(?:[\w-]+[\s\u00a0]){{0,2}}?(?P<noun>{alternatives(raw['site_reference'])})(?![\w-])", re.IGNORECASE),
        alternatives(raw["site_preps"]),
        re.compile(rf"(?<![\w'’-])(?:{alternatives(pronouns['company'])})(?![\w'’])", re.IGNORECASE),
        re.compile(rf"(?<![\w'’-])(?:{alternatives(pronouns['person'])})(?![\w'’])", re.IGNORECASE),
        re.compile(rf"(?<![\w'’-])(?:{alternatives(pronouns['we'])})(?![\w'’])", re.IGNORECASE),
        re.compile("|".join(raw["impersonal"]), re.IGNORECASE),
        tuple(raw["titles"]),
        re.compile(rf"{lead}{middle}$", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{alternatives(raw['reference_not'])})(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(raw['introduces'])})(?![\w-])", re.IGNORECASE),
        re.compile(r"[\s\u00a0](?:de bitcoins?[\s\u00a0])?(?:that|qui|dont|which)\b"),
        re.compile(rf"(?:{'|'.join(raw['issuer'])})(?![\w'’-])"),
        re.compile(alternatives(raw["latter"]), re.IGNORECASE),
        re.compile(rf"(?:{alternatives(raw['relational'])})[\s\u00a0](?:à[\s\u00a0]\d+[\s\u00a0\u202f]?%[\s\u00a0])?(?:de[\s\u00a0]|d['’]|du[\s\u00a0]|of[\s\u00a0])", re.IGNORECASE),
        re.compile(alternatives(raw["generic_nouns"]), re.IGNORECASE),
        *_sites(raw),
        re.compile(rf"[\s\u00a0](?:{alternatives(raw['says'])})[\s\u00a0]?", re.IGNORECASE),
    )


_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*(?:[\s\u00a0](?:[A-ZÀ-ÖØ-Þ0-9][\w'’&-]*|du|de|des|la|le|sur|en|of)){0,3}"
_SPACE = r"[\s\u00a0]"


def _sites(raw: dict[str, Any]) -> tuple[re.Pattern[str], ...]:
    """Patterns around sites: a name behind the noun, a place behind it, and the words that make a town a site."""
    stops, size = alternatives(raw["reference_stops"]), r"(?:(?:de |d['’]une puissance de |of )?\d[\d.,\u00a0\u202f ]*(?:MW|GW|mégawatts|megawatts)[\s\u00a0])?"
    adjective = rf"(?:(?!(?:{stops})(?![\w’'-]))[a-zà-ÿ][\w-]{{3,}}{_SPACE})?"
    located = alternatives(raw["site_located"])
    return (
        re.compile(rf"{_SPACE}{adjective}(?:(?:de{_SPACE}|d['’]|dit{_SPACE})(?:la{_SPACE})?)?(?!du\b)(?P<name>{_NAME})"),
        re.compile(rf"[\s\u00a0,]+{adjective}{size}(?:(?:{located}){_SPACE})?(?:{alternatives(raw['site_preps'])}){_SPACE}?(?:the{_SPACE}|la{_SPACE}|l['’]|le{_SPACE})?", re.IGNORECASE),
        re.compile(rf"(?<![\w])(?:{alternatives(raw['site_at'])}){_SPACE}$", re.IGNORECASE),
        re.compile(rf"(?<![\w])(?:{'|'.join(raw['site_context'])})(?![\w])", re.IGNORECASE),
        re.compile(rf"(?<![\w])(?:{'|'.join(raw['site_verbs'])}){_SPACE}$", re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(raw['site_not_before'])})$", re.IGNORECASE),
        re.compile(rf"(?<![\w])(?:{alternatives(raw['site_single'])}){_SPACE}(?:[\w.,’'-]+{_SPACE}){{0,4}}$", re.IGNORECASE),
    )
