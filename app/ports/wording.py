"""Sentences and names for what staff read beside the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.finding import Finding
    from app.domain.risk import RiskMark


class Wording(Protocol):
    """Knows a sentence for every code, in Spanish and English."""

    def mark(self, mark: RiskMark, language: str) -> str:
        """A risk mark with its facts filled in."""
        ...

    def place(self, zone: str, language: str) -> str:
        """The city a time zone is named after; a dash for an empty zone."""
        ...

    def finding(self, finding: Finding, language: str) -> str:
        """A finding of inspection with its values filled in."""
        ...
