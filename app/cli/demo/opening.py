"""Getting the demonstration ready: a kept copy, or a new one filled case by case."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path

from app.cli.demo.backstage import Backstage, DemoParts
from app.cli.demo.clock import DemoClock
from app.cli.demo.seeding import copy_kept, fill, fingerprint, keep
from app.cli.output import say


def prepare(database: Path, root: Path) -> bool:
    """Put a kept demonstration at ``database``; False when it has to be filled first."""
    return copy_kept(_kept(root), database)


def fill_and_keep(program: DemoParts, clock: DemoClock, database: Path, root: Path) -> None:
    """Fill the demonstration and keep a copy for the next time."""
    say("Preparing invented cases with real files; this takes a minute or two, once.")
    fill(program, clock, lambda done, total: say(f"  {done} of {total} cases"))
    say("Handing the messages so far to the demonstration's mailbox.")
    while backstage(program, clock).deliver().fates:
        pass
    program.maintenance.backup(database.with_suffix(".kept"))
    keep(database.with_suffix(".kept"), _kept(root))


def _kept(root: Path) -> Path:
    return user_cache_path("ventanilla") / f"demo-{fingerprint(root)}.db"


def backstage(program: DemoParts, clock: DemoClock) -> Backstage:
    """What happens outside the window."""
    return Backstage(program, clock)
