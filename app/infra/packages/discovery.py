"""Which paths are packages: a zip, a package folder, or a folder of packages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.infra.packages.limits import MANIFEST_NAME

UNFINISHED = ".part"
"""Ending of a file or folder that its writer has not finished; it is not looked at."""


def is_package_folder(path: Path) -> bool:
    """A folder is a package when a manifest lies in it, in whatever case it is written."""
    try:
        return any(entry.name.casefold() == MANIFEST_NAME for entry in path.iterdir())
    except OSError:
        return False


def packages_at(path: Path) -> tuple[Path, ...]:
    """The packages a typed path stands for, in order of name.

    A file is a package. A folder with a manifest is a package. Any other folder is an inbox:
    everything directly in it is a package, except names that begin with a point or end in
    ``.part``. An inbox is not searched deeper. What a typed link points to is meant; links inside
    an inbox are not followed (the reader refuses them).
    """
    real = path.resolve()
    if not real.is_dir() or is_package_folder(real):
        return (real,)
    return tuple(sorted(entry for entry in real.iterdir() if _is_finished(entry)))


def packages_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every package of several paths, each once, in the order given.

    Raises:
        OSError: a folder cannot be listed.
    """
    return tuple(dict.fromkeys(found for path in paths for found in packages_at(path)))


def _is_finished(entry: Path) -> bool:
    return not entry.name.startswith(".") and not entry.name.casefold().endswith(UNFINISHED)
