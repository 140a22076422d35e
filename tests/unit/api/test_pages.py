"""Probes, pages and packaged files; nothing that is served names another host as a source of scripts or styles."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.errors import StoreError
from graph.reference import NoReference
from graph.stores.base import Store
from graph.stores.memory import MemoryStore
from tests.unit.api.serving import serving

BROWSER = {"accept": "text/html"}


def test_probes(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {"status": "ready", "articles": 4, "facts": 11, "sequence": 4, "gazetteer": "none", "problem": ""}


def test_not_ready_when_the_store_cannot_be_read() -> None:
    class Gone(MemoryStore):
        def stats(self) -> Mapping[str, int]:
            raise StoreError("claimstake.db: the file is no store")

    with serving(create_app(Settings(), Gone("", NoReference()))) as address:
        assert httpx.get(f"{address}/healthz").status_code == 200
        ready = httpx.get(f"{address}/readyz")
    assert ready.status_code == 503 and ready.json()["problem"] == "claimstake.db: the file is no store"


@pytest.mark.parametrize("path", ["/", "/graphql"])
def test_pages_load_nothing_from_elsewhere(client: httpx.Client, path: str) -> None:
    page = client.get(path, headers=BROWSER)
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", page.text)
    for link in re.findall(r"""(?:src|href)="(/[^"]+)\"""", page.text):
        assert client.get(link, headers=BROWSER).status_code == 200, link


def test_vendored_files_are_unchanged() -> None:
    folder = files("api").joinpath("static/graphiql")
    note, page = folder.joinpath("VENDORED.md").read_text("utf-8"), folder.joinpath("index.html").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([\w.-]+) \|.*\| `([\w+/=]+)` \|$", note, re.MULTILINE))
    assert len(rows) == 6
    for name, expected in rows.items():
        found = base64.b64encode(hashlib.sha384(folder.joinpath(name).read_bytes()).digest()).decode()
        assert found == expected and f'{name}" integrity="sha384-{expected}"' in page


def test_openapi_describes_the_plain_routes(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    assert {"/healthz", "/readyz", "/graphql"} <= described["paths"].keys()
    assert client.get("/docs").status_code == 404 == client.get("/redoc").status_code


def test_queries_by_get(client: httpx.Client) -> None:
    assert client.get("/graphql", params={"query": "{stats {articles}}"}).json() == {"data": {"stats": {"articles": 4}}}


def test_graphiql_can_be_switched_off(store: Store) -> None:
    with serving(create_app(Settings(graphiql=False), store)) as address:
        assert httpx.get(f"{address}/graphql", headers=BROWSER).status_code == 404
        assert httpx.post(f"{address}/graphql", json={"query": "{stats {articles}}"}).status_code == 200
