"""Probes: whether the process answers, and whether it can be used."""

from __future__ import annotations

import logging
from typing import Any

import anyio.to_thread
from fastapi import APIRouter, Response, status
from pydantic import BaseModel

from graph.errors import ClaimstakeError
from graph.reference import Reference
from graph.stores.base import View

_LOG = logging.getLogger("claimstake.api")


class Health(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Whether the store can be read, how much it holds, and what is wrong if not."""

    status: str
    articles: int = 0
    facts: int = 0
    sequence: int = 0
    gazetteer: str = ""
    problem: str = ""


def health_router(view: View, reference: Reference) -> APIRouter:
    """/healthz and /readyz."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Whether the process answers")
    async def healthz() -> Health:
        return Health()

    not_ready: dict[int | str, dict[str, Any]] = {503: {"model": Readiness, "description": "The store cannot be read."}}

    @router.get("/readyz", summary="Whether queries can be answered", responses=not_ready)
    async def readyz(response: Response) -> Readiness:
        try:
            counts = await anyio.to_thread.run_sync(view.stats)
        except (ClaimstakeError, OSError) as error:
            _LOG.error("the store cannot be read", exc_info=error)
            response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
            return Readiness(status="unavailable", problem=str(error))
        return Readiness(
            status="ready",
            articles=counts.get("articles", 0),
            facts=counts.get("facts", 0),
            sequence=counts.get("sequence", 0),
            gazetteer=reference.version,
        )

    return router
