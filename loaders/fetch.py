"""Articles by address: http and https, within limits of size and time, and never to a private address unless allowed.

The host is resolved once for each hop and the connection goes to the very address that was checked, so that a name server cannot answer
the check with one address and the connection with another. Proxies of the environment are not used: a proxy would resolve again.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.message import Message
from functools import lru_cache
from http import HTTPStatus
from typing import Any

import httpcore
import httpx

from graph.errors import SourceError
from loaders.addresses import checked_addresses
from loaders.sources.base import DEFAULT_SIZE, Raw
from loaders.unpack import Unpacker

_HEADERS = (
    ("User-Agent", "Claimstake"),
    ("Accept", "text/html,application/xhtml+xml,application/pdf,application/atom+xml,application/rss+xml,text/plain,*/*;q=0.5"),
    ("Accept-Encoding", "gzip, deflate"),
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PATIENCE = 5.0  # seconds that an address may take to connect when the host has others
_FAILURES = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be read: ``size`` bytes a document (after unpacking), ``seconds`` an address in all, ``redirects`` to follow.

    ``allow_private`` lets every private address be asked, ``allowed`` those ``host:port`` alone.
    """

    size: int = DEFAULT_SIZE
    seconds: float = 30.0
    redirects: int = 5
    allow_private: bool = False
    allowed: frozenset[str] = frozenset()


def fetch(url: str, limits: Limits) -> Raw:
    """The document at an address, its body unpacked. Raises SourceError: wrong address, private address, refusal, too large, too slow."""
    here = _parsed(url)
    deadline = _Deadline(limits.seconds)
    backend = _GuardedBackend(limits, deadline)
    with httpcore.ConnectionPool(ssl_context=trusted(), network_backend=backend) as pool:
        for _ in range(limits.redirects + 1):
            answer = _ask(pool, here, limits, deadline)
            if isinstance(answer, Raw):
                return replace(answer, locator=url)
            here = answer
    raise SourceError(f"more than {limits.redirects} redirects, the last to {here}; load the address where the article is")


def _parsed(url: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        found = base.join(url) if base is not None else httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(f"{url[:200]!r} is no address: {error}") from error
    if found.scheme not in ("http", "https") or not found.host or "%" in found.host:
        raise SourceError(f"{str(found)[:200]!r} is no http or https address; save the document and load the file")
    if found.userinfo:
        raise SourceError(f"the address of {found.host} holds a user name or password, which the graph would show; leave it out")
    return found.copy_with(fragment=None)


def _ask(pool: httpcore.ConnectionPool, url: httpx.URL, limits: Limits, deadline: _Deadline) -> Raw | httpx.URL:
    """The document, or the address that the server sends us to."""
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), limits.seconds)
    headers = [("Host", url.netloc.decode("ascii")), *_HEADERS]
    try:
        with pool.stream("GET", target, headers=headers, extensions={"timeout": timeout}) as response:
            answer = httpx.Headers(response.headers)
            if response.status in _REDIRECTS and answer.get("location"):
                return _parsed(answer["location"], url)
            _refuse_status(response.status, url)
            return _document(response, answer, url, limits)
    except httpcore.TimeoutException as error:
        raise deadline.error() from error
    except _FAILURES as error:
        raise SourceError(f"{url.host} could not be read: {error or type(error).__name__}; check the address and the network") from error


def _refuse_status(status: int, url: httpx.URL) -> None:
    if status != 200:
        known = {int(s): s.phrase for s in HTTPStatus}
        raise SourceError(f"{url} answered {status} {known.get(status, '')}".rstrip() + "; open it in a browser, save it and load the file")


def _document(response: httpcore.Response, headers: httpx.Headers, url: httpx.URL, limits: Limits) -> Raw:
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > limits.size:
        raise SourceError(f"larger than {limits.size:,} bytes ({int(length):,}); raise the size limit if you want it")
    unpacker = Unpacker(headers.get("content-encoding", ""), limits.size)
    for chunk in response.iter_stream():
        unpacker.feed(chunk)
    media, charset = _content_type(headers.get("content-type", ""))
    return Raw.of(str(url), unpacker.finish(), media=media, charset=charset, url=str(url), limit=limits.size)


def _content_type(text: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = text.replace("\r", "").replace("\n", "")
    media = message.get_content_type() if text else ""
    return media, message.get_content_charset("") if text else ""


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """Certificates as httpx trusts them (``SSL_CERT_FILE`` is heeded); reading them takes a while, so once."""
    return httpx.create_ssl_context()


class _Deadline:
    """The time by which all hops together must be done."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left. Raises SourceError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.error()
        return left

    def error(self) -> SourceError:
        """What to tell the user."""
        return SourceError(f"no full answer within {self._seconds:g} seconds; try again later, or raise the time limit")


class _GuardedBackend(httpcore.SyncBackend):
    """Connects to checked addresses only, and to what was checked."""

    def __init__(self, limits: Limits, deadline: _Deadline) -> None:
        self._limits = limits
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers. Raises SourceError for a private one."""
        limits = self._limits
        addresses = checked_addresses(host, port, allow_private=limits.allow_private, allowed=limits.allowed)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, min(self._deadline.left(), _PATIENCE), socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # an IPv6 address where there is no IPv6, say: the next may answer, and the last one's error is told
        return self._connect(addresses[-1], port, self._deadline.left(), socket_options)

    def _connect(self, address: str, port: int, seconds: float, options: Iterable[Any] | None) -> httpcore.NetworkStream:
        return _TimedStream(super().connect_tcp(address, port, seconds, None, options), self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline: a server that sends one byte a second is not waited for."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come."""
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, enciphered; the certificate is checked against the host's name, not the address."""
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of its streams."""
        return self._stream.get_extra_info(info)
