"""The parts of a source file as frozen values: passages, marks, entities, claims, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from graph.errors import ClaimstakeError
from tests.corpus.tool.tables import CURRENCIES

Json: TypeAlias = str | int | float | bool | Sequence["Json"] | Mapping[str, "Json"] | None


class CorpusError(ClaimstakeError):
    """The corpus tool cannot do what was asked; the message says what, where and what to do."""


class SourceProblem(ClaimstakeError):
    """One thing in a source that cannot be read. ``what`` is wrong, ``fix`` says what to do."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(f"{what}; {fix}")
        self.what = what
        self.fix = fix


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong at a line of a file. ``also`` names other files that it touches; a warning does not fail the check."""

    file: str
    line: int
    what: str
    fix: str
    warning: bool = False
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'warning: ' if self.warning else ''}{self.what}; {self.fix}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range with its unit: a currency code, a coin's ticker, MW, % ..., or none for a count."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    period: str = ""

    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers stated, in the order value, min, max."""
        return tuple(n for n in (self.value, self.low, self.high) if n is not None)

    def wire(self) -> Json:
        """The interchange form: a plain number for a bare count, else an object."""
        if self.value is not None and not self.unit and not self.period:
            return plain(self.value)
        parts: dict[str, Json] = {}
        for name, number in (("value", self.value), ("min", self.low), ("max", self.high)):
            if number is not None:
                parts[name] = plain(number)
        if self.unit:
            parts["currency" if self.unit in CURRENCIES else "unit"] = self.unit
        if self.period:
            parts["period"] = self.period
        return parts


def plain(number: Decimal) -> int | float:
    """A JSON number: an integer where the decimal is one."""
    return int(number) if number == number.to_integral_value() else float(number)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the text. Offsets count characters of the passage's text; ``named`` tells a name from a reference."""

    key: str
    surface: str
    named: bool
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class TextLine:
    """One source line of the text: its number in the file, its raw form, and where its text lies in the passage."""

    number: int
    raw: str
    start: int
    end: int
    barred: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as declared after ``--``."""

    key: str
    type: str
    name: str
    invented: bool
    line: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as written: fillers are entity keys, values are read, ``sentences`` are the first and last line of the quote (from 1)."""

    type: str
    line: int
    roles: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Amount | str]
    factuality: str = "actual"
    start: str | None = None
    end: str | None = None
    speaker: str | None = None
    way: str = ""
    sentences: tuple[int, int] = (0, 0)
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a source file."""

    id: str
    file: str
    line: int
    published: str | None
    kind: str
    article: bool
    text: str
    lines: tuple[TextLine, ...]
    marks: tuple[Mark, ...]
    raw: tuple[str, ...]
    entities: Mapping[str, Entity] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()

    @property
    def lang(self) -> str:
        """Language by the id."""
        return self.id.split("-")[0]

    @property
    def split(self) -> str:
        """Split by the id."""
        return self.id.split("-")[1]

    def quote_span(self, claim: Claim) -> tuple[int, int]:
        """Offsets of the claim's quote; (0, 0) where its lines are out of range."""
        first, last = claim.sentences
        if not 1 <= first <= last <= len(self.lines):
            return (0, 0)
        return self.lines[first - 1].start, self.lines[last - 1].end

    def marks_of(self, key: str) -> tuple[Mark, ...]:
        """The marks of one entity, in the order of the text."""
        return tuple(m for m in self.marks if m.key == key)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source file read whole: its head comments, its passages, and what could not be read."""

    file: str
    head: tuple[str, ...]
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]
