"""Rule 8: conflicts are listed, never resolved in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import TypeAlias

from graph.dates import PartialDate
from graph.ids import digest, slug
from graph.model import Fact, ReviewItem, ReviewKind, Step
from graph.ontology import ONTOLOGY, Factuality, Nature, Status
from graph.projection.amounts import amounts_differ
from graph.projection.status import SALE, bearing, leaves
from graph.projection.told import FOREVER, ordinal
from graph.reference import Reference
from graph.values import Amount

NEAR = timedelta(days=45).days
SOLE = frozenset({"CEO", "CFO"})
# Words of a title that say that the office is shared or only held for a time, in the languages read.
_SHARED = frozenset({"co", "joint", "interim", "interimaire", "acting", "codirecteur", "codirectrice", "copresident", "copresidente"})

Days: TypeAlias = tuple[int, int]


def conflicts(facts: Iterable[Fact], reference: Reference) -> list[ReviewItem]:
    """All conflicts within and between facts, sorted by id."""
    found: list[ReviewItem] = []
    by_type: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: f.id):
        by_type[fact.type].append(fact)
        found += _within(fact)
    found += _headquarters(by_type["located_in"], reference)
    found += _parents(by_type["subsidiary_of"])
    found += _offices(by_type["holds_role"])
    return sorted(found, key=lambda item: item.id)


def _item(what: str, reason: str, facts: Sequence[Fact], claims: Iterable[str]) -> ReviewItem:
    subjects = tuple(f.id for f in facts)
    told = tuple(sorted(set(claims)))
    id_ = f"review/{digest('review', what, *subjects, *told)}"
    return ReviewItem(id=id_, kind=ReviewKind.CONFLICT, rule="8", reason=reason, subjects=subjects, claims=told)


def _within(fact: Fact) -> Iterator[ReviewItem]:
    if fact.type == "reports":
        yield from _values(fact)
    nature = ONTOLOGY.claim_type(fact.type).nature
    if nature is not Nature.STATE:
        yield from _denials(fact, nature)
    yield from _sold(fact)


def _values(fact: Fact) -> Iterator[ReviewItem]:
    """Two actual values in one slot that do not agree."""
    actual = [(s.values["value"], s.claim) for s in fact.history if s.factuality is Factuality.ACTUAL and "value" in s.values]
    distinct = {value: None for value, _ in actual if isinstance(value, Amount)}
    if any(amounts_differ(a, b) for a, b in combinations(distinct, 2)):
        yield _item("values", "sources give values that do not agree", [fact], (claim for _, claim in actual))


def _denials(fact: Fact, nature: Nature) -> Iterator[ReviewItem]:
    """An actual and a negated claim of one event, published within 45 days of each other (or at unknown dates)."""
    denied = [s for s in fact.history if s.factuality is Factuality.NEGATED]
    actual = [s for s in fact.history if s.factuality is Factuality.ACTUAL] if denied else []
    same = _same_figure if nature is Nature.SLOT else _always
    claims = {c for a in actual for d in denied if _near(a, d) and same(a, d) for c in (a.claim, d.claim)}
    if claims:
        yield _item("denial", "one source says that it happened, another that it did not", [fact], claims)


def _near(a: Step, b: Step) -> bool:
    return not (a.published and b.published) or abs(ordinal(a.published) - ordinal(b.published)) <= NEAR


def _always(a: Step, b: Step) -> bool:
    return True


def _same_figure(a: Step, b: Step) -> bool:
    x, y = a.values.get("value"), b.values.get("value")
    return isinstance(x, Amount) and isinstance(y, Amount) and not amounts_differ(x, y)


def _sold(fact: Fact) -> Iterator[ReviewItem]:
    """A seller told as still operating, owning or holding what it has sold."""
    sales = [s for s in fact.history if s.cause == SALE]
    if not sales:
        return
    sold = min(s.published for s in sales)
    told = [s for s in fact.history if not s.cause and s.factuality is Factuality.ACTUAL and s.published > sold]
    still = [s for s in told if not _past(s)]
    if still:
        yield _item("sold", "told as still held by the one who sold it", [fact], (s.claim for s in (*sales, *still)))


def _past(step: Step) -> bool:
    end = step.time.end
    return end is not None and end.last.isoformat() < step.published


def _pairs(facts: Sequence[Fact], role: str, clash: Callable[[Fact, Fact], bool], what: tuple[str, str]) -> Iterator[ReviewItem]:
    """Conflicts between facts that share a filler of a role."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for filler in fact.roles.get(role, ()):
            groups[filler].append(fact)
    seen: set[tuple[str, str]] = set()
    for filler in sorted(groups):
        for a, b in combinations(groups[filler], 2):
            if (a.id, b.id) not in seen and clash(a, b):
                seen.add((a.id, b.id))
                yield _item(*what, [a, b], (*a.claims, *b.claims))


