"""Writes the pages of an evidence pack (``PackPages``)."""

from __future__ import annotations

from pathlib import Path

from app.ports.evidence_pack import PackView
from reports.fonts import register_fonts
from reports.letters.evidence_index import story
from reports.pack_words import read_pack_words
from reports.page import lay_out
from reports.pdfa import DocumentFacts, to_pdfa


class PdfPackPages:
    """The index as PDF/A-2b, timeline and instructions as plain text."""

    def __init__(self, resources: Path) -> None:
        """Read words and fonts; raises as ``PdfRecordRenderer``."""
        register_fonts(resources / "fonts")
        self._words = read_pack_words(resources / "records" / "evidence_pack.toml")

    def index(self, view: PackView) -> bytes:
        """The index; raises ``PDFA_INVALID`` when it does not validate."""
        words = self._words
        drawn = lay_out(
            lambda: story(view, words),
            words["footer"].format(case=view.case_number),
            lambda page, pages: words["page"].format(page=page, pages=pages),
        )
        facts = DocumentFacts(
            title=f"{words['title']} {view.case_number}",
            author=words["institution"],
            subject=words["title"],
            made_at=view.made_at,
        )
        return to_pdfa(drawn, facts)

    def timeline(self, view: PackView) -> str:
        """A line each, the oldest first."""
        words = self._words
        lines = [
            "\t".join((
                words.instant(event.at),
                words.event(event),
                event.who or words["program"],
                event.where or words["none"],
                f"{event.chain}#{event.sequence}",
            ))
            for event in view.events
        ]  # fmt: skip
        return "\n".join([words["hour_note"], *(_one_line(line) for line in lines), ""])

    def how_to_check(self, view: PackView) -> str:
        """The steps, for somebody without this program."""
        words = self._words
        title = f"{words['title']} · {view.case_number}"
        steps = [words[f"check_{step}"] for step in range(1, 5)]
        missing = [
            f"- {words.kinds[file.kind]} {file.what}: {words[file.problem]} ({file.sha256})"
            for file in view.files
            if file.problem
        ]
        return "\n\n".join([title, words["check"], *steps, *map(_one_line, missing)]) + "\n"


def _one_line(text: str) -> str:
    """Whatever somebody called a workstation does not begin another line."""
    return "".join(char if char.isprintable() or char == "\t" else "?" for char in text)
