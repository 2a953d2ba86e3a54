"""The first sign-in after a password was given: with a code, and a password of one's own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.account import CODE_TRIES, HandAct, activation_hash
from app.domain.errors import AccessDeniedError, VentanillaError
from app.domain.readable_text import require_readable
from app.domain.staff import Session, StaffCredentials, StaffMember
from app.ports.clock import Clock
from app.ports.passwords import PasswordHasher
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.access.account_power import put_down, tell
from app.stages.access.passwords import check_new_password
from app.stages.access.signing_in import PasswordCheck, find_member


@dataclass(frozen=True, slots=True)
class ActivateCommand:
    """What somebody brings who comes in for the first time.

    Attributes:
        password: the one they were given, by one administrator.
        code: the one they were given, by another.
        new_password: of their own, from now on.
    """

    login: str
    workstation: str
    password: str = field(repr=False)
    code: str = field(repr=False)
    new_password: str = field(repr=False)


class ActivateAccount:
    """Takes password and code, keeps the password the member has chosen, opens a session."""

    def __init__(self, store: Store, check: PasswordCheck, hasher: PasswordHasher, clock: Clock):
        self._store = store
        self._check = check
        self._hasher = hasher
        self._clock = clock

    def __call__(self, command: ActivateCommand) -> Session:
        """Return the session.

        Raises:
            AccessDeniedError: as :class:`SignIn`; ``ACTIVATION_CODE_WRONG`` (``left``),
                ``ACTIVATION_CODE_SPENT`` when it was tried too often, is too old or was replaced.
            RuleViolationError: ``PASSWORD_…``, ``PASSWORD_NOT_NEW``, ``TEXT_UNREADABLE``.
        """
        require_readable(command)
        member = find_member(self._store, self._check, self._clock, command)
        now = self._clock.now()
        # A password the house does not take costs no try.
        check_new_password(command.new_password, member.login, command.password)
        verifier = self._hasher.hash(command.new_password)
        refusal: VentanillaError | None = None
        with self._store.write() as uow:
            stored = uow.staff.credentials(member.id)
            refusal = self._check.refusal(uow, member, stored, command.password, now)
            if refusal is not None:
                tell_as(uow, member, "staff.password_refused", now, command.workstation)
            else:
                stored = uow.staff.credentials(member.id)
                refusal = _code_refusal(uow, member, stored, command, now)
            if refusal is None:
                uow.staff.put_credentials(StaffCredentials(member.id, verifier, 0, None))
                session = Session(member, command.workstation, now)
                put_down(uow, session, member, HandAct.ACTIVATED, "staff.activated", now)
                tell(uow, session, member, "staff.signed_in", now)
            # The count of tries stays, whatever becomes of this one.
            uow.commit()
        if refusal is not None:
            raise refusal
        return Session(member, command.workstation, now)


def tell_as(uow: UnitOfWork, member: StaffMember, action: str, at: datetime, where: str) -> None:
    """An entry by the member themselves, who has no session yet."""
    tell(uow, Session(member, where, at), member, action, at)


def _code_refusal(
    uow: UnitOfWork,
    member: StaffMember,
    stored: StaffCredentials,
    command: ActivateCommand,
    now: datetime,
) -> AccessDeniedError | None:
    if not stored.is_one_time:
        return AccessDeniedError("ACTIVATION_CODE_SPENT")
    is_good = stored.code_hash and stored.code_until is not None and now < stored.code_until
    if not is_good or stored.code_failures >= CODE_TRIES:
        return AccessDeniedError("ACTIVATION_CODE_SPENT")
    if activation_hash(member.id, command.code) == stored.code_hash:
        return None
    failures = stored.code_failures + 1
    uow.staff.put_credentials(replace(stored, code_failures=failures))
    tell_as(uow, member, "staff.activation_refused", now, command.workstation)
    left = CODE_TRIES - failures
    return AccessDeniedError(
        "ACTIVATION_CODE_WRONG" if left else "ACTIVATION_CODE_SPENT", left=left
    )
