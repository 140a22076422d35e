"""The wheel works by itself: data files inside, commands there, loads, queries and serves from it and not from this checkout."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """An environment whose claimstake is the unpacked wheel; its dependencies are those of this one."""
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CLAIMSTAKE", "COVERAGE", "COV_"))}
    return {**kept, "PYTHONPATH": str(target)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(env: Mapping[str, str], folder: Path, *args: str) -> str:
    done = subprocess.run([sys.executable, "-m", "api.cli", *args], env=env, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in ("gazetteer/companies.yaml", "gazetteer/places.tsv", "languages/fr/frames.yaml"):
        assert f"loaders/{wanted}" in names
    assert "api/static/graphiql/graphiql.min.js" in names
    assert any(n.startswith("cypher/schema/") for n in names)
    assert not any(n.startswith(("tests/", "bench/", "examples/")) for n in names)


def test_it_is_the_wheel_that_runs(installed: Mapping[str, str], tmp_path: Path) -> None:
    code = "import graph, loaders, api; print(graph.__file__, loaders.__file__, api.__file__)"
    done = subprocess.run([sys.executable, "-c", code], env=installed, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert str(ROOT) not in done.stdout


def test_load_show_and_export(installed: Mapping[str, str], tmp_path: Path) -> None:
    article = tmp_path / "note.txt"
    article.write_text(
        "Quarry Compute buys a mine\n\nQuarry Compute Inc. (NASDAQ: QRRY) acquired Bitmain for $40 million on 3 March 2026.\n", "utf-8"
    )
    run(installed, tmp_path, "load", str(article), "--published", "2026-03-04", "--lang", "en", "--store", "here.db")
    claims = [json.loads(line) for line in run(installed, tmp_path, "claims", "--store", "here.db").splitlines()]
    assert any(c["type"] == "acquires" for c in claims)
    assert "Bitmain" in run(installed, tmp_path, "show", "Bitmain", "--store", "here.db")
    assert "@prefix" in run(installed, tmp_path, "export", "--format", "turtle", "--store", "here.db")


def test_serve(installed: Mapping[str, str], tmp_path: Path) -> None:
    article = tmp_path / "note.txt"
    article.write_text("News\n\nBitmain, based in Beijing, makes the Antminer S21.\n", "utf-8")
    run(installed, tmp_path, "load", str(article), "--lang", "en", "--published", "2026-03-04", "--store", "here.db")
    port = free_port()
    command = [sys.executable, "-m", "api.cli", "serve", "--port", str(port), "--store", "here.db"]
    with subprocess.Popen(command, env=installed, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(120):
                try:
                    if httpx.get(f"{address}/readyz").status_code == 200:
                        break
                except httpx.TransportError:
                    time.sleep(0.5)
            answer = httpx.post(
                f"{address}/graphql", json={"query": '{ company(name: "Bitmain") { name makes { hardware { name } } } }'}
            ).json()
            assert answer["data"]["company"]["name"] == "Bitmain"
        finally:
            server.terminate()
            server.wait(20)
