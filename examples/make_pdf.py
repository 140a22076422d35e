"""Makes articles/helios-note.pdf. Needs reportlab; the PDF is committed, so that nobody has to run this."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

TITLE = "Helios and its neighbours: a note on West Texas campuses"
PARAGRAPHS = (
    (
        "Galaxy Digital operates the Helios campus. Galaxy Digital closed a project financing of up to $1.4 billion in August 2025. "
        "The first building of the Helios campus will be energized in the first half of 2026."
    ),
    "CoreWeave rents the whole campus. Galaxy Digital hosts CoreWeave at the Helios campus for 15 years.",
    (
        "IREN operates the Childress campus, which has a capacity of 750 MW. Daniel Roberts is co-CEO of IREN. Cipher Mining plans to convert "
        "its Barber Lake site to AI hosting by 2026. Fluidstack will rent 168 MW at Barber Lake."
    ),
    "Google guarantees $1.4 billion of the obligations of Fluidstack.",
)


def main() -> None:
    """Write the PDF; its bytes do not depend on the day."""
    path = Path(__file__).parent / "articles" / "helios-note.pdf"
    document = SimpleDocTemplate(str(path), pagesize=A4, title=TITLE, author="Harrow Lane Research", invariant=1)
    styles = getSampleStyleSheet()
    document.build(
        [Paragraph(TITLE, styles["Title"]), *(part for text in PARAGRAPHS for part in (Paragraph(text, styles["BodyText"]), Spacer(1, 8)))]
    )


if __name__ == "__main__":
    main()
