"""PDF files made here: running heads, broken words, columns, bullets, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import pytest
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, PageTemplate, Paragraph

from loaders.sources.base import Meta
from tests.unit.sources.helpers import articles, load, reasons

STYLES = getSampleStyleSheet()
TITLE = "Tamarack Compute borrows C$25 million to retool its Washington mine"
WORDS = "north hall south yard switch gear liquid rack cooling power line lender site tower grid fan crane pump valve".split()


def sentence(number: int) -> str:
    """A sentence of its own for each number, so that no line repeats by chance."""
    picked = " ".join(WORDS[(number * step + step) % len(WORDS)] for step in range(3, 12))
    return f"Step {number} of the plan moves {picked} within {number + 3} weeks of the closing, the lender said."


def paragraphs(count: int) -> list[str]:
    """Paragraphs of three sentences."""
    return [" ".join(sentence(3 * n + k) for k in range(3)) for n in range(count)]


def heads(canvas: Canvas, document: BaseDocTemplate) -> None:
    """A running head and a page number on each page."""
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 800, "Hashboard Weekly, November 2025")
    canvas.drawString(280, 30, f"Page {document.page} of 3")
    canvas.restoreState()


def pdf(body: Sequence[str], *, columns: int = 1, bullets: Sequence[str] = ()) -> bytes:
    """A PDF with title, paragraphs, and bullets, in columns."""
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=TITLE, author="Odile Marchand")
    width = (A4[0] - 120) / columns
    frames = [Frame(60 + i * width, 60, width - 10, 700, id=str(i)) for i in range(columns)]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=heads))
    flow = [Paragraph(TITLE, STYLES["Title"]), *(Paragraph(text, STYLES["BodyText"]) for text in body)]
    if bullets:
        flow.append(ListFlowable([Paragraph(text, STYLES["BodyText"]) for text in bullets], bulletType="bullet"))
    document.build(flow)
    return out.getvalue()


def lines(*texts: str) -> bytes:
    """A PDF of one page with these lines, drawn one below the other."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, text in enumerate(texts):
        canvas.drawString(60, 700 - 14 * number, text)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("columns", (1, 2))
def test_pages_become_running_text(columns: int) -> None:
    body = paragraphs(24)
    (article,) = articles(load("a.pdf", pdf(body, columns=columns), Meta(published="2025-11-13")))
    assert article.text == "\n\n".join([TITLE, *body])
    assert (article.title, article.author, article.kind, article.warnings) == (TITLE, "Odile Marchand", "pdf", ())


def test_bullets_stand_on_lines_of_their_own() -> None:
    bullets = ["new switchgear for the north hall", "liquid cooling for 18 MW of racks"]
    (article,) = articles(load("a.pdf", pdf(paragraphs(2), bullets=bullets)))
    assert article.text.endswith("lender said.\n\n- " + "\n- ".join(bullets))


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        (("The firm bought trans-", "formers for its site."), "The firm bought transformers for its site."),
        (("It took a long-", "term loan from a bank."), "It took a long-term loan from a bank."),
        (("The co-located racks are co-", "located with the mine."), "The co-located racks are co-located with the mine."),
        (("The US-", "based firm sold the site."), "The US-based firm sold the site."),
        (("It names Smith-", "Jones as its new chief."), "It names Smith- Jones as its new chief."),
    ],
)
def test_words_that_line_ends_break_are_mended(drawn: tuple[str, str], text: str) -> None:
    (article,) = articles(load("a.pdf", lines(*drawn)))
    assert article.text == text


def test_the_date_of_making_is_no_date_of_publication() -> None:
    (article,) = articles(load("a.pdf", pdf(paragraphs(1))))
    assert article.published == ""
    assert "no date of publication" in article.warnings[0]


def test_a_pdf_under_another_name() -> None:
    (article,) = articles(load("a.html", pdf(paragraphs(1))))
    assert article.kind == "pdf"


def encrypted(password: str) -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter(clone_from=BytesIO(lines("A secret line of text.")))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_needs_no_password_to_be_read_is_read() -> None:
    (article,) = articles(load("a.pdf", encrypted("")))
    assert article.text == "A secret line of text."


def scan() -> bytes:
    """A PDF of which the only page holds a drawing."""
    out = BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    return out.getvalue()


def refused() -> Iterator[tuple[bytes, str]]:
    """Files that are refused, and how the message begins."""
    whole = pdf(paragraphs(12))
    for share in (0.2, 0.5, 0.9):
        yield whole[: int(len(whole) * share)], "the PDF is cut off"
    yield b"%PDF-1.7\n%%EOF", "a broken PDF"
    yield b"%PDF-1.7\nnothing like it" + whole[-300:], "a broken PDF"
    yield encrypted("secret"), "an encrypted PDF"
    yield scan(), "no text: the pages are pictures"


@pytest.mark.parametrize(("data", "reason"), list(refused()))
def test_refused_files_say_why(data: bytes, reason: str) -> None:
    (found,) = reasons(load("a.pdf", data))
    assert found.startswith(reason)


def test_pages_without_text_beside_others_give_a_warning() -> None:
    writer = PdfWriter(clone_from=BytesIO(lines("A line of text that can be read.")))
    writer.add_blank_page()
    out = BytesIO()
    writer.write(out)
    (article,) = articles(load("a.pdf", out.getvalue(), Meta(published="2025-11-13", lang="en")))
    assert article.warnings == ("1 of 2 pages hold no text (pictures of text are not read)",)
