"""Refused packages kept whole, each in a folder named by its content, with its reasons."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from app.domain.errors import UnavailableError
from app.domain.package import PackageProblem
from app.infra.packages.guarded_file import read_guarded
from app.infra.packages.limits import PackageLimits
from app.infra.packages.names import shown
from app.infra.packages.problem_sentences import sentence
from app.ports.packages import QuarantineNote

REASONS_FILE = "reasons.json"
PACKED_FILE = "package.bin"

_INCOMING = ".incoming-"
_STALE_AFTER_S = 24 * 3600.0
_MOST_FILES = 256
_DEEPEST = 4


class QuarantineFolder:
    """Implements :class:`app.ports.packages.Quarantine` in a folder of its own.

    A copy appears by one rename, whole or not at all. Files are stored under running numbers;
    their own names stand in ``reasons.json`` only, so that no name from outside becomes a path.
    Links and devices are noted and never followed; a package past the limits is noted, not kept.
    """

    def __init__(self, root: Path, limits: PackageLimits | None = None) -> None:
        self._root = root
        self._limits = limits or PackageLimits()

    def keep(self, source: Path, note: QuarantineNote) -> bool:
        """See :class:`app.ports.packages.Quarantine`."""
        target = self._root / note.content_hash
        if target.exists():
            return False
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sweep()
            return self._copy(source, note, target)
        except OSError as error:
            raise UnavailableError("QUARANTINE_UNAVAILABLE", errno=error.errno) from error

    def _copy(self, source: Path, note: QuarantineNote, target: Path) -> bool:
        incoming = self._root / f"{_INCOMING}{uuid.uuid4().hex}"
        incoming.mkdir(mode=0o700)
        kept, left_out = self._contents(source, incoming)
        reasons = {
            "schema": "quarantine/1",
            "content": note.content_hash,
            "number": note.number,
            "source": shown(source.name),
            "at": note.at,
            "problems": [_as_data(problem) for problem in note.problems],
            "kept": kept,
            "left_out": left_out,
        }
        text = json.dumps(reasons, ensure_ascii=False, indent=2) + "\n"
        _write(incoming / REASONS_FILE, text.encode())
        _sync(incoming)
        try:
            incoming.rename(target)
        except OSError:
            shutil.rmtree(incoming, ignore_errors=True)
            if target.exists():
                return False
            raise
        _sync(self._root)
        return True

    def _contents(
        self, source: Path, incoming: Path
    ) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        kept: list[dict[str, object]] = []
        left_out: list[dict[str, object]] = []
        left = self._limits.packed
        for number, path in enumerate(_walk(source, _DEEPEST), start=1):
            name = shown(path.name if path == source else str(path.relative_to(source)))
            if number > _MOST_FILES:
                left_out.append({"name": "…", "why": "TOO_MANY_FILES"})
                break
            data = read_guarded(path, "", left)
            if isinstance(data, PackageProblem):
                left_out.append({"name": name, "why": data.code})
                continue
            left -= len(data)
            stored = PACKED_FILE if path == source else f"{number:04}.bin"
            _write(incoming / stored, data)
            kept.append({"stored": stored, "name": name, "size": len(data)})
        return kept, left_out

    def _sweep(self) -> None:
        """Remove what a killed run left half copied; nobody copies for a whole day."""
        oldest = time.time() - _STALE_AFTER_S
        for entry in self._root.glob(f"{_INCOMING}*"):
            # Another process may be through with its own in this very moment.
            with contextlib.suppress(FileNotFoundError):
                if entry.lstat().st_mtime < oldest:
                    shutil.rmtree(entry, ignore_errors=True)


def _walk(path: Path, depth: int) -> Iterator[Path]:
    """The path itself, or everything below a real folder, in order of name."""
    if not stat.S_ISDIR(path.lstat().st_mode):
        yield path
        return
    if depth:
        for entry in sorted(path.iterdir()):
            yield from _walk(entry, depth - 1)


def _as_data(problem: PackageProblem) -> dict[str, object]:
    return {
        "code": problem.code,
        "file": problem.file,
        "facts": dict(problem.facts),
        "es": sentence(problem, "es"),
        "en": sentence(problem, "en"),
    }


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
