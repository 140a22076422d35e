"""An extractor that is given the names of a test: what a recogniser finds is tried elsewhere, here only what is said beside the names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.model import Article, Claim
from graph.ontology import EntityType
from loaders.extract.analyse import Tools
from loaders.extract.rules import RulesExtractor
from loaders.gazetteer import load_gazetteer


class GivenNames:
    """A recogniser that knows a list of names and nothing else."""

    def __init__(self, names: Mapping[str, EntityType]) -> None:
        self._names = dict(sorted(names.items(), key=lambda item: -len(item[0])))
        self._pattern = re.compile("|".join(re.escape(name) for name in self._names))

    def spans(self, sentences: Sequence[str]) -> list[list[tuple[int, int, EntityType]]]:
        """Where the names stand in each sentence."""
        return [[(m.start(), m.end(), self._names[m.group()]) for m in self._pattern.finditer(s)] for s in sentences]


class NamedExtractor(RulesExtractor):
    """The rule extractor with given names in the recogniser's place."""

    def __init__(self, names: Mapping[str, EntityType]) -> None:
        super().__init__(load_gazetteer())
        self._given = GivenNames(names)

    def _load(self, lang: str) -> Tools:
        return replace(super()._load(lang), recogniser=self._given)


def read(extractor: RulesExtractor, lang: str, text: str) -> list[Claim]:
    """The claims of a text published on 13 November 2025."""
    article = Article(id="t", source_key="t", version="1", text=text, lang=lang, published="2025-11-13")
    return list(extractor.extract(article).claims)


def fillers(claim: Claim) -> dict[str, list[str]]:
    """The names in the roles of a claim."""
    return {role: [m.name for m in mentions] for role, mentions in claim.roles.items()}
