"""The word lists around names of a language (``names.yaml``), compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

_SPACE = r"[\s\u00a0]"
_NAME = rf"[A-ZÀ-ÖØ-Þ][\w'’&-]*(?:{_SPACE}(?:[A-ZÀ-ÖØ-Þ0-9][\w'’&-]*|du|de|des|la|le|sur|en|of)){{0,3}}"

# A word of its own, or behind "qu'elle", "s'il", "a-t-elle", "prévoit-il".
_ALONE = r"(?:(?<![\w'’-])|(?<=qu['’])|(?<=\bs['’])|(?<=[dt]-))"


# What stands between a site's noun and its power: "a campus with a planned capacity of up to 250 MW", "une mine d'une puissance de 12 MW".
_CAPACITY = (
    r"(?:(?:with |of |de |d['’])?(?:(?:an?|une) )?(?:(?:planned|total|initial) )?(?:(?:capacity|puissance|capacité)(?: (?:totale|prévue))? (?:of|de) )?"
    r"(?:up to |about |some |around |over |jusqu['’]à |environ |plus de )?)?"
)
# "at 8226 W. Griffith Road in Hudson"
_STREET = r"(?:\d+[\w. ]{3,40}?(?:Road|Street|Avenue|Drive|Lane|Boulevard|Way|Rd|St|Ave)\.?,? (?:in )?)?"


@dataclass(frozen=True, slots=True)
class NameWords:
    """Compiled patterns: definite company nouns ("the miner"), site nouns, pronouns; ``impersonal`` are uses of "it" that name nothing.

    ``label_lead`` is what stands before a label that is a reference ("the Toronto-based "), ``introduces`` what may stand between a noun and the
    name that it introduces, ``reference_not`` makes a noun mean another firm, ``defines`` a clause that makes it no reference, ``doing`` is what
    a firm does and no firm ("mining", "l'hébergement").
    """

    lang: str
    company_reference: re.Pattern[str]
    site_noun: re.Pattern[str]
    site_reference: re.Pattern[str]
    company_pronoun: re.Pattern[str]
    person_pronoun: re.Pattern[str]
    we: re.Pattern[str]
    impersonal: re.Pattern[str]
    label_lead: re.Pattern[str]
    reference_not: re.Pattern[str]
    introduces: re.Pattern[str]
    defines: re.Pattern[str]
    issuer: re.Pattern[str]
    doing: re.Pattern[str]
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
    site_running: re.Pattern[str]
    site_whose: re.Pattern[str]
    says: re.Pattern[str]
    market_before: re.Pattern[str]
    market_after: re.Pattern[str]


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
    middle = (
        rf"(?:(?:{word}){{0,2}}?[\w’'-]+[\s\u00a0](?:and|&)[\s\u00a0])?(?:{word}){{0,6}}?"
        if lang == "en"
        else rf"(?:(?:{alternatives(raw['reference_adjectives'])})[\s\u00a0])??"
    )
    pronouns = raw["pronouns"]
    return NameWords(
        lang=lang,
        company_reference=_any_case(rf"{lead}{middle}(?P<noun>{firms})(?![\w-])"),
        site_noun=_any_case(rf"(?<![\w-])(?P<noun>(?:{sites}){plural})(?![\w-])"),
        site_reference=_any_case(rf"{lead}(?:[\w-]+{_SPACE}){{0,2}}?(?P<noun>{alternatives(raw['site_reference'])})(?![\w-])"),
        company_pronoun=_any_case(rf"{_ALONE}(?:{alternatives(pronouns['company'])})(?![\w'’])"),
        person_pronoun=_any_case(rf"{_ALONE}(?:{alternatives(pronouns['person'])})(?![\w'’])"),
        we=_any_case(rf"(?<![\w'’-])(?:{alternatives(pronouns['we'])})(?=['’](?:ll|re|ve|d)\b|(?![\w'’]))"),
        impersonal=_any_case("|".join(raw["impersonal"])),
        label_lead=_any_case(rf"{lead}{middle}$"),
        **_references(raw),
        **_sites(raw),
        market_before=_any_case(rf"(?<![\w-])(?:{alternatives(raw['markets_before']) or '(?!)'}){_SPACE}$"),
        market_after=_any_case(rf"{_SPACE}(?:[\w-]+{_SPACE}){{0,2}}?(?:{alternatives(raw['markets_after']) or '(?!)'})(?![\w-])"),
    )


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _references(raw: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """Patterns around nouns that stand for firms."""
    of = rf"(?:(?!de\b|du\b|of\b)[\w-]+{_SPACE})??(?:à{_SPACE}\d+[\s\u00a0\u202f]?%{_SPACE})?(?:de{_SPACE}|d['’]|du{_SPACE}|of{_SPACE})"
    return {
        "reference_not": _any_case(rf"(?<![\w-])(?:{alternatives(raw['reference_not'])})(?![\w-])"),
        "introduces": _any_case(rf"(?:{'|'.join(raw['introduces'])})(?![\w-])".replace("'", "['’]")),
        "defines": re.compile(rf"{_SPACE}(?:de bitcoins?{_SPACE})?(?:that|qui|which)\b"),
        "issuer": re.compile(rf"(?:{'|'.join(raw['issuer'])})(?![\w'’-])"),
        "doing": _any_case("|".join(raw["doing"])),
        "latter": _any_case(alternatives(raw["latter"])),
        "relational": _any_case(rf"(?:{alternatives(raw['relational'])}){_SPACE}{of}"),
        "generic": _any_case(alternatives(raw["generic_nouns"])),
        "says": _any_case(rf"{_SPACE}(?:{alternatives(raw['says'])}){_SPACE}?"),
    }


def _sites(raw: dict[str, Any]) -> dict[str, re.Pattern[str]]:
    """Patterns around sites: a name behind the noun, a place behind it, and the words that make a town a site."""
    stops = alternatives(raw["reference_stops"])
    cost = r"millions de [\w ]{3,16}?|milliards de [\w ]{3,16}?|M\$|[MG]€"
    size = rf"(?:{_CAPACITY}\d[\d.,\u00a0\u202f ]*(?:MW|GW|mégawatts?|megawatts?|gigawatts?|{cost}){_SPACE})?"
    use = rf"(?:(?:{alternatives(raw['site_uses'])}){_SPACE})?"
    adjective = rf"(?:(?!(?:{stops})(?![\w’'-]))[a-zà-ÿ][\w-]{{3,}}{_SPACE})?"
    located, preps = alternatives(raw["site_located"]), alternatives(raw["site_preps"])
    article = rf"(?:the{_SPACE}|la{_SPACE}|l['’]|le{_SPACE})?"
    return {
        "site_named": re.compile(rf"{_SPACE}{adjective}(?:(?:de{_SPACE}|d['’]|dit{_SPACE})(?:la{_SPACE})?)?(?!du\b)(?P<name>{_NAME})"),
        "site_where": _any_case(
            rf"[\s\u00a0,]+{use}{adjective}{size}(?:(?:{located}){_SPACE})?(?:{preps}){_SPACE}?{_STREET}(?P<article>{article})"
        ),
        "site_at": _any_case(rf"(?<![\w])(?:{alternatives(raw['site_at'])}){_SPACE}$"),
        "site_context": _any_case(rf"(?<![\w])(?:{'|'.join(raw['site_context'])})(?![\w])"),
        "site_verbs": _any_case(rf"(?<![\w])(?:{'|'.join(raw['site_verbs'])}){_SPACE}$"),
        "site_not_before": _any_case(rf"(?:{'|'.join(raw['site_not_before'])})$"),
        "site_single": _any_case(
            rf"(?<![\w])(?:{alternatives(raw['site_single'])}){_SPACE}(?:[\w.,’'-]+{_SPACE}){{0,4}}$|['’]s?{_SPACE}(?:[\w.-]+{_SPACE}){{0,3}}$"
        ),
        "site_running": _any_case(rf"(?<![\w])(?:{'|'.join(raw['site_running'])}){_SPACE}(?:(?!\d)[\w.,’'-]+{_SPACE}){{0,4}}$"),
        "site_whose": _any_case(
            rf"{_SPACE}(?:(?P<that>that|which|que{_SPACE}|qu['’])|{alternatives(raw['site_whose'])}){_SPACE}?(?:the{_SPACE}|l['’])?"
        ),
    }
