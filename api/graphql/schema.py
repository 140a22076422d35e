"""The schema: put together from the derived types, with limits and masked errors."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionContext

from api.errors import QueryTooBig, code_of
from api.graphql import connections, explore, nodes, query, values
from api.graphql.context import Context
from api.graphql.derived import DerivedTypes, derive, describe
from api.graphql.limits import Limits, too_many_tokens
from api.settings import Settings
from graph.errors import ClaimstakeError
from graph.ontology import ONTOLOGY

_LOG = logging.getLogger("claimstake.api")
_MASKED = "internal error; the log of the server has the details"


class Cuts(SchemaExtension):
    """Names in the answer's ``extensions`` the lists that were cut at ``first``."""

    def get_results(self) -> dict[str, list[str]]:
        """``{"cut": ["company.sites"]}``, nothing where all is whole."""
        context = self.execution_context.context
        return {"cut": context.cuts} if isinstance(context, Context) and context.cuts else {}


class ClaimstakeSchema(strawberry.Schema):
    """A schema that tells its own errors in full, with a code, and masks and logs all others."""

    def __init__(self, derived: DerivedTypes, settings: Settings) -> None:
        root = query.make_query(derived)
        described = [
            t for module in (connections, explore, nodes, query, values) for t in vars(module).values() if _is_node(t, module.__name__)
        ]
        describe([*described, *derived.all(), root])
        extensions: list[Any] = [lambda: Limits(settings), Cuts]
        super().__init__(root, types=derived.all(), extensions=extensions)
        self._settings = settings

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Add a code to each error, and mask those that are none of ours."""
        for error in errors:
            cause: BaseException | None = error.original_error
            if told := too_many_tokens(error, self._settings):
                cause, error.message = QueryTooBig(told), told
            if cause is not None and not isinstance(cause, ClaimstakeError | GraphQLError):
                _LOG.error("a query failed at %s", error.path, exc_info=cause)
                error.message = _MASKED
            error.extensions = {**(error.extensions or {}), "code": code_of(cause)}


def _is_node(thing: object, module: str) -> bool:
    return isinstance(thing, type) and thing.__module__ == module and "__strawberry_definition__" in vars(thing)


@lru_cache(maxsize=1)
def derived_types() -> DerivedTypes:
    """The types of the ontology, made once."""
    return derive(ONTOLOGY)


def make_schema(settings: Settings) -> ClaimstakeSchema:
    """The schema under these settings."""
    return ClaimstakeSchema(derived_types(), settings)
