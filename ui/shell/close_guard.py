"""The one question the program asks before closing: only when work would be lost."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Gap, Metric, current_theme, mark
from ui.widgets.arrange import column, row
from ui.widgets.card import Card
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label


class CloseGuard(QFrame):
    """Covers the window with what would be lost; staying is the first choice.

    Signals:
        stay_chosen: go on working.
        leave_chosen: close and lose it.
    """

    stay_chosen = Signal()
    leave_chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, "shade")
        card = Card(self.tr("Hay trabajo sin terminar"), margin=Gap.XL, gap=Gap.M)
        card.setFixedWidth(current_theme().px(Metric.SHEET_WIDTH))
        self._what = plain_label("", wrap=True)
        self._stay = KeyHintButton(self.tr("Seguir trabajando"), "Return", kind="primary")
        self._stay.setAutoDefault(True)
        leave = KeyHintButton(self.tr("Cerrar y perderlo"), kind="danger")
        card.add(self._what)
        card.add_layout(row(leave, 1, self._stay))
        self.setLayout(column(1, row(1, card, 1), 2, margin=Gap.XL))
        self._stay.clicked.connect(self.stay_chosen)
        leave.clicked.connect(self.leave_chosen)
        self.hide()

    def ask(self, sentences: tuple[str, ...]) -> None:
        """Show what would be lost."""
        self._what.setText("\n".join(sentences))
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())
        self.raise_()
        self.show()
        self._stay.setFocus()
