"""Bytes to characters: the encoding found, guessed with a warning, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import SourceError
from loaders.sources.decode import decode

FRENCH = "La société « Mélèze » a levé 40 M€ l’été dernier, a indiqué son directeur général à l’œil exercé."
RUSSIAN = "Компания сообщила, что закрыла сделку на сорок миллионов долларов в прошлом месяце."


@pytest.mark.parametrize("encoding", ("utf-8", "utf-8-sig", "utf-16", "utf-32"))
def test_marked_and_utf8_text_needs_no_guess(encoding: str) -> None:
    decoded = decode(FRENCH.encode(encoding))
    assert (decoded.text, decoded.warnings) == (FRENCH, ())


def test_windows_1252_is_guessed_with_a_warning() -> None:
    decoded = decode(FRENCH.encode("cp1252"))
    assert decoded.text == FRENCH
    assert "guessed as windows-1252" in decoded.warnings[0]


def test_a_declared_charset_is_used() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "KOI8-R").text == RUSSIAN
    assert decode(FRENCH.encode("cp1252"), "ISO-8859-1").warnings == ()


def test_utf8_that_calls_itself_latin_is_read_as_utf8() -> None:
    decoded = decode(FRENCH.encode(), "latin-1")
    assert decoded.text == FRENCH
    assert "is UTF-8" in decoded.warnings[0]


@pytest.mark.parametrize("declared", ("rot13", "zip", "unicode_escape", "no-such-charset", "\x00"))
def test_charsets_that_are_none_are_told(declared: str) -> None:
    decoded = decode(FRENCH.encode(), declared)
    assert decoded.text == FRENCH
    assert "is not known" in decoded.warnings[0]


def test_one_broken_place_in_utf8_is_marked() -> None:
    decoded = decode(FRENCH.encode().replace("€".encode(), b"\xe2\x82"))
    assert decoded.text == FRENCH.replace("€", "\ufffd")
    assert "1 places" in decoded.warnings[0]


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (RUSSIAN.encode("koi8-r"), ""),
        (RUSSIAN.encode("cp1251"), "utf-8"),
        ("暗号資産の採掘会社が融資を受けた。".encode("shift_jis"), ""),
        (FRENCH.encode("utf-16-le"), ""),
        (FRENCH.encode("cp1252") * 3, "shift_jis"),
    ],
)
def test_wrong_encodings_are_refused(data: bytes, declared: str) -> None:
    with pytest.raises(SourceError, match="UTF-8"):
        decode(data, declared)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x7fELF\x02", "program"),
        (b"\xd0\xcf\x11\xe0", "office"),
        (b"text\x00\x01\x02\x03\x04", "binary"),
        (bytes(range(256)) * 10, "binary"),
    ],
)
def test_binary_data_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        decode(data)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
