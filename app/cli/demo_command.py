"""``demo [--tour DIR]``: the desktop on a throw-away office; ``main.py`` opens the windows."""

from __future__ import annotations

import argparse
from pathlib import Path

from platformdirs import user_cache_path

from app.cli.demo.clock import DemoClock
from app.cli.demo.parts import Parts
from app.cli.demo.seeding import copy_kept, fill, fingerprint, keep
from app.cli.output import say


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("demo", help="the desktop on realistic, invented cases")
    parser.add_argument("--tour", type=Path, metavar="DIR", help="drive every journey, no display")
    parser.add_argument("--language", choices=("es", "en"), default="es")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.set_defaults(run=None)


def prepare(database: Path, root: Path) -> bool:
    """Put a kept demonstration at ``database``; False when it has to be filled first."""
    return copy_kept(_kept(root), database)


def fill_and_keep(program: Parts, clock: DemoClock, database: Path, root: Path) -> None:
    """Fill the demonstration and keep a copy for the next time."""
    say("Preparing invented cases with real files; this takes a minute or two, once.")
    fill(program, clock, lambda done, total: say(f"  {done} of {total} cases"))
    program.maintenance.backup(database.with_suffix(".kept"))
    keep(database.with_suffix(".kept"), _kept(root))


def _kept(root: Path) -> Path:
    return user_cache_path("ventanilla") / f"demo-{fingerprint(root)}.db"
