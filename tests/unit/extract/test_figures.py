"""Reported figures in both languages: metric, value with its sign, subject and period."""

from __future__ import annotations

import pytest

from graph.claims import to_wire
from graph.model import Article
from loaders.extract.reports.periods import earlier
from loaders.extract.rules import RulesExtractor

Row = tuple[str, str, float, str]


def told(extractor: RulesExtractor, lang: str, text: str, published: str = "2025-11-13") -> set[Row]:
    """Subject, metric, number and period of each ``reports`` claim of a text."""
    article = Article(id="t", source_key="t", version="1", text=text, lang=lang, published=published)
    rows: set[Row] = set()
    for claim in extractor.extract(article).claims:
        wire = to_wire(claim)
        if wire["type"] == "reports":
            values = wire["values"]
            value = values["value"]
            number = float(value["value"] if isinstance(value, dict) else value)
            rows.add((wire["roles"]["subject"][0]["name"], values["metric"], number, values.get("period", "")))
    return rows


CASES = [
    ("en", "Bitfarms lost $12.5 million in the third quarter of 2025, against a profit of $3.1 million a year earlier.",
     {("Bitfarms", "net_income", -12.5e6, "2025-Q3"), ("Bitfarms", "net_income", 3.1e6, "2024-Q3")}),
    ("en", "CleanSpark ended the quarter with 9,120 BTC.", {("CleanSpark", "asset_holdings", 9120.0, "")}),
    ("en", "Bitfarms operates 12 data centers.", {("Bitfarms", "site_count", 12.0, "")}),
    ("fr", "Bitfarms exploite douze centres de données.", {("Bitfarms", "site_count", 12.0, "")}),
    ("en", "Bitcoin lost 5.1% to $82,790 on Wednesday.",
     {("Bitcoin", "asset_price_change", -5.1, "2025-11-12"), ("Bitcoin", "asset_price", 82790.0, "2025-11-12")}),
    ("en", "Riot Platforms jumped 11.4% on Wednesday.", {("Riot Platforms", "share_price_change", 11.4, "2025-11-12")}),
    ("en", "Revenue from hosting at Bitfarms was $5 million in 2024.", {("Bitfarms", "revenue", 5e6, "2024")}),
    ("en", "Riot Platforms mined 505 BTC, and the largest holders include Bitfarms with 1,402 BTC.",
     {("Riot Platforms", "asset_production", 505.0, ""), ("Bitfarms", "asset_holdings", 1402.0, "")}),
    ("en", "Bitfarms shares fell 4% in premarket trading.", {("Bitfarms", "share_price_change", -4.0, "2025-11-13")}),
    ("en", "Bitfarms shares fell 4% in premarket trading after a jump of 9% on Wednesday.",
     {("Bitfarms", "share_price_change", -4.0, "2025-11-13"), ("Bitfarms", "share_price_change", 9.0, "2025-11-12")}),
    ("en", "Bitfarms grew its hashrate by 2 EH/s to 19 EH/s.", {("Bitfarms", "hashrate", 19.0, "")}),
    ("en", "Bitfarms has ordered 3 EH/s of Antminer S21.", set()),
    ("en", "Bitfarms said that the hashrate of its fleet went up to 19 EH/s.", {("Bitfarms", "hashrate", 19.0, "")}),
    ("en", "Bitfarms shares are up 80% since January.", {("Bitfarms", "share_price_change", 80.0, "2025")}),
    ("en", "Mining revenue of Bitfarms for October 2025 was $9 million, 12% more than the month before (September 2025: $8 million).",
     {("Bitfarms", "revenue", 9e6, "2025-10"), ("Bitfarms", "revenue", 8e6, "2025-09")}),
    ("en", "Riot Platforms said that the total held by Bitfarms was 1,402 BTC.", {("Bitfarms", "asset_holdings", 1402.0, "")}),
    ("fr", "Kraken a été évaluée à 15 milliards de dollars en 2021.", {("Kraken", "valuation", 15e9, "2021")}),
    ("fr", "Kraken a salué l'accord de Riot Platforms. CleanSpark porte ses avoirs à 9 120 BTC.",
     {("CleanSpark", "asset_holdings", 9120.0, "")}),
    ("fr", "Au troisième trimestre 2025, Bitfarms a perdu 4,2 millions de dollars.", {("Bitfarms", "net_income", -4.2e6, "2025-Q3")}),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_a_figure_has_its_metric_sign_subject_and_period(extractor: RulesExtractor, lang: str, text: str, expected: set[Row]) -> None:
    assert expected <= told(extractor, lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "metric"),
    [
        ("en", "Bitfarms is in talks with Macquarie, according to three people familiar with the matter.", "headcount"),
        ("en", "The contract between Bitfarms and Macquarie is worth $1.2 billion.", "valuation"),
        ("en", "Bitfarms plans to hire 40 workers.", "headcount"),
        ("en", "Kraken lost $38 million to attackers on Wednesday.", "net_income"),
        ("fr", "Bitfarms va embaucher 250 personnes.", "headcount"),
        ("en", "BTC $88,214 -2.3% | ETH $2,911 -1.9%", "asset_price_change"),
        ("en", "Analysts raised their price target for Riot Platforms shares to $26.", "share_price"),
        ("en", "Bitcoin mining difficulty rose 6.3% on Monday.", "asset_price_change"),
        ("en", "Operating income at Coinbase rose, with $1.12 in diluted earnings per share.", "operating_income"),
        ("en", "MARA bought bitcoin worth $1.2 billion on Monday, up 4% on the day.", "asset_price"),
        ("fr", "Les obligations sont convertibles en actions de Bitdeer au prix de 9,80 dollars.", "share_price"),
        ("en", "Strategy acquired its bitcoin at an average of $65,012 per BTC.", "asset_price"),
        ("en", "The new machines will give CleanSpark another 2 EH/s of hashrate.", "hashrate"),
        ("en", "Riot looks for revenue of $7 billion from the 15-year lease.", "revenue"),
        ("fr", "Le marché a perdu près de 100 milliards de dollars.", "net_income"),
        ("en", "Bitfarms bought a mine in Paraguay, with 70 MW of available capacity.", "energy_capacity"),
        ("fr", "Bitfarms veut porter la capacité à 70 MW.", "energy_capacity"),
        ("fr", "Bitfarms construit un entrepôt de 4 000 machines.", "miner_count"),
        ("en", "U.S. ether ETFs had net inflows of $12 million on Tuesday, according to Galaxy Digital.", "fund_flow"),
        ("fr", "Bitfarms licencie 18 % de ses salariés, soit 90 personnes.", "headcount"),
        ("en", "Coinsquare raised $40 million at $5 a share.", "share_price"),
    ],
)
def test_a_number_that_is_another_thing_is_no_figure(extractor: RulesExtractor, lang: str, text: str, metric: str) -> None:
    assert metric not in {row[1] for row in told(extractor, lang, text)}


