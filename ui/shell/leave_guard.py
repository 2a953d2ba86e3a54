"""Before signing out: what becomes of the case in hand and of work that is not finished."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme, mark
from ui.widgets.arrange import column, row
from ui.widgets.card import Card
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label


class LeaveGuard(QFrame):
    """Covers the window and says it, then does it with Enter; Esc stays and gives the focus back.

    Signals:
        leave_chosen: sign out now.
    """

    leave_chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, "shade")
        self._came_from: QWidget | None = None
        card = Card(self.tr("Cerrar sesión"), margin=Gap.XL, gap=Gap.M)
        card.setFixedWidth(current_theme().px(Metric.SHEET_WIDTH))
        self._what = plain_label("", wrap=True)
        self._stay = KeyHintButton(self.tr("Seguir aquí"), "Esc")
        self._stay.clicked.connect(self.stay)
        self._leave = KeyHintButton(self.tr("Cerrar sesión"), "Return", kind="primary")
        self._leave.setAutoDefault(True)
        self._leave.clicked.connect(self._on_leave)
        card.add(self._what)
        card.add_layout(row(self._stay, 1, self._leave))
        self.setLayout(column(1, row(1, card, 1), 2, margin=Gap.XL))
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._what.text()

    def ask(self, held: tuple[str, ...], unfinished: tuple[str, ...]) -> None:
        """Say what becomes of the cases in hand (their numbers) and of unfinished work."""
        lines = [self._of_case(number) for number in held]
        lines += unfinished
        if held:
            lines.append(
                self.tr(
                    "Si vuelve pronto, bloquee el puesto con Ctrl+L: el caso sigue suyo hasta que"
                    " termine su tiempo."
                )
            )
        self._what.setText("\n\n".join(lines))
        self._came_from = self.window().focusWidget()
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())
        self.raise_()
        self.show()
        self._leave.setFocus()

    def stay(self) -> None:
        """Hide and give the focus back to where it was."""
        came_from, self._came_from = self._came_from, None
        self.hide()
        if came_from is not None and isValid(came_from):
            came_from.setFocus()

    def _on_leave(self) -> None:
        self.hide()
        self.leave_chosen.emit()

    def _of_case(self, number: str) -> str:
        return self.tr(
            "{number} vuelve a la cola y otra persona puede tomarlo. Su borrador queda guardado y"
            " está en «Mi puesto» cuando entre otra vez."
        ).format(number=number)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes between the two answers: what lies below cannot be seen."""
        (self._stay if self._leave.hasFocus() else self._leave).setFocus(
            Qt.FocusReason.TabFocusReason
        )
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.stay()
            return
        super().keyPressEvent(event)
