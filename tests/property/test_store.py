"""The SQLite store, which patches its graph, and the memory store, which makes it anew, agree after any history."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from graph.dates import PartialDate
from graph.errors import NotFound
from graph.ids import digest
from graph.model import Article, ArticleState, Claim, Decision, DecisionKind
from graph.ontology import EntityType, Status
from graph.origins import FIGURES, SHINGLES
from graph.stores.base import ALL, EVERYTHING, Direction, Filter, Store
from graph.stores.intake import mentions
from graph.stores.memory import MemoryStore
from graph.stores.sqlite import SqliteStore
from tests.contract.samples import Atlas
from tests.property.claims_of_chance import DAYS, NAMES, claim_of_chance

IDS = ("a", "b", "c", "d")
TEXT = "x" * 40
STORIES = ((), tuple(range(SHINGLES + FIGURES)), tuple(range(SHINGLES // 2)) + tuple(range(500, 500 + SHINGLES // 2 + FIGURES)))
FILTERS = (
    Filter(),
    EVERYTHING,
    Filter(statuses=frozenset({Status.ACTUAL}), min_origins=2),
    Filter(min_confidence=0.6, known_at="2025-03-05"),
    Filter(statuses=frozenset(Status), as_of=PartialDate("2025-03"), gazetteer=True),
)
MIXES = ((), ("operates", "acquires", "located_in"), ("reports",), ("holds_role", "partners_with", "finances"))
# A seed, not a source that Hypothesis draws from: that one likes short and equal things too much for stores to fill.
CHANCE = st.integers(0, 2**32 - 1).map(Random)


class Stores(RuleBasedStateMachine):
    """Two stores that are told the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "store.db"
        self.memory: Store = MemoryStore("", Atlas())
        self.sqlite: Store = SqliteStore(str(self.path), Atlas())
        self.decided = 0
        self.mix: tuple[str, ...] = ()

    @initialize(mix=st.sampled_from(MIXES), rng=CHANCE)
    def start(self, mix: tuple[str, ...], rng: Random) -> None:
        self.mix = mix
        self.write(list(IDS), rng)

    def both(self, call: Callable[[Store], object]) -> None:
        """Do the same to both, with the same outcome."""
        outcomes: list[object] = []
        for store in (self.memory, self.sqlite):
            try:
                outcomes.append(call(store))
            except NotFound as error:
                outcomes.append(str(error))
        assert outcomes[0] == outcomes[1]

    @rule(ids=st.lists(st.sampled_from(IDS), min_size=1, max_size=3), rng=CHANCE)
    def load(self, ids: list[str], rng: Random) -> None:
        self.write(ids, rng)

    def write(self, ids: list[str], rng: Random) -> None:
        for id_ in ids:
            day, signature, extractor = rng.choice(DAYS), rng.choice(STORIES), rng.choice(("one/1", "one/2", "two/1"))
            article = Article(id=id_, source_key=id_, version=digest(day), text=TEXT, published=day, signature=signature)
            claims = [claim_of_chance(rng, id_, n, self.mix).model_copy(update={"extractor": extractor}) for n in range(rng.randint(0, 4))]
            how: dict[str, Any] = {"extractor": extractor, "restore": rng.random() < 0.7}
            self.both(partial(_write, article=article, claims=claims, **how))

    @rule(id_=st.sampled_from(IDS), rng=CHANCE)
    def extract_again(self, id_: str, rng: Random) -> None:
        """Some claims of an article go, others get another confidence."""
        for record in self.memory.articles([id_], states=[ArticleState.STORED]):
            held = [c for c in self.memory.claims(articles=[id_], doubles=True) if c.extractor.startswith("one")]
            claims = [c.model_copy(update={"confidence": rng.choice((0.5, 0.9))}) for c in held if rng.random() < 0.7]
            self.both(partial(_write, article=record.article, claims=claims, extractor="one"))

    @rule(id_=st.sampled_from(IDS))
    def retract(self, id_: str) -> None:
        self.both(lambda store: store.retract(id_))

    @rule(rng=CHANCE, kind=st.sampled_from(DecisionKind))
    def decide(self, rng: Random, kind: DecisionKind) -> None:
        if not self.memory.claims():
            return
        claims = [rng.choice(self.memory.claims()) for _ in range(2)]
        keys = [rng.choice(sorted(m.key for m in mentions(c))) for c in claims]
        self.decided += rng.choice((0, 1))
        named = tuple(c.id for c in claims) if kind is DecisionKind.SPLIT or rng.random() < 0.3 else ()
        decision = Decision(
            id=f"decision {self.decided}",
            kind=kind,
            keys=tuple(dict.fromkeys(keys)) if kind is DecisionKind.MERGE else (keys[0],),
            claims=named,
            name=rng.choice(("", "Other")),
        )
        self.both(lambda store: store.decide(decision))

    @rule(number=st.integers(0, 5))
    def undecide(self, number: int) -> None:
        self.both(lambda store: store.undecide(f"decision {number}"))

    @rule(how=st.sampled_from(["rebuild", "open again", "copy"]))
    def maintain(self, how: str) -> None:
        """Make the graph anew, open the file again, or go on with stores filled from the dump."""
        if how == "rebuild":
            before = tables(self.path)
            self.both(lambda store: store.rebuild())
            assert tables(self.path) == before
            return
        lines = list(self.sqlite.dump())
        self.sqlite.close()
        if how == "copy":
            self.path = self.path.with_name(f"{self.path.stem}x.db")
            self.memory = MemoryStore("", Atlas())
            self.memory.load_dump(lines)
        self.sqlite = SqliteStore(str(self.path), Atlas())
        if how == "copy":
            self.sqlite.load_dump(lines)

    @invariant()
    def dumps_are_equal(self) -> None:
        assert list(self.memory.dump()) == list(self.sqlite.dump())
        assert self.memory.stats() == self.sqlite.stats()
        assert self.memory.changes() == self.sqlite.changes()

    @invariant()
    def views_are_equal(self) -> None:
        one, other = self.memory, self.sqlite
        nodes = [e.id for e in one.entities(page=ALL)] + [f.id for f in one.facts(where=EVERYTHING, page=ALL)]
        for where in FILTERS:
            assert one.facts(where=where) == other.facts(where=where)
            assert one.facts(about=nodes[:2], where=where) == other.facts(about=nodes[:2], where=where)
            assert one.edges(nodes[::3], where=where) == other.edges(nodes[::3], where=where)
            assert one.edges(nodes[::2], Direction.IN, where=where) == other.edges(nodes[::2], Direction.IN, where=where)
        for name in (*NAMES[EntityType.COMPANY], "other", "a"):
            assert one.search(name) == other.search(name)
        assert _ids(one.claims(facts=nodes)) == _ids(other.claims(facts=nodes))

    def teardown(self) -> None:
        self.sqlite.close()
        self.folder.cleanup()


