"""The gazetteer's data files: well formed, referring to each other, each alias of one entity unless it is marked as needing context."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.ids import slug
from graph.ontology import ACTIVITIES

FOLDER = Path(__file__).parents[2] / "loaders" / "gazetteer"
TABLES = Path(__file__).parents[1] / "tools" / "places"
ENTITIES = {"companies": "company", "hardware": "hardware", "assets": "asset", "authorities": "authority", "securities": "security"}
FEWEST = {
    "companies": 300,
    "hardware": 100,
    "assets": 150,
    "authorities": 150,
    "securities": 40,
    "exchanges": 30,
    "activities": len(ACTIVITIES),
}
FIELDS = {
    "companies": {"id", "name", "aliases", "names", "tickers", "activities", "country", "parent", "ambiguous", "weak"},
    "hardware": {"id", "name", "kind", "maker", "family", "aliases", "weak"},
    "assets": {"id", "name", "symbol", "aliases", "stablecoin", "issuer", "weak"},
    "authorities": {"id", "name", "kind", "country", "region", "aliases", "weak"},
    "securities": {"id", "name", "kind", "issuer", "tickers", "asset", "aliases", "weak"},
    "exchanges": {"code", "name", "country", "written", "weak"},
    "activities": {"id", "name", "broader", "label", "activity", "weak", "unstated"},
}
KINDS = {
    "hardware": {"gpu", "cpu", "asic", "system", "network", "cooling", "power", "wallet"},
    "authorities": {"regulator", "court", "prosecutor", "ministry", "police", "central-bank", "parliament", "government", "city"},
    "securities": {"etf", "etp", "fund", "preferred", "index"},
}
REFERENCES = {"parent": "companies", "maker": "companies", "issuer": "companies", "family": "hardware", "asset": "assets"}
PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
DATA = {name: yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader) for name in FIELDS}
IDS = {name: {row["id"] for row in DATA[name]} for name in ENTITIES}

Row = Mapping[str, Any]


def forms(row: Row) -> list[str]:
    """All names of an entry, each once."""
    dated = [record["name"] for record in row.get("names", ())]
    return list(dict.fromkeys([row["name"], *filter(None, [row.get("symbol")]), *row["aliases"], *dated]))


def texts(value: object) -> Iterator[object]:
    """All scalars of a row."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield value


@pytest.mark.parametrize("name", [*(f"{n}.yaml" for n in FIELDS), "places.tsv", *(p.name for p in sorted(TABLES.glob("*.tsv")))])
def test_head_names_source_and_licence(name: str) -> None:
    path = FOLDER / name if (FOLDER / name).exists() else TABLES / name
    head = list(itertools.takewhile(lambda line: line.startswith("#"), path.read_text("utf-8").splitlines()))
    assert any("Source:" in line for line in head)
    assert any("icen" in line for line in head)


@pytest.mark.parametrize("name", FIELDS)
def test_rows_have_the_fields_of_the_head(name: str) -> None:
    assert len(DATA[name]) >= FEWEST[name]
    for row in DATA[name]:
        assert set(row) <= FIELDS[name], row
        assert all(isinstance(v, bool) or (isinstance(v, str) and v == v.strip() and v) for v in texts(row)), row


@pytest.mark.parametrize(("name", "prefix"), ENTITIES.items())
def test_ids_are_unique_slugs(name: str, prefix: str) -> None:
    ids = [row["id"] for row in DATA[name]]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert [i for i in ids if not re.fullmatch(rf"{prefix}/[a-z0-9]+(-[a-z0-9]+)*", i)] == []


@pytest.mark.parametrize("name", ENTITIES)
def test_an_alias_belongs_to_one_entity_unless_it_is_weak_in_all(name: str) -> None:
    holders: dict[str, list[Row]] = defaultdict(list)
    for row in DATA[name]:
        for form in forms(row):
            holders[form].append(row)
    shared = {form: rows for form, rows in holders.items() if len(rows) > 1}
    assert {form: [r["id"] for r in rows] for form, rows in shared.items() if any(form not in r.get("weak", ()) for r in rows)} == {}


