"""A wide and a narrow column that become one, and scroll, where the room is short."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column

_WIDE, _NARROW = 3, 2


class TwoColumns(QScrollArea):
    """Put parts into `wide` and `narrow`; nothing in them is cut at 200 %."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.wide: QVBoxLayout = column(gap=Gap.M)
        self.narrow: QVBoxLayout = column(gap=Gap.M)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(current_theme().px(Gap.M))
        self._both.addLayout(self.wide, _WIDE)
        self._both.addLayout(self.narrow, _NARROW)
        inside = QWidget()
        inside.setLayout(self._both)
        self.setWidget(inside)

    @property
    def is_stacked(self) -> bool:
        """Whether the narrow column stands under the wide one."""
        return self._both.direction() == QBoxLayout.Direction.TopToBottom

    @override
    def minimumSizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.px(Metric.PANEL_MIN), theme.px(Metric.PANEL_MIN))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one column or two by the room there is."""
        super().resizeEvent(event)
        theme = current_theme()
        least = theme.px(Metric.SHEET_WIDTH) + theme.px(Metric.PANEL_MIN) + theme.px(Gap.M)
        fits = event.size().width() >= least
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction != self._both.direction():
            self._both.setDirection(direction)
