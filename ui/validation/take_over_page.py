"""What a colleague left behind: why it cannot be gone on with, and how it begins anew."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import AccessDeniedError
from app.domain.workflow import CaseState
from ui.messages import Messages
from ui.theme import Gap
from ui.validation.bench import Bench
from ui.widgets.arrange import column
from ui.widgets.card import Card
from ui.widgets.reason_panel import ReasonPanel
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import plain_label


class TakeOverPage(QWidget):
    """Who left what, and a reason before the call is appointed anew.

    Signals:
        taken: begin the validation anew, for this reason.
    """

    taken = Signal(str)

    def __init__(
        self, keys: ShortcutRegistry, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._said = plain_label("", "strong", wrap=True)
        self.reason = ReasonPanel(
            self.tr(
                "Quien decide atendió la llamada: se convoca otra vez y la atiende usted. Se puede "
                "si la cuenta de esa persona está desactivada o tiene otra función; si solo está "
                "ausente, pídalo a dirección."
            ),
            self.tr("Volver a convocar"),
            keys,
        )
        self.reason.given.connect(self.taken)
        self.refused = plain_label("", wrap=True)
        card = Card(self.tr("Lo dejó otra persona"), margin=Gap.M)
        card.add(self._said)
        card.add(self.refused)
        card.add(self.reason, 1)
        card.body.addStretch(0)
        layout = column(card, gap=Gap.M)
        self.setLayout(layout)

    def show_bench(self, bench: Bench) -> None:
        """Say what was left, and by whom; a reason is asked only where it can be taken over."""
        by = bench.left_by
        name = bench.view.staff_names.get(by, "") if by is not None else ""
        said = (
            self.tr("{name} atendió la videollamada y no decidió.")
            if bench.case.state is CaseState.TO_DECIDE
            else self.tr("{name} empezó la videollamada y no registró el resultado.")
        )
        self._said.setText(said.format(name=name or self.tr("Otra persona")))
        here = bench.still_here
        why = AccessDeniedError("VALIDATOR_STILL_HERE", validator=here)
        message = self._messages.describe(why)
        self.refused.setText(f"{message.sentence} {message.next_step}" if here else "")
        self.refused.setVisible(bool(here))
        self.reason.setHidden(bool(here))
        # The keys need a place where nothing is to be written.
        policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.NoFocus
        self.refused.setFocusPolicy(policy)
        self.setFocusProxy(self.refused if here else self.reason)