def _headquarters(facts: Sequence[Fact], reference: Reference) -> Iterator[ReviewItem]:
    """Two headquarters neither of which lies in the other."""
    seats = [f for f in facts if f.values.get("kind") == "headquarters" and f.status is Status.ACTUAL]

    def apart(a: Fact, b: Fact) -> bool:
        ours, theirs = a.roles.get("place", ()), b.roles.get("place", ())
        return bool(ours and theirs) and not any(x == y or x in reference.wider(y) or y in reference.wider(x) for x in ours for y in theirs)

    return _pairs(seats, "subject", apart, ("headquarters", "two headquarters, neither of which lies in the other"))


def _parents(facts: Sequence[Fact]) -> Iterator[ReviewItem]:
    """Two majority parents."""

    def two(a: Fact, b: Fact) -> bool:
        ours, theirs = a.roles.get("parent", ()), b.roles.get("parent", ())
        return bool(ours and theirs) and set(ours).isdisjoint(theirs)

    held = [f for f in facts if f.status is Status.ACTUAL]
    return _pairs(held, "child", two, ("parents", "two majority parents"))


def _offices(facts: Sequence[Fact]) -> Iterator[ReviewItem]:
    """Two sole CEOs or CFOs whose times overlap by more than their precision."""
    by_office: Mapping[str, list[Fact]] = {
        office: [f for f in facts if f.values.get("role") == office and f.status in (Status.ACTUAL, Status.ENDED) and _sole(f)]
        for office in sorted(SOLE)
    }
    for office, held in by_office.items():
        yield from _pairs(held, "organization", _overlap, ("office", f"two times of office as {office} overlap"))


def _sole(fact: Fact) -> bool:
    return not _SHARED.intersection(w for s in fact.history for w in slug(str(s.values.get("title", ""))).split("-"))


def _overlap(a: Fact, b: Fact) -> bool:
    if set(a.roles.get("person", ())) & set(b.roles.get("person", ())):
        return False
    return any(_meet(x, y) for x in _tenure(a) for y in _tenure(b))


def _meet(a: Days, b: Days) -> bool:
    """Whether two times overlap by more than a day; a single day (an article's) must lie within the other, or be the same day."""
    if a[0] == a[1] and b[0] == b[1]:
        return a == b
    first, last = max(a[0], b[0]), min(a[1], b[1])
    if a[0] == a[1] or b[0] == b[1]:
        outer = b if a[0] == a[1] else a
        return first == last and outer[0] < first < outer[1]
    return first < last


def _tenure(fact: Fact) -> list[Days]:
    """The days on which an office is surely held.

    From the last day that the start can mean to the first that the end can mean. With an end alone it is held from the first article
    that says so; without dates only on the dates of the articles.
    """
    told = sorted(ordinal(s.published) for s in fact.history if bearing(s) is Factuality.ACTUAL and s.published)
    starts = [s.time.start for s in fact.history if bearing(s) is Factuality.ACTUAL and not leaves(s) and s.time.start]
    end = fact.ended or fact.until
    if starts and fact.actual_since is not None:
        return [(fact.actual_since.last.toordinal(), _first(end) if end else FOREVER)]
    if end is None:
        return [(day, day) for day in dict.fromkeys(told)]
    return [(told[0], _first(end))] if told and told[0] < _first(end) else []


def _first(date: PartialDate) -> int:
    return date.first.toordinal()
