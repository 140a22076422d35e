"""Settings come from an environment that is given, never from the process by themselves."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import Settings, settings_from, variable
from graph.errors import SettingsError


def test_defaults_and_what_is_given() -> None:
    assert settings_from({}) == Settings()
    given = settings_from(
        {"CLAIMSTAKE_MAX_DEPTH": "3", "CLAIMSTAKE_GRAPHIQL": "off", "CLAIMSTAKE_STORE": "memory:", "CLAIMSTAKE_HOST": " "}
    )
    assert given == Settings(max_depth=3, graphiql=False, store="memory:")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [("MAX_PAGE", "many", "no whole number"), ("MAX_PAGE", "0", "at least 1"), ("GRAPHIQL", "perhaps", "neither yes nor no")],
)
def test_what_cannot_be_read(name: str, text: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as caught:
        settings_from({f"CLAIMSTAKE_{name}": text})
    assert f"CLAIMSTAKE_{name}" in str(caught.value)


def test_each_setting_explains_itself() -> None:
    assert all(spec.metadata["help"] and variable(spec.name).isupper() for spec in fields(Settings))


def test_the_documentation_names_each_limit_with_its_default() -> None:
    text = (Path(__file__).parents[3] / "docs" / "graphql.md").read_text(encoding="utf-8")
    for spec in fields(Settings):
        if spec.name not in ("store", "host", "port"):
            assert f"| `{variable(spec.name)}` | {str(spec.default).lower()} |" in text
