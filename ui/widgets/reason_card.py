"""A card among the parts of a screen that asks for a reason before an act that is recorded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.widgets.ask_card import AskCard
from ui.widgets.reason_panel import MIN_REASON

MAX_REASON = 500


class ReasonCard(AskCard):
    """Gives a reason that is long enough."""

    def __init__(self, act: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(act, self.tr("Mot&ivo"), hint, MAX_REASON, parent)

    @override
    def complaint(self, text: str) -> str:
        """Say that the reason is too short."""
        if len(text) >= MIN_REASON:
            return ""
        return self.tr("Escriba el motivo con al menos {n} letras.").format(n=MIN_REASON)
