"""The recovery sheet: the key of a sealed file in rows a person can copy, and as a code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table

from app.ports.renderer import RecoverySheetView
from reports.flowables import FONT, banner, facts, grid, section, text
from reports.qr_code import QrCode
from reports.styles import (
    BODY,
    CELL_QUIET,
    FAILED,
    FAILED_SOFT,
    INK,
    INSTITUTION,
    QR_SIDE,
    TITLE,
    WIDTH,
)

_ZONE: Final = ZoneInfo("America/Guayaquil")
_ROW: Final = ParagraphStyle("key-row", parent=BODY, fontSize=17, leading=24)
_SIDE: Final = QR_SIDE * 1.5


def story(view: RecoverySheetView, words: Mapping[str, str]) -> list[Flowable]:
    """The sheet as flowables, top to bottom."""
    left = [text(words["institution"], INSTITUTION), text(words["title"], TITLE)]
    head = Table(
        [[left, QrCode("\n".join(view.rows), _SIDE, INK)]],
        colWidths=[WIDTH - _SIDE - 12, _SIDE + 12],
    )
    head.setStyle([FONT, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    rows = [
        [text(str(number), CELL_QUIET), text(row, _ROW)] for number, row in enumerate(view.rows, 1)
    ]
    made = view.made_at.astimezone(_ZONE)
    return [
        head,
        Spacer(1, 8),
        banner(text(words["warning"]), FAILED_SOFT, FAILED),
        Spacer(1, 10),
        facts([
            (words["file"], view.file),
            (words["machine"], view.machine),
            (words["key"], view.key_id),
            (words["made"], _instant(made)),
        ]),
        *section(words["rows"]),
        grid([words["row"], words["groups"]], rows, (0.1, 0.9)),
        *section(words["use"]),
        *(text(words[f"use_{number}"]) for number in range(1, 5)),
    ]  # fmt: skip


def _instant(at: datetime) -> str:
    return at.strftime("%d-%m-%Y %H:%M")
