"""Building blocks of documents: safe paragraphs, lists of facts, tables, hashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table

from reports.fonts import REGULAR, drawable
from reports.styles import BODY, CELL, CELL_QUIET, COLUMN, GROUND, LINE, SECTION, WIDTH

CELL_EDGE = 5
"""Free points at the left and the right of a cell of a grid."""
_PAD = 3.2
_SECTION_ROOM = 80

_NAME_PARTS = re.compile(r"[^-_ ]*[-_ ]|[^-_ ]+")
_LONGEST_ENDING = 5
_LETTERS_ALONG = 3

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
        ("LEFTPADDING", (0, 0), (-1, -1), CELL_EDGE),
        ("RIGHTPADDING", (0, 0), (-1, -1), CELL_EDGE),
    ])  # fmt: skip
    return table


def name_lines(name: str, room: float, style: ParagraphStyle = CELL) -> list[str]:
    """A file name in lines that fit, broken after a dash or underscore, never in its ending.

    ReportLab by itself breaks a long word wherever the line is full.
    """
    stem, dot, ending = drawable(name).rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = drawable(name), "", ""

    def fits(words: str) -> bool:
        return stringWidth(words, style.fontName, style.fontSize) <= room

    lines, line = [], ""
    parts = _NAME_PARTS.findall(stem)
    for number, part in enumerate(parts, start=1):
        tail = dot + ending if number == len(parts) else ""
        if line and not fits(line + part + tail):
            lines.append(line)
            line = ""
        for letter in part:
            if not fits(line + letter):
                lines.append(line)
                line = ""
            line += letter
        if tail and not fits(line + tail):
            # The ending takes the last letters of the name along.
            lines.append(line[:-_LETTERS_ALONG])
            line = line[-_LETTERS_ALONG:]
        line += tail
    return [*lines, line]


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
