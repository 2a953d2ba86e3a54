"""Taking a case, keeping it, giving it back, and breaking somebody's claim (D1, D2)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.audit import AuditEntry, case_chain
from app.domain.call import doubters
from app.domain.case import Case
from app.domain.duties import CLAIMING, Operation, require, require_duty
from app.domain.errors import OF_ONE, AccessDeniedError, RuleViolationError
from app.domain.ids import CaseId, StaffId
from app.domain.office_zone import office_day
from app.domain.staff import Session
from app.domain.stated_reason import stated_reason
from app.domain.workflow import CaseState
from app.ports.clock import Clock
from app.ports.readers import QueueFilter
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.queueing.waiting import WORK_OF
from app.trail.refusals import on_record

_log = logging.getLogger(__name__)
LEASE_MINUTES = 20
LEASE_SETTING = "claim.lease_minutes"


def _lease(uow: UnitOfWork, session: Session, now: datetime) -> timedelta:
    today = office_day(now, session.staff.agency.province)
    return timedelta(minutes=int(uow.settings.get(LEASE_SETTING, today) or LEASE_MINUTES))


def _note(
    uow: UnitOfWork, session: Session, case: Case, action: str, at: datetime, **details: object
) -> None:
    uow.audit.append(
        AuditEntry(case_chain(case.id), action, session.staff_id, at, session.workstation, details)
    )


def _taken(
    uow: UnitOfWork, session: Session, case_id: CaseId, now: datetime, *, is_held: bool
) -> Case:
    """The case, claimed if it is the person's work and nobody else's."""
    case = uow.cases.get_still(case_id)
    operation = CLAIMING.get(case.state)
    if operation is None:
        raise RuleViolationError("NOTHING_TO_DO", number=case.number, state=case.state.value)
    require(session, operation, uow.cases.hands(case_id))
    if session.staff_id in doubters(uow.calls.of_case(case_id)):
        raise AccessDeniedError("SEPARATION_NOT_THE_IDENTITY_VALIDATOR", number=case.number)
    taken = uow.cases.claim(case_id, session.staff_id, now, _lease(uow, session, now))
    if not is_held:
        _note(uow, session, taken, "case.claimed", now, by="choice")
    return taken


@dataclass(frozen=True, slots=True)
class BreakClaimCommand:
    """A director takes a case out of somebody's hands, with a reason."""

    session: Session
    case_id: CaseId
    reason: str


