"""The develop half of the gold set as claims. Gold fillers are names only: their type is one that the article lists and the role allows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

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


def claims(gold: Mapping[str, Any], site_first: bool = False) -> list[Claim]:
    """The claims of one annotation. With ``site_first`` any filler is a Site where its role allows one, whatever the article lists."""
    types: dict[str, set[str]] = defaultdict(set)
    for entity in gold["entities"]:
        types[entity["name"]].add(entity["type"])
    return [_claim(gold["id"], number, raw, {} if site_first else types) for number, raw in enumerate(gold["claims"])]


def _claim(article: str, number: int, raw: Mapping[str, Any], types: Mapping[str, set[str]]) -> Claim:
    spec = ONTOLOGY.claim_type(raw["type"])
    roles = {name: tuple(_mention(spec.role(name), f, types, number) for f in fillers) for name, fillers in raw["roles"].items()}
    speaker = raw.get("speaker")
    time = raw.get("time") or {}
    told = (
        Factuality(raw["factuality"]),
        Mention(name=speaker, type=_speaker_type(speaker, types), start=0, end=1, key=entity_key(_speaker_type(speaker, types), speaker))
        if speaker
        else None,
        Interval.of(time.get("start"), time.get("end")),
    )
    values = {name: value_from_wire(spec.value(name), value, article) for name, value in raw["values"].items() if value is not None}
    evidence = Evidence(article=article, start=number, end=number + 1, quote=raw["quote"])
    return make_claim(spec.name, roles, evidence, values=values, told=told, made_by=("gold", 0.9))


def _mention(role: Role, name: str, types: Mapping[str, set[str]], number: int) -> Mention:
    allowed = [t for t in role.types if t in types.get(name, set())] or list(role.types)
    type_ = EntityType.SITE if EntityType.SITE in allowed else allowed[0]
    return Mention(name=name, type=type_, start=number, end=number + 1, key=entity_key(type_, name))


def _speaker_type(name: str, types: Mapping[str, set[str]]) -> EntityType:
    found = types.get(name, set()) & {EntityType.PERSON, EntityType.COMPANY, EntityType.AUTHORITY}
    return EntityType(min(found)) if found else EntityType.PERSON
