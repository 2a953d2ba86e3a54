"""Asks for the passphrase of a sealed file over the window (implements ``Passphrases``).

Readings and chores ask from their workers; the person is asked in the window's thread and the
worker waits.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.errors import UnavailableError
from ui.theme import Gap, mark
from ui.widgets.arrange import column, row
from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label


@dataclass
class _Question:
    """What is asked, and what was typed."""

    minimum: int = 0
    is_repeat: bool = False
    typed: str | None = None


class PassphraseDialog(QDialog):
    """One field for the passphrase in force, two for a new one.

    Args:
        minimum: characters of a new passphrase; zero asks for the one in force.
        is_repeat: the one typed before was wrong.
        parent: the window it stands over.
    """

    def __init__(
        self, minimum: int, *, is_repeat: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        mark(self, "ground")
        self._minimum = minimum
        self.setWindowTitle(self.tr("Base sellada"))
        self.first, self.again = SecretEdit(), SecretEdit()
        self.field = FormField(self.tr("&Frase de paso"), self.first)
        self.again_field = FormField(self.tr("&Otra vez, igual"), self.again)
        self.again_field.setVisible(minimum > 0)
        self.confirm = KeyHintButton(self.tr("Abrir"), "Return", kind="primary")
        self.leave = KeyHintButton(self.tr("Cancelar"), "Esc")
        why = plain_label(self._why(), wrap=True)
        buttons = row(1, self.leave, self.confirm)
        self.setLayout(column(why, self.field, self.again_field, buttons, gap=Gap.M, margin=Gap.L))
        if is_repeat:
            self.field.set_error(self.tr("No es esa. Escríbala de nuevo."))
        self.setMinimumWidth(420)
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)

    def submit(self) -> None:
        """Take what was typed, or say what is wrong with it."""
        text = self.first.text()
        if not text:
            self.field.set_error(self.tr("Escriba la frase de paso."))
        elif len(text) < self._minimum:
            self.field.set_error(
                self.tr("Al menos {count} letras: use varias palabras.").format(count=self._minimum)
            )
        elif self._minimum and self.again.text() != text:
            self.again_field.set_error(self.tr("Las dos no son iguales."))
        else:
            self.accept()

    def take(self) -> str:
        """What was typed; the fields are empty afterwards."""
        self.again.clear()
        return self.first.take()

    def _why(self) -> str:
        if not self._minimum:
            return self.tr("La base de este equipo está sellada con una frase de paso.")
        return self.tr(
            "Este equipo no tiene un llavero seguro para la clave de la base. La clave se guardará"
            " bajo una frase de paso, que se pide en cada inicio. Nadie puede recuperarla: imprima"
            " después la hoja de recuperación con `db sheet`."
        )


class WindowPassphrases(QObject):
    """Asks whoever sits at the window; after a refusal only somebody who signs in is asked again."""

    _asked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_declined = False
        self._asked.connect(self._show, Qt.ConnectionType.BlockingQueuedConnection)

    def renew(self) -> None:
        """Somebody wants to work now: ask again."""
        self._is_declined = False

    def present(self, *, is_repeat: bool) -> str:
        """The passphrase in force; raises as the port says."""
        return self._ask(_Question(is_repeat=is_repeat))

    def new(self, minimum: int) -> str:
        """A new one, typed twice; raises as the port says."""
        return self._ask(_Question(minimum))

    def _ask(self, question: _Question) -> str:
        if not self._is_declined:
            if threading.current_thread() is threading.main_thread():
                self._show(question)
            else:
                self._asked.emit(question)
        if question.typed is None:
            # The chores ask every few seconds; nobody is to be asked so often.
            self._is_declined = True
            raise UnavailableError("PASSPHRASE_NEEDED")
        return question.typed

    def _show(self, question: _Question) -> None:
        dialog = PassphraseDialog(
            question.minimum, is_repeat=question.is_repeat, parent=self._window
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            question.typed = dialog.take()
        dialog.deleteLater()
