"""The compiled patterns of dates and periods of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from loaders.languages.data import PackError, Table
from loaders.languages.patterns import SPACE, fold, one_of

_YEAR = r"(?:19|20)\d\d"
_GROUP = re.compile(r"\(\?P<\w+>")
_MACRO = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a time: a pattern tried where a trigger stands, and ``make``, what is made of the match."""

    pattern: re.Pattern[str]
    make: str
    n: int | None
    unit: str
    turn: int | None  # last, this, next of its kind
    year_turn: int | None  # of the last, this, next year
    opener: bool  # only after a preposition
    doubtful: bool  # a word that may be none
    quarters: bool  # counted in quarters


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one trigger. ``gate`` matches where at least one of them does: most words that may begin a time begin none."""

    gate: re.Pattern[str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """Everything that ``loaders.text.times`` knows of a language."""

    trigger: re.Pattern[str]
    rules: Mapping[str, Rules]  # by trigger word; digits under "number", Q3 under "quarter_mark"
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    ordinals: Mapping[str, int]
    seasons: Mapping[str, int]
    units: Mapping[str, str]
    turns: Mapping[str, int]
    numbers: Mapping[str, int]
    day_first: bool
    doubtful: frozenset[str]
    month_opener: re.Pattern[str]
    opener: re.Pattern[str]
    window_opener: re.Pattern[str]
    length_opener: re.Pattern[str]
    range_open: re.Pattern[str]
    between: frozenset[str]  # words after which "and" always makes a range
    link: re.Pattern[str]  # groups: to, and
    part: re.Pattern[str]
    parts: Mapping[str, str]  # words -> end, early, mid, late, whole
    role: re.Pattern[str]
    roles: Mapping[str, str]  # words -> deadline, since ...
    not_year_after: re.Pattern[str]
    not_year_before: re.Pattern[str]


def time_lexicon(table: Table) -> TimeLexicon:
    """Compile a pack's ``times.yaml``. Raises PackError."""
    names = {
        key: {fold(w): int(n) for w, n in table.numbers(key).items()}
        for key in ("months", "weekdays", "ordinals", "seasons", "turns", "numbers")
    }
    units = {fold(w): str(u) for w, u in table.table("units").rows.items()}
    macros = _macros(names, units, table.words("single_units"), table.words("ago"), table.words("ordinal_marks"))
    triggers, rules = _rules(table, names, macros)
    parts, roles = _groups(table.table("parts")), _groups(table.table("roles"))
    links = table.table("range_links")
    return TimeLexicon(
        trigger=re.compile(rf"\b(?:{one_of(triggers)}|\d{{1,4}}|[QTHS][1-4](?!\d)|FYE?)", re.IGNORECASE),
        rules=rules,
        **names,
        units=units,
        day_first=table.text("date_order") == "dmy",
        doubtful=frozenset(map(fold, table.words("doubtful_months"))),
        month_opener=before(table.words("month_openers")),
        opener=before(table.words("openers")),
        window_opener=before(table.words("window_openers")),
        length_opener=before(table.words("deadline_length")),
        between=frozenset(map(fold, table.words("range_between"))),
        range_open=before(table.words("range_open")),
        link=re.compile(
            rf"{SPACE}*(?:(?P<to>{one_of(map(fold, links.words('to')))})|(?P<and>{one_of(map(fold, links.words('and')))})){SPACE}*",
            re.IGNORECASE,
        ),
        part=before(parts),
        parts=parts,
        role=before(roles),
        roles=roles,
        not_year_after=re.compile(rf"{SPACE}?(?:{one_of(table.words('not_year_after'))})", re.IGNORECASE),
        not_year_before=re.compile(rf"(?:{one_of(map(fold, table.words('not_year_before')), guard=False)}){SPACE}?$", re.IGNORECASE),
    )


