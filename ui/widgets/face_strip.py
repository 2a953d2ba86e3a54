"""Four faces at one scale, zoomed together, with two of them laid over each other (D9)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import Gap, Metric, current_theme
from ui.widgets.arrange import column, row
from ui.widgets.face_slot import FaceSlot, FaceView, square
from ui.widgets.icon_button import IconButton
from ui.widgets.text import PlainLabel, plain_label


class FaceBlend(QWidget):
    """Two faces laid over each other; `share` is how much of the second shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair = (QImage(), QImage())
        self._share = 0.5
        self._view = FaceView()
        self._side = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        """How much of the second face shows, 0 to 1."""
        return self._share

    def show_pair(self, first: QImage, second: QImage) -> None:
        """Lay two crops over each other."""
        self._pair = (first, second)
        self.update()

    def set_share(self, share: float) -> None:
        """Show more of the second (1) or the first (0)."""
        self._share = share
        self.update()

    def set_side(self, side: int) -> None:
        """Be a square of so many pixels; 0 for the usual one."""
        self._side = side
        self.updateGeometry()

    def set_view(self, view: FaceView) -> None:
        """Look nearer or farther."""
        self._view = view
        self.update()

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
        """Draw one over the other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), current_theme().colour("stage"))
        first, second = self._pair
        place = square(self)
        if not first.isNull():
            painter.drawImage(place, first, self._view.source(first))
        if not second.isNull():
            painter.setOpacity(self._share)
            painter.drawImage(place, second, self._view.source(second))
        painter.end()


class FaceStrip(QWidget):
    """The slots, the overlay of two of them, and its slider and flip button.

    Signals:
        crop_chosen: slot key and the square marked by hand (QRectF, 0..1 of the whole picture).
        pair_changed: keys of the two slots laid over each other.
    """

    crop_chosen = Signal(str, QRectF)
    pair_changed = Signal(str, str)

    def __init__(self, slots: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slots: dict[str, FaceSlot] = {}
        self._captions: dict[str, PlainLabel] = {}
        self._names = dict(slots)
        self._blend = FaceBlend()
        faces = row(gap=Gap.S)
        for key, caption in slots:
            faces.addLayout(self._make_slot(key, caption))
        keys = [key for key, _ in slots]
        self._pair = (keys[0], keys[-1])
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setValue(50)
        self._slider.setFixedWidth(current_theme().px(Metric.FACE - Metric.CONTROL))
        self._slider.setAccessibleName(self.tr("Mezcla de los dos rostros"))
        self._slider.valueChanged.connect(lambda value: self._blend.set_share(value / 100))
        self.flip_button = IconButton("flicker", self.tr("Alternar entre los dos rostros"))
        self.flip_button.clicked.connect(self.flip)
        mixing = row(self._slider, self.flip_button, gap=Gap.NONE)
        # Beside the faces, at their height, however high the panel is.
        faces.addLayout(column(self._blend, mixing, 1, gap=Gap.XS))
        faces.addStretch(1)
        self.setLayout(faces)
        self._show_pair()

    @property
    def pair(self) -> tuple[str, str]:
        """Keys of the two slots laid over each other."""
        return self._pair

    def fit(self, room: int, height: int) -> None:
        """Draw the faces as large as the room allows, at most twice the usual; 0 as usual."""
        theme = current_theme()
        gaps = len(self._slots) * theme.px(Gap.S)
        below = theme.px(Metric.CONTROL) + theme.px(Gap.M)
        usual = theme.px(Metric.FACE)
        side = min((room - gaps) // (len(self._slots) + 1), height - below, 2 * usual)
        side = side if side > usual else 0
        for slot in self._slots.values():
            slot.set_side(side)
        self._blend.set_side(side)

    def slot(self, key: str) -> FaceSlot:
        """One of the slots."""
        return self._slots[key]

    def set_caption(self, key: str, caption: str) -> None:
        """Call a slot otherwise, from now on."""
        self._names[key] = caption
        self._captions[key].setText(caption)
        self._slots[key].set_caption(caption)

    def show_face(self, key: str, face: QImage, caption: str = "") -> None:
        """Show a square crop; all crops are drawn at one scale."""
        self._slots[key].show_face(face)
        if caption:
            self._captions[key].setText(caption)
        self._show_pair()

    def await_face(self, key: str, is_awaited: bool) -> None:
        """Say that one of the faces is being looked for, or no longer is."""
        self._slots[key].await_face(is_awaited)

    def set_whole(self, key: str, whole: QImage) -> None:
        """Give the picture on which the face may be marked by hand."""
        self._slots[key].set_whole(whole)

    def clear(self) -> None:
        """Forget all faces."""
        for key, slot in self._slots.items():
            slot.show_face(QImage())
            slot.set_whole(QImage())
            self._captions[key].setText(self._names[key])
        self._set_view(FaceView())
        self._show_pair()

    def compare(self, first: str, second: str) -> None:
        """Lay two slots over each other."""
        self._pair = (first, second)
        self._show_pair()
        self.pair_changed.emit(first, second)

    def flip(self) -> None:
        """Show the other face of the pair whole; by hand only, nothing blinks by itself."""
        self._slider.setValue(0 if self._slider.value() > 50 else 100)

    def _make_slot(self, key: str, caption: str) -> QVBoxLayout:
        slot = FaceSlot(caption)
        slot.chosen.connect(lambda: self._on_chosen(key))
        slot.view_wanted.connect(self._set_view)
        slot.crop_chosen.connect(lambda square: self._on_crop(key, square))
        label = plain_label(caption, "caption")
        self._slots[key], self._captions[key] = slot, label
        return column(slot, label, 1, gap=Gap.XS)

    def _set_view(self, view: FaceView) -> None:
        for slot in self._slots.values():
            slot.set_view(view)
        self._blend.set_view(view)

    def _on_chosen(self, key: str) -> None:
        if key != self._pair[1]:
            self.compare(self._pair[1], key)

    def _on_crop(self, key: str, square: QRectF) -> None:
        self._show_pair()
        self.crop_chosen.emit(key, square)

    def _show_pair(self) -> None:
        first, second = self._pair
        self._blend.show_pair(self._slots[first].face, self._slots[second].face)
        for key, slot in self._slots.items():
            slot.set_chosen(key in self._pair)
