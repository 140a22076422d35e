"""Facts as sentences: every claim type has a pattern that names its roles, and nothing that a fact gives is left out."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from api.wording import joined, pattern, sentence, status_words, time_words
from graph.dates import Interval, PartialDate, Period
from graph.model import Fact
from graph.ontology import ONTOLOGY, Status
from graph.values import Amount, Comparison, Value


def fact(type_: str, roles: dict[str, tuple[str, ...]], values: dict[str, Value] | None = None, **more: Any) -> Fact:
    """A fact of a type."""
    given = {"time": Interval(), "status": Status.ACTUAL, **more}
    return Fact(id=f"fact/{type_}/1", type=type_, roles=roles, values=values or {}, **given)


@pytest.mark.parametrize("spec", list(ONTOLOGY), ids=lambda s: s.name)
def test_a_pattern_names_every_role_of_its_type_and_nothing_else(spec) -> None:  # type: ignore[no-untyped-def]
    slots = set(re.findall(r"\{(\w+)\}", pattern(spec.name)))
    roles, values = {r.name for r in spec.roles}, {v.name for v in spec.values}
    assert roles <= slots <= roles | values


NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma", "s": "Otter Lake", "h": "Nvidia GB300"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (fact("operates", {"operator": ("a", "b"), "site": ("s",)}), "Alpha and Beta operates Otter Lake"),
        (fact("converts_to", {"site": ("s",), "hardware": ("h",)}), "Otter Lake converts for Nvidia GB300"),
        (fact("finances", {"recipient": ("a",)}, {"amount": Amount(Decimal(300), currency="USD"), "rate": Amount(Decimal(8), unit="%")}),
         "Alpha raises 300 USD (rate 8 %)"),
        (fact("finances", {"funder": ("b",)}, {"instrument": "credit_facility"}), "… raises as credit facility from Beta"),
        (fact("holds_role", {"person": ("a",), "organization": ("b",)}, {"role": "CEO", "change": "left"}), "Alpha: CEO of Beta (left)"),
        (fact("holds_role", {"person": ("a",), "organization": ("b",)}, {"role": "CEO", "change": "holds"}), "Alpha: CEO of Beta"),
        (fact("reports", {"subject": ("a",)}, {"metric": "net_income", "value": Amount(Decimal(-46), currency="USD"),
              "period": Period("2025-Q3"), "comparison": Comparison(Amount(Decimal(-18), unit="%"), Period("2024-Q3"))}),
         "Alpha: net income 2025-Q3 -46 USD, -18 % against 2024-Q3"),
        (fact("merges_with", {"party": ("a", "b", "c")}), "Alpha, Beta and Gamma merge"),
        (fact("incident", {"victim": ("a",)}, {"kind": "withdrawal_halt"}), "Alpha: withdrawal halt"),
        (fact("operates", {"operator": ("unknown",), "site": ("s",)}), "unknown operates Otter Lake"),
    ],
)  # fmt: skip
def test_sentences(told: Fact, words: str) -> None:
    assert sentence(told, NAMES) == words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"actual_since": PartialDate("2025-10")}, "actual since 2025-10"),
        ({"status": Status.PLANNED, "first_planned": PartialDate("2025-11")}, "planned since 2025-11"),
        ({"actual_since": PartialDate("2025-10"), "first_planned": PartialDate("2025-01")}, "actual since 2025-10, planned since 2025-01"),
        ({"status": Status.ENDED, "ended": PartialDate("2026")}, "ended 2026"),
        ({"until": PartialDate("2030")}, "actual, until 2030"),
    ],
)
def test_status(more: dict[str, Any], words: str) -> None:
    assert status_words(fact("operates", {"operator": ("a",)}, **more)) == words


@pytest.mark.parametrize(
    ("time", "words"), [(("2025", None), "2025"), ((None, "2026"), "by 2026"), (("2025", "2026"), "2025 to 2026"), ((None, None), "")]
)
def test_times(time: tuple[str | None, str | None], words: str) -> None:
    assert time_words(fact("operates", {}, time=Interval.of(*time))) == words


def test_joining() -> None:
    assert [joined(list("abc"[:n])) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
