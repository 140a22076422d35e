"""A connection to a Neo4j server: managed transactions that retry, reads routed as reads, and errors that say what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, TypeAlias, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConstraintError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import StoreBusy, StoreError, StoreVersionError
from graph.stores.neo4j_address import PASSWORD, PASSWORD_FILE, USER, Address
from graph.stores.neo4j_statements import statement

OLDEST = (5, 26)  # labels and types as parameters of CREATE and SET came with it
BATCH = 2000
Row: TypeAlias = Mapping[str, Any]
_Result = TypeVar("_Result")
_READ_ONLY = ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
              "Neo.ClientError.Security.Forbidden", "Neo.ClientError.Cluster.NotALeader")  # fmt: skip


class Work:
    """What is done inside one transaction, by the names of statements."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def rows(self, name: str, /, **parameters: Any) -> list[Row]:
        """The rows of a statement."""
        return self.cypher(statement(name), **parameters)

    def run(self, name: str, /, **parameters: Any) -> None:
        """Run a statement that gives no rows."""
        self._transaction.run(statement(name), parameters).consume()

    def many(self, name: str, rows: Sequence[Any], parameter: str = "rows") -> None:
        """Run a statement that unwinds a list, in batches; nothing for no rows."""
        for start in range(0, len(rows), BATCH):
            self._transaction.run(statement(name), {parameter: rows[start : start + BATCH]}).consume()

    def cypher(self, text: str, /, **parameters: Any) -> list[Row]:
        """The rows of a statement given as text: schema and migrations."""
        result = self._transaction.run(text, parameters)
        names = result.keys()
        return [dict(zip(names, record.values(), strict=True)) for record in result]  # dict(record) would look up each name


class Connection:
    """A driver with one database. Safe to be used by several threads; each call is a transaction of its own."""

    def __init__(self, address: Address, read_only: bool = False, *, patience: float = 30.0) -> None:
        self.address = address
        self.read_only = read_only
        self._driver: neo4j.Driver | None = None
        with self.explained():
            self._driver = GraphDatabase.driver(
                address.url,
                auth=(address.user, address.password),
                max_transaction_retry_time=patience,
                connection_acquisition_timeout=60,
                connection_timeout=15,
                notifications_min_severity="OFF",
                user_agent="claimstake",
            )
        try:
            self._check()
        except StoreError:
            self.close()
            raise

    @property
    def where(self) -> str:
        """The address and the database, as messages name them."""
        return f"{self.address.url}/{self.address.database}"

    @property
    def driver(self) -> neo4j.Driver:
        """The open driver. Raises StoreError after close."""
        if self._driver is None:
            raise StoreError(f"{self.where}: the store has been closed")
        return self._driver

    def _check(self) -> None:
        """That the server is there, lets us in and is not too old."""
        with self.explained():
            self.driver.verify_connectivity()
            agent = self.driver.get_server_info().agent
        check_version(agent, self.where)

    def read(self, work: Callable[[Work], _Result]) -> _Result:
        """Read in one transaction, on any server that has what this client has written. Raises StoreError, StoreBusy."""
        with self.explained(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(lambda transaction: work(Work(transaction)))

    def write(self, work: Callable[[Work], _Result]) -> _Result:
        """Write in one transaction; ``work`` is called again when it has to be retried. Raises StoreError, StoreBusy."""
        if self.read_only:
            raise StoreError(f"{self.where}: the store was opened to be read only")
        with self.explained(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(lambda transaction: work(Work(transaction)))

    def _session(self, access: str) -> neo4j.Session:
        # One manager of bookmarks for all sessions: what one has written the next one reads, on a cluster too.
        return self.driver.session(
            database=self.address.database,
            default_access_mode=access,
            bookmark_manager=self.driver.execute_query_bookmark_manager,
            fetch_size=2000,
        )

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn errors of the driver into ones that a person can act on."""
        try:
            yield
        except (Neo4jError, DriverError, OSError) as error:
            self._explain(error)

    def _explain(self, error: Exception) -> NoReturn:
        message = f"{self.where}: {_advice(error, self.address)}"
        if isinstance(error, TransientError):
            raise StoreBusy(message) from error
        raise StoreError(message) from error

    def close(self) -> None:
        """Close the driver."""
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()


def version(agent: str) -> tuple[int, ...]:
    """The version in a server's name: ``Neo4j/5.26.30`` -> (5, 26, 30); (0,) when there is none."""
    found = re.search(r"\d+(?:\.\d+)+", agent)
    return tuple(map(int, found[0].split("."))) if found else (0,)


def check_version(agent: str, where: str) -> None:
    """Raise StoreVersionError for a server that is too old; ``agent`` is how it calls itself."""
    if version(agent) < OLDEST:
        least = ".".join(map(str, OLDEST))
        raise StoreVersionError(f"{where}: the server is {agent}; Claimstake needs Neo4j {least} or newer: upgrade the server")


def _advice(error: Exception, address: Address) -> str:
    """What is wrong and what to do."""
    code, told = getattr(error, "code", "") or "", " ".join(str(getattr(error, "message", "") or error).split())
    if isinstance(error, AuthError) and not code.endswith("Forbidden"):
        given = "the password is wrong" if address.password else "no password is given"
        return f"the server does not let {address.user!r} in ({given}, or the user); set {USER} and {PASSWORD} (or {PASSWORD_FILE})"
    if code in _READ_ONLY or isinstance(error, Forbidden):
        return f"the database takes no writing ({told}); make it writable (server.databases.read_only in neo4j.conf), or only read it"
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return f"there is no database {address.database!r}; name one that is there behind the port, or create it"
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        return (
            f"no Neo4j answers ({told}); check host and port (Bolt, 7687 by default), and that the server is running; then run this again"
        )
    if isinstance(error, ConstraintError):
        return f"the database refuses a double ({told}); is another program writing to it? claimstake rebuild makes the graph anew"
    if isinstance(error, TransientError):
        return f"another writer holds what is needed ({told}); let it finish, then run this again"
    if isinstance(error, ClientError):
        return (
            f"the server refuses a statement ({code}: {told}); run claimstake migrate, and check that the server is of a version supported"
        )
    return told
