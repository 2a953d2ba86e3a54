"""The field for a reason that is recorded: the same wherever one is asked for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from app.domain.stated_reason import MAX_REASON, MIN_REASON, is_stated

GIVE: str = "Ctrl+Return"
"""What gives a reason, everywhere: Enter only begins another line of it."""

_LINES = 3


class ReasonEdit(QPlainTextEdit):
    """A few lines high; Tab leaves it, Enter begins another line, `GIVE` is bound around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What is written, as a line edit says it."""
        return self.toPlainText()

    def complaint(self) -> str:
        """What is wrong with what is written and what to do; empty when nothing is."""
        reason = self.text().strip()
        if len(reason) > MAX_REASON:
            return self.tr("El motivo tiene {n} letras; caben {most}. Acórtelo.").format(
                n=len(reason), most=MAX_REASON
            )
        if is_stated(reason):
            return ""
        return self.tr("Escriba al menos {count} letras; el motivo queda registrado.").format(
            count=MIN_REASON
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height())

    def _height(self) -> int:
        around = self.contentsMargins()
        inside = _LINES * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()
        return round(inside) + around.top() + around.bottom()
