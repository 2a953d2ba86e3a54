"""What the figures were measured on: no names, no paths."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from db import cipher

_LIBRARIES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "psycopg",
    "sqlcipher3",
    "opencv-python-headless",
    "av",
    "pypdfium2",
)


def describe() -> dict[str, object]:
    """Cores, memory, system, and versions of what takes part."""
    return {
        "system": platform.system(),
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "load_before": _load(),
        "memory_gib": _memory_gib(),
        "python": platform.python_version(),
        "sqlite": cipher.library().sqlite_version,
        "libraries": {name: version(name) for name in _LIBRARIES},
    }


def _load() -> float | None:
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def _memory_gib() -> int | None:
    facts = Path("/proc/meminfo")
    if not facts.exists():
        return None
    (line,) = (text for text in facts.read_text().splitlines() if text.startswith("MemTotal"))
    return round(int(line.split()[1]) / 2**20)
