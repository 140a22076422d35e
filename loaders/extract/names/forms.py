"""The words in and around names that all languages share (``languages/names.yaml``), compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

_SYMBOL = r"[A-Z0-9]{0,2}[A-Z][A-Z0-9]{0,5}(?:\.[A-Z]{1,2})?"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ0-9][\w&.'’+-]*"


@dataclass(frozen=True, slots=True)
class Forms:
    """Patterns of tickers (groups exchange, symbol) and of firms with a legal form (name, form); titles before and behind persons; words that are no names."""

    ticker: re.Pattern[str]
    legal: re.Pattern[str]
    titled: re.Pattern[str]
    sure_titles: tuple[str, ...]
    in_office: re.Pattern[str]
    lead: re.Pattern[str]
    goes_on: re.Pattern[str]
    verb: re.Pattern[str]
    no_names: frozenset[str]
    common: frozenset[str]
    trades: frozenset[str]


@lru_cache(maxsize=1)
def load_forms() -> Forms:
    """What ``names.yaml`` says."""
    raw = yaml.load(files("loaders.languages").joinpath("names.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    word = rf"(?:{_CAPITAL}|{_any(raw['inside'])})"
    return Forms(
        ticker=re.compile(
            rf"(?P<exchange>(?:{_any(raw['exchanges'])}))(?:[\s\u00a0\u202f]?[:/]|[\s\u00a0][–-])[\s\u00a0\u202f]?\$?"
            rf"(?P<symbol>{_SYMBOL}|\d{{4,5}}(?:\.[A-Z]{{1,2}})?)\b"
        ),
        legal=re.compile(
            rf"(?P<name>{_CAPITAL}(?:[ \u00a0]{word}){{0,5}}?),?[ \u00a0](?P<form>{_any(raw['legal_forms'])})\b(?![-–’'][A-Za-z])\.?"
        ),
        titled=re.compile(rf"^(?:(?:{_any(raw['titles'])})[ \u00a0])+(?=[A-ZÀ-Þ])"),
        sure_titles=("Chair", *(t for t in raw["titles"] if t.isupper() and len(t) == 3)),
        in_office=re.compile(rf",?[ \u00a0](?:the[ \u00a0])?(?:{_any(raw['offices'])})"),
        lead=re.compile(rf"^(?:{_any(raw['leads'])})(?:[ \u00a0]|(?<=['’]))(?=[A-Z0-9À-Þ])"),
        goes_on=re.compile(rf"[\s\u00a0](?:{_any(raw['goes_on'])}|(?i:{_any(raw['headline_verbs'])}))(?:[\s\u00a0]|$)"),
        verb=re.compile(rf"[ \u00a0](?:{_any(v.capitalize() for v in raw['sure_verbs'])})(?:[ \u00a0]|$)"),
        no_names=frozenset(raw["no_names"]),
        common=frozenset((*raw["common"], *raw["ordinary"])),
        trades=frozenset(raw["trades"]),
    )


def _any(patterns: Iterable[str]) -> str:
    return "|".join(patterns)
