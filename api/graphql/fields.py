"""Making fields of the schema whose arguments are put together from parts, which Strawberry's decorators cannot do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver
from strawberry.types.unset import UNSET

from api.graphql.enums import CLAIM_TYPE, STATUS

PAGE = 20


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field. ``type`` is a Python annotation, ``default`` what the schema shows. Without a default it must be
    given, or, where the type lets it be null, is left out of what the resolver is given."""

    name: str
    type: object
    default: object = UNSET
    description: str = ""


FILTER = (
    Argument("status", list[STATUS], [STATUS.actual, STATUS.planned], "Only facts that are one of these."),
    Argument("as_of", str | None, description="Valid at this date: 2025, 2025-Q3, 2025-10 or 2025-11-13."),
    Argument("known_at", str | None, description="By what had been published at this day."),
    Argument("min_origins", int, 1, "Told by at least so many independent articles."),
    Argument("min_confidence", float, 0.0, "With at least this confidence, 0 to 1."),
)


def first(default: int = PAGE) -> Argument:
    """The argument that limits a list."""
    return Argument("first", int, default, "At most so many; what is cut off is named in `extensions.cut`.")


PAGING = (first(), Argument("after", str | None, description="Go on after this cursor."))
TYPES = Argument("types", list[CLAIM_TYPE] | None, description="Only facts of these types.")


def _of(arguments: Sequence[Argument]) -> list[StrawberryArgument]:
    return [
        StrawberryArgument(a.name, None, StrawberryAnnotation(a.type), default=a.default, description=a.description or None)
        for a in arguments
    ]


def field(resolver: Callable[..., Any], arguments: Sequence[Argument] = (), description: str = "", name: str | None = None) -> Any:
    """A field for the body of a class, typed there. ``resolver`` takes (root, info, **given); ``name``: one that Python has no use for."""
    made = StrawberryField(graphql_name=name, base_resolver=StrawberryResolver(resolver), description=description or None)
    made.arguments = _of(arguments)
    return made


def attach(
    owner: type,
    name: str,
    type_: object,
    resolver: Callable[..., Any] | None = None,
    arguments: Sequence[Argument] = (),
    description: str = "",
) -> None:
    """Add a field to a Strawberry type that exists already. Without a resolver it is the attribute of that name."""
    made = StrawberryField(
        python_name=name,
        type_annotation=StrawberryAnnotation(type_),
        base_resolver=StrawberryResolver(resolver) if resolver else None,
        description=description or None,
    )
    made.arguments = _of(arguments)
    definition: Any = owner.__dict__["__strawberry_definition__"]
    definition.fields.append(made)
