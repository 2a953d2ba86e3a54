"""Who runs this process, as the operating system knows them; no variable can say otherwise."""

from __future__ import annotations

import os
import sys


def operating_system_user() -> str:
    """Login name of the process's user; the bare number where it has no name."""
    if sys.platform == "win32":
        return os.getlogin()
    import pwd  # noqa: PLC0415  # there is none on Windows

    user = os.getuid()
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
