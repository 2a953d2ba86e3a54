"""Signing in and out, and confirming one's password; failures are counted and lock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Protocol

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, staff_chain
from app.domain.errors import AccessDeniedError
from app.domain.ids import fresh_id
from app.domain.lockout import LockoutPolicy, after_failure, after_success, is_locked
from app.domain.office_zone import office_day
from app.domain.readable_text import require_readable
from app.domain.staff import Session, StaffCredentials, StaffMember
from app.ports.clock import Clock
from app.ports.passwords import PasswordHasher
from app.ports.unit_of_work import Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class SignInCommand:
    """Login and password as typed at one workstation."""

    login: str
    password: str = field(repr=False)
    workstation: str


def _note(uow: UnitOfWork, member: StaffMember, action: str, at: datetime, where: str) -> None:
    uow.audit.append(AuditEntry(staff_chain(member.id), action, member.id, at, where))


def _policy(uow: UnitOfWork, member: StaffMember, now: datetime) -> LockoutPolicy:
    shipped, on = LockoutPolicy(), office_day(now, member.agency.province)
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

    @cached_property
    def _decoy(self) -> str:
        # Costs as much as a sign-in: not where a window makes its use cases.
        return self._hasher.hash(fresh_id())

    def unknown(self, password: str) -> None:
        """Spend the time a comparison takes, so that an unknown login is not told apart."""
        self._hasher.verify(self._decoy, password)

    def __call__(self, member: StaffMember, password: str, where: str, action: str) -> None:
        """Raise unless the password is right and the account is still enabled.

        Raises:
            AccessDeniedError: ``SIGN_IN_REFUSED``, ``LOCKED_OUT`` with ``until``, or
                ``ACCOUNT_DISABLED`` when the account was disabled while a session was open, or
                ``SESSION_OUTDATED`` when its duty or agency became another one meanwhile;
                ``ACTIVATION_NEEDED`` when it was right and given by somebody else.
        """
        # Made on either way, or the first unknown login would be told apart by its time.
        _ = self._decoy
        now = self._clock.now()
        with self._store.write() as uow:
            stored = uow.staff.credentials(member.id)
            refusal = self.refusal(uow, member, stored, password, now)
            told = action if refusal is None else "staff.password_refused"
            if refusal is None and stored.is_one_time:
                # Good for one thing only, which this is not.
                refusal, told = AccessDeniedError("ACTIVATION_NEEDED"), "staff.activation_needed"
            _note(uow, member, told, now, where)
            uow.commit()
        if refusal is not None:
            raise refusal

    def refusal(
        self,
        uow: UnitOfWork,
        member: StaffMember,
        stored: StaffCredentials,
        password: str,
        now: datetime,
    ) -> AccessDeniedError | None:
        """Why the password is refused; tries are counted in that unit of work."""
        if is_locked(stored, now):
            return AccessDeniedError("LOCKED_OUT", until=stored.locked_until)
        is_right = self._hasher.verify(stored.password_hash, password)
        policy = _policy(uow, member, now)
        uow.staff.put_credentials(self._counted(stored, password, is_right, now, policy))
        if not is_right:
            return AccessDeniedError("SIGN_IN_REFUSED")
        now_stored = uow.staff.get(member.id)
        if not now_stored.active:
            return AccessDeniedError("ACCOUNT_DISABLED")
        if now_stored.powers != member.powers:
            return AccessDeniedError("SESSION_OUTDATED")
        return None

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


class _Typed(Protocol):
    @property
    def login(self) -> str: ...

    @property
    def password(self) -> str: ...

    @property
    def workstation(self) -> str: ...


def find_member(store: Store, check: PasswordCheck, clock: Clock, typed: _Typed) -> StaffMember:
    """Whoever has that login and may come in; raises ``SIGN_IN_REFUSED`` after as long a time."""
    with store.write() as uow:
        member = uow.staff.by_login(typed.login.strip().casefold())
        if member is not None and member.active:
            return member
        entry = AuditEntry(SYSTEM_CHAIN, "sign_in.unknown", None, clock.now(), typed.workstation)
        uow.audit.append(entry)
        uow.commit()
    check.unknown(typed.password)
    raise AccessDeniedError("SIGN_IN_REFUSED")


class SignIn:
    """Opens a session for an active member of staff."""

    def __init__(self, store: Store, check: PasswordCheck, clock: Clock) -> None:
        self._store = store
        self._check = check
        self._clock = clock

    def __call__(self, command: SignInCommand) -> Session:
        """Return the session.

        Raises:
            AccessDeniedError: ``SIGN_IN_REFUSED`` (which of both was wrong is not said),
                ``LOCKED_OUT``, or ``ACTIVATION_NEEDED`` after a password somebody else gave.
            RuleViolationError: ``TEXT_UNREADABLE``.
        """
        require_readable(command)
        now = self._clock.now()
        member = find_member(self._store, self._check, self._clock, command)
        self._check(member, command.password, command.workstation, "staff.signed_in")
        return Session(member, command.workstation, now)


class ConfirmPassword:
    """Re-entry of the password: to unlock the window, and before a decision."""

    def __init__(self, check: PasswordCheck) -> None:
        self._check = check

    def __call__(self, session: Session, password: str) -> None:
        """Raises ``AccessDeniedError`` as :class:`PasswordCheck` does, or ``TEXT_UNREADABLE``."""
        require_readable(password)
        self._check(session.staff, password, session.workstation, "staff.password_confirmed")


class SignOut:
    """Ends a session; ``Claims.release_held`` gives cases back first, a lock keeps them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, *, is_lock: bool = False) -> None:
        action = "staff.locked_window" if is_lock else "staff.signed_out"
        with self._store.write() as uow:
            _note(uow, session.staff, action, self._clock.now(), session.workstation)
            uow.commit()
