"""A real Neo4j server of the 5 LTS line, fetched once from Maven Central by pom.xml and started with java.

Each server has a home, ports and a password of its own, so that several run side by side and nobody's data is touched.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
LIB = HERE / "lib"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_WAIT = 120.0  # seconds; a start takes 10 on an idle machine and was seen to take 68 on a loaded one
_JVM = (
    "-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
    "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-Dio.netty.tryReflectionSetAccessible=true", "-Dlog4j2.disable.jmx=true",
)  # fmt: skip


def missing() -> str:
    """Why no server can be started here; empty when one can."""
    if not shutil.which("java"):
        return "java is not installed (a Java 17 runtime; Debian: openjdk-17-jre-headless), so that no Neo4j can be started"
    if not shutil.which("mvn") and not _complete():
        return "mvn is not installed (Debian: maven), so that no Neo4j can be fetched"
    return ""


def _complete() -> bool:
    return (LIB / "complete").is_file()


def fetch() -> None:
    """Copy the jars once; processes that want them at the same time wait for each other."""
    with (HERE / "pom.xml").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _complete():
            shutil.rmtree(LIB, ignore_errors=True)
            command = ["mvn", "-B", "-ntp", "-q", "-f", str(HERE / "pom.xml"), COPY, f"-DoutputDirectory={LIB}", "-DincludeScope=runtime"]
            subprocess.run(command, check=True, timeout=900)
            (LIB / "complete").touch()


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Server:
    """One server in its own home; ``settings`` are further lines of neo4j.conf."""

    def __init__(self, home: Path, settings: Sequence[str] = ()) -> None:
        fetch()
        self.home = home
        self.bolt, self.http = free_port(), free_port()
        self.password = secrets.token_urlsafe(12)
        self._process: subprocess.Popen[bytes] | None = None
        self.configure(settings)
        self.admin("dbms", "set-initial-password", self.password)

    def configure(self, settings: Sequence[str] = ()) -> None:
        """Write neo4j.conf anew; holds from the next start."""
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        lines = [
            "server.default_listen_address=127.0.0.1",
            *(f"server.{kind}.{what}" for kind, port in (("bolt", self.bolt), ("http", self.http))
              for what in ("enabled=true", f"listen_address=127.0.0.1:{port}", f"advertised_address=127.0.0.1:{port}")),
            "server.https.enabled=false",
            "server.memory.pagecache.size=128m",
            "db.tx_log.preallocate=false",
            "dbms.usage_report.enabled=false",
            "client.allow_telemetry=false",
            *settings,
        ]  # fmt: skip
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")

    @property
    def url(self) -> str:
        """Where drivers connect, without routing."""
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        """Where Neo4j Browser is served."""
        return f"http://127.0.0.1:{self.http}/browser/"

    def admin(self, *arguments: str) -> str:
        """Run neo4j-admin; returns what it printed. Raises AssertionError with the output when it fails."""
        command = [
            "java",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            f"{LIB}/*",
            "org.neo4j.cli.AdminTool",
            *arguments,
        ]
        done = subprocess.run(
            command, env=self._environment(), cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300
        )
        assert done.returncode == 0, f"neo4j-admin {' '.join(arguments[:2])}: {done.stdout[-2000:]}"
        return done.stdout

    def start(self) -> None:
        """Start, and wait until it answers. Raises AssertionError with the end of its log when it does not."""
        command = ["java", "-cp", f"{LIB}/*", *_JVM, "org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}"]
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, f"--config-dir={self.home / 'conf'}", "--console-mode"],
                env=self._environment(),
                cwd=self.home,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _WAIT
        while not self._answers():
            ended = self._process.poll() is not None
            assert not ended and time.monotonic() < deadline, f"Neo4j does not start: {self.log()}"
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.http}/", timeout=5).close()
            socket.create_connection(("127.0.0.1", self.bolt), timeout=5).close()
        except OSError:
            return False
        return True

    def log(self) -> str:
        """The end of what the server has printed."""
        return (self.home / "console.log").read_text(encoding="utf-8", errors="replace")[-2000:]

    def stop(self) -> None:
        """Stop cleanly."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.send_signal(how)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home)}
