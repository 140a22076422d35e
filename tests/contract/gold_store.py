"""The develop half of the gold set as articles and claims that a store takes: quotes are found in the article's text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.claims import make_claim
from graph.ids import digest
from graph.model import Article, Claim, Evidence, Mention
from tests.contract import gold


def stored(annotation: Mapping[str, Any], published: str = "") -> tuple[Article, list[Claim]]:
    """The article of an annotation with its claims; ``published`` takes the place of its date."""
    id_ = annotation["id"]
    text = (gold.GOLD / f"{id_}.txt").read_text(encoding="utf-8")
    article = Article(
        id=id_, source_key=f"gold:{id_}", version=digest(text), text=text, published=published or annotation["published"], lang=id_[4:6]
    )
    return article, [_placed(claim, text) for claim in gold.claims(annotation)]


def _placed(claim: Claim, text: str) -> Claim:
    """The claim with its quote where the text has it; its mentions and values are put there too, a character each, for ids to differ."""
    start = text.find(claim.evidence.quote)
    assert start >= 0, f"{claim.evidence.article}: the quote is not in the text: {claim.evidence.quote[:60]}"
    end = start + len(claim.evidence.quote)

    def put(mention: Mention) -> Mention:
        return mention.model_copy(update={"start": start, "end": end})

    return make_claim(
        claim.type,
        {role: tuple(put(m) for m in fillers) for role, fillers in claim.roles.items()},
        Evidence(article=claim.evidence.article, start=start, end=end, quote=claim.evidence.quote),
        values=claim.values,
        told=(claim.factuality, put(claim.speaker) if claim.speaker else None, claim.time),
        spans=dict.fromkeys(claim.values, (start, end)),
        made_by=(claim.extractor, claim.confidence),
    )
