"""The one family of fonts our documents embed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from reportlab.pdfbase.pdfmetrics import getFont, registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.domain.errors import UnavailableError

REGULAR: Final = "NotoSans"
BOLD: Final = "NotoSans-Bold"

_FILES: Final = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}


def register_fonts(folder: Path) -> None:
    """Make the family known to ReportLab; harmless when called again.

    Raises:
        UnavailableError: ``FONT_MISSING``; a document is never made with a substitute.
    """
    for name, file in _FILES.items():
        try:
            registerFont(TTFont(name, folder / file))
        except (TTFError, OSError) as error:
            raise UnavailableError("FONT_MISSING", font=file) from error
    # There is no italic: nothing in our documents is set in it.
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def drawable(words: str) -> str:
    """Return the text with a question mark for each sign our fonts have no drawing of."""
    font = getFont(REGULAR)
    glyphs = font.face.charToGlyph if isinstance(font, TTFont) else {}
    return "".join(char if ord(char) in glyphs else "?" for char in words)
