"""One process of simulated staff: ``python -m benchmarks.load_child URL FIRST COUNT SECONDS THINK``."""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import make_url

from app.infra.workstation_profile import Profile
from benchmarks.load_people import Log, Person
from benchmarks.logins import login_of
from main import RESOURCES, Program


def main(argv: list[str]) -> int:
    """Work for so long; prints what happened as its last line."""
    url, first, count = argv[0], int(argv[1]), int(argv[2])
    seconds, think = float(argv[3]), float(argv[4])
    log, crashes = Log(), list[str]()
    until = time.monotonic() + seconds
    with TemporaryDirectory(prefix="ventanilla-load-") as folder:
        program = Program(
            Profile(f"sqlite:///{folder}/unused.db", Path(folder), is_sealed=False), RESOURCES
        )
        # Read once by everybody.
        _ = program.offices, program.procedures, program.countries, program.risk_limits
        threads = [
            threading.Thread(
                target=_work_day, args=(program, url, login_of(number), log, until, think, crashes)
            )
            for number in range(first, first + count)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(json.dumps(asdict(log) | {"crashes": crashes}))
    return 0


def _work_day(  # one person's
    program: Program,
    url: str,
    login: str,
    log: Log,
    until: float,
    think: float,
    crashes: list[str],
) -> None:
    dice = random.Random(login)
    # Nobody comes in at the same second.
    time.sleep(dice.random() * think)
    mine = make_url(url).set(username=login).render_as_string(hide_password=False)
    try:
        person = Person(program, mine, login, log)
        while time.monotonic() < until:
            person.act()
            time.sleep(min(dice.expovariate(1 / think), 5 * think))
        person.close()
    except Exception as error:  # noqa: BLE001 - whatever ends a day is counted and told
        crashes.append(f"{login}: {error!r}"[:300])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
