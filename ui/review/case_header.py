"""Top of the desk: which case, whose, how much time is left, until when it is held."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.person import IdentifierKind
from app.domain.workflow import CLOSED, CaseState
from ui.review.desk import Desk
from ui.theme import Tone, mark
from ui.widgets.arrange import TwoEnds
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.case_words import CaseWords
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import PlainLabel, plain_label


class CaseHeader(TwoEnds):
    """One line about the case on the desk.

    Signals:
        release_wanted: give the case back or close the reading.
    """

    release_wanted = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._words = CaseWords(context.time, self)
        self._number = PlainLabel("", "heading", keep=True)
        self._name = PlainLabel("", "strong")
        self._identifier = plain_label("", "caption")
        self._due = Badge()
        self._round = Badge()
        self._holder = plain_label("", "caption")
        self._is_compact = self._is_read_only = False
        self._identifier_words = ("", "")
        self._release = KeyHintButton(self.tr("Soltar"), "Ctrl+R")
        for part in (self._number, self._name, self._identifier, self._due, self._round):
            self.left.addWidget(part)
        self.right.addWidget(self._holder)
        self.right.addWidget(self._release)

    def bind(self, desk: QWidget) -> None:
        """Bind the key for giving the case back."""
        action = self._context.shortcuts.add(
            desk,
            "review.release",
            self.tr("Soltar el caso"),
            "Ctrl+R",
            self.release_wanted.emit,
            group=self.tr("Caso"),
        )
        self._release.follow(action)

    def set_compact(self, is_compact: bool) -> None:
        """Keep to one line where the window is low; what is left out is told by the tips."""
        self._is_compact = is_compact
        mark(self._number, "strong" if is_compact else "heading")
        self._arrange()

    def _arrange(self) -> None:
        short, whole = self._identifier_words
        self._identifier.setText(short if self._is_compact else whole)
        self._identifier.setToolTip(whole if self._is_compact else "")
        # Whose case it is must be read where it is somebody else's; until when, in the tip.
        words = self._holder.text()
        is_own = bool(words) and not self._is_read_only
        self._holder.setVisible(not (self._is_compact and is_own))
        self._release.setToolTip(words if self._is_compact and is_own else "")

    def show_desk(self, desk: Desk) -> None:
        """Show the case."""
        case, person = desk.view.case, desk.view.person
        self._number.setText(case.number)
        self._name.setText(person.display_name)
        identifier = case.declared.identifier
        kind = {
            IdentifierKind.CEDULA: self.tr("cédula {number}"),
            IdentifierKind.FOREIGNER_CODE: self.tr("código {number}"),
            IdentifierKind.PASSPORT: self.tr("pasaporte {number}"),
        }[identifier.kind]
        self._identifier_words = (identifier.value, kind.format(number=identifier.value))
        self._due.show_badge(self._due_badge(desk))
        self._round.setVisible(case.round > 1)
        self._round.show_badge(
            BadgeText(self.tr("corrección {round}").format(round=case.round - 1), Tone.INFO)
        )
        self._holder.setText(self._holder_words(desk))
        self._is_read_only = desk.is_read_only
        self._arrange()
        self._release.set_label(self.tr("Cerrar") if desk.is_read_only else self.tr("Soltar"))

    def _due_badge(self, desk: Desk) -> BadgeText:
        case, now = desk.view.case, self._context.clock.now()
        if case.state in CLOSED or case.state is CaseState.AWAITING_CITIZEN or case.due_at is None:
            return BadgeText(self._words.state(case.state), Tone.NEUTRAL)
        return self._words.time_left(case.due_at, now)

    def _holder_words(self, desk: Desk) -> str:
        claim = desk.view.case.claim
        if desk.is_read_only:
            if desk.view.holder_name:
                return self.tr("Solo lectura · lo tiene {name}").format(name=desk.view.holder_name)
            return self.tr("Solo lectura")
        if claim is None:
            return ""
        until = self._context.time.clock(claim.lease_until)
        return self.tr("Lo tiene usted · se libera {time}").format(time=until)