@pytest.mark.parametrize("name", ENTITIES)
def test_lists_hold_no_repeats_and_weak_names_are_names(name: str) -> None:
    for row in DATA[name]:
        assert set(row.get("weak", ())) <= set(forms(row)), row["id"]
        assert row["name"] not in row["aliases"], row["id"]
        for field in ("aliases", "weak", "tickers", "activities"):
            assert len(set(row.get(field, ()))) == len(row.get(field, ())), (row["id"], field)


@pytest.mark.parametrize("name", ENTITIES)
def test_references_exist(name: str) -> None:
    for row in DATA[name]:
        for field, target in REFERENCES.items():
            assert row.get(field) is None or row[field] in IDS[target], (row["id"], field)
            assert row.get(field) != row["id"], row["id"]


@pytest.mark.parametrize(("name", "kinds"), KINDS.items())
def test_kinds_are_those_of_the_head(name: str, kinds: set[str]) -> None:
    assert {row["kind"] for row in DATA[name]} == kinds


@pytest.mark.parametrize("name", ["companies", "authorities", "exchanges"])
def test_countries_are_places(name: str) -> None:
    known = {row["key"] for row in PLACES} | {"place/eu"}
    for row in DATA[name]:
        assert row.get("country") is None or f"place/{row['country'].lower()}" in known, row
        assert row.get("region") is None or f"place/{row['region'].lower()}" in known, row


def test_activities_of_companies_are_of_the_closed_list() -> None:
    assert {a for row in DATA["companies"] for a in row["activities"]} <= set(ACTIVITIES)
    assert all(bool(row.get("ambiguous")) == bool(row.get("weak")) for row in DATA["companies"])


def test_dated_names_follow_each_other() -> None:
    for row in DATA["companies"]:
        at = ""
        for record in row.get("names", ()):
            assert set(record) <= {"name", "from", "to"}, row["id"]
            start, end = record.get("from", ""), record.get("to", "")
            assert all(not date or PARTIAL_DATE.fullmatch(date) for date in (start, end)), row["id"]
            assert start or end, row["id"]
            assert at <= start or not start, row["id"]
            assert not end or start < end, row["id"]
            at = end


def test_tickers_name_a_known_exchange_and_one_company() -> None:
    codes = {row["code"] for row in DATA["exchanges"]}
    tickers = [(t, row["id"]) for name in ("companies", "securities") for row in DATA[name] for t in row["tickers"]]
    assert [t for t, _ in tickers if not re.fullmatch(r"[A-Z0-9 a-z]+:[A-Z0-9.]+", t) or t.split(":")[0] not in codes] == []
    assert [t for t, n in Counter(t for t, _ in tickers).items() if n > 1] == []


def test_an_exchange_is_written_in_its_own_ways() -> None:
    written = Counter(way for row in DATA["exchanges"] for way in row["written"])
    assert [way for way, n in written.items() if n > 1] == []
    assert all(set(row.get("weak", ())) <= set(row["written"]) for row in DATA["exchanges"])
    assert all(row["code"] in row["written"] or row["name"] in row["written"] for row in DATA["exchanges"])


def expand(phrase: str) -> Iterator[str]:
    """The phrases that a pattern with {a|b} stands for, in lower case."""
    parts = re.split(r"\{([^{}]*)\}", phrase)
    for choice in itertools.product(*(part.split("|") if at % 2 else [part] for at, part in enumerate(parts))):
        yield re.sub(r" +", " ", "".join(choice)).strip().lower()


def test_activities_are_the_closed_list_with_phrases_in_both_languages() -> None:
    assert [row["id"] for row in DATA["activities"]] == list(ACTIVITIES)
    for row in DATA["activities"]:
        for field, language in itertools.product(("label", "activity"), ("en", "fr")):
            phrases = [p for pattern in row[field][language] for p in expand(pattern)]
            assert row["id"] == "other" or len(set(phrases)) >= 10, (row["id"], field, language)
            assert not any(re.search(r"[{}|]", p) or not p for p in phrases), row["id"]


def test_a_phrase_belongs_to_one_activity() -> None:
    holders: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in DATA["activities"]:
        for field, language in itertools.product(("label", "activity"), ("en", "fr")):
            for phrase in itertools.chain.from_iterable(map(expand, row[field][language])):
                holders[language, phrase].add((row["id"], field))
    assert {phrase: held for phrase, held in holders.items() if len(held) > 1} == {}
    for row in DATA["activities"]:
        for language, weak in row.get("weak", {}).items():
            assert [w for w in weak if row["id"] not in {i for i, _ in holders[language, w.lower()]}] == []


