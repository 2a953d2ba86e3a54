"""Where a process runs that nobody signed in to: the commands and the chores of a window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Station:
    """The machine and the user of the operating system that did something by itself.

    Attributes:
        name: of the machine on its network, as in the events of signed-in staff.
        os_user: login name, as in the events of the command line (ADR 0014).
    """

    name: str
    os_user: str
