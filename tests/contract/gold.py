"""The develop half of the gold set as claims. Gold fillers are names only: their type is one that the article lists and the role allows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from graph.claims import make_claim
from graph.dates import Interval
from graph.ids import entity_key
from graph.model import Claim, Evidence, Mention
from graph.ontology import ONTOLOGY, EntityType, Factuality, Role
from graph.projection import ArticleMeta
from graph.values import value_from_wire

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold"
MISSING = f"the gold set is not here ({GOLD.name}/ beside the repository, in shared/)"

KeyOf: TypeAlias = Callable[[EntityType, str], str]
Known: TypeAlias = tuple[Mapping[str, set[str]], KeyOf]


def available() -> bool:
    """Whether the gold set lies beside the repository."""
    return GOLD.is_dir() and (SHARED / "gold_halves.json").is_file()


@lru_cache(maxsize=1)
def develop() -> tuple[dict[str, Any], ...]:
    """The annotations of the develop half, in the order of their ids; those of the test half are not opened."""
    ids = json.loads((SHARED / "gold_halves.json").read_text(encoding="utf-8"))["develop"]
    return tuple(json.loads((GOLD / f"{id_}.json").read_text(encoding="utf-8")) for id_ in sorted(ids))


def articles(gold: Iterable[Mapping[str, Any]]) -> dict[str, ArticleMeta]:
    """Article records of gold annotations, each its own story."""
    return {g["id"]: ArticleMeta(g["id"], g["published"], g["id"]) for g in gold}


def claims(gold: Mapping[str, Any], site_first: bool = False, key: KeyOf = entity_key) -> list[Claim]:
    """The claims of one annotation.

    With ``site_first`` any filler is a Site where its role allows one, whatever the article lists. ``key`` makes the key of a type and a
    name; by default it is the name's slug.
    """
    types: dict[str, set[str]] = defaultdict(set)
    for entity in gold["entities"] if not site_first else ():
        types[entity["name"]].add(entity["type"])
    return [_claim(gold["id"], number, raw, (types, key)) for number, raw in enumerate(gold["claims"])]


def _claim(article: str, number: int, raw: Mapping[str, Any], known: Known) -> Claim:
    spec = ONTOLOGY.claim_type(raw["type"])
    roles = {name: tuple(_filler(spec.role(name), f, known, number) for f in fillers) for name, fillers in raw["roles"].items()}
    time = raw.get("time") or {}
    speaker = _speaker(raw["speaker"], known) if raw.get("speaker") else None
    told = (Factuality(raw["factuality"]), speaker, Interval.of(time.get("start"), time.get("end")))
    values = {name: value_from_wire(spec.value(name), value, article) for name, value in raw["values"].items() if value is not None}
    evidence = Evidence(article=article, start=number, end=number + 1, quote=raw["quote"])
    return make_claim(spec.name, roles, evidence, values=values, told=told, made_by=("gold", 0.9))


def _filler(role: Role, name: str, known: Known, number: int) -> Mention:
    types, key = known
    allowed = [t for t in role.types if t in types.get(name, set())] or list(role.types)
    type_ = EntityType.SITE if EntityType.SITE in allowed else allowed[0]
    return Mention(name=name, type=type_, start=number, end=number + 1, key=key(type_, name))


def _speaker(name: str, known: Known) -> Mention:
    types, key = known
    found = types.get(name, set()) & {EntityType.PERSON, EntityType.COMPANY, EntityType.AUTHORITY}
    type_ = EntityType(min(found)) if found else EntityType.PERSON
    return Mention(name=name, type=type_, start=0, end=1, key=key(type_, name))
