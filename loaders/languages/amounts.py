"""The compiled words and signs of amounts of one language: numbers, scales, units, currencies, bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from loaders.languages.data import Table
from loaders.languages.patterns import GAP, SPACE, fold, one_of, tidy

#: A dollar of which the text does not say which.
BARE_DOLLAR = "$"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts. ``kind`` is money, coin, power, ...; ``measure`` its unit or ISO currency (``$`` for a bare dollar);
    a number written with this unit is multiplied by ``factor`` (GW to MW: 1000)."""

    kind: str
    measure: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class NumberLexicon:
    """Digits and number words."""

    decimal: str
    spaced: re.Pattern[str]  # further groups of three digits after a space
    starts: re.Pattern[str]  # a number word or phrase, to search with
    word: re.Pattern[str]  # one more number word
    half: re.Pattern[str]  # "and a half"
    values: Mapping[str, int]
    hundreds: frozenset[str]
    phrases: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    weak: frozenset[str]
    weak_stop: frozenset[str]
    fixed: Mapping[str, tuple[str, Decimal]]  # phrases that are a percentage or a change in per cent: wholly owned, tripled


@dataclass(frozen=True, slots=True)
class UnitLexicon:
    """Scales, units and currencies around a number."""

    scale: re.Pattern[str]  # groups: word, mark
    scales: Mapping[str, Decimal]
    money_scales: frozenset[str]
    unit: re.Pattern[str]  # groups: of, mark, word
    marks: Mapping[str, Unit]
    words: Mapping[str, Unit]
    prefix: re.Pattern[str]  # a currency that ends where the number begins
    prefixes: Mapping[str, str]
    prefix_ends: frozenset[str]  # the last characters of the prefixes: a quick look before the pattern is tried
    weak: frozenset[str]  # words that are a unit only after a scale or a large number
    per: re.Pattern[str]  # groups: mark, word
    per_names: Mapping[str, str]
    coin_stop: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ContextLexicon:
    """Words around an amount that bound it, join it with the next, or say that it is none."""

    high: re.Pattern[str]
    low: re.Pattern[str]
    high_after: re.Pattern[str]
    low_after: re.Pattern[str]
    not_before_time: frozenset[str]
    last_words: frozenset[str]  # the last words of the bounds and fillers: a quick look before the patterns are tried
    link: re.Pattern[str]  # what joins two numbers, groups: dash, to, and, list
    open_range: re.Pattern[str]
    from_range: re.Pattern[str]
    from_word: re.Pattern[str]
    moved: re.Pattern[str]  # before the size of a move: "up $3 to $12"
    change: re.Pattern[str]
    count_noun: re.Pattern[str]
    label: re.Pattern[str]
    ago: re.Pattern[str]
    recent: re.Pattern[str]
    clock: re.Pattern[str]
    compare: re.Pattern[str]  # before a bare number that takes the unit of the one before
    part_of: re.Pattern[str]  # between a part and its whole
    no_noun: re.Pattern[str]  # after a number: nothing that it could count
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    fraction: re.Pattern[str]  # "thirds" after "two"
    dollar_hints: Mapping[str, re.Pattern[str]]  # statements
    dollar_cues: Mapping[str, re.Pattern[str]]  # places and exchanges
    dollar_against: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class AmountLexicon:
    """Everything that ``loaders.text.amounts`` knows of a language."""

    numbers: NumberLexicon
    units: UnitLexicon
    context: ContextLexicon


def amount_lexicon(own: Table, common: Table, months: Iterable[str]) -> AmountLexicon:
    """Compile a pack's ``amounts.yaml`` with the signs common to all languages and the names of the months. Raises PackError."""
    return AmountLexicon(_numbers(own), _units(own, common), _context(own, months))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _pattern(words: Iterable[str], guard: bool = True) -> re.Pattern[str]:
    return re.compile(one_of((fold(w) for w in words), guard), re.IGNORECASE)


def _numbers(own: Table) -> NumberLexicon:
    values = {fold(w): int(n) for w, n in own.numbers("words").items()}
    phrases = {fold(w): n for w, n in own.numbers("phrases").items()}
    scales = {fold(w): n for w, n in own.numbers("scales").items()}
    fixed = {fold(w): (kind, n) for key, kind in (("multiples", "change"), ("percents", "percent")) for w, n in own.numbers(key).items()}
    hundreds, joiners = _folded(own.words("hundred")), _folded(own.words("joiners"))
    tokens = one_of([*values, *hundreds, *scales])
    decimal = re.escape(own.text("decimal"))
    plain = GAP if own.text("group") == " " else r"[\u00a0\u2009\u202f]"
    loose = rf"(?:{plain}\d{{3}}(?!\d))+" if plain == GAP else rf"(?:(?:{plain}\d{{3}}(?!\d))+|(?: \d{{3}}(?!\d))+(?<=000))"
    return NumberLexicon(
        decimal=own.text("decimal"),
        spaced=re.compile(rf"{loose}(?:{decimal}\d+)?(?![\d.,]\d)"),
        starts=re.compile(rf"\b(?:{one_of([*phrases, *values, *fixed])})", re.IGNORECASE),
        word=re.compile(rf"(?:{SPACE}|-)(?:(?:{one_of(joiners)})(?:{SPACE}|-))?({tokens})", re.IGNORECASE),
        half=re.compile(rf"{SPACE}(?:{one_of(map(fold, own.words('half_after')))})", re.IGNORECASE),
        values=values,
        hundreds=hundreds,
        phrases=phrases,
        scales=scales,
        weak=_folded(own.words("weak")),
        weak_stop=_folded(own.words("weak_stop")),
        fixed=fixed,
    )


