"""From the sandbox's plain pixels to Qt's images and back to bytes, and the two view filters."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from app.ports.media import Pixels
from ui.widgets.view_state import ViewState


def image_of(pixels: Pixels) -> QImage:
    """A QImage owning its own copy of the pixels, in the form Qt paints five times as fast.

    Raises:
        ValueError: the sizes and the number of bytes do not agree.
    """
    if pixels.stride < pixels.width * 3 or len(pixels.data) < pixels.stride * pixels.height:
        raise ValueError("pixels do not fill their sizes")
    return QImage(
        pixels.data, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB888
    ).convertToFormat(QImage.Format.Format_RGB32)


def filtered(image: QImage, state: ViewState) -> QImage:
    """A copy with the view's contrast and negative applied; the same image when it has none."""
    if state.is_plain or image.isNull():
        return image
    # Imported here: loading it costs the start, and most pictures are shown as they are.
    import numpy as np  # noqa: PLC0415

    levels = (np.arange(256, dtype=np.float32) - 128.0) * state.contrast + 128.0
    if state.is_inverted:
        levels = 255.0 - levels
    table = np.clip(levels, 0, 255).astype(np.uint8)
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    bits = np.frombuffer(plain.constBits(), dtype=np.uint8)
    changed = table[bits].tobytes()
    return QImage(
        changed,
        plain.width(),
        plain.height(),
        plain.bytesPerLine(),
        QImage.Format.Format_RGB888,
    ).convertToFormat(QImage.Format.Format_RGB32)


def encoded(image: QImage, kind: str, quality: int) -> bytes:
    """The picture as a file of that kind (call in a worker)."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind, quality)  # type: ignore[call-overload]  # the stub wants bytes, Qt takes str
    buffer.close()
    return bytes(data.data())
