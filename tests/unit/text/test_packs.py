"""Language packs: found, loaded, and clear about what is wrong with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.languages import PackError, load_pack, packs
from loaders.languages.data import Table
from loaders.languages.pack import Pack
from loaders.languages.patterns import fold, one_of
from loaders.languages.times import time_lexicon


def test_ours_are_there() -> None:
    """English and French have packs."""
    assert {"en", "fr"} <= set(packs())
    assert load_pack("en").code == "en"


def test_unknown_language() -> None:
    """The message names the packs that there are."""
    with pytest.raises(PackError, match=r"no language pack for 'xx'.*en, fr"):
        load_pack("xx")


def test_missing_file(tmp_path: Path) -> None:
    """A pack without a file says which."""
    with pytest.raises(PackError, match=r"amounts\.yaml"):
        _ = Pack("xx", tmp_path).amounts


@pytest.mark.parametrize(
    ("text", "message"),
    [("a: [1", "not YAML"), ("- a", "wanted a mapping"), ("", "wanted a mapping")],
)
def test_broken_file(text: str, message: str) -> None:
    """What is no mapping is refused."""
    with pytest.raises(PackError, match=message):
        Table.parse(text, "xx/times.yaml")


def test_wrong_kinds() -> None:
    """Lists, mappings and numbers of the wrong kind are refused with the key's name."""
    table = Table.parse("a: 1\nb: x\nc: [1, 2]\nno: [on, off]", "xx/amounts.yaml")
    for read in (lambda: table.words("a"), lambda: table.table("c"), lambda: table.tables("c"), lambda: table.number("b")):
        with pytest.raises(PackError, match=r"xx/amounts.yaml: [abc]"):
            read()
    assert table.words("no") == ["on", "off"]
    assert table.words("absent") == []


@pytest.mark.parametrize(("rule", "message"), [("{nothing}", "unknown list 'nothing'"), ("(?P<x", "not a pattern")])
def test_broken_rule(rule: str, message: str) -> None:
    """A rule that cannot be compiled is named."""
    table = Table("xx/times.yaml", {"months": {"january": "1"}, "rules": [{"on": ["month"], "make": "month", "re": rule}]})
    with pytest.raises(PackError, match=message):
        time_lexicon(table)


def test_one_of_prefers_the_longest_word() -> None:
    """A word list matches its longest word and stops at a word's end; nothing matches an empty list."""
    pattern = re.compile(one_of(["US", "US$", "US dollars", "l'an"]))
    for text, expected in (("US dollars", "US dollars"), ("US$5", "US$"), ("US dollar", "US"), ("USA", None), ("l’an", "l’an")):
        match = pattern.match(text)
        assert (match.group() if match else None) == expected
    assert re.match(one_of([]), "") is None


def test_fold() -> None:
    """Look-ups ignore case, kind of space and of apostrophe."""
    assert fold("Millions\u00a0de  Dollars") == "millions de dollars"
    assert fold("D’ICI") == "d'ici"
