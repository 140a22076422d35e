"""The servers of a test session: started when they are first asked for, stopped at the end.

``CLAIMSTAKE_TEST_NEO4J`` names servers to use instead, with user and password, separated by commas:
``bolt://neo4j:secret@localhost:7687``. Everything in their databases is deleted. A server of the Community edition has one database, so
that tests which hold two stores open at once need two.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

import neo4j
import pytest

from graph.stores.neo4j_address import Address, read_address
from tests.neo4j.server import Server, missing

VARIABLE = "CLAIMSTAKE_TEST_NEO4J"
MOST = 2


def skip(reason: str) -> NoReturn:
    """Skip, or fail where nothing may be skipped."""
    if os.environ.get("CLAIMSTAKE_NO_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)


def url(number: int = 0) -> str:
    """The address of a server, with user and password."""
    given = [part.strip() for part in os.environ.get(VARIABLE, "").split(",") if part.strip()]
    if given and number >= len(given):
        skip(f"this test holds {number + 1} stores open at once, {VARIABLE} names {len(given)} server(s)")
    return given[number] if given else address_of(server(number))


def address_of(running: Server) -> str:
    """The address of a server that we have started."""
    return f"bolt://neo4j:{quote(running.password)}@127.0.0.1:{running.bolt}"


def server(number: int = 0) -> Server:
    """A server of our own."""
    return _server(number)


@cache
def _server(number: int) -> Server:
    # Cached by a number that is always given: server() and server(0) are one.
    if reason := missing():
        skip(f"{reason}; or set {VARIABLE}")
    home = Path(tempfile.mkdtemp(prefix="claimstake-neo4j-"))
    running = Server(home)
    running.start()
    atexit.register(_end, running)
    return running


def _end(running: Server) -> None:
    running.stop()
    shutil.rmtree(running.home, ignore_errors=True)


def address(number: int = 0) -> Address:
    """The parsed address of a server."""
    return read_address(url(number), {})


def driver(number: int = 0) -> neo4j.Driver:
    """The bare driver of a server, for what goes around the store."""
    return _driver(number)


@cache
def _driver(number: int) -> neo4j.Driver:
    where = address(number)
    bare = neo4j.GraphDatabase.driver(where.url, auth=(where.user, where.password), notifications_min_severity="OFF")
    atexit.register(bare.close)
    return bare


def empty(number: int = 0) -> str:
    """Delete everything in a server's database but constraints and indexes; returns its address."""
    where = url(number)
    driver(number).execute_query("MATCH (n) DETACH DELETE n", database_=address(number).database)
    return where


def driver_of(running: Server) -> neo4j.Driver:
    """The bare driver of a server that we have started."""
    bare = neo4j.GraphDatabase.driver(running.url, auth=("neo4j", running.password), notifications_min_severity="OFF")
    atexit.register(bare.close)
    return bare
