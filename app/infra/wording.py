"""Sentences for marks and findings, from the shipped catalogues."""

from __future__ import annotations

from app.domain.finding import Finding
from app.domain.risk import RiskMark
from app.infra.risk_catalogue import RiskCatalogue
from app.infra.sandbox.reasons import reason_sentence


class ShippedWording:
    """Implements :class:`app.ports.wording.Wording`."""

    def __init__(self, marks: RiskCatalogue) -> None:
        self._marks = marks

    def mark(self, mark: RiskMark, language: str) -> str:
        """A risk mark with its facts filled in."""
        return self._marks.sentence(mark, language)

    def finding(self, finding: Finding, language: str) -> str:
        """A finding of inspection with its values filled in."""
        return reason_sentence(finding, language)
