"""Where a Neo4j server is and who we are there: one frozen object, read from an address and an environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from graph.errors import SettingsError

USER, PASSWORD, PASSWORD_FILE = "CLAIMSTAKE_NEO4J_USER", "CLAIMSTAKE_NEO4J_PASSWORD", "CLAIMSTAKE_NEO4J_PASSWORD_FILE"
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_FORM = "neo4j://HOST:7687/DATABASE or bolt://HOST:7687/DATABASE"


@dataclass(frozen=True, slots=True)
class Address:
    """A server, a database on it, and a user. ``url`` has no password, so that it may be shown; neither has the repr."""

    url: str
    database: str
    user: str
    password: str

    def __repr__(self) -> str:
        return f"Address({self.url!r}, {self.database!r}, {self.user!r})"


def read_address(text: str, environment: Mapping[str, str]) -> Address:
    """Read ``neo4j://[USER[:PASSWORD]@]HOST[:PORT][/DATABASE]``; what it leaves out comes from the environment. Raises SettingsError.

    A password belongs into a file or the environment rather than into an address, which shows in lists of processes.
    """
    parts = urlsplit(text)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise SettingsError(f"{_hidden(text)} is no address of a Neo4j server; write {_FORM}")
    try:
        port = parts.port or 7687
    except ValueError as error:
        raise SettingsError(f"{_hidden(text)}: the port is no number; write {_FORM}") from error
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    user = unquote(parts.username or "") or environment.get(USER, "") or "neo4j"
    password = unquote(parts.password or "") or environment.get(PASSWORD, "") or _from_file(environment.get(PASSWORD_FILE, ""), user)
    return Address(f"{parts.scheme}://{host}:{port}", parts.path.strip("/") or "neo4j", user, password)


def _from_file(path: str, user: str) -> str:
    """The password in a file, as Docker and systemd hand out secrets; also ``USER/PASSWORD``, as the image of Neo4j wants it."""
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip().removeprefix(f"{user}/")
    except OSError as error:
        raise SettingsError(f"{PASSWORD_FILE}={path}: the file cannot be read ({error.strerror})") from error


def _hidden(text: str) -> str:
    """An address without what stands before its host."""
    scheme, mark, rest = text.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"
