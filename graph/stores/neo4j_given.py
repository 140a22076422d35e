"""The given part in Neo4j: articles, claims as found, ledgers, decisions, journal; and what the projection reads of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from graph.model import Article, ArticleState, Claim, Decision, Refusal
from graph.projection import ArticleMeta, NameUse, blocks
from graph.stores import wire
from graph.stores.intake import Held, Row, by_family, family, mentions, standing
from graph.stores.neo4j_driver import Work
from graph.stores.neo4j_rows import article_properties, claim_row, double_id, double_row, version_id, version_properties
from graph.stores.sqlite_view import hashed
from graph.stores.wire import claim_from_json


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of an article: those that stand by id, and the doubles that they stand for by the id of their node."""

    standing: Mapping[str, Claim] = field(default_factory=dict)
    doubles: Mapping[str, Claim] = field(default_factory=dict)

    @staticmethod
    def of(rows: Mapping[Row, Claim]) -> Claims:
        """Of all that extractors have found."""
        found = standing(rows.values())
        return Claims(found, {double_id(c): c for c in rows.values() if found[c.id] is not c})


@dataclass(frozen=True, slots=True)
class Ties:
    """Facts and items of the review list that rest on claims which are about to go."""

    facts: frozenset[str] = frozenset()
    reviews: frozenset[str] = frozenset()


class Given:
    """Reads and writes what is given, inside one transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def journal(self, action: str, subject: str) -> int:
        """Write a line of the journal; returns its number."""
        recorded = datetime.now(UTC).isoformat(timespec="milliseconds")
        return int(self._work.rows("write/journal", action=action, subject=subject, recorded=recorded)[0]["sequence"])

    def held(self, article_id: str) -> Held | None:
        """What is there of an article."""
        rows = self._work.rows("read/held-article", id=article_id)
        if not rows:
            return None
        claims = [claim_from_json(row["record"]) for row in self._work.rows("read/held-claims", id=article_id)]
        ledger = by_family(wire.refusal_from_wire(json.loads(line)) for line in rows[0]["ledger"] or ())
        article = article_of(rows[0]["record"])
        return Held(article, ArticleState(rows[0]["state"]), {(family(c.extractor), c.id): c for c in claims}, ledger)

    def metas(self, ids: Collection[str]) -> dict[str, ArticleMeta]:
        """What the projection needs of articles that are stored."""
        rows = self._work.rows("read/metas", ids=sorted(ids)) if ids else []
        return {row["id"]: ArticleMeta(row["id"], row["published"], row["origin"]) for row in rows}

    def put_article(self, article: Article, state: str, sequence: int, claims: int, ledger: Mapping[str, tuple[Refusal, ...]]) -> None:
        """Put in a version of an article, the newest from now on."""
        self._work.run(
            "write/put-article",
            id=article.id,
            properties=article_properties(article, state, claims, ledger),
            version_id=version_id(article),
            version=version_properties(article, sequence),
        )

    def put_publisher(self, article_id: str, publisher: str, before: str) -> None:
        """Say who has published an article; ``before`` is whom it said."""
        if publisher != before:
            self._work.run("write/put-publisher", id=article_id, publisher=publisher)
            if before:
                self._work.run("write/drop-publisher", publisher=before)

    def take_back(self, article_id: str) -> None:
        """Make a tombstone of an article."""
        gone: dict[str, Any] = {"state": str(ArticleState.RETRACTED), "claims": 0, "ledger": [], "origin": ""}
        self._work.run("write/set-article", id=article_id, properties=gone)

    def ties(self, claims: Collection[str]) -> Ties:
        """What rests on claims."""
        if not claims:
            return Ties()
        row = self._work.rows("read/claim-ties", ids=sorted(claims))[0]
        return Ties(frozenset(row["facts"]), frozenset(row["reviews"]))

    def put_claims(self, before: Claims, after: Claims) -> None:
        """Bring the claims of an article from what was to what is."""
        self._work.many("write/drop-claims", sorted(before.standing.keys() - after.standing.keys()), "ids")
        gone = [id_ for id_, claim in before.doubles.items() if after.doubles.get(id_) != claim]
        self._work.many("write/drop-doubles", sorted(gone), "ids")
        self._work.many("write/put-claims", [claim_row(c) for c in after.standing.values() if before.standing.get(c.id) != c])
        new = [claim for id_, claim in after.doubles.items() if before.doubles.get(id_) != claim]
        self._work.many("write/put-doubles", [double_row(c) for c in new])

    def standing(self, articles: Collection[str]) -> dict[str, Claim]:
        """The claims of articles that stand."""
        rows = self._work.rows("read/standing", articles=sorted(articles)) if articles else []
        return {c.id: c for c in (claim_from_json(row["record"]) for row in rows)}

    def all_standing(self) -> list[Claim]:
        """All claims that stand."""
        return [claim_from_json(row["record"]) for row in self._work.rows("read/all-standing")]

    def decisions(self) -> list[Decision]:
        """What people have decided, in the order of recording."""
        return [wire.decision_from_wire(json.loads(row["record"])) for row in self._work.rows("read/decisions")]

    def put_decision(self, decision: Decision) -> None:
        """Record a decision as the last one."""
        self.drop_decision(decision.id)
        self._work.run("write/put-decision", properties=decision_properties(decision))

    def drop_decision(self, decision_id: str) -> bool:
        """Take out a decision; whether it was there."""
        return bool(self._work.rows("write/drop-decision", id=decision_id))


def decision_properties(decision: Decision) -> dict[str, Any]:
    """A person's decision."""
    raw = wire.decision_to_wire(decision)
    caption = f"{raw['kind']} {', '.join(decision.keys)}"
    shown = {"id": decision.id, "kind": raw["kind"], "keys": raw["keys"], "note": decision.note, "caption": caption}
    return {**shown, "record": wire.to_json(raw)}