def _money(tables: Iterable[Table]) -> tuple[dict[str, str], dict[str, Unit], dict[str, Unit]]:
    """Currencies before the number, and as units after it: by mark, by word."""
    before: dict[str, str] = {}
    marks: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    for table in tables:
        for code in table.rows:
            unit = Unit("money", code)
            row = table.table(code)
            before.update((tidy(m), code) for m in row.words("marks"))
            marks.update((tidy(m), unit) for m in [*row.words("marks"), *row.words("after")])
            words.update((fold(w), unit) for w in row.words("words"))
    return before, marks, words


def _plain_units(tables: Iterable[Table]) -> tuple[dict[str, Unit], dict[str, Unit]]:
    marks: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    for row in tables:
        unit = Unit(row.text("kind"), row.text("unit"), row.number("factor", "1"))
        marks.update((tidy(m), unit) for m in row.words("marks"))
        words.update((fold(w), unit) for w in row.words("words"))
    return marks, words


def _coins(tables: Iterable[Table]) -> tuple[dict[str, Unit], dict[str, Unit]]:
    marks: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    for table in tables:
        for code in table.rows:
            row = table.table(code)
            marks.update((tidy(m), Unit("coin", code)) for m in row.words("marks"))
            words.update((fold(w), Unit("coin", code)) for w in row.words("words"))
    return marks, words


def _subunits(own: Table) -> tuple[dict[str, Unit], dict[str, Unit]]:
    marks: dict[str, Unit] = {}
    words: dict[str, Unit] = {}
    for row in own.tables("subunits"):
        unit = Unit("money", row.text("currency"), Decimal("0.01"))
        marks.update((tidy(m), unit) for m in row.words("marks"))
        words.update((fold(w), unit) for w in row.words("words"))
    return marks, words


def _per(own: Table, common: Table) -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    marks, words = common.table("per_marks"), own.table("per_words")
    for name in marks.rows:
        names.update((fold(m), name) for m in marks.words(name))
    for name in words.rows:
        names.update((fold(w), name) for w in words.words(name))
    adverbs = own.table("adverb_per")
    alone = {fold(w): name for name in adverbs.rows for w in adverbs.words(name)}
    glued = one_of(w for w in map(fold, own.words("per")) if w.endswith("'"))
    spaced = one_of(w for w in map(fold, own.words("per")) if not w.endswith("'"))
    link = rf"(?:{GAP}?/{GAP}?|{SPACE}(?:{glued})|{SPACE}(?:{spaced}){SPACE})"
    pattern = rf"{link}({one_of(names)})|{SPACE}({one_of(alone)})"
    return re.compile(pattern, re.IGNORECASE), {**names, **alone}


def _units(own: Table, common: Table) -> UnitLexicon:
    before, marks, words = _money([common.table("currencies"), own.table("currencies")])
    for more_marks, more_words in (
        _coins([common.table("coins"), own.table("coins")]),
        _plain_units([*common.tables("units"), *own.tables("units")]),
        _subunits(own),
    ):
        marks.update(more_marks)
        words.update(more_words)
    scale_words = {fold(w): n for w, n in own.numbers("scales").items()}
    scale_marks = common.numbers("scale_marks")
    per, per_names = _per(own, common)
    glued = one_of(w for w in own.words("of") if w.endswith("'"))
    spaced = one_of(w for w in own.words("of") if not w.endswith("'"))
    of = rf"(?:{SPACE}(?:{glued})|{SPACE}(?:{spaced}){SPACE})"
    joined = one_of([m for m, u in marks.items() if u.kind == "money" and m.isalpha()])
    return UnitLexicon(
        scale=re.compile(
            rf"(?:{of}|{SPACE}|-)?(?P<word>(?i:{one_of(scale_words)}))"
            rf"|{GAP}?(?P<mark>{one_of(scale_marks, guard=False)})(?:(?!\w)|(?={joined}))"
        ),
        scales={**scale_words, **{tidy(m): n for m, n in scale_marks.items()}},
        money_scales=frozenset(common.words("scale_marks_money_only")),
        unit=re.compile(rf"(?:(?P<of>{of})|{SPACE}|-)?(?:(?P<mark>{one_of(marks)})|(?P<word>(?i:{one_of(words)})))"),
        marks=marks,
        words=words,
        prefix=re.compile(rf"(?<![^\W\d_])({one_of(before, guard=False)}){GAP}?$"),
        prefixes=before,
        prefix_ends=frozenset(mark[-1] for mark in before),
        weak=_folded(own.words("weak_units")),
        per=per,
        per_names=per_names,
        coin_stop=re.compile(rf"(?:{SPACE}|-)(?:{one_of(own.words('coin_stop'))})", re.IGNORECASE),
    )


