"""The notice of a refusal, word for word, growing with the reasons (D7)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.stages.decision import RefusalPreview
from ui.widgets.card import Card
from ui.widgets.letter_text import LetterText
from ui.widgets.text import plain_label


class RefusalLetter(Card):
    """Shows what would leave; typed into by nobody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.header.set_title(self.tr("Mensaje a la persona"))
        self.header.set_remark(self.tr("se arma con los motivos"))
        self.header.setVisible(True)
        self.text = LetterText(self.tr("Mensaje a la persona"))
        self._to = plain_label("", "caption", wrap=True)
        self.add(self.text, 1)
        self.add(self._to)

    def show_preview(self, preview: RefusalPreview | None) -> None:
        """Show the notice and where it goes, or what it still needs."""
        if preview is None:
            self.text.begin(
                self.tr("Elija un motivo: aquí se lee el correo exacto antes de negar.")
            )
            self._to.setText("")
            return
        self.text.show_letter(preview.message)
        self._to.setText(
            self.tr("Sale a {addresses}.").format(addresses=", ".join(preview.recipients))
        )
