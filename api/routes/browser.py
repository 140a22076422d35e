"""Files for Neo4j Browser: the guide, the style and the saved queries. Browser takes them from a localhost address that allows it."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, HTTPException, Response

from graph.cypher_guide import saved_queries

_TYPES = {"guide.html": "text/html; charset=utf-8", "style.grass": "text/plain; charset=utf-8"}
# Browser asks from its own origin, with a header that has to be allowed; there is nothing secret in these files.
_ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "600",
}


def browser_router() -> APIRouter:
    """/neo4j/guide.html, /neo4j/style.grass and /neo4j/queries/NAME.cypher."""
    router = APIRouter(prefix="/neo4j", include_in_schema=False)
    folder = files("cypher") / "browser"
    pages = {name: (folder / name).read_text("utf-8") for name in _TYPES}
    queries = {query.name: query.text for query in saved_queries()}

    @router.options("/{path:path}")
    async def allow(path: str) -> Response:
        return Response(status_code=204, headers=_ALLOWED)

    @router.get("/queries/{name}")
    async def query(name: str) -> Response:
        if name not in queries:
            raise HTTPException(404, f"there is no saved query {name}; there are {', '.join(queries)}")
        return Response(queries[name], headers=_ALLOWED, media_type="text/plain; charset=utf-8")

    @router.get("/{name}")
    async def page(name: str) -> Response:
        if name not in pages:
            raise HTTPException(404, f"there is no {name}; there are {', '.join(pages)}")
        return Response(pages[name], headers=_ALLOWED, media_type=_TYPES[name])

    return router
