"""The real Neo4j Browser in headless Chromium: it takes the style, the guide and the saved queries as docs/neo4j.md says, and runs some."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright

from api.app import create_app
from api.settings import Settings
from graph.cypher_guide import saved_queries
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore
from loaders.gazetteer import load_gazetteer
from tests.contract.samples import Atlas
from tests.neo4j import pool
from tests.neo4j.server import Server, free_port
from tests.unit.api.telling import bitfarms

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j"), pytest.mark.browser, pytest.mark.slow]
PICTURES = os.environ.get("CLAIMSTAKE_TEST_PICTURES", "")
_DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: 'text/plain'}));
  const target = document.querySelector('[data-testid=main]');
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    target.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
  }
}"""


@pytest.fixture(scope="module")
def server() -> Server:
    """A server of our own, with the small world."""
    running = pool.server()
    pool.driver_of(running).execute_query("MATCH (n) DETACH DELETE n")
    with Neo4jStore(pool.address_of(running), load_gazetteer()) as store:
        for telling in bitfarms():
            telling.load(store)
    return running


@pytest.fixture(scope="module")
def files() -> Iterator[str]:
    """``claimstake serve``: where Browser takes the guide and the style from."""
    port = free_port()
    serving = uvicorn.Server(uvicorn.Config(create_app(Settings(port=port), MemoryStore("", Atlas())), port=port, log_level="error"))
    thread = Thread(target=serving.run, daemon=True)
    thread.start()
    deadline = monotonic() + 30
    while not serving.started and monotonic() < deadline:
        sleep(0.05)
    yield f"http://localhost:{port}/neo4j"
    serving.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def page(server: Server) -> Iterator[Page]:
    """Neo4j Browser, connected."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pool.skip("chromium is not installed (Debian: chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page(viewport={"width": 1500, "height": 1100})
        opened.set_default_timeout(60_000)
        opened.goto(f"{server.browser}?dbms=bolt://127.0.0.1:{server.bolt}")
        opened.fill("[data-testid=username]", "neo4j")
        opened.fill("[data-testid=password]", server.password)
        opened.click("[data-testid=connect]")
        opened.wait_for_selector("[data-testid=disconnectedBanner]", state="detached")
        yield opened
        browser.close()


def send(page: Page, text: str) -> None:
    """Type into the editor and run."""
    page.click("[data-testid=activeEditor] .monaco-editor")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)
    page.click("[data-testid=editor-Run]")


def drop(page: Page, name: str, text: str) -> None:
    """Drop a file on the page."""
    page.evaluate(_DROP, [name, text])


def until_stored(page: Page, key: str, words: str) -> None:
    """Wait until Browser has stored something; its security policy lets no test wait inside the page."""
    deadline = monotonic() + 30
    while words not in (page.evaluate("key => localStorage.getItem(key) || ''", key)):
        assert monotonic() < deadline, f"Browser has not stored {words!r} under {key}"
        sleep(0.2)


def picture(page: Page, name: str) -> None:
    """Keep what is seen where a person wants to look at it."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def test_it_takes_the_style(page: Page, files: str) -> None:
    send(page, f":style {files}/style.grass")
    until_stored(page, "neo4j.grass", "node.Conversion.Planned")


def test_it_shows_the_guide(page: Page, files: str) -> None:
    send(page, f":guide {files}/guide.html")
    page.wait_for_selector("text=a graph in which every edge cites its sentence")
    picture(page, "guide")


def test_it_keeps_the_saved_queries(page: Page) -> None:
    for query in saved_queries()[:3]:
        drop(page, query.name, query.text)
        page.click(".filedrop-save-to-favorites")
        until_stored(page, "neo4j.documents", query.title)


@pytest.mark.parametrize("number", [1, 4, 6])
def test_it_draws_saved_queries(page: Page, number: int) -> None:
    query = saved_queries()[number - 1]
    send(page, ":clear")
    send(page, query.text)
    page.wait_for_selector("g.node")
    sleep(2)  # the picture comes to rest
    assert page.locator("g.node").count() >= 3
    assert page.locator("g.relationship").count() >= 2
    picture(page, query.name.removesuffix(".cypher"))


def test_what_is_planned_is_told_apart(page: Page) -> None:
    send(page, ":clear")
    send(page, saved_queries()[5].text)
    page.wait_for_selector("g.node")
    borders = {node.get_attribute("stroke") for node in page.locator("g.node circle").all()}
    assert "#bf8700" in borders, "the border of what is planned"
    assert any("planned" in text for text in page.locator("g.relationship").all_text_contents())
