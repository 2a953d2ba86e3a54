"""A record on paper or in a file of the person's choice; nothing is left beside it."""

from __future__ import annotations

import secrets
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from app.domain.errors import UnavailableError
from app.ports.media import MediaReader, MediaSource
from ui.widgets.pixels import image_of

PRINT_WIDTH = 2200
"""Pixels across a printed page: some 270 dots an inch on A4, within what one picture may hold."""


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all (call in a worker).

    Raises:
        UnavailableError: ``FILE_NOT_WRITTEN``.
    """
    # Beside its place, so that what stood there is replaced only by a whole file.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        try:
            draft.write_bytes(data)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UnavailableError("FILE_NOT_WRITTEN") from error


def print_pages(media: MediaReader, source: MediaSource, printer: QPrinter) -> None:
    """Draw every page in the sandbox and hand it to the printer (call in a worker).

    Raises:
        UnavailableError: ``PRINTER_FAILED``.
        UntrustedInputError: the sandbox could not draw it.
    """
    painter = QPainter()
    for index in range(len(media.pages(source))):
        picture = media.page(source, index=index, width=PRINT_WIDTH)
        is_ready = printer.newPage() if index else painter.begin(printer)
        if not is_ready:
            raise UnavailableError("PRINTER_FAILED")
        image = image_of(picture.pixels)
        paper = QRectF(painter.viewport())
        share = min(paper.width() / image.width(), paper.height() / image.height())
        place = QRectF(0, 0, image.width() * share, image.height() * share)
        place.moveCenter(paper.center())
        painter.drawImage(place, image)
    if not painter.end():
        raise UnavailableError("PRINTER_FAILED")
