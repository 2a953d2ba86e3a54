"""Asks for a reason before something is opened or taken; the reason is recorded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Gap
from ui.widgets.arrange import column, row
from ui.widgets.form_field import FormField
from ui.widgets.key_button import KeyHintButton
from ui.widgets.reason_edit import GIVE, ReasonEdit
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import plain_label


class ReasonPanel(QWidget):
    """A sentence, a field, one action; Enter begins another line, Ctrl+Enter does it.

    Signals:
        given: the reason, long enough (str).
    """

    given = Signal(str)

    def __init__(
        self,
        sentence: str,
        action: str,
        keys: ShortcutRegistry,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.edit = ReasonEdit()
        self._field = FormField(self.tr("Motivo"), self.edit)
        self.go = KeyHintButton(action, kind="primary")
        self.go.follow(
            keys.add(self, "reason.give", action, GIVE, self._on_go, group=self.tr("Motivo"))
        )
        layout = column(plain_label(sentence, wrap=True), self._field, row(1, self.go), gap=Gap.M)
        layout.addStretch(1)
        self.setLayout(layout)
        self.setFocusProxy(self.edit)

    @property
    def error(self) -> str:
        """What is wrong with the reason, empty when nothing is."""
        return self._field.error

    def _on_go(self) -> None:
        wrong = self.edit.complaint()
        self._field.set_error(wrong)
        if not wrong:
            self.given.emit(self.edit.text().strip())
