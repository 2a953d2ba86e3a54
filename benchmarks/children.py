"""Starts the programs measured as processes of their own, and hears what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_LIMIT_S = 900.0


def time_to_first_line(module: str, *arguments: str) -> float:
    """Milliseconds from asking for a process to the first line it prints."""
    began = time.perf_counter()
    child = _start(module, arguments)
    if child.stdout is None:
        raise OSError("a child without a pipe")
    with child:
        line = child.stdout.readline()
        took = (time.perf_counter() - began) * 1000
        child.stdout.read()
    if child.returncode or not line:
        raise ChildProcessError(module)
    return took


def answer_of(module: str, *arguments: str, environment: dict[str, str] | None = None) -> Any:
    """The JSON a child prints as its last line."""
    child = _start(module, arguments, environment)
    out, _ = child.communicate(timeout=_LIMIT_S)
    if child.returncode:
        raise ChildProcessError(module)
    return json.loads(out.splitlines()[-1])


def _start(
    module: str, arguments: Sequence[str], environment: dict[str, str] | None = None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**_surroundings(), **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )


def _surroundings() -> dict[str, str]:
    """Modules are compiled once and kept, as on a workstation, but outside the tree measured.

    Some machines forbid it; then each start would compile every module of ours again, while the
    libraries' were compiled when they were installed. Where the caller has named a place for them
    (an empty name: beside the sources), it is that.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": _COMPILED.name, **kept, "QT_QPA_PLATFORM": "offscreen"}


_COMPILED = TemporaryDirectory(prefix="ventanilla-bench-pyc-")
