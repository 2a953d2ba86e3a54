"""Sentences for marks and findings and names of places, from the shipped catalogues."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.finding import Finding
from app.domain.risk import RiskMark
from app.infra.message_words import MessageWords
from app.infra.risk_catalogue import RiskCatalogue
from app.infra.sandbox.reasons import known_codes, reason_sentence


class ShippedWording:
    """Implements :class:`app.ports.wording.Wording`."""

    def __init__(self, marks: RiskCatalogue, words: Mapping[str, MessageWords]) -> None:
        self._marks = marks
        self._words = words
        # Read by now: a case that opens waits for no file.
        known_codes()

    def mark(self, mark: RiskMark, language: str) -> str:
        """A risk mark with its facts filled in."""
        return self._marks.sentence(mark, language)

    def place(self, zone: str, language: str) -> str:
        """The city a time zone is named after; a dash for an empty zone."""
        return self._words.get(language, self._words["es"]).city(zone) or "—"

    def finding(self, finding: Finding, language: str) -> str:
        """A finding of inspection with its values filled in."""
        return reason_sentence(finding, language)
