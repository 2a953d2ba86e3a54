"""A part that scrolls, with a sign on it that counts what lies below its edge and shows it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column
from ui.widgets.key_button import KeyHintButton


class _Sign(KeyHintButton):
    """As low as a line of words: the room is short where it is needed."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, kind="link", icon="down", parent=parent)
        self.setProperty("isLow", True)

    @override
    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(super().sizeHint().width(), theme.px(Metric.BADGE) + theme.px(Gap.XS))


class MoreBelow(QWidget):
    """The area and its sign, in a line of its own below: whatever is in the area, it lies over none.

    In sight only at the beginning and while something is not; whoever scrolled knows of it.

    Args:
        area: what scrolls.
        below: how many things end below a height, in pixels of what is scrolled.
        words: says so many of them.

    Signals:
        wanted: the sign was used; whoever shares the room may give more of it.
    """

    wanted = Signal()

    def __init__(
        self,
        area: QScrollArea,
        below: Callable[[int], int],
        words: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._area, self._below, self._words = area, below, words
        self.sign = _Sign(words(0), self)
        self.sign.hide()
        self.sign.clicked.connect(self._on_sign)
        layout = column(gap=Gap.NONE)
        layout.addWidget(area, 1)
        layout.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignRight)
        self.setLayout(layout)
        self.setFocusProxy(area)
        # After the layout has settled, or what ends where would be asked too early.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._count)
        for moved in (area.verticalScrollBar().valueChanged, area.verticalScrollBar().rangeChanged):
            moved.connect(lambda *_values: self._look.start())
        inside = area.widget()
        if inside is not None:
            inside.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words inside end elsewhere."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._look.start()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room shows more or less."""
        super().resizeEvent(event)
        self._look.start()

    def _count(self) -> None:
        is_scrolled = self._area.verticalScrollBar().value() > 0
        # By the height there is without the sign, or it would come because it is there.
        is_needed = not is_scrolled and self._below(self.height()) > 0
        if is_needed:
            room = self.height() - self.sign.sizeHint().height()
            self.sign.set_label(self._words(self._below(room)))
        self.sign.setVisible(is_needed)

    def _on_sign(self) -> None:
        # The sign may go, and must not take the keys with it.
        self._area.setFocus()
        before = self.height()
        self.wanted.emit()
        QTimer.singleShot(0, self, lambda: self._go_on(before))

    def _go_on(self, before: int) -> None:
        """Scroll where no more room was given."""
        if self.height() == before:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep() // 2)
