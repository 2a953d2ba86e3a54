"""A zip file to members in memory; nothing is ever unpacked to a path."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Sequence

from app.domain.package import PackageProblem
from app.infra.packages.limits import MANIFEST_NAME, PackageLimits
from app.infra.packages.members import ContainerRefusedError, Member, member, raw_hash
from app.infra.packages.names import check_names, shown
from app.infra.packages.zip_index import (
    EMPTY_ZIP_START,
    ENCRYPTED_FLAGS,
    UTF8_FLAG,
    ZIP_START,
    find_index,
    locate,
)

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN_INDEX = (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError)


def read_zip(data: bytes, limits: PackageLimits) -> tuple[Member, ...]:
    """Unpack a whole zip file.

    Raises:
        ContainerRefusedError: with every problem of its index, or the first of its contents.
    """
    outcome = _read(data, limits)
    if isinstance(outcome, list):
        raise ContainerRefusedError(outcome, raw_hash(data))
    return outcome


def _read(data: bytes, limits: PackageLimits) -> tuple[Member, ...] | list[PackageProblem]:
    index_at = find_index(data, limits)
    if isinstance(index_at, PackageProblem):
        return [index_at]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except _BROKEN_INDEX:
        return [PackageProblem("ZIP_DAMAGED")]
    problems = _index_problems(entries, limits)
    if problems:
        return problems
    packed = locate(data, entries, index_at)
    if isinstance(packed, PackageProblem):
        return [packed]
    members: list[Member] = []
    for entry in entries:
        content = _unpack(packed[entry.orig_filename], entry)
        if isinstance(content, PackageProblem):
            return [content]
        members.append(member(entry.orig_filename, content))
    return tuple(members)


def _index_problems(
    entries: Sequence[zipfile.ZipInfo], limits: PackageLimits
) -> list[PackageProblem]:
    if not entries:
        return [PackageProblem("PACKAGE_EMPTY")]
    if len(entries) > limits.members:
        return [PackageProblem("TOO_MANY_FILES", facts={"limit": limits.members})]
    # orig_filename is what the archive says, before the library mends it.
    problems = list(check_names([entry.orig_filename for entry in entries], limits.name))
    for entry in entries:
        problems.extend(_entry_problems(entry, limits))
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        problems.append(PackageProblem("UNPACKED_TOO_LARGE", facts={"limit": limits.unpacked}))
    return problems


def _entry_problems(entry: zipfile.ZipInfo, limits: PackageLimits) -> list[PackageProblem]:
    name = shown(entry.orig_filename)
    found: list[PackageProblem] = []
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        found.append(PackageProblem("MEMBER_IS_LINK", name))
    elif kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        found.append(PackageProblem("MEMBER_IS_SPECIAL", name))
    if entry.flag_bits & ENCRYPTED_FLAGS:
        found.append(PackageProblem("ZIP_ENCRYPTED", name))
    if entry.compress_type not in _METHODS:
        found.append(PackageProblem("ZIP_UNSUPPORTED", name))
    if not entry.orig_filename.isascii() and not entry.flag_bits & UTF8_FLAG:
        found.append(PackageProblem("NAME_ENCODING", name))
    return found + _size_problems(entry, name, limits)


def _size_problems(
    entry: zipfile.ZipInfo, name: str, limits: PackageLimits
) -> list[PackageProblem]:
    is_manifest = entry.orig_filename == MANIFEST_NAME
    cap = limits.manifest if is_manifest else limits.file
    found: list[PackageProblem] = []
    if entry.file_size > cap:
        code = "MANIFEST_TOO_LARGE" if is_manifest else "FILE_TOO_LARGE"
        found.append(PackageProblem(code, name, {"limit": cap, "size": entry.file_size}))
    if entry.file_size > max(limits.ratio_from, entry.compress_size * limits.ratio):
        found.append(PackageProblem("ZIP_BOMB", name, {"limit": limits.ratio}))
    return found


def _unpack(packed: memoryview, entry: zipfile.ZipInfo) -> bytes | PackageProblem:
    """Inflate one member and hold it against its declared size, end and checksum.

    The output is capped at one byte more than the size checked before, so a member that lies
    about its size is found out without being inflated.
    """
    name = shown(entry.orig_filename)
    if entry.compress_type == zipfile.ZIP_STORED:
        content, is_whole = bytes(packed), True
    else:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = engine.decompress(packed, entry.file_size + 1)
        except zlib.error:
            return PackageProblem("ZIP_DAMAGED", name)
        is_whole = engine.eof and not engine.unused_data
    if not is_whole or len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        return PackageProblem("ZIP_DAMAGED", name)
    if content.startswith((ZIP_START, EMPTY_ZIP_START)):
        return PackageProblem("ZIP_NESTED", name)
    return content
