"""Draws the documents we issue with ReportLab and makes them PDF/A (``RecordRenderer``)."""

from __future__ import annotations

from pathlib import Path

from app.ports.renderer import ValidationRecordView
from reports.fonts import register_fonts
from reports.letters.validation_record import story
from reports.page import lay_out
from reports.pdfa import DocumentFacts, to_pdfa
from reports.record_words import read_record_words


class PdfRecordRenderer:
    """Makes records as PDF/A-2b; implements ``RecordRenderer``."""

    def __init__(self, resources: Path) -> None:
        """Read words and fonts.

        Args:
            resources: folder with ``fonts`` and ``records``.

        Raises:
            RuleViolationError: ``RECORD_DATA_INVALID``.
            UnavailableError: ``FONT_MISSING``.
        """
        register_fonts(resources / "fonts")
        self._words = read_record_words(resources / "records" / "validation_record.toml")

    def validation_record(self, view: ValidationRecordView) -> bytes:
        """Return the record, validated; raises ``PDFA_INVALID`` when it does not validate."""
        words = self._words
        footer = words["footer"].format(number=view.number, version=view.template_version)
        drawn = lay_out(
            lambda: story(view, words),
            footer,
            lambda page, pages: words["page"].format(page=page, pages=pages),
        )
        facts = DocumentFacts(
            title=f"{words['title']} {view.number}",
            author=words["institution"],
            subject=view.procedure_title,
            made_at=view.issued_at,
        )
        return to_pdfa(drawn, facts)
