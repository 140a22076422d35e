"""What a page says of itself in its head: time of publication with its offset, address, publisher, author."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import InvalidValue
from loaders.sources.published import published_text

_META_TIMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "article.published", "publication_date", "publish-date", "publish_date", "publishdate", "pubdate", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_ARTICLE_TYPE = re.compile(r"article|blogposting|pressrelease|report\b", re.I)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I)
_LD_DEPTH = 6
_CALLED = ("publish", "entry-date", "post-date", "post-meta", "article-date", "date-pub", "posted-on", "dateline", "timestamp", "byline")
_DATED = "//body//*[@itemprop='datePublished' or " + " or ".join(f"contains(@class,'{name}')" for name in _CALLED) + "]"
LinkedData = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself; empty where it says nothing.

    ``times`` are readable ISO 8601 texts, the best first; ``dates`` the texts of elements that are called dates of publication.
    """

    times: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    canonical: str = ""
    publisher: str = ""
    author: str = ""
    headline: str = ""


def declared_charset(head: bytes) -> str:
    """The charset that the head of an HTML or XML document names, empty when it names none."""
    found = _CHARSET.search(head)
    return (found.group(1) or found.group(2)).decode("ascii", "replace") if found else ""


def facts(tree: Any) -> Facts:
    """What an HTML tree (as lxml reads it, before anything is pruned) says of itself."""
    linked = [o for o in _linked_data(tree) if "datePublished" in o or "headline" in o]
    linked.sort(key=lambda o: 0 if _ARTICLE_TYPE.search(str(o.get("@type", ""))) else 1)
    article = linked[0] if linked else {}
    metas = _metas(tree)
    return Facts(
        times=tuple(_readable([*(o.get("datePublished") for o in linked), *(metas.get(n) for n in _META_TIMES), *_time_tags(tree)])),
        dates=tuple(_flat(element) for element in tree.xpath(_DATED)[:5]),
        canonical=_first(tree, "//link[@rel='canonical']/@href") or metas.get("og:url", ""),
        publisher=metas.get("og:site_name", "") or _name(article.get("publisher")),
        author=_name(article.get("author")),
        headline=_string(article.get("headline")),
    )


def published_of(found: Facts, day: str) -> str:
    """The time of publication: the first that the head tells, made finer by a tag of the same day; else the ``day`` that was guessed."""
    best = found.times[0] if found.times else day
    finer = [t for t in found.times if t.startswith(best) and len(t) > len(best)] if best else []
    return finer[0] if finer else best


def _linked_data(tree: Any) -> Iterator[LinkedData]:
    for text in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(str(text).strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue  # a page with broken linked data has its meta tags and its visible date still
        yield from _objects(data, 0)


def _objects(data: Any, depth: int) -> Iterator[LinkedData]:
    if depth > _LD_DEPTH:
        return
    if isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(name), depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)


def _metas(tree: Any) -> dict[str, str]:
    """Meta tags by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            if name := tag.get(attribute):
                found.setdefault(name.strip().lower(), tag.get("content").strip())
    return found


def _time_tags(tree: Any) -> list[str]:
    """``datetime`` of time tags: those marked as the publication, then the first inside the article."""
    marked = tree.xpath(
        "//time[@pubdate or @itemprop='datePublished' or contains(@class,'publish') or contains(@class,'entry-date')]/@datetime"
    )
    inside = tree.xpath("//*[self::article or self::main]//time/@datetime")
    return [str(t) for t in [*marked, *inside[:1]]]


def _readable(values: list[Any]) -> Iterator[str]:
    for value in values:
        try:
            if isinstance(value, str) and value.strip():
                yield published_text(value)
        except InvalidValue:
            continue  # the next candidate may be readable; none at all is told as a missing date


def _flat(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())[:200]


def _first(tree: Any, path: str) -> str:
    found = tree.xpath(path)
    return str(found[0]).strip() if found else ""


def _name(value: Any) -> str:
    """The name of a person or organisation in linked data: an object, a text, or a list of either."""
    if isinstance(value, list):
        return "; ".join(filter(None, (_name(v) for v in value if not isinstance(v, list))))
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) and "://" not in value else ""
