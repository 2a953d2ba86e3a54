"""Walks the outermost boxes of an MP4 without decoding it: is it whole, and what follows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_MAX_BOXES: Final = 20_000
_KNOWN: Final = frozenset(
    b"ftyp moov mdat free skip wide uuid meta moof mfra sidx styp pdin udta emsg prft".split()
)


@dataclass(frozen=True, slots=True)
class Mp4Structure:
    """Whether the index and the media are there, a box is cut short, and foreign bytes after."""

    has_index: bool
    has_media: bool
    truncated: bool
    trailing_bytes: int


def read_mp4_structure(data: bytes) -> Mp4Structure:
    """Walk top-level boxes; stops at the first that is not one."""
    at = 0
    seen: set[bytes] = set()
    for _ in range(_MAX_BOXES):
        size, name = _box(data, at)
        if name not in _KNOWN:
            break
        seen.add(name)
        if size == 0:
            at = len(data)
            break
        if size < 8 or at + size > len(data):
            return Mp4Structure(b"moov" in seen, b"mdat" in seen, truncated=True, trailing_bytes=0)
        at += size
    rest = len(data) - at
    return Mp4Structure(
        has_index=b"moov" in seen,
        has_media=bool(seen & {b"mdat", b"moof"}),
        truncated=b"moov" not in seen,
        trailing_bytes=rest,
    )


def _box(data: bytes, at: int) -> tuple[int, bytes]:
    header = data[at : at + 16]
    if len(header) < 8:
        return 0, b""
    size = int.from_bytes(header[:4], "big")
    name = header[4:8]
    if size == 1:
        size = int.from_bytes(header[8:16], "big") if len(header) == 16 else 0
    return size, name
