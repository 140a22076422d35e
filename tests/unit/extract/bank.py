"""The bank of ways of saying: texts, the claims they tell and the ones they must not tell (ways/README.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from graph.dates import Interval
from graph.model import Article, Claim
from graph.values import Amount

BANK = Path(__file__).with_name("ways")
DAY = "2025-11-20"


@dataclass
class Way:
    """A text of a bank with what it tells and what it must not tell: (claim type, wanted fillers and values)."""

    lang: str
    where: str
    lines: list[str] = field(default_factory=list)
    published: str = DAY
    tells: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    never: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def article(self) -> Article:
        """The text as an article."""
        return Article(id="a", source_key="a", version="1", text="\n".join(self.lines), lang=self.lang, published=self.published)


def read_bank(path: Path) -> list[Way]:
    """The ways of one file, whose name ends in `.LANG.txt`.

    Raises:
        ValueError: a line that begins with none of `>`, `+`, `-`, `#`, or a claim before any text.
    """
    ways: list[Way] = []
    last = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        mark, rest = line[:1], line[1:].strip()
        if mark in ("", "#"):
            continue
        if mark == ">":
            if last != ">":
                ways.append(Way(path.suffixes[-2][1:], f"{path.name}:{number}"))
            if rest.startswith("@"):
                ways[-1].published = rest[1:]
            else:
                ways[-1].lines.append(rest)
        elif mark in "+-" and ways:
            (ways[-1].tells if mark == "+" else ways[-1].never).append(_claim(rest))
        else:
            raise ValueError(f"{path.name}:{number}: a line begins with >, + or -, and a text comes first")
        last = mark
    return ways


def _claim(text: str) -> tuple[str, dict[str, str]]:
    kind, _, rest = text.partition(" ")
    return kind, {k.strip(): v.strip() for k, _, v in (part.partition("=") for part in rest.split(";") if part.strip())}


def meets(claim: Claim, wanted: tuple[str, dict[str, str]]) -> bool:
    """Whether a claim is of the wanted type and has every wanted filler and value."""
    kind, parts = wanted
    return claim.type == kind and all(v in _said(claim, k) for k, v in parts.items())


def _said(claim: Claim, key: str) -> set[str]:
    if key == "factuality":
        return {str(claim.factuality)}
    if key == "speaker":
        return {claim.speaker.name} if claim.speaker else {""}
    if key == "time":
        return {_interval(claim.time)}
    if key in claim.roles:
        return {m.name for m in claim.roles[key]}
    return {_text(claim.values[key])} if key in claim.values else set()


def _interval(time: Interval | None) -> str:
    """A time in short: `2024-10` (a start alone), `..2026` (an end alone), `2025..2026-03`, or nothing."""
    if not time:
        return ""
    return (str(time.start) if time.start else "") + (f"..{time.end}" if time.end else "")


def _text(value: object) -> str:
    """A value in short: `200 MW`, `1200000000 USD`, `<=250 MW`, `>=3`, `10..20 %`, a date or a word as it is."""
    if not isinstance(value, Amount):
        return str(value)
    low, high = (_plain(bound) for bound in (value.low, value.high))
    number = _plain(value.value) or (f"{low}..{high}" if low and high else f">={low}" if low else f"<={high}")
    return f"{number} {value.unit or value.currency}".strip()


def _plain(number: Decimal | None) -> str:
    """A number without the zeros behind its point: 1500000000 of "$1.50 billion"."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
