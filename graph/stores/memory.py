"""The memory store: the readable reference. It holds articles, claims and decisions, and makes the graph anew after every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from graph.errors import NotFound, StoreError
from graph.model import Article, ArticleState, Change, Claim, Decision, Refusal
from graph.reference import Reference
from graph.stores.base import Written
from graph.stores.dump import dump_lines, read_dump
from graph.stores.intake import Held, Plan, by_family, family, mentions, plan_write, require_keys, take_in
from graph.stores.memory_view import Graph, MemoryView, Shelf


class MemoryStore(MemoryView):
    """A store that lasts as long as its object; for tests, experiments and small graphs. ``address`` is not used."""

    def __init__(self, address: str, reference: Reference, read_only: bool = False) -> None:
        super().__init__()
        self._shelves: dict[str, Shelf] = {}
        self._reference = reference
        self._read_only = read_only
        self._changed(())

    def write(
        self, article: Article, claims: Sequence[Claim], refusals: Sequence[Refusal] = (), *, extractor: str = "", restore: bool = False
    ) -> Written:
        """See Writer."""
        self._may_write()
        shelf = self._shelves.get(article.id)
        held = Held(shelf.newest, shelf.state, shelf.claims, shelf.ledger) if shelf else None
        plan = plan_write(held, take_in(article, claims, refusals, extractor), restore)
        if plan.action:
            self._put(article, plan)
        return plan.written

    def _put(self, article: Article, plan: Plan) -> None:
        shelf = self._shelves.setdefault(article.id, Shelf())
        shelf.state = ArticleState.STORED
        shelf.versions.pop(article.version, None)
        shelf.versions[article.version] = (article, len(self._journal) + 1)
        shelf.claims = {row: claim for row, claim in shelf.claims.items() if row not in plan.gone} | dict(plan.new)
        shelf.ledger = plan.ledger
        self._changed(self._graph.decisions, plan.action, article.id)

    def retract(self, article_id: str) -> None:
        """See Writer."""
        self._may_write()
        shelf = self._shelves.get(article_id)
        if shelf is None:
            raise NotFound(f"the store holds no article {article_id}")
        if shelf.state is not ArticleState.RETRACTED:
            shelf.state, shelf.claims, shelf.ledger = ArticleState.RETRACTED, {}, {}
            self._changed(self._graph.decisions, "retract", article_id)

    def decide(self, decision: Decision) -> None:
        """See Writer."""
        self._may_write()
        if decision not in self._graph.decisions:
            claims = [c for c in self._graph.claims.values() if not decision.claims or c.id in decision.claims]
            require_keys(decision, {m.key for claim in claims for m in mentions(claim)})
            others = [d for d in self._graph.decisions if d.id != decision.id]
            self._changed((*others, decision), "decide", decision.id)

    def undecide(self, decision_id: str) -> None:
        """See Writer."""
        self._may_write()
        others = tuple(d for d in self._graph.decisions if d.id != decision_id)
        if len(others) == len(self._graph.decisions):
            raise NotFound(f"the store holds no decision {decision_id}")
        self._changed(others, "undecide", decision_id)

    def rebuild(self) -> None:
        """See Writer."""
        self._may_write()
        self._changed(self._graph.decisions, "rebuild")

    def dump(self) -> Iterator[str]:
        """See Store."""
        return dump_lines(self)

    def load_dump(self, lines: Iterable[str]) -> None:
        """See Store."""
        self._may_write()
        if self._shelves or self._graph.decisions:
            raise StoreError("a dump is loaded into an empty store only; give the path of a new one")
        dumped = read_dump(lines)
        for record in dumped.articles:
            shelf = self._shelves.setdefault(record.article.id, Shelf())
            self._changed((), "load", record.article.id)
            shelf.versions[record.article.version] = (record.article, len(self._journal))
            shelf.state = record.state
            shelf.ledger = by_family(record.refusals)
        for claim in dumped.claims:
            self._shelves[claim.evidence.article].claims[family(claim.extractor), claim.id] = claim
        self._changed(dumped.decisions)

    def close(self) -> None:
        """See Store."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _may_write(self) -> None:
        if self._read_only:
            raise StoreError("the store was opened to be read only")

    def _changed(self, decisions: Sequence[Decision], action: str = "", subject: str = "") -> None:
        self._held = Graph(self._shelves, tuple(decisions), self._reference)
        if action:
            self._journal.append(Change(sequence=len(self._journal) + 1, action=action, subject=subject))
