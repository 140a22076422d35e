"""Measuring extractors on annotated articles: extract, then score (loaders/evaluation)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.claims import to_wire
from graph.model import Article, Claim
from loaders.article import make_article
from loaders.evaluation.annotated import Annotated, EvaluationError, Said, read_annotated, read_found, said
from loaders.evaluation.figures import Figures
from loaders.evaluation.score import By, Fault, Miss, Report, by_article, score
from loaders.extractors import Extractor, extract_all
from loaders.sources.base import Draft, Reject

__all__ = [
    "Annotated",
    "By",
    "EvaluationError",
    "Fault",
    "Figures",
    "Miss",
    "Report",
    "by_wire",
    "evaluate",
    "find_claims",
    "read_annotated",
    "read_found",
    "score",
]


def evaluate(articles: Sequence[Annotated], extractors: Sequence[Extractor], by: By = By.LANG) -> tuple[Report, list[Claim]]:
    """Extract the claims of annotated articles and score them; the claims come with it. Raises EvaluationError."""
    claims = list(find_claims(articles, extractors))
    return score(articles, by_wire(claims), by), claims


def by_wire(claims: Iterable[Claim]) -> dict[str, list[Said]]:
    """Claims as the scorer takes them, by their article."""
    return by_article((claim.evidence.article, said(to_wire(claim))) for claim in claims)


def find_claims(articles: Sequence[Annotated], extractors: Sequence[Extractor]) -> Iterator[Claim]:
    """The claims that extractors find in the articles; the id of each article is that of its annotation."""
    for annotated in articles:
        article = article_of(annotated)
        for _, found in extract_all(article, extractors):
            yield from found.claims


def article_of(annotated: Annotated) -> Article:
    """The article of an annotation, read as a plain text file of that day is. Raises EvaluationError when its characters would move."""
    if annotated.text is None:
        raise EvaluationError(f"{annotated.id}: the annotation has no text beside it; put {annotated.id}.txt there")
    draft = Draft(
        annotated.text, annotated.id, key=annotated.id, published=annotated.published, lang=annotated.lang, publisher=annotated.publisher
    )
    article = make_article(draft)
    if isinstance(article, Reject):
        raise EvaluationError(f"{annotated.id}: {article.reason}")
    if article.text != annotated.text:
        raise EvaluationError(f"{annotated.id}: the stored text is not the annotated one, offsets would not hold; mend its line ends")
    return article.model_copy(update={"id": annotated.id})
