"""Starts the child program: a fresh interpreter that shares nothing with this one but two pipes.

A fresh interpreter rather than a fork or `multiprocessing`, because those would load the whole
program, windows and database included, into the process that must have as little as possible.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from app.infra.sandbox.protocol import CHILD_FLAG, MAX_PICTURE_PIXELS

_ROOT: Final = Path(__file__).resolve().parents[3]
_KEPT_VARIABLES: Final = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")
# OpenCV and the C library read these when they are loaded, so they must be there at the start.
_OWN_VARIABLES: Final = {
    "OPENCV_IO_MAX_IMAGE_PIXELS": str(MAX_PICTURE_PIXELS),
    "OPENCV_LOG_LEVEL": "SILENT",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "LC_ALL": "C.UTF-8",
}


def launch_child(segment_name: str) -> subprocess.Popen[bytes]:
    """Start a child; it reads requests on its standard input and answers on its output.

    Raises:
        OSError: no process to be had.
    """
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return subprocess.Popen(
        [*_program(), segment_name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=_ROOT,
        env={**kept, **_OWN_VARIABLES},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        # The packed program has no interpreter of its own; its `main` looks for the flag.
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-E", "-s", "-m", "app.infra.sandbox.child", CHILD_FLAG]
