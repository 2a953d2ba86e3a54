"""Both ends of a zip file read by hand, so that the index of a hostile one is never loaded."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence

from app.domain.package import PackageProblem
from app.infra.packages.limits import PackageLimits
from app.infra.packages.names import shown

ZIP_START = b"PK\x03\x04"
EMPTY_ZIP_START = b"PK\x05\x06"
UTF8_FLAG = 0x800
ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LONGEST_COMMENT = 0xFFFF
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_SIZE = 20
_LOCAL = struct.Struct("<4s5H3L2H")


def find_index(data: bytes, limits: PackageLimits) -> int | PackageProblem:
    """Where the index begins, or why it must not even be read.

    Codes: NOT_A_PACKAGE, ZIP_DAMAGED, ZIP_UNSUPPORTED, TOO_MANY_FILES.
    """
    if not data.startswith((ZIP_START, EMPTY_ZIP_START)):
        return PackageProblem("NOT_A_PACKAGE")
    at = data.rfind(_END_MARK, max(0, len(data) - _LONGEST_COMMENT - _END.size))
    if at < 0 or len(data) - at < _END.size:
        return PackageProblem("ZIP_DAMAGED")
    _, disk, start_disk, here, total, size, offset, comment = _END.unpack_from(data, at)
    if disk or start_disk or here != total or _has_zip64(data, at):
        return PackageProblem("ZIP_UNSUPPORTED")
    if total > limits.members or size > limits.directory:
        return PackageProblem("TOO_MANY_FILES", facts={"limit": limits.members})
    # Bytes between index and end or after the comment are not ours to guess at.
    if offset + size != at or at + _END.size + comment != len(data):
        return PackageProblem("ZIP_DAMAGED")
    return int(offset)


def locate(
    data: bytes, entries: Sequence[zipfile.ZipInfo], index_at: int
) -> Mapping[str, memoryview] | PackageProblem:
    """Packed bytes of every member by name.

    Codes: ZIP_OVERLAP when two members share bytes; ZIP_DAMAGED when one lies outside the file or
    calls itself otherwise than the index does; ZIP_ENCRYPTED when only the member says so.
    """
    free_from = 0
    found: dict[str, memoryview] = {}
    view = memoryview(data)
    for entry in sorted(entries, key=lambda one: one.header_offset):
        name, start = shown(entry.orig_filename), entry.header_offset
        if start + _LOCAL.size > index_at:
            return PackageProblem("ZIP_DAMAGED", name)
        mark, _, flags, *_, name_length, extra_length = _LOCAL.unpack_from(data, start)
        body = start + _LOCAL.size + name_length + extra_length
        if start < free_from:
            return PackageProblem("ZIP_OVERLAP", name)
        if flags & ENCRYPTED_FLAGS:
            return PackageProblem("ZIP_ENCRYPTED", name)
        own_name = data[start + _LOCAL.size : start + _LOCAL.size + name_length]
        if (
            mark != ZIP_START
            or own_name != _spelled(entry)
            or body + entry.compress_size > index_at
        ):
            return PackageProblem("ZIP_DAMAGED", name)
        free_from = body + entry.compress_size
        found[entry.orig_filename] = view[body:free_from]
    return found


def _spelled(entry: zipfile.ZipInfo) -> bytes:
    encoding = "utf-8" if entry.flag_bits & UTF8_FLAG else "cp437"
    return entry.orig_filename.encode(encoding)


def _has_zip64(data: bytes, end_at: int) -> bool:
    at = end_at - _ZIP64_LOCATOR_SIZE
    return at >= 0 and data[at : at + 4] == _ZIP64_LOCATOR
