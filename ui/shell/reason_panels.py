"""Panels at the side that ask why, before an act on a case one does not hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.reason_panel import ReasonPanel

if TYPE_CHECKING:
    from app.domain.ids import CaseId
    from app.ports.readers import CaseRow
    from ui.widgets.screen_context import ScreenContext


class ReasonPanels(QObject):
    """Opens them, and puts one away when another case becomes current.

    Signals:
        panel_wanted: show a panel at the side (title, widget).
        panel_done: put the side panel away.
    """

    panel_wanted = Signal(str, QWidget)
    panel_done = Signal()

    def __init__(self, context: ScreenContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._case: CaseId | None = None

    def to_read(self, case_id: CaseId, number: str, then: Callable[[str], None]) -> None:
        """Ask why somebody reads a case that is not in their hands."""
        said = self.tr("Este caso no está en sus manos. Diga por qué necesita verlo.")
        self._ask(case_id, number, said, self.tr("Ver el caso"), then)

    def to_break(self, row: CaseRow, then: Callable[[str], None]) -> None:
        """Ask why a case is taken from whoever holds it."""
        said = self.tr("Quitar el caso a {name}. Su trabajo queda guardado.")
        self._ask(
            row.case_id,
            row.number,
            said.format(name=row.holder_name),
            self.tr("Liberar el caso"),
            then,
        )

    def to_reassign(self, row: CaseRow, then: Callable[[str], None]) -> None:
        """Ask why somebody else validates."""
        said = self.tr("Quien validaba no puede seguir: otra persona convoca y decide.")
        self._ask(row.case_id, row.number, said, self.tr("Reasignar"), then)

    def closed(self) -> None:
        """The side panel was put away."""
        self._case = None

    def follow(self, row: CaseRow | None) -> None:
        """A panel about another case than the one that is current would be taken for it."""
        if row is not None and self._case not in {None, row.case_id}:
            self.panel_done.emit()

    def _ask(
        self, case_id: CaseId, number: str, said: str, act: str, then: Callable[[str], None]
    ) -> None:
        panel = ReasonPanel(said, act, self._context.shortcuts)
        panel.given.connect(self.panel_done)
        panel.given.connect(then)
        self._case = case_id
        self.panel_wanted.emit(number, panel)
