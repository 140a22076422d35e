"""A bound on the size of requests, whatever length they claim."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import ApiError
from api.settings import variable


class _TooLong(ApiError):
    """The body of a request went beyond the bound; caught where it is raised from."""


class BodyLimit:
    """ASGI middleware: answers 413 to a request whose body has more than ``limit`` bytes, and 414 if its address does."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is received."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        advice = f"more than {self._limit} bytes; ask for less, or set {variable('max_body')} where the server is started"
        if len(scope.get("query_string", b"")) > self._limit:
            await PlainTextResponse(f"the address has {advice}", 414)(scope, receive, send)
            return
        count, started = 0, False

        async def counted() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            if count > self._limit:
                raise _TooLong
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except _TooLong:
            if started:
                raise
            await PlainTextResponse(f"the body has {advice}", 413)(scope, receive, send)