def places() -> list[dict[str, str]]:
    """The rows of places.tsv."""
    lines = [line for line in (FOLDER / "places.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:]]


PLACES = places()
BY_KEY = {row["key"]: row for row in PLACES}


def wider(key: str) -> str:
    """The key of the place that a place lies in; empty for a continent and the like."""
    return BY_KEY[key].get("within") or (key.rpartition("/")[0] if key.count("/") > 1 else "")


def chain(key: str) -> list[str]:
    """The keys of all wider places, nearest first."""
    out: list[str] = []
    while key := wider(key):
        assert key not in out, key
        out.append(key)
    return out


def test_places_have_unique_keys_and_lie_in_places() -> None:
    assert [key for key, n in Counter(row["key"] for row in PLACES).items() if n > 1] == []
    assert [key for key in BY_KEY if not re.fullmatch(r"place/[a-z0-9-]+(/[a-z0-9-]+)?", key)] == []
    assert [key for key in BY_KEY if wider(key) and wider(key) not in BY_KEY] == []
    for key, row in BY_KEY.items():
        ends = chain(key)
        if row.get("kind") not in ("continent", "world-region"):
            assert BY_KEY[ends[-1]]["kind"] == "continent", key


def test_places_have_the_kinds_and_counts_that_the_head_promises() -> None:
    kinds = Counter(row.get("kind") or "city" for row in PLACES)
    fewest = {
        "continent": 7,
        "world-region": 20,
        "country": 240,
        "region": 400,
        "county": 3000,
        "informal": 40,
        "city": 30_000,
        "locality": 10,
    }
    assert set(kinds) == set(fewest)
    assert {kind: kinds[kind] for kind, n in fewest.items() if kinds[kind] < n} == {}
    assert (FOLDER / "places.tsv").stat().st_size < 3_200_000


def test_weak_names_of_places_are_their_names() -> None:
    for row in PLACES:
        weak = set(filter(None, row.get("weak", "").split("|")))
        names = {row["name"], row.get("name_fr") or "", *row.get("aliases", "").split("|"), *row.get("adjectives", "").split("|")}
        assert weak <= names | {"*"}, row["key"]
        assert row.get("adjectives", "") == row.get("adjectives", "").lower(), row["key"]


@pytest.mark.parametrize(
    ("key", "french", "within"),
    [
        ("place/us-pa", "Pennsylvanie", "place/us"),
        ("place/us-ga", "Géorgie", "place/us"),
        ("place/ge", "Géorgie", "place/asia"),
        ("place/gb-eng/london", "Londres", "place/gb-eng"),
        ("place/us-tx/texas-panhandle", "Panhandle du Texas", "place/us-tx"),
        ("place/us-tx/rockdale", "", "place/us-tx/milam-county"),
        ("place/us-tx/pyote", "", "place/us-tx"),
        ("place/ca-qc/baie-comeau", "", "place/ca-qc/cote-nord"),
        ("place/fr-pdl/nantes", "", "place/fr-44"),
        ("place/us-ny/new-york", "", "place/us-ny"),
        ("place/fr-33", "", "place/fr-naq"),
    ],
)
def test_places_that_the_industry_names(key: str, french: str, within: str) -> None:
    assert (BY_KEY[key].get("name_fr") or "", wider(key)) == (french, within)


def test_a_larger_namesake_leaves_the_smaller_weak() -> None:
    weak = {key for key, row in BY_KEY.items() if "*" in row.get("weak", "").split("|")}
    assert {"place/us-tx/paris", "place/ca-on/london", "place/fr-pac/nice", "place/gb-eng/reading", "place/au-nsw/rockdale"} <= weak
    assert (
        not {"place/fr-idf/paris", "place/gb-eng/london", "place/us-tx/rockdale", "place/us-dc/washington", "place/us-wa", "place/ge"}
        & weak
    )


@pytest.mark.parametrize(("name", "prefix"), ENTITIES.items())
def test_an_id_is_the_slug_of_a_name_that_the_entry_has_or_had(name: str, prefix: str) -> None:
    assert [row["id"] for row in DATA[name] if row["id"] not in {f"{prefix}/{slug(form)}" for form in forms(row)}] == []
