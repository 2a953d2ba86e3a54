"""Reads a package of the virtual window from a zip file or a folder."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from app.domain.ids import Sha256
from app.domain.package import Package, PackageProblem
from app.infra.packages.folder_source import TRANSIENT, read_folder
from app.infra.packages.guarded_file import read_guarded
from app.infra.packages.limits import MANIFEST_NAME, PackageLimits
from app.infra.packages.manifest_reading import RefusedManifest, read_manifest
from app.infra.packages.members import (
    NO_HASH,
    ContainerRefusedError,
    Member,
    content_hash,
    raw_hash,
)
from app.infra.packages.names import folded, shown
from app.infra.packages.translation import file_problems, to_package
from app.infra.packages.zip_source import read_zip
from app.ports.packages import RefusedPackage


class FilePackageReader:
    """Implements :class:`app.ports.packages.PackageReader` for the local file system.

    Everything is held in memory within the limits; nothing is written anywhere.
    """

    def __init__(self, limits: PackageLimits | None = None) -> None:
        self._limits = limits or PackageLimits()

    def read(self, source: Path) -> Package | RefusedPackage:
        """See :class:`app.ports.packages.PackageReader`."""
        try:
            members = self._members(source)
        except ContainerRefusedError as refused:
            return RefusedPackage(refused.problems, refused.raw_hash)
        return _package(members)

    def _members(self, source: Path) -> Sequence[Member]:
        try:
            mode = source.lstat().st_mode
        except FileNotFoundError:
            raise ContainerRefusedError([PackageProblem("PACKAGE_VANISHED")]) from None
        except OSError:
            raise ContainerRefusedError([PackageProblem("PACKAGE_UNREADABLE")]) from None
        if stat.S_ISDIR(mode):
            return read_folder(source, self._limits)
        data = read_guarded(source, "", self._limits.packed)
        if isinstance(data, PackageProblem):
            raise ContainerRefusedError([_as_package(data, source)], self._identity(data, source))
        if not data:
            raise ContainerRefusedError([PackageProblem("PACKAGE_EMPTY")], raw_hash(data))
        return read_zip(data, self._limits)

    def _identity(self, problem: PackageProblem, source: Path) -> Sha256:
        """A package that is never read is told apart by its name and size."""
        if problem.code in TRANSIENT:
            return NO_HASH
        return raw_hash(f"{problem.code} {problem.facts.get('size', 0)} {source.name}".encode())


def _as_package(problem: PackageProblem, source: Path) -> PackageProblem:
    renamed = {
        "FILE_VANISHED": "PACKAGE_VANISHED",
        "FILE_UNREADABLE": "PACKAGE_UNREADABLE",
        "FILE_TOO_LARGE": "PACKAGE_TOO_LARGE",
    }
    return PackageProblem(
        renamed.get(problem.code, problem.code), shown(source.name), problem.facts
    )


def _package(members: Sequence[Member]) -> Package | RefusedPackage:
    identity = content_hash(members)
    own = next((item for item in members if item.name == MANIFEST_NAME), None)
    if own is None:
        return RefusedPackage((_without_manifest(members),), identity)
    manifest = read_manifest(own.data)
    if isinstance(manifest, RefusedManifest):
        return RefusedPackage(manifest.problems, identity, manifest.number)
    problems = file_problems(manifest, members)
    if problems:
        return RefusedPackage(problems, identity, manifest.number)
    return to_package(manifest, members, identity)


def _without_manifest(members: Sequence[Member]) -> PackageProblem:
    for item in members:
        if folded(item.name) == folded(MANIFEST_NAME):
            return PackageProblem("NAME_CASE", shown(item.name), {"right": MANIFEST_NAME})
    return PackageProblem("MANIFEST_MISSING", MANIFEST_NAME)
