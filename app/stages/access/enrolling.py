"""Giving a member of staff a second factor."""

from __future__ import annotations

import secrets

from app.domain.account import HandAct
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import StaffId
from app.domain.one_time_code import SECRET_BYTES, enrolment_link
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.unit_of_work import Store
from app.stages.access.account_power import disabled, put_down
from app.stages.access.enabling import stands_alone
from app.stages.access.releasing import held_by
from app.trail.refusals import on_record


@on_record
class EnrolSecondFactor:
    """Makes a new secret and gives the link with it, once; nobody can read it again.

    The account is disabled until somebody else enables it. One's own is for others to give, but
    for whoever is the only one who ever administered.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, staff_id: StaffId) -> str:
        """Return the link for the member's authenticator.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``NO_SECOND_FACTOR_HERE`` on a local file, ``OWN_ACCOUNT``.
        """
        require(session, Operation.MANAGE_STAFF)
        secret = secrets.token_bytes(SECRET_BYTES)
        is_own, now = staff_id == session.staff_id, self._clock.now()
        held = held_by(self._store, staff_id)
        with self._store.write() as uow:
            member = uow.staff.get(staff_id)
            if is_own and not stands_alone(uow, session):
                raise RuleViolationError("OWN_ACCOUNT")
            uow.accounts.give_factor(staff_id, secret)
            action, act = "staff.factor_given", HandAct.FACTOR
            if is_own:
                put_down(uow, session, member, act, action, now, {"active": True})
                told = {"code": False, "waived": True}
                put_down(uow, session, member, HandAct.ENABLED, "staff.enabled", now, told)
            else:
                after = disabled(uow, session, member, held, action, now)
                put_down(uow, session, after, act, action, now)
            uow.commit()
        return enrolment_link(member.login, secret)
