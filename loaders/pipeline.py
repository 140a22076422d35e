"""From documents to a store: read, extract, write, one transaction an article and extractor, one outcome each.

Nothing is kept but what is in hand, so an archive of any size passes. Extraction is a pure function of the article (``Extractor``), so it can
be spread over processes (``Team``) without a change to what is written: only the process that asked writes, in the order of the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath

from graph.model import Article, ArticleRecord, ArticleState, Claim
from graph.stores.base import ALL, Store, View, Written, every
from loaders.extractors import Extracted, Extractor, extract_all
from loaders.fetch import Limits
from loaders.read import documents, read_document
from loaders.signature import signature
from loaders.sources.base import Meta, Reject, Source
from loaders.sources.registry import installed_sources
from loaders.spread import Team, extracted


class Result(StrEnum):
    """What became of an article or document."""

    STORED = "stored"
    SUPERSEDED = "superseded"  # stored as a new version of an article that was there
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"  # retracted before; asked to stay away
    PASSED_OVER = "passed over"  # a file of a directory that is no article
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of a document that could not be read. ``reason`` says why it was not stored."""

    where: str
    result: Result
    article: Article | None = None
    claims: int = 0
    refused: int = 0
    reason: str = ""

    @property
    def failed(self) -> bool:
        """Whether a person should look at it."""
        return self.result is Result.REJECTED


@dataclass(frozen=True, slots=True)
class Options:
    """How to load. ``restore`` brings retracted articles back; ``sources`` are the installed ones unless given."""

    meta: Meta = field(default_factory=Meta)
    limits: Limits = field(default_factory=Limits)
    restore: bool = False
    sources: Sequence[Source] | None = None

    def chosen_sources(self) -> Sequence[Source]:
        """The sources to read with."""
        return installed_sources() if self.sources is None else self.sources


_PLAIN = Options()


def load(
    locators: Iterable[str | Path | Reject], store: Store, extractors: Sequence[Extractor] | Team, options: Options = _PLAIN
) -> Iterator[Outcome]:
    """Load what the locators name; an outcome for each article as soon as it is in the store, and for each document that is none.

    A Reject among the locators (of a walk through folders that was made before) passes through. A team of processes extracts ahead of
    what is written.

    Raises StoreError, StoreBusy, ExtractorError; nothing that a document holds stops the rest.
    """
    for (where, item), found in extracted(_work(locators, options), extractors):
        yield _rejected(item) if isinstance(item, Reject) else _stored(where, item, store, found, options)


def _work(locators: Iterable[str | Path | Reject], options: Options) -> Iterator[tuple[tuple[str, Article | Reject], Article | None]]:
    sources = options.chosen_sources()
    for locator in locators:
        for document in [locator] if isinstance(locator, Reject) else documents([locator]):
            for item in _items(document, options, sources):
                yield (str(document), item), None if isinstance(item, Reject) else item


def _items(document: str | Reject, options: Options, sources: Sequence[Source]) -> Iterator[Article | Reject]:
    if isinstance(document, Reject):
        yield document
    else:
        yield from read_document(document, options.meta, options.limits, sources)


def _rejected(reject: Reject) -> Outcome:
    return Outcome(reject.where, Result.PASSED_OVER if reject.skipped else Result.REJECTED, reason=reject.reason)


def _stored(where: str, article: Article, store: Store, found: Sequence[Extracted], options: Options) -> Outcome:
    before = standing(store, article.id)
    written = write(store, article, found, restore=options.restore)
    claims, refused = sum(w.claims for w in written), sum(w.refused for w in written)
    return Outcome(where, _result(before, article, written), article, claims, refused, written[-1].message)


def standing(view: View, article_id: str) -> ArticleRecord | None:
    """The version of an article that stands, or None when it is retracted or was never there."""
    return next(iter(view.articles([article_id], states=[ArticleState.STORED])), None)


def write(store: Store, article: Article, found: Sequence[Extracted], *, restore: bool = False) -> list[Written]:
    """Write an article with what was found in it; without an extractor only its text."""
    if not found:
        return [store.write(article, (), restore=restore)]
    return [store.write(article, told.claims, told.refusals, extractor=name, restore=restore) for name, told in found]


def _result(before: ArticleRecord | None, article: Article, written: Sequence[Written]) -> Result:
    states = {w.state for w in written}
    if states == {ArticleState.UNCHANGED}:
        return Result.UNCHANGED
    if ArticleState.RETRACTED in states:
        return Result.SKIPPED
    changed = before is not None and before.article.version != article.version
    return Result.SUPERSEDED if changed else Result.STORED


def extract(
    locators: Iterable[str | Path], extractors: Sequence[Extractor], options: Options = _PLAIN
) -> Iterator[tuple[Article, list[Extracted]] | Reject]:
    """Articles with what is found in them, nothing stored. The id of an article is the stem of its file's name, ``STEM#2`` for its second.

    Standard input and addresses have the stem of their last part.
    """
    sources = options.chosen_sources()
    for document in documents(locators):
        number = 0
        for item in _items(document, options, sources):
            if isinstance(item, Reject):
                yield item
            else:
                number += 1
                named = item.model_copy(update={"id": f"{stem(str(document))}{f'#{number}' if number > 1 else ''}"})
                yield named, extract_all(named, extractors)


def stem(document: str) -> str:
    """The name of a document without folder and ending: ``a/dev-fr-00.txt`` is ``dev-fr-00``."""
    return PurePath(document.rstrip("/")).stem or document


@dataclass(frozen=True, slots=True)
class Reextracted:
    """An article whose claims were extracted anew: the claims that came and those that went."""

    article: Article
    new: tuple[Claim, ...]
    gone: tuple[Claim, ...]


def reextract(store: Store, extractors: Sequence[Extractor] | Team) -> Iterator[Reextracted]:
    """Extract anew from the stored texts, offline; one transaction an article. What gives the same claims stays as it is.

    Texts are signed anew too: a store of an earlier version may hold signatures that know no translations.
    """
    records = every(lambda page: store.articles(states=[ArticleState.STORED], page=page), 50)
    signed = (r.article.model_copy(update={"signature": signature(r.article.text)}) for r in records)
    for article, found in extracted(((a, a) for a in signed), extractors):
        before = {claim.id: claim for claim in store.claims(articles=[article.id], page=ALL)}
        write(store, article, found)
        after = {claim.id: claim for claim in store.claims(articles=[article.id], page=ALL)}
        new = tuple(claim for id_, claim in after.items() if id_ not in before)
        yield Reextracted(article, new, tuple(claim for id_, claim in before.items() if id_ not in after))