def article_of(record: str) -> Article:
    """The article of a version's node."""
    return wire.article_from_wire(json.loads(record))


class Filed:
    """The claims as the projection looks them up (its Base): by block, by key, by name.

    Whom a claim is about is written when the entities are there, after the projection: ``fresh`` claims, which this transaction has put
    in, are looked up here until then.
    """

    def __init__(self, work: Work, given: Given, fresh: Sequence[Claim] = (), days: Mapping[str, str] | None = None) -> None:
        self._work = work
        self._given = given
        self._fresh = fresh
        self._days = days or {}

    def claims(self, wanted: Collection[str]) -> Iterable[Claim]:
        """See graph.projection.Base."""
        rows = self._work.rows("read/claims-in-blocks", blocks=sorted(hashed(block) for block in wanted)) if wanted else []
        return [claim_from_json(row["record"]) for row in rows]

    def using(self, keys: Collection[str]) -> Iterable[Claim]:
        """See graph.projection.Base."""
        rows = self._work.rows("read/claims-using", keys=sorted(keys)) if keys else []
        own = [c for c in self._fresh if any(m.key in keys for m in mentions(c))]
        return [*(claim_from_json(row["record"]) for row in rows), *own]

    def articles(self, ids: Collection[str]) -> Mapping[str, ArticleMeta]:
        """See graph.projection.Base."""
        return self._given.metas(ids)

    def uses(self, keys: Collection[str]) -> Iterable[NameUse]:
        """See graph.projection.Base."""
        rows = self._work.rows("read/name-uses", keys=sorted(keys)) if keys else []
        held = [(row["key"], row["name"], used) for row in rows for used in (row["oldest"], row["newest"])]
        own = [(m.key, m.name, f"{self._days[c.evidence.article]}\t{c.id}") for c in self._fresh for m in mentions(c) if m.key in keys]
        return [NameUse(key, name, *used.split("\t", 1)) for key, name, used in {*held, *own}]

    def places(self) -> Collection[str]:
        """See graph.projection.Base."""
        return [row["id"] for row in self._work.rows("read/told-places")]

    def known_keys(self, decision: Decision) -> set[str]:
        """The keys of a decision that claims have (those that it names, if any)."""
        rows = self._work.rows("read/known-keys", keys=sorted(decision.keys), claims=sorted(decision.claims) or None)
        return {row["key"] for row in rows}


def block_rows(claims: Iterable[Claim], days: Mapping[str, str]) -> list[dict[str, Any]]:
    """Under which blocks claims are filed, sorted."""
    pairs = {(hashed(block), claim.id) for claim in claims for block in blocks(claim, days[claim.evidence.article])}
    return [{"block": block, "claim": claim} for block, claim in sorted(pairs)]
