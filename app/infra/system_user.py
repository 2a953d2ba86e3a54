"""Who runs this process and where, as the operating system knows it; no variable says otherwise."""

from __future__ import annotations

import os
import socket
import sys

from app.domain.station import Station


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


def this_station() -> Station:
    """This machine and the user of this process."""
    return Station(socket.gethostname(), operating_system_user())
