"""Tells a scan from a drawn page: whether one picture is most of a page, and where. In the child."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium_c

SCAN_SHARE: Final = 0.5
"""Phones put a photo on a sheet of another shape: half of the page is most of what there is to see."""

_MAX_OBJECTS: Final = 2_000
_PICTURES: Final = frozenset({pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM})

Box = tuple[int, int, int, int]


def scan_box(page: pypdfium2.PdfPage, width: int, height: int) -> Box | None:
    """Left, top, right and bottom of the picture that is the page, drawn in so many pixels.

    Text beside it does not matter: scanners put what they read under the picture.
    """
    found = max(_boxes(page, width, height), key=_area, default=(0, 0, 0, 0))
    return found if _area(found) >= SCAN_SHARE * width * height else None


def _boxes(page: pypdfium2.PdfPage, width: int, height: int) -> Iterator[Box]:
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = pdfium_c.FPDFPage_GetObject(page, index)
        if item and pdfium_c.FPDFPageObj_GetType(item) in _PICTURES and _is_picture(item):
            yield _shown(page, item, width, height)


def _is_picture(item: object) -> bool:
    """An image, or a form that holds nothing but one, as some scanners wrap it."""
    if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_IMAGE:
        return True
    if pdfium_c.FPDFFormObj_CountObjects(item) != 1:
        return False
    only = pdfium_c.FPDFFormObj_GetObject(item, 0)
    return bool(only) and pdfium_c.FPDFPageObj_GetType(only) == pdfium_c.FPDF_PAGEOBJ_IMAGE


def _shown(page: pypdfium2.PdfPage, item: object, width: int, height: int) -> Box:
    """Where it is drawn: turned with the page, cut at its edges."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(item, *(ctypes.byref(side) for side in sides)):
        return (0, 0, 0, 0)
    left, bottom, right, top = (side.value for side in sides)
    corners = [_pixel(page, x, y, width, height) for x, y in ((left, bottom), (right, top))]
    across, down = (sorted(corner[axis] for corner in corners) for axis in (0, 1))
    return (max(across[0], 0), max(down[0], 0), min(across[1], width), min(down[1], height))


def _pixel(page: pypdfium2.PdfPage, x: float, y: float, width: int, height: int) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(
        page, 0, 0, width, height, 0, x, y, ctypes.byref(across), ctypes.byref(down)
    )
    return across.value, down.value


def _area(box: Box) -> int:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)
