"""Building blocks of documents: safe paragraphs, lists of facts, tables, hashes."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table

from reports.fonts import REGULAR, drawable
from reports.styles import BODY, CELL, CELL_QUIET, COLUMN, GROUND, LINE, SECTION, WIDTH

_PAD = 3.2
_SECTION_ROOM = 80

Cell = Flowable | list[Flowable]
"""What stands in one cell of a table: one part, or several under each other."""

FONT = ("FONTNAME", (0, 0), (-1, -1), REGULAR)
"""Part of every table: ReportLab would otherwise name Helvetica, which is not embedded."""


def text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph in which nothing is markup, whoever wrote it.

    A sign the font cannot draw is printed as a question mark: it would vanish without a trace.
    """
    return Paragraph(escape(drawable(words)), style)


def section(words: str) -> tuple[Flowable, Flowable]:
    """A heading that never stands alone at the foot of a page."""
    return CondPageBreak(_SECTION_ROOM), text(words, SECTION)


def facts(rows: Sequence[tuple[str, str]], width: float = WIDTH, label: float = 0.34) -> Table:
    """Label and value side by side, without lines."""
    cells = [[text(name, CELL_QUIET), text(value, CELL)] for name, value in rows]
    table = Table(cells, colWidths=[width * label, width * (1 - label)])
    table.setStyle([
        FONT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.2),
    ])  # fmt: skip
    return table


def grid(
    head: Sequence[str | Paragraph], rows: Sequence[Sequence[Cell]], shares: Sequence[float]
) -> Table:
    """A table with a head that repeats on each page; ``shares`` of the width add up to one."""
    top = [item if isinstance(item, Paragraph) else text(item, COLUMN) for item in head]
    table = Table(
        [top, *[list(row) for row in rows]],
        colWidths=[WIDTH * share for share in shares],
        repeatRows=1,
    )
    table.setStyle([
        FONT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), GROUND),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("TOPPADDING", (0, 0), (-1, -1), _PAD),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _PAD),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ])  # fmt: skip
    return table


def banner(words: Paragraph, ground: Color, edge: Color) -> Table:
    """A line of text on a soft ground with a strong left edge."""
    table = Table([[words]], colWidths=[WIDTH])
    table.setStyle([
        FONT,
        ("BACKGROUND", (0, 0), (-1, -1), ground),
        ("LINEBEFORE", (0, 0), (0, -1), 3, edge, "butt"),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ])  # fmt: skip
    return table


def grouped(digits: str, group: int = 8) -> str:
    """A long hash in groups that an eye can compare."""
    return " ".join(digits[start : start + group] for start in range(0, len(digits), group))
