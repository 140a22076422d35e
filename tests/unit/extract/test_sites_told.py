"""Sites by their own and their place's names, and what the article tells of them over several sentences."""

from __future__ import annotations

import pytest

from graph.model import Article, Claim
from graph.values import Amount
from loaders.extract.rules import RulesExtractor

_SITES = [
    ("en", "Hut 8 runs a campus in Texas. The lease concerns its Beacon Point campus in Texas.", "operates", {"Beacon Point"}),
    ("en", "Applied Digital has a facility in Jamestown, North Dakota, known as JMS01.", "operates", {"JMS01"}),
    ("en", "IREN runs its vast 750MW Childress, Texas campus.", "operates", {"Childress"}),
    ("en", "CleanSpark bought land in Austin County, Texas, where it will build a 285 MW data center.", "develops", {"Austin County"}),
    ("en", "Hut 8 runs the Vega 205 MW facility.", "operates", {"Vega"}),
    ("en", "The money helps to build Cipher Mining's Barber Lake data center.", "develops", {"Barber Lake"}),
    ("en", "In Mechelen Bitfarms may put up a new farm of as much as 100 MW.", "develops", {"Mechelen"}),
    ("en", "Riot Platforms wants to build a data center at 12 Mill Road in Hudson.", "develops", {"Hudson"}),
    ("en", "Applied Digital's datacenter, which lies in Ellendale, North Dakota, is full.", "operates", {"Ellendale"}),
    ("en", "Neighbours complain of a Digihost crypto mining facility in North Tonawanda.", "operates", {"North Tonawanda"}),
    ("en", "Hut 8 opened its Tier 3 data center.", "develops", set()),
    ("en", "Riot Platforms builds two facilities in Hudson, Georgia.", "develops", {"Hudson"}),
    ("en", "Hut 8 launched the Antminer S21 at the Vega site.", "develops", set()),
    ("en", "The rigs were built by Riot Platforms for halls such as the Corsicana facility.", "develops", set()),
    (
        "en",
        "CoreWeave's shares rose after signing a 15-year, $7 billion lease with Hut 8 at the River Bend campus.",
        "hosts",
        {"River Bend"},
    ),
    ("en", "CoreWeave took more room in a data center in Hudson run by TeraWulf.", "hosts", {"Hudson"}),
    ("fr", "Bitfarms vient d'annoncer un projet de 250 millions de dollars à Sherbrooke.", "develops", {"Sherbrooke"}),
    ("en", "Bullish received its BitLicense in May.", "operates", set()),
    ("fr", "Bitfarms exploite aussi un site minier au Kazakhstan.", "operates", {"Kazakhstan"}),
    ("fr", "Hut 8 veut bâtir un centre de données de 200 mégawatts à l'extérieur d'Abilene, au Texas.", "develops", {"Abilene"}),
    ("fr", "Bitfarms va moderniser son installation de minage de 18 mégawatts dans l'État de Washington.", "operates", {"Washington"}),
    ("fr", "Bitfarms poursuivra son expansion dans ses installations de Magog et Farnham.", "develops", {"Magog", "Farnham"}),
]


def _claims(extractor: RulesExtractor, lang: str, text: str, type_: str) -> list[Claim]:
    article = Article(id="x", source_key="x", version="1", text=text, lang=lang, published="2025-11-13")
    return [c for c in extractor.extract(article).claims if c.type == type_]


@pytest.mark.parametrize(("lang", "text", "type_", "names"), _SITES)
def test_name_of_a_site(extractor: RulesExtractor, lang: str, text: str, type_: str, names: set[str]) -> None:
    claims = _claims(extractor, lang, text, type_)
    assert {m.name for c in claims for m in c.roles["site"]} == names


_SPREAD = [
    ("en", "TeraWulf has a 10-year lease worth $3 billion with Fluidstack. It covers 250 MW.", "hosts", 250),
    ("en", "TeraWulf signed leases with Fluidstack. Under them TeraWulf will bring 250 MW of load.", "hosts", 250),
    ("en", "TeraWulf runs the Cayuga site. A second building, of 150 MW, is under construction.", "develops", 150),
    ("en", "TeraWulf runs the Cayuga site. Cayuga can be enlarged to 400 MW.", "develops", 400),
    ("fr", "TeraWulf exploite le campus de Cayuga. Le campus de Cayuga pourrait passer à 400 MW.", "develops", 400),
]


@pytest.mark.parametrize(("lang", "text", "type_", "power"), _SPREAD)
def test_capacity_told_in_another_sentence(extractor: RulesExtractor, lang: str, text: str, type_: str, power: int) -> None:
    claim = _claims(extractor, lang, text, type_)[0]
    assert {m.name for r in ("provider", "developer") for m in claim.roles.get(r, ())} == {"TeraWulf"}
    capacity = claim.values["capacity"]
    assert isinstance(capacity, Amount)
    assert capacity.value == power


_NO_SIDE = [
    ("Nvidia will supply 5 MW of power to Riot Platforms.", "supplies_power"),
    ("CoreWeave signed the first lease for 250 MW.", "hosts"),
    ("Macquarie leased 60 MW to CoreWeave.", "hosts"),
]


@pytest.mark.parametrize(("text", "type_"), _NO_SIDE)
def test_who_cannot_be_the_first_side(extractor: RulesExtractor, text: str, type_: str) -> None:
    assert _claims(extractor, "en", text, type_) == []


def test_a_pipeline_is_of_no_one_site(extractor: RulesExtractor) -> None:
    (claim,) = _claims(extractor, "en", "Cipher Mining will build the Barber Lake campus and enlarge its 2.4 GW pipeline.", "develops")
    assert "capacity" not in claim.values
