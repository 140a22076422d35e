"""Many fields of one level are one call of the store; a busy entity is not read to its end; the loop never waits."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.reference import NoReference
from graph.stores.base import View
from graph.stores.memory import MemoryStore
from tests.unit.api.serving import serving
from tests.unit.api.telling import Telling

ROOTS = 50
CALLS = ("entities", "search", "facts", "claims", "articles", "resolved", "edges")


class Counting:
    """A view that counts the calls of the view behind it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.calls: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        if name in CALLS:
            self.calls[name] += 1
        return getattr(self._view, name)


@pytest.fixture(scope="module")
def crowd() -> MemoryStore:
    """Fifty firms with three sites each, all converted, told by one article a firm; the first has 130 figures besides."""
    store = MemoryStore("", NoReference())
    for number in range(ROOTS):
        firm = f"Firm{number:02}"
        told = Telling(f"firm-{number}", "2025-06-01")
        for site in ("North", "South", "West"):
            place = f"{firm} {site}"
            told.says("operates", f"{firm} runs {place}.", {"operator": f"Company:{firm}", "site": f"Site:{place}"})
            told.says("converts_to", f"{firm} turns {place} to AI.",
                      {"owner": f"Company:{firm}", "site": f"Site:{place}", "activity": "Activity:ai-hpc"})  # fmt: skip
        for month in range(130 if number == 0 else 0):
            date = f"20{10 + month // 12}-{month % 12 + 1:02}"
            told.says(
                "reports",
                f"{firm} had {month} sites in {date}.",
                {"subject": f"Company:{firm}"},
                metric="site_count",
                value=month,
                period=date,
            )
        told.load(store)
    return store


QUERY = """{entities(types: [Company], first: 50) {nodes {... on Company {name operates {site {name convertsTo {activity {name}
         claims {quote speaker {name} roles {mentions {entity {name}}} article {title}}}}}}}}}"""


def test_three_levels_over_fifty_roots_are_a_few_calls(crowd: MemoryStore) -> None:
    view: Any = Counting(crowd)
    with serving(create_app(Settings(max_nodes=10**6), view)) as address:
        found = httpx.post(f"{address}/graphql", json={"query": QUERY}, timeout=60).json()["data"]["entities"]["nodes"]
    assert len(found) == ROOTS and all(len(f["operates"]) == 3 for f in found)
    quotes = [c["quote"] for f in found for o in f["operates"] for s in o["site"]["convertsTo"] for c in s["claims"]]
    assert len(quotes) == 3 * ROOTS
    # Roots, sites and mentioned entities; operates and convertsTo; claims; articles; the mentions of the claims.
    assert view.calls["facts"] == 2 and view.calls["claims"] == 1 and view.calls["articles"] == 1 and view.calls["resolved"] == 1
    assert view.calls["entities"] <= 5, view.calls


def test_a_busy_entity_is_read_as_far_as_asked(crowd: MemoryStore) -> None:
    query = '{companies(name: "Firm0", first: 10) {name reports(first: 100, metric: site_count) {period {text}}}}'
    view: Any = Counting(crowd)
    with serving(create_app(Settings(), view)) as address:
        whole = httpx.post(f"{address}/graphql", json={"query": query}, timeout=60).json()
    assert [len(c["reports"]) for c in whole["data"]["companies"]] == [100] + [0] * 9
    assert whole["extensions"] == {"cut": ["companies.0.reports"]}
    assert view.calls["facts"] == 1
    narrow = '{company(name: "Firm00") {reports(first: 100, metric: revenue) {id}}}'
    with serving(create_app(Settings(), view)) as address:
        assert httpx.post(f"{address}/graphql", json={"query": narrow}).json()["data"] == {"company": {"reports": []}}
    assert view.calls["facts"] == 3


class Slow(MemoryStore):
    """A store whose counts take a while."""

    waiting = threading.Event()

    def stats(self) -> dict[str, int]:
        """Wait, then count."""
        self.waiting.set()
        time.sleep(1.0)
        return dict(super().stats())


def test_the_server_answers_while_the_store_is_slow() -> None:
    with serving(create_app(Settings(), Slow("", NoReference()))) as address:
        slow = threading.Thread(target=httpx.post, args=(f"{address}/graphql",), kwargs={"json": {"query": "{stats {facts}}"}})
        slow.start()
        assert Slow.waiting.wait(5)
        began = time.monotonic()
        assert httpx.get(f"{address}/healthz").json() == {"status": "ok"}
        assert time.monotonic() - began < 0.5
        slow.join()
