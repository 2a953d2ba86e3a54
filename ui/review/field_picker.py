"""Which fields of the signed form a reason is about; the letter names them (SOL-02, SOL-03)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from app.domain.procedure import FormField
from ui.theme import Gap
from ui.widgets.arrange import column
from ui.widgets.text import plain_label


class FieldPicker(QWidget):
    """One check box a field, by section as on paper; arrows walk them, Space chooses.

    Signals:
        field_toggled: a field was named or no longer (its code).
        walked: the focus came among the fields (True), or went elsewhere (False).
    """

    field_toggled = Signal(str)
    walked = Signal(bool)

    def __init__(
        self, fields: Sequence[FormField], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        lines = column(gap=Gap.XS)
        section = -1
        for item in fields:
            if item.section != section:
                section = item.section
                lines.addWidget(plain_label(self._heading(section), "caption"))
            box = QCheckBox(item.citizen_label.get(language, item.label))
            box.setAccessibleName(box.text())
            box.toggled.connect(partial(self._on_toggled, item.code))
            box.installEventFilter(self)
            self._boxes[item.code] = box
            lines.addWidget(box)
        self.setLayout(lines)

    @property
    def boxes(self) -> dict[str, QCheckBox]:
        """The check boxes by field."""
        return self._boxes

    def show_named(self, named: Collection[str]) -> None:
        """Tick what is named."""
        for code, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(code in named)
            box.blockSignals(False)

    def focus_first(self) -> QCheckBox:
        """Put the focus on the first field and return its box."""
        box = next(iter(self._boxes.values()))
        box.setFocus()
        return box

    @property
    def is_walked(self) -> bool:
        """Whether the focus is among the fields."""
        return any(box.hasFocus() for box in self._boxes.values())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell where the focus is, once it has arrived there."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            QTimer.singleShot(0, self, lambda: self.walked.emit(self.is_walked))
        return super().eventFilter(watched, event)

    def _heading(self, section: int) -> str:
        return {
            0: self.tr("¿Qué datos? Encabezado"),
            1: self.tr("1 · Datos de la persona"),
            2: self.tr("2 · Datos de contacto"),
            3: self.tr("3 · Firma"),
        }.get(section, str(section))

    def _on_toggled(self, code: str, _is_on: bool) -> None:
        self.field_toggled.emit(code)