@on_record
class Claims:
    """Taking, renewing, giving back and breaking claims. One claim a person at a time."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def take_next(self, session: Session, exclude: tuple[CaseId, ...] = ()) -> Case | None:
        """Claim the free case with least time left; None when there is none.

        A case already held by the person is given again, so that a lost window does not leave
        work lying, and nobody holds two.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, or ``HOLDS_ANOTHER`` for whoever holds one
                of the cases to leave out.
        """
        states = WORK_OF.get(session.staff.duty)
        if states is None:
            raise AccessDeniedError(
                "DUTY_NOT_ALLOWED", operation="take_next", duty=session.staff.duty.value
            )
        now = self._clock.now()
        with self._store.write() as uow:
            held = uow.cases.held_still(session.staff_id, now)
            if held is not None and held.id in exclude:
                raise AccessDeniedError("HOLDS_ANOTHER", number=held.number)
            if held is not None:
                case = uow.cases.claim(held.id, session.staff_id, now, _lease(uow, session, now))
                uow.commit()
                return case
            taken = self._next_without_own_doubt(uow, session, states, now, exclude)
            if taken is None:
                return None
            _note(uow, session, taken, "case.claimed", now, by="next")
            uow.commit()
        return taken

    def take(self, session: Session, case_id: CaseId) -> Case:
        """Claim one case.

        Raises:
            AccessDeniedError: ``CLAIMED_BY_OTHER`` (who, where, since when),
                ``HOLDS_ANOTHER`` (number), ``DUTY_NOT_ALLOWED`` or ``SEPARATION_…``.
            RuleViolationError: ``NOTHING_TO_DO`` in a state that waits for nobody here.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            held = uow.cases.held_still(session.staff_id, now)
            if held is not None and held.id != case_id:
                raise AccessDeniedError("HOLDS_ANOTHER", number=held.number)
            taken = _taken(uow, session, case_id, now, is_held=held is not None)
            uow.commit()
        return taken

    def exchange(self, session: Session, case_id: CaseId, instead_of: CaseId) -> Case:
        """Take a case and give back another one, both or neither.

        Whoever is refused the one goes on holding the other. One that is the person's no more, as
        after its lease, needs no giving back.

        Raises:
            AccessDeniedError: as :meth:`take`.
            RuleViolationError: as :meth:`take`.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            held = uow.cases.held_still(session.staff_id, now)
            if held is not None and held.id not in {case_id, instead_of}:
                raise AccessDeniedError("HOLDS_ANOTHER", number=held.number)
            is_held = held is not None and held.id == case_id
            if held is not None and not is_held:
                # In one order for all: two people who want each other's case would wait for ever.
                for one in sorted({held.id, case_id}):
                    uow.cases.get_still(one)
                uow.cases.release(held.id, session.staff_id)
                _note(uow, session, held, "case.released", now, by="exchange")
            taken = _taken(uow, session, case_id, now, is_held=is_held)
            uow.commit()
        return taken

    def renew(self, session: Session, case_id: CaseId) -> bool:
        """Prolong silently; False when the case is no longer held by the person.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
        """
        require_duty(session, Operation.RENEW_CLAIM)
        now = self._clock.now()
        with self._store.write() as uow:
            is_held = uow.cases.renew(case_id, session.staff_id, now, _lease(uow, session, now))
            uow.commit()
        return is_held

    def release(self, session: Session, case_id: CaseId) -> bool:
        """Give the case back to the queue; the draft stays. False when it is not the person's.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
        """
        require_duty(session, Operation.RELEASE_CLAIM)
        now = self._clock.now()
        with self._store.write() as uow:
            is_released = uow.cases.release(case_id, session.staff_id)
            if is_released:
                _note(uow, session, uow.cases.get(case_id), "case.released", now)
            uow.commit()
        return is_released

    def release_held(self, session: Session) -> tuple[str, ...]:
        """Give back everything the person holds, as when they sign out; drafts stay.

        Returns:
            Numbers of the cases that went back to the queue.
        """
        require(session, Operation.BROWSE_QUEUE)
        now = self._clock.now()
        with self._store.read() as readers:
            rows = readers.queue.page(QueueFilter(holder=session.staff_id), None, 20).rows
        released = []
        with self._store.write() as uow:
            for row in rows:
                if uow.cases.release(row.case_id, session.staff_id):
                    released.append(row.number)
                    _note(
                        uow,
                        session,
                        uow.cases.get(row.case_id),
                        "case.released",
                        now,
                        by="sign_out",
                    )
            uow.commit()
        return tuple(released)

    def break_claim(self, command: BreakClaimCommand) -> None:
        """Take the case out of somebody's hands; their draft is kept and marked (D2).

        Raises:
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG`` or ``NOT_CLAIMED``.
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, or ``SEPARATION_OF_THE_SAME_PROVINCE`` for a
                case of another province.
        """
        require_duty(command.session, Operation.BREAK_CLAIM)
        reason = stated_reason(command.reason)
        now = self._clock.now()
        with self._store.write() as uow:
            case = uow.cases.get(command.case_id)
            require(command.session, Operation.BREAK_CLAIM, uow.cases.hands(case.id))
            holder = uow.cases.break_claim(command.case_id)
            if holder is None:
                raise RuleViolationError("NOT_CLAIMED", number=case.number)
            uow.drafts.mark_stale(command.case_id, None)
            _note(
                uow, command.session, case, "case.claim_broken", now, holder=holder, reason=reason
            )
            uow.commit()

    def return_expired(self) -> int:
        """Free every claim whose lease ended, each by itself; returns how many."""
        now = self._clock.now()
        with self._store.look() as stored:
            expired = stored.cases.expired_claims(now)
        freed = 0
        for case_id, holder in expired:
            try:
                freed += self._return(case_id, holder, now)
            except OF_ONE as error:
                _log.error("case %s: %s, claim not returned", case_id, error.code)
        return freed

    def _return(self, case_id: CaseId, holder: StaffId, now: datetime) -> bool:
        with self._store.write() as uow:
            # Whoever took it up again since the look keeps it.
            if not uow.cases.release_expired(case_id, holder, now):
                return False
            entry = AuditEntry(
                case_chain(case_id), "case.claim_expired", None, now, "", {"holder": holder}
            )
            uow.audit.append(entry)
            uow.commit()
        return True

    def _next_without_own_doubt(
        self,
        uow: UnitOfWork,
        session: Session,
        states: tuple[CaseState, ...],
        now: datetime,
        exclude: tuple[CaseId, ...],
    ) -> Case | None:
        """Whoever ended a call in doubt does not get that case again (D13)."""
        passed = exclude
        while True:
            taken = uow.cases.claim_next(
                session.staff, states, now, _lease(uow, session, now), passed
            )
            if taken is None or session.staff_id not in doubters(uow.calls.of_case(taken.id)):
                return taken
            uow.cases.release(taken.id, session.staff_id)
            passed = (*passed, taken.id)
