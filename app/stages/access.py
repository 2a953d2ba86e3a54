"""Signing in, confirming one's password, and the staff directory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, staff_chain
from app.domain.cedula import parse_cedula
from app.domain.duties import Operation, require
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import StaffId, fresh_id
from app.domain.lockout import LockoutPolicy, after_failure, after_success, is_locked
from app.domain.staff import Agency, Duty, Session, StaffCredentials, StaffMember
from app.ports.clock import Clock
from app.ports.passwords import PasswordHasher
from app.ports.unit_of_work import Store, UnitOfWork

MIN_PASSWORD = 10


@dataclass(frozen=True, slots=True)
class SignInCommand:
    """Login and password as typed at one workstation."""

    login: str
    password: str
    workstation: str


def _note(uow: UnitOfWork, member: StaffMember, action: str, at: datetime, where: str) -> None:
    uow.audit.append(AuditEntry(staff_chain(member.id), action, member.id, at, where))


def _policy(uow: UnitOfWork, now: datetime) -> LockoutPolicy:
    shipped, on = LockoutPolicy(), now.date()
    rest = uow.settings.get("session.lockout_minutes", on)
    return LockoutPolicy(
        failures=int(uow.settings.get("session.max_failures", on) or shipped.failures),
        rest=timedelta(minutes=int(rest)) if rest else shipped.rest,
    )


class PasswordCheck:
    """Compares a password with the stored verifier and counts failures.

    Five failures in a row lock the account for fifteen minutes; the count is committed before
    anybody hears the answer, so that leaving does not forget it.
    """

    def __init__(self, store: Store, hasher: PasswordHasher, clock: Clock) -> None:
        self._store = store
        self._hasher = hasher
        self._clock = clock
        self._decoy = hasher.hash(fresh_id())

    def unknown(self, password: str) -> None:
        """Spend the time a comparison takes, so that an unknown login is not told apart."""
        self._hasher.verify(self._decoy, password)

    def __call__(self, member: StaffMember, password: str, where: str, action: str) -> None:
        """Raise unless the password is right.

        Raises:
            AccessDeniedError: ``SIGN_IN_REFUSED`` or ``LOCKED_OUT`` with ``until``.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            stored = uow.staff.credentials(member.id)
            if is_locked(stored, now):
                raise AccessDeniedError("LOCKED_OUT", until=stored.locked_until)
            is_right = self._hasher.verify(stored.password_hash, password)
            policy = _policy(uow, now)
            uow.staff.put_credentials(self._counted(stored, password, is_right, now, policy))
            _note(uow, member, action if is_right else "staff.password_refused", now, where)
            uow.commit()
        if not is_right:
            raise AccessDeniedError("SIGN_IN_REFUSED")

    def _counted(
        self,
        stored: StaffCredentials,
        password: str,
        is_right: bool,
        now: datetime,
        policy: LockoutPolicy,
    ) -> StaffCredentials:
        if not is_right:
            return after_failure(stored, now, policy)
        counted = after_success(stored)
        if self._hasher.is_outdated(counted.password_hash):
            counted = replace(counted, password_hash=self._hasher.hash(password))
        return counted


class SignIn:
    """Opens a session for an active member of staff."""

    def __init__(self, store: Store, check: PasswordCheck, clock: Clock) -> None:
        self._store = store
        self._check = check
        self._clock = clock

    def __call__(self, command: SignInCommand) -> Session:
        """Return the session.

        Raises:
            AccessDeniedError: ``SIGN_IN_REFUSED`` (which of both was wrong is not said) or
                ``LOCKED_OUT``.
        """
        now = self._clock.now()
        with self._store.write() as uow:
            member = uow.staff.by_login(command.login.strip().casefold())
            if member is None or not member.active:
                uow.audit.append(
                    AuditEntry(SYSTEM_CHAIN, "sign_in.unknown", None, now, command.workstation)
                )
                uow.commit()
        if member is None or not member.active:
            self._check.unknown(command.password)
            raise AccessDeniedError("SIGN_IN_REFUSED")
        self._check(member, command.password, command.workstation, "staff.signed_in")
        return Session(member, command.workstation, now)


class ConfirmPassword:
    """Re-entry of the password: to unlock the window, and before a decision."""

    def __init__(self, check: PasswordCheck) -> None:
        self._check = check

    def __call__(self, session: Session, password: str) -> None:
        """Raises ``AccessDeniedError`` as :class:`PasswordCheck` does."""
        self._check(session.staff, password, session.workstation, "staff.password_confirmed")


