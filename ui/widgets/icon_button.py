"""Small buttons with an icon alone; the word is the accessible name and the tip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from ui.theme import Metric, current_theme, mark
from ui.widgets.key_names import key_text
from ui.widgets.press import answers_press


class IconButton(QToolButton):
    """An icon that follows the theme.

    Args:
        icon: icon name.
        label: what it does.
        stage: drawn on the dark ground of pictures and video.
        checkable: stays down.
    """

    def __init__(
        self,
        icon: str,
        label: str,
        *,
        stage: bool = False,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._followed: QAction | None = None
        self._icon_name = icon
        self._label = label
        self._is_stage = stage
        self.setCheckable(checkable)
        self._keys = ""
        self._name()
        mark(self, "stage" if stage else "icon")
        current_theme().changed.connect(self._draw)
        self._draw()

    def show_icon(self, icon: str, label: str) -> None:
        """Show another icon and say another word."""
        self._icon_name, self._label = icon, label
        self._name()
        self._draw()

    def follow(self, action: QAction) -> None:
        """Do what `action` does and name its key in the tip."""
        self._followed = action
        self.clicked.connect(action.trigger)
        # A method, not a closure: Qt lets go of it when this button is gone and the action stays.
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    @override
    def event(self, event: QEvent) -> bool:
        """Enter and the space bar press it."""
        return answers_press(self, event) or super().event(event)

    def _on_action_changed(self) -> None:
        if self._followed is not None:
            self._keys = key_text(self._followed.shortcut())
            self._name()
            self.setEnabled(self._followed.isEnabled())

    def _name(self) -> None:
        self.setAccessibleName(self._label)
        self.setAccessibleDescription(self._keys)
        self.setToolTip(f"{self._label} ({self._keys})" if self._keys else self._label)

    def _draw(self) -> None:
        theme = current_theme()
        side = theme.px(Metric.ICON)
        self.setIconSize(QSize(side, side))
        self.setIcon(theme.icon(self._icon_name, "on_stage" if self._is_stage else "ink"))
