"""Composition root: profile, database, adapters, commands, windows. Nothing else happens here."""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import sys
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from typing_extensions import override

from app.cli.adapters import Adapters
from app.cli.parser import run_command
from app.cli.profile_choice import choose_profile
from app.infra.log_setup import configure_logging
from app.infra.workstation_profile import load_profile
from app.ports.clock import Clock
from app.ports.unit_of_work import Store
from db.caretaker import SqlMaintenance
from db.central_door import CentralDoor, CentralStore, DoorClock, door_of
from db.engine import require_address
from db.local_keys import LocalKeys
from db.server_clock import ServerClock
from db.store import SqlStore
from reports.print_shop import PrintShop

ROOT = Path(__file__).resolve().parent
RESOURCES = ROOT / "resources"


class Program(PrintShop, Adapters):
    """Every part of the program; see ``app.cli.services`` for what commands may ask for."""

    has_window = False

    @cached_property
    @override
    def maintenance(self) -> SqlMaintenance:
        """Care of the database the profile names."""
        self.profile.data.mkdir(parents=True, exist_ok=True)
        care = SqlMaintenance(self.profile.database, self.sealing)
        return self.closing.enter_context(closing(care))

    @property
    @override
    def database_name(self) -> str:
        """``local_open`` where anybody who has the file can read it."""
        name = super().database_name
        return "local_open" if name == "local" and not self.sealing.is_sealed else name

    @cached_property
    def sealing(self) -> LocalKeys:
        """The keys of a local file."""
        return LocalKeys(self.profile.database, self.file_keys, is_sealed=self.profile.is_sealed)

    @cached_property
    @override
    def door(self) -> CentralDoor | None:
        """Everybody's own way in, when a window is for a server and nobody is named to log in."""
        return door_of(self.profile.database) if self.has_window else None

    @cached_property
    @override
    def clock(self) -> Clock:
        """The server's, where there is one: on a workstation anybody may set it (ADR 0015)."""
        if self._given_clock is not None or self.database_name.startswith("local"):
            return super().clock
        if self.door is not None:
            return DoorClock(self.door, super().clock)
        return ServerClock(self.maintenance.engine)

    @cached_property
    @override
    def store(self) -> Store:
        """The database, brought up to this program when it is a local file."""
        if self.door is not None:
            return self.closing.enter_context(closing(CentralStore(self.door)))
        self.maintenance.make_ready()
        return SqlStore(self.maintenance.engine)


def open_demo(args: argparse.Namespace) -> int:
    """Open the desktop, or drive the tour, on a throw-away office or on a server given for it."""
    # Imported here: commands neither need windows and drawn evidence nor wait for them.
    from app.cli.demo import central, mail_catcher, opening
    from app.cli.demo.stage import Stage
    from db.demo_server import DemoDoor, DemoServer
    from ui.tour.stage import run_demo

    class DemoProgram(mail_catcher.DemoAdapters, Program):
        """The program with a mailbox of its own on this machine."""

        @cached_property
        @override
        def door(self) -> CentralDoor | None:
            return DemoDoor(self.profile.database) if self.has_window else None

    # The terminal belongs to whoever tries the program; what goes wrong is told there all the same.
    logging.getLogger().setLevel(logging.WARNING)
    is_server = args.server or args.db or args.profile
    url = load_profile(args.db, args.profile).database if is_server else ""
    with TemporaryDirectory(prefix="ventanilla-") as folder:
        stage = Stage(DemoProgram, DemoServer, run_demo, Path(folder), ROOT)
        return central.open_central(stage, url, args) if url else opening.open_local(stage, args)


def main(argv: list[str]) -> int:
    """Run one command, or open the desktop; returns the exit code."""
    configure_logging()
    with ExitStack() as stack:

        def compose(args: argparse.Namespace, *, has_window: bool = False) -> Program:
            program = Program(load_profile(args.db, args.profile), RESOURCES)
            program.has_window = has_window
            stack.enter_context(program.closing)
            return program

        def open_windows(args: argparse.Namespace) -> int:
            if args.command == "demo":
                return open_demo(args)
            from ui.shell.desktop import run_desktop
            from ui.shell.profile_chooser import ask_profile

            if not choose_profile(args, ask_profile, require_address):
                return 0
            profile = (program := compose(args, has_window=True)).profile
            return run_desktop(program, language=profile.language, habits=profile.habits)

        return run_command(argv, compose, open_windows)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))
