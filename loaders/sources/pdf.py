"""PDF: the text of its pages without running heads, broken words mended, lines joined to paragraphs."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from graph.errors import SourceError
from loaders.sources.base import Draft, Meta, Raw, Reject
from loaders.sources.logs import gathered
from loaders.sources.pdf_text import Line, LineGatherer, pages_text, title_of
from loaders.sources.sniff import kind_of

_PAGES = 1000
# pypdf says of itself that broken files may raise any of these; none of them means more than that this file cannot be read.
_BROKEN = (
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    OSError,
    zlib.error,
)
_NO_TITLE = re.compile(
    r"untitled|sans titre|document ?\d*|microsoft (?:word|powerpoint).*|.*\.(?:docx?|pdf|indd|qxd|pptx?|rtf|odt)|\W*|\(.*\)", re.I
)


class PdfSource:
    """One article a file. A scan, an encrypted file and a file that breaks off are refused."""

    name = "pdf"

    def accepts(self, locator: str | Path, head: bytes, media: str = "") -> bool:
        """Whatever begins as a PDF does, under any name."""
        return kind_of(locator, head, media) == self.name

    def read(self, raw: Raw, meta: Meta) -> Iterator[Draft | Reject]:
        """Raises SourceError for a file that is no PDF, cut off, encrypted, broken or without text.

        The date on which the file was made is not taken for that of publication: files are saved anew.
        """
        data = raw.read()
        _refuse_cut(data)
        with gathered("pypdf") as messages:
            try:
                reader = _opened(data)
                pages = [_lines(page) for page in reader.pages]
                named = (reader.metadata.title or "", reader.metadata.author or "") if reader.metadata else ("", "")
            except _BROKEN as error:
                raise SourceError(f"a broken PDF: {str(error)[:200] or type(error).__name__}; open it and save it anew") from error
        yield _draft(pages, named, raw, meta, messages)


def _refuse_cut(data: bytes) -> None:
    if not data.lstrip().startswith(b"%PDF-"):
        raise SourceError("no PDF: it does not begin as one; give the file its right name")
    if b"%%EOF" not in data[-2048:]:
        raise SourceError("the PDF is cut off before its end; fetch or save it again")


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        try:
            opened = reader.decrypt("")
        except DependencyError as error:
            raise SourceError("an encrypted PDF; save a copy without protection") from error
        if opened == PasswordType.NOT_DECRYPTED:
            raise SourceError("an encrypted PDF that needs a password; save a copy without protection")
    if len(reader.pages) > _PAGES:
        raise SourceError(f"a PDF of {len(reader.pages):,} pages; more than {_PAGES:,} are not read, split it")
    return reader


def _lines(page: PageObject) -> list[Line]:
    gatherer = LineGatherer()
    page.extract_text(visitor_text=gatherer.take)
    return gatherer.lines()


def _draft(pages: list[list[Line]], named: tuple[str, str], raw: Raw, meta: Meta, messages: list[str]) -> Draft:
    text = pages_text(pages)
    _refuse_unreadable(text, pages)
    title, author = (" ".join(part.split()) for part in named)
    empty = sum(1 for page in pages if not page)
    warnings = [f"{empty} of {len(pages)} pages hold no text (pictures of text are not read)"] if empty else []
    warnings += [f"the PDF is damaged: {messages[0][:200]}"] if messages else []
    return Draft(
        text=text,
        where=raw.locator,
        title=meta.title or title_of(pages) or ("" if _NO_TITLE.fullmatch(title) else title),
        url=meta.url or raw.url,
        published=meta.published,
        publisher=meta.publisher,
        author=meta.author or author,
        lang=meta.lang,
        kind="pdf",
        warnings=meta.warnings + tuple(warnings),
    )


def _refuse_unreadable(text: str, pages: list[list[Line]]) -> None:
    if not text.strip():
        what = "pages are pictures (a scan); read it by OCR first" if pages else "PDF has no page"
        raise SourceError(f"no text: the {what}")
    strange = sum(1 for c in text if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or (c < " " and c not in "\n\t"))
    if strange > len(text) // 10:
        raise SourceError(
            "the text cannot be read: the PDF's fonts do not say which characters they draw; read it by OCR, or save it as text"
        )
