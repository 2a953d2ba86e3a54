"""Opening a file of an inbox: a plain file, the one that was looked at, read while it stood still."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from app.domain.package import PackageProblem

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_REPARSE_POINT = 0x400
_CHUNK = 1024 * 1024


def kind_problem(found: os.stat_result, name: str) -> PackageProblem | None:
    """MEMBER_IS_LINK or MEMBER_IS_SPECIAL unless it is a plain file with one name.

    A second hard link is a link too: somebody else could change the bytes after they were judged.
    """
    is_reparse = getattr(found, "st_file_attributes", 0) & _REPARSE_POINT
    if stat.S_ISLNK(found.st_mode) or is_reparse or found.st_nlink > 1:
        return PackageProblem("MEMBER_IS_LINK", name)
    return None if stat.S_ISREG(found.st_mode) else PackageProblem("MEMBER_IS_SPECIAL", name)


def read_guarded(path: Path, name: str, cap: int) -> bytes | PackageProblem:
    """All bytes of a plain file of at most ``cap`` bytes.

    Codes: MEMBER_IS_LINK, MEMBER_IS_SPECIAL, FILE_TOO_LARGE, FILE_VANISHED, FILE_UNREADABLE, and
    PACKAGE_CHANGING when it was written to meanwhile.
    """
    try:
        seen = path.lstat()
        problem = kind_problem(seen, name)
        if problem is not None:
            return problem
        if seen.st_size > cap:
            return PackageProblem("FILE_TOO_LARGE", name, {"limit": cap, "size": seen.st_size})
        return _read_same(path, name, seen)
    except FileNotFoundError:
        return PackageProblem("FILE_VANISHED", name)
    except OSError:
        return PackageProblem("FILE_UNREADABLE", name)


def _read_same(path: Path, name: str, seen: os.stat_result) -> bytes | PackageProblem:
    handle = os.open(path, _FLAGS)
    try:
        if not _is_same(seen, os.fstat(handle)):
            return PackageProblem("PACKAGE_CHANGING", name)
        pieces: list[bytes] = []
        left = seen.st_size + 1
        while left > 0 and (piece := os.read(handle, min(_CHUNK, left))):
            pieces.append(piece)
            left -= len(piece)
        if left != 1 or not _is_same(seen, os.fstat(handle)):
            return PackageProblem("PACKAGE_CHANGING", name)
    finally:
        os.close(handle)
    return b"".join(pieces)


def _is_same(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_dev, before.st_ino, before.st_size, before.st_mtime_ns) == (
        after.st_dev,
        after.st_ino,
        after.st_size,
        after.st_mtime_ns,
    )
