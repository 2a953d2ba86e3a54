"""The staff directory: members, their accounts and passwords, and agencies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import groupby

from app.domain.account import HandAct, identity_seal, preparer_of
from app.domain.agency_check import check_agency
from app.domain.audit import SYSTEM_CHAIN, AuditEntry
from app.domain.cedula import check_cedula, parse_cedula
from app.domain.duties import Operation, require
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.field_finding import first_error
from app.domain.ids import StaffId, fresh_id
from app.domain.staff import Agency, Duty, Session, StaffCredentials, StaffMember
from app.ports.clock import Clock
from app.ports.passwords import PasswordHasher
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.access.account_power import disabled, put_down, tell
from app.stages.access.passwords import check_password, password_mistake
from app.stages.access.releasing import held_by
from app.trail.refusals import on_record

MAX_LOGIN = 40

# On the central database the login is also the name of a database role.
_MUST_ADMINISTER = ("FIRST_MUST_ADMINISTER", "SECOND_MUST_ADMINISTER")
_LOGIN = re.compile(r"[a-z0-9][a-z0-9.-]*")


@dataclass(frozen=True, slots=True)
class AddStaffCommand:
    """A new member of staff; ``session`` is None only for the very first one."""

    session: Session | None
    login: str
    full_name: str
    cedula: str
    duty: Duty
    agency: Agency
    password: str = field(repr=False)
    email: str = ""


def mistakes_of(
    login: str, full_name: str, cedula: str, password: str
) -> tuple[RuleViolationError, ...]:
    """All that can be told to be wrong about a new member before anybody is asked."""
    login, found = login.strip().casefold(), list[RuleViolationError]()
    if len(login) > MAX_LOGIN or _LOGIN.fullmatch(login) is None:
        found.append(RuleViolationError("LOGIN_FORM", maximum=MAX_LOGIN))
    if not full_name.strip():
        found.append(RuleViolationError("NAME_MISSING"))
    wrong = first_error(check_cedula(cedula))
    if wrong is not None:
        found.append(RuleViolationError(wrong.code, **dict(wrong.facts)))
    secret = password_mistake(password, login)
    return (*found, secret) if secret is not None else tuple(found)


def _checked(command: AddStaffCommand) -> AddStaffCommand:
    """The command as it is stored: separation compares cédulas, so their form must be one."""
    mistakes = mistakes_of(command.login, command.full_name, command.cedula, command.password)
    if mistakes:
        raise mistakes[0]
    return replace(
        command,
        login=command.login.strip().casefold(),
        full_name=" ".join(command.full_name.split()),
        cedula=parse_cedula(command.cedula).number,
        email=command.email.strip(),
    )


@on_record
class AddStaff:
    """Adds a member of staff with their account; one human has one account."""

    def __init__(self, store: Store, hasher: PasswordHasher, clock: Clock) -> None:
        self._store = store
        self._hasher = hasher
        self._clock = clock

    def __call__(self, command: AddStaffCommand) -> StaffMember:
        """Return the new member, whose account somebody else has to enable.

        The very first one is enabled at once. The second one administers too, so that there is
        somebody else.

        Raises:
            RuleViolationError: ``LOGIN_FORM``, ``NAME_MISSING``, ``CEDULA_…``,
                ``PASSWORD_…``, ``LOGIN_TAKEN``, ``CEDULA_TAKEN``, ``FIRST_MUST_ADMINISTER``,
                ``SECOND_MUST_ADMINISTER``, ``AGENCY_…``, ``PROVINCE_UNKNOWN``.
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SIGN_IN_NEEDED``.
        """
        checked = _checked(command)
        verifier = self._hasher.hash(checked.password)
        now = self._clock.now()
        with self._store.write() as uow:
            self._authorise(uow, checked)
            member = StaffMember(
                id=StaffId(fresh_id()),
                login=checked.login,
                full_name=checked.full_name,
                cedula=checked.cedula,
                duty=checked.duty,
                agency=self._agency(uow, checked, now),
                active=checked.session is None,
                email=checked.email,
            )
            uow.staff.add(member, verifier, is_one_time=not member.active)
            put_down(
                uow, checked.session, member, HandAct.ADDED, "staff.added", now, facts_of(member)
            )
            if checked.session is None:
                told = {"code": False, "waived": True}
                put_down(uow, None, member, HandAct.ENABLED, "staff.enabled", now, told)
            uow.commit()
        return member

    @staticmethod
    def _agency(uow: UnitOfWork, command: AddStaffCommand, now: datetime) -> Agency:
        """The stored agency of that code, whatever else was typed; else the new one."""
        wanted = check_agency(command.agency)
        stored = next((item for item in uow.staff.agencies() if item.code == wanted.code), None)
        if stored is not None:
            return stored
        uow.staff.add_agency(wanted)
        uow.audit.append(_office_entry(command.session, "agency.added", now, asdict(wanted)))
        return wanted

    @staticmethod
    def _authorise(uow: UnitOfWork, command: AddStaffCommand) -> None:
        others = len(uow.staff.all())
        if command.session is not None:
            require(command.session, Operation.MANAGE_STAFF)
        elif others:
            raise AccessDeniedError("SIGN_IN_NEEDED")
        if others < len(_MUST_ADMINISTER) and command.duty is not Duty.ADMINISTRATOR:
            raise RuleViolationError(_MUST_ADMINISTER[others])


def facts_of(member: StaffMember) -> dict[str, object]:
    """What is told of a new account, so that a row changed by hand contradicts it."""
    return {
        "added": member.id,
        "duty": member.duty.value,
        "agency": member.agency.code,
        "active": member.active,
        "identity": identity_seal(member),
        "account": member.seal,
    }


def _office_entry(
    session: Session | None, action: str, at: datetime, details: Mapping[str, object]
) -> AuditEntry:
    actor = session.staff_id if session else None
    where = session.workstation if session else ""
    return AuditEntry(SYSTEM_CHAIN, action, actor, at, where, details)


@on_record
class ManageStaff:
    """Lists, disables and gives new passwords; ``EnableAccount`` is somebody else's act."""

    def __init__(self, store: Store, hasher: PasswordHasher, clock: Clock) -> None:
        self._store = store
        self._hasher = hasher
        self._clock = clock

    def everyone(self, session: Session) -> tuple[StaffMember, ...]:
        """All members, active or not, by name."""
        require(session, Operation.MANAGE_STAFF)
        with self._store.look() as stored:
            members = stored.staff.all()
        return tuple(sorted(members, key=lambda member: member.full_name))

    def agencies(self, session: Session) -> tuple[Agency, ...]:
        """All agencies, by code."""
        require(session, Operation.MANAGE_STAFF)
        with self._store.look() as stored:
            return stored.staff.agencies()

    def save_agency(self, session: Session, agency: Agency) -> Agency:
        """Add an agency, or give one another name.

        Raises:
            RuleViolationError: ``AGENCY_CODE``, ``AGENCY_NAME``, ``PROVINCE_UNKNOWN``, or
                ``AGENCY_HAS_STAFF`` for another province: it decides which cases staff see.
        """
        require(session, Operation.MANAGE_STAFF)
        wanted = check_agency(agency)
        with self._store.write() as uow:
            stored = {item.code: item for item in uow.staff.agencies()}.get(wanted.code)
            if stored == wanted:
                return wanted
            is_moved = stored is not None and stored.province != wanted.province
            if is_moved and any(one.agency.code == wanted.code for one in uow.staff.all()):
                raise RuleViolationError("AGENCY_HAS_STAFF", agency=wanted.code)
            uow.staff.add_agency(wanted)
            action = "agency.added" if stored is None else "agency.changed"
            uow.audit.append(_office_entry(session, action, self._clock.now(), asdict(wanted)))
            uow.commit()
        return wanted

    def disable(self, session: Session, staff_id: StaffId) -> StaffMember:
        """Disable an account, at once and alone; nobody does so to their own (``OWN_ACCOUNT``).

        That gives back the cases in hand. Calls of theirs, and what they should decide, are
        for another validator to take over (``TakeOverValidation``).
        """
        require(session, Operation.MANAGE_STAFF)
        if staff_id == session.staff_id:
            raise RuleViolationError("OWN_ACCOUNT")
        held, now = held_by(self._store, staff_id), self._clock.now()
        with self._store.write() as uow:
            member = uow.staff.get(staff_id)
            after = disabled(uow, session, member, held, "staff.disabled", now)
            tell(uow, session, member, "staff.disabled", now)
            uow.commit()
        return after

    def preparers(self, session: Session) -> Mapping[StaffId, StaffId]:
        """Who prepared each account that somebody else has to enable, or whose member has to come."""
        require(session, Operation.MANAGE_STAFF)
        with self._store.look() as stored:
            acts = stored.accounts.all_hands()
        of_each = groupby(acts, key=lambda hand: hand.staff_id)
        found = {staff_id: preparer_of(tuple(hands)) for staff_id, hands in of_each}
        return {staff_id: by for staff_id, by in found.items() if by is not None}

    def give_password(self, session: Session, staff_id: StaffId, password: str) -> StaffMember:
        """Give somebody a one-time password; their account is disabled until another enables it.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``PASSWORD_…``, ``OWN_ACCOUNT`` (:meth:`change_own_password`).
        """
        require(session, Operation.MANAGE_STAFF)
        if staff_id == session.staff_id:
            raise RuleViolationError("OWN_ACCOUNT")
        held, now = held_by(self._store, staff_id), self._clock.now()
        action = "staff.password_given"
        with self._store.write() as uow:
            member = uow.staff.get(staff_id)
            check_password(password, member.login)
            uow.accounts.give_password(staff_id, self._hasher.hash(password))
            after = disabled(uow, session, member, held, action, now)
            put_down(uow, session, after, HandAct.PASSWORD, action, now)
            uow.commit()
        return after

    def change_own_password(self, session: Session, password: str, current: str) -> None:
        """Choose another password for oneself.

        Raises:
            AccessDeniedError: ``SIGN_IN_REFUSED`` when the present password is not ``current``, so
                that an open window is not enough.
            RuleViolationError: ``PASSWORD_…``.
        """
        mine = session.staff_id
        with self._store.write() as uow:
            member = uow.staff.get(mine)
            if not self._hasher.verify(uow.staff.credentials(mine).password_hash, current):
                raise AccessDeniedError("SIGN_IN_REFUSED")
            check_password(password, member.login)
            uow.staff.put_credentials(StaffCredentials(mine, self._hasher.hash(password), 0, None))
            tell(uow, session, member, "staff.password_set", self._clock.now())
            uow.commit()
