"""From the arguments of a query to what a store is asked."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.errors import BadArgument
from api.graphql.enums import values_of
from api.settings import Settings, variable
from graph.dates import PartialDate, Precision
from graph.model import ArticleRecord, Claim, Entity, Fact
from graph.ontology import Status
from graph.stores.base import Filter, Page, cursor


def filter_from(given: Mapping[str, Any]) -> Filter:
    """The filter that the arguments ``fields.FILTER`` give. Raises InvalidValue for a date that is none."""
    known_at = given.get("known_at") or ""
    if known_at and PartialDate(known_at).precision is not Precision.DAY:
        raise BadArgument(f"knownAt: {known_at!r} is no day; write 2025-11-13")
    as_of = given.get("as_of")
    statuses = values_of(given.get("status"))
    return Filter(
        statuses=frozenset(Status(s) for s in statuses) if statuses else Filter().statuses,
        as_of=PartialDate(as_of) if as_of else None,
        known_at=known_at,
        min_origins=given.get("min_origins", 1),
        min_confidence=given.get("min_confidence", 0.0),
    )


def limit_from(given: Mapping[str, Any], settings: Settings) -> int:
    """The argument ``first``. Raises BadArgument outside 1 to the greatest page."""
    limit: int = given["first"]
    if not 1 <= limit <= settings.max_page:
        raise BadArgument(f"first: {limit} is outside 1 to {settings.max_page} (set {variable('max_page')} to change it)")
    return limit


def cursor_of(row: Entity | Fact | Claim | ArticleRecord) -> str:
    """The cursor of a row, unreadable on purpose: clients must not make their own."""
    return base64.urlsafe_b64encode(cursor(row).encode()).decode().rstrip("=")


def after_from(given: Mapping[str, Any]) -> str:
    """The store's cursor of the argument ``after``, empty for none. Raises BadArgument."""
    text = given.get("after") or ""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except ValueError as error:
        raise BadArgument(f"after: {text!r} is no cursor; take `cursor` or `endCursor` of an earlier answer") from error


@dataclass(frozen=True, slots=True)
class Asked:
    """Which facts of an entity a field asks for: of ``types``, as filler of ``roles`` (any if empty), with one of the ``choices``."""

    types: tuple[str, ...]
    where: Filter
    page: Page
    roles: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def fits(self, fact: Fact) -> bool:
        """Whether the fact's values are among the choices."""
        return all(str(fact.values.get(name, "")) in options for name, options in self.choices)

    def fillers(self, fact: Fact) -> set[str]:
        """The entities that take part in the fact in one of the roles."""
        return {id_ for role, ids in fact.roles.items() if not self.roles or role in self.roles for id_ in ids}
