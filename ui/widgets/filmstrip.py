"""Small frames of a video side by side; a click or the arrows go there."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme

_KEY_STEP_US = 1_000_000


class TimeBar(QWidget):
    """What filmstrip and loudness bar share: a duration, a place in it, and seeking.

    Signals:
        seek_requested: microseconds the person pointed at.
    """

    seek_requested = Signal(object)

    def __init__(self, accessible_name: str, height: Metric, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._duration_us = 0
        self._position_us = 0
        self._loop: tuple[int, int] | None = None
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_duration(self, duration_us: int) -> None:
        """How long the video is."""
        self._duration_us = duration_us
        self.update()

    def set_position(self, position_us: int) -> None:
        """Where it is."""
        if self._x_of(position_us) != self._x_of(self._position_us):
            self.update()
        self._position_us = position_us

    def set_loop(self, loop: tuple[int, int] | None) -> None:
        """Mark the stretch being repeated."""
        self._loop = loop
        self.update()

    def _x_of(self, at_us: int) -> int:
        return round(self.width() * at_us / self._duration_us) if self._duration_us else 0

    def _paint_marks(self, painter: QPainter) -> None:
        theme = current_theme()
        if self._loop is not None:
            left, right = (self._x_of(at) for at in self._loop)
            veil = theme.colour("stage_accent")
            veil.setAlphaF(0.25)
            painter.fillRect(QRect(left, 0, right - left, self.height()), veil)
        painter.setPen(QPen(theme.colour("on_stage"), theme.px(Metric.FOCUS_RING)))
        x = min(max(self._x_of(self._position_us), 1), self.width() - 1)
        painter.drawLine(x, 0, x, self.height())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("stage_accent"), theme.px(Metric.FOCUS_RING)))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    @override
    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.px(Metric.PANEL_MIN), theme.px(self._height))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the person points."""
        self._seek_x(event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek_x(event.position().x())

    def _seek_x(self, x: float) -> None:
        if self._duration_us and self.width():
            share = min(max(x / self.width(), 0.0), 1.0)
            self.seek_requested.emit(int(share * self._duration_us))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go a second back and on, Home and End to the ends."""
        targets = {
            Qt.Key.Key_Left: self._position_us - _KEY_STEP_US,
            Qt.Key.Key_Right: self._position_us + _KEY_STEP_US,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._duration_us,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
            return
        self.seek_requested.emit(min(max(target, 0), self._duration_us))


class FilmstripBar(TimeBar):
    """Draws the strip's cells evenly over its width, each with the frame nearest to its time."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name, Metric.FILMSTRIP, parent)
        self._strip = QImage()
        self._cell_width = 0
        self._times_us: tuple[int, ...] = ()

    def show_strip(self, strip: QImage, cell_width: int, times_us: tuple[int, ...]) -> None:
        """Show other frames: cell i is `cell_width` wide at x = i·cell_width."""
        self._strip, self._cell_width, self._times_us = strip, cell_width, times_us
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frames, the loop and the place."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("stage"))
        if self._times_us and self._cell_width:
            self._paint_cells(painter)
        self._paint_marks(painter)
        painter.end()

    def _paint_cells(self, painter: QPainter) -> None:
        gap = current_theme().px(Gap.XS) / 2
        height = self.height() - 2 * gap
        ratio = self._cell_width / max(1, self._strip.height())
        count = max(1, min(len(self._times_us), int(self.width() / (height * ratio + gap))))
        room = self.width() / count
        for place in range(count):
            wanted = (place + 0.5) / count * self._duration_us
            cell = min(range(len(self._times_us)), key=lambda i: abs(self._times_us[i] - wanted))
            width = min(height * ratio, room - gap)
            source = QRectF(cell * self._cell_width, 0, self._cell_width, self._strip.height())
            target = QRectF(place * room + (room - width) / 2, gap, width, width / ratio)
            target.moveTop((self.height() - target.height()) / 2)
            painter.drawImage(target, self._strip, source)
