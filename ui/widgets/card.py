"""Panels: a framed surface with an optional section header."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from ui.theme import Gap, mark
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.text import PlainLabel


class SectionHeader(TwoEnds):
    """A title with a quiet remark beside it and room for parts at the right."""

    def __init__(
        self, title: str, remark: str = "", *, kind: str = "strong", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = PlainLabel(title, kind, keep=True)
        # With a parent at once: shown without one it would be a window and take the keyboard.
        self._remark = PlainLabel(remark, "caption", parent=self)
        self._remark.setVisible(bool(remark))
        self.left.addWidget(self._title)
        self.left.addWidget(self._remark)
        self.left.addStretch(1)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_remark(self, remark: str) -> None:
        """Change or hide the quiet remark."""
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def add(self, part: QWidget) -> None:
        """Put a part at the right end."""
        self.right.addWidget(part)

    def add_beside_title(self, part: QWidget) -> None:
        """Put a part right after the title and the remark."""
        self.left.insertWidget(self.left.count() - 1, part)


class Card(QFrame):
    """A surface with a hairline and rounded corners; put parts in with `add` or `add_layout`."""

    def __init__(
        self,
        title: str = "",
        *,
        margin: Gap = Gap.M,
        gap: Gap = Gap.S,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        mark(self, "card")
        self.header = SectionHeader(title, parent=self)
        self.header.setVisible(bool(title))
        if title:
            self.setAccessibleName(title)
        self.body: QVBoxLayout = column(self.header, gap=gap, margin=margin)
        self.setLayout(self.body)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Append a part."""
        self.body.addWidget(part, stretch)

    def add_layout(self, part: QLayout, stretch: int = 0) -> None:
        """Append a row, column or grid."""
        self.body.addLayout(part, stretch)


def hairline() -> QFrame:
    """A line between two parts of a panel."""
    line = QFrame()
    mark(line, "line")
    return line
