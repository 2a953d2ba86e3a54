"""Getting the demonstration ready: a kept copy, or a new one filled case by case."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from app.cli.demo.backstage import Backstage, DemoParts
from app.cli.demo.clock import DemoClock
from app.cli.demo.seeding import copy_kept, fill, fingerprint, keep
from app.cli.demo.stage import DemoProgram, Stage
from app.cli.output import say
from app.cli.words import words

_EVERY: Final = 8


def open_local(stage: Stage, args: argparse.Namespace) -> int:
    """Open the demonstration on a throw-away file."""
    clock = DemoClock()
    program = ready(stage, clock)
    with program.closing:
        clock.run()
        return stage.show(program, backstage(program, clock), args)


def ready(stage: Stage, clock: DemoClock) -> DemoProgram:
    """The program on a local file that holds the demonstration; close it."""
    file = stage.folder / "demo.db"
    is_kept = copy_kept(_kept(stage.root), file)
    program = stage.program(f"sqlite:///{file}", clock)
    if not is_kept:
        try:
            fill_and_keep(program, clock, file, stage.root)
        except BaseException:
            program.closing.close()
            raise
    return program


def fill_and_keep(program: DemoParts, clock: DemoClock, database: Path, root: Path) -> None:
    """Fill the demonstration and keep a copy for the next time, if all of it could be read."""
    say(words("demo.preparing"))
    is_whole = fill(program, clock, Progress(time.monotonic).tell)
    say(words("demo.mailing"))
    while backstage(program, clock).deliver().fates:
        pass
    if not is_whole:
        say(words("demo.not_kept"))
        return
    program.maintenance.backup(database.with_suffix(".kept"))
    keep(database.with_suffix(".kept"), _kept(root))


class Progress:
    """Says how far the preparing is and about how long it still takes.

    Args:
        seconds: a clock that only runs forward.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._began = seconds()

    def tell(self, done: int, total: int) -> None:
        """Say it every eighth case and at the end."""
        if done % _EVERY and done != total:
            return
        left = (self._seconds() - self._began) / done * (total - done)
        rest = "" if done == total else words("demo.left", time=_duration(left))
        say(words("demo.progress", done=done, total=total, rest=rest))


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return words("demo.half_a_minute")
    return words("demo.a_minute") if minutes == 1 else words("demo.minutes", count=minutes)


def _kept(root: Path) -> Path:
    return user_cache_path("ventanilla") / f"demo-{fingerprint(root)}.db"


def backstage(program: DemoParts, clock: DemoClock) -> Backstage:
    """What happens outside the window."""
    return Backstage(program, clock)
