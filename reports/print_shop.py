"""Every document we issue, each drawn by a part that is loaded when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.ports.evidence_pack import PackPages
    from app.ports.renderer import RecordRenderer, SheetRenderer


class PrintShop:
    """The PDF half of the program; ``main.py`` puts it beside the adapters."""

    resources: Path

    @cached_property
    def renderer(self) -> RecordRenderer:
        """Draws the record of validation."""
        # Took a seventh of the start, and is needed when a case ends.
        from reports.renderer import PdfRecordRenderer

        return PdfRecordRenderer(self.resources)

    @cached_property
    def sheets(self) -> SheetRenderer:
        """Draws the recovery sheet of a sealed file."""
        from reports.sheets import PdfSheetRenderer

        return PdfSheetRenderer(self.resources)

    @cached_property
    def pack_pages(self) -> PackPages:
        """Writes the pages of an evidence pack."""
        from reports.evidence_pack import PdfPackPages

        return PdfPackPages(self.resources)
