"""The word lists by which a language tells plans, hearsay and denials, and who speaks (see ``modality.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any

import yaml

from graph.ontology import Factuality

TAKEOVERS = ("acquires", "merges_with")


@dataclass(frozen=True, slots=True)
class Modality:
    """Word lists of a language, see ``modality.yaml``; the tables lead from a lemma or word to the factuality that it gives."""

    lang: str
    governors: Mapping[str, Factuality]
    infinitive: Mapping[str, Factuality]
    nouns: Mapping[str, Factuality]
    modals: Mapping[str, Factuality]
    words: Mapping[str, Factuality]
    negations: frozenset[str]
    purpose: frozenset[str]
    achieved: frozenset[str]
    closed: frozenset[str]
    contract: frozenset[str]
    open: frozenset[str]
    intent: frozenset[str]
    agreed: frozenset[str]
    pending: frozenset[str]
    announcing: frozenset[str]
    denials: frozenset[str]
    speech: frozenset[str]
    papers: frozenset[str]
    outlook: frozenset[str]
    surpassed: frozenset[str]
    lesser: frozenset[str]
    delivery: frozenset[str]
    closing: frozenset[str]
    ending: frozenset[str]
    aims: frozenset[str]
    asides: frozenset[str]
    together: frozenset[str]
    mouthpieces: frozenset[str]
    ours: frozenset[str]
    estimates: frozenset[str]
    beginning: frozenset[str]
    excluding: frozenset[str]
    light: frozenset[str]
    headings: frozenset[str]
    bargains: frozenset[str]
    according: frozenset[str]
    citing: frozenset[str]
    nameless: frozenset[str]
    dealings: frozenset[str]
    lapsing: frozenset[str]
    undoing: frozenset[str]
    resolving: frozenset[str]
    linking: frozenset[str]
    votes: frozenset[str]
    falling: frozenset[str]
    obtaining: frozenset[str]
    dating: frozenset[str]
    mishaps: frozenset[str]
    funding: frozenset[str]
    funds: frozenset[str]
    witnesses: frozenset[str]
    by: frozenset[str]
    effective: frozenset[str]


#: The fields of Modality that are tables, and those that are lists.
TABLES = ("governors", "infinitive", "nouns", "modals", "words")
LISTS = tuple(f.name for f in fields(Modality) if f.name not in ("lang", *TABLES))


def load_modality(lang: str) -> Modality:
    """The lists of ``loaders/languages/LANG/modality.yaml``."""
    raw = yaml.load(files("loaders.languages").joinpath(lang, "modality.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    tables = {name: {word: Factuality(kind) for kind, words in raw[name].items() for word in words} for name in TABLES}
    lists = {name: frozenset(str(word) for word in words) for name, words in raw.items() if name not in TABLES}
    given: dict[str, Any] = {**tables, **lists}
    return Modality(lang, **given)
