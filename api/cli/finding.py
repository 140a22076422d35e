"""The one entity or article that a person names."""

from __future__ import annotations

from collections.abc import Iterable

from graph.errors import NotFound
from graph.finding import by_name
from graph.ids import article_id
from graph.model import ArticleRecord, ArticleState, Claim, Entity, Fact
from graph.stores.base import ALL, View, every
from loaders.sources.urls import url_key

_CANDIDATES = 10


def find(view: View, text: str) -> Entity:
    """The entity of an id, a key or a name; of a beginning of a name when only one has it. Raises NotFound with the candidates."""
    found = view.entities([text]) if "/" in text else []
    if not found:
        named = by_name(view, text, limit=_CANDIDATES + 1)
        found = list(named.exact or named.near)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"nothing is called {text!r} here; claimstake stats tells what there is")
    listed = "".join(f"\n  {e.name}  ({e.type}, {e.id})" for e in found[:_CANDIDATES])
    raise NotFound(f"{text!r} can be several; name one by its id:{listed}")


def names_in(view: View, facts: Iterable[Fact]) -> dict[str, str]:
    """The names of all entities in the facts, by id."""
    ids = {filler for fact in facts for fillers in fact.roles.values() for filler in fillers}
    return {e.id: e.name for e in view.entities(sorted(ids))}


def find_article(view: View, text: str, states: Iterable[ArticleState] = ()) -> ArticleRecord:
    """The newest version of the article of an id, an address, or of words of its title that only it has.

    Raises NotFound with the candidates.
    """
    wanted = list(states) or [ArticleState.STORED, ArticleState.RETRACTED]
    ids = [text, *([article_id(f"url:{url_key(text)}")] if "://" in text else [])]
    found = view.articles(ids, states=wanted)
    if not found and "://" not in text:
        words = text.casefold()
        found = [r for r in every(lambda page: view.articles(states=wanted, page=page)) if words in r.article.title.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"no article {' or '.join(wanted)} is {text!r}; name it by its id, its address or words of its title")
    listed = "".join(f"\n  {r.article.id}  {r.article.title}" for r in found[:_CANDIDATES])
    raise NotFound(f"{text!r} can be several articles; name one by its id:{listed}")


def find_claims(view: View, text: str) -> list[Claim]:
    """The claim of an id, or of the beginning of one that only it has; all claims of a fact, by the fact's id.

    Raises NotFound with the candidates.
    """
    if text.startswith("fact/"):
        found = view.claims(facts=[text], page=ALL)
    else:
        start = text if text.startswith("claim/") else f"claim/{text}"
        found = view.claims([start]) or [c for c in every(lambda page: view.claims(page=page)) if c.id.startswith(start)]
        if len(found) > 1:
            listed = "".join(f"\n  {c.id}  {c.type}: “{' '.join(c.evidence.quote.split())[:80]}”" for c in found[:_CANDIDATES])
            raise NotFound(f"{text!r} can be several claims; give more of the id:{listed}")
    if not found:
        raise NotFound(f"no claim is {text!r}; claimstake claims lists the claims with their ids")
    return found
