"""Composition root: profile, database, adapters, commands, windows. Nothing else happens here."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from db.caretaker import SqlMaintenance
from typing_extensions import override

from app.cli.adapters import Adapters
from app.cli.parser import run_command
from app.infra.log_setup import configure_logging
from app.infra.profile import load_profile
from db.store import SqlStore
from reports.renderer import PdfRecordRenderer

RESOURCES = Path(__file__).resolve().parent / "resources"


class Program(Adapters):
    """Every part of the program; see ``app.cli.services`` for what commands may ask for."""

    @cached_property
    def maintenance(self) -> SqlMaintenance:
        """Care of the database the profile names."""
        self.profile.data.mkdir(parents=True, exist_ok=True)
        return SqlMaintenance(self.profile.database)

    @cached_property
    @override
    def store(self) -> SqlStore:
        """The database, brought up to this program when it is a new local file."""
        self.maintenance.make_ready()
        store = SqlStore(self.maintenance.engine)
        self.closing.callback(store.close)
        return store

    @cached_property
    def renderer(self) -> PdfRecordRenderer:
        """Draws the record of validation."""
        return PdfRecordRenderer(self.resources)


def main(argv: list[str]) -> int:
    """Run one command, or open the desktop; returns the exit code."""
    configure_logging()
    with ExitStack() as closing:

        def compose(args: argparse.Namespace) -> Program:
            program = Program(load_profile(args.db), RESOURCES)
            closing.enter_context(program.closing)
            return program

        def open_desktop(args: argparse.Namespace) -> int:
            # Qt is imported here so that commands neither need it nor wait for it.
            from ui.shell.desktop import run_desktop  # noqa: PLC0415

            return run_desktop(compose(args))

        return run_command(argv, compose, open_desktop)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))
