"""The page every document is laid on: margins, foot with number and count of pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from reports.fonts import REGULAR
from reports.styles import BOTTOM, LINE, MARGIN, PAGE, QUIET, TOP, WIDTH

_FOOT_SIZE = 7.5
LANGUAGE = "es-EC"


def lay_out(
    story: Callable[[], Sequence[Flowable]], footer: str, page_words: Callable[[int, int], str]
) -> bytes:
    """Return the PDF of a story; the same story gives the same bytes.

    It is laid out twice, because the foot of each page names the number of pages.

    Args:
        story: makes the flowables anew; a flowable can be laid out once only.
        footer: stands at the left of each page's foot.
        page_words: from page and pages to the words at its right.
    """
    pages = _build(story(), footer, lambda page: page_words(page, 0))[1]
    return _build(story(), footer, lambda page: page_words(page, pages))[0]


def _build(
    story: Sequence[Flowable], footer: str, words: Callable[[int], str]
) -> tuple[bytes, int]:
    target = io.BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=PAGE,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=TOP,
        bottomMargin=BOTTOM,
        initialFontName=REGULAR,
        lang=LANGUAGE,
        invariant=1,
        pageCompression=1,
    )
    frame = Frame(
        MARGIN, BOTTOM, WIDTH, PAGE[1] - TOP - BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    draw = partial(_foot, footer=footer, words=words)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=draw)])
    document.build(list(story))
    return target.getvalue(), document.page


def _foot(
    canvas: Canvas, document: BaseDocTemplate, *, footer: str, words: Callable[[int], str]
) -> None:
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.4)
    canvas.line(MARGIN, BOTTOM - 10, PAGE[0] - MARGIN, BOTTOM - 10)
    canvas.setFont(REGULAR, _FOOT_SIZE)
    canvas.setFillColor(QUIET)
    canvas.drawString(MARGIN, BOTTOM - 21, footer)
    canvas.drawRightString(PAGE[0] - MARGIN, BOTTOM - 21, words(document.page))
    canvas.restoreState()
