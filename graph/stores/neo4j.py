"""The Neo4j store: a server, for those who outgrow one file or want Cypher and Neo4j Browser. One transaction a write."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

from graph.errors import NotFound, StoreBusy, StoreError
from graph.model import Article, ArticleRecord, ArticleState, Claim, Decision, Refusal
from graph.reference import Reference
from graph.stores.base import Written
from graph.stores.dump import Dumped, dump_lines, read_dump
from graph.stores.intake import Held, Plan, by_family, family, plan_write, require_keys, take_in
from graph.stores.neo4j_address import read_address
from graph.stores.neo4j_driver import Connection, Work
from graph.stores.neo4j_given import Claims, Given
from graph.stores.neo4j_schema import prepare
from graph.stores.neo4j_upkeep import Upkeep
from graph.stores.neo4j_view import Neo4jView


class Neo4jStore(Neo4jView):
    """A store on a server. ``address`` is ``neo4j://HOST/DATABASE`` or ``bolt://...``; user and password come from it or ``environment``.

    A writer makes an empty database a store. Raises StoreError, StoreVersionError, SettingsError.
    """

    def __init__(
        self,
        address: str,
        reference: Reference,
        read_only: bool = False,
        *,
        environment: Mapping[str, str] | None = None,
        patience: float = 30.0,
    ) -> None:
        self._reference = reference
        given = os.environ if environment is None else environment
        super().__init__(Connection(read_address(address, given), read_only, patience=patience))
        try:
            prepare(self._connection)
        except StoreError:
            self.close()
            raise

    def write(
        self, article: Article, claims: Sequence[Claim], refusals: Sequence[Refusal] = (), *, extractor: str = "", restore: bool = False
    ) -> Written:
        """See Writer."""
        intake = take_in(article, claims, refusals, extractor)

        def write(work: Work) -> Written:
            upkeep = Upkeep(work, self._reference)
            held = upkeep.given.held(article.id)
            plan = plan_write(held, intake, restore)
            if plan.action:
                _put(upkeep, article, held, plan)
            return plan.written

        return self._connection.write(write)

    def retract(self, article_id: str) -> None:
        """See Writer."""

        def retract(work: Work) -> None:
            upkeep = Upkeep(work, self._reference)
            held = upkeep.given.held(article_id)
            if held is None:
                raise NotFound(f"the store holds no article {article_id}")
            if held.state is not ArticleState.RETRACTED:
                upkeep.given.journal("retract", article_id)
                upkeep.change_article(article_id, Claims.of(held.claims), Claims(), lambda: upkeep.given.take_back(article_id))

        self._connection.write(retract)

    def decide(self, decision: Decision) -> None:
        """See Writer."""

        def decide(work: Work) -> None:
            upkeep = Upkeep(work, self._reference)
            known = {d.id: d for d in upkeep.given.decisions()}
            if known.get(decision.id) != decision:
                require_keys(decision, upkeep.known_keys(decision))
                upkeep.given.journal("decide", decision.id)
                upkeep.given.put_decision(decision)
                upkeep.decided(decision, anew=decision.id in known)

        self._connection.write(decide)

    def undecide(self, decision_id: str) -> None:
        """See Writer."""

        def undecide(work: Work) -> None:
            upkeep = Upkeep(work, self._reference)
            if not upkeep.given.drop_decision(decision_id):
                raise NotFound(f"the store holds no decision {decision_id}")
            upkeep.given.journal("undecide", decision_id)
            upkeep.rebuild()

        self._connection.write(undecide)

    def rebuild(self) -> None:
        """See Writer."""

        def rebuild(work: Work) -> None:
            upkeep = Upkeep(work, self._reference)
            upkeep.given.journal("rebuild", "")
            upkeep.rebuild()

        self._connection.write(rebuild)

    def dump(self) -> Iterator[str]:
        """See Store. Neo4j keeps no state of the past for a reader: when others have written meanwhile, StoreBusy is raised at the end."""
        begun = self._state()
        yield from dump_lines(self)
        if self._state() != begun:
            raise StoreBusy(f"{self._connection.where}: the store was written while it was dumped; the dump is of no use, make it again")

    def _state(self) -> int:
        return int(self._connection.read(lambda work: work.rows("read/store"))[0]["sequence"])

    def load_dump(self, lines: Iterable[str]) -> None:
        """See Store."""
        dumped = read_dump(lines)

        def load(work: Work) -> None:
            upkeep = Upkeep(work, self._reference)
            if work.rows("read/articles", after="", limit=1, states=[]) or upkeep.given.decisions():
                raise StoreError(f"{self._connection.where}: a dump is loaded into an empty store only; give the address of a new one")
            _load(upkeep.given, dumped)
            upkeep.rebuild()

        self._connection.write(load)

    def close(self) -> None:
        """See Store."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _put(upkeep: Upkeep, article: Article, held: Held | None, plan: Plan) -> None:
    """Put in a version of an article with its claims and its ledger."""
    sequence = upkeep.given.journal(plan.action, article.id)
    old = dict(held.claims) if held else {}
    after = Claims.of({row: claim for row, claim in old.items() if row not in plan.gone} | dict(plan.new))

    def put() -> None:
        upkeep.given.put_article(article, str(ArticleState.STORED), sequence, len(after.standing), plan.ledger)
        upkeep.given.put_publisher(article.id, article.publisher, held.article.publisher if held else "")

    upkeep.change_article(article.id, Claims.of(old), after, put)


def _load(given: Given, dumped: Dumped) -> None:
    """Put in what a dump gives: the versions of each article one after the other, then claims and decisions."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in dumped.claims:
        claims[claim.evidence.article].append(claim)
    own = {id_: Claims.of({(family(c.extractor), c.id): c for c in found}) for id_, found in claims.items()}
    publishers: dict[str, str] = {}
    for record in dumped.articles:
        _load_article(given, record, own.get(record.article.id, Claims()))
        given.put_publisher(record.article.id, record.article.publisher, publishers.get(record.article.id, ""))
        publishers[record.article.id] = record.article.publisher
    given.put_claims(Claims(), Claims(_joined(c.standing for c in own.values()), _joined(c.doubles for c in own.values())))
    for decision in dumped.decisions:
        given.put_decision(decision)


def _load_article(given: Given, record: ArticleRecord, claims: Claims) -> None:
    sequence = given.journal("load", record.article.id)
    given.put_article(record.article, str(record.state), sequence, len(claims.standing), by_family(record.refusals))


def _joined(parts: Iterable[Mapping[str, Claim]]) -> dict[str, Claim]:
    return {id_: claim for part in parts for id_, claim in part.items()}
