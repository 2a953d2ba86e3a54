"""A wide and a narrow column that become one, and scroll, where the room is short."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column
from ui.widgets.panes import Panes

_WIDE, _NARROW = 3, 2


class TwoColumns(Panes):
    """Put parts into `wide` and `narrow`; hide `narrow_panel` to give all the room to `wide`."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        self.wide_panel, self.narrow_panel = QWidget(), QWidget()
        self.wide: QVBoxLayout = column(gap=Gap.M)
        self.narrow: QVBoxLayout = column(gap=Gap.M)
        self.wide_panel.setLayout(self.wide)
        self.narrow_panel.setLayout(self.narrow)
        panels = ((self.wide_panel, _WIDE), (self.narrow_panel, _NARROW))
        super().__init__(panels, accessible_name, parent)

    @override
    def _least(self) -> int:
        # Both together need room for a table and a form beside it.
        theme = current_theme()
        return (theme.px(Metric.SHEET_WIDTH) + theme.px(Metric.PANEL_MIN)) // 2
