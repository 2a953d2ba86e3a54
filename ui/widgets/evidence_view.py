"""The surface evidence is looked at on: zoom, pan, turn, contrast, negative, loupe."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import Metric, current_theme
from ui.widgets.pixels import filtered
from ui.widgets.view_state import ViewState

_STEP = 1.25
_PAN_SHARE = 0.1
_LOUPE_ZOOM = 3.0
_WHEEL_NOTCH = 120.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class EvidenceView(QWidget):
    """Shows one picture; every turn and filter is view state, the picture stays as it came.

    Signals:
        view_changed: the ViewState after the person moved, zoomed, turned or filtered.
        picture_painted: a picture just shown was painted for the first time.
        detail_wanted: zoomed, or under the loupe, beyond the pixels at hand: the visible part
            (QRectF, 0..1) and the size it would fill (QSize); answer with `set_detail`.
    """

    view_changed = Signal(object)
    picture_painted = Signal()
    detail_wanted = Signal(QRectF, QSize)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image = QImage()
        self._shown = QImage()
        self._full = QSize()
        self._is_drawn = False
        self._detail: tuple[QImage, QRectF] | None = None
        self._shown_detail = QImage()
        self._state = ViewState()
        self._drag: QPoint | None = None
        self._has_loupe = False
        self._is_unpainted = False
        self._pointer: QPoint | None = None
        current_theme().changed.connect(self.update)

    @property
    def state(self) -> ViewState:
        """How the picture is looked at."""
        return self._state

    @property
    def image(self) -> QImage:
        """The picture as it came; null when there is none."""
        return self._image

    @property
    def has_loupe(self) -> bool:
        """True while the loupe is on."""
        return self._has_loupe

    def show_image(
        self,
        image: QImage,
        *,
        full_size: QSize | None = None,
        state: ViewState | None = None,
        is_drawn: bool = False,
    ) -> None:
        """Show a picture.

        Args:
            image: its pixels, perhaps scaled down.
            full_size: size of the original, in pixels; zoom is counted in these.
            state: how to look at it; the whole picture unless given.
            is_drawn: the original is a page, drawn anew as fine as it is asked for.
        """
        self._image = image
        self._full = full_size or image.size()
        self._is_drawn = is_drawn
        self._detail, self._shown_detail = None, QImage()
        self._state = state or ViewState()
        self._is_unpainted = not image.isNull()
        self._refilter()
        self._ask_detail()

    def clear(self) -> None:
        """Forget the picture."""
        self.show_image(QImage())

    def set_detail(self, image: QImage, region: QRectF) -> None:
        """Lay finer pixels over a part (`region` in 0..1) until the picture changes."""
        self._detail = (image, region)
        self._shown_detail = filtered(image, self._state)
        self.update()

    def set_state(self, state: ViewState) -> None:
        """Look otherwise; tells nobody (used to follow another view)."""
        needs_filter = (state.contrast, state.is_inverted) != (
            self._state.contrast,
            self._state.is_inverted,
        )
        self._state = state
        if needs_filter:
            self._refilter()
        self.update()
        self._ask_detail()

    def change(self, state: ViewState) -> None:
        """Look otherwise and tell."""
        if state == self._state:
            return
        self.set_state(state)
        self.setAccessibleDescription(self._description())
        self.view_changed.emit(state)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom, keeping the point under the pointer (or the middle) where it is."""
        if self._image.isNull():
            return
        spot = at or QPointF(self.rect().center())
        before = self._to_picture(spot)
        zoomed = self._state.zoomed(self.zoom * factor)
        trial = self._transform(zoomed)
        after = trial.inverted()[0].map(spot)
        x = zoomed.centre[0] + (before.x() - after.x()) / max(1, self._full.width())
        y = zoomed.centre[1] + (before.y() - after.y()) / max(1, self._full.height())
        self.change(zoomed.moved_to(x, y))

    def fit(self) -> None:
        """Show the whole picture."""
        self.change(self._state.fitted())

    def actual_size(self) -> None:
        """One picture pixel to one screen pixel."""
        self.change(self._state.zoomed(1.0))

    def turn(self, degrees: float) -> None:
        """Turn the view clockwise."""
        self.change(self._state.turned(degrees))

    def change_contrast(self, factor: float) -> None:
        """More (above 1) or less contrast."""
        self.change(self._state.with_contrast(self._state.contrast * factor))

    def invert(self) -> None:
        """Negative and back."""
        self.change(self._state.inverted())

    def reset(self) -> None:
        """The picture as it came, whole."""
        self.change(ViewState())

    def toggle_loupe(self) -> None:
        """Switch the loupe; it follows the pointer, or stays in the middle without one."""
        self._has_loupe = not self._has_loupe
        self.update()
        self._ask_detail()

    def pan(self, right: int, down: int) -> None:
        """Move the view by a tenth of its size, along the screen's axes."""
        step = QPointF(right * self.width() * _PAN_SHARE, down * self.height() * _PAN_SHARE)
        self._pan_pixels(step)

    @property
    def zoom(self) -> float:
        """Screen pixels per picture pixel in force, also while fitted."""
        return self._state.zoom if self._state.zoom is not None else self.fit_zoom()

    def fit_zoom(self) -> float:
        """Zoom at which the whole picture just fits."""
        if self._full.isEmpty() or self.rect().isEmpty():
            return 1.0
        box = QTransform().rotate(self._state.rotation).mapRect(QRectF(QPointF(), self._full))
        return min(self.width() / box.width(), self.height() / box.height())

    def _transform(self, state: ViewState) -> QTransform:
        zoom = state.zoom if state.zoom is not None else self.fit_zoom()
        transform = QTransform()
        transform.translate(self.width() / 2, self.height() / 2)
        transform.rotate(state.rotation)
        transform.scale(zoom, zoom)
        transform.translate(
            -state.centre[0] * self._full.width(), -state.centre[1] * self._full.height()
        )
        return transform

    def _to_picture(self, spot: QPointF) -> QPointF:
        return self._transform(self._state).inverted()[0].map(spot)

    def _pan_pixels(self, step: QPointF) -> None:
        if self._image.isNull():
            return
        turned = QTransform().rotate(-self._state.rotation).map(step)
        x = self._state.centre[0] + turned.x() / self.zoom / max(1, self._full.width())
        y = self._state.centre[1] + turned.y() / self.zoom / max(1, self._full.height())
        self.change(replace(self._state, zoom=self.zoom).moved_to(x, y))

    def _refilter(self) -> None:
        self._shown = filtered(self._image, self._state)
        if self._detail is not None:
            self._shown_detail = filtered(self._detail[0], self._state)
        self.update()

    def _ask_detail(self) -> None:
        loupe = _LOUPE_ZOOM if self._has_loupe else 1.0
        if self._image.isNull() or not self._is_too_coarse(loupe):
            return
        seen = self._transform(self._state).inverted()[0].mapRect(QRectF(self.rect()))
        whole = QRectF(QPointF(), self._full)
        part = seen.intersected(whole)
        if part.isEmpty():
            return
        region = QRectF(
            part.x() / whole.width(),
            part.y() / whole.height(),
            part.width() / whole.width(),
            part.height() / whole.height(),
        )
        density = self.zoom * loupe * self.devicePixelRatioF()
        self.detail_wanted.emit(region, (part.size() * density).toSize())

    def _is_too_coarse(self, nearer: float) -> bool:
        """Whether the pixels at hand are too few, drawn so much nearer, and there are more."""
        has_more = self._is_drawn or self._full.width() > self._image.width()
        wanted = self.zoom * nearer * self.devicePixelRatioF() * self._full.width()
        return has_more and wanted > self._image.width() * _STEP

    def _description(self) -> str:
        parts = [self.tr("Zoom {0} %").format(round(self.zoom * 100))]
        if self._state.rotation:
            parts.append(self.tr("girado {0}°").format(self._state.rotation))
        if self._state.is_inverted:
            parts.append(self.tr("negativo"))
        return ", ".join(parts)

    @override
    def sizeHint(self) -> QSize:
        side = current_theme().px(Metric.FORM_WIDTH)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, its finer part, the loupe and the focus ring."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("stage"))
        if not self._shown.isNull():
            self._paint_picture(painter, self._transform(self._state), 1.0)
            if self._has_loupe:
                self._paint_loupe(painter)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(theme.colour("stage_accent"), theme.px(Metric.FOCUS_RING)))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
        if self._is_unpainted:
            self._is_unpainted = False
            self.picture_painted.emit()

    def _paint_picture(self, painter: QPainter, transform: QTransform, nearer: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.zoom < 2 * _STEP)
        painter.setTransform(transform)
        whole = QRectF(QPointF(), self._full)
        painter.drawImage(whole, self._shown)
        if self._detail is not None and self._is_too_coarse(nearer):
            _, part = self._detail
            place = QRectF(
                part.x() * whole.width(),
                part.y() * whole.height(),
                part.width() * whole.width(),
                part.height() * whole.height(),
            )
            painter.drawImage(place, self._shown_detail)
        painter.resetTransform()

    def _paint_loupe(self, painter: QPainter) -> None:
        theme = current_theme()
        spot = QPointF(self._pointer or self.rect().center())
        radius = theme.px(Metric.LOUPE) / 2
        path = QPainterPath()
        path.addEllipse(spot, radius, radius)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(path)
        painter.fillPath(path, theme.colour("stage"))
        around = QTransform()
        around.translate(spot.x(), spot.y())
        around.scale(_LOUPE_ZOOM, _LOUPE_ZOOM)
        around.translate(-spot.x(), -spot.y())
        self._paint_picture(painter, self._transform(self._state) * around, _LOUPE_ZOOM)
        painter.setClipping(False)
        painter.setPen(QPen(theme.colour("on_stage"), theme.px(Metric.FOCUS_RING)))
        painter.drawPath(path)
        painter.restore()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """What was not drawn out of sight is wanted now."""
        super().showEvent(event)
        self._ask_detail()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger view may want finer pixels."""
        super().resizeEvent(event)
        self._ask_detail()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the view; the other keys are bound by `EvidencePanel`."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.pan(*step)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the pointer is."""
        self.zoom_by(_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH), event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture or move the loupe."""
        spot = event.position().toPoint()
        if self._drag is not None:
            self._pan_pixels(QPointF(self._drag - spot))
            self._drag = spot
        self._pointer = spot
        if self._has_loupe:
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag = None
        self.unsetCursor()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Whole picture or full size, there and back."""
        if self._state.zoom is None:
            self.zoom_by(1.0 / self.zoom, event.position())
        else:
            self.fit()
