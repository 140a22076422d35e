"""The enums of the schema, made from the ontology's lists. Their members' values are the ontology's own words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

import strawberry

from api.graphql.names import member
from graph.model import ArticleState, ReviewKind
from graph.ontology import ONTOLOGY, EntityType, Factuality, Status

# The functional form of Enum with members that are not written out is beyond the type checker.
_ENUM: Any = Enum


def make_enum(name: str, values: Iterable[str], description: str = "") -> Any:
    """A GraphQL enum of these values."""
    return strawberry.enum(_ENUM(name, {member(v): str(v) for v in values}), description=description or None)


STATUS = make_enum("Status", Status, "What a fact is: possible, planned, actual, ended, cancelled or denied.")
FACTUALITY = make_enum("Factuality", Factuality, "How a claim tells it: as done, planned, possible or not so.")
ENTITY_TYPE = make_enum("EntityType", EntityType, "The types of entities.")
CLAIM_TYPE = make_enum("ClaimType", (t.name for t in ONTOLOGY), "The types of claims and facts.")
EDGE_TYPE = make_enum(
    "EdgeType", ONTOLOGY.edge_types(), "The types of edges: between two entities, or between a fact's node and one that takes part."
)
REVIEW_KIND = make_enum("ReviewKind", ReviewKind, "Why a person is asked to look.")
ARTICLE_STATE = make_enum("ArticleState", ArticleState, "What the store did with an article.")


def values_of(given: Iterable[Any] | None) -> tuple[str, ...]:
    """The ontology's words of enum members that a query gave; empty for none."""
    return tuple(str(m.value) for m in given or ())
