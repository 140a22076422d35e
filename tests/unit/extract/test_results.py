"""Figures as results and market reports tell them: prior ones, parts, estimates, moves told before their share."""

from __future__ import annotations

import pytest

from loaders.extract.rules import RulesExtractor
from tests.unit.extract.test_figures import Row, told


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Riot Platforms published its third-quarter results. Riot mined 1,204 BTC this quarter.",
         {("Riot Platforms", "asset_production", 1204.0, "2025-Q3")}),
        ("en", "Riot Platforms had a net loss of $54 million in the third quarter, compared to a net loss of $31 million in the second quarter.",
         {("Riot Platforms", "net_income", -54e6, "2025-Q3"), ("Riot Platforms", "net_income", -31e6, "2025-Q2")}),
        ("en", "Bitfarms reported an adjusted EBITDA loss of $8 million in the third quarter, against a gain of $12 million a year earlier.",
         {("Bitfarms", "ebitda", -8e6, "2025-Q3"), ("Bitfarms", "ebitda", 12e6, "2024-Q3")}),
        ("en", "Coinbase counted 8 million users in the third quarter, down from 8.7 million in the second quarter.",
         {("Coinbase", "user_count", 8e6, "2025-Q3"), ("Coinbase", "user_count", 8.7e6, "2025-Q2")}),
        ("en", "Bitdeer will let 40 of its 310 employees go.", {("Bitdeer", "headcount", 310.0, "")}),
        ("en", "Investors saw a 12% drop in Hut 8's shares on Monday.", {("Hut 8", "share_price_change", -12.0, "2025-11-10")}),
        ("en", "Hut 8 shares are up 9% at the time of writing and have gained 64% this year.",
         {("Hut 8", "share_price_change", 64.0, "2025")}),
        ("en", "Hut 8 and Cipher Mining lost 6.5% and 9% respectively on Wednesday.",
         {("Hut 8", "share_price_change", -6.5, "2025-11-12"), ("Cipher Mining", "share_price_change", -9.0, "2025-11-12")}),
        ("en", "Shares of Hut 8, Bitfarms and Cipher Mining fell 8% on Wednesday.",
         {(name, "share_price_change", -8.0, "2025-11-12") for name in ("Hut 8", "Bitfarms", "Cipher Mining")}),
        ("en", "Hut 8 traded at $41.20 on Wednesday, while Bitfarms hovered around $2.95.",
         {("Hut 8", "share_price", 41.2, "2025-11-12"), ("Bitfarms", "share_price", 2.95, "2025-11-12")}),
        ("en", "Bitcoin had a bad day. The largest cryptocurrency lost 4% to $98,000 on Wednesday.",
         {("Bitcoin", "asset_price_change", -4.0, "2025-11-12"), ("Bitcoin", "asset_price", 98000.0, "2025-11-12")}),
        ("en", "Kraken raised $80 million in a round that values Kraken at $2 billion.", {("Kraken", "valuation", 2e9, "")}),
        ("fr", "Le bitcoin souffre. Mercredi, la principale crypto-monnaie a reculé de 4 % à 98 000 dollars.",
         {("Bitcoin", "asset_price_change", -4.0, "2025-11-12"), ("Bitcoin", "asset_price", 98000.0, "2025-11-12")}),
        ("fr", "L'action de Riot Platforms, société spécialisée dans le minage de Bitcoin, a baissé de 7 % mercredi.",
         {("Riot Platforms", "share_price_change", -7.0, "2025-11-12")}),
        ("fr", "Cipher Mining a réalisé 72 M$ de revenus au troisième trimestre, un montant inférieur aux 81 M$ déclarés au troisième trimestre 2024.",
         {("Cipher Mining", "revenue", 72e6, "2025-Q3"), ("Cipher Mining", "revenue", 81e6, "2024-Q3")}),
        ("fr", "Les résultats ont entraîné jeudi une chute de 14 % de l'action Bitfarms.",
         {("Bitfarms", "share_price_change", -14.0, "2025-11-13")}),
        ("fr", "Bitdeer a extrait un total de 402 bitcoins au troisième trimestre.", {("Bitdeer", "asset_production", 402.0, "2025-Q3")}),
    ],
)  # fmt: skip
def test_results_give_their_figures_with_those_of_the_time_before(
    extractor: RulesExtractor, lang: str, text: str, expected: set[Row]
) -> None:
    assert expected <= told(extractor, lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "metric"),
    [
        ("en", "Analysts had been predicting revenue of $57 million for Hut 8.", "revenue"),
        ("en", "Hut 8 had a net loss per share of $0.65 in the third quarter.", "net_income"),
        ("en", "Profit of Riot Platforms in the quarter came in at $1.12 per share.", "share_price"),
        ("en", "Riot Platforms told of a 98% rise in revenue for the third quarter.", "share_price_change"),
        ("en", "Riot Platforms runs its new service on Nvidia chips, after a quarterly loss of $46 million.", "none"),
        ("en", "The number of firms holding Bitcoin rose by 40% in 2025.", "asset_price_change"),
        ("en", "Hut 8 shares are off 60% from their 2021 peak.", "share_price_change"),
        ("en", "Hut 8 had revenue of $80 million versus $85 million expected, or $0.22 per share, a rise of 34%.", "share_price_change"),
        ("en", "Hut 8 is building in Ohio. Once ready, the facility will have a capacity of 90 MW.", "energy_capacity"),
        ("fr", "La difficulté d'exploitation du Bitcoin a augmenté de 15 % mercredi.", "asset_price_change"),
        ("fr", "Bitfarms a réduit sa dette de 12 millions de dollars.", "debt"),
    ],
)
def test_what_is_expected_per_share_or_a_change_is_no_figure(extractor: RulesExtractor, lang: str, text: str, metric: str) -> None:
    rows = told(extractor, lang, text)
    assert metric not in {row[1] for row in rows}
    assert "Nvidia" not in {row[0] for row in rows}


def test_revenue_that_declined_was_refused_by_nobody(extractor: RulesExtractor) -> None:
    assert ("Hut 8", "revenue", 31e6, "2025-Q3") in told(extractor, "en", "Hut 8's revenue for the third quarter declined to $31 million.")
