"""Entities by name and id, and the traversals that the README shows."""

from __future__ import annotations

import httpx

from api.app import create_app
from api.settings import Settings
from graph.stores.memory import MemoryStore
from loaders.gazetteer import load_gazetteer
from tests.unit.api.conftest import Ask
from tests.unit.api.serving import serving
from tests.unit.api.telling import Telling


def test_a_company_its_sites_and_what_they_become(ask: Ask) -> None:
    found = ask("""{company(name: "bitfarms") {name sites {name convertsTo {status activity {name} hardware {name}
                 evidence {factuality quote article {title publisher published}}}}}}""")
    assert [s["name"] for s in found["company"]["sites"]] == ["Panther Creek", "Washington"]
    (conversion,) = found["company"]["sites"][1]["convertsTo"]
    assert conversion["status"] == "planned"
    assert [a["name"] for a in conversion["activity"]] == ["gpu-as-a-service"]
    assert [h["name"] for h in conversion["hardware"]] == ["Nvidia GB300"]
    assert conversion["evidence"] == {
        "factuality": "planned",
        "quote": "Bitfarms will turn Washington into a GPU cloud on Nvidia GB300 machines.",
        "article": {"title": "Bitfarms turns to AI", "publisher": "The Miner's Post", "published": "2025-11-13"},
    }


def test_the_financings_of_a_site(ask: Ask) -> None:
    found = ask("""{site(name: "Panther Creek") {finances {amount {text value min max currency caption} instrument rate {value unit}
                 recipient {name} funder {name type} time {start {text first last}} origins claims {quote}}}}""")
    (financing,) = found["site"]["finances"]
    assert financing["recipient"] == {"name": "Bitfarms"}
    assert financing["funder"] == [{"name": "Macquarie", "type": "Company"}]
    assert financing["time"]["start"] == {"text": "2025-10", "first": "2025-10-01", "last": "2025-10-31"}
    assert financing["rate"] == {"value": 8.0, "unit": "%"}
    assert financing["amount"]["currency"] == "USD"
    assert financing["origins"] == 2 and len(financing["claims"]) == 2


def test_names_and_attributes_come_from_articles_and_the_gazetteer() -> None:
    store = MemoryStore("", load_gazetteer())
    told = Telling("mara", "2025-11-13")
    told.says(
        "engages_in",
        "MARA Holdings mines bitcoin.",
        {"company": "Company:MARA Holdings=company/mara-holdings", "activity": "Activity:bitcoin-mining"},
    )
    told.load(store)
    with serving(create_app(Settings(), store)) as address:
        query = '{company(name: "Marathon Digital") {id keys names {name lang start {text} end {text} claimId} attributes {name value}}}'
        company = httpx.post(f"{address}/graphql", json={"query": query}).json()["data"]["company"]
    assert company["id"] == "company/mara-holdings" and company["keys"] == ["company/mara-holdings"]
    assert "Marathon Digital" in {n["name"] for n in company["names"]} and company["attributes"]
