"""Looks into PDF files: pages, active content, signature fields, and draws pages. In the child."""

from __future__ import annotations

import ctypes
import io
import re
from typing import Final

import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c

from app.domain.inspection import ActiveContent, DocumentFacts, PictureQuality, SignaturePresence
from app.infra.sandbox.faces import find_faces, to_grey
from app.infra.sandbox.page_picture import Box, scan_box
from app.infra.sandbox.pdf_content import active_content, signature_fields
from app.infra.sandbox.protocol import (
    MAX_DOCUMENT_PAGES,
    MAX_VIEW_PIXELS,
    Failure,
    OperationError,
)
from app.infra.sandbox.quality import MEASURE_SIDE, measure_quality
from app.infra.sandbox.segment import Rgb

MAX_PAGE_SIDE_PT: Final = 14_400.0
_HEADER_WINDOW: Final = 1024
_PDFA_PART: Final = re.compile(rb"pdfaid:part(?:>|=[\"'])\s*(\d)")
_PDFA_LEVEL: Final = re.compile(rb"pdfaid:conformance(?:>|=[\"'])\s*([A-Za-z])")


class Document:
    """One open PDF; pages are drawn as shown (page rotation applied)."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            OperationError: REFUSED when it needs a password, UNDECODABLE otherwise.
        """
        # Kept here because the library reads from these bytes for as long as it is open.
        self._data = data
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            wants_password = error.err_code == pdfium_c.FPDF_ERR_PASSWORD
            raise OperationError(
                Failure.REFUSED if wants_password else Failure.UNDECODABLE
            ) from None

    @property
    def count(self) -> int:
        """How many pages it says it has."""
        return len(self._pdf)

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height in points of the first 200 pages."""
        return tuple(self.size(index) for index in range(min(self.count, MAX_DOCUMENT_PAGES)))

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of one page in points, bounded to what we draw."""
        if not 0 <= index < min(self.count, MAX_DOCUMENT_PAGES):
            raise OperationError(Failure.BAD_REQUEST)
        try:
            width, height = self._pdf.get_page_size(index)
        except pypdfium2.PdfiumError:
            return 0.0, 0.0
        return _bounded(width), _bounded(height)

    def draw(self, index: int, width: int, region: tuple[int, int, int, int] | None) -> Rgb:
        """A page, or a region of it in points from its top left corner, `width` px wide."""
        full_width, full_height = self.size(index)
        x, y, part_width, part_height = region or (0, 0, full_width, full_height)
        if part_width <= 0 or part_height <= 0 or full_width > MAX_PAGE_SIDE_PT:
            raise OperationError(Failure.REFUSED)
        scale = _fitting_scale(width, part_width, part_height)
        out_width, out_height = max(1, int(part_width * scale)), max(1, int(part_height * scale))
        try:
            page = self._pdf[index]
        except pypdfium2.PdfiumError:
            raise OperationError(Failure.UNDECODABLE) from None
        bitmap = pypdfium2.PdfBitmap.new_native(out_width, out_height, pdfium_c.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, out_width, out_height)
        pdfium_c.FPDF_RenderPageBitmap(
            bitmap,
            page,
            ctypes.c_int(-round(x * scale)),
            ctypes.c_int(-round(y * scale)),
            ctypes.c_int(max(1, round(full_width * scale))),
            ctypes.c_int(max(1, round(full_height * scale))),
            0,
            pdfium_c.FPDF_ANNOT,
        )
        picture = np.array(bitmap.to_numpy(), dtype=np.uint8, copy=True)
        bitmap.close()
        page.close()
        return picture

    def scan_box(self, index: int, width: int, height: int) -> Box | None:
        """The picture that is a page, in a drawing of that size; None for a drawn page."""
        try:
            page = self._pdf[index]
        except pypdfium2.PdfiumError:
            return None
        found = scan_box(page, width, height)
        page.close()
        return found

    def close(self) -> None:
        """Free the parser's memory."""
        self._pdf.close()


def _bounded(side: float) -> float:
    return round(float(side), 2) if 0 < side < 1e6 else 0.0


