"""The pages for people: a landing page, and the packaged files that pages use."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles


def static_files() -> StaticFiles:
    """The packaged files, to be mounted at /static."""
    return StaticFiles(packages=[("api", "static")])


def pages_router() -> APIRouter:
    """The landing page."""
    router = APIRouter(include_in_schema=False)
    page = files("api").joinpath("static/index.html").read_text(encoding="utf-8")

    @router.get("/")
    async def landing() -> HTMLResponse:
        return HTMLResponse(page)

    return router
