"""What stands beside names: offices, lines of business, seats, listings, parents, sites."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Article, Claim
from graph.ontology import EntityType
from loaders.extract.document import Found
from loaders.extract.names.tickers import securities
from loaders.extract.rules import RulesExtractor
from loaders.gazetteer import load_gazetteer
from tests.unit.extract.naming import NamedExtractor, fillers, read

P, C, S, U = EntityType.PERSON, EntityType.COMPANY, EntityType.SITE, EntityType.AUTHORITY
NAMES = {
    "Ada Brenner": P, "Tom Osei": P, "Brenner": P, "Élodie Marchal": P, "Rémi Castan": P, "Quarzo Compute": C, "Quarzo": C, "Bluefin Bank": C, "Velmont": C,
    "Atelier Hash": C, "Castel Énergie": C, "Piet Vos": P, "Marta Lind": P, "Hollin Ridge": S, "Sorley Bay": S, "Val-Clair": S, "Harrow Trust": C,
}  # fmt: skip


@pytest.fixture(scope="module")
def named() -> RulesExtractor:
    """An extractor that knows the names of these sentences."""
    return NamedExtractor(NAMES)


def offices(claims: list[Claim]) -> set[tuple[str, str, str, str]]:
    """Person, organization, role and change of each holds_role claim."""
    rows = [(c, fillers(c)) for c in claims if c.type == "holds_role"]
    return {(f["person"][0], f["organization"][0], str(c.values["role"]), str(c.values["change"])) for c, f in rows}


def pairs(claims: list[Claim], kind: str, first: str, second: str) -> set[tuple[str, str]]:
    """Two roles of all claims of a type."""
    return {(a, b) for c in claims if c.type == kind for a in fillers(c).get(first, []) for b in fillers(c).get(second, [])}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Quarzo Compute's chief executive, Ada Brenner, said so.", ("Ada Brenner", "Quarzo Compute", "CEO", "holds")),
        (
            "en",
            '"We are ready," said Ada Brenner, founder and chief executive of Quarzo Compute.',
            ("Ada Brenner", "Quarzo Compute", "founder", "holds"),
        ),
        (
            "en",
            '"We are ready," said Ada Brenner, founder and chief executive of Quarzo Compute.',
            ("Ada Brenner", "Quarzo Compute", "CEO", "holds"),
        ),
        (
            "en",
            "Quarzo Compute hired Tom Osei away from Bluefin Bank as chief financial officer.",
            ("Tom Osei", "Quarzo Compute", "CFO", "appointed"),
        ),
        (
            "en",
            "Quarzo Compute hired Tom Osei away from Bluefin Bank as chief financial officer.",
            ("Tom Osei", "Bluefin Bank", "other", "left"),
        ),
        ("en", "Ada Brenner has resigned as chief executive of Quarzo Compute.", ("Ada Brenner", "Quarzo Compute", "CEO", "left")),
        ("en", "Former Quarzo Compute president Ada Brenner was fined.", ("Ada Brenner", "Quarzo Compute", "president", "left")),
        ("en", "Quarzo Compute finance head Tom Osei is out, effective immediately.", ("Tom Osei", "Quarzo Compute", "CFO", "left")),
        ("en", "Said Tom Osei, head of research at brokerage Harrow Trust.", ("Tom Osei", "Harrow Trust", "executive", "holds")),
        ("en", "Analyst Tom Osei of Harrow Trust asked about it.", ("Tom Osei", "Harrow Trust", "analyst", "holds")),
        ("fr", "Élodie Marchal, fondatrice et PDG d'Atelier Hash, le confirme.", ("Élodie Marchal", "Atelier Hash", "founder", "holds")),
        ("fr", "Atelier Hash a nommé Rémi Castan directeur financier.", ("Rémi Castan", "Atelier Hash", "CFO", "appointed")),
        ("fr", "L’ex-directeur technique d’Atelier Hash, Rémi Castan, proteste.", ("Rémi Castan", "Atelier Hash", "CTO", "left")),
        ("fr", "Rémi Castan quittera la direction financière de Castel Énergie en mars.", ("Rémi Castan", "Castel Énergie", "CFO", "left")),
    ],
)
def test_offices(named: RulesExtractor, lang: str, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in offices(read(named, lang, text))


def test_an_analyst_without_a_house_is_no_officer_of_the_firm_told_of(named: RulesExtractor) -> None:
    assert not offices(read(named, "en", "Quarzo Compute fell. Analyst Tom Osei called it a rout."))


def test_one_who_succeeds_takes_the_office(named: RulesExtractor) -> None:
    found = offices(read(named, "en", "Ada Brenner is chief executive of Quarzo Compute. Tom Osei will succeed Ada Brenner."))
    assert ("Tom Osei", "Quarzo Compute", "CEO", "appointed") in found


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Bitcoin miners Quarzo Compute and Velmont rose.", ("Velmont", "bitcoin-mining")),
        ("en", "Velmont, a Leeds smart-contract security start-up, raised money.", ("Velmont", "security")),
        ("en", "Velmont, a developer and operator of AI data centers, raised money.", ("Velmont", "ai-hpc")),
        ("en", "Quarzo Compute will borrow from Macquarie. The Australian bank charges 8 %.", ("Macquarie", "banking")),
        ("fr", "Velmont, spécialiste français de la conservation, lève des fonds.", ("Velmont", "custody")),
        ("fr", "La banque coopérative suisse Velmont recrute.", ("Velmont", "banking")),
    ],
)
def test_lines_of_business(named: RulesExtractor, lang: str, text: str, expected: tuple[str, str]) -> None:
    assert expected in pairs(read(named, lang, text), "engages_in", "company", "activity")


def test_a_bank_that_lends_is_not_what_the_borrower_is(named: RulesExtractor) -> None:
    claims = read(named, "en", "Quarzo Compute said that no bank had been hired.")
    assert not pairs(claims, "engages_in", "company", "activity")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Velmont, a Leeds start-up, raised money.", ("Velmont", "Leeds")),
        (
            "en",
            "Founded in 2017 by Ada Brenner and headquartered in Toronto, Quarzo Compute runs three sites.",
            ("Quarzo Compute", "Toronto"),
        ),
        ("en", "Hollin Ridge, Pennsylvania, is full.", ("Hollin Ridge", "Pennsylvania")),
        ("fr", "Atelier Hash recule. La société tokyoïte a tiré 100 millions de dollars.", ("Atelier Hash", "Tokyo")),
        ("fr", "Atelier Hash (Euronext : ALATH), mineur palois, recule.", ("Atelier Hash", "Pau")),
    ],
)
def test_places(named: RulesExtractor, lang: str, text: str, expected: tuple[str, str]) -> None:
    assert expected in pairs(read(named, lang, text), "located_in", "subject", "place")


def test_one_place_of_several_sites(named: RulesExtractor) -> None:
    claims = read(named, "en", "Quarzo Compute runs two Texas sites, Hollin Ridge and Sorley Bay.")
    assert {("Hollin Ridge", "Texas"), ("Sorley Bay", "Texas")} <= pairs(claims, "located_in", "subject", "place")


def test_a_former_miner_is_none(named: RulesExtractor) -> None:
    claims = read(named, "en", "Velmont, the former bitcoin miner, hired Ada Brenner.")
    assert ("Velmont", "bitcoin-mining") not in pairs(claims, "engages_in", "company", "activity")


def test_a_site_does_not_lie_in_itself(named: RulesExtractor) -> None:
    claims = read(named, "en", "Quarzo Compute makes tanks at its plant in Saginaw.")
    assert ("Saginaw", "Saginaw") not in pairs(claims, "located_in", "subject", "place")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Quarzo Compute said its Hollin Ridge campus was full.", ("Quarzo Compute", "Hollin Ridge")),
        ("en", "Quarzo Compute has two leased halls, at Hollin Ridge (44 MW) and Sorley Bay (30 MW).", ("Quarzo Compute", "Sorley Bay")),
        ("en", "Quarzo Compute expands. Hollin Ridge, its smallest site, is for sale.", ("Quarzo Compute", "Hollin Ridge")),
        ("fr", "Atelier Hash agrandit Val-Clair, son centre phare.", ("Atelier Hash", "Val-Clair")),
    ],
)
def test_who_runs_a_site(named: RulesExtractor, lang: str, text: str, expected: tuple[str, str]) -> None:
    assert expected in pairs(read(named, lang, text), "operates", "operator", "site")


def test_a_sold_site_is_not_run(named: RulesExtractor) -> None:
    claims = read(named, "en", "Quarzo Compute completed the sale of its Hollin Ridge campus.")
    assert not pairs(claims, "operates", "operator", "site")


def test_a_listing_with_an_announced_symbol(named: RulesExtractor) -> None:
    claims = read(named, "en", 'Shares of Quarzo Compute will begin trading on Nasdaq under the symbol "QRZO".')
    assert ("Quarzo Compute", "QRZO") in pairs(claims, "listed_as", "company", "security")


@pytest.mark.parametrize(("share", "told"), [(12, False), (62, True)])
def test_only_a_majority_makes_a_subsidiary(named: RulesExtractor, share: int, told: bool) -> None:
    text = f"Velmont détient {share} % d'Atelier Hash."
    raws = named.raws(named.analyse(Article(id="t", source_key="t", version="1", text=text, lang="fr", published="2025-11-13")))
    assert any(raw.rule == "saying/subsidiary_of" for raw in raws) is told


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "Three listed bitcoin miners have plans for AI: Quarzo Compute, Velmont and Castel Énergie.",
            {"Quarzo Compute", "Velmont", "Castel Énergie"},
        ),
        ("en", "Quarzo Compute and Velmont are bitcoin miners.", {"Quarzo Compute", "Velmont"}),
        ("en", "Output fell at known Bitcoin (BTC) miners such as Quarzo Compute and Velmont.", {"Quarzo Compute", "Velmont"}),
        ("fr", "Les mineurs de bitcoins cités étaient Quarzo Compute et Velmont.", {"Quarzo Compute", "Velmont"}),
    ],
)
def test_a_plural_noun_labels_the_whole_list(named: RulesExtractor, lang: str, text: str, expected: set[str]) -> None:
    assert pairs(read(named, lang, text), "engages_in", "company", "activity") == {(name, "bitcoin-mining") for name in expected}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Quarzo Compute, which runs data centers, grew.", {("Quarzo Compute", "data-centers")}),
        ("en", "Quarzo Compute provides custody and staking services.", {("Quarzo Compute", "custody"), ("Quarzo Compute", "staking")}),
        ("fr", "Velmont se concentre désormais sur les services de garde.", {("Velmont", "custody")}),
        ("fr", "Velmont fabrique des puces.", {("Velmont", "hardware-manufacturing")}),
        ("en", "Quarzo Compute, which mines bitcoin, grew.", {("Quarzo Compute", "bitcoin-mining")}),
        (
            "en",
            "Quarzo Compute, an operator of data centers and bitcoin mining, grew.",
            {("Quarzo Compute", "data-centers"), ("Quarzo Compute", "bitcoin-mining")},
        ),
        ("fr", "L’échange de crypto-monnaie Velmont réduit ses effectifs.", {("Velmont", "exchange")}),
        ("fr", "Le fondateur de la plateforme crypto en faillite Velmont se tait.", {("Velmont", "exchange")}),
        ("en", "Quarzo Compute runs 12 data centers.", set()),
        ("en", "Quarzo Compute builds a data center.", set()),
    ],
)
def test_a_verb_in_the_present_tells_a_business(named: RulesExtractor, lang: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(read(named, lang, text), "engages_in", "company", "activity") == expected


def test_a_noun_that_does_not_fit_its_firm_labels_nothing(named: RulesExtractor) -> None:
    told = read(named, "en", "Bitcoin miner Quarzo Compute owes money. The lender has been paid, the miner said.")
    assert pairs(told, "engages_in", "company", "activity") == {("Quarzo Compute", "bitcoin-mining")}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Oslo, Norway-based Quarzo Compute said Velmont had grown.", ("Quarzo Compute", "Oslo")),
        ("en", "Quarzo Compute owns the 85 MW Hollin Ridge waste coal plant in Venango County.", ("Hollin Ridge", "Venango County")),
        ("fr", "Le site de Val-Clair de Velmont à Lyon grandit.", ("Val-Clair", "Lyon")),
    ],
)
def test_a_place_past_other_words(named: RulesExtractor, lang: str, text: str, expected: tuple[str, str]) -> None:
    assert pairs(read(named, lang, text), "located_in", "subject", "place") == {expected}


def test_brackets_hide_nothing(named: RulesExtractor) -> None:
    told = read(named, "en", "Quarzo Compute (NASDAQ: QRZ), the parent company of Velmont, grew.")
    assert pairs(told, "subsidiary_of", "child", "parent") == {("Velmont", "Quarzo Compute")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In Norway Quarzo Compute wants more power."),
        ("en", "The Norwegian-owned company Quarzo Compute grew."),
        ("en", "Shares of Quarzo Compute fell on the U.S. exchanges."),
    ],
)
def test_a_place_that_is_no_seat(named: RulesExtractor, lang: str, text: str) -> None:
    assert pairs(read(named, lang, text), "located_in", "subject", "place") == set()


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Ada Brenner, Quarzo Compute's chief executive, is due to retire.", ("Ada Brenner", "Quarzo Compute", "CEO", "left")),
        ("en", "Quarzo Compute also named Ada Brenner general counsel.", ("Ada Brenner", "Quarzo Compute", "general-counsel", "appointed")),
        ("fr", "Rémi Castan, analyste marchés chez Velmont, l'a dit.", ("Rémi Castan", "Velmont", "analyst", "holds")),
    ],
)
def test_offices_told_around_their_titles(named: RulesExtractor, lang: str, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in offices(read(named, lang, text))


def test_a_head_of_state_is_no_president_of_the_firm(named: RulesExtractor) -> None:
    assert offices(read(named, "en", "Quarzo Compute grew. In May President Ada Brenner forbade the sale.")) == set()


@pytest.mark.parametrize(
    ("text", "short"), [("It houses 12 mobile data center (MDC) units.", "MDC"), ("Velmont Union Bank (VUB) rose.", "VUB")]
)
def test_a_short_form_in_brackets_is_no_share(text: str, short: str) -> None:
    """Whatever the model takes it for; behind other words it stays what the model says."""
    at = text.index(short)
    model = Found(at, at + 3, EntityType.SECURITY, short, f"security/{short}", "model")
    assert not securities(text, [model], load_gazetteer())
    other = text.replace("data center", "bread shop").replace("Union", "Trust")
    assert securities(other, [replace(model, start=other.index(short), end=other.index(short) + 3)], load_gazetteer())
