"""Articles by address, from a real server on loopback."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from graph.errors import SourceError
from graph.model import Article
from loaders import fetch as fetch_module
from loaders.fetch import Limits, fetch
from loaders.read import read
from loaders.sources.base import Reject
from tests.unit.sources.helpers import articles, fixture, reasons
from tests.unit.sources.server import Server, running


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The server."""
    with running() as found:
        yield found


def get(server: Server, path: str, **limits: float) -> list[Article | Reject]:
    """What the path gives when private addresses are allowed."""
    return list(read([server.url(path)], limits=Limits(allow_private=True, **limits)))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ("article", "gzip", "deflate", "hops/1", "hops/5", "article?utm_source=feed#part"))
def test_an_article_by_address(server: Server, path: str) -> None:
    (article,) = articles(get(server, path))
    assert article.title.startswith("Tamarack Compute borrows")
    assert article.published == "2025-11-12T22:40:00-05:00"
    # the page's canonical link names another site than the one that answered, so it is not believed
    assert article.url == server.url(path.partition("?")[0] if "hops" not in path else "article")


def test_content_type_and_charset_of_the_answer_are_heeded(server: Server) -> None:
    (article,) = articles(get(server, "plain"))
    assert (article.text, article.kind) == ("Компания продала завод.", "text")
    assert [getattr(item, "kind", "reject") for item in get(server, "feed")] == ["feed", "reject", "feed"]
    assert reasons(get(server, "picture"))[0].startswith("no source reads image/png")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "answered 404 Not Found"),
        ("loop", "more than 5 redirects"),
        ("hops/6", "more than 5 redirects"),
        ("to/ftp://example.org/a", "no http or https address"),
        ("to/http://user:secret@example.org/a", "holds a user name or password"),
        ("to/http://[bad", "no http or https address"),
        ("brotli", "packed as 'br'"),
        ("lie", "says that it is gzip and is not"),
        ("half", "cut off"),
        ("short", "could not be read"),
        ("garbage", "could not be read"),
    ],
)
def test_failures_say_what_and_what_to_do(server: Server, path: str, reason: str) -> None:
    (found,) = reasons(get(server, path))
    assert reason in found
    assert "secret" not in found


@pytest.mark.parametrize("path", ("large", "endless", "bomb"))
def test_what_is_too_large_is_cut_short(server: Server, path: str) -> None:
    before = time.monotonic()
    (reason,) = reasons(get(server, path, size=1_000_000))
    assert reason.startswith("larger than 1,000,000 bytes")
    assert time.monotonic() - before < 5


@pytest.mark.parametrize("path", ("silent", "drip", "headers"))
def test_slow_servers_are_left(server: Server, path: str) -> None:
    before = time.monotonic()
    (reason,) = reasons(get(server, path, seconds=0.5))
    assert "within 0.5 seconds" in reason
    assert time.monotonic() - before < 3


@pytest.mark.parametrize(
    "host", ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0")
)
def test_private_addresses_are_refused_unless_allowed(server: Server, host: str) -> None:
    before = len(server.asked)
    (reason,) = reasons(list(read([f"http://{host}:{server.address.rpartition(':')[2]}/article"])))
    assert any(part in reason for part in ("private address", "unusual way", "no address"))
    assert len(server.asked) == before


@pytest.mark.parametrize(
    "host", ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "169.254.169.254", "2130706433", "10.0.0.1", "[fd00:ec2::254]")
)
def test_a_redirect_to_a_private_address_is_refused(server: Server, host: str) -> None:
    with running() as inner:
        target = f"http://{host}:{inner.address.rpartition(':')[2]}/article"
        with pytest.raises(SourceError, match=r"private address|unusual way|no address"):
            fetch(server.url(f"to/{target}"), Limits(allowed=frozenset({server.address})))
        assert inner.asked == []


def test_an_allowed_host_is_allowed_alone(server: Server) -> None:
    raw = fetch(server.url("hops/2"), Limits(allowed=frozenset({server.address})))
    assert (raw.read(), raw.media, raw.charset) == (fixture("page-en.html"), "text/html", "utf-8")
    assert (raw.locator, raw.url) == (server.url("hops/2"), server.url("article?utm_source=hops"))


@pytest.mark.parametrize(
    "url", ("ftp://example.org/", "file:///etc/hostname", "http://", "https://user:secret@example.org/", "http://a b/")
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    (reason,) = reasons(list(read([url])))
    assert "no address" in reason or "no http or https address" in reason or "user name or password" in reason


def test_unknown_hosts_and_closed_ports_are_told() -> None:
    assert "is not known" in reasons(list(read(["http://no-such-host.invalid/"])))[0]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "could not be read" in reasons(list(read([f"http://127.0.0.1:{port}/"], limits=Limits(allow_private=True))))[0]


@pytest.fixture
def tls(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A TLS server for the name localhost: its port, and its certificate, which nobody trusts yet."""
    openssl = shutil.which("openssl")
    assert openssl, "the test of certificates needs the openssl program"
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)
    thread = Thread(target=serve_twice, args=(listener, context))
    thread.start()
    yield listener.getsockname()[1], certificate
    thread.join()
    listener.close()


def serve_twice(listener: socket.socket, context: ssl.SSLContext) -> None:
    """Answer two connections, whatever becomes of them."""
    for _ in range(2):
        plain, _ = listener.accept()
        plain.settimeout(10)
        with plain:
            try:
                with context.wrap_socket(plain, server_side=True) as secure:
                    secure.recv(4000)
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 18\r\n\r\nWords over TLS 1.3")
            except (ssl.SSLError, OSError):
                continue


def test_certificates_are_checked_against_the_name(tls: tuple[int, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    port, certificate = tls
    limits = Limits(allow_private=True, seconds=5)
    fetch_module.trusted.cache_clear()
    with pytest.raises(SourceError, match=r"(?i)certificate"):
        fetch(f"https://localhost:{port}/", limits)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    fetch_module.trusted.cache_clear()
    try:
        assert fetch(f"https://localhost:{port}/", limits).read() == b"Words over TLS 1.3"
    finally:
        fetch_module.trusted.cache_clear()