class SignOut:
    """Ends a session; held cases stay held until their lease ends or they are released."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, *, is_lock: bool = False) -> None:
        action = "staff.locked_window" if is_lock else "staff.signed_out"
        with self._store.write() as uow:
            _note(uow, session.staff, action, self._clock.now(), session.workstation)
            uow.commit()


@dataclass(frozen=True, slots=True)
class AddStaffCommand:
    """A new member of staff; ``session`` is None only for the very first one."""

    session: Session | None
    login: str
    full_name: str
    cedula: str
    duty: Duty
    agency: Agency
    password: str
    email: str = ""


def _check_password(password: str, login: str) -> None:
    if len(password) < MIN_PASSWORD:
        raise RuleViolationError("PASSWORD_TOO_SHORT", minimum=MIN_PASSWORD)
    if login and login.casefold() in password.casefold():
        raise RuleViolationError("PASSWORD_HOLDS_LOGIN")


def _check_new(command: AddStaffCommand) -> str:
    login = command.login.strip().casefold()
    if not login or not login.replace(".", "").replace("-", "").isalnum() or len(login) > 40:
        raise RuleViolationError("LOGIN_FORM", login=command.login)
    if not command.full_name.strip():
        raise RuleViolationError("NAME_MISSING")
    parse_cedula(command.cedula)
    _check_password(command.password, login)
    return login


class AddStaff:
    """Adds a member of staff with their account; one human has one account."""

    def __init__(self, store: Store, hasher: PasswordHasher, clock: Clock) -> None:
        self._store = store
        self._hasher = hasher
        self._clock = clock

    def __call__(self, command: AddStaffCommand) -> StaffMember:
        """Return the new member.

        Raises:
            RuleViolationError: ``LOGIN_FORM``, ``NAME_MISSING``, ``CEDULA_…``,
                ``PASSWORD_…``, ``LOGIN_TAKEN``, ``CEDULA_TAKEN``, ``FIRST_MUST_ADMINISTER``.
            AccessDeniedError: ``DUTY_NOT_ALLOWED`` or ``SIGN_IN_NEEDED``.
        """
        login = _check_new(command)
        verifier = self._hasher.hash(command.password)
        with self._store.write() as uow:
            self._authorise(uow, command)
            if command.agency.code not in {agency.code for agency in uow.staff.agencies()}:
                uow.staff.add_agency(command.agency)
            member = StaffMember(
                id=StaffId(fresh_id()),
                login=login,
                full_name=command.full_name.strip(),
                cedula=command.cedula,
                duty=command.duty,
                agency=command.agency,
                active=True,
                email=command.email.strip(),
            )
            uow.staff.add(member, verifier)
            actor = command.session.staff_id if command.session else None
            details = {"added": member.id, "duty": member.duty.value}
            uow.audit.append(
                AuditEntry(SYSTEM_CHAIN, "staff.added", actor, self._clock.now(), "", details)
            )
            uow.commit()
        return member

    @staticmethod
    def _authorise(uow: UnitOfWork, command: AddStaffCommand) -> None:
        if command.session is not None:
            require(command.session, Operation.MANAGE_STAFF)
        elif uow.staff.all():
            raise AccessDeniedError("SIGN_IN_NEEDED")
        elif command.duty is not Duty.ADMINISTRATOR:
            raise RuleViolationError("FIRST_MUST_ADMINISTER")


class ManageStaff:
    """Lists, disables, enables and gives new passwords."""

    def __init__(self, store: Store, hasher: PasswordHasher, clock: Clock) -> None:
        self._store = store
        self._hasher = hasher
        self._clock = clock

    def everyone(self, session: Session) -> tuple[StaffMember, ...]:
        """All members, active or not, by name."""
        require(session, Operation.MANAGE_STAFF)
        with self._store.write() as uow:
            members = uow.staff.all()
        return tuple(sorted(members, key=lambda member: member.full_name))

    def agencies(self, session: Session) -> tuple[Agency, ...]:
        """All agencies, by code."""
        require(session, Operation.MANAGE_STAFF)
        with self._store.write() as uow:
            return uow.staff.agencies()

    def set_active(self, session: Session, staff_id: StaffId, is_active: bool) -> StaffMember:
        """Enable or disable an account; nobody disables their own (``OWN_ACCOUNT``)."""
        require(session, Operation.MANAGE_STAFF)
        if staff_id == session.staff_id:
            raise RuleViolationError("OWN_ACCOUNT")
        with self._store.write() as uow:
            member = replace(uow.staff.get(staff_id), active=is_active)
            uow.staff.save(member)
            self._record(uow, session, member, "enabled" if is_active else "disabled")
            uow.commit()
        return member

    def set_password(self, session: Session, staff_id: StaffId, password: str) -> None:
        """Give a new password; administrators for others, anybody for themselves."""
        if staff_id != session.staff_id:
            require(session, Operation.MANAGE_STAFF)
        with self._store.write() as uow:
            member = uow.staff.get(staff_id)
            _check_password(password, member.login)
            uow.staff.put_credentials(
                StaffCredentials(staff_id, self._hasher.hash(password), 0, None)
            )
            self._record(uow, session, member, "password_set")
            uow.commit()

    def _record(self, uow: UnitOfWork, session: Session, member: StaffMember, what: str) -> None:
        uow.audit.append(
            AuditEntry(
                staff_chain(member.id),
                f"staff.{what}",
                session.staff_id,
                self._clock.now(),
                session.workstation,
            )
        )
