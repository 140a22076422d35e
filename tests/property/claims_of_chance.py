"""Claims of chance over a small vocabulary, so that they often meet, differ, and lack parts."""

from __future__ import annotations

from random import Random
from typing import Any

from graph.claims import make_claim
from graph.dates import Interval
from graph.ids import entity_key
from graph.model import Claim, Evidence, Mention
from graph.ontology import ONTOLOGY, ClaimType, EntityType, Factuality, Role, ValueKind, ValueSpec
from graph.projection import ArticleMeta
from graph.values import Value, value_from_wire

NAMES = {
    EntityType.COMPANY: ("Alpha", "Beta", "Gamma"),
    EntityType.PERSON: ("Ann", "Bob"),
    EntityType.SITE: ("Mill", "Dock"),
    EntityType.HARDWARE: ("S21", "GB300"),
    EntityType.ASSET: ("Bitcoin", "Ether"),
    EntityType.SECURITY: ("NASDAQ:ALP",),
    EntityType.ACTIVITY: ("ai-hpc", "bitcoin-mining"),
    EntityType.PLACE: ("Dallas", "Texas", "Ohio", "Toronto"),
    EntityType.AUTHORITY: ("SEC",),
}
DATES = ("2025", "2025-03", "2025-Q1", "2025-03-05", "2024-12", "2025-11-30")
PERIODS = ("2025-Q1", "2025-03", "2025-03-31", "2025-01/2025-03", "P1M", "FY2025", "2024")
DAYS = ("", "2025-01-10", "2025-03-05", "2025-03-05", "2025-04-30", "2025-12-01", "2026-02-01")
WORDS = ("co-CEO", "Chief", "One", "Two")


def articles_of_chance(rng: Random, count: int) -> dict[str, ArticleMeta]:
    """Articles, some of them copies of others."""
    ids = [f"a{n}" for n in range(count)]
    return {i: ArticleMeta(i, rng.choice(DAYS), rng.choice([i, i, ids[0]])) for i in ids}


def claim_of_chance(rng: Random, article: str, number: int, types: tuple[str, ...] = ()) -> Claim:
    """A claim with any parts that its type allows, few of them sometimes."""
    spec = ONTOLOGY.claim_type(rng.choice(types or tuple(t.name for t in ONTOLOGY)))
    while True:
        roles = {r.name: fillers for r in spec.roles if (fillers := _fillers(rng, r, number))}
        if roles:
            break
    values = {v.name: _value(rng, spec, v) for v in spec.values if rng.random() < (0.9 if v.key else 0.3)}
    start, end = (rng.choice(DATES) if rng.random() < chance and spec.name != "reports" else None for chance in (0.4, 0.2))
    factuality = rng.choice((*[Factuality.ACTUAL] * 4, *Factuality))
    speaker = _mention(rng, EntityType.PERSON, number) if rng.random() < 0.1 else None
    evidence = Evidence(article=article, start=number, end=number + 1, quote="x")
    told = (factuality, speaker, Interval.of(start, end))
    return make_claim(spec.name, roles, evidence, values=values, told=told, made_by=("chance", rng.choice((0.5, 0.9))))


def _fillers(rng: Random, role: Role, number: int) -> tuple[Mention, ...]:
    if rng.random() > (0.85 if role.key else 0.4):
        return ()
    count = rng.choice((1, 1, 2)) if role.many else 1
    return tuple({m.key: m for m in (_mention(rng, rng.choice(role.types), number) for _ in range(count))}.values())


def _mention(rng: Random, type_: EntityType, number: int) -> Mention:
    name = rng.choice(NAMES[type_])
    return Mention(name=rng.choice((name, name.upper())), type=type_, start=number, end=number + 1, key=entity_key(type_, name))


def _value(rng: Random, spec: ClaimType, value: ValueSpec) -> Value:
    return value_from_wire(value, _raw(rng, value), spec.name)


def _raw(rng: Random, value: ValueSpec) -> Any:
    amount = rng.choice((100, 101, 250, 30))
    if value.kind is ValueKind.CHOICE:
        return rng.choice(value.options[:4] if value.name != "metric" else ("revenue", "hashrate", "cash", "share_price_change"))
    if value.kind is ValueKind.TEXT:
        return rng.choice(WORDS)
    if value.kind in (ValueKind.DATE, ValueKind.PERIOD):
        return rng.choice(DATES if value.kind is ValueKind.DATE else PERIODS)
    if value.kind is ValueKind.COUNT:
        return amount
    bound = rng.choice(({"value": amount}, {"value": amount}, {"max": amount}))
    unit = {ValueKind.PERCENT: "%", ValueKind.COMPARISON: "%", ValueKind.QUANTITY: "MW", ValueKind.TERM: "years"}.get(value.kind)
    return {**bound, "unit": unit} if unit else {**bound, "currency": rng.choice(("USD", "USD", "EUR"))}
