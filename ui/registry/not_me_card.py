"""Takes the "no fui yo" code that a person reads out, writes or brings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.not_me import CODE_LENGTH, code_letters
from ui.widgets.ask_card import LineCard

_LONGEST = 60


class NotMeCard(LineCard):
    """Gives a code that is whole; what it belongs to is never asked and never shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Detener los cambios"),
            self.tr("Có&digo del correo"),
            self.tr(
                "Detiene los cambios de datos de contacto de quien recibió el correo; no muestra"
                " ningún dato."
            ),
            _LONGEST,
            parent,
        )
        self.edit.setPlaceholderText("XXXX-XXXX-XXXX-XXXX")
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhPreferUppercase
        )

    @override
    def complaint(self, text: str) -> str:
        """Say that letters are missing or too many."""
        found = len(code_letters(text))
        if found == CODE_LENGTH:
            return ""
        if not found:
            return self.tr(
                "Escriba el código del correo: {whole} letras y cifras, de cuatro en cuatro."
            ).format(whole=CODE_LENGTH)
        return self.tr(
            "El código tiene {whole} letras y cifras, y aquí hay {found}. Pida que se lo lean"
            " otra vez, de cuatro en cuatro."
        ).format(whole=CODE_LENGTH, found=found)