def _fitting_scale(width: int, part_width: float, part_height: float) -> float:
    scale = width / part_width
    pixels = part_width * part_height * scale * scale
    return float(scale if pixels <= MAX_VIEW_PIXELS else scale * (MAX_VIEW_PIXELS / pixels) ** 0.5)


def inspect_document(data: bytes) -> DocumentFacts:
    """Everything we say about a PDF."""
    encrypted, needs_password, damaged = False, False, False
    content: tuple[ActiveContent, ...] = ()
    signature, fields, pdfa = SignaturePresence.ABSENT, 0, ""
    is_empty = False
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            encrypted = pdf.is_encrypted
            damaged = bool(pdf.get_warnings())
            content = active_content(pdf)
            signature, fields = signature_fields(pdf)
            pdfa = _pdfa_claim(pdf)
            is_empty = not damaged and not len(pdf.pages)
    except pikepdf.PasswordError:
        encrypted = needs_password = True
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        damaged = True
    # Without a page there is nothing to draw; the library calls such a file broken, which it is not.
    facts = _Pages(data, needs_password=needs_password, is_empty=is_empty)
    return DocumentFacts(
        pages=facts.count,
        encrypted=encrypted or facts.needs_password,
        needs_password=needs_password or facts.needs_password,
        active_content=content,
        page_width_pt=facts.first[0],
        page_height_pt=facts.first[1],
        largest_side_pt=facts.largest,
        trailing_bytes=_trailing_bytes(data),
        leading_bytes=max(0, data[: _HEADER_WINDOW + 5].find(b"%PDF-")),
        truncated=b"%%EOF" not in data,
        damaged=damaged or facts.damaged,
        signature=signature,
        signature_fields=fields,
        pdfa_claim=pdfa,
        is_scan=facts.is_scan,
        quality=facts.quality,
    )


class _Pages:
    """What drawing the first page tells; nothing is drawn of a file that needs a password."""

    def __init__(self, data: bytes, *, needs_password: bool, is_empty: bool) -> None:
        self.count, self.first, self.largest = 0, (0.0, 0.0), 0.0
        self.needs_password, self.damaged, self.is_scan = needs_password, False, False
        self.quality: PictureQuality | None = None
        if needs_password or is_empty:
            return
        try:
            document = Document(data)
        except OperationError as error:
            self.needs_password = error.failure is Failure.REFUSED
            self.damaged = not self.needs_password
            return
        try:
            self._read(document)
        finally:
            document.close()

    def _read(self, document: Document) -> None:
        self.count = document.count
        sizes = document.sizes()
        if not sizes:
            return
        self.first = sizes[0]
        self.largest = max(max(size) for size in sizes)
        try:
            picture = document.draw(0, _measure_width(self.first), None)
        except OperationError:
            self.damaged = True
            return
        grey = to_grey(picture)
        height, width = grey.shape[:2]
        box = document.scan_box(0, width, height)
        self.is_scan = box is not None
        # Faces are told in points of the page; the paper around a picture says nothing of it.
        left, top, right, bottom = box or (0, 0, width, height)
        part = np.ascontiguousarray(grey[top:bottom, left:right])
        self.quality = measure_quality(
            part, self.first[0] / width, look_around=self.is_scan, known=find_faces(grey)
        )


def _measure_width(size: tuple[float, float]) -> int:
    width, height = size
    longest = max(width, height, 1.0)
    return max(1, round(MEASURE_SIDE * 1.4 * width / longest))


def _trailing_bytes(data: bytes) -> int:
    end = data.rfind(b"%%EOF")
    return 0 if end < 0 else len(data[end + 5 :].strip(b"\0\r\n\t \x1a"))


def _pdfa_claim(pdf: pikepdf.Pdf) -> str:
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return ""
    raw = metadata.read_raw_bytes()[:100_000]
    part, level = _PDFA_PART.search(raw), _PDFA_LEVEL.search(raw)
    if part is None:
        return ""
    return (part[1] + (level[1] if level else b"")).decode("ascii").lower()
