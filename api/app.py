"""The HTTP application over a store."""

from __future__ import annotations

from fastapi import FastAPI

from api.body import BodyLimit
from api.graphql.router import graphql_router
from api.routes.browser import browser_router
from api.routes.health import health_router
from api.routes.pages import pages_router, static_files
from api.settings import Settings
from graph.reference import NoReference, Reference
from graph.stores.base import View

_ABOUT = "A knowledge graph of the crypto industry in which every edge cites the sentence that says it."


def create_app(settings: Settings, store: View, reference: Reference | None = None) -> FastAPI:
    """The application: GraphQL at /graphql, /healthz, /readyz, a landing page. The caller opens the store and closes it.

    FastAPI's own documentation pages load from a public CDN and are off; /openapi.json is there for any viewer.
    """
    app = FastAPI(title="Claimstake", description=_ABOUT, docs_url=None, redoc_url=None)
    app.add_middleware(BodyLimit, limit=settings.max_body)
    app.include_router(graphql_router(store, settings))
    app.include_router(health_router(store, reference or NoReference()))
    app.include_router(pages_router())
    app.include_router(browser_router())
    app.mount("/static", static_files(), "static")
    return app
