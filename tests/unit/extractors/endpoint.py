"""A model's endpoint on loopback: it speaks OpenAI's and Anthropic's protocols over real HTTP and gives the replies that a test lays out."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the endpoint does next: words of the model (an object as JSON), an HTTP status, or silence for some seconds."""

    words: Any = ""
    status: int = 200
    silence: float = 0.0


@dataclass
class Endpoint:
    """The endpoint: replies in their order (the last one again and again) and what it was asked."""

    replies: Sequence[Reply]
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)

    def next(self) -> Reply:
        """The reply to the request that was just noted."""
        return self.replies[min(len(self.asked), len(self.replies)) - 1]


class _Handler(BaseHTTPRequestHandler):
    endpoint: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.endpoint.asked.append({"path": self.path, "key": self.headers.get("Authorization") or self.headers.get("x-api-key"), **body})
        reply = self.endpoint.next()
        time.sleep(reply.silence)
        words = reply.words if isinstance(reply.words, str) else json.dumps(reply.words)
        if reply.status != 200:
            self._send(reply.status, {"error": {"message": words or "later", "type": "error"}})
        elif self.path.endswith("/chat/completions"):
            self._send(200, _completion(words))
        else:
            self._send(200, _message(words, body))

    def _send(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client has given up waiting

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _completion(words: str) -> dict[str, Any]:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": words}}
    usage = {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000}
    return {"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage}


def _message(words: str, body: dict[str, Any]) -> dict[str, Any]:
    try:
        block = {"type": "tool_use", "id": "t", "name": body["tools"][0]["name"], "input": json.loads(words)}
    except json.JSONDecodeError:
        block = {"type": "text", "text": words}
    return {"id": "m", "type": "message", "role": "assistant", "model": body["model"], "content": [block], "stop_reason": "tool_use",
            "stop_sequence": None, "usage": {"input_tokens": 900, "output_tokens": 100}}  # fmt: skip


@contextmanager
def serving(*replies: Reply) -> Iterator[Endpoint]:
    """An endpoint that gives these replies."""
    endpoint = Endpoint(replies)
    handler = type("Handler", (_Handler,), {"endpoint": endpoint})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    endpoint.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
