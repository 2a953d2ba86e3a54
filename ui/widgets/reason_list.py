"""Coded reasons of calls and decisions, chosen by digit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.procedure import Reason
from ui.theme import Gap, current_theme
from ui.widgets.arrange import clear, column, row
from ui.widgets.key_button import KeyCap
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import BoxWords, plain_label

DIGITS = 9


class ReasonList(QWidget):
    """Check boxes with a digit each; keeps what is chosen, in the order it was chosen.

    Signals:
        changed: another choice.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons: tuple[Reason, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._digits: list[QAction] = []
        self._lines: QVBoxLayout = column(gap=Gap.XS)
        self.setLayout(column(plain_label(self.tr("Motivos"), "strong"), self._lines, gap=Gap.XS))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Codes chosen, oldest first."""
        return self._chosen

    def bind(self, shortcuts: ShortcutRegistry, owner: QWidget, prefix: str) -> None:
        """Bind the digits; they are live in the whole page while the list is in sight."""
        for number in range(1, DIGITS + 1):
            action = shortcuts.add(
                owner,
                f"{prefix}.reason.{number}",
                self.tr("Motivo {number}").format(number=number),
                str(number),
                partial(self._toggle, number),
                group=self.tr("Motivos"),
            )
            self._digits.append(action)
        self._offer(is_in_sight=self.isVisible())

    def show_reasons(self, reasons: Sequence[Reason], chosen: Sequence[str] = ()) -> None:
        """Offer reasons, some of them already chosen."""
        self._reasons = tuple(reasons)
        known = {reason.code for reason in reasons}
        self._chosen = tuple(code for code in chosen if code in known)
        clear(self._lines)
        self._boxes.clear()
        for number, reason in enumerate(self._reasons, start=1):
            box = QCheckBox()
            box.setAccessibleName(f"{reason.code} {reason.label}")
            box.setToolTip(f"{reason.code} · {reason.hint}")
            box.setChecked(reason.code in self._chosen)
            box.toggled.connect(partial(self._on_toggled, reason.code))
            self._boxes[reason.code] = box
            # Its words stand beside it, because a box does not wrap its own.
            box.setFixedWidth(current_theme().px(Gap.XL))
            line = row(gap=Gap.S)
            if number <= DIGITS:
                line.addWidget(KeyCap(str(number)))
            line.addWidget(box)
            line.addWidget(BoxWords(reason.label, box), 1)
            holder = QWidget()
            holder.setLayout(line)
            self._lines.addWidget(holder)
        self._offer(is_in_sight=self.isVisible())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """The digits choose what is in sight."""
        super().showEvent(event)
        self._offer(is_in_sight=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight no digit means anything."""
        super().hideEvent(event)
        self._offer(is_in_sight=False)

    def _offer(self, *, is_in_sight: bool) -> None:
        for number, action in enumerate(self._digits, start=1):
            action.setVisible(is_in_sight and number <= len(self._reasons))

    def _toggle(self, number: int) -> None:
        if self.isVisible() and number <= len(self._reasons):
            self._boxes[self._reasons[number - 1].code].toggle()

    def _on_toggled(self, code: str, is_on: bool) -> None:
        others = tuple(item for item in self._chosen if item != code)
        self._chosen = (*others, code) if is_on else others
        self.changed.emit()
