"""The given rows in SQLite: articles, claims as found, ledgers, decisions, journal; and what the projection reads of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from graph.model import Article, ArticleState, Claim, Decision, Refusal
from graph.projection import ArticleMeta, NameUse, blocks, moment, series_of
from graph.stores import wire
from graph.stores.intake import Held, Row, by_family, family, mentions, surest
from graph.stores.sqlite_file import Database
from graph.stores.sqlite_view import VERSION_COLUMNS, array, article_of, hashed
from graph.stores.wire import claim_from_json, claim_to_json

_AMONG = "IN (SELECT value FROM json_each(?))"
# The standing claims of an article: id -> (number of the row, claim).
Standing: TypeAlias = dict[str, tuple[int, Claim]]


class GivenRows:
    """Reads and writes what is given. All writing happens inside a transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def journal(self, action: str, subject: str) -> int:
        """Write a line of the journal; returns its number."""
        recorded = datetime.now(UTC).isoformat(timespec="milliseconds")
        statement = "INSERT INTO journal (action, subject, recorded) VALUES (?, ?, ?) RETURNING sequence"
        return int(self._db.query(statement, (action, subject, recorded))[0][0])

    def held(self, article_id: str) -> Held | None:
        """What is there of an article."""
        rows = self._db.query(
            f"""SELECT {VERSION_COLUMNS}, a.state FROM article a CROSS JOIN article_version v ON v.article = a.id AND v.version = a.version
            WHERE a.id = ?""",
            (article_id,),
        )
        if not rows:
            return None
        claims = self._db.query("SELECT family, id, record FROM claim WHERE article = ?", (article_id,))
        lines = self._db.query("SELECT record FROM refusal WHERE article = ? ORDER BY family, place", (article_id,))
        return Held(
            article_of(rows[0]),
            ArticleState(rows[0][-1]),
            {(own, id_): claim_from_json(record) for own, id_, record in claims},
            by_family(wire.refusal_from_wire(json.loads(line[0])) for line in lines),
        )

    def metas(self, ids: Collection[str] | None = None) -> dict[str, ArticleMeta]:
        """What the projection needs of articles that are stored (all, or those of the ids)."""
        statement = """SELECT a.id, v.published, a.origin FROM article a CROSS JOIN article_version v
            ON v.article = a.id AND v.version = a.version WHERE a.state = 'stored'"""
        rows = self._db.query(statement) if ids is None else self._db.query(f"{statement} AND a.id {_AMONG}", (array(ids),))
        return {id_: ArticleMeta(id_, published, origin) for id_, published, origin in rows}

    def put_article(self, article: Article, state: ArticleState, sequence: int) -> None:
        """Put in a version of an article, the newest from now on."""
        self._db.query(
            """INSERT INTO article (id, version, state, origin, claims) VALUES (?, ?, ?, '', 0)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state""",
            (article.id, article.version, str(state)),
        )
        self._db.query("DELETE FROM article_version WHERE article = ? AND version = ?", (article.id, article.version))
        self._db.query(
            f"INSERT INTO article_version (article, version, sequence, {', '.join(_COLUMNS)}, day, signature, warnings) "
            f"VALUES ({', '.join('?' * (len(_COLUMNS) + 6))})",
            (article.id, article.version, sequence, *(getattr(article, name) for name in _COLUMNS), article.day,
             wire.to_json(article.signature), wire.to_json(article.warnings)),
        )  # fmt: skip

    def set_state(self, article_id: str, state: ArticleState) -> None:
        """Say that an article is stored or retracted."""
        self._db.query("UPDATE article SET state = ?, origin = '' WHERE id = ?", (str(state), article_id))

    def put_ledger(self, article_id: str, ledger: Mapping[str, Iterable[Refusal]]) -> None:
        """Put in the whole ledger of an article."""
        self._db.query("DELETE FROM refusal WHERE article = ?", (article_id,))
        rows = (
            (article_id, own, place, wire.to_json(wire.refusal_to_wire(line)))
            for own, lines in ledger.items()
            for place, line in enumerate(lines)
        )
        self._db.many("INSERT INTO refusal VALUES (?, ?, ?, ?)", rows)

    def put_claims(self, article_id: str, gone: Iterable[Row], new: Mapping[Row, Claim]) -> None:
        """Drop and put in claims as found, and settle which of them stand."""
        self._db.many("DELETE FROM claim WHERE family = ? AND id = ?", gone)
        rows = ((id_, own, claim.evidence.article, claim.evidence.start, claim.extractor, claim.type, str(claim.factuality),
                 claim.confidence, claim_to_json(claim)) for (own, id_), claim in new.items())  # fmt: skip
        self._db.many(
            """INSERT INTO claim (id, family, article, start, extractor, stands, type, factuality, confidence, record)
            VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)""",
            rows,
        )
        self._settle(article_id)

    def _settle(self, article_id: str) -> None:
        """Of the claims that several extractors found, let the surest stand."""
        if len(self._db.query("SELECT DISTINCT family FROM claim WHERE article = ? LIMIT 2", (article_id,))) > 1:
            found: dict[str, list[Claim]] = {}
            for (record,) in self._db.query("SELECT record FROM claim WHERE article = ?", (article_id,)):
                claim = claim_from_json(record)
                found.setdefault(claim.id, []).append(claim)
            stand = ((family(surest(claims).extractor), id_) for id_, claims in found.items())
            self._db.many("UPDATE claim SET stands = family = ? WHERE id = ?", stand)
        else:
            self._db.query("UPDATE claim SET stands = 1 WHERE article = ? AND stands = 0", (article_id,))
        count = "(SELECT count(*) FROM claim WHERE article = ?1 AND stands = 1)"
        self._db.query(f"UPDATE article SET claims = {count} WHERE id = ?1", (article_id,))

    def standing(self, articles: Collection[str]) -> Standing:
        """The claims of articles that stand."""
        rows = self._db.query(f"SELECT id, number, record FROM claim WHERE stands = 1 AND article {_AMONG}", (array(articles),))
        return {id_: (number, claim_from_json(record)) for id_, number, record in rows}

    def all_standing(self) -> Iterable[tuple[int, Claim]]:
        """All claims that stand, with the numbers of their rows."""
        rows = self._db.query("SELECT number, record FROM claim WHERE stands = 1 ORDER BY number")
        return ((number, claim_from_json(record)) for number, record in rows)

    def put_decision(self, decision: Decision) -> None:
        """Record a decision as the last one."""
        self.drop_decision(decision.id)
        self._db.query("INSERT INTO decision (id, record) VALUES (?, ?)", (decision.id, wire.to_json(wire.decision_to_wire(decision))))

    def drop_decision(self, decision_id: str) -> bool:
        """Take out a decision; whether it was there."""
        return bool(self._db.query("DELETE FROM decision WHERE id = ? RETURNING id", (decision_id,)))