def _before(words: Iterable[str], fillers: str) -> re.Pattern[str]:
    """Ends where the amount begins; words that end in an apostrophe stand at the amount without a space."""
    listed = [fold(w) for w in words]
    glued, spaced = one_of(w for w in listed if w.endswith("'")), one_of(w for w in listed if not w.endswith("'"))
    return re.compile(rf"(?<!\w)(?:({spaced}){SPACE}|({glued}))(?:{fillers})*$", re.IGNORECASE)


def _last_words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w).replace("'", " ").replace("-", " ").split()[-1] for w in words if w.strip())


def _link(own: Table) -> re.Pattern[str]:
    to, both, listed = (one_of(map(fold, own.words(k))) for k in ("range_to", "range_and", "list"))
    return re.compile(
        rf"(?P<dash>{GAP}?[-–—‑−]{GAP}?)|{SPACE}?(?P<to>{to}){SPACE}?|{SPACE}(?P<and>{both}){SPACE}|{SPACE}?(?P<list>{listed}){SPACE}",
        re.IGNORECASE,
    )


def _context(own: Table, months: Iterable[str]) -> ContextLexicon:
    month = one_of(months)
    day_link = rf"(?:{SPACE}?[-–]{SPACE}?|{SPACE}(?:{one_of(own.words('day_links'))}){SPACE})"
    bounds = own.table("bounds")
    fillers = own.words("fillers")
    glued, spaced = one_of(f for f in fillers if f.endswith("'")), one_of(f for f in fillers if not f.endswith("'"))
    filler = rf"(?:{spaced}){SPACE}|(?:{glued})"
    cues = own.table("dollar_cues")
    hints = own.table("dollar_hints")
    change = "|".join(re.escape(stem) for stem in own.words("change"))
    ranges = [*own.words("range_open"), *own.words("range_from"), *own.words("from")]
    return ContextLexicon(
        high=_before(bounds.words("high"), filler),
        low=_before(bounds.words("low"), filler),
        high_after=re.compile(rf"{SPACE}?(?:{one_of(bounds.words('high_after'))})", re.IGNORECASE),
        low_after=re.compile(rf"{SPACE}?(?:{one_of(bounds.words('low_after'))})|\+(?![\d\w])", re.IGNORECASE),
        not_before_time=_folded(own.words("not_before_time")),
        last_words=_last_words([*bounds.words("high"), *bounds.words("low"), *fillers, *ranges]),
        link=_link(own),
        open_range=_before(own.words("range_open"), filler),
        from_range=_before(own.words("range_from"), filler),
        from_word=_before(own.words("from"), filler),
        moved=_before(own.words("moved"), filler),
        change=re.compile(rf"\b(?:{change})" if change else "", re.IGNORECASE),
        count_noun=re.compile(rf"{SPACE}(?:{one_of(own.words('count_nouns'))})"),
        label=re.compile(rf"(?<!\w)(?:{one_of(map(fold, own.words('labels')))}){SPACE}?$", re.IGNORECASE),
        ago=re.compile(rf"{SPACE}?(?:{one_of(map(fold, own.words('ago')))})", re.IGNORECASE),
        recent=re.compile(rf"(?<!\w)(?:{one_of(map(fold, own.words('recent')))}){SPACE}$", re.IGNORECASE),
        clock=re.compile(rf"{SPACE}?(?:{one_of(own.words('clock'))})"),
        compare=_before(own.words("compare"), filler),
        part_of=re.compile(rf"{SPACE}(?:{one_of(map(fold, own.words('part_of')))}){SPACE}", re.IGNORECASE),
        no_noun=re.compile(rf"{GAP}?(?:[.,;:)\n]|$)|{SPACE}(?:{one_of(own.words('no_noun'))})", re.IGNORECASE),
        month_before=re.compile(rf"(?<!\w)(?:{month})\.?{SPACE}(?:\d{{1,2}}{day_link})?$", re.IGNORECASE),
        month_after=re.compile(rf"(?:{day_link}\d{{1,2}}(?!\d))?(?:{SPACE}|-)(?:(?:of|de){SPACE})?(?:{month})", re.IGNORECASE),
        fraction=re.compile(rf"(?:{SPACE}|-)(?:{one_of(map(fold, own.words('fractions')))})", re.IGNORECASE),
        dollar_cues={code: re.compile(rf"\b(?:{one_of(cues.words(code))})") for code in cues.rows},
        dollar_against=re.compile(rf"(?<!\w)(?:{one_of(own.words('dollar_against'))})"),
        dollar_hints={code: _pattern(hints.words(code)) for code in hints.rows},
    )
