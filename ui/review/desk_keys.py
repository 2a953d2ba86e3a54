"""The keys of the desk that move the focus, choose a requirement or a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ui.papers.case_papers import RECORD_KEY
from ui.review.desk import Desk
from ui.review.desk_turns import Turn
from ui.review.reason_picker import DIGITS
from ui.widgets.shortcuts import ShortcutRegistry

if TYPE_CHECKING:
    from ui.review.view import ReviewView


class DeskKeys(QObject):
    """Binds them to the desk; each first brings into sight what it leads to."""

    def __init__(self, view: ReviewView) -> None:
        super().__init__(view)
        self._view = view
        self._requirements: list[QAction] = []
        self._reasons: list[QAction] = []

    def bind_moves(self, keys: ShortcutRegistry) -> None:
        """Bind what leads somewhere; the sheet of keys tells them in this order."""
        view, move = self._view, self.tr("Moverse")
        for key, label, sequence, run in self._moves():
            keys.add(view, f"review.{key}", label, sequence, run, group=move)
        for number in range(1, DIGITS + 1):
            action = keys.add(
                view,
                f"review.requirement.{number}",
                self.tr("Ir al requisito {number}").format(number=number),
                f"Alt+{number}",
                partial(self._select, number),
                group=move,
            )
            self._requirements.append(action)

    def bind_reasons(self, keys: ShortcutRegistry) -> None:
        """Bind the digits of the reasons."""
        view, reason = self._view, self.tr("Motivos")
        for number in range(1, DIGITS + 1):
            action = keys.add(
                view,
                f"review.reason.{number}",
                self.tr("Motivo {number}").format(number=number),
                str(number),
                partial(self._tick, number),
                group=reason,
            )
            self._reasons.append(action)
        view.presenter.desk_changed.connect(self._offer)
        self._offer(None)

    def _moves(self) -> tuple[tuple[str, str, str, Callable[[], object]], ...]:
        view, turns = self._view, self._view.turns
        area = view.area

        def lead(turn: Turn, run: Callable[[], object]) -> Callable[[], None]:
            return turns.leading(turn, run)

        page, back = partial(area.turn_page, 1), partial(area.turn_page, -1)
        facts = turns.seen(Turn.FACTS, view.facts.next_tab)
        to_list, to_line = view.requirements.list.setFocus, view.preview.focus_fields
        to_faces, to_fields = view.faces.focus_faces, view.reasons.focus_fields
        beside, alone, link = area.put_beside, area.side.put_away, area.side.toggle_link
        undo = partial(view.why.undo, view.undo_bar)
        of_evidence, of_list = Turn.EVIDENCE, Turn.REQUIREMENTS
        return (
            ("down", self.tr("Requisito siguiente"), "Alt+Down", partial(self._step, 1)),
            ("up", self.tr("Requisito anterior"), "Alt+Up", partial(self._step, -1)),
            ("page", self.tr("Página siguiente"), "PgDown", lead(of_evidence, page)),
            ("back", self.tr("Página anterior"), "PgUp", lead(of_evidence, back)),
            ("beside", self.tr("Poner al lado otro documento"), "P", lead(of_evidence, beside)),
            ("alone", self.tr("Quitar lo puesto al lado"), "Shift+P", alone),
            ("link", self.tr("Enlazar o soltar las dos vistas"), "E", lead(of_evidence, link)),
            ("evidence", self.tr("Ir a la evidencia"), "F6", view.to_evidence),
            ("list", self.tr("Ir a los requisitos"), "F7", lead(of_list, to_list)),
            ("faces", self.tr("Ir a los rostros"), "F2", lead(Turn.FACES, to_faces)),
            ("facts", self.tr("Hechos: pestaña siguiente"), "F3", facts),
            ("record", self.tr("Abrir el acta"), RECORD_KEY, view.facts.papers.open_record),
            ("line", self.tr("Escribir línea o nota"), "F8", lead(Turn.MESSAGE, to_line)),
            (
                "fields",
                self.tr("Decir qué datos de la solicitud"),
                "F9",
                lead(Turn.MESSAGE, to_fields),
            ),
            ("zone", self.tr("Escribir la zona de lectura mecánica"), "F4", self._to_zone),
            ("undo", self.tr("Deshacer lo último resuelto"), "Ctrl+Z", undo),
        )

    def _offer(self, desk: Desk | None) -> None:
        """Only digits that mean something on this desk are keys, and stand in their sheet."""
        reasons = len(desk.reasons) if desk is not None and not desk.is_read_only else 0
        requirements = len(desk.procedure.requirements) if desk is not None else 0
        for count, digits in ((reasons, self._reasons), (requirements, self._requirements)):
            for number, action in enumerate(digits, start=1):
                action.setVisible(number <= count)

    def _tick(self, number: int) -> None:
        """One press ticks, and shows what it ticked; it takes nothing back that was not in sight."""
        view = self._view
        was_seen = view.turns.is_in_sight(Turn.MESSAGE)
        view.turns.to(Turn.MESSAGE)
        if was_seen or not view.why.is_chosen(view.reasons.codes[number - 1 : number]):
            view.reasons.toggle_number(number)

    def _to_zone(self) -> None:
        facts = self._view.facts
        if not facts.zone.isHidden():
            self._view.turns.to(Turn.FACTS)
            facts.focus_zone()

    def _step(self, by: int) -> None:
        self._view.presenter.step(by)
        self._end_writing()

    def _end_writing(self) -> None:
        """Whoever goes on to another requirement answers by letters, no longer writes."""
        if self._view.preview.is_writing:
            self._view.to_evidence()

    def _select(self, number: int) -> None:
        desk = self._view.presenter.desk
        if desk is not None and number <= len(desk.procedure.requirements):
            self._view.presenter.select(desk.procedure.requirements[number - 1].code)
            self._view.turns.to(Turn.EVIDENCE)
            self._end_writing()
