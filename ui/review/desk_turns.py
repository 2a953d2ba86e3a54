"""The parts of the desk in turns, where the room is short: one at a time under tabs with its key."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from PySide6.QtWidgets import QWidget

from ui.widgets.panes import Panes
from ui.widgets.turns import Place, Turns


class Turn(Enum):
    """A part of the desk; its value is the key that leads there."""

    REQUIREMENTS = "F7"
    EVIDENCE = "F6"
    FACES = "F2"
    FACTS = "F3"
    MESSAGE = "F8"


class DeskTurns(Turns[Turn]):
    """The tabs of the desk."""

    def __init__(
        self, panes: Panes, places: Mapping[Turn, Place], parent: QWidget | None = None
    ) -> None:
        super().__init__(panes, places, parent)
        self.setAccessibleName(self.tr("Partes de la mesa"))
        titles = {
            Turn.REQUIREMENTS: self.tr("Requisitos"),
            Turn.EVIDENCE: self.tr("Evidencia"),
            Turn.FACES: self.tr("Rostros"),
            Turn.FACTS: self.tr("Hechos"),
            Turn.MESSAGE: self.tr("Motivos y mensaje"),
        }
        self.begin({turn: (title, turn.value) for turn, title in titles.items()}, Turn.EVIDENCE)
