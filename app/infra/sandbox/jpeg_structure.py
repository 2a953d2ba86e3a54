"""Reads the frame of a JPEG without decoding it: size, scans, end, what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_SOI: Final = b"\xff\xd8"
_EOI: Final = 0xD9
_SOS: Final = 0xDA
_FRAME_MARKERS: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_MAX_MARKERS: Final = 100_000


@dataclass(frozen=True, slots=True)
class JpegStructure:
    """Largest size any frame header claims, number of scans, and where the picture ends.

    `end` is the offset after the end mark, None when there is none (cut short).
    """

    width: int
    height: int
    scans: int
    end: int | None


def read_jpeg_structure(data: bytes) -> JpegStructure:
    """Walk the markers; broken files give what was read up to there."""
    width = height = scans = 0
    at = 2 if data.startswith(_SOI) else len(data)
    for _ in range(_MAX_MARKERS):
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            break
        marker = data[at + 1]
        if marker == _EOI:
            return JpegStructure(width, height, scans, at + 2)
        if marker in _ALONE or marker in (0x00, 0xFF):
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAME_MARKERS:
            height = max(height, int.from_bytes(data[at + 5 : at + 7], "big"))
            width = max(width, int.from_bytes(data[at + 7 : at + 9], "big"))
        at += 2 + max(length, 2)
        if marker == _SOS:
            scans += 1
            at = _end_of_scan(data, at)
    return JpegStructure(width, height, scans, None)


def _end_of_scan(data: bytes, at: int) -> int:
    """Offset of the first real marker after entropy-coded data that starts at `at`."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        following = data[at + 1]
        if following != 0x00 and following not in _ALONE:
            return at
        at += 2
