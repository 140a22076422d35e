"""Reading a pack's YAML: typed access that says which file and key is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import cast

import yaml

from graph.errors import ClaimstakeError


class PackError(ClaimstakeError):
    """A language pack that is missing or whose data cannot be read."""


@dataclass(frozen=True, slots=True)
class Table:
    """One mapping of a YAML file, with the place it comes from for messages."""

    where: str
    rows: Mapping[str, object]

    @staticmethod
    def parse(text: str, where: str) -> Table:
        """The mapping that a YAML text holds. Raises PackError."""
        try:
            rows = yaml.load(text, Loader=yaml.BaseLoader)  # all scalars as text: "no" and "on" are words here
        except yaml.YAMLError as error:
            raise PackError(f"{where}: not YAML: {error}") from error
        if not isinstance(rows, dict):
            raise PackError(f"{where}: wanted a mapping of keys at the top")
        return Table(where, {str(k): v for k, v in rows.items()})

    def table(self, key: str) -> Table:
        """The mapping under ``key``; empty when absent. Raises PackError."""
        raw = self.rows.get(key, {})
        if not isinstance(raw, dict):
            raise PackError(f"{self.where}: {key} must be a mapping")
        return Table(f"{self.where}: {key}", {str(k): v for k, v in raw.items()})

    def tables(self, key: str) -> list[Table]:
        """The list of mappings under ``key``; empty when absent. Raises PackError."""
        raw = self.rows.get(key, [])
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            raise PackError(f"{self.where}: {key} must be a list of mappings")
        return [Table(f"{self.where}: {key}[{i}]", cast("dict[str, object]", row)) for i, row in enumerate(raw)]

    def words(self, key: str) -> list[str]:
        """The list of words under ``key``; empty when absent. Raises PackError."""
        raw = self.rows.get(key, [])
        if not isinstance(raw, list):
            raise PackError(f"{self.where}: {key} must be a list of words")
        return [str(word) for word in raw]

    def text(self, key: str, default: str = "") -> str:
        """The scalar under ``key`` as text."""
        return str(self.rows.get(key, default))

    def number(self, key: str, default: str = "") -> Decimal:
        """The number under ``key``. Raises PackError."""
        try:
            return Decimal(self.text(key, default))
        except InvalidOperation as error:
            raise PackError(f"{self.where}: {key} must be a number, not {self.rows.get(key)!r}") from error

    def numbers(self, key: str) -> dict[str, Decimal]:
        """The mapping of words to numbers under ``key``. Raises PackError."""
        inner = self.table(key)
        return {word: inner.number(word) for word in inner.rows}
