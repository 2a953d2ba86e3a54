"""Measures, colours and paragraph styles of the documents we issue."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from reports.fonts import BOLD, REGULAR

PAGE: Final = A4
MARGIN: Final = 18 * mm
TOP: Final = 16 * mm
BOTTOM: Final = 20 * mm
WIDTH: Final = PAGE[0] - 2 * MARGIN
QR_SIDE: Final = 24 * mm

INK: Final = HexColor("#17212b")
QUIET: Final = HexColor("#5b6875")
LINE: Final = HexColor("#dde3e9")
GROUND: Final = HexColor("#f4f6f8")
ACCENT: Final = HexColor("#12508f")
DONE: Final = HexColor("#1c7c4a")
DONE_SOFT: Final = HexColor("#e3f3ea")
FAILED: Final = HexColor("#b3261e")
FAILED_SOFT: Final = HexColor("#fbe9e7")


def _style(
    name: str,
    size: float,
    leading: float,
    color: Color = INK,
    *,
    bold: bool = False,
    right: bool = False,
) -> ParagraphStyle:
    font = BOLD if bold else REGULAR
    return ParagraphStyle(
        name,
        fontName=font,
        bulletFontName=font,
        fontSize=size,
        leading=leading,
        textColor=color,
        alignment=TA_RIGHT if right else TA_LEFT,
    )


BODY: Final = _style("body", 9, 12.5)
SMALL: Final = _style("small", 7.5, 10.5, QUIET)
HASH: Final = _style("hash", 6.6, 9)
CELL: Final = _style("cell", 8.2, 11)
CELL_QUIET: Final = _style("cell-quiet", 8.2, 11, QUIET)
CELL_BOLD: Final = _style("cell-bold", 8.2, 11, bold=True)
CELL_RIGHT: Final = _style("cell-right", 8.2, 11, right=True)
COLUMN: Final = _style("column", 7.5, 10, QUIET)
COLUMN_RIGHT: Final = _style("column-right", 7.5, 10, QUIET, right=True)
INSTITUTION: Final = _style("institution", 8, 11, QUIET)
TITLE: Final = _style("title", 20, 25, ACCENT, bold=True)
SUBTITLE: Final = _style("subtitle", 9.5, 13)
SECTION: Final = _style("section", 10.5, 14, ACCENT, bold=True)
SECTION.spaceBefore = 11
SECTION.spaceAfter = 4
OUTCOME: Final = _style("outcome", 12, 16, bold=True)
