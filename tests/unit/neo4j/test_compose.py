"""docker-compose.yml: what can be said of it without a Docker engine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import variable
from graph.stores.neo4j_address import PASSWORD_FILE, read_address
from tests.neo4j import pool

ROOT = Path(__file__).resolve().parents[3]
COMPOSE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file, its anchors resolved."""
    read: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))
    return read


def test_the_api_waits_for_a_healthy_neo4j(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["neo4j"]["image"].startswith("neo4j:5.26")
    assert services["neo4j"]["healthcheck"]["test"]
    for name in ("api", "load"):
        assert services[name]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert {s for s in services if "profiles" not in services[s]} == {"neo4j", "api"}


def test_its_settings_are_ones_that_are_read(compose: dict[str, Any], tmp_path: Path) -> None:
    environment = compose["services"]["api"]["environment"]
    assert set(environment) == {variable("store"), variable("host"), PASSWORD_FILE}
    secret = tmp_path / "neo4j_auth"
    secret.write_text("neo4j/secret", encoding="utf-8")
    found = read_address(environment[variable("store")], {PASSWORD_FILE: str(secret)})
    assert (found.url, found.user, found.password) == ("neo4j://neo4j:7687", "neo4j", "secret")


def test_secrets_come_from_files_that_git_does_not_take(compose: dict[str, Any]) -> None:
    path = compose["secrets"]["neo4j_auth"]["file"]
    assert subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False).returncode == 0
    named = {volume.split(":")[0] for s in compose["services"].values() for volume in s.get("volumes", []) if not volume.startswith("$")}
    assert named == set(compose["volumes"])


def _clients() -> list[list[str]]:
    """The compose clients of this machine: the plugin of docker, the program of its own (older, but in Debian)."""
    alone, docker = shutil.which("docker-compose"), shutil.which("docker")
    clients = [[alone]] if alone else []
    if docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode == 0:
        clients.append([docker, "compose"])
    return clients


def test_docker_reads_it() -> None:
    clients = _clients()
    if not clients:
        pool.skip("there is neither docker-compose nor the compose plugin of docker")
    for client in clients:
        done = subprocess.run([*client, "-f", str(COMPOSE), "config", "-q"], capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 0, done.stderr
