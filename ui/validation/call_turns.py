"""The parts of a call in turns, where the room is short: one at a time under tabs with its key."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from PySide6.QtWidgets import QWidget

from ui.widgets.panes import Panes
from ui.widgets.turns import Place, Turns


class CallTurn(Enum):
    """A part of the call; its value is the key that leads there."""

    PERSON = "F2"
    CHECKS = "F3"
    OUTCOME = "F8"


class CallTurns(Turns[CallTurn]):
    """The tabs of a call."""

    def __init__(
        self, panes: Panes, places: Mapping[CallTurn, Place], parent: QWidget | None = None
    ) -> None:
        super().__init__(panes, places, parent)
        self.setAccessibleName(self.tr("Partes de la videollamada"))
        titles = {
            CallTurn.PERSON: self.tr("A quién debe ver"),
            CallTurn.CHECKS: self.tr("Comprobaciones"),
            CallTurn.OUTCOME: self.tr("Resultado"),
        }
        self.begin({turn: (title, turn.value) for turn, title in titles.items()}, CallTurn.PERSON)
