"""A bound on the size of requests, whatever length they claim."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import ApiError
from api.settings import variable


class _TooLong(ApiError):
    """The body of a request went beyond the bound; caught where it is raised from."""


@dataclass
class _Counted:
    """Receives a request for the application, counting; notes whether the answer has begun."""

    receive: Receive
    send: Send
    limit: int
    count: int = 0
    begun: bool = False

    async def take(self) -> Message:
        """The next part of the request. Raises _TooLong."""
        message = await self.receive()
        self.count += len(message.get("body", b""))
        if self.count > self.limit:
            raise _TooLong
        return message

    async def give(self, message: Message) -> None:
        """Send a part of the answer."""
        self.begun = True
        await self.send(message)


class BodyLimit:
    """ASGI middleware: answers 413 to a request whose body has more than ``limit`` bytes, and 414 where the query in its address has."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what is received."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif len(scope.get("query_string", b"")) > self._limit:
            await self._refuse("address", 414, scope)(scope, receive, send)
        else:
            counted = _Counted(receive, send, self._limit)
            try:
                await self._app(scope, counted.take, counted.give)
            except _TooLong:
                if counted.begun:
                    raise
                await self._refuse("body", 413, scope)(scope, receive, send)

    def _refuse(self, what: str, status: int, scope: Scope) -> PlainTextResponse:
        advice = f"ask for less, or set {variable('max_body')} where the server is started"
        return PlainTextResponse(f"{scope['path']}: the {what} has more than {self._limit} bytes; {advice}", status)
