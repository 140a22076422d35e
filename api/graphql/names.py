"""The rule by which names of the schema follow from the ontology.

- A claim type ``converts_to`` is the object type ``ConvertsTo``, and the field ``convertsTo`` of every entity type that fills one of
  its roles.
- Its roles and values are fields of that object: ``from_activity`` is ``fromActivity``. A role is a list if the ontology lets it have
  several fillers, or if it is one of several targets that add up (``either``); it has the entity's own type where the role allows one,
  else the interface ``Entity``.
- An entity type ``CryptoAsset`` is the object type of that name, found by ``cryptoAsset(name:)`` and ``cryptoAssets(name:)``.
- A closed list is an enum named after its value (``Instrument``), or after claim type and value where two lists share a value's name
  (``IncidentKind``). Its members are written as in the ontology, ``-`` as ``_``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.ontology import ClaimType, Role, ValueSpec

# English plurals that no rule gives.
_PLURALS = {"person": "people", "hardware": "hardwareModels"}


def camel(name: str) -> str:
    """``converts_to`` -> ``convertsTo``; ``CryptoAsset`` -> ``cryptoAsset``."""
    joined = re.sub(r"_(\w)", lambda m: m.group(1).upper(), name)
    return joined[:1].lower() + joined[1:]


def pascal(name: str) -> str:
    """``converts_to`` -> ``ConvertsTo``."""
    joined = camel(name)
    return joined[:1].upper() + joined[1:]


def plural(label: str) -> str:
    """The field that gives several entities of a type: ``Company`` -> ``companies``."""
    name = camel(label)
    return _PLURALS.get(name) or (f"{name[:-1]}ies" if name.endswith("y") else f"{name}s")


def member(value: str) -> str:
    """The enum member of a value: ``bitcoin-mining`` -> ``bitcoin_mining``."""
    return re.sub(r"\W", "_", value)


def is_list(spec: ClaimType, role: Role) -> bool:
    """Whether the field of a role is a list."""
    return role.many or role.name in spec.either


def enum_name(claim_types: Iterable[ClaimType], spec: ClaimType, value: ValueSpec) -> str:
    """Name of the enum of a closed list: the value's name where all lists so named are equal, else with the claim type before it."""
    lists = {v.options for t in claim_types for v in t.values if v.name == value.name and v.options}
    return pascal(value.name) if len(lists) == 1 else pascal(spec.name) + pascal(value.name)


def role_argument(spec: ClaimType) -> str:
    """Name of the argument that picks the role in which an entity takes part: ``role``, unless the claim type has a value so named."""
    return "in_role" if any(v.name == "role" for v in spec.values) else "role"
