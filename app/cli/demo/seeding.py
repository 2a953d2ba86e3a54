"""Fills an empty database with the demonstration, or copies one that was filled before."""

from __future__ import annotations

import hashlib
import heapq
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from app.cli.demo.cast import Cast
from app.cli.demo.clock import OPENING, DemoClock
from app.cli.demo.packages import PackageMaker, RememberingInspector
from app.cli.demo.parts import Parts
from app.cli.demo.plan import Part, parts
from app.cli.demo.register import fill_register
from app.cli.demo.scripts import Player
from app.cli.demo.stage_hands import Hands
from app.domain.office_zone import office_day

Tell = Callable[[int, int], None]
PROCEDURE = "ADC"


def fill(
    program: Parts, clock: DemoClock, tell: Tell, plan: tuple[Part, ...] | None = None
) -> bool:
    """Play every part in the order of time; the clock ends at the opening of the office.

    Returns whether every file could be inspected: False when the machine was too busy for some.

    Args:
        program: the composed program on an empty database.
        clock: the program's own clock.
        tell: told how many parts of how many are done.
        plan: the parts to play; all of them when None.
    """
    plan = plan or parts()
    clock.travel(min(part.submitted for part in plan) - timedelta(days=1))
    fill_register(program.store, clock.now())
    cast = Cast(program.store, program.hasher, clock)
    procedure = program.procedures.current(PROCEDURE, office_day(clock.now()))
    inspector = RememberingInspector(program.inspector, procedure)
    with TemporaryDirectory(prefix="ventanilla-demo-") as folder:
        maker = PackageMaker(Path(folder), inspector.look_ahead)
        try:
            maker.prepare(tuple(sorted(plan, key=lambda part: part.submitted)))
            hands = Hands(program, inspector, cast, clock)
            _play(Player(hands, cast, maker), plan, clock, tell)
        finally:
            maker.close()
    clock.travel(OPENING)
    return inspector.is_whole


def _play(player: Player, plan: tuple[Part, ...], clock: DemoClock, tell: Tell) -> None:
    order = count()
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []
    for part in plan:
        script = player.play(part)
        heapq.heappush(waiting, (next(script), next(order), script))
    done, total = 0, len(plan)
    while waiting:
        at, _, script = heapq.heappop(waiting)
        # Whoever played before may have taken some minutes longer.
        clock.travel(max(at, clock.now()))
        following = next(script, None)
        if following is None:
            done += 1
            tell(done, total)
        else:
            heapq.heappush(waiting, (max(following, at), next(order), script))


def fingerprint(root: Path) -> str:
    """Hash of everything the demonstration is made from; another program makes another one."""
    digest = hashlib.sha256()
    for folder in ("app", "db", "reports", "resources"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(root)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def copy_kept(cache: Path, target: Path) -> bool:
    """Copy a database filled earlier by this very program; False when there is none."""
    if not cache.is_file():
        return False
    shutil.copyfile(cache, target)
    return True


def keep(source: Path, cache: Path) -> None:
    """Keep a filled database for the next time; older ones are removed."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    for old in cache.parent.glob("demo-*.db"):
        old.unlink()
    half = cache.with_suffix(".part")
    shutil.copyfile(source, half)
    half.replace(cache)
