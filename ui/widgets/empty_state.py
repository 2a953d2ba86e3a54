"""Empty states: what will appear here and what to do meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Metric, current_theme
from ui.widgets.arrange import column, row
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label


class EmptyState(QWidget):
    """An icon, a title, a sentence and an optional action, centred.

    Signals:
        action_requested: the action was used.
    """

    action_requested = Signal()

    def __init__(
        self,
        title: str,
        sentence: str,
        *,
        icon: str = "empty",
        action: str = "",
        sequence: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = plain_label(title, "title", wrap=True)
        self._sentence = plain_label(sentence, "quiet", wrap=True)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._action = KeyHintButton(action, sequence)
        if action:
            self.setFocusProxy(self._action)
        else:
            self._action.hide()
            self._action.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._action.clicked.connect(self.action_requested)
        self.setLayout(
            column(1, self._icon, self._title, self._sentence, row(1, self._action, 1), 2)
        )
        self._draw_icon()
        current_theme().changed.connect(self._draw_icon)

    def tell(self, title: str, sentence: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._sentence.setText(sentence)

    def _draw_icon(self) -> None:
        theme = current_theme()
        side = theme.px(Metric.ICON_LARGE)
        self._icon.setPixmap(theme.icon(self._icon_name, "quiet").pixmap(QSize(side, side)))
