"""GraphQL over HTTP, with a GraphiQL page whose files all come from this package: it works with the network cut."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import anyio
from strawberry.fastapi import GraphQLRouter

from api.graphql.context import Context
from api.graphql.schema import derived_types, make_schema
from api.settings import Settings
from graph.stores.base import View

_PAGE = "static/graphiql/index.html"


class OfflineGraphQLRouter(GraphQLRouter[Any, None]):
    """Strawberry's router with our own page in place of the one that loads from a public CDN."""

    @property
    def graphql_ide_html(self) -> str:
        """Our page."""
        return files("api").joinpath(_PAGE).read_text(encoding="utf-8")


def graphql_router(view: View, settings: Settings) -> OfflineGraphQLRouter:
    """The router of /graphql over a store: queries by POST and GET, no mutations, no subscriptions, no batches."""
    limiter = anyio.CapacityLimiter(settings.threads)
    kinds = derived_types()

    async def context() -> Context:
        return Context(view, settings, kinds, limiter)

    return OfflineGraphQLRouter(
        make_schema(settings),
        path="/graphql",
        graphql_ide="graphiql" if settings.graphiql else None,
        context_getter=context,
        subscription_protocols=(),
    )
