"""What goes wrong with a server is said with what to do about it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from graph.errors import SettingsError, StoreError
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_address import PASSWORD_FILE, read_address
from graph.stores.neo4j_driver import OLDEST, check_version, version
from tests.contract.samples import Atlas, loan
from tests.neo4j import pool
from tests.neo4j.server import free_port


def live(test: Callable[[], None]) -> Callable[[], None]:
    """The test needs a server."""
    return pytest.mark.neo4j(pytest.mark.xdist_group("neo4j")(test))


@live
def test_a_wrong_password() -> None:
    where = pool.address()
    with pytest.raises(
        StoreError, match=r"does not let 'neo4j' in .the password is wrong, or the user.; set CLAIMSTAKE_NEO4J_USER and"
    ) as caught:
        Neo4jStore(where.url.replace("//", "//neo4j:guess@"), Atlas())
    assert "guess" not in str(caught.value)


def test_a_wrong_address() -> None:
    with pytest.raises(StoreError, match=r"no Neo4j answers .*check host and port \(Bolt, 7687 by default\)"):
        Neo4jStore(f"bolt://x:y@127.0.0.1:{free_port()}", Atlas(), patience=1)


def test_a_port_of_something_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)
        port = listening.getsockname()[1]
        with pytest.raises(StoreError, match="no Neo4j answers"):
            _open_and_hang_up(listening, port)


def _open_and_hang_up(listening: socket.socket, port: int) -> None:
    """Connect to a server that hangs up on whoever comes."""

    def answer() -> None:
        for _ in range(4):
            connection, _address = listening.accept()
            connection.close()

    Thread(target=answer, daemon=True).start()
    Neo4jStore(f"bolt://x:y@127.0.0.1:{port}", Atlas(), patience=1)


@live
def test_a_database_that_is_not_there() -> None:
    with pytest.raises(StoreError, match="there is no database 'elsewhere'; name one that is there"):
        Neo4jStore(f"{pool.url().rstrip('/')}/elsewhere", Atlas(), patience=1)


@pytest.mark.parametrize("agent", ["Neo4j/4.4.41", "Neo4j/5.25.1", "Neo4j/3.5.0", "Memgraph"])
def test_an_old_server(agent: str) -> None:
    assert version(agent) < OLDEST
    with pytest.raises(StoreError, match=rf"bolt://x: the server is {agent}; Claimstake needs Neo4j 5\.26 or newer: upgrade the server"):
        check_version(agent, "bolt://x")


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.30", "Neo4j/2025.01.0", "Neo4j/2026.08.0-aura"])
def test_a_new_server(agent: str) -> None:
    check_version(agent, "bolt://x")


@live
def test_a_missing_constraint() -> None:
    url = pool.empty()
    with Neo4jStore(url, Atlas()) as store:
        store.write(*loan())
        pool.driver().execute_query("DROP CONSTRAINT claimstake_unique_company", database_=pool.address().database)
        with pytest.raises(StoreError, match=r"lacks what keeps it free of doubles \(claimstake_unique_company\); run claimstake migrate"):
            Neo4jStore(url, Atlas())
    pool.empty()
    Neo4jStore(url, Atlas()).close()


@live
def test_a_store_opened_to_be_read() -> None:
    url = pool.empty()
    Neo4jStore(url, Atlas()).close()
    with Neo4jStore(url, Atlas(), read_only=True) as store, pytest.raises(StoreError, match="was opened to be read only"):
        store.write(*loan())


@pytest.mark.parametrize(
    ("text", "url", "database", "user"),
    [
        ("neo4j://graph.example", "neo4j://graph.example:7687", "neo4j", "neo4j"),
        ("bolt+s://ann:p%40ss@[::1]:7999/claims", "bolt+s://[::1]:7999", "claims", "ann"),
        ("neo4j+ssc://ann@h", "neo4j+ssc://h:7687", "neo4j", "ann"),
    ],
)
def test_addresses(text: str, url: str, database: str, user: str) -> None:
    found = read_address(text, {})
    assert (found.url, found.database, found.user) == (url, database, user)
    assert "p@ss" not in repr(found)


def test_passwords_come_from_address_environment_or_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from-file\n", encoding="utf-8")
    environment = {"CLAIMSTAKE_NEO4J_USER": "ann", PASSWORD_FILE: str(secret)}
    assert read_address("neo4j://h", environment).password == "from-file"
    secret.write_text("ann/as-the-image-has-it\n", encoding="utf-8")
    assert read_address("neo4j://h", environment).password == "as-the-image-has-it"
    assert read_address("neo4j://h", environment | {"CLAIMSTAKE_NEO4J_PASSWORD": "env"}).password == "env"
    assert read_address("neo4j://u:p%40ss@h", environment).password == "p@ss"
    with pytest.raises(SettingsError, match="the file cannot be read"):
        read_address("neo4j://h", {PASSWORD_FILE: str(tmp_path / "none")})


@pytest.mark.parametrize("text", ["http://h", "neo4j://", "neo4j://u:secret@h:port", "bolt:h"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(SettingsError, match="HOST:7687") as caught:
        read_address(text, {})
    assert "secret" not in str(caught.value)
