"""A card among the parts of a screen that asks for a reason before an act that is recorded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.stated_reason import MAX_REASON, MIN_REASON, is_stated
from ui.widgets.ask_card import AskCard


class ReasonCard(AskCard):
    """Gives a reason that is long enough."""

    def __init__(self, act: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(act, self.tr("Mot&ivo"), hint, MAX_REASON, parent)

    @override
    def complaint(self, text: str) -> str:
        """Say that the reason is too short."""
        if is_stated(text):
            return ""
        return self.tr("Escriba el motivo con al menos {n} letras.").format(n=MIN_REASON)
