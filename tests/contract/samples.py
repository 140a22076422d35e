"""Small articles and claims for the stores' tests, written by us about invented firms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from graph.claims import make_claim
from graph.dates import Interval, Period
from graph.ids import digest, entity_key
from graph.model import Article, Claim, Decision, DecisionKind, Evidence, Mention, NameRecord, Refusal
from graph.ontology import ONTOLOGY, EntityType, Factuality
from graph.stores.base import Store
from graph.values import Amount, Value

Names: TypeAlias = "str | tuple[str, ...]"


def article(id_: str, text: str, published: str = "2025-11-13", url: str = "", title: str = "") -> Article:
    """An article; its version follows from text and date."""
    version = digest(text, published)
    return Article(id=id_, source_key=f"test:{id_}", version=version, text=text, published=published, url=url, title=title, lang="en")


def say(
    where: Article,
    type_: str,
    roles: Mapping[str, Names],
    values: Mapping[str, Value] | None = None,
    *,
    told: str = "actual",
    time: tuple[str, str] = ("", ""),
    by: tuple[str, float] = ("test/1", 0.9),
) -> Claim:
    """A claim that the whole article is the quote of. A filler is a name in the text, with ``Type:`` before it where needed."""
    spec = ONTOLOGY.claim_type(type_)
    values = dict(values or {})
    found = {name: tuple(_mention(where.text, f, spec.role(name).types) for f in _several(fillers)) for name, fillers in roles.items()}
    end = len(where.text)
    return make_claim(
        type_,
        found,
        Evidence(article=where.id, start=0, end=end, quote=where.text),
        values=values,
        told=(Factuality(told), None, Interval.of(time[0] or None, time[1] or None)),
        spans=dict.fromkeys(values, (0, end)),
        made_by=by,
    )


def _several(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def _mention(text: str, name: str, types: Iterable[EntityType]) -> Mention:
    given, _, bare = name.rpartition(":")
    type_ = EntityType(given) if given else next(iter(types))
    start = text.index(bare)
    return Mention(name=bare, type=type_, start=start, end=start + len(bare), key=entity_key(type_, bare))


def dollars(number: int | str) -> Amount:
    """An amount of US dollars."""
    return Amount(value=Decimal(number), currency="USD")


def megawatts(number: int | str) -> Amount:
    """A capacity."""
    return Amount(value=Decimal(number), unit="MW")


def figure(metric: str, value: Amount, period: str = "") -> dict[str, Value]:
    """The values of a ``reports`` claim."""
    return {"metric": metric, "value": value, **({"period": Period(period)} if period else {})}


def merge(id_: str, *keys: str, claims: Iterable[str] = ()) -> Decision:
    """A person's merge."""
    return Decision(id=id_, kind=DecisionKind.MERGE, keys=keys, claims=tuple(claims))


def split(id_: str, key: str, claims: Iterable[str], name: str = "") -> Decision:
    """A person's split."""
    return Decision(id=id_, kind=DecisionKind.SPLIT, keys=(key,), claims=tuple(claims), name=name)


def rename(id_: str, key: str, name: str) -> Decision:
    """A person's rename."""
    return Decision(id=id_, kind=DecisionKind.RENAME, keys=(key,), name=name)


class Atlas:
    """A gazetteer of four places and a firm with an alias; ``version`` can be told apart."""

    _WIDER: Mapping[str, tuple[str, ...]] = {
        "place/oswego": ("place/new-york", "place/united-states"),
        "place/new-york": ("place/united-states",),
        "place/quebec": ("place/canada",),
    }
    _NAMES: Mapping[str, tuple[str, ...]] = {
        "place/quebec": ("Québec", "Quebec"),
        "place/united-states": ("United States", "États-Unis"),
        "company/aurore-energie": ("Aurore Énergie", "Aurora Power"),
    }

    def __init__(self, version: str = "atlas-1") -> None:
        self.version = version

    def wider(self, place_key: str) -> tuple[str, ...]:
        """See Reference."""
        return self._WIDER.get(place_key, ())

    def state(self, place_key: str) -> str:
        """See Reference."""
        return place_key if place_key in ("place/new-york", "place/quebec") else "place/new-york" if place_key == "place/oswego" else ""

    def name(self, key: str) -> str:
        """See Reference."""
        return self._NAMES.get(key, ("",))[0]

    def names(self, key: str) -> tuple[NameRecord, ...]:
        """See Reference."""
        return tuple(NameRecord(name=name) for name in self._NAMES.get(key, ()))

    def attributes(self, key: str) -> dict[str, str]:
        """See Reference."""
        return {"version": self.version} if key in self._NAMES else {}


def loan(id_: str = "loan", published: str = "2025-11-13", told: str = "actual") -> tuple[Article, list[Claim]]:
    """An article of four claims: a loan for a site, who runs the site, where it lies, and its power."""
    text = "Tamarack Compute borrows $300 million from Lindwurm Bank for Otter Lake, its 340 MW campus at Oswego, New York."
    where = article(id_, text, published)
    return where, [
        say(where, "finances", {"recipient": "Tamarack Compute", "funder": "Company:Lindwurm Bank", "purpose": "Site:Otter Lake"},
            {"amount": dollars(300_000_000), "instrument": "loan"}, told=told),
        say(where, "operates", {"operator": "Tamarack Compute", "site": "Otter Lake"}, {"capacity": megawatts(340)}),
        say(where, "located_in", {"subject": "Site:Otter Lake", "place": "Oswego"}),
        say(where, "engages_in", {"company": "Lindwurm Bank", "activity": "Bank"}),
    ]  # fmt: skip


def seat(id_: str = "seat", published: str = "2025-10-01", place: str = "Québec") -> tuple[Article, list[Claim]]:
    """An article of two claims: the head of a firm, and where it has its seat."""
    where = article(id_, f"Aurore Énergie, based in {place}, is led by Maëlle Ôta.", published)
    return where, [
        say(where, "holds_role", {"person": "Maëlle Ôta", "organization": "Company:Aurore Énergie"}, {"role": "CEO", "change": "holds"}),
        say(where, "located_in", {"subject": "Company:Aurore Énergie", "place": place}, {"kind": "headquarters"}),
    ]


def exit_of(id_: str, published: str, told: str, firm: str = "Tamarack Compute") -> tuple[Article, list[Claim]]:
    """An article of one claim: a firm leaves bitcoin-mining."""
    where = article(id_, f"{firm}: exit from bitcoin-mining {told}.", published)
    return where, [say(where, "exits", {"company": firm, "activity": "bitcoin-mining"}, told=told)]


def fill(store: Store) -> None:
    """Articles, a version, a tombstone, a ledger, doubles, decisions."""
    where, claims = loan()
    store.write(where, claims, [Refusal(article=where.id, type="owns", reason="no owner")])
    store.write(where, [claims[0].model_copy(update={"extractor": "other/2", "confidence": 0.5})])
    store.write(*seat())
    store.write(*seat(place="Oswego"))
    for number, day in enumerate(("2025-01-01", "2025-02-01", "2025-03-01")):
        store.write(*exit_of(f"x{number}", day, "planned" if number == 0 else "actual", firm=f"Tamarack {'Labs' if number else 'Compute'}"))
    store.retract("x2")
    store.decide(rename("z", "company/tamarack-compute", "Tamarack"))
    store.decide(merge("a", "company/tamarack-compute", "company/tamarack-labs"))
