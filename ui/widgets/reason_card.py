"""A card among the parts of a screen that asks for a reason before an act that is recorded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Gap
from ui.widgets.arrange import row
from ui.widgets.card import Card
from ui.widgets.form_field import FormField
from ui.widgets.key_button import KeyHintButton
from ui.widgets.reason_panel import MIN_REASON

MAX_REASON = 500


class ReasonCard(Card):
    """Hidden until `ask`; stands beside what it concerns, never over it.

    Signals:
        given: the reason, trimmed and long enough.
        cancelled: nothing is to be done.
    """

    given = Signal(str)
    cancelled = Signal()

    def __init__(self, act: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(act, gap=Gap.S, parent=parent)
        self._act = act
        self.reason = QLineEdit()
        self.reason.setMaxLength(MAX_REASON)
        self._field = FormField(self.tr("Mot&ivo"), self.reason, hint=hint)
        self.confirm = KeyHintButton(act, "Return", kind="primary")
        self.leave = KeyHintButton(self.tr("Cancelar"), "Esc")
        self.add(self._field)
        self.add_layout(row(1, self.leave, self.confirm))
        self.reason.returnPressed.connect(self._on_confirm)
        self.confirm.clicked.connect(self._on_confirm)
        self.leave.clicked.connect(self.cancel)
        self.hide()

    @property
    def error(self) -> str:
        """What is wrong with the reason, empty when nothing is."""
        return self._field.error

    def ask(self, title: str) -> None:
        """Show the panel with an empty reason and put the focus into it."""
        self.header.set_title(title)
        self.setAccessibleName(title)
        self.reason.clear()
        self._field.set_error("")
        self.show()
        self.reason.setFocus()

    def refuse(self, sentence: str) -> None:
        """Show why it was not done, under the field."""
        self._field.set_error(sentence)
        self.reason.setFocus()

    def cancel(self) -> None:
        """Hide and, if it was in sight, say so."""
        was_open = not self.isHidden()
        self.hide()
        if was_open:
            self.cancelled.emit()

    def _on_confirm(self) -> None:
        text = self.reason.text().strip()
        if len(text) < MIN_REASON:
            self.refuse(self.tr("Escriba el motivo con al menos {n} letras.").format(n=MIN_REASON))
            return
        self._field.set_error("")
        self.given.emit(text)
