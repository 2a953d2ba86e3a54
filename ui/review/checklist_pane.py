"""What to look for in the selected requirement, as printed in the procedure; ticks are kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from ui.review.desk import Desk
from ui.theme import Gap, current_theme
from ui.widgets.arrange import clear, column, row
from ui.widgets.card import hairline
from ui.widgets.text import PlainLabel, plain_label


class ChecklistPane(QScrollArea):
    """The hint of the requirement, its checklist and the notes of the procedure, with their rules.

    Signals:
        item_toggled: a line was ticked or unticked (its code).
    """

    item_toggled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Lista de control"))
        inside = QWidget()
        self._lines: QVBoxLayout = column(gap=Gap.S, margin=Gap.S)
        inside.setLayout(self._lines)
        self.setWidget(inside)
        self._shown = ""
        self._boxes: dict[str, QCheckBox] = {}

    def show_desk(self, desk: Desk) -> None:
        """Show the selected requirement's list with what was ticked."""
        if desk.selected != self._shown:
            self._build(desk)
        ticked = desk.draft.of(desk.selected).ticked
        for code, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(code in ticked)
            box.setEnabled(not desk.is_read_only)
            box.blockSignals(False)

    def _build(self, desk: Desk) -> None:
        clear(self._lines)
        self._boxes.clear()
        self._shown = desk.selected
        requirement = desk.requirement
        self._lines.addWidget(PlainLabel(requirement.title, "strong", wrap=True))
        if requirement.hint:
            self._lines.addWidget(plain_label(requirement.hint, "caption", wrap=True))
        for item in requirement.checklist:
            box = QCheckBox()
            box.setFixedWidth(current_theme().px(Gap.XL))
            box.setAccessibleName(item.text)
            box.toggled.connect(partial(self._on_toggled, item.code))
            self._boxes[item.code] = box
            words = PlainLabel(item.text, wrap=True)
            words.setToolTip(", ".join(item.rules))
            line = row(box, gap=Gap.S)
            line.addWidget(words, 1)
            self._lines.addLayout(line)
        self._add_notes(desk)
        self._lines.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _add_notes(self, desk: Desk) -> None:
        """What is printed about the procedure as a whole: who may ask, channel, cost, result."""
        notes = desk.procedure.notes
        if not notes:
            return
        self._lines.addWidget(hairline())
        self._lines.addWidget(plain_label(self.tr("Sobre el trámite"), "strong"))
        for note in notes:
            words = plain_label(note.text, "caption", wrap=True)
            words.setToolTip(", ".join(note.rules))
            self._lines.addWidget(words)

    def _on_toggled(self, code: str, _is_on: bool) -> None:
        self.item_toggled.emit(code)
