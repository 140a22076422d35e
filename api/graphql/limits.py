"""How big a query may be: levels, aliases, tokens, and objects by the product of its ``first``s.

All is measured on the parsed document, before it is validated or run. A fragment counts at each use and is measured once; one that
holds itself counts as empty (validation refuses it afterwards).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
)
from strawberry.extensions import SchemaExtension

from api.errors import QueryTooBig
from api.settings import Settings, variable


@dataclass(frozen=True, slots=True)
class Size:
    """Size of a part of a query: levels below it, aliases in it, objects that it can yield."""

    depth: int = 0
    aliases: int = 0
    nodes: int = 0

    def beside(self, other: Size) -> Size:
        """The size of both together."""
        return Size(max(self.depth, other.depth), self.aliases + other.aliases, self.nodes + other.nodes)


@dataclass(frozen=True)
class Measure:
    """Measures the selections of one document."""

    schema: GraphQLSchema
    document: DocumentNode
    variables: Mapping[str, Any]

    @cached_property
    def _fragments(self) -> dict[str, FragmentDefinitionNode]:
        return {d.name.value: d for d in self.document.definitions if isinstance(d, FragmentDefinitionNode)}

    @cached_property
    def _measured(self) -> dict[str, Size]:
        return {}

    def operation(self, operation: OperationDefinitionNode) -> Size:
        """The size of a whole operation."""
        return self._selections(operation.selection_set, self.schema.get_root_type(operation.operation))

    def _selections(self, selections: SelectionSetNode | None, parent: Any) -> Size:
        size = Size()
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode):
                size = size.beside(self._field(selection, parent))
            elif isinstance(selection, InlineFragmentNode):
                on = selection.type_condition
                size = size.beside(self._selections(selection.selection_set, self.schema.get_type(on.name.value) if on else parent))
            elif isinstance(selection, FragmentSpreadNode):
                size = size.beside(self._fragment(selection.name.value))
        return size

    def _fragment(self, name: str) -> Size:
        if name not in self._measured and name in self._fragments:
            self._measured[name] = Size()
            fragment = self._fragments[name]
            self._measured[name] = self._selections(fragment.selection_set, self.schema.get_type(fragment.type_condition.name.value))
        return self._measured.get(name, Size())

    def _field(self, node: FieldNode, parent: Any) -> Size:
        aliases = 1 if node.alias else 0
        if node.name.value.startswith("__"):
            return Size(aliases=aliases)
        known = parent.fields.get(node.name.value) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None
        below = self._selections(node.selection_set, get_named_type(known.type) if known else None)
        times = self._first(node, known.args if known else {}) if node.selection_set else 0
        return Size(below.depth + 1, below.aliases + aliases, times * (1 + below.nodes))

    def _first(self, node: FieldNode, arguments: Mapping[str, Any]) -> int:
        """How many objects a field yields: its ``first``, or that of the schema; 1 for a field that takes none."""
        if "first" not in arguments:
            return 1
        given = next((a.value for a in node.arguments or () if a.name.value == "first"), None)
        number = self._number(given) if given is not None else arguments["first"].default_value
        return number if isinstance(number, int) and number > 0 else 1

    def _number(self, value: ValueNode) -> Any:
        if isinstance(value, IntValueNode):
            return int(value.value)
        return self.variables.get(value.name.value) if isinstance(value, VariableNode) else None


class Limits(SchemaExtension):
    """Refuses a query that is too big. Raises QueryTooBig."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings

    def on_operation(self) -> Iterator[None]:
        """Let the parser count tokens."""
        self.execution_context.parse_options["max_tokens"] = self._settings.max_tokens
        yield

    def on_validate(self) -> Iterator[None]:
        """Measure the operation before the rules of GraphQL are applied."""
        context = self.execution_context
        if context.graphql_document is not None:
            schema: GraphQLSchema = context.schema._schema
            measure = Measure(schema, context.graphql_document, context.variables or {})
            for definition in context.graphql_document.definitions:
                if isinstance(definition, OperationDefinitionNode):
                    error = self._too_big(measure.operation(definition))
                    if error is not None:
                        context.pre_execution_errors = [GraphQLError(str(error), definition, original_error=error)]
        yield

    def _too_big(self, size: Size) -> QueryTooBig | None:
        settings = self._settings
        for what, found, name in (
            ("goes down {} levels", size.depth, "max_depth"),
            ("has {} aliases", size.aliases, "max_aliases"),
            ("can yield {} objects, by the product of its `first`s", size.nodes, "max_nodes"),
        ):
            allowed = getattr(settings, name)
            if found > allowed:
                advice = "ask for less (a smaller `first`, fewer levels, several queries)"
                return QueryTooBig(
                    f"the query {what.format(found)}; the limit is {allowed}: {advice}, or set {variable(name)} where the server is started"
                )
        return None


def too_many_tokens(error: GraphQLError, settings: Settings) -> str | None:
    """What to say of the parser's error when it is about the number of tokens; None for other errors."""
    if "Parsing aborted" not in error.message:
        return None
    return (
        f"the query has more than {settings.max_tokens} words and signs: ask for less, or set {variable('max_tokens')} where the "
        "server is started"
    )
