"""Approve or refuse: the choice, its reasons, the note and one's own password."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from app.domain.decision import DecisionOutcome
from app.stages.decision.deciding import MAX_NOTE
from ui.decision.desk import DecisionDesk
from ui.decision.words import DecisionWords
from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column, row
from ui.widgets.card import Card
from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.key_button import KeyCap
from ui.widgets.reason_list import ReasonList
from ui.widgets.scrolled import scrolled
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import plain_label

_REASONS_SHOWN = 4


class VerdictCard(Card):
    """Signals that something was chosen or typed; decides nothing.

    Signals:
        changed: outcome, reasons or password are other ones.
        confirmed: Enter in the password field.
    """

    changed = Signal()
    confirmed = Signal()

    def __init__(
        self, words: DecisionWords, *, signs_by_code: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self.header.set_title(self.tr("Decisión"))
        self.header.setVisible(True)
        self._words = words
        self._group = QButtonGroup(self)
        self._radios: dict[DecisionOutcome, QRadioButton] = {}
        lines = column(gap=Gap.NONE)
        labels = {
            DecisionOutcome.APPROVED: self.tr("Aprobar el cambio"),
            DecisionOutcome.REFUSED: self.tr("Negar el cambio"),
        }
        for number, (outcome, label) in enumerate(labels.items(), start=1):
            radio = QRadioButton(label)
            radio.toggled.connect(self._on_toggled)
            self._group.addButton(radio)
            self._radios[outcome] = radio
            line = row(KeyCap(f"Alt+{number}"), radio, gap=Gap.S)
            line.setStretch(1, 1)
            lines.addLayout(line)
        self.reasons = ReasonList()
        self.reasons.changed.connect(self.changed)
        self.note = QLineEdit()
        self.note.setMaxLength(MAX_NOTE)
        self.password = SecretEdit()
        self.password_field = FormField(
            self.tr("Código de un solo uso") if signs_by_code else self.tr("Su contraseña"),
            self.password,
            hint=self.tr("Firma esta decisión con su nombre."),
        )
        self._effect = plain_label("", "caption", wrap=True)
        self._missing = plain_label("", "caption-soon", wrap=True)
        self.add_layout(lines)
        self._reasons = scrolled(self.reasons, self.tr("Motivos"), whole_rows=True)
        self._reasons.setMinimumHeight(current_theme().px(_REASONS_SHOWN * Metric.ROW))
        # The card gives it what is left, so that the password stays in sight.
        self._reasons.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.add(self._reasons, 1)
        self.add(
            FormField(self.tr("Nota interna"), self.note, hint=self.tr("No se envía a la persona."))
        )
        self.add(self.password_field)
        self.add(self._missing)
        self.add(self._effect)
        self._room = QWidget()
        self.add(self._room, 1)
        self._reasons.hide()
        self.password.textEdited.connect(lambda _text: self.changed.emit())
        self.password.returnPressed.connect(self.confirmed)

    def bind(self, shortcuts: ShortcutRegistry, owner: QWidget) -> None:
        """Bind the keys; they are live in the whole panel."""
        group = self.tr("Decisión")
        for number, (outcome, radio) in enumerate(self._radios.items(), start=1):
            shortcuts.add(
                owner,
                f"decision.{outcome.value}",
                radio.text(),
                f"Alt+{number}",
                partial(self._choose, outcome),
                group=group,
            )
        self.reasons.bind(shortcuts, owner, "decision")
        for key, label, keys, field in (
            ("note", self.tr("Escribir la nota"), "F8", self.note),
            ("password", self.tr("Escribir la contraseña o el código"), "F9", self.password),
        ):
            shortcuts.add(owner, f"decision.{key}", label, keys, field.setFocus, group=group)

    @property
    def chosen(self) -> DecisionOutcome | None:
        """Approve, refuse, or nothing yet."""
        return next((o for o, radio in self._radios.items() if radio.isChecked()), None)

    @property
    def is_in_field(self) -> bool:
        """Whether the focus is in the note, the password or the reasons."""
        focus = QApplication.focusWidget()
        is_inside = focus is not None and self.isAncestorOf(focus)
        return is_inside and focus not in self.choices

    @property
    def choices(self) -> tuple[QRadioButton, ...]:
        """The two choices in order."""
        return tuple(self._radios.values())

    def begin(self, desk: DecisionDesk, today: date) -> None:
        """Start anew for a case; after a failed call only refusing is open."""
        self._begin(desk.suggested)
        chosen = desk.call.reasons if desk.call else ()
        self.reasons.show_reasons(desk.reasons(today), chosen)

    def forget(self) -> None:
        """Keep nothing of a case that left."""
        self._begin(None)
        self.reasons.show_reasons(())
        for said in (self._missing, self._effect):
            said.setText("")

    def _begin(self, suggested: DecisionOutcome | None) -> None:
        self._group.setExclusive(False)
        for outcome, radio in self._radios.items():
            radio.blockSignals(True)
            radio.setChecked(outcome is suggested)
            radio.blockSignals(False)
        self._group.setExclusive(True)
        self.note.clear()
        self.password.clear()
        self.password_field.set_error("")

    def blockers(self, desk: DecisionDesk) -> tuple[str, ...]:
        """What is still missing."""
        return desk.blockers(self.chosen, self.reasons.chosen, self.password.text())

    def show_desk(self, desk: DecisionDesk) -> None:
        """Say what is missing and what the choice would do."""
        refuses = self.chosen is DecisionOutcome.REFUSED
        self._reasons.setVisible(refuses)
        self._room.setVisible(not refuses)
        self._missing.setText(self._words.missing(self.blockers(desk)))
        self._missing.setVisible(bool(self._missing.text()))
        self._effect.setText(self._words.effect(self.chosen, desk))
        self._radios[DecisionOutcome.APPROVED].setEnabled(desk.is_validated)

    def _choose(self, outcome: DecisionOutcome) -> None:
        radio = self._radios[outcome]
        if not radio.isEnabled():
            return
        radio.setChecked(True)
        if outcome is DecisionOutcome.APPROVED:
            self.password.setFocus()
        else:
            radio.setFocus()

    def _on_toggled(self, is_on: bool) -> None:
        if is_on:
            self.changed.emit()
