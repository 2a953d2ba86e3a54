"""Asks why a person's changes are allowed again and, on a server, for a fresh code."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.reason_card import ReasonCard
from ui.widgets.shortcuts import ShortcutRegistry

_ABOVE_BUTTONS = 2


class UnfreezeCard(ReasonCard):
    """A reason, and a one-time code where a decision is signed with one as well.

    Signals:
        confirmed: reason and code; the code is empty where none is asked for.
    """

    confirmed = Signal(str, str)

    def __init__(
        self, keys: ShortcutRegistry, *, asks_code: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Levantar la detención"),
            self.tr("Los cambios de contacto se podrán pedir otra vez. Queda registrado."),
            keys,
            parent,
        )
        self.code = SecretEdit()
        self.code_field = FormField(
            self.tr("Código de un solo uso"),
            self.code,
            hint=self.tr("Firma este acto con su nombre."),
        )
        self.body.insertWidget(_ABOVE_BUTTONS, self.code_field)
        self.code_field.setVisible(asks_code)
        self.code.returnPressed.connect(self.submit)
        self._asks_code = asks_code
        self.given.connect(self._on_given)

    @override
    def ask(self, title: str) -> None:
        """Show the card with both fields empty."""
        self.code.clear()
        self.code_field.set_error("")
        super().ask(title)

    def _on_given(self, reason: str) -> None:
        code = self.code.text().strip()
        if self._asks_code and not code:
            self.code_field.set_error(
                self.tr("Escriba el código que muestra ahora su aplicación de autenticación.")
            )
            self.code.setFocus()
            return
        self.code_field.set_error("")
        # A code works once, whatever becomes of it.
        self.code.clear()
        self.confirmed.emit(reason, code)
