"""Numbers that are no amounts: dates, times of day, telephone numbers, labels, years, parts of names."""

from __future__ import annotations

import re

from loaders.languages.amounts import ContextLexicon
from loaders.text.numerals import Numeral

_LONG = re.compile(r"\+?\(?\d{1,4}\)?(?:[-./]\d{1,4}){2,}(?!\d)|\d{3}-\d{4}(?!\d)|0\d(?:[ \u00a0.]\d\d){4}(?!\d)")
_AREA_CODE = re.compile(r"\d{3}\)[ -]?\d{3}-\d{4}")
_ABROAD = re.compile(r"\d{1,3}(?:[-. ]?\(?\d{1,4}\)?){2,6}")
_CLOCK = re.compile(r"(?::| ?[hH] ?)[0-5]\d(?!\d)|[ \u00a0\u202f]?h(?!\w)")
_FORM = re.compile(r"-(?:[A-Z]\d?(?![a-z])|for-|in-\d)|/\d")
_LIST_ITEM = re.compile(r"[.)][ \t\u00a0\n]")


def glued(text: str, numeral: Numeral) -> bool:
    """Whether the number is part of a name, a code or an address: S21, #12, @123, 10:30."""
    before = text[numeral.start - 1 : numeral.start]
    if numeral.words:
        return before == "-"
    return bool(before) and (before.isalnum() or before in "_#@№°'’:")


def no_count(text: str, end: int, context: ContextLexicon) -> bool:
    """Whether a number in words is the day of a date, or the first word of a fraction ("two thirds")."""
    if context.fraction.match(text, end):
        return True
    return bool(context.month_after.match(text, end)) and text[end : end + 1] != "-"


def date_end(text: str, numeral: Numeral, context: ContextLexicon) -> int:
    """Where the date, time of day, telephone number or form's name ends that a number begins; -1 if it begins none."""
    start, end = numeral.start, numeral.end
    following = text[end : end + 1]
    if following.isalnum() or following == "_":
        return end
    match = _LONG.match(text, start) if following in ("-", ".", "/", " ", "\u00a0") else None
    if text[start - 1 : start] == "+":
        match = _ABROAD.match(text, start) or match
    elif text[start - 1 : start] == "(":
        match = _AREA_CODE.match(text, start) or match
    match = match or _CLOCK.match(text, end)
    if match:
        return match.end()
    if _FORM.match(text, end) or context.clock.match(text, end):
        return end
    day = numeral.plain and end - start <= 2 and numeral.value <= 31
    if day and (context.month_after.match(text, end) or context.month_before.search(text, max(0, start - 20), start)):
        return end
    return -1


def numbering(text: str, numeral: Numeral) -> bool:
    """Whether the number counts the items of a list: "1. First"."""
    start = numeral.start
    return (start == 0 or text[start - 1] == "\n") and numeral.plain and bool(_LIST_ITEM.match(text, numeral.end))


def suspect(text: str, numeral: Numeral, context: ContextLexicon) -> bool:
    """Whether a number without unit may be a year or a label: it counts only when a unit comes to it from its neighbour."""
    start, end = numeral.start, numeral.end
    before = text[start - 1 : start]
    year = numeral.plain and end - start == 4 and 1900 <= numeral.value <= 2100
    return (
        bool(context.fraction.match(text, end))
        or (year and not context.count_noun.match(text, end))
        or (before == "-" and text[start - 2 : start - 1].isalpha())
        or before == "/"
        or bool(context.label.search(text, max(0, start - 16), start))
    )
