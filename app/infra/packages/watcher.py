"""Waits until packages in an inbox stand still, then hands each over once."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.infra.packages.discovery import is_package_folder, packages_in

Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Sighting:
    fingerprint: Fingerprint
    since: float


class InboxWatcher:
    """Tells which packages are complete: unchanged in size and time for ``settle_s`` seconds.

    A folder is complete only with its manifest in it; one without is handed over after
    ``give_up_s``, so that it is refused rather than forgotten. A package that changes after it
    was handed over is handed over again. ``monotonic`` gives seconds that never go back.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        monotonic: Callable[[], float],
        settle_s: float = 2.0,
        give_up_s: float = 600.0,
    ) -> None:
        self._paths = tuple(paths)
        self._monotonic = monotonic
        self._settle_s = settle_s
        self._give_up_s = give_up_s
        self._sightings: dict[Path, _Sighting] = {}
        self._handed: dict[Path, Fingerprint] = {}

    def ready(self) -> tuple[Path, ...]:
        """Packages that are complete now and were not handed over in this form before.

        Raises:
            OSError: the inbox cannot be listed.
        """
        now = self._monotonic()
        present = {path: _fingerprint(path) for path in packages_in(self._paths)}
        for gone in self._sightings.keys() - present.keys():
            del self._sightings[gone]
            self._handed.pop(gone, None)
        return tuple(path for path, seen in present.items() if seen and self._take(path, seen, now))

    def again(self, path: Path) -> None:
        """Hand this package over once more, because it could not be worked on."""
        self._handed.pop(path, None)

    def _take(self, path: Path, seen: Fingerprint, now: float) -> bool:
        known = self._sightings.get(path)
        if known is None or known.fingerprint != seen:
            self._sightings[path] = _Sighting(seen, now)
            known = self._sightings[path]
        if self._handed.get(path) == seen or now - known.since < self._wait(path):
            return False
        self._handed[path] = seen
        return True

    def _wait(self, path: Path) -> float:
        is_unfinished = path.is_dir() and not is_package_folder(path)
        return self._give_up_s if is_unfinished else self._settle_s


def _fingerprint(path: Path) -> Fingerprint:
    """Names, sizes and times of the package; empty when it is not there any more."""
    try:
        own = path.lstat()
        marks = [("", own.st_size, own.st_mtime_ns)]
        if stat.S_ISDIR(own.st_mode):
            inside = sorted((entry.name, entry.lstat()) for entry in path.iterdir())
            marks += [(name, found.st_size, found.st_mtime_ns) for name, found in inside]
    except OSError:
        return ()
    return tuple(marks)