_COLUMNS = ("source_key", "url", "title", "published", "publisher", "author", "lang", "kind", "text")


class FiledClaims:
    """The standing claims as the projection looks them up (its Timeline): by block, by key, by name."""

    def __init__(self, database: Database, given: GivenRows) -> None:
        self._db = database
        self._given = given

    def file(self, claims: Iterable[tuple[int, Claim]], days: Mapping[str, str]) -> None:
        """File claims under their blocks and names. ``days`` has the day of each article."""
        held = list(claims)
        self._db.many("INSERT INTO block VALUES (?, ?)", _block_rows(held, days))
        self._db.many("INSERT INTO moment VALUES (?, ?, ?, ?, ?)", _moment_rows(held, days))
        self._db.many("INSERT INTO mention VALUES (?, ?, ?, ?)", _mention_rows(held, days))

    def unfile(self, claims: Iterable[tuple[int, Claim]], days: Mapping[str, str]) -> None:
        """Take out what :meth:`file` put in for the same claims and days."""
        held = list(claims)
        self._db.many("DELETE FROM block WHERE block = ? AND claim = ?", _block_rows(held, days))
        self._db.many("DELETE FROM moment WHERE series = ? AND day = ? AND claim = ?", (row[:3] for row in _moment_rows(held, days)))
        self._db.many("DELETE FROM mention WHERE key = ? AND name = ? AND day = ? AND claim = ?", _mention_rows(held, days))

    def clear(self) -> None:
        """Take out everything."""
        self._db.query("DELETE FROM block")
        self._db.query("DELETE FROM moment")
        self._db.query("DELETE FROM mention")

    def known_keys(self, decision: Decision) -> set[str]:
        """The keys of a decision that claims have (those that it names, if any)."""
        told, parameters = f"key {_AMONG}", [array(decision.keys)]
        if decision.claims:
            told, parameters = f"{told} AND claim {_AMONG}", [*parameters, array(decision.claims)]
        return {key for (key,) in self._db.query(f"SELECT DISTINCT key FROM mention WHERE {told}", parameters)}

    def claims(self, wanted: Collection[str]) -> Iterable[Claim]:
        """See graph.projection.Base."""
        found = f"SELECT claim FROM block WHERE block {_AMONG}"
        rows = self._db.query(f"SELECT record FROM claim WHERE number IN ({found})", (array(hashed(block) for block in wanted),))
        return [claim_from_json(record) for (record,) in rows]

    def cuts(self, series: Collection[str], day: str, new: Collection[str], gone: Collection[str]) -> tuple[str, str]:
        """See graph.projection.Timeline."""
        wanted = array(hashed(one) for one in series)
        parameters = (wanted, day, array(new), wanted, array(gone))
        since, until = (self._db.query(statement, parameters)[0][0] for statement in (_LAST_CUT, _NEXT_CUT))
        return since or "", until or ""

    def moments(self, series: Collection[str], since: str, until: str) -> Iterable[Claim]:
        """See graph.projection.Timeline."""
        rows = self._db.query(
            """SELECT c.record FROM json_each(?) s CROSS JOIN moment m ON m.series = s.value AND m.day >= ? AND m.day < ?
            CROSS JOIN claim c ON c.number = m.claim""",
            (array(hashed(one) for one in series), since, until or "~"),
        )
        return [claim_from_json(record) for (record,) in rows]

    def using(self, keys: Collection[str]) -> Iterable[Claim]:
        """See graph.projection.Base."""
        found = f"SELECT claim FROM mention WHERE key {_AMONG}"
        rows = self._db.query(f"SELECT record FROM claim WHERE stands = 1 AND id IN ({found})", (array(keys),))
        return [claim_from_json(record) for (record,) in rows]

    def articles(self, ids: Collection[str]) -> Mapping[str, ArticleMeta]:
        """See graph.projection.Base."""
        return self._given.metas(ids)

    def uses(self, keys: Collection[str]) -> Iterable[NameUse]:
        """See graph.projection.Base. The names of a key are found by leaping from one to the next: a firm has a thousand uses of one."""
        rows = self._db.query(_USES, (array(keys),))
        return [NameUse(key, name, day, claim) for key, name, day, claim in rows]

    def places(self) -> Collection[str]:
        """See graph.projection.Base."""
        return [row[0] for row in self._db.query("SELECT id FROM entity WHERE type = 'Place' AND told = 1")]


