"""The places of the world with their English and French names, adjectives and the places they lie in."""

from __future__ import annotations

from graph.ontology import EntityType
from loaders.gazetteer.entry import Entry


def read_places(text: str) -> list[Entry]:
    """Entries of ``places.tsv``; what the columns mean stands at its head."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:]]
    within = {row["key"]: row.get("within") or _parent(row["key"]) for row in rows}
    regions = {row["key"] for row in rows if row.get("kind") == "region"}
    return [_entry(row, _chain(row["key"], within), regions) for row in rows]


# Rank of wide places whose inhabitants the table does not count, beside cities of one name: a state goes before a town ("Florida"), the
# largest cities before their state ("New York").
_SIZES = {
    "continent": 1_000_000_000,
    "world-region": 100_000_000,
    "country": 5_000_000,
    "region": 200_000,
    "informal": 300_000,
    "county": 20_000,
}


# Countries whose states and provinces the press names without their country.
_FEDERATIONS = ("us", "ca", "au", "de", "fr", "gb", "br", "in", "cn", "mx", "es", "it")
_STATE = 5_000_000


def _size(row: dict[str, str]) -> int:
    kind = row.get("kind") or "city"
    known = kind == "region" and row["key"].split("/")[1].split("-")[0] in _FEDERATIONS
    return int(row.get("population") or (_STATE if known else _SIZES.get(kind, 0)))


def _parent(key: str) -> str:
    return key.rsplit("/", 1)[0] if key.count("/") > 1 else ("place/" + key.split("/")[1].split("-")[0] if "-" in key else "")


def _chain(key: str, within: dict[str, str]) -> tuple[str, ...]:
    """Keys of the wider places, nearest first; a loop in the data ends the chain."""
    out: list[str] = []
    at = within.get(key, "")
    while at in within and at != key and at not in out:
        out.append(at)
        at = within[at]
    return tuple(out)


def _entry(row: dict[str, str], wider: tuple[str, ...], regions: set[str]) -> Entry:
    names = _list(row.get("name_fr")) + _list(row.get("aliases"))
    adjectives = _list(row.get("adjectives"))
    weak = _list(row.get("weak"))
    forms = {row["name"], *names, *adjectives}
    state = next((k for k in (row["key"], *wider) if k in regions), "")
    code = row["key"].split("/")[1].split("-")[0]
    attributes = {"kind": row.get("kind") or "city", **({"country": code.upper()} if len(code) == 2 else {})}
    return Entry(
        row["key"], EntityType.PLACE, row["name"], tuple(names), frozenset(forms if "*" in weak else weak), tuple(adjectives),
        attributes=attributes, wider=wider, state=state, size=_size(row),
    )  # fmt: skip


def _list(text: str | None) -> list[str]:
    return [part for part in (text or "").split("|") if part]
