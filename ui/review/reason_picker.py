"""Reasons of the selected requirement, chosen by digit; they write the message (D7)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.procedure import FormField, Reason, Severity
from ui.review.desk import Desk
from ui.review.field_picker import FieldPicker
from ui.theme import Gap, Tone, current_theme
from ui.widgets.arrange import clear, column, row
from ui.widgets.badge import Badge
from ui.widgets.key_button import KeyCap
from ui.widgets.scrolled import scrolled
from ui.widgets.text import BoxWords, plain_label

DIGITS = 9
OWN = 2


class ReasonPicker(QWidget):
    """A list of check boxes with a digit each; a second press takes the reason back.

    Signals:
        reason_toggled: a reason was chosen or taken back (its code).
        field_toggled: a field of the form was named for a reason, or no longer (both codes).
        naming_changed: fields are being named (True), or no more: they are a long list.
        left: Esc was pressed among reasons or fields; what was chosen stays.
    """

    reason_toggled = Signal(str)
    field_toggled = Signal(str, str)
    naming_changed = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons: tuple[Reason, ...] = ()
        self._case = ""
        self._drawn: object = None
        self._boxes: dict[str, QCheckBox] = {}
        self._fields: dict[str, FieldPicker] = {}
        self._lines_of: dict[str, QWidget] = {}
        self._last = ""
        self._head = plain_label(self.tr("Motivos"), "strong")
        self._lines: QVBoxLayout = column(gap=Gap.XS)
        inside = QWidget()
        inside.setLayout(self._lines)
        self._area = scrolled(inside, self.tr("Motivos"), whole_rows=True)
        layout = column(self._head, gap=Gap.XS)
        layout.addWidget(self._area, 1)
        self.setLayout(layout)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes in the order of their digits."""
        return tuple(reason.code for reason in self._reasons)

    def show_desk(self, desk: Desk) -> None:
        """Show the reasons that fit, suggested ones first, with those chosen ticked."""
        suggested = suggested_reasons(desk)
        reasons = tuple(sorted(desk.reasons, key=lambda reason: _rank(reason, suggested)))
        drawn = (reasons, suggested, _fields_of(desk), desk.procedure.language)
        if drawn != self._drawn:
            self._drawn = drawn
            self._build(reasons, suggested, desk)
        if desk.view.case.id != self._case:
            # Lines that the next case has too stay as they are; only their state begins anew.
            self._case, self._last = desk.view.case.id, ""
            self._area.verticalScrollBar().setValue(0)
        chosen = desk.draft.of(desk.selected).reasons
        for code, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(code in chosen)
            box.setEnabled(not desk.is_read_only)
            box.blockSignals(False)
        for code, picker in self._fields.items():
            picker.setVisible(code in chosen)
            picker.show_named(desk.draft.of(desk.selected).fields.get(code, ()))
            picker.setEnabled(not desk.is_read_only)

    def focus_list(self) -> None:
        """Put the focus where arrows move the list and digits choose."""
        self._area.setFocus()

    def focus_fields(self) -> None:
        """Put the focus on the fields of the first chosen reason that names some."""
        for picker in self._fields.values():
            if picker.isVisible():
                self._area.ensureWidgetVisible(picker.focus_first())
                return

    def toggle_number(self, number: int) -> None:
        """Choose or take back the reason that shows that digit, and bring it into sight."""
        if not self.isVisible() or number > min(DIGITS, len(self._reasons)):
            return
        code = self._reasons[number - 1].code
        if self._boxes[code].isEnabled():
            self.reason_toggled.emit(code)
            self._last = code
            self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """Scroll to the reason chosen last, so that nobody chooses what they cannot read."""
        line = self._lines_of.get(self._last)
        for picker in self._fields.values():
            if picker.is_walked:
                line = picker.focusWidget()
        if line is not None:
            self._area.ensureWidgetVisible(line, 0, current_theme().px(Gap.S))

    def _on_walked(self, is_naming: bool) -> None:
        self.naming_changed.emit(is_naming)
        # Arrows move the focus without the list.
        self._bring_into_sight()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, as from the line and the note."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A reason writes the message, which then needs room: keep that reason in sight."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _build(self, reasons: tuple[Reason, ...], suggested: frozenset[str], desk: Desk) -> None:
        clear(self._lines)
        self._boxes.clear()
        self._fields.clear()
        self._lines_of.clear()
        self._last = ""
        self._reasons = reasons
        for number, reason in enumerate(reasons, start=1):
            box = QCheckBox()
            box.setAccessibleName(f"{reason.code} {reason.label}")
            box.setToolTip(f"{reason.code} · {reason.hint}")
            box.toggled.connect(partial(self._on_toggled, reason.code))
            self._boxes[reason.code] = box
            # Its words stand beside it: the room a box keeps for its own is better theirs.
            box.setFixedWidth(current_theme().px(Gap.XL))
            line = row(gap=Gap.S)
            if number <= DIGITS:
                line.addWidget(KeyCap(str(number)))
            line.addWidget(box)
            line.addWidget(BoxWords(reason.label, box), 1)
            if reason.code in suggested:
                line.addWidget(Badge(self.tr("sugerido"), Tone.INFO))
            if reason.severity is Severity.FINAL:
                line.addWidget(Badge(self.tr("definitivo"), Tone.LATE))
            holder = QWidget()
            holder.setLayout(line)
            self._lines_of[reason.code] = holder
            self._lines.addWidget(holder)
            if reason.names_fields:
                self._add_fields(reason.code, desk)
        self._lines.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def _add_fields(self, code: str, desk: Desk) -> None:
        picker = FieldPicker(_fields_of(desk), desk.procedure.language)
        picker.field_toggled.connect(partial(self.field_toggled.emit, code))
        picker.walked.connect(self._on_walked)
        picker.hide()
        self._fields[code] = picker
        self._lines.addWidget(picker)

    def _on_toggled(self, code: str, _is_on: bool) -> None:
        self.reason_toggled.emit(code)


def _fields_of(desk: Desk) -> tuple[FormField, ...]:
    """The fields of the form that this case has, for reasons that name some."""
    return tuple(desk.procedure.fields_of(desk.view.case.declared.identifier.kind.value))


def suggested_reasons(desk: Desk) -> frozenset[str]:
    """Reasons suggested by what inspection found in the selected requirement's files (D12)."""
    found = {finding.code.value for item in desk.files for finding in item.findings}
    return frozenset(reason.code for reason in desk.reasons if found & set(reason.suggested_for))


def _rank(reason: Reason, suggested: frozenset[str]) -> tuple[bool, bool]:
    """Suggested ones first, then those of this requirement, then those any file can have."""
    return reason.code not in suggested, len(reason.requirements) > OWN
