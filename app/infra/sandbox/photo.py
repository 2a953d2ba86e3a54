"""Decodes JPEG pictures: header first, then no more pixels than asked for. Runs in the child."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from PIL import Image

from app.domain.file_kind import FileKind, detect_kind
from app.domain.inspection import PhotoFacts
from app.infra.sandbox import diagnostics
from app.infra.sandbox.faces import to_grey
from app.infra.sandbox.jpeg_structure import JpegStructure, read_jpeg_structure
from app.infra.sandbox.protocol import MAX_PICTURE_PIXELS, MAX_SIDE, Failure, OperationError
from app.infra.sandbox.quality import MEASURE_SIDE, measure_quality
from app.infra.sandbox.segment import Rgb

MAX_SCANS: Final = 30
_EXIF_ORIENTATION: Final = 0x0112
_REDUCED: Final = (
    (8, cv2.IMREAD_REDUCED_COLOR_8),
    (4, cv2.IMREAD_REDUCED_COLOR_4),
    (2, cv2.IMREAD_REDUCED_COLOR_2),
    (1, cv2.IMREAD_COLOR),
)
_POLYGLOT_MARKS: Final = (b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"<script", b"<html", b"<?php")


@dataclass(frozen=True, slots=True)
class PhotoHeader:
    """Sizes as stored, EXIF orientation 1..8, and the walk over the markers."""

    width: int
    height: int
    orientation: int
    structure: JpegStructure

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height as shown."""
        turned = self.orientation >= 5
        return (self.height, self.width) if turned else (self.width, self.height)

    @property
    def is_bomb(self) -> bool:
        """Claims more than we decode, by any of its frame headers."""
        width = max(self.width, self.structure.width)
        height = max(self.height, self.structure.height)
        return (
            width * height > MAX_PICTURE_PIXELS
            or max(width, height) > MAX_SIDE
            or self.structure.scans > MAX_SCANS
        )


def read_header(data: bytes) -> PhotoHeader:
    """Sizes and orientation without decoding a pixel."""
    structure = read_jpeg_structure(data)
    orientation = 1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
                width, height = image.size
                orientation = _orientation(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        width, height = structure.width, structure.height
    return PhotoHeader(width, height, orientation, structure)


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_EXIF_ORIENTATION, 1)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, IndexError):
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def decode_photo(data: bytes, header: PhotoHeader, factor: int = 1) -> Rgb:
    """The upright picture, blue first, each side divided by `factor` (1, 2, 4, 8)."""
    if header.is_bomb or not header.width or not header.height:
        raise OperationError(Failure.REFUSED)
    mode = dict(_REDUCED)[factor] | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        picture = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), mode)
    except cv2.error as error:
        failure = Failure.MEMORY if error.code == cv2.Error.StsNoMem else Failure.UNDECODABLE
        raise OperationError(failure) from None
    if picture is None:
        raise OperationError(Failure.UNDECODABLE)
    return turn_upright(picture.astype(np.uint8, copy=False), header.orientation)


def turn_upright(picture: Rgb, orientation: int) -> Rgb:
    """Apply an EXIF orientation (1..8)."""
    if orientation in (2, 4, 5, 7):
        picture = picture[:, ::-1]
    quarter_turns = {3: 2, 4: 2, 5: 1, 6: -1, 7: -1, 8: 1}.get(orientation, 0)
    return np.ascontiguousarray(np.rot90(picture, quarter_turns))


def factor_for(full_side: int, wanted_side: float) -> int:
    """The strongest reduction that still gives at least the wanted size."""
    return next((f for f, _ in _REDUCED if full_side / f >= wanted_side), 1)


def inspect_photo(data: bytes) -> PhotoFacts:
    """Everything we say about a JPEG. Pictures past a limit are not decoded."""
    header = read_header(data)
    truncated = header.structure.end is None
    trailing = b"" if header.structure.end is None else data[header.structure.end :].strip(b"\0")
    quality = None
    damaged = not header.width
    if not damaged and not header.is_bomb:
        diagnostics.drain()
        try:
            factor = factor_for(max(header.width, header.height), MEASURE_SIDE)
            picture = decode_photo(data, header, factor)
        except OperationError as error:
            if error.failure is Failure.MEMORY:
                raise
            damaged = True
        else:
            complaints = diagnostics.drain()
            truncated = truncated or b"premature end" in complaints.lower()
            damaged = b"corrupt" in complaints.lower()
            quality = measure_quality(to_grey(picture), float(factor), look_around=True)
    width, height = header.upright
    return PhotoFacts(
        width=header.width,
        height=header.height,
        orientation=header.orientation,
        display_width=width,
        display_height=height,
        progressive_scans=header.structure.scans,
        truncated=truncated,
        damaged=damaged,
        trailing_bytes=len(trailing),
        trailing_kind=_trailing_kind(trailing),
        quality=quality,
    )


def _trailing_kind(trailing: bytes) -> FileKind:
    for mark in _POLYGLOT_MARKS:
        if mark in trailing:
            kind = detect_kind(mark)
            return FileKind.HTML if kind in (FileKind.TEXT, FileKind.UNKNOWN) else kind
    return detect_kind(trailing)
