"""The settings of the API: one frozen object, read from an environment by an explicit call and passed about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from graph.errors import SettingsError

PREFIX = "CLAIMSTAKE_"
_TRUE, _FALSE = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


def _setting(default: Any, help_: str) -> Any:
    return field(default=default, metadata={"help": help_})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; the variable of ``max_depth`` is ``CLAIMSTAKE_MAX_DEPTH``."""

    store: str = _setting("claimstake.db", "the store: a path, sqlite:PATH, neo4j://HOST, memory: ...")
    host: str = _setting("127.0.0.1", "address to listen at")
    port: int = _setting(8000, "port to listen at")
    graphiql: bool = _setting(True, "whether a browser gets GraphiQL at /graphql")
    threads: int = _setting(8, "calls of the store that run at once")
    max_depth: int = _setting(12, "levels of fields in one query")
    max_aliases: int = _setting(30, "aliases in one query, those of fragments counted at each use")
    max_tokens: int = _setting(2000, "words and signs in one query")
    max_nodes: int = _setting(50_000, "objects that one query can yield: the product of its `first`s")
    max_walk: int = _setting(20_000, "nodes that one path or neighbourhood looks at")
    max_page: int = _setting(100, "greatest `first`")
    max_body: int = _setting(1_000_000, "bytes in the body of a request")

    def __post_init__(self) -> None:
        for spec in fields(self):
            value = getattr(self, spec.name)
            if isinstance(value, int) and not isinstance(value, bool) and value < (0 if spec.name == "port" else 1):
                raise SettingsError(f"{variable(spec.name)}={value} is too small; it must be at least 1 ({spec.metadata['help']})")


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings that an environment gives, defaults for what it leaves out. Raises SettingsError."""
    texts = {spec: environment.get(variable(spec.name), "").strip() for spec in fields(Settings)}
    given: Any = {spec.name: _read(spec.name, text, type(spec.default)) for spec, text in texts.items() if text}
    return Settings(**given)


def _read(name: str, text: str, kind: type) -> str | int | bool:
    if kind is bool:
        if text.lower() not in _TRUE | _FALSE:
            raise SettingsError(f"{variable(name)}={text!r} is neither yes nor no; write true or false")
        return text.lower() in _TRUE
    if kind is int:
        try:
            return int(text)
        except ValueError as error:
            raise SettingsError(f"{variable(name)}={text!r} is no whole number") from error
    return text
