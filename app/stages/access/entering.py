"""Signing in to a central database: the server checks the password, then the code."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.account import activation_hash
from app.domain.audit import AuditEntry, staff_chain
from app.domain.duties import SECOND_FACTOR
from app.domain.errors import AccessDeniedError, UnavailableError
from app.domain.readable_text import require_readable
from app.domain.staff import Session, StaffMember
from app.ports.clock import Clock
from app.ports.door import Door
from app.ports.passwords import PasswordHasher
from app.ports.unit_of_work import Store
from app.stages.access.activating import ActivateCommand
from app.stages.access.passwords import check_new_password

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class EnterCommand:
    """Who wants in.

    Attributes:
        password: of the login; empty when only the code is still owed.
        code: six digits of the authenticator; empty until it is asked for.
    """

    login: str
    workstation: str
    password: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


class EnterCentral:
    """Opens a session over the connections of one login.

    A duty with second factor is let in by password alone as far as the door: it is asked for the
    code (``CODE_NEEDED``) and the password need not be typed again.
    """

    def __init__(self, door: Door, store: Store, clock: Clock) -> None:
        self._door = door
        self._store = store
        self._clock = clock

    def __call__(self, command: EnterCommand) -> Session:
        """Return the session.

        Raises:
            AccessDeniedError: ``SIGN_IN_REFUSED``, ``ACTIVATION_NEEDED`` after a password that
                somebody else gave (:class:`ActivateCentral`), ``CODE_NEEDED``, ``CODE_WRONG``,
                ``LOCKED_OUT``, ``SECOND_FACTOR_BLOCKED``, ``SECOND_FACTOR_MISSING``.
            UnavailableError: ``DATABASE_GUARD_ALTERED`` (``things``, ``count``): nobody works on a
                database that would no longer refuse what it must.
        """
        login = command.login.strip().casefold()
        if command.password:
            self._door.open(login, command.password)
        member = self._member(login)
        if self._door.needs_activation():
            raise AccessDeniedError("ACTIVATION_NEEDED")
        if member.duty in SECOND_FACTOR:
            if not command.code:
                raise AccessDeniedError("CODE_NEEDED")
            self._door.give_code(command.code)
        self._refuse_altered()
        now = self._clock.now()
        with self._store.write() as uow:
            uow.audit.append(
                AuditEntry(
                    staff_chain(member.id), "staff.signed_in", member.id, now, command.workstation
                )
            )
            uow.commit()
        return Session(member, command.workstation, now)

    def _member(self, login: str) -> StaffMember:
        with self._store.look() as stored:
            member = stored.staff.by_login(login)
        if member is None or not member.active:
            self._door.close()
            raise AccessDeniedError("SIGN_IN_REFUSED")
        return member

    def _refuse_altered(self) -> None:
        altered = self._door.alterations()
        if altered:
            self._door.close()
            raise UnavailableError(
                "DATABASE_GUARD_ALTERED",
                things=", ".join(altered[:_SHOWN]),
                count=len(altered),
            )


class ActivateCentral:
    """Takes the activation code, keeps the password the member has chosen, and enters with it."""

    def __init__(
        self, door: Door, store: Store, hasher: PasswordHasher, enter: EnterCentral
    ) -> None:
        self._door = door
        self._store = store
        self._hasher = hasher
        self._enter = enter

    def __call__(self, command: ActivateCommand) -> Session:
        """Return the session.

        Raises:
            AccessDeniedError: as :class:`EnterCentral`, ``CODE_NEEDED`` above all;
                ``ACTIVATION_CODE_WRONG``, ``ACTIVATION_CODE_SPENT``.
            RuleViolationError: ``PASSWORD_…``, ``PASSWORD_NOT_NEW``, ``TEXT_UNREADABLE``.
        """
        require_readable(command)
        login = command.login.strip().casefold()
        check_new_password(command.new_password, login, command.password)
        self._door.open(login, command.password)
        with self._store.look() as stored:
            member = stored.staff.by_login(login)
        if member is None or not self._door.needs_activation():
            self._door.close()
            raise AccessDeniedError("ACTIVATION_CODE_SPENT")
        verifier = self._hasher.hash(command.new_password)
        self._door.activate(activation_hash(member.id, command.code), verifier)
        return self._enter(EnterCommand(login, command.workstation, command.new_password))


class ConfirmAtDoor:
    """Re-entry of the password, checked by the server: to unlock the window."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def __call__(self, session: Session, password: str) -> None:  # noqa: ARG002  # the port's
        """Raises ``AccessDeniedError`` (``SIGN_IN_REFUSED``), or ``TEXT_UNREADABLE``."""
        require_readable(password)
        self._door.check(password)


class ConfirmByCode:
    """Before an act that binds: a fresh code, or for a duty without one the password again."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def __call__(self, session: Session, password: str) -> None:
        """Raises as :meth:`app.ports.door.Door.give_code` does, or ``TEXT_UNREADABLE``."""
        require_readable(password)
        if session.staff.duty in SECOND_FACTOR:
            self._door.step_up(password)
        else:
            self._door.check(password)
