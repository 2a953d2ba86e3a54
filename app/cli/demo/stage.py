"""What opens the demonstration: the composed programs, the windows, a folder that is thrown away."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.cli.demo.backstage import Backstage, DemoParts
from app.infra.sandbox.pool import SandboxPool
from app.infra.workstation_profile import Profile
from app.ports.clock import Clock


class DemoProgram(DemoParts, Protocol):
    """The composed program; one for the windows, and beside a server others for who is at none."""

    has_window: bool
    closing: ExitStack

    @property
    def pool(self) -> SandboxPool: ...

    def share(self, pool: SandboxPool) -> None:
        """Let the children of another program do the work of this one."""
        ...


class Server(Protocol):
    """The database of the demonstration, over its DBA's connection."""

    @property
    def url(self) -> str:
        """Of the DBA."""
        ...

    @property
    def windows_url(self) -> str:
        """Of the windows: it names nobody."""
        ...

    def is_filled(self) -> bool:
        """Whether a demonstration is there; raises ``DATABASE_NOT_EMPTY`` for anything else."""
        ...

    def let_service_in(self, password: str, verifier: str) -> str:
        """Give the demonstration's service that password; returns its URL."""
        ...

    def set_clock(self, at: datetime, *, is_running: bool) -> None:
        """Put the guard's clock there."""
        ...

    def clock(self) -> datetime:
        """What the guard's clock shows."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """Handed in by ``main.py``, which alone knows databases and windows.

    Attributes:
        compose: the program on a database, with its resources and a clock.
        server: the database of a URL that names a server of this machine.
        show: opens the windows on a program, or drives the tour; returns the exit code.
        folder: thrown away afterwards.
        root: of the sources, whose every change makes another demonstration.
    """

    compose: Callable[[Profile, Path, Clock], DemoProgram]
    server: Callable[[str], AbstractContextManager[Server]]
    show: Callable[[Any, Backstage, argparse.Namespace], int]
    folder: Path
    root: Path

    def program(self, database: str, clock: Clock) -> DemoProgram:
        """The program on that database."""
        # Nobody's data, and nobody's keyring is touched for it.
        profile = Profile(database, self.folder, is_sealed=False)
        return self.compose(profile, self.root / "resources", clock)
