"""Which articles are copies of one story: a pure function of their signatures, so that ten reprints count as one origin.

A signature is ``SHINGLES`` numbers (MinHash of the text), ``FIGURES`` more (MinHash of its pairs of numbers, zeros when it has few), and
behind them, where a text has enough of them, ``ANCHORS`` (MinHash of what a translation leaves alone: names and numbers that stand side by
side). Two articles tell one story if the text agrees to ``SAME_STORY`` and the figures do not differ, or if they are in two languages and
their anchors agree to ``TRANSLATED``. Stories are the connected components of that relation, the id of a story is that of its earliest article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import combinations

from graph.model import Article

SHINGLES, FIGURES, ANCHORS = 128, 32, 128
_ROWS = 3  # numbers of a band: 42 bands of 3 find 98 pairs in 100 that agree to 0.45, and one unrelated pair in 20,000
# Calibrated on 31 articles of some 300 words and 93 distorted copies a kind (estimated agreement, least and median): changed headline
# 1.00; tail cut by 30 % 0.62, 0.70, by 50 % 0.42, 0.48; 40 words of another intro 0.80, 0.88; 150 words of boilerplate behind 0.69, 0.79;
# each tenth word replaced 0.37, 0.51; headline, intro, cut and boilerplate together 0.46, 0.56: all found. Different articles: at most
# 0.02; on one event 0.02 to 0.09, with half of a short text one common quotation 0.26. Reports that differ in their figures alone reach
# 0.80, but their figures agree to at most 0.09, those of copies to 0.3 and more. Beyond: half of the copies cut by 60 %, or with each
# sixth word replaced.
SAME_STORY = 0.35
SAME_FIGURES = 0.15
# Calibrated on 16 translations of our own passages (Jaccard index 0.33 to 0.63, median 0.49), 8 reports of the same events by other hands
# (at most 0.07) and all 323,136 pairs in two languages of passages, articles and real openings (at most 0.19; two papers on one press
# release 0.13). Within one language close reports of one event reach 0.36, so there the text decides alone.
TRANSLATED = 0.3


def bands(signature: Sequence[int]) -> tuple[str, ...]:
    """The keys under which a store files an article: two that tell one story share at least one, nearly always. None for no signature."""
    if not signature:
        return ()
    anchors = signature[SHINGLES + FIGURES :]
    return (*_bands("", signature[:SHINGLES]), *(_bands("a", anchors) if anchors else ()))


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of two texts is common, from 0 to 1: the Jaccard index of their shingles, as MinHash estimates it."""
    return _agreement(one[:SHINGLES], other[:SHINGLES]) if one and other else 0.0


def same_story(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two signatures are of copies of one story. Two reports that share their sentences but not their figures are none."""
    if similarity(one, other) < SAME_STORY:
        return False
    figures, others = one[SHINGLES : SHINGLES + FIGURES], other[SHINGLES : SHINGLES + FIGURES]
    return not any(figures) or not any(others) or _agreement(figures, others) >= SAME_FIGURES


def translated(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two signatures, of texts in two languages, are of a text and its translation."""
    anchors, others = one[SHINGLES + FIGURES :], other[SHINGLES + FIGURES :]
    return bool(anchors and others) and _agreement(anchors, others) >= TRANSLATED


def near(article: Article, candidates: Iterable[Article]) -> list[Article]:
    """Of the articles that share a band with one, those that tell its story, sorted by id; itself left out."""
    found = {other.id: other for other in candidates if other.id != article.id and _are_near(article, other)}
    return [found[key] for key in sorted(found)]


def stories(articles: Iterable[Article]) -> dict[str, str]:
    """The id of the story of each article, by article id: that of the earliest article of its component. The order does not matter."""
    known = {article.id: article for article in articles}
    groups = _Groups(known)
    alike: dict[tuple[int, ...], str] = {}  # equal signatures are joined first, so that a thousand copies cost a thousand steps
    filed: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(known):
        signature = known[key].signature
        if signature and alike.setdefault(signature, key) != key:
            groups.join(alike[signature], key)
        else:
            for band in bands(signature):
                filed[band].append(key)
    for keys in filed.values():
        for one, other in combinations(keys, 2):
            if groups.find(one) != groups.find(other) and _tell_one(known[one], known[other]):
                groups.join(one, other)
    return {key: groups.find(key) for key in known}


def joined(article: Article, heads: Iterable[Article]) -> tuple[str, tuple[str, ...]]:
    """What a new article does to stories: the id that its story has from now on, and the story ids that this one takes the place of.

    ``heads`` are the articles whose ids are the stories of its near ones (of :func:`near`). All members of the replaced stories get the new
    id. When an article is taken away or changed, its story may fall apart: call :func:`stories` with the members that are left.
    """
    first = {head.id: head for head in heads}
    story = min((article, *first.values()), key=_age).id
    return story, tuple(sorted(key for key in first if key != story))


def _are_near(one: Article, other: Article) -> bool:
    """Near by the same measure as in :func:`stories`: a band in common, and one story."""
    return not set(bands(one.signature)).isdisjoint(bands(other.signature)) and _tell_one(one, other)


def _tell_one(one: Article, other: Article) -> bool:
    """Whether two articles tell one story, as copies or as a text and its translation."""
    if same_story(one.signature, other.signature):
        return True
    return bool(one.lang and other.lang) and one.lang != other.lang and translated(one.signature, other.signature)


def _age(article: Article) -> tuple[float, str]:
    """Earlier is smaller; an article without a date is younger than all. A day counts from its start in UTC."""
    try:
        moment = datetime.fromisoformat(article.published)
    except ValueError:
        return float("inf"), article.id
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp(), article.id


def _agreement(one: Sequence[int], other: Sequence[int]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=False)) / max(len(one), len(other), 1)


def _bands(kind: str, numbers: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(numbers) - _ROWS + 1, _ROWS):
        yield f"{kind}{start // _ROWS:02d}{_short(numbers[start : start + _ROWS])}"


def _short(numbers: Sequence[int]) -> str:
    return blake2b(",".join(map(str, numbers)).encode(), digest_size=5).hexdigest()


class _Groups:
    """Union-find whose representative is the earliest article."""

    def __init__(self, known: Mapping[str, Article]) -> None:
        self._known = known
        self._parent = {key: key for key in known}

    def find(self, key: str) -> str:
        """The earliest article of the group of ``key``."""
        while (above := self._parent[key]) != key:
            self._parent[key] = key = self._parent[above]
        return key

    def join(self, one: str, other: str) -> None:
        """Make two groups one."""
        first, second = sorted((self.find(one), self.find(other)), key=lambda key: _age(self._known[key]))
        self._parent[second] = first
