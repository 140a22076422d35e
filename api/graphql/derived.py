"""The object types that follow from the ontology: one for each entity type and each claim type, with the fields between them."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import strawberry

from api.graphql.arguments import Asked, after_from, filter_from, limit_from
from api.graphql.context import Info
from api.graphql.enums import CLAIM_TYPE, make_enum, values_of
from api.graphql.fields import FILTER, PAGING, Argument, attach, first
from api.graphql.names import camel, enum_name, is_list, pascal, plural, role_argument
from api.graphql.nodes import EntityNode, FactNode, cut_to, entities_of
from api.graphql.values import type_of, value_of
from graph.errors import OntologyError
from graph.model import Entity, Fact
from graph.ontology import ClaimType, EntityType, Ontology, Role, ValueKind, ValueSpec
from graph.stores.base import Page

# How many facts are looked through for the entities that stand in one with another.
_RELATED = 1000


@dataclass(frozen=True)
class DerivedTypes:
    """The object types by what they stand for; makes objects of records."""

    ontology: Ontology
    entities: dict[EntityType, type[EntityNode]] = field(default_factory=dict)
    facts: dict[str, type[FactNode]] = field(default_factory=dict)
    enums: dict[str, Any] = field(default_factory=dict)

    def entity(self, record: Entity) -> EntityNode:
        """The object of an entity."""
        return self.entities[record.type].of(record)

    def fact(self, record: Fact) -> FactNode:
        """The object of a fact, with its values under their names."""
        node = self.facts[record.type].of(record)
        for name, value in record.values.items():
            setattr(node, name, value_of(value))
        return node

    def all(self) -> list[type]:
        """Every object type."""
        return [*self.entities.values(), *self.facts.values()]


def derive(ontology: Ontology) -> DerivedTypes:
    """The types of an ontology. Raises OntologyError where a name of it is already that of a field."""
    derived = DerivedTypes(ontology)
    for entity_type in EntityType:
        derived.entities[entity_type] = _subtype(EntityNode, entity_type.value, f"Entity of type {entity_type.value}.")
    for spec in ontology:
        derived.facts[spec.name] = _subtype(FactNode, pascal(spec.name), _sentence(spec.meaning))
    for spec in ontology:
        _add_roles(derived, spec)
        _add_values(derived, spec)
        _add_fact_fields(derived, spec)
    for entity_type in EntityType:
        _add_related(derived, entity_type)
    return derived


def _subtype(base: type, name: str, description: str) -> Any:
    made = types.new_class(name, (base,), {}, lambda body: body.update(__doc__=description, __module__=__name__))
    return strawberry.type(made, name=name, description=description)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _free(owner: type, name: str) -> None:
    definition: Any = owner.__dict__["__strawberry_definition__"]
    if any(camel(f.python_name) == camel(name) for f in definition.fields):
        raise OntologyError(f"{owner.__name__} cannot have a field {camel(name)!r} twice; rename it in the ontology")


def _add_values(derived: DerivedTypes, spec: ClaimType) -> None:
    owner = derived.facts[spec.name]
    for value in spec.values:
        _free(owner, value.name)
        kind = _choice(derived, spec, value) if value.kind is ValueKind.CHOICE else type_of(value.kind)
        setattr(owner, value.name, None)  # what a fact does not tell is null
        attach(owner, value.name, kind | None)


def _choice(derived: DerivedTypes, spec: ClaimType, value: ValueSpec) -> Any:
    name = enum_name(derived.ontology, spec, value)
    if name not in derived.enums:
        derived.enums[name] = make_enum(name, value.options)
    return derived.enums[name]


def _add_roles(derived: DerivedTypes, spec: ClaimType) -> None:
    owner = derived.facts[spec.name]
    for role in spec.roles:
        _free(owner, role.name)
        one: Any = derived.entities[role.types[0]] if len(role.types) == 1 else EntityNode
        attach(owner, role.name, list[one] if is_list(spec, role) else one | None, _fillers(role, is_list(spec, role)))


def _fillers(role: Role, many: bool) -> Callable[..., Any]:
    allowed = {t.value for t in role.types}

    async def resolve(root: FactNode, info: Info) -> Any:
        found = [e for e in await entities_of(info.context, root.record.roles.get(role.name, ())) if e.type in allowed]
        return found if many else next(iter(found), None)

    return resolve


def _add_fact_fields(derived: DerivedTypes, spec: ClaimType) -> None:
    """The field of a claim type on each entity type that fills one of its roles."""
    for entity_type, owner in derived.entities.items():
        roles = [r.name for r in spec.roles if entity_type in r.types]
        if roles:
            _free(owner, spec.name)
            extra = [*_role_arguments(derived, spec, roles), *_choice_arguments(derived, spec)]
            meaning = f"{_sentence(spec.meaning)} It takes part as {' or '.join(roles)}."
            fact: Any = derived.facts[spec.name]
            attach(owner, spec.name, list[fact], _facts(spec, roles), (*extra, *FILTER, *PAGING), meaning)


def _role_arguments(derived: DerivedTypes, spec: ClaimType, roles: list[str]) -> Iterable[Argument]:
    if len(roles) > 1:
        name = f"{pascal(spec.name)}Role"
        if name not in derived.enums:
            derived.enums[name] = make_enum(name, (r.name for r in spec.roles), f"The roles of {spec.name}.")
        roles_enum: Any = derived.enums[name]
        yield Argument(role_argument(spec), list[roles_enum] | None, description="Only where it fills one of these roles.")


def _choice_arguments(derived: DerivedTypes, spec: ClaimType) -> Iterable[Argument]:
    for value in spec.values:
        if value.kind is ValueKind.CHOICE:
            choice: Any = _choice(derived, spec, value)
            yield Argument(value.name, list[choice] | None, None, f"Only with one of these as {camel(value.name)}.")


def _facts(spec: ClaimType, roles: list[str]) -> Callable[..., Any]:
    choices = [v.name for v in spec.values if v.kind is ValueKind.CHOICE]

    async def resolve(root: EntityNode, info: Info, **given: Any) -> list[FactNode]:
        context = info.context
        asked = Asked(
            types=(spec.name,),
            where=filter_from(given),
            page=Page(limit_from(given, context.settings), after_from(given)),
            roles=values_of(given.get(role_argument(spec))) if len(roles) > 1 else tuple(roles),
            choices=tuple((name, values_of(given[name])) for name in choices if given.get(name)),
        )
        found = await context.loaders.about.load((root.record.id, asked))
        if found.more:
            context.cut(info)
        return [context.kinds.fact(f) for f in found.facts]

    return resolve


def _add_related(derived: DerivedTypes, source: EntityType) -> None:
    """Fields like ``sites`` of a company: the entities of a type that stand in one fact with it."""
    for target in EntityType:
        through = linking(derived.ontology, source, target)
        if through:
            name, other = plural(target.value), derived.entities[target]
            _free(derived.entities[source], name)
            arguments = (Argument("through", list[CLAIM_TYPE] | None, description="Only by facts of these types."), *FILTER, first())
            words = f"Entities of type {target.value} that stand in one fact with it ({', '.join(through)}), by name."
            attach(derived.entities[source], name, list[other], _related(target, through), arguments, words)  # type: ignore[valid-type]


def linking(ontology: Ontology, source: EntityType, target: EntityType) -> tuple[str, ...]:
    """The claim types of which an entity of each type can be a part at once."""
    found = []
    for spec in ontology:
        ends = [(a, b) for a in spec.roles for b in spec.roles if source in a.types and target in b.types]
        if any(a is not b or a.many for a, b in ends):
            found.append(spec.name)
    return tuple(found)


def _related(target: EntityType, through: tuple[str, ...]) -> Callable[..., Any]:
    async def resolve(root: EntityNode, info: Info, **given: Any) -> list[EntityNode]:
        chosen = [t for t in through if not given.get("through") or t in values_of(given["through"])]
        asked = Asked(types=tuple(chosen), where=filter_from(given), page=Page(_RELATED))
        found = await info.context.loaders.about.load((root.record.id, asked)) if chosen else None
        facts = found.facts if found else ()
        ids = sorted({i for f in facts for fillers in f.roles.values() for i in fillers} - {root.record.id})
        others = [e for e in await entities_of(info.context, tuple(ids)) if e.type == target.value]
        if found and found.more:
            info.context.cut(info)
        return cut_to(sorted(others, key=lambda e: (e.name, e.id)), given, info)

    return resolve


def describe(types_: Iterable[type]) -> None:
    """Give each type, and each field with a resolver, that has no description its docstring as one."""
    for owner in types_:
        definition: Any = owner.__dict__["__strawberry_definition__"]
        definition.description = definition.description or inspect.getdoc(owner)
        for made in definition.fields:
            if made.base_resolver is not None:
                made.description = made.description or inspect.getdoc(made.base_resolver.wrapped_func)
