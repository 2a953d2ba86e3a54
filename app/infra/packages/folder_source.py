"""A folder to members in memory: plain files only, nothing followed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from app.domain.ids import Sha256
from app.domain.package import PackageProblem
from app.infra.packages.guarded_file import kind_problem, read_guarded
from app.infra.packages.limits import MANIFEST_NAME, PackageLimits
from app.infra.packages.members import ContainerRefusedError, Member, member
from app.infra.packages.names import check_names, shown
from app.infra.packages.zip_index import EMPTY_ZIP_START, ZIP_START

TRANSIENT = frozenset(
    {
        "FILE_VANISHED",
        "FILE_UNREADABLE",
        "PACKAGE_CHANGING",
        "PACKAGE_VANISHED",
        "PACKAGE_UNREADABLE",
    }
)
"""Problems of the moment: the same package may be read on the next try."""

_LONGEST_LISTING = 4096

Listing = Sequence[tuple[str, os.stat_result]]


def read_folder(folder: Path, limits: PackageLimits) -> tuple[Member, ...]:
    """Read every file of a flat folder.

    Raises:
        ContainerRefusedError: with every problem of its listing, or the first of its contents.
    """
    listing = _list(folder)
    problems = _listing_problems(listing, limits)
    if problems:
        raise ContainerRefusedError(problems, _listing_hash(listing))
    members: list[Member] = []
    for name, _ in listing:
        content = read_guarded(folder / name, shown(name), limits.file)
        if isinstance(content, bytes) and content.startswith((ZIP_START, EMPTY_ZIP_START)):
            content = PackageProblem("ZIP_NESTED", shown(name))
        if isinstance(content, PackageProblem):
            identity = Sha256("") if content.code in TRANSIENT else _listing_hash(listing)
            raise ContainerRefusedError([content], identity)
        members.append(member(name, content))
    return tuple(members)


def _list(folder: Path) -> Listing:
    found: list[tuple[str, os.stat_result]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                found.append((entry.name, entry.stat(follow_symlinks=False)))
                if len(found) >= _LONGEST_LISTING:
                    break
    except FileNotFoundError:
        raise ContainerRefusedError([PackageProblem("PACKAGE_VANISHED")]) from None
    except OSError:
        raise ContainerRefusedError([PackageProblem("PACKAGE_UNREADABLE")]) from None
    return sorted(found, key=lambda item: item[0])


def _listing_problems(listing: Listing, limits: PackageLimits) -> list[PackageProblem]:
    if not listing:
        return [PackageProblem("PACKAGE_EMPTY")]
    if len(listing) > limits.members:
        return [PackageProblem("TOO_MANY_FILES", facts={"limit": limits.members})]
    problems = list(check_names([name for name, _ in listing], limits.name))
    for name, found in listing:
        problems.extend(_entry_problems(name, found, limits))
    if sum(found.st_size for _, found in listing if stat.S_ISREG(found.st_mode)) > limits.unpacked:
        problems.append(PackageProblem("UNPACKED_TOO_LARGE", facts={"limit": limits.unpacked}))
    return problems


def _entry_problems(
    name: str, found: os.stat_result, limits: PackageLimits
) -> list[PackageProblem]:
    if stat.S_ISDIR(found.st_mode):
        return [PackageProblem("NAME_IN_FOLDER", shown(name))]
    problem = kind_problem(found, shown(name))
    if problem is not None:
        return [problem]
    is_manifest = name == MANIFEST_NAME
    cap = limits.manifest if is_manifest else limits.file
    if found.st_size <= cap:
        return []
    code = "MANIFEST_TOO_LARGE" if is_manifest else "FILE_TOO_LARGE"
    return [PackageProblem(code, shown(name), {"limit": cap, "size": found.st_size})]


def _listing_hash(listing: Listing) -> Sha256:
    """Identity of a folder that is not read: its names, kinds and sizes."""
    digest = hashlib.sha256(b"ventanilla folder 1\n")
    for name, found in listing:
        kind = stat.S_IFMT(found.st_mode)
        size = found.st_size if stat.S_ISREG(kind) else 0
        digest.update(f"{kind} {size} ".encode() + os.fsencode(name) + b"\0")
    return Sha256(digest.hexdigest())
