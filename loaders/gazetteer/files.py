"""Reading the gazetteer's data files into entries. What each file's fields mean stands at its head."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import yaml

from graph.dates import PartialDate
from graph.ids import entity_key
from graph.model import NameRecord
from graph.ontology import EntityType
from loaders.gazetteer.entry import Entry
from loaders.gazetteer.places import read_places

_E = EntityType
_FILES = ("companies.yaml", "hardware.yaml", "assets.yaml", "authorities.yaml", "securities.yaml")
PLACES = "places.tsv"


def _folder() -> Any:
    return files("loaders.gazetteer")


def data_digest() -> str:
    """Digest of all data files: the gazetteer's version."""
    hasher = hashlib.sha256()
    for name in (*_FILES, "exchanges.yaml", "activities.yaml", PLACES):
        hasher.update(_folder().joinpath(name).read_bytes())
    return hasher.hexdigest()[:12]


def read_rows(name: str) -> list[dict[str, Any]]:
    """The rows of a YAML file."""
    rows = yaml.load(_folder().joinpath(name).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return list(rows)


def read_entries() -> list[Entry]:
    """All entries of all files."""
    coins = {str(row.get("symbol")) for row in read_rows("assets.yaml")}
    makers: dict[str, Callable[[dict[str, Any]], Entry]] = {
        "companies.yaml": lambda row: _company(row, coins),
        "hardware.yaml": _hardware,
        "assets.yaml": _asset,
        "authorities.yaml": _authority,
        "securities.yaml": _security,
    }
    out = [makers[name](row) for name in _FILES for row in read_rows(name)]
    return [*out, *read_places(_folder().joinpath(PLACES).read_text("utf-8"))]


def _names(row: dict[str, Any]) -> tuple[NameRecord, ...]:
    return tuple(
        NameRecord(name=n["name"], start=_date(n.get("from")), end=_date(n.get("to"))) for n in row.get("names", ())
    )  # fmt: skip


def _date(text: str | None) -> PartialDate | None:
    return PartialDate(str(text)) if text else None


def _attributes(row: dict[str, Any], *names: str) -> dict[str, str]:
    out = {}
    for name in names:
        value = row.get(name)
        if value:
            out[name] = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return out


def _aliases(row: dict[str, Any], *more: str) -> tuple[str, ...]:
    return tuple(str(a) for a in (*row.get("aliases", ()), *more) if a)


def _weak(row: dict[str, Any]) -> frozenset[str]:
    return frozenset(str(w) for w in row.get("weak", ()))


def _company(row: dict[str, Any], coins: set[str]) -> Entry:
    """A firm; its tickers are weak names of it, except those that are a coin's symbol or too short."""
    symbols = [s for t in row.get("tickers", ()) if len(s := t.split(":")[-1]) > 2 and s.isalpha() and s not in coins]
    known = {row["name"], *row.get("aliases", ())}
    tickers = [s for s in symbols if s not in known]
    return Entry(row["id"], _E.COMPANY, row["name"], _aliases(row, *tickers), _weak(row) | set(tickers), names=_names(row),
                 attributes=_attributes(row, "country", "tickers", "activities", "parent"))  # fmt: skip


def _hardware(row: dict[str, Any]) -> Entry:
    return Entry(row["id"], _E.HARDWARE, row["name"], _aliases(row), _weak(row), attributes=_attributes(row, "kind", "maker", "family"))


def _asset(row: dict[str, Any]) -> Entry:
    symbol = str(row.get("symbol") or "")
    return Entry(
        row["id"], _E.ASSET, row["name"], _aliases(row, symbol), _weak(row), attributes=_attributes(row, "symbol", "stablecoin", "issuer")
    )


def _authority(row: dict[str, Any]) -> Entry:
    return Entry(row["id"], _E.AUTHORITY, row["name"], _aliases(row), _weak(row), attributes=_attributes(row, "kind", "country", "region"))


def _security(row: dict[str, Any]) -> Entry:
    return Entry(
        row["id"], _E.SECURITY, row["name"], _aliases(row), _weak(row), attributes=_attributes(row, "kind", "issuer", "tickers", "asset")
    )


def exchange_codes() -> Iterator[tuple[str, str]]:
    """(as written, code) of every stock exchange."""
    for row in read_rows("exchanges.yaml"):
        for written in row["written"]:
            yield str(written), str(row["code"])


def stock_exchanges() -> frozenset[str]:
    """The keys under which a text's stock exchanges stand, by each name that means nothing else."""
    rows = read_rows("exchanges.yaml")
    names = {str(w) for row in rows for w in (row["name"], *row["written"]) if w not in row.get("weak", ())}
    return frozenset(entity_key(_E.COMPANY, name.removeprefix("the ")) for name in names)
