"""Before signing out: what becomes of the case in hand and of work that is not finished."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Gap
from ui.widgets.arrange import column, row
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label


class LeavePanel(QWidget):
    """Says it, then does it with Enter; Esc of the side panel stays.

    Signals:
        confirmed: sign out now.
    """

    confirmed = Signal()

    def __init__(
        self, held: tuple[str, ...], unfinished: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.go = KeyHintButton(self.tr("Cerrar sesión"), "Return", kind="primary")
        self.go.setAutoDefault(True)
        self.go.clicked.connect(self.confirmed)
        lines = [self._of_case(number) for number in held]
        lines += unfinished
        if held:
            lines.append(
                self.tr(
                    "Si vuelve pronto, bloquee el puesto con Ctrl+L: el caso sigue suyo hasta que"
                    " termine su tiempo."
                )
            )
        self.words = "\n".join(lines)
        layout = column(
            *(plain_label(line, wrap=True) for line in lines), row(1, self.go), gap=Gap.M
        )
        layout.addStretch(1)
        self.setLayout(layout)
        self.setFocusProxy(self.go)

    def _of_case(self, number: str) -> str:
        return self.tr(
            "{number} vuelve a la cola y otra persona puede tomarlo. Su borrador queda guardado y"
            " está en «Mi puesto» cuando entre otra vez."
        ).format(number=number)
