"""The chains of audit events, as a unit of work offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.audit import AuditEntry, AuditEvent, ChainHead
    from app.domain.ids import Sha256, StaffId


class AuditTrail(Protocol):
    """Append-only events; there is no way here to change or remove one."""

    def append(self, entry: AuditEntry) -> AuditEvent:
        """Seal the entry onto the end of its chain.

        Raises:
            AccessDeniedError: ``ACCOUNT_DISABLED``, ``ACCOUNT_UNKNOWN`` or ``SESSION_OUTDATED``.
            UnavailableError: ``CLOCK_BEHIND`` or ``CLOCK_AHEAD``.
        """
        ...

    def latest(self, chain: str, action: str) -> AuditEvent | None:
        """The last event of that action on a chain."""
        ...

    def told(self, chain: str, action: str) -> tuple[AuditEvent, ...]:
        """All events of that action on a chain, in their order."""
        ...

    def whole(self, chain: str) -> tuple[tuple[AuditEvent, ...], ChainHead | None]:
        """All events of a chain and its head, as one instant has them."""
        ...

    def approval_with(self, code_hash: Sha256) -> AuditEvent | None:
        """The approval, on whichever chain, whose notices carried the code with that hash.

        Every event is looked at, so that the time grows with their number: for codes that no
        decision has, and never in a transaction that writes.
        """
        ...

    def naming(self, chain: str, key: str) -> tuple[AuditEvent, ...]:
        """Events of a chain in whose text a random key stands, in their order."""
        ...

    def require_active(self, actor: StaffId) -> None:
        """Refuse whoever has no active account, or not as they came in, as :meth:`append` does.

        Raises:
            AccessDeniedError: ``ACCOUNT_DISABLED``, ``ACCOUNT_UNKNOWN`` or ``SESSION_OUTDATED``.
        """
        ...

    def watch(self, entry: AuditEntry) -> datetime | None:
        """Put on record that the clock of a local file leapt, as if ``entry`` came next.

        Returns:
            When it last leapt; None when it never did, and on a server.
        """
        ...
