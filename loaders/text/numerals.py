"""Numbers in a text, in digits and in words, with their exact values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from operator import attrgetter

from loaders.languages import Pack
from loaders.languages.amounts import NumberLexicon
from loaders.languages.patterns import fold

_TOKEN = re.compile(r"[0-9]+(?:[.,'’][0-9]+)*")
_LONGEST = 40  # digits: what is longer is a key or a hash, not a number


@dataclass(slots=True)  # not frozen: many are made, and none leaves this package
class Numeral:
    """A number as written.

    ``plain``: digits without any separator; ``words``: in letters, then ``scaled`` when it says thousands or more and ``scale`` the last
    such word; ``collective``: a dozen, une trentaine; ``weak``: an article that counts only with a unit ("un an"); ``fixed``: the kind
    of a phrase that is a percentage ("tripled": change, "wholly owned": percent); ``other``: the value if an ambiguous separator is
    read the other way ("12,500").
    """

    start: int
    end: int
    value: Decimal
    plain: bool = False
    words: bool = False
    scaled: bool = False
    weak: bool = False
    collective: bool = False
    scale: Decimal | None = None
    fixed: str = ""
    other: Decimal | None = None


def scan(text: str, pack: Pack) -> Iterator[Numeral]:
    """All numerals of a text in order, not overlapping. Linear in the length of the text."""
    lexicon = pack.amounts.numbers
    last = 0
    for numeral in sorted(chain(_digits(text, lexicon), _words(text, lexicon)), key=attrgetter("start")):
        if numeral.start >= last:
            yield numeral
            last = numeral.end


def _digits(text: str, lexicon: NumberLexicon) -> Iterator[Numeral]:
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < last or end - start > _LONGEST:
            continue
        token = match.group()
        if token.isdigit():
            spaced = lexicon.spaced.match(text, end) if end - start <= 3 else None
            if spaced:
                last = spaced.end()
                yield Numeral(start, last, _clean(text[start:last], lexicon.decimal))
            elif text[start - 1 : start] == "." and not text[max(start - 2, 0) : start - 1].isalnum():
                yield Numeral(start - 1, end, Decimal("0." + token))
            else:
                yield Numeral(start, end, Decimal(token), plain=True)
        else:
            read = _separated(token.replace("’", "'"), lexicon.decimal)
            if read:
                yield Numeral(start, end, read[0], other=read[1])


def _clean(written: str, decimal: str) -> Decimal:
    digits = "".join(c for c in written if c.isdigit() or c == decimal)
    return Decimal(digits.replace(",", "."))


def _separated(token: str, decimal: str) -> tuple[Decimal, Decimal | None] | None:
    """The value of digits with separators, and the other reading if there are two; None for versions, addresses and lists."""
    group = "." if decimal == "," else ","
    marks = [c for c in token if not c.isdigit()]
    parts = re.split(r"[.,']", token)
    grouped = len(parts[0]) <= 3 and all(len(p) == 3 for p in parts[1:-1])
    whole = Decimal("".join(parts))
    if len(marks) == 1:
        fraction = Decimal(f"{parts[0]}.{parts[1]}")
        thousands = grouped and len(parts[1]) == 3 and not parts[0].startswith("0")
        if marks[0] == "'":
            return (whole, None) if thousands else None
        return _one_mark(marks[0], decimal, fraction, whole if thousands else None)
    if len(set(marks)) == 1 and marks[0] in (group, decimal, "'"):
        return (whole, None) if grouped and len(parts[-1]) == 3 and len(parts[0]) > 0 else None
    if len(set(marks[:-1])) == 1 and marks[-1] in ".," and marks[-1] != marks[0] and grouped:
        return Decimal("".join(parts[:-1]) + "." + parts[-1]), None
    return None


def _one_mark(mark: str, decimal: str, fraction: Decimal, thousands: Decimal | None) -> tuple[Decimal, Decimal | None]:
    if thousands is None:
        return fraction, None
    if decimal == ".":
        if mark == ",":
            return thousands, None
        return fraction, thousands if thousands % 1000 == 0 else None  # "14.000 clients", in a translated page
    return (fraction, thousands) if mark == "," else (thousands, fraction)


def english_style(text: str) -> bool:
    """Whether a text in a language with decimal commas writes its numbers in the English manner, as translated pages do."""
    return bool(_ENGLISH.search(text)) and not _CONTINENTAL.search(text)


_ENGLISH = re.compile(
    r"(?<![\d.,])\d{1,3}(?:(?:,\d{3})+\.\d|(?:,\d{3}){2,}(?![\d,]))|[$€£]\d{1,3},\d{3}(?!\d)|(?<![\d.,])\d+\.\d{1,2}(?![\d.])"
)
_CONTINENTAL = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d,])|(?<![\d.,])\d{1,3}[ \u00a0\u202f\u2009]\d{3}(?![\d.,])")


@dataclass(slots=True)
class _Sum:
    """A number in words while it is being read."""

    total: int = 0
    current: int = 0
    scale: int = 10**18  # the least scale so far: the next one must be less
    scaled: bool = False

    def take(self, word: str, lexicon: NumberLexicon) -> bool:
        """Add a word; False when it cannot continue the number."""
        if word in lexicon.hundreds and 1 <= self.current <= 99:
            self.current *= 100
        elif word in lexicon.values:
            value = lexicon.values[word]
            if not _fits(self.current, value):
                return False
            self.current += value
        elif word in lexicon.scales and int(lexicon.scales[word]) < self.scale and (self.current or not self.total):
            self.scale = int(lexicon.scales[word])
            self.total += max(self.current, 1) * self.scale
            self.current, self.scaled = 0, True
        else:
            return False
        return True


def _fits(current: int, value: int) -> bool:
    """Whether ``value`` may follow: a unit after tens or hundreds, tens after hundreds, and French soixante-dix, quatre-vingt-dix."""
    if current == 0:
        return True
    if value == 0 or value >= 100:
        return False
    if value >= 10:
        return current % 100 == 0 or (value < 20 and current % 100 in (60, 80))
    return current % 10 == 0 and current % 100 != 10


def _words(text: str, lexicon: NumberLexicon) -> Iterator[Numeral]:
    last = 0
    for match in lexicon.starts.finditer(text):
        if match.start() < last:
            continue
        numeral = _spelled(text, match, lexicon)
        last = numeral.end
        yield numeral


def _spelled(text: str, match: re.Match[str], lexicon: NumberLexicon) -> Numeral:
    total = _Sum()
    word, end = fold(match.group()), match.end()
    if word in lexicon.fixed:
        kind, value = lexicon.fixed[word]
        return Numeral(match.start(), end, value, words=True, fixed=kind)
    phrase = lexicon.phrases.get(word)
    if phrase is None:
        total.take(word, lexicon)
    elif phrase == 100:
        total.current = 100
    elif phrase == 1000:
        total = _Sum(total=1000, scale=1000, scaled=True)
    else:
        return Numeral(match.start(), end, phrase, words=True, scaled=phrase >= 1000, collective=phrase < 1000)
    weak = word in lexicon.weak
    while (more := lexicon.word.match(text, end)) and total.take(fold(more.group(1)), lexicon):
        end, weak = more.end(), False
    if weak and _stopped(text, end, lexicon):
        return Numeral(match.start(), end, Decimal(1), words=True, weak=True)
    value = Decimal(total.total + total.current)
    half = lexicon.half.match(text, end) if total.scaled and not total.current else None
    if half:
        value, end = value + Decimal(total.scale) / 2, half.end()
    scale = Decimal(total.scale) if total.scaled and not total.current else None
    return Numeral(match.start(), end, value, words=True, scaled=total.scaled, scale=scale)


def _stopped(text: str, end: int, lexicon: NumberLexicon) -> bool:
    """Whether "one" (un, une) is here a pronoun or an article: it counts only with a unit."""
    if "*" in lexicon.weak_stop:
        return True
    following = text[end : end + 24].split(None, 1)
    return not following or not text[end : end + 1].isspace() or fold(following[0]).strip(".,;:") in lexicon.weak_stop
