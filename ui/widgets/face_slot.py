"""One face of the strip: a square crop, or the whole picture to mark the face on by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import Metric, TextSize, current_theme

_STEP = 1.2
_NUDGE = 0.02
_WHEEL_NOTCH = 120.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class FaceView:
    """How all slots are looked at: zoom 1 shows the whole crop; centre is 0..1 of the crop."""

    zoom: float = 1.0
    centre: tuple[float, float] = (0.5, 0.5)

    def zoomed(self, factor: float) -> FaceView:
        """Nearer or farther, 1 to 8; keeps the crop inside the slot."""
        return replace(self, zoom=min(max(self.zoom * factor, 1.0), 8.0)).moved(0, 0)

    def moved(self, dx: float, dy: float) -> FaceView:
        """Shifted by a share of the crop."""
        half = 0.5 / self.zoom
        x = min(max(self.centre[0] + dx, half), 1 - half)
        y = min(max(self.centre[1] + dy, half), 1 - half)
        return replace(self, centre=(x, y))

    def source(self, image: QImage) -> QRectF:
        """The part of a crop that is seen."""
        width, height = image.width() / self.zoom, image.height() / self.zoom
        return QRectF(
            self.centre[0] * image.width() - width / 2,
            self.centre[1] * image.height() - height / 2,
            width,
            height,
        )


class FaceSlot(QWidget):
    """A square with a face; Enter or a click chooses it, or starts marking where none was found.

    Marking works with the pointer (drag a square) and the keys (arrows move it, + and - resize
    it, Enter accepts, Esc gives up).

    Signals:
        chosen: clicked or Enter.
        view_wanted: the FaceView all slots should have.
        crop_chosen: the square marked by hand (QRectF, 0..1 of the whole picture).
    """

    chosen = Signal()
    view_wanted = Signal(object)
    crop_chosen = Signal(QRectF)

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        self._face = QImage()
        self._whole = QImage()
        self._view = FaceView()
        self._is_marking = False
        self._is_chosen = False
        self._is_awaited = False
        self._side = 0
        self._mark = QRectF(0.3, 0.2, 0.4, 0.4)
        self._drag: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def face(self) -> QImage:
        """The crop on show; null when there is none."""
        return self._face

    @property
    def is_marking(self) -> bool:
        """True while the square is being placed."""
        return self._is_marking

    def await_face(self, is_awaited: bool) -> None:
        """Say that a face is being looked for, or no longer is."""
        self._is_awaited = is_awaited
        self._name()
        self.update()

    def show_face(self, face: QImage) -> None:
        """Show a crop, found or marked."""
        self._face = face
        self._is_awaited = False
        self._is_marking = False
        self._name()
        self.update()

    def set_caption(self, caption: str) -> None:
        """Be called otherwise: the same place shows another kind of paper."""
        self._caption = caption
        self._name()

    def set_whole(self, whole: QImage) -> None:
        """Give the picture the face can be marked on; not while a square is being placed on one."""
        if self._is_marking and not whole.isNull():
            return
        self._whole = whole
        self._name()
        self.update()
        self.update()

    def set_side(self, side: int) -> None:
        """Be a square of so many pixels; 0 for the usual one."""
        self._side = side
        self.updateGeometry()

    def set_view(self, view: FaceView) -> None:
        """Look nearer or farther."""
        self._view = view
        self.update()

    def set_chosen(self, is_chosen: bool) -> None:
        """Show that this one is compared."""
        self._is_chosen = is_chosen
        self.update()

    def start_marking(self) -> None:
        """Show the whole picture with a square to place over the face."""
        if self._whole.isNull():
            return
        self._is_marking = True
        share = self._whole.width() / max(1, self._whole.height())
        self._mark = QRectF(0.3, 0.2, 0.4, min(0.8, 0.4 * share))
        self.setFocus()
        self.update()

    def accept_mark(self) -> None:
        """Take the square as the face."""
        if not self._is_marking:
            return
        part = QRect(
            round(self._mark.x() * self._whole.width()),
            round(self._mark.y() * self._whole.height()),
            max(1, round(self._mark.width() * self._whole.width())),
            max(1, round(self._mark.height() * self._whole.height())),
        )
        self.show_face(self._whole.copy(part))
        self.crop_chosen.emit(QRectF(self._mark))

    def give_up_mark(self) -> None:
        """Leave marking without a change."""
        self._is_marking = False
        self.update()

    def _name(self) -> None:
        missing = "" if not self._face.isNull() else self._missing()
        self.setAccessibleName(", ".join(part for part in (self._caption, missing) if part))

    def _picture_box(self) -> QRectF:
        size = self._whole.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )

    def _move_mark(self, dx: float, dy: float) -> None:
        x = min(max(self._mark.x() + dx, 0.0), 1.0 - self._mark.width())
        y = min(max(self._mark.y() + dy, 0.0), 1.0 - self._mark.height())
        self._mark.moveTo(x, y)
        self.update()

    def _grow_mark(self, factor: float) -> None:
        centre = self._mark.center()
        width = self._mark.width() * factor
        height = self._mark.height() * factor
        if min(width, height) > 0.04 and max(width, height) <= 1.0:
            self._mark = QRectF(0, 0, width, height)
            self._mark.moveCenter(centre)
            self._move_mark(0, 0)

    def _share_of(self, spot: QPointF) -> QPointF:
        box = self._picture_box()
        return QPointF(
            min(max((spot.x() - box.x()) / box.width(), 0.0), 1.0),
            min(max((spot.y() - box.y()) / box.height(), 0.0), 1.0),
        )

    @override
    def sizeHint(self) -> QSize:
        side = self._side or current_theme().px(Metric.FACE)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        side = current_theme().px(Metric.FACE_MIN)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the crop, or the whole picture with the square, or what to do."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("stage"))
        if self._is_marking:
            self._paint_marking(painter)
        elif not self._face.isNull():
            painter.drawImage(square(self), self._face, self._view.source(self._face))
        else:
            self._paint_missing(painter)
        if self._is_chosen or self.hasFocus():
            colour = "stage_accent" if self.hasFocus() else "on_stage"
            painter.setPen(QPen(theme.colour(colour), theme.px(Metric.FOCUS_RING) * 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect())
        painter.end()

    def _paint_marking(self, painter: QPainter) -> None:
        theme = current_theme()
        box = self._picture_box()
        painter.drawImage(box, self._whole)
        place = QRectF(
            box.x() + self._mark.x() * box.width(),
            box.y() + self._mark.y() * box.height(),
            self._mark.width() * box.width(),
            self._mark.height() * box.height(),
        )
        painter.setPen(QPen(theme.colour("on_stage"), theme.px(Metric.FOCUS_RING)))
        painter.drawRect(place)

    def _paint_missing(self, painter: QPainter) -> None:
        theme = current_theme()
        painter.setFont(theme.font(TextSize.CAPTION))
        painter.setPen(theme.colour("on_stage"))
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(self.rect(), flags, self._missing())

    def _missing(self) -> str:
        """Why there is no face here, in as few words as a small square holds."""
        if self._is_awaited:
            return self.tr("Buscando…")
        if self._whole.isNull():
            return self.tr("Sin rostro")
        return self.tr("Sin rostro. Marque: Enter")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of marking, else of looking."""
        key = Qt.Key(event.key())
        step = _ARROWS.get(key)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_enter()
        elif key == Qt.Key.Key_Escape and self._is_marking:
            self.give_up_mark()
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Minus}:
            self._on_zoom_key(_STEP if key == Qt.Key.Key_Plus else 1 / _STEP)
        elif step is not None:
            self._on_arrow(*step)
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        if self._is_marking:
            self.accept_mark()
        elif self._face.isNull():
            self.start_marking()
        else:
            self.chosen.emit()

    def _on_zoom_key(self, factor: float) -> None:
        if self._is_marking:
            self._grow_mark(factor)
        else:
            self.view_wanted.emit(self._view.zoomed(factor))

    def _on_arrow(self, right: int, down: int) -> None:
        if self._is_marking:
            self._move_mark(right * _NUDGE, down * _NUDGE)
        else:
            step = 0.1 / self._view.zoom
            self.view_wanted.emit(self._view.moved(right * step, down * step))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom all slots together."""
        self.view_wanted.emit(self._view.zoomed(_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH)))
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start the square, or choose."""
        self.setFocus()
        if self._is_marking:
            self._drag = self._share_of(event.position())
        elif self._face.isNull():
            self.start_marking()
        else:
            self.chosen.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the square from where it was started."""
        if self._drag is None:
            return
        box = self._picture_box()
        there = self._share_of(event.position())
        dx, dy = there.x() - self._drag.x(), there.y() - self._drag.y()
        side = max(abs(dx) * box.width(), abs(dy) * box.height())
        width, height = side / box.width(), side / box.height()
        left = self._drag.x() if dx >= 0 else self._drag.x() - width
        top = self._drag.y() if dy >= 0 else self._drag.y() - height
        square = QRectF(left, top, width, height).intersected(QRectF(0, 0, 1, 1))
        if min(square.width(), square.height()) > 0.02:
            self._mark = square
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the square that was drawn."""
        if self._drag is not None:
            self._drag = None
            self.accept_mark()


def square(slot: QWidget) -> QRectF:
    """The largest square in the middle: a face must never be stretched to fill the room."""
    side = min(slot.width(), slot.height())
    return QRectF((slot.width() - side) / 2, (slot.height() - side) / 2, side, side)
