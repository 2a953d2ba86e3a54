"""Changing a member of staff: name, mail, and, with what that releases, duty and agency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.account import HandAct
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId, StaffId
from app.domain.staff import Duty, Session, StaffMember
from app.ports.clock import Clock
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.access.account_power import put_down, tell
from app.stages.access.releasing import held_by, release_of
from app.trail.refusals import on_record


@dataclass(frozen=True, slots=True)
class ChangeMemberCommand:
    """How a member should be from now on; login and cédula are theirs for good."""

    session: Session
    staff_id: StaffId
    full_name: str
    email: str
    duty: Duty
    agency_code: str


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """The member as stored.

    Attributes:
        has_moved: duty or agency is another one, so the account is disabled until somebody
            else enables it.
        released: cases they had in hand.
    """

    member: StaffMember
    has_moved: bool
    released: tuple[CaseId, ...]


@on_record
class ChangeMember:
    """Changes a member of staff.

    A window that is open remembers the duty it was opened with. So another duty or agency
    disables the account, gives back the cases in hand, and needs somebody else to enable the account
    again; every act of a window that outlived all this is refused (``SESSION_OUTDATED``).
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: ChangeMemberCommand) -> MemberChanged:
        """Store the change.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``NAME_MISSING``, ``STAFF_UNKNOWN``, ``AGENCY_UNKNOWN``,
                ``OWN_ACCOUNT`` for one's own duty or agency, ``STAFF_HAS_CALLS`` (``count``)
                while calls are appointed with them.
        """
        session, name = command.session, " ".join(command.full_name.split())
        require(session, Operation.MANAGE_STAFF)
        if not name:
            raise RuleViolationError("NAME_MISSING")
        now = self._clock.now()
        held = held_by(self._store, command.staff_id)
        with self._store.write() as uow:
            before = uow.staff.get(command.staff_id)
            agency = next(
                (item for item in uow.staff.agencies() if item.code == command.agency_code), None
            )
            if agency is None:
                raise RuleViolationError("AGENCY_UNKNOWN", agency=command.agency_code)
            after = replace(
                before,
                full_name=name,
                email=command.email.strip(),
                duty=command.duty,
                agency=agency,
            )
            if after == before:
                return MemberChanged(before, False, ())
            has_moved = (after.duty, after.agency.code) != (before.duty, before.agency.code)
            released: tuple[CaseId, ...] = ()
            if has_moved:
                self._require_movable(uow, session, before, now)
                after = replace(after, active=False)
                released = release_of(uow, session, before, held, "staff.changed", now)
            uow.staff.save(after)
            details = _changes(before, after)
            if has_moved:
                put_down(uow, session, after, HandAct.MOVED, "staff.changed", now, details)
            else:
                tell(uow, session, after, "staff.changed", now, details)
            uow.commit()
        return MemberChanged(after, has_moved, released)

    @staticmethod
    def _require_movable(
        uow: UnitOfWork, session: Session, member: StaffMember, now: datetime
    ) -> None:
        if member.id == session.staff_id:
            raise RuleViolationError("OWN_ACCOUNT")
        waiting = uow.calls.count_open(member.id, now - timedelta(days=1))
        if waiting:
            raise RuleViolationError("STAFF_HAS_CALLS", count=waiting)


def _changes(before: StaffMember, after: StaffMember) -> dict[str, object]:
    details: dict[str, object] = {
        "name_changed": before.full_name != after.full_name,
        "email_changed": before.email != after.email,
        "account": after.seal,
    }
    if before.duty is not after.duty:
        details["duty"] = [before.duty.value, after.duty.value]
    if before.agency.code != after.agency.code:
        details["agency"] = [before.agency.code, after.agency.code]
    return details
