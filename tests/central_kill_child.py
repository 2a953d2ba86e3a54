"""One client of a central database, in a process of its own that is killed at any moment.

It logs in as a member of staff, works as long as it lives, and writes down each act before and after
(:mod:`tests.claim_history`), by the kinds of :mod:`tests.kill_acks` where there is one.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.domain.call import CallOutcome, CallStatus, CheckResult
from app.domain.case import Case
from app.domain.errors import UnavailableError, VentanillaError
from app.domain.ids import CallId, CaseId
from app.domain.workflow import CaseState
from app.infra.ics_invitations import IcsInvitations
from app.ports.readers import QueueFilter
from app.stages.queueing import BreakClaimCommand, Claims
from app.stages.validation import CallState, FreeSlots, FreeSlotsQuery, RecordCheck
from app.stages.validation import RecordCheckCommand as CheckCommand
from db.central_session import CentralSession
from db.engine import open_engine
from db.server_clock import ServerClock
from db.store import SqlStore
from tests import casework
from tests.casework import LEASE, Casework
from tests.claim_history import Diary, Facts
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk, DecisionDesk

REST_S = 0.03
PASSED = CheckResult.PASSED


@dataclass(frozen=True, slots=True)
class Post:
    """What a client is given.

    Attributes:
        url: with the login in it.
        login: by which the office of the tests knows the person.
        token: of their sign-in with a second factor, where their duty needs one.
        calls: their calls that are in progress.
    """

    url: str
    login: str
    token: str | None
    diary: Path
    seed: int
    calls: tuple[tuple[CaseId, CallId], ...] = ()


def machine_time() -> datetime:
    return datetime.now(UTC)


def work(post: Post) -> None:
    """Go on for ever; a server that is gone is waited for."""
    engine = open_engine(post.url, pool_size=2)
    CentralSession(engine, "PUESTO-1")._token = post.token
    office: Casework | None = None
    while office is None:
        try:
            office = _office(SqlStore(engine), ServerClock(engine))
        except UnavailableError:
            time.sleep(REST_S)
    client = Client(office, post)
    while True:
        try:
            client.step()
        except UnavailableError:
            time.sleep(REST_S)
        except VentanillaError:
            client.lay_down()


def _office(store: SqlStore, clock: ServerClock) -> Casework:
    seen = object.__new__(Casework)
    with store.look() as stored:
        people = {member.login.rpartition("_")[0]: member for member in stored.staff.all()}
    seen.__dict__.update(
        store=store,
        clock=clock,
        people=people,
        offices=casework.shipped_offices(),
        procedures=casework.shipped_procedures(),
        invitations=_INVITATIONS,
    )
    return seen


class Client:
    """Somebody at work, by the use cases of the program."""

    def __init__(self, office: Casework, post: Post) -> None:
        self.office, self.post, self.login = office, post, post.login
        self.dice = random.Random(post.seed)
        self.diary = Diary(post.diary, post.login, machine_time)
        self.claims = Claims(office.store, office.clock)
        self.review, self.calls = ReviewDesk(office), CallDesk(office)
        self.decision = DecisionDesk(office)
        # Whoever started us gives the codes: one works every thirty seconds only.
        self.decision.decide._confirm = lambda _session, _password: None
        self.held: Case | None = None
        duty = office.people[post.login].duty.value if post.login in office.people else "service"
        self.step = {
            "clerk": self._review,
            "validator": self._validate,
            "director": self._break,
            "service": self._return,
        }[duty]

    def lay_down(self) -> None:
        """After a refusal: give back what is held, if it is."""
        case, self.held = self.held, None
        if case is not None:
            self._release(case)

    # ---- claims --------------------------------------------------------------------------

    def _claimed(self, case: Case | None) -> Facts | None:
        if case is None or case.claim is None:
            return None
        until = case.claim.lease_until.isoformat()
        return {"case": case.id, "staff": case.claim.staff_id, "until": until}

    def _next(self) -> Case | None:
        session = self.office.session(self.login)
        self.held = self.diary.act("claimed", lambda: self.claims.take_next(session), self._claimed)
        if self.held is None:
            time.sleep(REST_S)
        return self.held

    def _take(self, case: CaseId) -> Case:
        session = self.office.session(self.login)
        self.held = self.diary.act(
            "claimed", lambda: self.claims.take(session, case), self._claimed, case
        )
        return self.held

    def _renew(self, case: Case) -> None:
        session, until = self.office.session(self.login), self.office.clock.now() + LEASE
        self.diary.act(
            "renewed",
            lambda: self.claims.renew(session, case.id),
            lambda was_mine: {"was_mine": was_mine, "until": until.isoformat()},
            case.id,
        )

    def _release(self, case: Case) -> None:
        session = self.office.session(self.login)
        try:
            self.diary.act(
                "released",
                lambda: self.claims.release(session, case.id),
                lambda was_mine: {"was_mine": was_mine, "staff": session.staff_id},
                case.id,
            )
        except VentanillaError:
            time.sleep(REST_S)
        self.held = None

    # ---- a clerk -------------------------------------------------------------------------

    def _review(self) -> None:
        case = self._next()
        if case is None:
            return None
        self._renew(case)
        luck = self.dice.random()
        if luck < 0.2:
            return self._release(case)
        draft = self.review.draft(case, self.login)
        session = self.office.session(self.login)
        codes = sorted(draft.requirements)
        draft = self.diary.act(
            "draft",
            lambda: self.review.drafting.save(session, draft).draft,
            lambda kept: {"staff": kept.staff_id, "round": kept.round, "codes": codes},
            case.id,
        )
        if luck < 0.3:
            return None
        done = self.diary.act(
            "reviewed",
            lambda: self.review.commit_as(self.login, case, draft),
            lambda review: {"review": review.id, "messages": list(review.messages)},
            case.id,
        )
        self.held = None
        if luck < 0.97:
            # Taken back, it is there to be taken again: the work never ends.
            self.diary.act(
                "undone",
                lambda: self.review.undo(self.login, done),
                lambda _case: {"review": done.id},
                case.id,
            )
        return None

    # ---- a validator ---------------------------------------------------------------------

    def _validate(self) -> None:
        if self.post.calls and self.dice.random() < 0.6:
            case_id, call_id = self.dice.choice(self.post.calls)
            if self.office.now_case(case_id).state is CaseState.CALL_SCHEDULED:
                return self._hold(self._take(case_id), call_id)
        case = self._next()
        if case is None:
            return None
        self._renew(case)
        if case.state is CaseState.TO_DECIDE:
            return self._decide(case)
        return self._release(case) if self.dice.random() < 0.8 else self._schedule(case)

    def _schedule(self, case: Case) -> None:
        office, session = self.office, self.office.session(self.login)
        find = FreeSlots(office.store, office.offices, office.procedures, office.clock)
        slots = find(FreeSlotsQuery(session, case.id))
        if not slots:
            return self._release(case)
        at = self.dice.choice(slots).starts_at
        self.diary.act(
            "scheduled",
            lambda: self.calls.schedule(case, self.login, at),
            lambda done: {"call": done.call.id, "messages": list(done.messages)},
            case.id,
        )
        self.held = None
        return None

    def _hold(self, case: Case, call_id: CallId) -> None:
        office, session = self.office, self.office.session(self.login)
        with office.store.look() as stored:
            call = stored.calls.get(call_id)
        if call.status is not CallStatus.IN_PROGRESS:
            return self._release(case)
        for check in call.checks:
            if check.result is None:
                self._check(CheckCommand(session, call_id, case.version, check.code, PASSED), case)
        self.calls.keep_picture(CallState(case, call), self.login)
        facts = {"call": call_id, "outcome": CallOutcome.VALIDATED}
        self.diary.act(
            "outcome",
            lambda: self.calls.outcome(case, call, CallOutcome.VALIDATED, self.login),
            lambda _done: facts,
            case.id,
        )
        return self._decide(self._take(case.id))

    def _check(self, command: CheckCommand, case: Case) -> None:
        note = RecordCheck(self.office.store, self.office.clock)
        facts = {"call": command.call_id, "check": command.check, "result": command.result}
        self.diary.act("check", lambda: note(command), lambda _state: facts, case.id)

    def _decide(self, case: Case) -> None:
        command = self.decision.command(case, self.login)
        self.diary.act(
            "decided",
            lambda: self.decision.decide(command),
            lambda done: {"outcome": done.decision.outcome, "messages": list(done.messages)},
            case.id,
        )
        self.held = None

    # ---- a director, and the service -----------------------------------------------------

    def _break(self) -> None:
        time.sleep(self.dice.uniform(0.5, 2.0))
        with self.office.store.read() as readers:
            rows = readers.queue.page(QueueFilter(), None, 200).rows
        held = [row for row in rows if row.holder_id]
        if not held:
            return
        case = self.dice.choice(held).case_id
        command = BreakClaimCommand(self.office.session(self.login), case, "No contesta desde ayer")
        self.diary.act(
            "broken",
            lambda: self.claims.break_claim(command),
            lambda _done: {"staff": command.session.staff_id},
            case,
        )

    def _return(self) -> None:
        time.sleep(self.dice.uniform(0.1, 0.6))
        self.diary.act(
            "expired", self.claims.return_expired, lambda count: {"count": count} if count else None
        )


# Read once, by the process that all clients are forked from.
casework.shipped_offices()
casework.shipped_procedures()
casework.shipped_limits()
_INVITATIONS = IcsInvitations(
    casework.RESOURCES / "templates", "ventanilla@iess.example", "ventanilla.example"
)
open_engine("postgresql:///nobody").dispose()
