"""Before somebody goes: what becomes of the case in hand and of work that is not finished."""

from __future__ import annotations

from collections.abc import Callable

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
    """Covers the window and says it; Esc stays and gives the focus back.

    Enter goes, except where something would be lost: there it stays too.

    Signals:
        leave_chosen: sign out now.
        close_chosen: give everything back and close the window.
        anyway_chosen: close although the database does not answer.
        stayed: the person goes on working.
    """

    leave_chosen = Signal()
    close_chosen = Signal()
    anyway_chosen = Signal()
    stayed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, "shade")
        self._came_from: QWidget | None = None
        self._chosen: Callable[[], None] = self._leave_now
        card = Card(self.tr("Cerrar sesión"), margin=Gap.XL, gap=Gap.M)
        self._header = card.header
        card.setFixedWidth(current_theme().px(Metric.SHEET_WIDTH))
        self._what = plain_label("", wrap=True)
        self._stay = KeyHintButton(self.tr("Seguir aquí"), "Esc")
        self._stay.clicked.connect(self.stay)
        self._leave = KeyHintButton(self.tr("Cerrar sesión"), "Return", kind="primary")
        self._leave.clicked.connect(self._on_chosen)
        card.add(self._what)
        card.add_layout(row(self._stay, 1, self._leave))
        self.setLayout(column(1, row(1, card, 1), 2, margin=Gap.XL))
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._what.text()

    def ask_to_leave(self, held: tuple[str, ...] | None, unfinished: tuple[str, ...]) -> None:
        """Say what signing out does to the cases in hand (None: not known) and to work."""
        self._chosen = self._leave_now
        self._leave.set_label(self.tr("Cerrar sesión"))
        self._ask(
            self.tr("Cerrar sesión"),
            self._lines(held, unfinished),
            held is None or bool(unfinished),
        )

    def ask_to_close(self, held: tuple[str, ...] | None, unfinished: tuple[str, ...]) -> None:
        """Say what closing the window does to the cases in hand (None: not known) and to work."""
        self._chosen = self.close_chosen.emit
        self._leave.set_label(self.tr("Cerrar Ventanilla"))
        self._ask(
            self.tr("Cerrar Ventanilla"),
            self._lines(held, unfinished),
            held is None or bool(unfinished),
        )

    def ask_behind_the_lock(self, has_case: bool, has_work: bool) -> None:
        """Say it to whoever stands before a locked desk: no numbers, nothing of the work."""
        lines = []
        if has_case:
            lines.append(
                self.tr(
                    "El caso de quien bloqueó el puesto vuelve a la cola; su borrador queda guardado."
                )
            )
        if has_work:
            lines.append(
                self.tr("Hay trabajo sin registrar. Desbloquee el puesto para verlo y terminarlo.")
            )
        self._chosen = self.close_chosen.emit
        self._leave.set_label(self.tr("Cerrar Ventanilla"))
        self._ask(self.tr("Cerrar Ventanilla"), lines, has_work)

    def say_closing(self) -> None:
        """Everything is being stored and given back; the answers rest meanwhile."""
        self._leave.setEnabled(False)
        self._stay.setEnabled(False)
        self._what.setText(self.tr("Guardando y cerrando…"))

    def say_unanswered(self) -> None:
        """The database is silent: what that means, and closing all the same."""
        self._chosen = self.anyway_chosen.emit
        self._leave.set_label(self.tr("Cerrar de todos modos"))
        self._ask(self.tr("La base de datos no responde"), [self._unknown()], is_losing=True)

    def stay(self) -> None:
        """Hide and give the focus back to where it was."""
        came_from, self._came_from = self._came_from, None
        self.hide()
        if came_from is not None and isValid(came_from):
            came_from.setFocus()
        self.stayed.emit()

    def _ask(self, title: str, lines: list[str], is_losing: bool) -> None:
        self._header.set_title(title)
        self._what.setText("\n\n".join(lines))
        self._leave.setEnabled(True)
        self._stay.setEnabled(True)
        # What would be lost is not lost by a habitual Enter.
        mark(self._leave, "danger" if is_losing else "primary")
        mark(self._stay, "primary" if is_losing else "")
        self._leave.set_keys("" if is_losing else "Return")
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self._cover()
        (self._stay if is_losing else self._leave).setFocus()

    def _cover(self) -> None:
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())
        self.raise_()
        self.show()

    def _lines(self, held: tuple[str, ...] | None, unfinished: tuple[str, ...]) -> list[str]:
        if held is None:
            return [self._unknown(), *unfinished]
        lines = [*(self._of_case(number) for number in held), *unfinished]
        if held:
            lines.append(
                self.tr(
                    "Si vuelve pronto, bloquee el puesto con Ctrl+L: el caso sigue suyo hasta que"
                    " termine su tiempo."
                )
            )
        return lines

    def _unknown(self) -> str:
        return self.tr(
            "La base de datos no responde. Si tiene un caso, vuelve a la cola cuando termine su"
            " tiempo; lo último que escribió puede no haberse guardado."
        )

    def _of_case(self, number: str) -> str:
        return self.tr(
            "{number} vuelve a la cola y otra persona puede tomarlo. Su borrador queda guardado y"
            " está en «Mi puesto» cuando entre otra vez."
        ).format(number=number)

    def _on_chosen(self) -> None:
        # What the button does changes with the question.
        self._chosen()

    def _leave_now(self) -> None:
        self.hide()
        self.leave_chosen.emit()

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
        if event.key() == Qt.Key.Key_Escape and self._stay.isEnabled():
            self.stay()
            return
        super().keyPressEvent(event)
