"""The SQLite store: the embedded default. One file, one transaction a write, the graph kept up to date with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import NotFound, StoreError
from graph.model import Article, ArticleState, Claim, Decision, Refusal
from graph.reference import Reference
from graph.stores.base import Page, Written
from graph.stores.dump import Dumped, dump_lines, read_dump
from graph.stores.intake import Plan, by_family, family, plan_write, require_keys, take_in
from graph.stores.sqlite_file import TIMEOUT, Database
from graph.stores.sqlite_upkeep import Upkeep
from graph.stores.sqlite_view import SqliteView


class SqliteStore(SqliteView):
    """A store in a file. ``address`` is its path; a writer makes the file. Raises StoreError, StoreVersionError, StoreBusy."""

    def __init__(self, address: str, reference: Reference, read_only: bool = False, *, timeout: float = TIMEOUT) -> None:
        super().__init__(Database(Path(address), read_only, timeout=timeout))
        self._upkeep = Upkeep(self._db, reference)
        self._given = self._upkeep.given

    def write(
        self, article: Article, claims: Sequence[Claim], refusals: Sequence[Refusal] = (), *, extractor: str = "", restore: bool = False
    ) -> Written:
        """See Writer."""
        intake = take_in(article, claims, refusals, extractor)
        with self._db.writing():
            plan = plan_write(self._given.held(article.id), intake, restore)
            if plan.action:
                self._put(article, plan)
        return plan.written

    def _put(self, article: Article, plan: Plan) -> None:
        sequence = self._given.journal(plan.action, article.id)

        def put() -> None:
            self._given.put_article(article, ArticleState.STORED, sequence)
            self._given.put_claims(article.id, plan.gone, plan.new)
            self._given.put_ledger(article.id, plan.ledger)

        self._upkeep.change_article(article.id, put)

    def retract(self, article_id: str) -> None:
        """See Writer."""
        with self._db.writing():
            held = self._given.held(article_id)
            if held is None:
                raise NotFound(f"the store holds no article {article_id}")
            if held.state is not ArticleState.RETRACTED:
                self._given.journal("retract", article_id)

                def take_back() -> None:
                    self._given.put_claims(article_id, held.claims, {})
                    self._given.put_ledger(article_id, {})
                    self._given.set_state(article_id, ArticleState.RETRACTED)

                self._upkeep.change_article(article_id, take_back)

    def decide(self, decision: Decision) -> None:
        """See Writer."""
        with self._db.writing():
            known = {d.id: d for d in self.decisions()}
            if known.get(decision.id) != decision:
                require_keys(decision, self._upkeep.filed.known_keys(decision))
                self._given.journal("decide", decision.id)
                self._given.put_decision(decision)
                self._upkeep.decided(decision, anew=decision.id in known)

    def undecide(self, decision_id: str) -> None:
        """See Writer."""
        with self._db.writing():
            if not self._given.drop_decision(decision_id):
                raise NotFound(f"the store holds no decision {decision_id}")
            self._given.journal("undecide", decision_id)
            self._upkeep.rebuild()

    def rebuild(self) -> None:
        """See Writer."""
        with self._db.writing():
            self._given.journal("rebuild", "")
            self._upkeep.rebuild()

    def dump(self) -> Iterator[str]:
        """See Store. A connection of its own keeps to one state of the store, while others write."""
        database = Database(self._db.path, read_only=True, timeout=self._db.timeout)
        try:
            with database.reading():
                yield from dump_lines(SqliteView(database))
        finally:
            database.close()

    def load_dump(self, lines: Iterable[str]) -> None:
        """See Store."""
        dumped = read_dump(lines)
        with self._db.writing():
            if self.articles(page=Page(1)) or self.decisions():
                raise StoreError(f"{self._db.path}: a dump is loaded into an empty store only; give the path of a new one")
            self._load(dumped)
            self._upkeep.rebuild()

    def _load(self, dumped: Dumped) -> None:
        """Put in what a dump gives: the versions of each article one after the other, then claims and decisions."""
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in dumped.claims:
            claims[claim.evidence.article].append(claim)
        for record in dumped.articles:
            article = record.article
            self._given.put_article(article, record.state, self._given.journal("load", article.id))
            self._given.put_ledger(article.id, by_family(record.refusals))
        for article_id, found in claims.items():
            self._given.put_claims(article_id, (), {(family(c.extractor), c.id): c for c in found})
        for decision in dumped.decisions:
            self._given.put_decision(decision)

    def close(self) -> None:
        """See Store."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
