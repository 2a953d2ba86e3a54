"""What simulated members of staff do all day, each over a login of their own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from app.cli.demo.authenticator import code_at
from app.domain.case import Case
from app.domain.duties import SECOND_FACTOR
from app.domain.errors import VentanillaError
from app.domain.review import RequirementReview, Verdict
from app.domain.staff import Duty, Session
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import QueueFilter
from app.risks import ChangeFacts
from app.stages.queueing import BrowseQueue, Claims
from app.stages.registry import SearchPeople
from app.stages.review.committing import CommitReview, CommitReviewCommand
from app.stages.review.drafting import Drafting
from app.stages.review.opening import OpenCase, OpenCaseCommand
from app.stages.review.undoing import UndoReview, UndoReviewCommand
from app.stages.validation import FreeSlots, FreeSlotsQuery, ScheduleCall, ScheduleCallCommand
from benchmarks.scale import PAGE
from db.central_session import CentralSession
from db.engine import open_engine
from db.server_clock import ServerClock
from db.store import SqlStore
from main import Program

T = TypeVar("T")
OPEN = tuple(state for state in CaseState if state not in CLOSED)
DRAFTS = 3
LINK = "https://meet.google.com/abc-defg-hij"


@dataclass
class Log:
    """What one process saw.

    Attributes:
        took: milliseconds of each act by its name.
        refused: how often each act was refused, with what code.
        reviews: identities of the reviews whose commit was acknowledged and not taken back.
        calls: identities of the calls whose appointment was acknowledged.
    """

    took: dict[str, list[float]] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    reviews: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)


class Person:
    """Somebody at work; nothing of theirs is shared with others but the log of their process.

    Args:
        program: whose rules and catalogues they use; its own database is never asked.
        url: of the server, with their login in it.
        login: who they are.
        log: where it is written down.
    """

    def __init__(self, program: Program, url: str, login: str, log: Log) -> None:
        self._program, self._log = program, log
        self._dice = random.Random(login)
        self._engine = open_engine(url, pool_size=2)
        self._sign_in = CentralSession(self._engine, login)
        self._store, self._clock = SqlStore(self._engine), ServerClock(self._engine)
        self._session = self._timed("sign in", lambda: self._come_in(login))

    def close(self) -> None:
        """Sign out."""
        self._sign_in.end()
        self._engine.dispose()

    def act(self) -> None:
        """Do one thing; a refusal is noted and nothing else."""
        work: Callable[[Case], None] = {
            Duty.CLERK: self._review,
            Duty.VALIDATOR: self._appoint,
        }.get(self._session.staff.duty, lambda _case: None)
        luck = self._dice.random()
        try:
            if luck < 0.25:
                self._timed("page", lambda: self._page(""))
            elif luck < 0.35:
                number = self._dice.randrange(1, 100_000)
                self._timed("search by number", lambda: self._page(f"ADC-2026-{number:06d}"))
            elif luck < 0.4 or self._session.staff.duty is Duty.DIRECTOR:
                search = SearchPeople(self._store, self._clock)
                self._timed("search people", lambda: search(self._session, "zamora ana"))
            else:
                self._next(work)
        except VentanillaError:
            # Counted where it was timed.
            return

    def _come_in(self, login: str) -> Session:
        with self._store.look() as stored:
            member = stored.staff.by_login(login)
        if member is None:
            raise LookupError(login)
        if member.duty in SECOND_FACTOR:
            self._sign_in.give_code(code_at(self._clock.now()))
        return Session(member, login, self._clock.now())

    def _page(self, words: str) -> object:
        place = (self._session.staff.agency.province,)
        wanted = QueueFilter(states=OPEN, provinces=place, search=words)
        return BrowseQueue(self._store, self._clock).page(self._session, wanted, None, PAGE)

    def _next(self, work: Callable[[Case], None]) -> None:
        claims = Claims(self._store, self._clock)
        case = self._timed("take next", lambda: claims.take_next(self._session))
        if case is None:
            return
        try:
            work(case)
        finally:
            self._timed("give back", lambda: claims.release(self._session, case.id))

    def _review(self, case: Case) -> None:
        parts, session = self._program, self._session
        change = ChangeFacts(parts.offices, parts.phones, parts.risk_limits, parts.emails)
        open_case = OpenCase(self._store, self._clock, change)
        self._timed("open case", lambda: open_case(OpenCaseCommand(session, case.id)))
        drafting = Drafting(self._store, self._clock)
        draft = self._timed("load draft", lambda: drafting.load(session, case.id))
        procedure = parts.procedures.get(case.procedure, case.procedure_version)
        # Nothing came with these cases, so everything is asked for again.
        again = {
            item.code: RequirementReview(item.code, Verdict.ASK_AGAIN, (_reason(item.code),))
            for item in procedure.requirements
        }
        draft = replace(draft, case_version=case.version, requirements=again)
        for _ in range(DRAFTS):
            self._think(0.3)
            draft = self._timed("save draft", partial(drafting.save, session, draft)).draft
        claims = Claims(self._store, self._clock)
        self._timed("renew", lambda: claims.renew(session, case.id))
        if self._dice.random() < 0.3:
            return
        commit = CommitReview(
            self._store, parts.procedures, parts.offices, parts.countries, change, self._clock
        )
        done = self._timed(
            "commit review",
            lambda: commit(CommitReviewCommand(session, case.id, case.version, draft)),
        )
        if self._dice.random() < 0.2:
            undo = UndoReview(self._store, self._clock)
            self._timed("undo review", lambda: undo(UndoReviewCommand(session, case.id, done.id)))
        else:
            self._log.reviews.append(done.id)

    def _appoint(self, case: Case) -> None:
        if case.state is not CaseState.TO_SCHEDULE:
            return
        parts, session = self._program, self._session
        slots = FreeSlots(self._store, parts.offices, parts.procedures, self._clock)
        free = self._timed("free slots", lambda: slots(FreeSlotsQuery(session, case.id)))
        if not free:
            return
        schedule = ScheduleCall(
            self._store, parts.offices, parts.procedures, parts.invitations, self._clock
        )
        at = free[0].starts_at
        done = self._timed(
            "appoint",
            lambda: schedule(ScheduleCallCommand(session, case.id, case.version, at, LINK)),
        )
        self._log.calls.append(done.call.id)

    def _think(self, mean_s: float) -> None:
        time.sleep(min(self._dice.expovariate(1 / mean_s), 10 * mean_s))

    def _timed(self, name: str, work: Callable[[], T]) -> T:
        began = time.perf_counter()
        try:
            return work()
        except VentanillaError as error:
            code = f"{name}: {error.code}"
            self._log.refused[code] = self._log.refused.get(code, 0) + 1
            raise
        finally:
            took = (time.perf_counter() - began) * 1000
            self._log.took.setdefault(name, []).append(took)


def _reason(requirement: str) -> str:
    return "REC-01" if requirement == "reception" else "ARC-01"
