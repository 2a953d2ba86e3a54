"""The password of the mail server: kept in this machine's own store, replaced, taken away."""

from __future__ import annotations

from enum import StrEnum

from app.domain.audit import SYSTEM_CHAIN, AuditEntry
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError, UnavailableError, VentanillaError
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.secret_store import SMTP_SECRET, SecretStore
from app.ports.unit_of_work import Store
from app.trail.refusals import on_record


class MailPasswordState(StrEnum):
    """Whether this machine can hand over mail with a password."""

    KEPT = "kept"
    MISSING = "missing"
    NO_SAFE_STORE = "no_safe_store"
    STORE_LOCKED = "store_locked"


@on_record
@on_record
class KeepMailPassword:
    """Keeps the password in the operating system's store and nowhere else (D23).

    The secret itself is never read back for anybody; only that there is one is told. The chain
    records who set it on which machine.
    """

    def __init__(self, store: Store, secrets: SecretStore, clock: Clock) -> None:
        self._store = store
        self._secrets = secrets
        self._clock = clock

    def state(self, session: Session) -> MailPasswordState:
        """Tell what this machine has (may wait for the person to open the store).

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
        """
        require(session, Operation.MANAGE_SETTINGS)
        try:
            self._secrets.get(SMTP_SECRET)
        except RuleViolationError:
            return MailPasswordState.MISSING
        except UnavailableError as error:
            is_locked = error.code == "KEYRING_LOCKED"
            return MailPasswordState.STORE_LOCKED if is_locked else MailPasswordState.NO_SAFE_STORE
        return MailPasswordState.KEPT

    def put(self, session: Session, secret: str) -> None:
        """Keep it, in place of the one before.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``SECRET_EMPTY`` or ``SECRET_TOO_LONG``.
            UnavailableError: ``KEYRING_UNSAFE`` or ``KEYRING_LOCKED``; nothing is kept then.
        """
        require(session, Operation.MANAGE_SETTINGS)
        # Before the transaction: a store may ask the person first, and nobody else waits for that.
        self._secrets.put(SMTP_SECRET, secret)
        try:
            self._record(session, "mail.password_set")
        except VentanillaError:
            # What cannot be put on record is not kept either.
            self._secrets.forget(SMTP_SECRET)
            raise

    def forget(self, session: Session) -> None:
        """Take it away; nothing happens when there is none. Raises as :meth:`put`."""
        require(session, Operation.MANAGE_SETTINGS)
        self._secrets.forget(SMTP_SECRET)
        self._record(session, "mail.password_removed")

    def _record(self, session: Session, action: str) -> None:
        entry = AuditEntry(
            SYSTEM_CHAIN, action, session.staff_id, self._clock.now(), session.workstation
        )
        with self._store.write() as uow:
            uow.audit.append(entry)
            uow.commit()