# Of each series the nearest day that cuts it, walked to from the given day; of these the nearest.
_CUT = """
SELECT {best}((
  SELECT m.day FROM moment m CROSS JOIN claim c ON c.number = m.claim
  WHERE m.series = s.value AND m.known <> '' AND m.day {side} ?2 AND c.id NOT IN (SELECT value FROM json_each(?3))
    AND NOT EXISTS (SELECT 1 FROM json_each(?4) o CROSS JOIN moment u
      WHERE u.series = o.value AND u.undated = 1 AND u.day >= m.day AND u.day < m.known)
    AND NOT EXISTS (SELECT 1 FROM json_each(?5) g WHERE g.value >= m.day AND g.value < m.known)
  ORDER BY m.day {order} LIMIT 1
)) FROM json_each(?1) s
"""
_LAST_CUT = _CUT.format(best="max", side="<=", order="DESC")
_NEXT_CUT = _CUT.format(best="min", side=">", order="ASC")
_USES = """
WITH RECURSIVE named (key, name) AS (
  SELECT value, (SELECT min(m.name) FROM mention m WHERE m.key = value) FROM json_each(?)
  UNION ALL
  SELECT n.key, (SELECT min(m.name) FROM mention m WHERE m.key = n.key AND m.name > n.name) FROM named n WHERE n.name IS NOT NULL
),
ends (key, name, low, high) AS (
  SELECT key, name,
    (SELECT m.day FROM mention m WHERE m.key = n.key AND m.name = n.name ORDER BY m.day, m.claim LIMIT 1),
    (SELECT m.day FROM mention m WHERE m.key = n.key AND m.name = n.name ORDER BY m.day DESC, m.claim DESC LIMIT 1)
  FROM named n WHERE name IS NOT NULL
)
SELECT key, name, low, (SELECT min(m.claim) FROM mention m WHERE m.key = e.key AND m.name = e.name AND m.day = e.low) FROM ends e
UNION
SELECT key, name, high, (SELECT max(m.claim) FROM mention m WHERE m.key = e.key AND m.name = e.name AND m.day = e.high) FROM ends e
"""


def _block_rows(claims: Iterable[tuple[int, Claim]], days: Mapping[str, str]) -> list[tuple[int, int]]:
    return sorted({(hashed(b), number) for number, claim in claims for b in blocks(claim, days[claim.evidence.article])})


def _moment_rows(claims: Iterable[tuple[int, Claim]], days: Mapping[str, str]) -> list[tuple[int, str, int, str, int]]:
    found = ((number, c, moment(c, days[c.evidence.article])) for number, c in claims)
    return sorted(
        {(hashed(series_of(c, m.key)), at.day, n, at.known, int(at.undated)) for n, c, at in found if at for m in c.fillers("subject")}
    )


def _mention_rows(claims: Iterable[tuple[int, Claim]], days: Mapping[str, str]) -> list[tuple[Any, ...]]:
    return sorted({(m.key, m.name, days[c.evidence.article], c.id) for _, c in claims for m in mentions(c)})
