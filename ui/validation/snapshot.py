"""Pictures of a call as bytes: a copied one is encoded, a file is taken as it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from app.stages.validation.conducting import MAX_SNAPSHOT_BYTES
from ui.widgets.pixels import encoded

_JPEG_QUALITY = 90


def image_bytes(image: QImage) -> bytes:
    """PNG bytes; JPEG where PNG would pass the limit (call in a worker)."""
    data = encoded(image, "PNG", -1)
    return data if len(data) <= MAX_SNAPSHOT_BYTES else encoded(image, "JPG", _JPEG_QUALITY)


def file_bytes(path: str) -> bytes:
    """The file, cut one byte past the limit so that a huge one is never loaded whole.

    Raises:
        OSError: it cannot be read.
    """
    with Path(path).open("rb") as file:
        return file.read(MAX_SNAPSHOT_BYTES + 1)
