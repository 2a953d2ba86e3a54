"""Search box and filter choices above a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from app.domain.search_text import MAX_SEARCH
from ui.theme import Gap, Metric, current_theme
from ui.widgets.key_button import cap_size, paint_cap
from ui.widgets.key_names import key_text

V = TypeVar("V")
_TYPING_PAUSE_MS = 250


class SearchBox(QLineEdit):
    """A search field that waits for a pause in typing; Esc empties it.

    Signals:
        search_changed: the text to search for now, trimmed unless it is too long for any search.
        left: Esc emptied the field, which then has nothing more to do with the keyboard.
    """

    search_changed = Signal(str)
    left = Signal()

    def __init__(
        self, placeholder: str, sequence: str = "/", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # One more than is searched for: a longer paste is refused as a whole, and not cut to what
        # somebody may take for all of it.
        self.setMaxLength(MAX_SEARCH + 1)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._keys = key_text(sequence)
        self._sent = ""
        self._clear = QAction(self)
        self._clear.setText(self.tr("Vaciar búsqueda"))
        self._clear.triggered.connect(self.clear)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._send)
        self.textChanged.connect(self._pause.start)
        self.returnPressed.connect(self._send)
        current_theme().changed.connect(self._make_room)
        self._make_room()

    def enter(self) -> None:
        """Take the keyboard; what was sought before is replaced by what is typed."""
        self.setFocus()
        self.selectAll()

    def _send(self) -> None:
        self._pause.stop()
        text = self.text()
        if len(text) <= MAX_SEARCH:
            text = text.strip()
        if text != self._sent:
            self._sent = text
            self.search_changed.emit(text)

    def _make_room(self) -> None:
        # Painted, not an action of the field: those keep one size whatever the size of the words.
        theme = current_theme()
        self.setTextMargins(theme.px(Metric.ICON) + theme.px(Gap.XS), 0, 0, 0)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        theme = current_theme()
        wide = theme.metrics().horizontalAdvance(self.placeholderText()) + 2 * theme.px(Gap.XL)
        hint.setWidth(wide + theme.px(Metric.ICON) + 2 * cap_size(self._keys).width())
        return hint

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field first and only then leaves it to others."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._send()
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the glass at the left, and the key cap at the right while it is empty and idle."""
        super().paintEvent(event)
        theme = current_theme()
        side = theme.px(Metric.ICON)
        spot = QRect(theme.px(Gap.S), (self.height() - side) // 2, side, side)
        glass = QPainter(self)
        theme.icon("search", "quiet").paint(glass, spot)
        glass.end()
        if self.text() or self.hasFocus() or not self._keys:
            return
        size = cap_size(self._keys)
        left = self.width() - size.width() - theme.px(Gap.S)
        box = QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())
        painter = QPainter(self)
        paint_cap(painter, box, self._keys, theme.colour("quiet"), theme.colour("line_strong"))
        painter.end()


class FilterCombo(QComboBox, Generic[V]):
    """A choice shown with its subject: ``Vista: Mi provincia``.

    Signals:
        choice_changed: the chosen value.
    """

    choice_changed = Signal(object)

    def __init__(
        self, subject: str, choices: Sequence[tuple[V, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._subject = subject
        self._values: list[V] = []
        self.setAccessibleName(subject)
        self.view().setAccessibleName(subject)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_choices(choices)
        self.currentIndexChanged.connect(self._on_index)

    @property
    def choice(self) -> V | None:
        """The chosen value; None when there are no choices."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_choices(self, choices: Sequence[tuple[V, str]]) -> None:
        """Offer other choices; the first becomes chosen without a signal."""
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _ in choices]
        lead = f"{self._subject}: " if self._subject else ""
        for _, label in choices:
            self.addItem(lead + label)
        self.blockSignals(blocked)

    def choose(self, value: V) -> None:
        """Choose by value; unknown values change nothing."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the caret, which a style sheet can only take from a file."""
        super().paintEvent(event)
        theme = current_theme()
        side = theme.px(Metric.ICON_SMALL)
        left = self.width() - side - theme.px(Gap.S)
        painter = QPainter(self)
        theme.icon("down", "quiet").paint(
            painter, QRect(left, (self.height() - side) // 2, side, side)
        )
        painter.end()

    def _on_index(self, index: int) -> None:
        if 0 <= index < len(self._values):
            self.choice_changed.emit(self._values[index])
