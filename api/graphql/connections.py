"""Relay connections over the store's keyset cursors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import strawberry

from api.graphql.arguments import after_from, cursor_of, limit_from
from api.graphql.context import Context
from graph.model import ArticleRecord, Claim, Entity, Fact
from graph.stores.base import Page, View

N = TypeVar("N")
R = TypeVar("R", Entity, Fact, Claim, ArticleRecord)


@strawberry.type
class PageInfo:
    """Where a page stands in the whole list."""

    has_next_page: bool
    has_previous_page: bool = strawberry.field(description="Whether this page began after a cursor.")
    start_cursor: str | None
    end_cursor: str | None = strawberry.field(description="Give it as `after` to go on.")


@strawberry.type(name="Edge")
class PageEdge(Generic[N]):
    """A row of a page with its cursor."""

    cursor: str
    node: N


@strawberry.type
class Connection(Generic[N]):
    """A page of a list."""

    edges: list[PageEdge[N]]
    nodes: list[N] = strawberry.field(description="The rows without their cursors.")
    page_info: PageInfo


def connection(rows: Sequence[R], make: Callable[[R], Any], limit: int, began: bool) -> Connection[Any]:
    """The page of rows, of which one more than ``limit`` was asked for."""
    edges = [PageEdge(cursor=cursor_of(row), node=make(row)) for row in rows[:limit]]
    info = PageInfo(
        has_next_page=len(rows) > limit,
        has_previous_page=began,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return Connection(edges=edges, nodes=[e.node for e in edges], page_info=info)


async def paged(
    context: Context, given: Mapping[str, Any], fetch: Callable[[View, Page], list[R]], make: Callable[[R], Any]
) -> Connection[Any]:
    """The page that ``first`` and ``after`` ask for. Raises BadArgument."""
    limit, after = limit_from(given, context.settings), after_from(given)
    rows = await context.loaders.read(lambda view: fetch(view, Page(limit + 1, after)))
    return connection(rows, make, limit, bool(after))