def before(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that ends where something begins; words that end in an apostrophe or hyphen touch it."""
    listed = [fold(w) for w in words]
    glued = one_of(w for w in listed if w[-1:] in "'-–")
    spaced = one_of(w for w in listed if w[-1:] not in "'-–")
    return re.compile(rf"(?<![\w'’])(?:({spaced}){SPACE}|({glued}))$", re.IGNORECASE)


def found(match: re.Match[str]) -> str:
    """The word that a ``before`` pattern has found, folded."""
    return fold(match.group(1) or match.group(2))


def _groups(table: Table) -> dict[str, str]:
    return {fold(word): name for name in table.rows for word in table.words(name)}


def _macros(
    names: Mapping[str, Mapping[str, int]], units: Mapping[str, str], single: Iterable[str], ago: Iterable[str], marks: Iterable[str]
) -> dict[str, str]:
    day = r"3[01]|[12]\d|0?[1-9]"
    return {
        "y4": rf"(?P<year>{_YEAR})",
        "year": rf"(?P<year>{_YEAR})",
        "year2": rf"(?P<year2>{_YEAR})",
        "yy": r"(?P<yy>\d\d)",
        "day": rf"(?P<day>{day})(?!\d)",
        "anyday": rf"(?:{day})(?!\d)",
        "anymonth": f"(?:{_months(names['months'])})",
        "anyyear": _YEAR,
        "ord": f"(?:{one_of(marks)})",
        "month": f"(?P<month>{_months(names['months'])})",
        "weekday": f"(?P<weekday>{one_of(names['weekdays'])})",
        "ordinal": f"(?P<ordinal>{one_of(names['ordinals'])})",
        "season": f"(?P<season>{one_of(names['seasons'])})",
        "turn": f"(?P<turn>{one_of(names['turns'])})",
        "unit": f"(?P<unit>{one_of(units)})",
        "unit1": f"(?P<unit>{one_of(map(fold, single))})",
        "n": rf"(?P<n>\d{{1,3}}(?!\d)|{one_of(names['numbers'])})",
        "agoword": f"(?:{one_of(map(fold, ago))})",
    }


def _months(months: Mapping[str, int]) -> str:
    """The names of the months; an abbreviation may have its full stop."""
    short = {w for w in months if any(v.startswith(w) and v != w for v in months)}
    return rf"{one_of(w for w in months if w not in short)}|(?:{one_of(short)})\.?"


def _expand(written: str, macros: Mapping[str, str], where: str) -> re.Pattern[str]:
    """The pattern of a rule: macros put in, a space made any space, an apostrophe either form (outside of character classes)."""
    out, bracket, escaped = [], False, False
    for char in written:
        bracket = not escaped and (char == "[" or (bracket and char != "]"))
        out.append(SPACE if char == " " and not bracket else "['’]" if char == "'" and not bracket else char)
        escaped = char == "\\" and not escaped
    unknown: list[str] = []

    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        if name.isdigit():
            return match.group()
        if name not in macros:
            unknown.append(name)
        return macros.get(name, "")

    pattern = _MACRO.sub(put, "".join(out))
    if unknown:
        raise PackError(f"{where}: unknown list {unknown[0]!r} in braces; there are: {', '.join(sorted(macros))}")
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise PackError(f"{where}: not a pattern: {error}: {written}") from error


def _whole(row: Table, key: str) -> int | None:
    return int(row.number(key)) if key in row.rows else None


def _rules(table: Table, names: Mapping[str, Mapping[str, int]], macros: Mapping[str, str]) -> tuple[list[str], dict[str, Rules]]:
    """The trigger words, and the rules by trigger."""
    classes = {
        "month": names["months"],
        "weekday": names["weekdays"],
        "ordinal": names["ordinals"],
        "season": names["seasons"],
        "turn": names["turns"],
    }
    classes["numeral"] = names["numbers"]
    by_word: dict[str, list[Rule]] = {}
    for row in table.tables("rules"):
        rule = Rule(
            _expand(row.text("re"), macros, row.where),
            row.text("make"),
            _whole(row, "n"),
            row.text("unit"),
            _whole(row, "turn"),
            _whole(row, "year_turn"),
            row.text("opener") == "true",
            row.text("doubtful") == "true",
            "quarters" in row.rows,
        )
        words = {fold(w) for on in row.words("on") for w in (classes.get(on) or [on])}
        for word in words:
            by_word.setdefault(word, []).append(rule)
    for word in [w for w in by_word if w[0].isdigit()]:
        by_word[word].extend(by_word.get("number", []))  # "1er décembre" as well as "1er trimestre"
    marks = {"number", "quarter_mark", "fy"}
    return [w for w in by_word if w not in marks], {
        w: Rules(_gate(tuple(r.pattern.pattern for r in rules)), tuple(rules)) for w, rules in by_word.items()
    }


@lru_cache(maxsize=256)
def _gate(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_GROUP.sub("(?:", p) for p in patterns), re.IGNORECASE)
