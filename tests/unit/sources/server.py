"""A real HTTP server on loopback whose paths misbehave as servers do."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import ClassVar

from tests.unit.sources.helpers import fixture

BIG = 3_000_000


class Handler(BaseHTTPRequestHandler):
    """One method a path."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[str]]
    stop: ClassVar[Event]

    def do_GET(self) -> None:
        """Answer by path."""
        self.asked.append(self.path)
        name, _, rest = self.path.lstrip("/").partition("/")
        answer: Callable[[str], None] = getattr(self, f"page_{name.partition('?')[0]}", self.page_missing)
        try:
            answer(rest)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, body: bytes, media: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", media)
        for name, value in ({"Content-Length": str(len(body))} | {n.replace("_", "-"): v for n, v in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page_article(self, _: str) -> None:
        """An article."""
        self.send(fixture("page-en.html"))

    def page_plain(self, _: str) -> None:
        """Text in another charset, told in the header only."""
        self.send("Компания продала завод.".encode("koi8-r"), "text/plain; charset=koi8-r")

    def page_feed(self, _: str) -> None:
        """A feed."""
        self.send(fixture("feed.rss"), "application/rss+xml")

    def page_picture(self, _: str) -> None:
        """A picture."""
        self.send(b"\x89PNG\r\n\x1a\n" + bytes(100), "image/png")

    def page_gzip(self, _: str) -> None:
        """A packed article."""
        self.send(gzip.compress(fixture("page-en.html")), Content_Encoding="gzip")

    def page_deflate(self, _: str) -> None:
        """An article packed without a frame, as some servers do."""
        packer = zlib.compressobj(wbits=-15)
        self.send(packer.compress(fixture("page-en.html")) + packer.flush(), Content_Encoding="deflate")

    def page_brotli(self, _: str) -> None:
        """Packed as it was not asked to be."""
        self.send(b"whatever", Content_Encoding="br")

    def page_lie(self, _: str) -> None:
        """Not packed, though it says so."""
        self.send(fixture("page-en.html"), Content_Encoding="gzip")

    def page_half(self, _: str) -> None:
        """Packed data without an end."""
        packed = gzip.compress(fixture("page-en.html"))
        self.send(packed[: len(packed) // 2], Content_Encoding="gzip")

    def page_bomb(self, _: str) -> None:
        """Ninety megabytes in ninety kilobytes."""
        packer = zlib.compressobj(wbits=31)
        data = b"".join(packer.compress(bytes(BIG)) for _ in range(30)) + packer.flush()
        self.send(data, "text/plain", Content_Encoding="gzip")

    def page_large(self, _: str) -> None:
        """Too large, and says so."""
        self.send(b"x" * BIG, "text/plain")

    def page_endless(self, _: str) -> None:
        """Too large, and does not say so."""
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Connection", "close")
        self.end_headers()
        while not self.stop.is_set():
            self.wfile.write(b"x" * 100_000)

    def page_short(self, _: str) -> None:
        """Breaks off before the length that it told."""
        self.send(b"<html><body><p>Begin", Content_Length="5000", Connection="close")
        self.close_connection = True

    def page_silent(self, _: str) -> None:
        """Never answers."""
        self.stop.wait(20)
        self.close_connection = True

    def page_drip(self, _: str) -> None:
        """Sends a byte at a time, for ever."""
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        while not self.stop.wait(0.05):
            self.wfile.write(b"x")

    def page_headers(self, _: str) -> None:
        """Sends its head a byte at a time, for ever."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.stop.wait(0.05):
            self.wfile.write(b"x")

    def page_garbage(self, _: str) -> None:
        """Speaks no HTTP."""
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")
        self.close_connection = True

    def page_missing(self, _: str) -> None:
        """There is none."""
        self.send(b"<p>No such page</p>", status=404)

    def page_loop(self, _: str) -> None:
        """Redirects to itself."""
        self.send(b"", status=302, Location="/loop")

    def page_to(self, target: str) -> None:
        """Redirects to whatever follows in the path."""
        self.send(b"", status=301, Location=target)

    def page_hops(self, rest: str) -> None:
        """Redirects as often as the path says, then gives the article."""
        self.send(b"", status=307, Location=f"/hops/{int(rest) - 1}" if int(rest) > 1 else "/article?utm_source=hops#top")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""


class Quiet(ThreadingHTTPServer):
    """A server that leaves connections which its client has left."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing on the terminal."""


class Server:
    """The running server: ``address`` is ``host:port``, ``asked`` the paths that were asked for."""

    def __init__(self, address: str, asked: list[str]) -> None:
        self.address = address
        self.asked = asked

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.address}/{path}"


@contextmanager
def running() -> Iterator[Server]:
    """A server on a free port, ended afterwards."""

    class Here(Handler):
        """The handler of this server alone."""

        asked: ClassVar[list[str]] = []
        stop = Event()

    server = Quiet(("127.0.0.1", 0), Here)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Server(f"127.0.0.1:{server.server_port}", Here.asked)
    finally:
        Here.stop.set()
        time.sleep(0.06)
        server.shutdown()
        server.server_close()
        thread.join()
