"""The program in a process of its own, to be killed at any moment by ``test_kill_anywhere``.

``python -m tests.kill_child URL HOME INBOX PORT INSTANT PHASE [--finish]`` plays the stream of
``tests.kill_acts``, beginning with PHASE, and prints one JSON object a line: ``begin`` before each
unit of work, ``ack`` after each use case that returned. With ``--finish`` it ends when nothing is
left to do; else it goes on until it is killed.
"""

from __future__ import annotations

import faulthandler
import json
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from typing_extensions import override

from app.cli.adapters import Adapters
from app.domain.staff import Session
from app.domain.workflow import CaseState
from app.infra.smtp_transport import SmtpSecurity, SmtpServer, SmtpTransport
from app.infra.workstation_profile import Profile
from app.ports.composer import MailTransport
from app.ports.readers import QueueFilter
from app.stages.notification import DeliverDue, DeliveryPolicy
from db.caretaker import SqlMaintenance
from db.engine import open_engine
from db.local_keys import LocalKeys
from db.store import SqlStore
from reports.print_shop import PrintShop
from tests.casework import RESOURCES, SetClock
from tests.kill_acts import LATER, DecisionActs, DeliveryActs, IntakeActs, ReviewActs

PHASES = ("intake", "review", "decision", "delivery")
CLERK, VALIDATORS = "marco.paz", ("veronica.ortega", "diego.andrade")
LONGEST_REST = 1000
REST_S = 0.01
_ON_HOLD = QueueFilter(states=(CaseState.ON_HOLD,))
Step = Callable[[], bool]


class Program(PrintShop, Adapters):
    """The real adapters over one database; mail goes to the server of the test."""

    def __init__(self, url: str, home: Path, clock: SetClock, port: int) -> None:
        super().__init__(Profile(url, home, is_sealed=False), RESOURCES, clock)
        self._store = SqlStore(open_engine(url))
        self._port = port

    @property
    @override
    def store(self) -> SqlStore:
        return self._store

    @cached_property
    @override
    def maintenance(self) -> SqlMaintenance:
        return SqlMaintenance(self.profile.database, self.sealing)

    @cached_property
    def sealing(self) -> LocalKeys:
        return LocalKeys(self.profile.database, self.file_keys, is_sealed=False)

    @property
    @override
    def transport(self) -> MailTransport:
        server = SmtpServer("127.0.0.1", self._port, SmtpSecurity.NONE, timeout_s=30.0)
        return SmtpTransport(server, str)


def say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def tell(kind: str, **facts: object) -> None:
    say(ack=kind, **facts)


def steps(program: Program, clock: SetClock, inbox: Path) -> dict[str, Step]:
    """What each phase does once; true when there was something to do."""
    with program.store.write() as uow:
        members = {member.login: member for member in uow.staff.all()}
    sessions = {
        login: Session(member, "PUESTO-1", clock.now()) for login, member in members.items()
    }
    deliver = DeliverDue(
        program.store,
        program.composer,
        program.mail_builder,
        program.transport,
        clock,
        program.mail_sender,
        program.station,
        DeliveryPolicy(attempts=1000, stuck_after=timedelta(minutes=5)),
    )
    acts: tuple[IntakeActs | ReviewActs | DecisionActs | DeliveryActs, ...] = (
        IntakeActs(program, clock, inbox, tell),
        ReviewActs(program, clock, sessions[CLERK], tell),
        DecisionActs(program, clock, [sessions[login] for login in VALIDATORS], tell),
        DeliveryActs(deliver, tell),
    )
    return {phase: act.step for phase, act in zip(PHASES, acts, strict=True)}


def play(first: str, todo: dict[str, Step], clock: SetClock, is_done: Callable[[], bool]) -> None:
    """One phase after the other, each until nothing is left in it."""
    at = PHASES.index(first)
    order = [*PHASES[at:], *PHASES[:at]]
    rests = 0
    while rests < LONGEST_REST:
        worked = False
        for phase in order:
            say(begin=phase)
            while todo[phase]():
                worked = True
                clock.forward(seconds=2)
                say(begin=phase)
        if not worked:
            say(begin="idle")
            if is_done():
                return
            rests += 1
            time.sleep(REST_S)
            clock.to(clock.now() + LATER)
    raise RuntimeError("the stream of work does not come to its end")


def main() -> int:
    url, home, inbox, port, instant, first, *options = sys.argv[1:]
    clock = SetClock(datetime.fromisoformat(instant))
    program = Program(url, Path(home), clock, int(port))

    def is_done() -> bool:
        with program.store.read() as readers:
            counts = readers.queue.page(_ON_HOLD, None, 1).rows
            return "--finish" in options and not counts and not readers.ledger.waiting()

    with program.closing:
        play(first, steps(program, clock, Path(inbox)), clock, is_done)
    return 0


if __name__ == "__main__":
    # One that stands still is aborted by the test and says where.
    faulthandler.enable()
    sys.exit(main())