@pytest.mark.parametrize(
    ("text", "quarter", "expected"),
    [
        ("2025-Q3", False, "2024-Q3"), ("FY2026-Q1", False, "FY2025-Q1"), ("2025", False, "2024"), ("2025-10", False, "2024-10"),
        ("2025-Q1", True, "2024-Q4"), ("FY2026-Q2", True, "FY2026-Q1"), ("2025-11-13", False, ""), ("P1M", False, ""),
    ],
)  # fmt: skip
def test_the_period_before(text: str, quarter: bool, expected: str) -> None:
    assert earlier(text, quarter=quarter) == expected


@pytest.mark.parametrize(
    ("lang", "text", "published", "expected"),
    [
        ("en", "Hut 8 reported third-quarter results. The quarter's bitcoin output tumbled to 412 from 871.", "2025-11-13",
         {("Hut 8", "asset_production", 412.0, "2025-Q3"), ("Hut 8", "asset_production", 871.0, "2024-Q3")}),
        ("en", "Riot Platforms May 2025 production\nBitcoin produced: 507 (April: 463)\nBitcoin held at month-end: 19,225", "2025-06-04",
         {("Riot Platforms", "asset_production", 507.0, "2025-05"), ("Riot Platforms", "asset_production", 463.0, "2025-04"),
          ("Riot Platforms", "asset_holdings", 19225.0, "2025-05")}),
        ("en", "TeraWulf posted first-quarter revenue of $31 million, 9% less than in the same quarter a year before, and a net loss of $58 million.",
         "2025-05-13", {("TeraWulf", "net_income", -58e6, "2025-Q1")}),
        ("en", "Riot mined 1,014 bitcoins in the third quarter, much like the 1,009 bitcoins mined in the same period last year.", "2025-11-13",
         {("Riot Platforms", "asset_production", 1009.0, "2024-Q3")}),
        ("en", "MARA wants to sell its 640 bitcoin.", "2025-11-13", {("MARA Holdings", "asset_holdings", 640.0, "")}),
        ("en", "BitMine bought 41,200 ETH, taking the pile to 4.31 million tokens.", "2026-02-09",
         {("BitMine", "asset_holdings", 4.31e6, "")}),
        ("en", "The market value of Tether's USDT token climbed to $121 billion.", "2025-11-13", {("USDT", "market_cap", 121e9, "")}),
        ("en", "Bitfarms gave its monthly update. The miner produced 531 Bitcoin.", "2022-09-07",
         {("Bitfarms", "asset_production", 531.0, "2022-08")}),
        ("en", "Riot had revenue of US$12.5 million in 2024.", "2025-11-13", {("Riot Platforms", "revenue", 12.5e6, "2024")}),
        ("en", "Cipher Mining lost $31 million in 2025. Revenue slipped to $120 million.", "2026-03-12",
         {("Cipher Mining", "revenue", 120e6, "2025")}),
        ("fr", "Bitdeer a perdu 41 millions de dollars au troisième trimestre, contre une perte de 12 millions un an plus tôt.", "2025-11-13",
         {("Bitdeer", "net_income", -41e6, "2025-Q3")}),
    ],
)  # fmt: skip
def test_figures_are_dated_by_heading_comparison_and_the_figure_before(
    extractor: RulesExtractor, lang: str, text: str, published: str, expected: set[Row]
) -> None:
    assert expected <= told(extractor, lang, text, published)
