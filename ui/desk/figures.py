"""Small figures of the desk: counts with a word beside them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme import Gap
from ui.widgets.arrange import clear, grid
from ui.widgets.text import PlainLabel, plain_label


class FigureList(QWidget):
    """Words at the left and their numbers at the right, one pair a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = grid(Gap.XS)
        self._lines.setColumnStretch(0, 1)
        self.setLayout(self._lines)

    def show_figures(self, figures: Iterable[tuple[str, int]]) -> None:
        """Show the pairs in their order."""
        clear(self._lines)
        for line, (word, number) in enumerate(figures):
            self._lines.addWidget(plain_label(word, "body" if number else "quiet"), line, 0)
            figure = PlainLabel(str(number), "strong" if number else "quiet", keep=True)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._lines.addWidget(figure, line, 1)
