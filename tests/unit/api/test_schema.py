"""The schema follows from the ontology, and changes only on purpose."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import pytest

from api.graphql.derived import derive, linking
from api.graphql.names import camel, enum_name, is_list, member, pascal, plural
from api.graphql.schema import ClaimstakeSchema, make_schema
from api.settings import Settings
from graph.errors import OntologyError
from graph.ontology import CLAIM_TYPES, ONTOLOGY, ClaimType, EntityType, Nature, Ontology, Role, ValueKind, ValueSpec
from tests.golden.update_schema import GOLDEN, schema_text


def test_golden_schema() -> None:
    assert GOLDEN.read_text(encoding="utf-8") == schema_text(), "the schema has changed; if so meant: python -m tests.golden.update_schema"


@lru_cache(maxsize=1)
def whole() -> str:
    """The schema, made once."""
    return make_schema(Settings()).as_str()


def body(kind: str) -> str:
    """The fields of a type in the schema."""
    found = re.search(rf"^(?:type|enum) {kind}\b[^{{]*{{\n(.*?)^}}", whole(), re.MULTILINE | re.DOTALL)
    assert found, kind
    return found[1]


@pytest.mark.parametrize("spec", CLAIM_TYPES, ids=lambda t: t.name)
def test_every_claim_type_role_and_value_has_its_field(spec: ClaimType) -> None:
    fields = body(pascal(spec.name))
    for role in spec.roles:
        one = role.types[0] if len(role.types) == 1 else "Entity"
        assert f"  {camel(role.name)}: {f'[{one}!]!' if is_list(spec, role) else one}\n" in fields
        for entity_type in role.types:
            assert re.search(rf"^  {camel(spec.name)}\(", body(entity_type), re.MULTILINE)
    for value in spec.values:
        assert re.search(rf"^  {camel(value.name)}: \w+$", fields, re.MULTILINE)
        if value.options:
            assert body(enum_name(ONTOLOGY, spec, value)).split() == [member(o) for o in value.options]


def test_every_entity_type_can_be_found_by_name() -> None:
    root = body("Query")
    for entity_type in EntityType:
        assert re.search(rf"^  {camel(entity_type)}\(", root, re.MULTILINE)
        assert re.search(rf"^  {plural(entity_type)}\(", root, re.MULTILINE)


def test_a_new_claim_type_needs_only_its_row_in_the_table() -> None:
    roles = (Role("auditor", (EntityType.COMPANY,)), Role("audited", (EntityType.COMPANY,)))
    opinion = ValueSpec("opinion", ValueKind.CHOICE, options=("clean", "ill-founded"))
    audits = ClaimType("audits", "checks the books", Nature.EVENT, roles, (opinion,))
    schema = ClaimstakeSchema(derive(Ontology((*CLAIM_TYPES, audits))), Settings()).as_str()
    assert "type Audits implements Fact" in schema and "enum Opinion" in schema and "ill_founded" in schema
    assert re.search(r"^  audits\(\n.*role: \[AuditsRole!\]", schema, re.MULTILINE | re.DOTALL)


def test_a_name_that_is_taken_is_refused() -> None:
    clash = replace(CLAIM_TYPES[0], values=(ValueSpec("status", ValueKind.TEXT),))
    with pytest.raises(OntologyError, match="'status' twice"):
        derive(Ontology((clash,)))


def test_which_claim_types_link_two_entity_types() -> None:
    assert linking(ONTOLOGY, EntityType.COMPANY, EntityType.SECURITY) == ("acquires", "listed_as", "approves")
    assert "partners_with" in linking(ONTOLOGY, EntityType.AUTHORITY, EntityType.AUTHORITY)
    assert linking(ONTOLOGY, EntityType.HARDWARE, EntityType.PLACE) == ()


def test_names() -> None:
    assert [camel("converts_to"), pascal("converts_to"), camel("CryptoAsset")] == ["convertsTo", "ConvertsTo", "cryptoAsset"]
    assert [plural(t) for t in ("Company", "Person", "Hardware", "Site")] == ["companies", "people", "hardwareModels", "sites"]
