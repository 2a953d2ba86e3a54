"""Which of several profiles this person opened last; a file that may be lost."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from platformdirs import user_state_path

from app.infra.workstation_profile import VARIABLE, profile_file


def last_profile() -> str:
    """The key of it; empty when nothing was chosen yet."""
    with contextlib.suppress(OSError, ValueError):
        return _place().read_text(encoding="utf-8").strip()
    return ""


def remember_profile(key: str) -> None:
    """Offer this one first the next time; a disk that takes nothing costs a key press then."""
    with contextlib.suppress(OSError):
        place = _place()
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{key}\n", encoding="utf-8")


def _place() -> Path:
    if os.environ.get(VARIABLE):
        # Beside a profile of its own, as for a training room or a test.
        return profile_file().with_suffix(".last")
    return user_state_path("ventanilla") / "last-profile"
