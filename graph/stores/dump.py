"""Dumps: a store as JSON Lines, made through its View alone, so that two stores with equal content give equal bytes.

The first line names the format. Then come, each kind in its order: articles (every version, with state, story and ledger), claims (as
each extractor found them), decisions; and what follows from these: the resolver (which entity each mention is), entities, facts, edges,
review list. Tombstones are articles in the state "retracted". Loading a dump takes the first part and makes the second anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from graph.claims import from_wire, to_wire
from graph.errors import ClaimstakeError, InvalidValue
from graph.model import ArticleRecord, ArticleState, Claim, Decision
from graph.stores import wire
from graph.stores.base import EVERYTHING, Direction, View, every

FORMAT = "claimstake-dump"
VERSION = 1
_BATCH = 500
_DERIVED = frozenset({"resolved", "entity", "fact", "edge", "review"})


@dataclass(frozen=True, slots=True)
class Dumped:
    """The part of a dump that the rest follows from. ``articles`` have the newest version of each last; claims come as found."""

    articles: tuple[ArticleRecord, ...] = ()
    claims: tuple[Claim, ...] = ()
    decisions: tuple[Decision, ...] = ()


def dump_lines(view: View) -> Iterator[str]:
    """The lines of a dump."""
    yield wire.to_json({"format": FORMAT, "version": VERSION})
    yield from _given(view)
    yield from _derived(view)


def _given(view: View) -> Iterator[str]:
    for record in every(lambda page: view.articles(page=page)):
        yield _line("article", _article(record))
    for claim in every(lambda page: view.claims(doubles=True, page=page)):
        yield _line("claim", to_wire(claim))
    for decision in view.decisions():
        yield _line("decision", wire.decision_to_wire(decision))


def _derived(view: View) -> Iterator[str]:
    claims = every(lambda page: view.claims(page=page))
    while batch := [claim.id for claim in islice(claims, _BATCH)]:
        for (claim_id, key), id_ in sorted(view.resolved(batch).items()):
            yield _line("resolved", {"claim": claim_id, "key": key, "entity": id_})
    nodes: list[str] = []
    for entity in every(lambda page: view.entities(page=page)):
        nodes.append(entity.id)
        yield _line("entity", wire.entity_to_wire(entity))
    for fact in every(lambda page: view.facts(where=EVERYTHING, page=page)):
        nodes.append(fact.id)
        yield _line("fact", wire.fact_to_wire(fact))
    for start in range(0, len(nodes), _BATCH):
        for edge in view.edges(nodes[start : start + _BATCH], Direction.OUT, where=EVERYTHING):
            yield _line("edge", wire.edge_to_wire(edge))
    for item in view.review():
        yield _line("review", wire.review_to_wire(item))


def _line(kind: str, record: Mapping[str, Any]) -> str:
    return wire.to_json({"kind": kind, "record": record})


def _article(record: ArticleRecord) -> dict[str, Any]:
    return {
        **wire.article_to_wire(record.article),
        "state": str(record.state),
        "origin": record.origin,
        "refusals": [wire.refusal_to_wire(r) for r in record.refusals],
    }


def read_dump(lines: Iterable[str]) -> Dumped:
    """Read the given part of a dump. Raises InvalidValue naming the line."""
    articles: list[ArticleRecord] = []
    claims: list[Claim] = []
    decisions: list[Decision] = []
    numbered = enumerate(lines, 1)
    _check_head(next(numbered, (1, ""))[1])
    for number, line in numbered:
        try:
            raw = json.loads(line)
            kind, record = raw["kind"], raw["record"]
            if kind == "article":
                articles.append(_article_record(record))
            elif kind == "claim":
                claims.append(from_wire(record))
            elif kind == "decision":
                decisions.append(wire.decision_from_wire(record))
            elif kind not in _DERIVED:
                raise InvalidValue(f"unknown kind {kind!r}")
        except (ClaimstakeError, KeyError, TypeError, ValueError) as error:
            raise InvalidValue(f"line {number} of the dump cannot be read ({type(error).__name__}: {error}): {line[:80]}") from error
    _check_articles(articles, claims)
    return Dumped(tuple(articles), tuple(claims), tuple(decisions))


def _check_articles(articles: Iterable[ArticleRecord], claims: Iterable[Claim]) -> None:
    """Every claim is of an article that is stored."""
    stored = {record.article.id for record in articles if record.state is ArticleState.STORED}
    if missing := sorted({claim.evidence.article for claim in claims} - stored):
        raise InvalidValue(f"the dump has claims of {missing[0]}, but not that article; make the dump anew")


def _check_head(line: str) -> None:
    try:
        head = json.loads(line)
        known = head["format"] == FORMAT
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidValue(
            "this is no dump of Claimstake: its first line does not name the format; make one with claimstake dump"
        ) from error
    if not known or head.get("version") != VERSION:
        raise InvalidValue(f"the dump is of format {head['format']!r} {head.get('version')!r}; this Claimstake reads {FORMAT} {VERSION}")


def _article_record(raw: dict[str, Any]) -> ArticleRecord:
    state, origin, refusals = ArticleState(raw.pop("state")), raw.pop("origin"), raw.pop("refusals")
    return ArticleRecord(
        article=wire.article_from_wire(raw),
        state=state,
        origin=origin,
        sequence=0,
        claims=0,
        refusals=tuple(wire.refusal_from_wire(r) for r in refusals),
    )
