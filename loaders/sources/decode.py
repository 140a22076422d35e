"""Bytes to characters: byte order mark, declared charset, UTF-8, then windows-1252 if it reads like it; binary data is refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from graph.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
# Only encodings of text: Python also knows rot13, zip, unicode_escape ..., which no page may ask for.
_KNOWN = frozenset(
    """utf-8 utf-16 utf-16-le utf-16-be utf-32 ascii cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp866 cp874 koi8-r
    koi8-u iso8859-1
    iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15
    iso8859-16 mac-roman gbk gb2312 gb18030 big5 big5hkscs euc_jp shift_jis cp932 iso2022_jp euc_kr cp949 tis-620""".split()
)
_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or an office document; unpack it or save it as text, HTML or PDF"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as text, HTML or PDF"), (b"{\\rtf", "rich text; save it as text, HTML or PDF"),
    (b"\x1f\x8b", "gzip data; unpack it first"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"%PDF-", "a PDF under another name"), (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"),
)  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TYPOGRAPHIC = "‘’‚“”„†‡•…‰‹›€–—™¡¢£¥§©ª«®°±²³µ·¹º»¼½¾¿×÷\xa0\xad"
_LETTERS = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding that they were read in, and what had to be guessed."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """The characters of a text document. ``declared`` is the charset that its server or its own head names.

    Raises SourceError for binary data and for bytes that no likely encoding explains.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _forgiving(data[len(bom) :], encoding, ())
    _refuse_binary(data)
    name, warnings = _known(declared)
    if name == "utf-8" or not name or name in ("cp1252", "ascii"):
        return _utf8_or_western(data, name, warnings)
    return _forgiving(data, name, warnings)


def _known(declared: str) -> tuple[str, tuple[str, ...]]:
    declared = declared.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):
        name = "?"
    if name and name not in _KNOWN:
        return "", (f"charset {declared[:30]!r} is not known; the encoding was guessed",)
    # What calls itself Latin-1 or ASCII on the web is windows-1252 (WHATWG Encoding Standard, 4.2).
    return ("cp1252" if name in ("iso8859-1", "ascii") else name), ()


def _utf8_or_western(data: bytes, declared: str, warnings: tuple[str, ...]) -> Decoded:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared, warnings)
    if declared == "cp1252" and not data.isascii():
        warnings += ("the document says that it is windows-1252 but is UTF-8; read as UTF-8",)
    return Decoded(text, "utf-8", warnings)


def _not_utf8(data: bytes, declared: str, warnings: tuple[str, ...]) -> Decoded:
    lenient = data.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    good = sum(1 for c in lenient if c > "\x7f") - bad
    at_end = data.decode("utf-8", "ignore") and bad == 1 and lenient.endswith("\ufffd")  # cut off inside a character
    if at_end or good >= 2 * bad:
        return _forgiving(data, "utf-8", warnings)
    western = data.decode("cp1252", "replace")
    if not _reads_western(western):
        raise SourceError("the encoding is wrong or unknown: neither UTF-8 nor windows-1252; save the document as UTF-8")
    if declared != "cp1252":
        warnings += ("not UTF-8; the encoding was guessed as windows-1252",)
    return Decoded(western, "cp1252", warnings)


def _reads_western(text: str) -> bool:
    """Whether text read as windows-1252 looks like a Western language: accents stand alone among plain letters."""
    letters = "".join(_LETTERS.findall(text))
    strange = sum(1 for c in text if c > "\x7f" and c not in _TYPOGRAPHIC) - len(letters)
    plain = sum(1 for c in text if c.isascii() and c.isalpha())
    runs = sum(len(run) for run in _LETTERS.findall(text) if len(run) > 2)
    return strange == 0 and len(letters) <= max(3, plain // 4) and runs <= len(letters) // 10


def _forgiving(data: bytes, encoding: str, warnings: tuple[str, ...]) -> Decoded:
    """Read with unreadable bytes marked, unless they are more than one character in fifty."""
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if bad > max(3, len(text) // 50):
        raise SourceError(f"the encoding is wrong: {bad:,} places cannot be read as {encoding}; save the document as UTF-8")
    if bad > 0:
        warnings += (f"{bad} places could not be read as {encoding} and hold the mark U+FFFD",)
    return Decoded(text, encoding, warnings)


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"no text: it is {what}")
    if data[:4000].count(0) > len(data[:4000]) // 5:
        raise SourceError("no text: binary data, or UTF-16 without a byte order mark; save it as UTF-8")
    if len(_CONTROL.findall(data)) > len(data) // 200:
        raise SourceError("no text: binary data")
