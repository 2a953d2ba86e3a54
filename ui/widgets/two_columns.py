"""A wide and a narrow column that become one, and scroll, where the room is short."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column
from ui.widgets.panes import Panes

_WIDE, _NARROW = 3, 2


class TwoColumns(Panes):
    """Put parts into `wide` and `narrow`; hide `narrow_panel` to give all the room to `wide`.

    Args:
        foot: stands under both and, like `wide`, out of sight while the narrow column needs the
            room of a window low as at 200 %.
    """

    def __init__(
        self,
        accessible_name: str,
        parent: QWidget | None = None,
        *,
        foot: QWidget | None = None,
    ) -> None:
        self._foot = foot
        self.wide_panel, self.narrow_panel = QWidget(), QWidget()
        self.wide: QVBoxLayout = column(gap=Gap.M)
        self.narrow: QVBoxLayout = column(gap=Gap.M)
        self.wide_panel.setLayout(self.wide)
        self.narrow_panel.setLayout(self.narrow)
        panels = ((self.wide_panel, _WIDE), (self.narrow_panel, _NARROW))
        super().__init__(panels, accessible_name, parent)
        self.narrow_panel.installEventFilter(self)
        self.stacked_changed.connect(self._give_way)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give way to the narrow column when it comes, and take the room back when it goes."""
        if watched is self.narrow_panel and event.type() in {
            QEvent.Type.ShowToParent,
            QEvent.Type.HideToParent,
        }:
            self._give_way()
        return super().eventFilter(watched, event)

    def _give_way(self) -> None:
        is_alone = self._foot is not None and self.is_stacked and not self.narrow_panel.isHidden()
        self.wide_panel.setHidden(is_alone)
        # Before it stands anywhere, showing it would open a window of its own.
        if self._foot is not None and self._foot.parentWidget() is not None:
            self._foot.setHidden(is_alone)

    @override
    def _least(self) -> int:
        # Both together need room for a table and a form beside it.
        theme = current_theme()
        return (theme.px(Metric.SHEET_WIDTH) + theme.px(Metric.PANEL_MIN)) // 2
