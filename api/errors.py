"""Errors of the API that are told to the client in full; all others are masked and logged."""

from __future__ import annotations

import re

from graph.errors import ClaimstakeError


class ApiError(ClaimstakeError):
    """Base of the errors that the API itself raises."""


class BadArgument(ApiError):
    """An argument of a query that cannot be used: a page that is too long, a cursor that is none."""


class AmbiguousName(ApiError):
    """A name that several entities have; the message lists them."""


class QueryTooBig(ApiError):
    """A query beyond one of the limits; the message names the limit and the setting that changes it."""


def code_of(error: BaseException | None) -> str:
    """The code of an error in GraphQL's ``extensions``: the name of its class in capitals, ``QUERY_TOO_BIG``; INVALID_QUERY for none."""
    if error is None:
        return "INVALID_QUERY"
    if not isinstance(error, ClaimstakeError):
        return "INTERNAL_ERROR"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).upper()
