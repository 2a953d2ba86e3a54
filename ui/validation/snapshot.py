"""Pictures of a call as bytes: a copied one is encoded, a file is taken as it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from app.stages.validation.conducting import MAX_SNAPSHOT_BYTES
from ui.widgets.pixels import encoded

_QUALITY = 95
_LESS_QUALITY = 80


def image_bytes(image: QImage) -> bytes:
    """JPEG bytes, as all evidence that can be opened again; coarser past the limit (in a worker)."""
    plain = image
    if image.hasAlphaChannel():
        # What is seen through it is white on a screen; a JPEG would make it black.
        plain = QImage(image.size(), QImage.Format.Format_RGB32)
        plain.fill(Qt.GlobalColor.white)
        painter = QPainter(plain)
        painter.drawImage(0, 0, image)
        painter.end()
    data = encoded(plain, "JPG", _QUALITY)
    return data if len(data) <= MAX_SNAPSHOT_BYTES else encoded(plain, "JPG", _LESS_QUALITY)


def file_bytes(path: str) -> bytes:
    """The file, cut one byte past the limit so that a huge one is never loaded whole.

    Raises:
        OSError: it cannot be read.
    """
    with Path(path).open("rb") as file:
        return file.read(MAX_SNAPSHOT_BYTES + 1)
