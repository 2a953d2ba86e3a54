"""Giving a member of staff a second factor."""

from __future__ import annotations

import secrets

from app.domain.audit import AuditEntry, staff_chain
from app.domain.duties import Operation, require
from app.domain.one_time_code import SECRET_BYTES, enrolment_link
from app.domain.staff import Session, StaffMember
from app.ports.clock import Clock
from app.ports.second_factor import SecondFactors
from app.ports.unit_of_work import Store
from app.trail.refusals import on_record


@on_record
class EnrolSecondFactor:
    """Makes a new secret and gives the link with it, once; nobody can read it again."""

    def __init__(self, store: Store, factors: SecondFactors, clock: Clock) -> None:
        self._store = store
        self._factors = factors
        self._clock = clock

    def __call__(self, session: Session, member: StaffMember) -> str:
        """Return the link for the member's authenticator.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``NO_SECOND_FACTOR_HERE`` on a local file.
        """
        require(session, Operation.MANAGE_STAFF)
        secret = secrets.token_bytes(SECRET_BYTES)
        self._factors.enrol(member.id, secret)
        with self._store.write() as uow:
            uow.audit.append(
                AuditEntry(
                    staff_chain(member.id),
                    "staff.second_factor_enrolled",
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                )
            )
            uow.commit()
        return enrolment_link(member.login, secret)