# What the writer keeps up to date; blocks by their claims, names without their numbers.
KEPT = (
    "SELECT id, state, origin, claims FROM article",
    "SELECT * FROM band",
    "SELECT id, family, stands FROM claim",
    "SELECT block, id FROM block JOIN claim ON claim.number = block.claim",
    "SELECT count(*) FROM block",
    "SELECT series, day, id, known, undated FROM moment JOIN claim ON claim.number = moment.claim",
    *(f"SELECT * FROM {name}" for name in ("mention", "resolved", "entity", "entity_key", "fact", "fact_role", "fact_claim", "fact_value")),
    *(f"SELECT * FROM {name}" for name in ("edge", "review", "review_claim")),
    "SELECT entity, name, folded FROM name",
    "SELECT s.folded, n.name FROM name_search s JOIN name n ON n.number = s.rowid",
    "SELECT count(*) FROM name_search",
)


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of a store file that follow from what is given."""
    with closing(sqlite3.connect(path)) as connection:
        return {statement: sorted(connection.execute(statement).fetchall(), key=repr) for statement in KEPT}


def _write(store: Store, **how: Any) -> object:
    return store.write(**how)


def _ids(claims: list[Claim]) -> list[str]:
    return [c.id for c in claims]


TestStores = Stores.TestCase
TestStores.settings = settings(
    max_examples=60, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
