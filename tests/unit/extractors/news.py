"""A small article and what a model may say of it."""

from __future__ import annotations

from typing import Any

from graph.model import Article
from loaders.article import make_article
from loaders.sources.base import Draft, Reject

TEXT = """Tamarack Compute borrows for Otter Lake

Tamarack Compute has closed a $300 million loan from
Fjordline Bank for its Otter Lake campus. The company plans to double it in 2026, said Jane Roe, its chief executive.
"""
QUOTE = "Tamarack Compute has closed a $300 million loan from Fjordline Bank for its Otter Lake campus."
PLAN = "The company plans to double it in 2026, said Jane Roe, its chief executive."


def article(text: str = TEXT, lang: str = "en") -> Article:
    """The article, or another text."""
    made = make_article(Draft(text, "news", key="news", published="2025-11-13", lang=lang))
    assert not isinstance(made, Reject)
    return made


def filler(role: str, type_: str, words: str, name: str = "") -> dict[str, Any]:
    """A filler of a role."""
    return {"role": role, "type": type_, "name": name or words, "words": words}


def value(name: str, words: str, **given: Any) -> dict[str, Any]:
    """A value with all that the schema asks for."""
    empty = dict.fromkeys(("number", "min", "max", "currency", "unit", "text"))
    return {"name": name, "words": words, **empty, **given}


def loan(**changes: Any) -> dict[str, Any]:
    """The loan, told rightly, with changes."""
    told = {
        "type": "finances",
        "quote": QUOTE,
        "roles": [
            filler("recipient", "Company", "Tamarack Compute"),
            filler("funder", "Company", "Fjordline Bank"),
            filler("purpose", "Site", "Otter Lake"),
        ],
        "values": [value("amount", "$300 million", number=300_000_000, currency="USD"), value("instrument", "loan", text="loan")],
        "time": None,
        "factuality": "actual",
        "speaker": None,
    }
    return {**told, **changes}


def plan(**changes: Any) -> dict[str, Any]:
    """The plan, told rightly, with changes."""
    told = {
        "type": "develops",
        "quote": PLAN,
        "roles": [filler("developer", "Company", "The company", "Tamarack Compute"), filler("site", "Site", "Otter Lake")],
        "values": [],
        "time": {"start": "2026", "end": None, "words": "2026"},
        "factuality": "planned",
        "speaker": {"type": "Person", "name": "Jane Roe", "words": "Jane Roe"},
    }
    return {**told, **changes}
