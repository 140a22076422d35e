"""Values in words, for people: ``up to 300,000,000 USD``."""

from __future__ import annotations

from decimal import Decimal

from graph.model import Fact
from graph.ontology import ONTOLOGY, ValueKind
from graph.values import Amount, Comparison, Value


def number_text(number: Decimal) -> str:
    """With thousands parted by commas: ``1,827.5``."""
    return f"{number:,f}"


def amount_text(amount: Amount) -> str:
    """The number or its bounds with the unit: ``150,000,000 to 170,000,000 USD``, ``at least 341 MW``, ``-18 %``."""
    if amount.value is not None:
        words = number_text(amount.value)
    elif amount.low is not None and amount.high is not None:
        words = f"{number_text(amount.low)} to {number_text(amount.high)}"
    elif amount.high is not None:
        words = f"up to {number_text(amount.high)}"
    else:
        words = f"at least {number_text(amount.low or Decimal(0))}"
    return f"{words} {amount.measure}" if amount.measure else words


def value_text(value: Value) -> str:
    """Any value in words; a comparison with its period: ``-18 % against 2025-Q2``."""
    if isinstance(value, Amount):
        return amount_text(value)
    if isinstance(value, Comparison):
        against = f" against {value.period}" if value.period else ""
        return f"{amount_text(value.amount)}{against}"
    return str(value)


def fact_caption(fact: Fact) -> str:
    """A fact in a few words, without its entities: ``finances: 300,000,000 USD, credit_facility, 2025-10 (planned)``."""
    spec = ONTOLOGY.claim_type(fact.type)
    parts = [value_text(fact.values[v.name]) for v in spec.values if v.name in fact.values and v.kind is not ValueKind.COMPARISON]
    times = [str(t) for t in dict.fromkeys((fact.time.start, fact.time.end)) if t is not None]
    told = ", ".join([*parts, *([" to ".join(times)] if times else [])])
    status = "" if fact.status == "actual" else f" ({fact.status})"
    return f"{fact.type}{': ' if told else ''}{told}{status}"
