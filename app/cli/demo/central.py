"""The demonstration on a server: moved there, with logins and second factors of its staff."""

from __future__ import annotations

import argparse
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final

from app.cli.chores import Chores
from app.cli.demo.authenticator import SECRET
from app.cli.demo.backstage import Backstage
from app.cli.demo.cast import ADDING, ENABLING, PASSWORD, WORKSTATION
from app.cli.demo.clock import OPENING, FollowedClock
from app.cli.demo.opening import ready
from app.cli.demo.stage import DemoProgram, Server, Stage
from app.cli.output import say
from app.cli.words import words
from app.domain.account import HandAct
from app.domain.duties import SECOND_FACTOR
from app.domain.errors import RuleViolationError
from app.domain.staff import Session
from app.stages.access.account_power import put_down

ROUND_SECONDS: Final = 10


def open_central(stage: Stage, url: str, args: argparse.Namespace) -> int:
    """Open the demonstration on a server, filled first where it is empty.

    Windows log in as whoever sits at them; what nobody sits at, as the service.

    Raises:
        RuleViolationError: ``DEMO_NEEDS_SERVER``, ``DEMO_NOT_HERE``, ``DATABASE_NOT_EMPTY``,
            ``DEMO_OUTDATED``; ``DEMO_IS_USED`` for a tour of one that is.
    """
    with stage.server(url) as server:
        if not server.is_filled():
            move_there(stage, server)
        elif args.tour is not None:
            raise RuleViolationError("DEMO_IS_USED")
        clock = FollowedClock(
            lambda at, runs: server.set_clock(at, is_running=runs), server.clock()
        )
        clock.run()
        try:
            return _show(stage, server, clock, args)
        finally:
            clock.stop()


def _show(stage: Stage, server: Server, clock: FollowedClock, args: argparse.Namespace) -> int:
    with _programs(stage, server, clock) as (desk, service):
        backstage = Backstage(service, clock, by_code=True)
        if args.tour is not None:
            return stage.show(desk, backstage, args)
        with _sentinel(service):
            return stage.show(desk, backstage, args)


def move_there(stage: Stage, server: Server) -> None:
    """Fill the empty database of a server with the demonstration, as an office is moved to it."""
    clock = FollowedClock(lambda *_: None)
    with ready(stage, clock).closing:
        pass
    say(words("demo.moving"))
    program = stage.program(server.url, clock)
    with program.closing:
        program.maintenance.restore(stage.folder / "demo.db")
        clock.travel(OPENING)
        let_in(program, clock.now())
    server.set_clock(OPENING, is_running=False)


def let_in(program: DemoProgram, now: datetime) -> None:
    """Give everybody who came with a local file a login on the server, and a second factor."""
    verifier = program.hasher.hash(PASSWORD)
    with program.store.write() as uow:
        members = {member.login: member for member in uow.staff.all()}
        for member in members.values():
            given = replace(uow.staff.credentials(member.id), password_hash=verifier)
            uow.staff.put_credentials(given)
            if member.duty not in SECOND_FACTOR:
                continue
            # By the DBA, as after every move: so one administrator is enough to enable.
            enabling = members[ADDING if member.login == ENABLING else ENABLING]
            session = Session(enabling, WORKSTATION, now)
            uow.accounts.give_factor(member.id, SECRET)
            put_down(uow, None, member, HandAct.FACTOR, "staff.factor_given", now)
            told = {"code": False, "waived": False}
            put_down(uow, session, member, HandAct.ENABLED, "staff.enabled", now, told)
        uow.commit()


@contextmanager
def _programs(
    stage: Stage, server: Server, clock: FollowedClock
) -> Iterator[tuple[DemoProgram, DemoProgram]]:
    """The program of the windows, and that of the service."""
    desk = stage.program(server.windows_url, clock)
    desk.has_window = True
    with desk.closing:
        password = secrets.token_urlsafe(24)
        url = server.let_service_in(password, desk.hasher.hash(password))
        service = stage.program(url, clock)
        service.share(desk.pool)
        with service.closing:
            yield desk, service


@contextmanager
def _sentinel(service: DemoProgram) -> Iterator[None]:
    """Its rounds, in a thread, as long as the windows are open."""
    chores, stopped = Chores(service), threading.Event()

    def go_round() -> None:
        while not stopped.wait(ROUND_SECONDS):
            chores.round()

    thread = threading.Thread(target=go_round, name="demo-sentinel")
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
