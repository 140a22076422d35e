"""Walks from entity to entity by the facts that join them: a step leads to all others that take part in one fact.

Each step of a whole frontier is one call of the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph.ids import type_of_key
from graph.model import Fact
from graph.ontology import ONTOLOGY, EntityType
from graph.stores.base import ALL, Filter, View

# The types whose facts can join two entities.
JOINING = tuple(t.name for t in ONTOLOGY if len(t.roles) > 1 or any(r.many for r in t.roles))


@dataclass(frozen=True, slots=True)
class Step:
    """From one entity to another, by a fact in which both take part."""

    source: str
    target: str
    fact: Fact

    def back(self) -> Step:
        """The same step the other way."""
        return Step(self.target, self.source, self.fact)

    @property
    def rank(self) -> tuple[int, float, str, str]:
        """The better told of two steps to one entity sorts first."""
        return (-self.fact.origins, -self.fact.confidence, self.fact.id, self.source)


@dataclass(frozen=True, slots=True)
class Way:
    """How to walk: by facts that ``where`` sees and of these types, never through an entity of the ``avoid``ed types.

    ``most`` bounds the entities looked at; ``too_many`` makes the error that is raised beyond it.
    """

    view: View
    where: Filter
    types: tuple[str, ...]
    avoid: Collection[EntityType]
    most: int
    too_many: Callable[[], Exception]

    def steps(self, frontier: Collection[str]) -> Iterator[Step]:
        """All steps from the entities of a frontier."""
        if frontier and self.types:
            for fact in self.view.facts(about=sorted(frontier), types=self.types, where=self.where, page=ALL):
                ends = sorted({filler for fillers in fact.roles.values() for filler in fillers})
                yield from (Step(a, b, fact) for a in ends if a in frontier for b in ends if a != b)

    def may_pass(self, entity: str) -> bool:
        """Whether a walk may go on from an entity."""
        return type_of_key(entity) not in self.avoid


@dataclass
class _Side:
    """One end of a search: what has been reached from it, by which step, and from where to go on."""

    start: str
    reached: dict[str, Step | None] = field(init=False)
    frontier: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.reached = {self.start: None}
        self.frontier = {self.start}

    def widen(self, way: Way) -> None:
        """Take one step from the whole frontier."""
        best: dict[str, Step] = {}
        for step in way.steps(self.frontier):
            known = best.get(step.target)
            if step.target not in self.reached and (known is None or step.rank < known.rank):
                best[step.target] = step
        self.reached |= best
        self.frontier = {entity for entity in best if way.may_pass(entity)}

    def walk(self, entity: str) -> list[Step]:
        """The steps from the start to an entity."""
        steps: list[Step] = []
        while (step := self.reached[entity]) is not None:
            steps.append(step)
            entity = step.source
        return steps[::-1]


def shortest(way: Way, source: str, target: str, longest: int) -> list[Step] | None:
    """A shortest walk of at most ``longest`` steps, None if there is none; of several the best told, always the same."""
    if source == target:
        return []
    near, far = _Side(source), _Side(target)
    for _ in range(longest):
        side = near if len(near.frontier) <= len(far.frontier) else far
        side.widen(way)
        if len(near.reached) + len(far.reached) > way.most:
            raise way.too_many()
        walks = [_joined(near, far, e) for e in near.reached.keys() & far.reached.keys() if e in (source, target) or way.may_pass(e)]
        if walks:
            return min(walks, key=lambda steps: (len(steps), [step.rank for step in steps]))
        if not side.frontier:
            return None
    return None


def _joined(near: _Side, far: _Side, entity: str) -> list[Step]:
    return near.walk(entity) + [step.back() for step in reversed(far.walk(entity))]


@dataclass(frozen=True)
class Surroundings:
    """The entities within some steps of one, nearest first, and the facts among them; ``cut`` when there were more."""

    entities: tuple[str, ...]
    facts: Mapping[str, Fact]
    cut: bool

    @cached_property
    def nodes(self) -> frozenset[str]:
        """Ids of entities and facts."""
        return frozenset(self.entities) | self.facts.keys()


def around(way: Way, start: str, depth: int, most: int) -> Surroundings:
    """At most ``most`` entities within ``depth`` steps of one, with the facts all of whose ends are among them."""
    seen: dict[str, None] = {start: None}
    facts: dict[str, Fact] = {}
    frontier, cut = {start}, False
    for _ in range(depth):
        steps = list(way.steps(frontier))
        facts |= {step.fact.id: step.fact for step in steps}
        found = sorted({step.target for step in steps} - seen.keys())
        cut = cut or len(seen) + len(found) > most
        found = found[: most - len(seen)]
        seen |= dict.fromkeys(found)
        frontier = {entity for entity in found if way.may_pass(entity)}
    inside = {id_: fact for id_, fact in sorted(facts.items()) if all(e in seen for fillers in fact.roles.values() for e in fillers)}
    return Surroundings(tuple(seen), inside, cut)
