"""The activation code of an account: shown once, to be handed over in person."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.stages.access import Enabled
from ui.theme import Gap
from ui.widgets.agency_time import AgencyTime
from ui.widgets.arrange import row
from ui.widgets.card import Card
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label


class CodeCard(Card):
    """Shows the code until it is put away, and knows it no longer after that.

    Signals:
        closed: the card was put away.
    """

    closed = Signal()

    def __init__(self, time: AgencyTime, parent: QWidget | None = None) -> None:
        super().__init__(" ", gap=Gap.S, parent=parent)
        self._time = time
        self.code = plain_label("", "heading")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.code.setAccessibleName(self.tr("Código de activación"))
        self._what_follows = plain_label("", wrap=True)
        self.copy = KeyHintButton(self.tr("Copia&r el código"))
        self.leave = KeyHintButton(self.tr("Ya lo &entregué"), "Esc", kind="primary")
        self.copy.clicked.connect(self._on_copy)
        self.leave.clicked.connect(self.close_card)
        self.add(self.code)
        self.add(self._what_follows)
        self.add_layout(row(1, self.copy, self.leave))
        self.hide()

    def show_code(self, enabled: Enabled) -> None:
        """Show the code of an account that was just enabled."""
        name = enabled.member.full_name
        title = self.tr("Código de activación de {name}").format(name=name)
        self.header.set_title(title)
        self.setAccessibleName(title)
        self.code.setText(enabled.code)
        until = self._time.full(enabled.until) if enabled.until else ""
        self._what_follows.setText(
            self.tr(
                "Anótelo o imprímalo y entrégueselo en mano: no se muestra otra vez. Vale una "
                "vez, hasta el {until}, junto con la contraseña que le dio la otra persona; con "
                "ambos elige una propia."
            ).format(until=until)
        )
        self.show()
        self.leave.setFocus()

    def close_card(self) -> None:
        """Forget the code."""
        was_open = not self.isHidden()
        self.code.clear()
        self.hide()
        if was_open:
            self.closed.emit()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
