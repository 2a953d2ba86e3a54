"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

HEAD_BYTES: Final = 4096
"""How many leading bytes `detect_kind` looks at."""

_PDF_HEADER_WINDOW: Final = 1024


class FileClass(StrEnum):
    """What a requirement asks for: the way a file is looked at."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"


class FileKind(StrEnum):
    """Media type by content; the value is what reports and e-mails name."""

    JPEG = "image/jpeg"
    PDF = "application/pdf"
    MP4 = "video/mp4"
    QUICKTIME = "video/quicktime"
    PNG = "image/png"
    GIF = "image/gif"
    BMP = "image/bmp"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    HEIC = "image/heic"
    MATROSKA = "video/x-matroska"
    AVI = "video/x-msvideo"
    MPEG = "video/mpeg"
    OGG = "application/ogg"
    WAVE = "audio/wav"
    ZIP = "application/zip"
    OLE = "application/x-ole-storage"
    RTF = "application/rtf"
    GZIP = "application/gzip"
    EXECUTABLE = "application/x-executable"
    HTML = "text/html"
    XML = "text/xml"
    TEXT = "text/plain"
    EMPTY = "application/x-empty"
    UNKNOWN = "application/octet-stream"

    @property
    def file_class(self) -> FileClass | None:
        """The way we can look at this kind, or None when we do not open it at all."""
        return _CLASS_BY_KIND.get(self)


_CLASS_BY_KIND: Final[dict[FileKind, FileClass]] = {
    FileKind.JPEG: FileClass.PHOTO,
    FileKind.PDF: FileClass.DOCUMENT,
    FileKind.MP4: FileClass.VIDEO,
}

_PREFIXES: Final[tuple[tuple[bytes, FileKind], ...]] = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"BM", FileKind.BMP),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"\x1aE\xdf\xa3", FileKind.MATROSKA),
    (b"\x00\x00\x01\xba", FileKind.MPEG),
    (b"\x00\x00\x01\xb3", FileKind.MPEG),
    (b"OggS", FileKind.OGG),
    (b"PK\x03\x04", FileKind.ZIP),
    (b"PK\x05\x06", FileKind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLE),
    (b"{\\rtf", FileKind.RTF),
    (b"\x1f\x8b", FileKind.GZIP),
    (b"\x7fELF", FileKind.EXECUTABLE),
    (b"MZ", FileKind.EXECUTABLE),
)
_RIFF_FORMS: Final = {b"AVI ": FileKind.AVI, b"WAVE": FileKind.WAVE, b"WEBP": FileKind.WEBP}
_STILL_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"})
_QUICKTIME_BRAND: Final = b"qt  "
_MARKUP: Final = (
    (b"<!doctype html", FileKind.HTML),
    (b"<html", FileKind.HTML),
    (b"<?xml", FileKind.XML),
    (b"<svg", FileKind.XML),
)


def detect_kind(head: bytes) -> FileKind:
    """Name a file from its first `HEAD_BYTES` bytes; never raises."""
    head = bytes(head[:HEAD_BYTES])
    if not head:
        return FileKind.EMPTY
    for prefix, kind in _PREFIXES:
        if head.startswith(prefix):
            return kind
    if head[4:8] == b"ftyp" and len(head) >= 12:
        return _iso_media_kind(head)
    if head[:4] == b"RIFF":
        return _RIFF_FORMS.get(head[8:12], FileKind.UNKNOWN)
    # Readers accept a PDF header anywhere in the first kilobyte, so the check must as well.
    if b"%PDF-" in head[:_PDF_HEADER_WINDOW]:
        return FileKind.PDF
    return _text_kind(head)


def _iso_media_kind(head: bytes) -> FileKind:
    brand = head[8:12]
    if brand in _STILL_BRANDS:
        return FileKind.HEIC
    return FileKind.QUICKTIME if brand == _QUICKTIME_BRAND else FileKind.MP4


def _text_kind(head: bytes) -> FileKind:
    lowered = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for prefix, kind in _MARKUP:
        if lowered.startswith(prefix):
            return kind
    if any(byte < 0x20 and byte not in b"\t\n\f\r\x1b" for byte in head):
        return FileKind.UNKNOWN
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A multi-byte sign may be cut at the end of the window.
        return FileKind.TEXT if error.start >= len(head) - 3 else FileKind.UNKNOWN
    return FileKind.TEXT
