"""Draws the recovery sheet of a sealed file (``SheetRenderer``)."""

from __future__ import annotations

from pathlib import Path

from app.infra.toml_table import TomlTable, read_toml
from app.ports.renderer import RecoverySheetView
from reports.fonts import register_fonts
from reports.letters.recovery_sheet import story
from reports.page import lay_out

INVALID = "RECORD_DATA_INVALID"


class PdfSheetRenderer:
    """One page of A4; implements ``SheetRenderer``."""

    def __init__(self, resources: Path) -> None:
        """Read words and fonts; raises as ``PdfRecordRenderer``."""
        register_fonts(resources / "fonts")
        path = resources / "records" / "recovery_sheet.toml"
        root = TomlTable(read_toml(path, INVALID), INVALID, path.name)
        self._words = root.languages("words", mandatory=True)
        root.finish()

    def recovery_sheet(self, view: RecoverySheetView) -> bytes:
        """Return the sheet."""
        words = self._words
        return lay_out(
            lambda: story(view, words),
            words["footer"].format(key=view.key_id),
            lambda page, pages: words["page"].format(page=page, pages=pages),
        )
