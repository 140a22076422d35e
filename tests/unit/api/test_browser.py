"""GraphiQL in a real browser that can reach nothing but the server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, sync_playwright

from api.app import create_app
from api.settings import Settings
from graph.stores.base import Store
from tests.unit.api.serving import serving

CHROMIUM = shutil.which("chromium")
# No name is looked up, nothing is asked for in the background.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-default-apps", "--no-pings", "--disable-domain-reliability",
    "--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")]


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a fresh browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser.new_page(viewport={"width": 1400, "height": 900})
        finally:
            browser.close()


def test_graphiql_asks_and_explains_with_the_network_cut(page: Page, store: Store, tmp_path: Path) -> None:
    requests: list[str] = []
    problems: list[str] = []
    page.on("request", lambda r: requests.append(r.url))
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: problems.append(str(e)))
    with serving(create_app(Settings(), store)) as address:
        page.goto(f"{address}/graphql")
        page.click("button.graphiql-execute-button")
        answer = page.locator(".result-window")
        answer.get_by_text("Bitfarms will turn Washington into a GPU cloud").wait_for()
        page.click('button[aria-label="Show Documentation Explorer"]')
        page.locator(".graphiql-doc-explorer").get_by_role("link", name="Query", exact=True).click()
        page.get_by_text("Everything that can be asked for").wait_for()
        page.screenshot(path=tmp_path / "graphiql.png")
        page.click('button[aria-label="Show GraphiQL Explorer"]')
        page.locator(".graphiql-explorer-root").wait_for()
        page.screenshot(path=tmp_path / "explorer.png")
        outside = [url for url in requests if not url.startswith((address, "data:"))]
    assert not outside
    assert not problems


def test_a_query_in_the_address_is_shown_and_kept(page: Page, store: Store) -> None:
    with serving(create_app(Settings(), store)) as address:
        page.goto(f"{address}/graphql?{urlencode({'q': '{stats {articles}}'})}")
        page.click("button.graphiql-execute-button")
        page.locator(".result-window").get_by_text('"articles"').wait_for()
        page.locator(".graphiql-query-editor .CodeMirror").click()
        page.keyboard.press("Control+End")
        page.keyboard.type(" # mine")
        page.wait_for_url(lambda url: "mine" in url)


def test_the_landing_page(page: Page, store: Store) -> None:
    with serving(create_app(Settings(), store)) as address:
        page.goto(address)
        page.get_by_role("link", name="/graphql").click()
        page.wait_for_url(f"{address}/graphql**")
