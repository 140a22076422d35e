"""An extractor for tests: it reads "A runs S.", "A will run S." and nothing else. It needs no model and shows what an extension is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.claims import make_claim
from graph.dates import Interval
from graph.ids import entity_key
from graph.model import Article, Claim, Evidence, Mention, Refusal
from graph.ontology import EntityType, Factuality

_RUNS = re.compile(r"(?P<operator>[A-Z]\w+(?: [A-Z]\w+)*) (?P<verb>runs|will run) (?P<site>[A-Z]\w+(?: [A-Z]\w+)*)\.")


@dataclass(frozen=True)
class Found:
    """What was found."""

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class PlainExtractor:
    """Reads who runs what, in English."""

    name: str = "plain/1"

    def supports(self, lang: str) -> bool:
        """English only."""
        return lang == "en"

    def extract(self, article: Article) -> Found:
        """A claim a sentence; a refusal for "Nobody"."""
        refusals = [
            Refusal(article=article.id, type="operates", reason="nobody runs it", start=m.start(), end=m.end(), quote=m[0])
            for m in _RUNS.finditer(article.text)
            if m["operator"] == "Nobody"
        ]
        return Found(tuple(self._claims(article)), tuple(refusals))

    def _claims(self, article: Article) -> Iterator[Claim]:
        for match in _RUNS.finditer(article.text) if self.supports(article.lang) else ():
            if match["operator"] != "Nobody":
                yield make_claim(
                    "operates",
                    {"operator": (_mention(match, "operator", EntityType.COMPANY),), "site": (_mention(match, "site", EntityType.SITE),)},
                    Evidence(article=article.id, start=match.start(), end=match.end(), quote=match[0]),
                    told=(Factuality.PLANNED if "will" in match["verb"] else Factuality.ACTUAL, None, Interval()),
                    made_by=(self.name, 0.9),
                )


def _mention(match: re.Match[str], group: str, type_: EntityType) -> Mention:
    return Mention(name=match[group], type=type_, start=match.start(group), end=match.end(group), key=entity_key(type_, match[group]))
